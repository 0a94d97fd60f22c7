"""Together: handing over, looking along, danger, silence and blocking."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from hulplijn.accounts.access import StaffRequest, staff_only
from hulplijn.accounts.queries import counsellor
from hulplijn.casework import actions as casework
from hulplijn.casework import company, rights
from hulplijn.casework import queries as cases
from hulplijn.casework.errors import (
    AlongAlready,
    AlreadyClosed,
    HandedOverAlready,
    NobodyToBlock,
    NoDanger,
    NotACounsellor,
    NotAsked,
    NoteEmpty,
    NoteTooLong,
    NotTakenYet,
    SheSaidNo,
)
from hulplijn.casework.models import Block, Contact, Guest, Handover
from hulplijn.channels.chat import actions as chat
from hulplijn.channels.chat import live_address
from hulplijn.plumbing.clock import now
from hulplijn.workspace import queries
from hulplijn.workspace.queries import Spoken
from hulplijn.workspace.views import answers

WRONG: dict[type[Exception], str] = {
    NoteEmpty: "note_empty",
    NoteTooLong: "note_too_long",
    NotACounsellor: "nobody",
    HandedOverAlready: "asked_already",
    AlongAlready: "asked_already",
    SheSaidNo: "said_no",
    NoDanger: "no_danger",
    NobodyToBlock: "nobody_to_block",
    NotAsked: "over",
    AlreadyClosed: "closed",
    NotTakenYet: "not_taken",
}
"""The sentence for each thing that can go wrong; `together/wrong.html` has its words."""

_GOES_WRONG: tuple[type[Exception], ...] = tuple(WRONG)
_TO_QUEUE = "queue"


@require_GET
@staff_only(answers.COUNSELLORS)
def under_way(request: StaffRequest) -> HttpResponse:
    at = now()
    context = {
        "rows": queries.under_way(request.actor, at),
        "may_read": rights.may(request.actor, "contact.read_along"),
    }
    if "deel" in request.GET:
        return render(request, "workspace/together/under_way_rows.html", context | {"now": at})
    context |= {
        "unreviewed": company.unreviewed_blocks(at) if rights.may(request.actor, "block.list") else None,
        "wrong": request.GET.get("niet", ""),
        "address_is_on": live_address.is_on(),
    }
    return render(request, "workspace/together/under_way.html", context | answers.without_line(request, at))


@require_GET
@staff_only(answers.COUNSELLORS)
def strips(request: StaffRequest) -> HttpResponse:
    return answers.strips(request, request.GET)


@require_GET
@staff_only(answers.COUNSELLORS)
def here(request: StaffRequest, contact_id: uuid.UUID) -> HttpResponse:
    found = answers.found(contact_id)
    if not rights.may(request.actor, "case.read", found):
        # Her screen still shows what is somebody else's by now: it leaves, and nothing is told.
        return _go(request, _gone(request, found))
    return _here(request, found)


@require_GET
@staff_only(answers.COUNSELLORS)
def left(request: StaffRequest, contact_id: uuid.UUID) -> HttpResponse:
    """Where a screen goes that showed what is somebody else's by now."""
    return redirect(_gone(request, answers.found(contact_id)))


@require_GET
@staff_only(answers.COUNSELLORS)
def notes(request: StaffRequest, contact_id: uuid.UUID) -> HttpResponse:
    """The notes beside a contact, for a screen that has it open: somebody has written one."""
    found, at = answers.found(contact_id), now()
    opened = casework.open_case(found.case, by=request.actor, at=at, contact=found)
    items = [
        Spoken("note", 0, one.id, one.at, one.text, one.author)
        for one in cases.notes(opened)
        if one.contact_id in (found.pk, None)
    ]
    return render(request, "workspace/together/notes.html", {"notes": items, "contact": found, "now": at})


@answers.only_sent()
@staff_only(answers.COUNSELLORS)
def hand_over(request: StaffRequest, contact_id: uuid.UUID) -> HttpResponse:
    found, at = answers.found(contact_id), now()
    rights.require(request.actor, "contact.hand_over", found, at=at)
    wanted, note = request.POST.get("to", ""), request.POST.get("note", "")
    to = counsellor(wanted)
    if to is None and wanted != _TO_QUEUE:
        return _wrong(request, found, "choose", typed=note, to=wanted)
    try:
        casework.hand_over(found, to, note, by=request.actor, at=at)
    except _GOES_WRONG as wrong:
        return _wrong(request, found, WRONG[type(wrong)], typed=note, to=wanted, wrong=wrong)
    if to is None:
        return _go(request, reverse("workspace:now"))
    return _done(request, found)


@require_GET
@staff_only(answers.COUNSELLORS)
def handover(request: StaffRequest, handover_id: uuid.UUID) -> HttpResponse:
    found, at = _handover(handover_id), now()
    try:
        note = casework.read_handover(found, by=request.actor, at=at)
    except NotAsked:
        return redirect("workspace:under-way")
    context = {
        "handover": found,
        "note": note,
        "line": queries.line(request.actor, at),
        "strips": None,
        "now": at,
    }
    return render(request, "workspace/together/handover.html", context)


@answers.only_sent("now")
@staff_only(answers.COUNSELLORS)
def answer_handover(request: StaffRequest, handover_id: uuid.UUID) -> HttpResponse:
    found, at = _handover(handover_id), now()
    deed = {
        "accept": casework.accept_handover,
        "refuse": casework.refuse_handover,
        "withdraw": casework.withdraw_handover,
    }.get(request.POST.get("to", ""))
    if deed is None:
        return HttpResponse(status=400)
    try:
        deed(found, by=request.actor, at=at)
    except (NotAsked, AlreadyClosed, NotTakenYet) as late:
        return _go(request, _together(WRONG[type(late)]))
    if deed is casework.refuse_handover:
        return _stay(request)
    if deed is casework.withdraw_handover:
        return _done(request, found.contact)
    return _go(request, answers.address(found.contact))


@answers.only_sent()
@staff_only(answers.COUNSELLORS)
def ask_along(request: StaffRequest, contact_id: uuid.UUID) -> HttpResponse:
    found, at = answers.found(contact_id), now()
    how = request.POST.get("how", Guest.How.ALONG)
    whom = counsellor(request.POST.get("staff", request.actor.id))
    if how not in (Guest.How.ALONG, Guest.How.READ):
        return HttpResponse(status=400)
    if whom is None:
        rights.require(request.actor, "contact.ask_along", found, at=at)
        return _wrong(request, found, "choose")
    try:
        casework.ask_along(found, whom, how, by=request.actor, at=at)
    except _GOES_WRONG as wrong:
        return _wrong(request, found, WRONG[type(wrong)], wrong=wrong)
    if not found.belongs_to(request.actor):
        return redirect("workspace:under-way")
    return _done(request, found)


@answers.only_sent("now")
@staff_only(answers.COUNSELLORS)
def visit(request: StaffRequest, guest_id: uuid.UUID) -> HttpResponse:
    """What becomes of somebody's visit: agreed to, a step further, over."""
    try:
        guest = company.guest(guest_id)
    except Guest.DoesNotExist as gone:
        raise Http404 from gone
    wanted, at, found = request.POST.get("to", ""), now(), guest.contact
    try:
        if wanted == "agree":
            casework.agree_along(guest, by=request.actor, at=at)
        elif wanted == "stop":
            casework.stop_along(guest, by=request.actor, at=at)
        elif wanted in (Guest.How.SIDE_NOTE, Guest.How.STEP_IN):
            casework.go_further(guest, wanted, by=request.actor, at=at)
            return _go(request, answers.address(found))
        else:
            return HttpResponse(status=400)
    except _GOES_WRONG as wrong:
        return _go(request, _together(WRONG[type(wrong)]))
    if answers.wants_fragment(request) and "bij" in request.POST:
        return _stay(request)
    if not rights.may(request.actor, "case.read", found):
        return _go(request, reverse("workspace:under-way"))
    return _done(request, found)


@answers.only_sent()
@staff_only(answers.COUNSELLORS)
def danger(request: StaffRequest, contact_id: uuid.UUID) -> HttpResponse:
    found = answers.readable(request, contact_id)
    try:
        casework.call_for_danger(found, by=request.actor, at=now())
    except (AlreadyClosed, NotTakenYet) as wrong:
        return _wrong(request, found, WRONG[type(wrong)])
    return _done(request, found)


@answers.only_sent("now")
@staff_only(answers.COUNSELLORS)
def come_in(request: StaffRequest, contact_id: uuid.UUID) -> HttpResponse:
    found = answers.found(contact_id)
    try:
        casework.let_in_for_danger(found, by=request.actor, at=now())
    except _GOES_WRONG as wrong:
        return redirect(_together(WRONG[type(wrong)]))
    return redirect(answers.address(found))


@answers.only_sent()
@staff_only(answers.COUNSELLORS)
def think(request: StaffRequest, contact_id: uuid.UUID) -> HttpResponse:
    found = answers.readable(request, contact_id)
    try:
        casework.let_her_think(found, request.POST.get("to") == "yes", by=request.actor, at=now())
    except AlreadyClosed:
        return _wrong(request, found, "closed")
    return _done(request, found)


@answers.only_sent()
@staff_only(answers.COUNSELLORS)
def block(request: StaffRequest, contact_id: uuid.UUID) -> HttpResponse:
    found, at = answers.found(contact_id), now()
    rights.require(request.actor, "contact.block", found, at=at)
    reason, lasts = request.POST.get("reason", ""), request.POST.get("lasts", "")
    if reason not in Block.Reason.values or lasts not in casework.LASTS:
        return _wrong(request, found, "choose")
    try:
        chat.block(found, reason=reason, lasts=lasts, by=request.actor, at=at)
    except _GOES_WRONG as wrong:
        return _wrong(request, found, WRONG[type(wrong)])
    return _go(request, answers.address(found, "wrap-up"))


@require_GET
@staff_only(answers.COUNSELLORS)
def blocks(request: StaffRequest) -> HttpResponse:
    at = now()
    rights.require(request.actor, "block.list", at=at)
    return render(
        request,
        "workspace/together/blocks.html",
        {"blocks": company.blocks(at)} | answers.without_line(request, at),
    )


@answers.only_sent("blocks")
@staff_only(answers.COUNSELLORS)
def look_at_block(request: StaffRequest, block_id: uuid.UUID) -> HttpResponse:
    made = Block.objects.filter(pk=block_id).first()
    if made is None:
        return redirect("workspace:blocks")
    deed = {"review": casework.review_block, "undo": casework.undo_block}.get(request.POST.get("to", ""))
    if deed is None:
        return HttpResponse(status=400)
    deed(made, by=request.actor, at=now())
    return redirect("workspace:blocks")


def _handover(handover_id: uuid.UUID) -> Handover:
    try:
        return company.handover(handover_id)
    except Handover.DoesNotExist as gone:
        raise Http404 from gone


def _here(request: StaffRequest, contact: Contact, *, status: int = 200, **more: Any) -> HttpResponse:
    at = now()
    context = {"here": queries.here(contact, request.actor, at), "contact": contact, "now": at} | more
    return render(request, "workspace/together/here.html", context, status=status)


def _done(request: StaffRequest, contact: Contact) -> HttpResponse:
    """What is so now, beside what was pressed; the page stays, and what she is typing with it."""
    if answers.wants_fragment(request):
        return _here(request, answers.found(contact.pk))
    return redirect(answers.address(contact))


def _go(request: StaffRequest, page: str) -> HttpResponse:
    """To another page, also for a script that sent the form."""
    if answers.wants_fragment(request):
        return HttpResponse(status=204, headers={"HX-Redirect": page})
    return redirect(page)


def _stay(request: StaffRequest) -> HttpResponse:
    """Answered from a strip: the page under it stays, and what she is typing with it."""
    if answers.wants_fragment(request):
        return answers.strips(request, request.POST)
    try:
        return redirect("workspace:contact", uuid.UUID(request.POST.get("bij", "")))
    except ValueError:
        return redirect("workspace:now")


def _together(wrong: str) -> str:
    return f"{reverse('workspace:under-way')}?niet={wrong}"


def _gone(request: StaffRequest, contact: Contact) -> str:
    """Who handed `contact` over hears that a colleague has it; everybody else that she no longer reads it."""
    if company.has_handed_over(request.actor, contact):
        return f"{reverse('workspace:now')}?over={contact.pk}"
    return _together("gone")


def _wrong(
    request: StaffRequest, contact: Contact, code: str, *, wrong: Exception | None = None, **typed: Any
) -> HttpResponse:
    """Why it was not done. A script puts the sentence beside the form; else the page comes with it."""
    longest, length = getattr(wrong, "longest", 0), getattr(wrong, "length", 0)
    context = {"wrong": code, "longest": longest, "length": length}
    if answers.wants_fragment(request):
        return render(request, "workspace/together/wrong.html", context, status=422)
    if not rights.may(request.actor, "case.read", contact):
        return redirect(_together(code))
    more = {f"together_{name}": value for name, value in {**typed, **context}.items()}
    return answers.whole_page(request, contact, "facts", status=422, **more)
