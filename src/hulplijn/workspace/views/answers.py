"""How the screen answers: a script gets the part that changed, a browser without one a page or a redirect."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from hulplijn.accounts.access import StaffRequest
from hulplijn.audit import actions as audit
from hulplijn.audit.rights import COORDINATOR, COUNSELLOR
from hulplijn.casework import passed_on, rights
from hulplijn.casework import queries as casework
from hulplijn.casework.actions import OpenedCase, open_case, reason_of
from hulplijn.casework.joined import hang_together
from hulplijn.casework.models import Contact, Task
from hulplijn.content.queries import code_list
from hulplijn.conversations.queries import draft_of
from hulplijn.conversations.rules import LONGEST
from hulplijn.guidance import queries as guidance
from hulplijn.guidance import sharing
from hulplijn.guidance.brought import brought
from hulplijn.plumbing.clock import now
from hulplijn.referral import queries as referral
from hulplijn.workspace import queries

COUNSELLORS = (COUNSELLOR, COORDINATOR)
PARTS = ("plan", "facts", "removal", "referral", "story", "tasks", "snooze", "pass-on", "wrap-up")
_SEALED_PARTS = ("removal", "tasks")
P = ParamSpec("P")


def only_sent(
    page: str = "contact",
) -> Callable[
    [Callable[Concatenate[HttpRequest, P], HttpResponseBase]],
    Callable[Concatenate[HttpRequest, P], HttpResponseBase],
]:
    """What a form is sent to. Whoever opens its address, by a reload or a bookmark, gets `page` instead.

    `page` is "contact", that of the contact in the address, or the name of another, such as "now".
    """

    def wrap(
        view: Callable[Concatenate[HttpRequest, P], HttpResponseBase],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
        sent = require_POST(view)

        @wraps(view)
        def inner(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if request.method in ("GET", "HEAD"):
                of = {"contact_id": kwargs["contact_id"]} if page == "contact" else {}
                return redirect(reverse(f"workspace:{page}", kwargs=of))
            return sent(request, *args, **kwargs)

        return inner

    return wrap


def wants_fragment(request: StaffRequest) -> bool:
    """Whether a script asks, which puts the answer in the page it has."""
    return "HX-Request" in request.headers or "X-Fragment" in request.headers


def without_line(request: StaffRequest, at: datetime) -> dict[str, Any]:
    """What a page without the queue beside it needs, so that nothing that wants an answer is missed there."""
    return {
        "strips": queries.strips(request.actor, at, without_line=True),
        "without_line": True,
        "now": at,
    }


def strips(request: StaffRequest, asked: QueryDict) -> HttpResponse:
    """The strips alone. `asked`: which conversation is on her screen, and whether the queue is."""
    at, chosen = now(), asked.get("bij", "")
    context = {"chosen": chosen, "now": at, "without_line": "los" in asked}
    context["strips"] = queries.strips(
        request.actor, at, chosen=chosen, without_line=bool(context["without_line"])
    )
    return render(request, "workspace/together/strips.html", context)


def found(contact_id: uuid.UUID) -> Contact:
    """The contact, or a page that says that there is none."""
    try:
        return casework.contact(contact_id)
    except Contact.DoesNotExist as gone:
        raise Http404 from gone


def found_or_404(typed: str) -> Contact:
    """The contact whose id a form carries, or a page that says that there is none."""
    try:
        return found(uuid.UUID(typed))
    except ValueError as gone:
        raise Http404 from gone


def readable(request: StaffRequest, contact_id: uuid.UUID) -> Contact:
    """The contact, where `request.actor` may read its case; codes only, so nothing is opened.

    Raises:
        NotYours, ReasonNeeded
    """
    contact = found(contact_id)
    rights.require(request.actor, "case.read", contact, at=now())
    reason_of(contact.case, by=request.actor, at=now(), contact=contact)
    return contact


def whole_page(
    request: StaffRequest, contact: Contact, part: str, *, status: int = 200, **typed: Any
) -> HttpResponse:
    """The three columns. `typed` is what somebody wrote and must find again, and why it was not taken."""
    at = now()
    opened = open_case(contact.case, by=request.actor, at=at, contact=contact)
    context = case_context(request, contact, part, at=at, opened=opened) | conversation_context(
        request, contact, opened
    )
    context |= {"line": queries.line(request.actor, at), "now": at} | typed
    context["here"] = queries.here(contact, request.actor, at)
    context["chosen"] = str(contact.pk)
    context["strips"] = queries.strips(request.actor, at, chosen=context["chosen"])
    return render(request, "workspace/contact.html", context, status=status)


def case_part(
    request: StaffRequest, contact_id: uuid.UUID, part: str, *, status: int = 200, **typed: Any
) -> HttpResponse:
    """The right column after something was done in it, or the whole page around it.

    Her own parts ride on the reading that her page entered in the audit log; a part of somebody else's
    contact is a reading of its own.
    """
    contact = readable(request, contact_id)
    if not wants_fragment(request):
        if status == 200:
            return redirect(address(contact, part))
        return whole_page(request, contact, part, status=status, **typed)
    at = now()
    opened = (
        open_case(contact.case, by=request.actor, at=at, contact=contact) if part in _SEALED_PARTS else None
    )
    if opened is None and not contact.belongs_to(request.actor):
        why = reason_of(contact.case, by=request.actor, at=at, contact=contact)
        audit.record("case.read", by=request.actor, on=contact.case, at=at, why=why)
    context = case_context(request, contact, part, at=at, opened=opened) | typed
    return render(request, "workspace/case.html", context, status=status)


def address(contact: Contact, part: str = "") -> str:
    """The page of a contact with that part of its case in front."""
    page = reverse("workspace:contact", args=[contact.pk])
    return f"{page}?deel={part}#zaak" if part else page


def queue_after(contact: Contact) -> str:
    """The queue, which says in one line that `contact` is done with."""
    return f"{reverse('workspace:now')}?klaar={contact.pk}"


def case_context(
    request: StaffRequest, contact: Contact, part: str, *, at: datetime, opened: OpenedCase | None
) -> dict[str, Any]:
    """What the right column shows with `part` in front."""
    context: dict[str, Any] = {
        "contact": contact,
        "part": part,
        "facts": queries.facts(contact, request.actor.roles),
        "plan": guidance.plan_progress(contact),
        "ticked_off": guidance.ticked_off(contact),
        "brought": brought(contact),
        "notice_count": queries.notice_count(contact),
        "task_count": queries.task_count(contact, at),
        "risk_form": queries.risk_form(contact, request.actor, at),
        "task_quick": queries.quick_days(),
        "may_later": not (contact.goes_on or contact.practice)
        and rights.may(request.actor, "case.pass_on", contact),
        "at": at,
        "is_guest": contact.goes_on and not contact.belongs_to(request.actor),
    }
    if part == "facts" and rights.may(request.actor, "offender.read", contact):
        context["offender_form"] = queries.offender_form(contact)
    if part == "plan":
        context["shared"] = sharing.shared_list(contact)
        context["may_show_list"] = not context["shared"] and sharing.can_be_shown(contact)
        context["may_ask_again"] = sharing.can_ask_again(contact, at=at)
    if part == "wrap-up" and not contact.closed_at:
        context["filled_in"] = queries.filled_in(contact, context["plan"])
    if part == "removal" and opened:
        context |= {"notices": queries.notice_rows(opened), "form": queries.notice_form(contact)}
    elif part == "referral":
        sought, region = request.GET.get("zoek", "").strip(), request.GET.get("waar", "")
        partners = referral.choices(contact, at, sought=sought, region=region)
        context |= {"sought": sought, "region": region, "regions": referral.regions()}
        context["partners_first"] = [one for one in partners if one.fits or one.referral]
        context["partners_else"] = [one for one in partners if not one.fits and not one.referral]
        context["referral_states"] = code_list("referral_state").codes
    elif part == "tasks" and opened:
        context |= {"tasks": queries.tasks_of(opened, at), "task_kinds": Task.Kind.choices}
    elif part == "pass-on":
        context["passed_on"] = passed_on.waits_for_the_next(contact)
    elif part == "wrap-up":
        context["nobody_named"] = referral.nobody_named(contact)
    elif part == "story":
        context["story"] = queries.story(contact)
        context["looks"] = queries.who_looked(contact.case)
    return context


def conversation_context(request: StaffRequest, contact: Contact, opened: OpenedCase) -> dict[str, Any]:
    """What the middle column shows."""
    talk, at, by = contact.conversation, now(), request.actor
    may_answer = (
        contact.state == Contact.State.TALKING
        and talk is not None
        and rights.may(request.actor, "contact.answer", contact)
    )
    drafts = {
        kind: draft_of(talk, opened.sealer, by=request.actor, kind=kind) if talk else None
        for kind in ("reply", "note")
    }
    return {
        "name": casework.name(opened),
        "stream": queries.stream(contact, opened, by=request.actor),
        "reply_draft": drafts["reply"],
        "note_id": uuid.uuid4(),
        "note_draft": drafts["note"] if talk else casework.note_draft(opened, contact, by=request.actor),
        "hang_together": hang_together(contact.case) if rights.may(by, "case.read", contact.case) else 0,
        "longest": LONGEST,
        "may_answer": may_answer,
        "replies": queries.standard_replies(contact, by=request.actor, at=at) if may_answer else [],
    }
