"""Practising with a scripted visitor: choosing one, and looking back on a talk."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from hulplijn.accounts.access import StaffRequest, staff_only
from hulplijn.casework import actions as casework
from hulplijn.content import queries as content
from hulplijn.content.errors import BadContent, NoSuchContent
from hulplijn.guidance import edited
from hulplijn.guidance import rights as guidance
from hulplijn.plumbing.clock import now
from hulplijn.practice import actions, queries, rights
from hulplijn.practice.models import Practice
from hulplijn.workspace.views import answers


@staff_only(answers.COUNSELLORS)
def practice(request: StaffRequest) -> HttpResponse:
    if request.method == "POST":
        return _begin(request)
    at = now()
    context: dict[str, object] = {"scripts": content.scripts(), "mine": queries.mine(request.actor)}
    context["goes_on"] = queries.under_way(request.actor)
    return render(request, "workspace/practice/list.html", context | answers.without_line(request, at))


@staff_only(answers.COUNSELLORS)
def practised(request: StaffRequest, contact_id: uuid.UUID) -> HttpResponse:
    found, at = _of(contact_id), now()
    if request.method == "POST":
        actions.throw_away(found, by=request.actor, at=at)
        return redirect("workspace:practice")
    rights.require(request.actor, "practice.read", found, at=at)
    opened = casework.open_case(found.contact.case, by=request.actor, at=at, contact=found.contact)
    judged = queries.judged(found, opened)
    context: dict[str, object] = {
        "practice": found,
        "contact": found.contact,
        "script": queries.script_of(found),
        "judged": judged,
        "met": sum(one.is_met for one in judged),
    }
    return render(request, "workspace/practice/look_back.html", context | answers.without_line(request, at))


def _begin(request: StaffRequest) -> HttpResponse:
    language = get_language() or content.helpline().languages[0]
    script, source = request.POST.get("script", ""), ""
    if "draft" in request.POST:
        guidance.require(request.actor, "content.read", at=now())
        draft = edited.draft_of(f"practice/{script}.yaml")
        source = draft.source if draft else ""
    try:
        begun = actions.begin(script, language=language, by=request.actor, at=now(), source=source)
    except BadContent:
        return redirect("workspace:content-edit", "practice", script)
    except NoSuchContent as gone:
        raise Http404 from gone
    except actions.PractisesAlready as already:
        begun = already.practice
    return redirect(answers.address(begun.contact))


def _of(contact_id: uuid.UUID) -> Practice:
    found = queries.practice_of_contact(contact_id)
    if found is None:
        raise Http404
    return found
