"""Every address of the product, and what a browser of somebody gets there."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from hulplijn.audit.models import AuditEntry
from hulplijn.casework.models import Contact, Guest, ReturnCode
from hulplijn.content import queries as content
from hulplijn.guidance.models import FirstAid, SharedList
from tests.rights.world import SECRET, World

COLUMNS = (
    "nobody",
    "visitor",
    "other visitor",
    "counsellor",
    "colleague",
    "coordinator",
    "coordinator, over",
    "analyst",
    "administrator",
    "log manager",
)
READS = {"visitor", "counsellor", "coordinator, over"}
"""Who may see what the visitor said: she, her counsellor, and a coordinator once it is over."""

SENT: dict[str, dict[str, str]] = {
    "workspace:presence": {"to": "come"},
    "workspace:practice": {"script": "teacher"},
    "workspace:colleague": {"language": "nl"},
    "workspace:enter-by-hand": {"channel": "phone", "language": "nl", "started": ""},
    "workspace:no-talk": {"outcome": "silent"},
    "workspace:settings": {"reset": "yes"},
    "workspace:reply": {"text": "hoi", "client_id": str(uuid.UUID(int=1))},
    "workspace:note": {"text": "een notitie"},
    "workspace:note-draft": {"text": "een begin"},
    "workspace:name": {"name": "Noor"},
    "workspace:task": {"do": "done"},
    "workspace:add-task": {"words": "bel terug", "when": "tomorrow"},
    "workspace:timeline": {"sought": "geheim"},
    "workspace:case-joined": {"do": "link", "reference": "", "reason": "incident"},
    "workspace:snooze": {"when": "tomorrow"},
    "workspace:pass-on": {"is_so": "rustig"},
    "workspace:code": {"field": "age", "age": "16_17"},
    "workspace:offenders": {"account": "@iemand", "platform": "instagram", "part": "threatened_on"},
    "workspace:tick": {"item": "stop_replying", "to": "done"},
    "workspace:review": {"do": "skip"},
    "workspace:novelty": {"do": "follow"},
    "workspace:prevention-new": {"day": "2026-03-03", "kind": "lesson"},
    "workspace:prevention-one": {"do": "remove"},
    "workspace:meldcode": {"step": "1", "words": "signalen"},
    "workspace:risk": {"asked": "yes", "thoughts": "no", "level": "none"},
    "workspace:draft-notice": {
        "urls": "https://platform.example/profile",
        "platform": "instagram",
        "content_kind": "offender_account",
        "depicted_minor": "no",
        "consent": "on",
    },
    "workspace:move-notice": {"to": "withdraw"},
    "workspace:refer": {"partner": "csg", "state": "advised"},
    "workspace:referral": {"do": "call"},
    "workspace:refer-nobody": {"why": "none_fits"},
    "workspace:hand-over": {"to": "queue", "note": "een notitie"},
    "workspace:answer-handover": {"to": "refuse"},
    "workspace:ask-along": {"how": "read"},
    "workspace:visit": {"to": "stop"},
    "workspace:think": {"to": "yes"},
    "workspace:desk-request": {"do": "agree"},
    "workspace:content-new": {"words": "after the talk"},
    "workspace:content-edit": {"version": "0", "part": "", "do": "save"},
    "workspace:content-publish": {"version": "0", "do": "ask"},
    "workspace:content-history": {"to": "0"},
    "workspace:content-upgrade": {"version": "0", "do": "keep"},
    "workspace:case-reason": {"why": "complaint"},
    "workspace:case-file": {"do": "give"},
    "workspace:block": {"reason": "abuse", "lasts": "day"},
    "workspace:look-at-block": {"to": "review"},
    "workspace:guard": {"to": "raise", "hours": "1"},
    "accounts:log_in": {"username": "anouk", "password": "niet-dit"},  # pragma: allowlist secret
    "accounts:invite": {"alias": "Fien", "username": "fien", "role": "counsellor"},
    "accounts:accept": {"code": "niet-dit", "new": "een-zin-om-te-onthouden"},
    "accounts:person": {"do": "role", "role": "counsellor"},
    "accounts:second": {"code": "123456"},
    "chat:begin": {},
    "chat:plain_say": {"do": "send", "text": "hoi", "message_id": str(uuid.UUID(int=2))},
    "chat:answer_list": {"yes": "yes"},
    "chat:tick": {"plan": "sextortion", "done": "stop_replying"},
    "chat:my_code": {"code": "vier woorden zonder zin"},
}


@dataclass(frozen=True)
class Address:
    """One way to ask: an address by its name, with a method."""

    name: str
    method: str
    parameters: tuple[str, ...]

    def __str__(self) -> str:
        return f"`{self.method} {self.name}`"


def every() -> list[Address]:
    """All addresses, read and sent to."""
    found = dict(_named(get_resolver(), ""))
    return [
        Address(name, method, parameters) for name, parameters in found.items() for method in ("GET", "POST")
    ]


def _named(resolver: URLResolver, before: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from _named(one, f"{one.namespace}:" if one.namespace else before)
        elif isinstance(one, URLPattern):
            yield f"{before}{one.name}", tuple(one.pattern.converters)


def what_is_there(world: World, browser: Client, who: str, address: Address) -> str:
    """What somebody gets: `log in`, `no`, `gone`, `on` (to another page), `never` (for this method), `open`
    where nothing of the contact is shown or changed, and otherwise `yes`. What she does is undone.

    Raises:
        AssertionError: a refusal that shows or does something, or words shown to whom they are not for.
    """
    cookies = browser.cookies.copy()
    with transaction.atomic(), transaction.atomic(using="keys"):
        before, deeds = _state(world.contact), _deeds()
        send = browser.get if address.method == "GET" else browser.post
        response = send(_path(world, address), _sent(world, address, who))
        body = b"".join(response) if response.streaming else response.content
        is_told = SECRET.encode() in body
        changed, did = before != _state(world.contact), deeds != _deeds()
        transaction.set_rollback(True)
        transaction.set_rollback(True, using="keys")
    browser.cookies = cookies
    where = response.headers.get("Location", "")
    said = {403: "no", 404: "gone", 401: "log in", 405: "never"}.get(response.status_code, "yes")
    if "/inloggen/" in where and response.status_code == 302 and address.name != "accounts:log_out":
        said = "log in"
    elif said == "yes" and address.method == "GET" and 300 <= response.status_code < 400:
        said = "on"
    assert not is_told or who in READS, f"{who} reads at {address} what she may not"
    assert said in ("yes", "on") or not (changed or did or is_told), f"{who} is refused at {address}, yet"
    assert response.status_code < 500, f"{who} breaks {address}"
    return "open" if said == "yes" and not (changed or is_told) and not _is_staffs(address) else said


def is_kept_out(world: World, browser: Client, who: str, address: Address) -> bool:
    """Whether a browser that is not in, or not any more, is led to the door and nothing is shown or done."""
    cookies, before, deeds = browser.cookies.copy(), _state(world.contact), _deeds()
    with transaction.atomic(), transaction.atomic(using="keys"):
        send = browser.get if address.method == "GET" else browser.post
        response = send(_path(world, address), _sent(world, address, who))
        body = b"".join(response) if response.streaming else response.content
        did_nothing = before == _state(world.contact) and deeds == _deeds()
        transaction.set_rollback(True)
        transaction.set_rollback(True, using="keys")
    browser.cookies = cookies
    to_the_door = response.status_code == 302 and response.headers["Location"].startswith(
        ("/slot/", "/inloggen/")
    )
    # What only leads on shows nothing, and the page that it leads to has a row of its own.
    leads_on = response.status_code == 302 and address.method == "GET"
    refused = response.status_code in (400, 401, 403, 404, 405, 423)
    return (to_the_door or leads_on or refused) and did_nothing and SECRET.encode() not in body


def is_staffs(address: Address) -> bool:
    """Whether this is a page of who is logged in."""
    return _is_staffs(address)


_DOOR = {"accounts:log_in", "accounts:log_out", "accounts:accept", "accounts:passkey_ask"}
"""Pages of accounts that everybody gets."""


def _is_staffs(address: Address) -> bool:
    room = address.name.split(":")[0]
    return room in ("workspace", "figures") or (room == "accounts" and address.name not in _DOOR)


def _deeds() -> int:
    return AuditEntry.objects.filter(outcome="done").count()


def _state(contact: Contact) -> object:
    row = Contact.objects.select_related("conversation").filter(pk=contact.pk).first()
    if row is None:
        return "erased"
    assert row.conversation
    guests = Guest.objects.filter(contact=contact).values_list("answered_at", "ended_at", "how")
    codes = ReturnCode.objects.filter(case=contact.case_id).count()
    first_aid = FirstAid.objects.filter(contact=contact).count()
    agreed = SharedList.objects.filter(contact=contact, answered_at__isnull=False).count()
    return (
        (
            row.state,
            row.owner_id,
            row.urgency,
            row.ended_at,
            row.away_since,
            codes,
            first_aid + agreed,
            sorted(map(str, guests)),
        ),
        (row.conversation.last_number, row.conversation.closed_at, row.conversation.seen_by_visitor),
    )


def _path(world: World, address: Address) -> str:
    other = {"workspace:take": world.waiting, "workspace:practised": world.practised}
    given = {
        "contact_id": other.get(address.name, world.contact).pk,
        "case_id": world.contact.case_id,
        "picture_id": world.picture.pk,
        "notice_id": world.notice.pk,
        "offer_id": world.offer.pk,
        "handover_id": world.handover.pk,
        "guest_id": world.visit.pk,
        "block_id": world.block.pk,
        "passed_id": world.passed.pk,
        "task_id": world.task.pk,
        "hold_id": world.hold.pk,
        "passkey_id": world.passkey.pk,
        "request_id": world.request.pk,
        "review_id": world.review.pk,
        "novelty_id": world.novelty.pk,
        "activity_id": world.activity.pk,
        "invitation_id": world.invitation.pk,
        "handle": world.session.handle,
        "staff_id": world.people["counsellor"].id,
        "part": "facts",
        "code": "school",
        "role": "counsellor",
        "partner": "csg",
        "slug": "poster",
        "kind": "replies",
        "stem": "ending",
        "plan": content.plan("sextortion").fingerprint,
        "year": 2026,
        "id": "advice_questions",
        "number": 1,
    }
    if address.name == "workspace:content-paper":
        given |= {"kind": "school", "stem": "poster.nl"}
    if address.name == "workspace:not-here":
        return "/werk/wat-er-niet-is/"
    return reverse(address.name, kwargs={name: given[name] for name in address.parameters})


def _sent(world: World, address: Address, who: str) -> dict[str, str]:
    if address.method == "GET":
        return {}
    if address.name == "chat:consent":
        return {"guest": str(world.asks.pk), "yes": "yes"}
    return SENT.get(address.name, {})
