"""A mistake stands beside the field that it is about."""

from __future__ import annotations

from pathlib import Path

import pytest

from hulplijn.content import queries, reading
from hulplijn.content.errors import ContentError
from hulplijn.content.rules.forms.fields import Tree, at
from hulplijn.content.rules.forms.files import Sheet, home_of

LANGUAGES = ("nl", "en")


def _paths(folder: Path, sheet: Sheet, change: dict[str, object]) -> list[str]:
    """Where the mistakes stand once `change` was made in the form of a shipped file."""
    values: Tree = sheet.read((folder / sheet.name).read_text("utf-8"))
    for path, value in change.items():
        above, _, last = path.rpartition(".")
        there = at(values, above)
        if isinstance(there, list):
            there[int(last)] = value
        else:
            there[last] = value
    source = sheet.source(values)
    (folder / sheet.name).write_text(source, "utf-8")
    return [path for path, _ in sheet.placed(source, reading.check(folder))]


@pytest.mark.parametrize(
    ("kind", "stem", "path", "wrong"),
    [
        ("replies", "ending", "replies.2.text", {"nl": "", "en": "Bye."}),
        ("replies", "ending", "replies.2.label", {"nl": "", "en": "Goodbye"}),
        ("replies", "ending", "place", "x"),
        ("plans", "sextortion", "steps.1.items.3.text", {"nl": "", "en": "Bye"}),
        ("plans", "sextortion", "steps.1.items.2.id", "stop_replying_"),
        ("plans", "sextortion", "check.questions.1.options.0.to", "nowhere"),
        ("plans", "sextortion", "check.ends.3.now", []),
        ("partners", "fier", "reach.phone.is", "bel maar"),
        ("partners", "fier", "next_check", "morgen"),
        ("helpline", "helpline", "email", "geen adres"),
        ("helpline", "helpline", "hours", "Mo 25:00-"),
        ("helpline", "helpline", "complaint_weeks", "99"),
        ("practice", "silent", "answers.1.after", ["nobody"]),
        ("practice", "silent", "patience", "60"),
        ("practice", "silent", "goals.0.said", {"nl": ["rustig aan"], "en": []}),
        ("practice", "silent", "answers.0.words", {"nl": ["%"], "en": ["easy"]}),
        ("rubric", "rubric", "questions.1.levels", [{"nl": "Nee", "en": "No"}]),
        ("rubric", "rubric", "themes.2.text", {"nl": "", "en": "Advice"}),
        ("risk", "risk", "signs.1.phrases", {"nl": ["%"], "en": ["easy"]}),
        ("risk", "risk", "signs.2.words", {"nl": "", "en": "words"}),
        ("pages", "bellen.nl", "sections.1.title", "Te " + "lang " * 40),
    ],
)
def test_a_mistake_stands_beside_its_field(
    folder: Path, kind: str, stem: str, path: str, wrong: object
) -> None:
    found = _paths(folder, Sheet(kind, stem, LANGUAGES), {path: wrong})

    assert found
    assert path in found, found
    assert all(one in (path, "") or one.startswith("check.") for one in found), found


def test_a_number_whose_check_is_the_old_one_is_named_beside_the_number() -> None:
    facts, partner = Sheet("helpline", "helpline", LANGUAGES), Sheet("partners", "csg", LANGUAGES)
    old = [ContentError(one.name, 1, "", {"fact": "phone"}) for one in (facts, partner)]

    assert [path for path, _ in facts.placed("", old[:1])] == ["phone"]
    assert [path for path, _ in partner.placed("", old[1:])] == ["reach.phone.is"]


def test_a_field_is_found_in_the_part_where_it_is_filled_in() -> None:
    plan = Sheet("plans", "sextortion", LANGUAGES)

    assert home_of(plan, "steps.2.items.0.text") == "steps.2"
    assert home_of(plan, "check.ends.4.now.1") == "check.ends.4"
    assert home_of(plan, "title") == ""


def test_what_has_no_field_is_refused_before_it_can_be_lost() -> None:
    from hulplijn.content.rules.forms.tree import NotAForm

    source = (queries.folder() / "replies/ending.yaml").read_text("utf-8") + "colour: red\n"
    with pytest.raises(NotAForm) as refused:
        Sheet("replies", "ending", LANGUAGES).read(source)

    assert refused.value.key == "colour"
