"""Reads of what is new."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count

from hulplijn.audit.actors import Actor
from hulplijn.audit.rights import COORDINATOR
from hulplijn.content import queries as content
from hulplijn.novelties.models import Novelty, NoveltyMark
from hulplijn.privacy.keyed import keyed_hash

POINTS_TO = ("reason", "platform", "payment_method", "platform_part")
"""Lists in which something new can get a code."""


@dataclass(frozen=True)
class Tag:
    """One tag with how many contacts it was seen in; `became` in words, `here` in the contact asked about."""

    novelty: Novelty
    contacts: int
    became: str = ""
    here: bool = False


def tags(*, contact: UUID | None = None) -> list[Tag]:
    """Every tag that was not refused, the one seen last first."""
    found = list(
        Novelty.objects.exclude(state=Novelty.State.REFUSED)
        .annotate(contacts=Count("marks"))
        .order_by("-first_seen", "title")
    )
    here: set[UUID] = set()
    if contact is not None:
        seals = {seal_of(one.pk, contact): one.pk for one in found}
        here = set(NoveltyMark.objects.filter(seal__in=list(seals)).values_list("novelty_id", flat=True))
    return [Tag(one, one.contacts, _became(one), one.pk in here) for one in found]


def tags_beside(contact: UUID, *, reader: Actor) -> list[Tag]:
    """Those that `reader` can tag a contact with.

    What is only proposed is for coordinators and who proposed it: nobody else has read its words yet.
    """

    def is_read(one: Novelty) -> bool:
        return one.state == Novelty.State.OPEN or COORDINATOR in reader.roles or str(one.by_id) == reader.id

    return [one for one in tags(contact=contact) if one.novelty.is_followed and is_read(one.novelty)]


def seal_of(novelty: UUID, contact: UUID) -> bytes:
    """What stands for `contact` in the count of `novelty`: nobody gets from it to the contact."""
    return keyed_hash("novelty", f"{novelty}:{contact}")


def _became(novelty: Novelty) -> str:
    name, _colon, code = novelty.became.partition(":")
    if not code or name not in content.lists() or code not in content.code_list(name):
        return code
    codes = content.code_list(name)
    return f"{codes.label}: {codes.label_of(code)}"
