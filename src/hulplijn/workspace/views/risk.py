"""Asking about suicide and safety: the part beside the talk, and a page with all that was asked."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render

from hulplijn.accounts.access import StaffRequest, staff_only
from hulplijn.accounts.queries import counsellor
from hulplijn.casework import actions as casework
from hulplijn.casework.errors import AlreadyClosed, NotACounsellor
from hulplijn.guidance import rights, risk_actions, risk_queries
from hulplijn.guidance.risk_actions import Answers
from hulplijn.plumbing.clock import now
from hulplijn.workspace import queries
from hulplijn.workspace.views import answers


@staff_only(answers.COUNSELLORS)
def risk(request: StaffRequest, contact_id: uuid.UUID) -> HttpResponse:
    if request.method == "POST":
        return _save(request, contact_id)
    contact, at = answers.found(contact_id), now()
    opened = casework.open_case(contact.case, by=request.actor, at=at, contact=contact)
    context = {
        "contact": contact,
        "checks": risk_queries.checks_of(opened, contact),
        "form": queries.risk_form(contact, request.actor, at),
        "may_check": contact.closed_at is None and rights.may(request.actor, "risk.check", contact),
    }
    return render(request, "workspace/risk.html", context | answers.without_line(request, at))


def _save(request: StaffRequest, contact_id: uuid.UUID) -> HttpResponse:
    contact, at = answers.readable(request, contact_id), now()
    typed, words, second = _typed(request.POST), request.POST.get("words", ""), request.POST.get("second", "")
    part = request.POST.get("deel", "")
    part = part if part in answers.PARTS else "plan"
    missing: tuple[str, ...] = ()
    try:
        risk_actions.check_risk(
            contact,
            typed,
            by=request.actor,
            at=at,
            words=words,
            second=counsellor(second) if second else None,
        )
    except (risk_actions.UnknownAnswer, NotACounsellor) as unknown:
        raise Http404 from unknown
    except AlreadyClosed:
        return answers.case_part(request, contact_id, part, status=409, closed_meanwhile=True)
    except risk_actions.StillUnanswered as still:
        missing = tuple(still.fields)
    except risk_actions.WordsTooLong:
        missing = ("words",)
    else:
        return answers.case_part(request, contact_id, part, saved_at=at, risk_saved=True)
    form = queries.risk_form(
        contact, request.actor, at, typed=typed, words=words, second=second, missing=missing
    )
    return answers.case_part(request, contact_id, part, status=422, risk_form=form, risk_missing=missing)


def _typed(post: QueryDict) -> Answers:
    one = {name: post.get(name, "") for name in risk_actions.CODED}
    return Answers(**one, actions=tuple(post.getlist("actions")))
