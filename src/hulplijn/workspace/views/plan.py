"""Walking the step plan."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpResponse

from hulplijn.accounts.access import StaffRequest, staff_only
from hulplijn.casework.errors import AlreadyClosed
from hulplijn.casework.models import Contact
from hulplijn.guidance import actions as guidance
from hulplijn.guidance import sharing
from hulplijn.guidance.models import Tick
from hulplijn.plumbing.clock import now
from hulplijn.workspace.views import answers


@answers.only_sent()
@staff_only(answers.COUNSELLORS)
def start(request: StaffRequest, contact_id: uuid.UUID) -> HttpResponse:
    contact, at = answers.readable(request, contact_id), now()
    try:
        guidance.start_walk(contact, by=request.actor, at=at)
    except guidance.NoPlan as none:
        raise Http404 from none
    except AlreadyClosed:
        return answers.case_part(request, contact_id, "plan", status=409, closed_meanwhile=True)
    return answers.case_part(request, contact_id, "plan", saved_at=at)


@answers.only_sent()
@staff_only(answers.COUNSELLORS)
def show_list(request: StaffRequest, contact_id: uuid.UUID) -> HttpResponse:
    contact, at = answers.readable(request, contact_id), now()
    try:
        sharing.show_list(contact, by=request.actor, at=at)
    except (sharing.NothingToShow, sharing.SheSaidNo):
        return answers.case_part(request, contact_id, "plan", status=409)
    return answers.case_part(request, contact_id, "plan", saved_at=at)


@answers.only_sent()
@staff_only(answers.COUNSELLORS)
def tick(request: StaffRequest, contact_id: uuid.UUID) -> HttpResponse:
    """One box of the plan: an item ticked or not, a question answered, or a whole step called done."""
    contact, at = answers.readable(request, contact_id), now()
    part = "wrap-up" if request.POST.get("deel") == "wrap-up" else "plan"
    item, step, to = (request.POST.get(name, "") for name in ("item", "step", "to"))
    try:
        if step:
            _set_step(request, contact, step, to)
        elif to in Tick.Answer.values:
            guidance.tick(contact, item, by=request.actor, at=at, answer=to)
        else:
            guidance.untick(contact, item, by=request.actor, at=at)
    except (guidance.NoPlan, guidance.NoSuchItem) as none:
        raise Http404 from none
    except AlreadyClosed:
        return answers.case_part(request, contact_id, part, status=409, closed_meanwhile=True)
    return answers.case_part(request, contact_id, part, saved_at=at)


def _set_step(request: StaffRequest, contact: Contact, step: str, to: str) -> None:
    change = guidance.finish_step if to else guidance.reopen_step
    change(contact, step, by=request.actor, at=now())
