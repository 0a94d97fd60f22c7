"""Naming a partner, handing somebody over to it, and what came of it."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_GET

from hulplijn.accounts.access import StaffRequest, staff_only
from hulplijn.casework.actions import open_case
from hulplijn.casework.errors import LinkGone
from hulplijn.casework.models import Contact
from hulplijn.content.partner_shapes import Partner
from hulplijn.content.queries import code_list, helpline
from hulplijn.plumbing.clock import now
from hulplijn.referral import actions as referral
from hulplijn.referral import handing, letters, queries, rights, sending
from hulplijn.referral.models import PassedOn, Referral
from hulplijn.workspace.views import answers

WRONG: dict[type[Exception], str] = {
    handing.NotChecked: "not_checked",
    handing.NobodyToAsk: "nobody",
    handing.NoWords: "words",
    handing.NoYes: "no_yes",
    handing.NoDay: "day",
    sending.NoServer: "no_server",
    LinkGone: "gone",
}
"""The sentence for each thing that can go wrong; `workspace/referral.html` has its words."""


@answers.only_sent()
@staff_only(answers.COUNSELLORS)
def refer(request: StaffRequest, contact_id: uuid.UUID) -> HttpResponse:
    contact, at = answers.readable(request, contact_id), now()
    partner, state = request.POST.get("partner", ""), request.POST.get("state", "")
    try:
        referral.refer(contact, partner=partner, state=state, by=request.actor, at=at)
    except (referral.UnknownPartner, referral.UnknownState) as unknown:
        raise Http404 from unknown
    except LinkGone:
        return answers.case_part(request, contact_id, "referral", status=409, link_gone=True)
    return answers.case_part(request, contact_id, "referral", saved_at=at, moved=partner)


@require_GET
@staff_only(answers.COUNSELLORS)
def partners(request: StaffRequest) -> HttpResponse:
    """What of the partners must be checked."""
    at = now()
    rights.require(request.actor, "partner.check", at=at)
    today = at.astimezone(ZoneInfo(helpline().timezone)).date()
    context = {"to_check": queries.partners_to_check(today)}
    return render(request, "workspace/partners.html", context | answers.without_line(request, at))


@answers.only_sent()
@staff_only(answers.COUNSELLORS)
def nobody(request: StaffRequest, contact_id: uuid.UUID) -> HttpResponse:
    """Why nobody is named, at the wrap-up."""
    contact, at = answers.readable(request, contact_id), now()
    try:
        referral.refer_nobody(contact, why=request.POST.get("why", ""), by=request.actor, at=at)
    except referral.UnknownState as unknown:
        raise Http404 from unknown
    return answers.case_part(request, contact_id, "wrap-up", saved_at=at, saved_field="referral")


@staff_only(answers.COUNSELLORS)
def one(request: StaffRequest, contact_id: uuid.UUID, partner: str) -> HttpResponse:
    """One partner for one contact: the three ways of handing over, the follow-up and the feedback."""
    contact, at = answers.readable(request, contact_id), now()
    found = queries.named_partner(partner)
    if found is None:
        raise Http404
    if request.method != "POST":
        return _page(request, contact, found, at)
    try:
        _do(request, contact, found, at)
    except tuple(WRONG) as wrong:
        typed = {name: request.POST.get(name, "") for name in ("text", "on", "note")}
        return _page(request, contact, found, at, status=422, wrong=WRONG[type(wrong)], typed=typed)
    return redirect("workspace:referral", contact_id=contact.pk, partner=partner)


def _do(request: StaffRequest, contact: Contact, partner: Partner, at: datetime) -> None:
    sent, by = request.POST, request.actor
    match sent.get("do", ""):
        case ("call" | "slip") as how:
            handing.hand_over(contact, partner=partner.code, how=how, by=by, at=at)
        case "ask":
            handing.ask_words(contact, partner=partner.code, text=sent.get("text", ""), by=by, at=at)
        case "sent":
            handing.words_sent(_asked(request, contact, partner), by=by, at=at)
        case "send":
            sending.send_words(_asked(request, contact, partner), by=by, at=at)
        case "follow_up":
            day = parse_date_or_none(sent.get("on", ""))
            if day is None:
                raise handing.NoDay
            handing.follow_up(_named(contact, partner), on=day, by=by, at=at)
        case "feedback":
            code, note = sent.get("feedback", ""), sent.get("note", "")
            handing.give_feedback(_named(contact, partner), feedback=code, note=note, by=by, at=at)
        case _:
            raise Http404


def parse_date_or_none(typed: str) -> Any:
    """The day that was typed; None where it is none."""
    try:
        return parse_date(typed)
    except ValueError:
        return None


def _named(contact: Contact, partner: Partner) -> Referral:
    found = queries.referral_to(contact, partner.code)
    if found is None:
        raise Http404
    return found


def _asked(request: StaffRequest, contact: Contact, partner: Partner) -> PassedOn:
    """The words that stood on the page, and no others that came since."""
    passed = _named(contact, partner).passed_on
    if str(passed.ask) != request.POST.get("ask"):
        raise handing.NoYes
    return passed


def _page(
    request: StaffRequest, contact: Contact, partner: Partner, at: datetime, *, status: int = 200, **more: Any
) -> HttpResponse:
    opened = open_case(contact.case, by=request.actor, at=at, contact=contact)
    row = queries.referral_to(contact, partner.code)
    words = queries.words_of(opened, row) if row else None
    context = {
        "contact": contact,
        "partner": partner,
        "hours": queries.hours_now(partner, at),
        "referral": row,
        "state": code_list("referral_state").label_of(row.state) if row else "",
        "words": words,
        "is_under_way": words.passed.is_under_way(at) if words else False,
        "letter": letters.around(partner, contact, reference="…"),
        "sends": sending.sends(contact),
        "note": queries.note_of(opened, row) if row else None,
        "feedback": Referral.Feedback.choices,
        "may_do": rights.may(request.actor, "referral.refer", contact),
        "may_ask": contact.goes_on,
        "address": handing.address_of(partner),
        "is_sample": sending.is_shown_only(contact),
        "longest": handing.LONGEST,
    }
    return render(
        request, "workspace/referral.html", context | more | answers.without_line(request, at), status=status
    )
