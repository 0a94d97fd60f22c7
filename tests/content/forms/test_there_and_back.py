"""Every file that we ship goes into a form and comes back with the same meaning."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import pytest

from hulplijn.content import queries, reading
from hulplijn.content.rules.forms.files import Sheet, apart, part_of, put, sheet_of
from hulplijn.content.rules.forms.shown import Showing, inputs
from hulplijn.content.rules.forms.typed import Typing
from hulplijn.look import paper

LANGUAGES = ("nl", "en")
FILES = sorted(
    str(file.relative_to(queries.folder()))
    for file in queries.folder().rglob("*")
    if sheet_of(str(file.relative_to(queries.folder())), LANGUAGES)
)


def _parts(sheet: Sheet, values: dict) -> list[str]:  # type: ignore[type-arg]
    paths = [""]
    for above, _ in apart(sheet):
        rows = values
        for key in above.split("."):
            rows = (rows or {}).get(key, {})
        paths += [f"{above}.{place}" for place in range(len(rows))]
    return paths


def through_a_form(sheet: Sheet, source: str) -> str:
    """`source` after each part of its form was opened in a browser and saved without a change."""
    values = sheet.read(source)
    for path in _parts(sheet, values):
        part = part_of(sheet, values, path)
        there = values
        for key in path.split(".") if path else ():
            there = there[int(key)] if isinstance(there, list) else there[key]
        sent: dict[str, list[str]] = defaultdict(list)
        for name, value in inputs(Showing({}, {}, LANGUAGES).fields(part.fields, there, part.above)):
            sent[name].append(value)
        put(values, part, Typing(sent, LANGUAGES).tree(part.fields, f"f.{part.above}"))
    return sheet.source(values)


def test_there_are_files_of_every_kind() -> None:
    kinds = {sheet.kind for file in FILES if (sheet := sheet_of(file, LANGUAGES))}
    assert kinds == {
        "plans",
        "replies",
        "partners",
        "pages",
        "helpline",
        "school",
        "practice",
        "guides",
        "rubric",
        "risk",
    }


def test_every_shipped_file_comes_back_with_the_same_meaning(folder: Path) -> None:
    shipped, _ = reading.read(folder)
    for file in FILES:
        sheet = sheet_of(file, LANGUAGES)
        assert sheet
        text = through_a_form(sheet, (folder / file).read_text("utf-8"))
        (folder / file).write_text(text, "utf-8")

    found, errors = reading.read(folder)

    assert not errors
    assert found.helpline == shipped.helpline
    assert found.replies == shipped.replies
    assert found.partners == shipped.partners
    assert found.pages == shipped.pages
    assert found.school == shipped.school
    assert found.practice == shipped.practice
    assert found.rubric == shipped.rubric
    assert found.risk.signs == shipped.risk.signs
    for which, guide in shipped.guides.items():
        assert paper.blocks(found.guides[which]) == paper.blocks(guide), which
    for name, plan in shipped.plans.items():
        as_before = replace(found.plans[name], source=plan.source, fingerprint=plan.fingerprint)
        assert as_before == plan, name


@pytest.mark.parametrize(
    "file",
    ["plans/scam.yaml", "practice/silent.yaml", "replies/ending.yaml", "partners/113.yaml", "helpline.yaml"],
)
def test_a_second_saving_changes_no_letter(file: str) -> None:
    sheet = sheet_of(file, LANGUAGES)
    assert sheet
    once = through_a_form(sheet, (queries.folder() / file).read_text("utf-8"))

    assert through_a_form(sheet, once) == once
