"""A contact's page: what was said, and saying something."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from hulplijn.accounts.access import StaffRequest, staff_only
from hulplijn.casework import actions as casework
from hulplijn.casework import rights
from hulplijn.casework.errors import NameTooLong, NoteEmpty, NoteTooLong
from hulplijn.casework.models import Contact
from hulplijn.conversations import actions as conversations
from hulplijn.conversations.rules import CannotSay
from hulplijn.plumbing.clock import now
from hulplijn.shifts import actions as shifts
from hulplijn.workspace.queries import Spoken
from hulplijn.workspace.views import answers


@require_GET
@staff_only(answers.COUNSELLORS)
def contact(request: StaffRequest, contact_id: uuid.UUID) -> HttpResponse:
    found = answers.found(contact_id)
    if found.state == Contact.State.WAITING:
        return redirect("workspace:now")
    shifts.beat(by=request.actor, at=now())
    return answers.whole_page(request, found, _part(request, found))


@require_GET
@staff_only(answers.COUNSELLORS)
def part(request: StaffRequest, contact_id: uuid.UUID, part: str) -> HttpResponse:
    if part not in answers.PARTS:
        raise Http404
    return answers.case_part(request, contact_id, part)


@answers.only_sent()
@staff_only(answers.COUNSELLORS)
def reply(request: StaffRequest, contact_id: uuid.UUID) -> HttpResponse:
    found = answers.found(contact_id)
    rights.require(request.actor, "contact.answer", found, at=now())
    text = request.POST.get("text", "")
    if found.conversation is None:
        raise Http404
    client_id = _named(request, "client_id")
    try:
        conversations.say(found.conversation, text, by=request.actor, client_id=client_id, at=now())
    except CannotSay as refused:
        return answers.whole_page(
            request, found, _part(request, found), status=422, reply_typed=text, reply_refused=refused
        )
    conversations.save_draft(found.conversation, "", kind="reply", by=request.actor, at=now())
    return redirect(answers.address(found))


def _named(request: StaffRequest, name: str) -> uuid.UUID:
    """What the page calls what it sends; what it does not name gets a name of its own."""
    try:
        return uuid.UUID(request.POST.get(name, ""))
    except ValueError:
        return uuid.uuid4()


@answers.only_sent()
@staff_only(answers.COUNSELLORS)
def note(request: StaffRequest, contact_id: uuid.UUID) -> HttpResponse:
    found = answers.readable(request, contact_id)
    text, at = request.POST.get("text", ""), now()
    opened = casework.open_case(found.case, by=request.actor, at=at, contact=found)
    try:
        written = casework.write_note(
            opened, by=request.actor, at=at, text=text, contact=found, sent_as=_named(request, "note_id")
        )
    except (NoteEmpty, NoteTooLong) as refused:
        if answers.wants_fragment(request):
            context = {"refused": refused, "longest": getattr(refused, "longest", 0)}
            return render(request, "workspace/note_refused.html", context, status=422)
        return answers.whole_page(
            request, found, _part(request, found), status=422, note_typed=text, note_refused=refused
        )
    if found.conversation:
        conversations.save_draft(found.conversation, "", kind="note", by=request.actor, at=at)
    else:
        casework.keep_note_draft(found, "", by=request.actor, at=at)
    if answers.wants_fragment(request):
        body = opened.sealer.open(written.body, about=written.about)
        item = Spoken("note", 0, written.pk, written.at, body, request.actor.name)
        return render(request, "workspace/spoken.html", {"one": item, "now": at})
    return redirect(answers.address(found))


@answers.only_sent()
@staff_only(answers.COUNSELLORS)
def printed(request: StaffRequest, contact_id: uuid.UUID) -> HttpResponse:
    """The browser is about to print; sent by the page by itself."""
    found = answers.found(contact_id)
    casework.print_case(found.case, by=request.actor, at=now(), contact=found)
    return HttpResponse(status=204)


@answers.only_sent()
@staff_only(answers.COUNSELLORS)
def note_draft(request: StaffRequest, contact_id: uuid.UUID) -> HttpResponse:
    """What is being typed beside a contact without a conversation; sent by the page by itself."""
    found = answers.found(contact_id)
    casework.keep_note_draft(found, request.POST.get("text", ""), by=request.actor, at=now())
    return HttpResponse(status=204)


@answers.only_sent()
@staff_only(answers.COUNSELLORS)
def name(request: StaffRequest, contact_id: uuid.UUID) -> HttpResponse:
    found = answers.readable(request, contact_id)
    typed, at = request.POST.get("name", ""), now()
    opened = casework.open_case(found.case, by=request.actor, at=at, contact=found)
    try:
        casework.name_case(opened, by=request.actor, at=at, name=typed)
    except NameTooLong as refused:
        return answers.whole_page(
            request, found, _part(request, found), status=422, name_typed=typed, name_refused=refused
        )
    return redirect(answers.address(found))


def _part(request: StaffRequest, found: Contact) -> str:
    wanted = request.GET.get("deel", "")
    if wanted in answers.PARTS:
        return wanted
    if found.state == Contact.State.ENDED:
        return "wrap-up"
    return "facts" if found.state == Contact.State.CLOSED or not found.coding.reason else "plan"
