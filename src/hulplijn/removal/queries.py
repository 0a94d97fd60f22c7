"""Reads of removal requests. Their addresses need an opened case."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from hulplijn.casework.actions import OpenedCase
from hulplijn.privacy.private_text import PrivateText
from hulplijn.removal.models import Notice
from hulplijn.removal.rules import State, possible


@dataclass(frozen=True)
class ReadNotice:
    """A notice with its addresses, and the events that can happen to it now."""

    notice: Notice
    urls: tuple[PrivateText, ...]
    possible: frozenset[str]

    @property
    def went_to_hotline(self) -> bool:
        return self.notice.state == State.HANDED_TO_HOTLINE


def notice(id: uuid.UUID) -> Notice:
    """The notice with its case and contact.

    Raises:
        Notice.DoesNotExist
    """
    return Notice.objects.select_related("case", "contact__coding", "contact__owner").get(pk=id)


def notices(opened: OpenedCase) -> list[ReadNotice]:
    """The notices of an opened case, the newest first."""
    rows = (
        Notice.objects.filter(case=opened.case)
        .select_related("contact__owner")
        .prefetch_related("locations")
        .order_by("-made_at", "pk")
    )
    return [
        ReadNotice(
            row,
            tuple(
                opened.sealer.open(place.url, about=place.about)
                for place in sorted(row.locations.all(), key=lambda one: one.place)
            ),
            possible(State(row.state)),
        )
        for row in rows
    ]
