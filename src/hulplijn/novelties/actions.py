"""Seen for the first time: `propose`, `mark`, `unmark`, `decide`, `close`."""

from __future__ import annotations

from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from hulplijn.audit import actions as audit
from hulplijn.audit.actors import Actor
from hulplijn.audit.rights import COORDINATOR
from hulplijn.content import queries as content
from hulplijn.novelties import rights
from hulplijn.novelties.models import FOLLOWED, Novelty, NoveltyMark
from hulplijn.novelties.queries import seal_of
from hulplijn.novelties.rules import complaint
from hulplijn.plumbing.database import writing


class InContact(Protocol):
    """The contact in which something is seen: all that is asked of it."""

    pk: UUID

    def belongs_to(self, actor: Actor) -> bool: ...


class BadTitle(Exception):
    """The name of a tag is empty, too long, or could lead to somebody; `why` says which (`rules`)."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class BadDay(Exception):
    """It cannot have been seen first on a day to come."""


class NoSuchCode(Exception):
    """No list has this code."""


class NotFollowed(Exception):
    """It was refused or has a code already."""


def propose(
    contact: InContact, *, kind: str, title: str, first_seen: date, today: date, by: Actor, at: datetime
) -> Novelty:
    """Tag what was seen in `contact` for the first time. A coordinator's is followed at once.

    Raises:
        BadTitle, BadDay
    """
    rights.require(by, "novelty.propose", contact, at=at)
    why = complaint(title)
    if why or kind not in Novelty.Kind.values:
        raise BadTitle(why or "kind")
    if first_seen > today:
        raise BadDay
    decides = COORDINATOR in by.roles
    with writing():
        made = Novelty.objects.create(
            kind=kind,
            title=title.strip(),
            first_seen=first_seen,
            state=Novelty.State.OPEN if decides else Novelty.State.PROPOSED,
            by_id=int(by.id),
            at=at,
            decided_by_id=int(by.id) if decides else None,
            decided_at=at if decides else None,
        )
        NoveltyMark.objects.create(novelty=made, seal=seal_of(made.pk, contact.pk))
        audit.record("novelty.propose", by=by, on=made, at=at)
    return made


def mark(contact: InContact, novelty: Novelty, *, by: Actor, at: datetime) -> None:
    """Say that it was seen in `contact` too. Twice counts once.

    Raises:
        NotFollowed
    """
    rights.require(by, "novelty.mark", contact, at=at)
    with writing():
        novelty.refresh_from_db()
        if not novelty.is_followed:
            raise NotFollowed
        NoveltyMark.objects.get_or_create(novelty=novelty, seal=seal_of(novelty.pk, contact.pk))
        audit.record("novelty.mark", by=by, on=novelty, at=at)


def unmark(contact: InContact, novelty: Novelty, *, by: Actor, at: datetime) -> None:
    """Take that back."""
    rights.require(by, "novelty.mark", contact, at=at)
    with writing():
        NoveltyMark.objects.filter(novelty=novelty, seal=seal_of(novelty.pk, contact.pk)).delete()
        audit.record("novelty.mark", by=by, on=novelty, at=at)


def decide(novelty: Novelty, *, follow: bool, by: Actor, at: datetime) -> None:
    """Follow what was proposed, or say that it is not new: then its words go."""
    rights.require(by, "novelty.decide", at=at)
    decided: dict[str, object] = {"decided_by": int(by.id), "decided_at": at}
    decided |= {"state": Novelty.State.OPEN} if follow else {"state": Novelty.State.REFUSED, "title": ""}
    with writing():
        Novelty.objects.filter(pk=novelty.pk, state__in=FOLLOWED).update(**decided)
        audit.record("novelty.decide", by=by, on=novelty, at=at)


def close(novelty: Novelty, became: str, *, by: Actor, at: datetime) -> None:
    """End it with the code that counts it from now on, as `list:code`.

    Raises:
        NoSuchCode
    """
    rights.require(by, "novelty.decide", at=at)
    name, _colon, code = became.partition(":")
    if name not in content.lists() or code not in content.code_list(name):
        raise NoSuchCode
    with writing():
        Novelty.objects.filter(pk=novelty.pk, state__in=FOLLOWED).update(
            state=Novelty.State.CLOSED, became=became, decided_by=int(by.id), decided_at=at
        )
        audit.record("novelty.decide", by=by, on=novelty, at=at)
