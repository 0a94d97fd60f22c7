"""The five steps of the Meldcode in one case: read, and written down one by one."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from hulplijn.accounts.access import StaffRequest, staff_only
from hulplijn.casework import actions as casework
from hulplijn.casework import queries as casework_queries
from hulplijn.casework.actions import OpenedCase
from hulplijn.casework.models import Case
from hulplijn.guidance import meldcode as guidance
from hulplijn.guidance import rights
from hulplijn.guidance.rules.meldcode import QUESTIONS
from hulplijn.plumbing.clock import now
from hulplijn.workspace import queries
from hulplijn.workspace.views import answers


@staff_only(answers.COUNSELLORS)
def meldcode(request: StaffRequest, case_id: uuid.UUID) -> HttpResponse:
    case, at = get_object_or_404(Case, pk=case_id), now()
    opened = casework.open_case(case, by=request.actor, at=at)
    wrong = ""
    if request.method == "POST":
        try:
            _take(request, opened)
        except guidance.UnknownStep as unknown:
            raise Http404 from unknown
        except (guidance.NoReasoning, guidance.ReasoningTooLong, guidance.NoOutcome) as refused:
            wrong = type(refused).__name__
        else:
            return redirect("workspace:meldcode", case_id=case.pk)
    context = {
        "case": case,
        "contacts": casework_queries.contacts_of(case),
        "wrong": wrong,
        "steps": queries.meldcode_steps(opened, request.POST),
        "may_write": rights.may(request.actor, "meldcode.write", case),
    }
    page = context | answers.without_line(request, at)
    return render(request, "workspace/meldcode.html", page, status=422 if wrong else 200)


def _take(request: StaffRequest, opened: OpenedCase) -> None:
    sent = request.POST
    step = sent.get("step", "")
    guidance.take_step(
        opened,
        int(step) if step.isascii() and step.isdecimal() and len(step) == 1 else 0,
        sent.get("words", ""),
        by=request.actor,
        at=now(),
        consulted=sent.getlist("consulted"),
        anonymous=sent.get("anonymous") == "yes",
        answers={question: sent[question] for question in QUESTIONS if sent.get(question)},
        outcomes=sent.getlist("outcomes"),
    )
