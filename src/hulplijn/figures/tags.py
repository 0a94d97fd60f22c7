"""What coordinators follow as new, beside the signals, and its contacts where they may be shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hulplijn.figures.rules import small_cells
from hulplijn.figures.rules.small_cells import Shown
from hulplijn.novelties.models import Novelty
from hulplijn.novelties.queries import tags


@dataclass(frozen=True)
class ShownTag:
    title: str
    kind: str
    state: str
    first_seen: date
    contacts: Shown
    became: str


def shown() -> list[ShownTag]:
    """Those that are followed, or have a code by now."""
    return [
        ShownTag(
            one.novelty.title,
            str(one.novelty.get_kind_display()),
            str(one.novelty.get_state_display()),
            one.novelty.first_seen,
            small_cells.protect_alone(one.contacts),
            one.became,
        )
        for one in tags()
        if one.novelty.state != Novelty.State.PROPOSED
    ]
