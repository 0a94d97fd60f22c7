"""What is done with removal requests.

Before sending: `draft_notice`, `give_consent`
On its way: `send_notice`, `confirm_receipt`, `withdraw`
After: `decide_notice`

Sending is done by hand, through the platform's own form; these actions record it. Nothing is mailed.
"""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import IntegrityError, transaction

from hulplijn.audit import actions as audit
from hulplijn.audit.actors import Actor
from hulplijn.casework import sealed
from hulplijn.casework.actions import OpenedCase
from hulplijn.casework.codes import checked_code
from hulplijn.casework.errors import UnknownCode
from hulplijn.casework.models import Contact
from hulplijn.content.queries import code_list
from hulplijn.ledger import actions as ledger
from hulplijn.plumbing.database import writing
from hulplijn.removal import rights
from hulplijn.removal.entries import NoticeDecided, NoticeSent
from hulplijn.removal.models import Notice, NoticeLocation
from hulplijn.removal.rules import DECIDED, State, draw_reference, is_for_hotline, links, step

_RNG = secrets.SystemRandom()
_MOST_TRIES = 64


class ConsentMissing(Exception):
    """The client hasn't said yes yet; nothing is sent without it."""


class OutcomeUnknown(Exception):
    """`outcome` is none of the five decisions."""


def draft_notice(
    opened: OpenedCase,
    contact: Contact,
    *,
    by: Actor,
    at: datetime,
    urls: str,
    platform: str,
    content_kind: str,
    depicted_minor: str,
    consent: bool,
) -> Notice:
    """Draft a notice about the links in `urls` (one a line) on `platform`.

    An image in which somebody is, or may be, a minor goes to the hotline: the notice returned is then in
    state handed_to_hotline, and no address is kept.

    Raises:
        NotYours
        NotLinks: `lines` names the lines that are no links.
        UnknownCode: field platform, content_kind or depicted_minor.
    """
    rights.require(by, "notice.draft", contact, at=at)
    if contact.case_id != opened.case.pk:
        raise ValueError("the contact is of another case")
    notice = Notice(
        case=opened.case,
        contact=contact,
        platform=_chosen("platform", "platform", platform),
        content_kind=_chosen("content_kind", "content_kind", content_kind),
        depicted_minor=_chosen("depicted_minor", "yes_no_unknown", depicted_minor),
        made_at=at,
        consent_at=at if consent else None,
        state=State.DRAFT if consent else State.AWAITING_CONSENT,
    )
    found = links(urls)
    if is_for_hotline(depicted_minor, code_list("content_kind").get(content_kind).is_("image")):
        notice.state, found = State.HANDED_TO_HOTLINE, []
    with writing():
        _save_new(notice)
        if found:
            NoticeLocation.objects.bulk_create(
                _sealed_location(opened, notice, place, url) for place, url in enumerate(found, start=1)
            )
        audit.record("notice.draft", by=by, on=notice, at=at)
    return notice


def give_consent(notice: Notice, *, by: Actor, at: datetime) -> Notice:
    """The client says yes to sending `notice`.

    Raises:
        NotYours, NotPossibleNow
    """
    return _move(notice, "consent", "notice.consent", by=by, at=at, consent_at=at)


def send_notice(notice: Notice, *, by: Actor, at: datetime) -> Notice:
    """Record that `notice` was sent, by hand through the platform's own form; it enters the ledger.

    Raises:
        ConsentMissing: the client hasn't said yes.
        NotYours, NotPossibleNow
    """
    rights.require(by, "notice.send", notice.contact, at=at)
    with writing():
        notice = _held(notice)
        if notice.state == State.AWAITING_CONSENT:
            raise ConsentMissing
        notice.state = step(State(notice.state), "send")
        notice.sent_at = at
        fact = NoticeSent.of(notice, items=notice.locations.count())
        entry_id = ledger.enter(fact, at=at, origin=notice.case.origin)
        notice.sent_link = sealed.link(notice.case, entry_id, about=notice.link_about("sent"))
        notice.save()
        audit.record("notice.send", by=by, on=notice, at=at)
    return notice


def confirm_receipt(notice: Notice, *, by: Actor, at: datetime) -> Notice:
    """The platform confirmed that it has `notice` (DSA art. 16(4)).

    Raises:
        NotYours, NotPossibleNow
    """
    return _move(notice, "confirm_receipt", "notice.confirm_receipt", by=by, at=at, receipt_at=at)


def withdraw(notice: Notice, *, by: Actor, at: datetime) -> Notice:
    """The client wants no removal after all. What was sent stays sent in the ledger.

    Raises:
        NotYours, NotPossibleNow
    """
    return _move(notice, "withdraw", "notice.withdraw", by=by, at=at)


def decide_notice(notice: Notice, *, outcome: str, by: Actor, at: datetime) -> Notice:
    """Record what the platform decided. A changed decision corrects the ledger; the clock is the first one's.

    Raises:
        OutcomeUnknown
        LinkGone: the case is erased, so the decision can't be changed any more.
        NotYours, NotPossibleNow
    """
    rights.require(by, "notice.decide", notice.contact, at=at)
    if outcome not in DECIDED:
        raise OutcomeUnknown(outcome)
    with writing():
        notice = _held(notice)
        notice.state = step(State(notice.state), f"decide_{outcome}")
        notice.outcome = outcome
        is_first = notice.decided_at is None
        notice.decided_at = notice.decided_at or at
        about, fact = notice.link_about("decided"), NoticeDecided.of(notice)
        if is_first:
            entry_id = ledger.enter(fact, at=at, origin=notice.case.origin)
            notice.decided_link = sealed.link(notice.case, entry_id, about=about)
        elif not notice.case.practice:
            ledger.correct(sealed.follow(notice.case, notice.decided_link, about=about), fact, at=at)
        notice.save()
        audit.record("notice.decide", by=by, on=notice, at=at)
    return notice


def _move(notice: Notice, event: str, verb: str, *, by: Actor, at: datetime, **times: datetime) -> Notice:
    rights.require(by, verb, notice.contact, at=at)
    with writing():
        notice = _held(notice)
        notice.state = step(State(notice.state), event)
        for column, moment in times.items():
            setattr(notice, column, moment)
        notice.save()
        audit.record(verb, by=by, on=notice, at=at)
    return notice


def _held(notice: Notice) -> Notice:
    """`notice` as it is now, with its case and coding; until the commit it is ours. As `held`."""
    Notice.objects.select_for_update().only("pk").get(pk=notice.pk)
    return Notice.objects.select_related("case", "contact__coding").get(pk=notice.pk)


def _chosen(field: str, list_name: str, value: str) -> str:
    code = checked_code(field, list_name, value)
    if not code:
        raise UnknownCode(field, value)
    return code


def _sealed_location(opened: OpenedCase, notice: Notice, place: int, url: str) -> NoticeLocation:
    location = NoticeLocation(notice=notice, place=place)
    location.url = opened.sealer.seal(url, about=location.about)
    return location


def _save_new(notice: Notice) -> None:
    for attempt in range(_MOST_TRIES):
        notice.reference = draw_reference(_RNG, attempt)
        try:
            with transaction.atomic():
                notice.save(force_insert=True)
        except IntegrityError:
            if not Notice.objects.filter(reference=notice.reference).exists():
                raise
        else:
            return
    raise RuntimeError("no free notice reference; the draw is broken")
