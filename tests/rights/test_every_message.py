"""Every kind of frame, as everybody: the table that people wrote in docs/rights.md is what the lines do."""

from __future__ import annotations

import re
from typing import Any

import pytest

from hulplijn.plumbing import bus
from tests.environment import REPOSITORY
from tests.rights.addresses import COLUMNS
from tests.rights.lines import FIRST, Kind, Walk, every
from tests.rights.world import made

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("takes_screenshots"),
    pytest.mark.sqlite,  # who may do what is the same on every database: once is enough
]


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """What is published meanwhile: topic and sign."""
    told: list[tuple[str, str]] = []
    publish = bus.publish

    def published(topic: str, sign: str = "", **more: Any) -> None:
        told.append((topic, sign))
        publish(topic, sign, **more)

    monkeypatch.setattr(bus, "publish", published)
    return told


def written() -> dict[str, dict[str, str]]:
    """The table of messages in docs/rights.md: what stands in each cell, by row and column."""
    lines = (REPOSITORY / "docs" / "rights.md").read_text().splitlines()
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in lines
        if re.match(r"\| `(visitor|staff) ", line)
    ]
    return {row[0]: dict(zip(COLUMNS, row[1:], strict=True)) for row in rows}


def _ways(kind: Kind) -> tuple[str, ...]:
    """By which ways a page of ours sends it."""
    return ("socket", "stream") if kind.t == FIRST[kind.line] else ("socket", "post")


def test_every_kind_of_frame_has_its_row() -> None:
    assert list(written()) == [str(kind) for kind in every()]


@pytest.mark.parametrize("who", COLUMNS)
def test_everybody_gets_on_a_line_what_the_table_says(who: str, watched: list[tuple[str, str]]) -> None:
    walk = Walk(made(over="over" in who), who, watched)
    found = {(kind, way): walk.cell(kind, way) for kind in every() for way in _ways(kind)}
    different = {
        f"{kind} by {way}": f"{said}, written {written()[str(kind)][who]}"
        for (kind, way), said in found.items()
        if said != written()[str(kind)][who]
    }
    assert not different
    # A line that did not open a conversation does nothing in it, and a post opens none.
    unopened = [kind for kind in every() if kind.line == "staff" and kind.t not in ("open", "beat")]
    assert {walk.cell(kind, "unopened") for kind in unopened} <= {"no", "open"}
    assert {walk.cell(Kind(line, t), "post") for line, t in FIRST.items()} == {"no"}
