"""The ordinary week in words."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from hulplijn.content import queries as content
from hulplijn.site.queries import ordinary_week
from tests import environment


def week(tmp_path: Path, hours: str) -> list[tuple[str, str, str]]:
    folder = tmp_path / "content"
    shutil.copytree(environment.REPOSITORY / "content", folder)
    facts = folder / "helpline.yaml"
    facts.write_text(facts.read_text().replace("Mo-Sa 07:00-23:00; Su 11:00-19:00", hours))
    with content.use(folder):
        return [
            (days.first, days.last, ", ".join("–".join(span) for span in days.hours))
            for days in ordinary_week()
        ]


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        (
            "Mo-Sa 07:00-23:00; Su 11:00-19:00",
            [("maandag", "zaterdag", "07:00–23:00"), ("zondag", "zondag", "11:00–19:00")],
        ),
        (
            "Mo-Fr 09:00-12:00,13:00-17:00",
            [("maandag", "vrijdag", "09:00–12:00, 13:00–17:00"), ("zaterdag", "zondag", "")],
        ),
        ("Mo-Su 00:00-01:00,18:00-24:00", [("maandag", "zondag", "18:00–01:00")]),
        ("24/7", [("maandag", "zondag", "00:00–24:00")]),
    ],
)
def test_days_in_a_row_with_the_same_hours_are_said_together(
    tmp_path: Path, hours: str, said: list[tuple[str, str, str]]
) -> None:
    assert week(tmp_path, hours) == said
