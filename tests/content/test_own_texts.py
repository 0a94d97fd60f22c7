"""Texts of the helpline's own over the files that came with the product."""

from __future__ import annotations

from pathlib import Path

import pytest

from hulplijn.content import overlay, queries, reading
from hulplijn.content.models import OwnText
from hulplijn.content.overlay import Differences
from hulplijn.content.rules.checked import left_behind
from hulplijn.content.rules.names import is_editable, same_page
from tests.environment import AT

FACTS = "helpline.yaml"


def put(name: str, source: str, *, version: int = 1, base: str = "", back_to: int | None = None) -> None:
    """A published text, without the check that publishing makes."""
    agreed = "" if back_to is not None else "2"
    OwnText.objects.create(
        name=name,
        version=version,
        source=source,
        base=base,
        made_by="1",
        agreed_by=agreed,
        back_to=back_to,
        at=AT,
    )


def shipped(name: str) -> str:
    return (queries.folder() / name).read_text("utf-8")


def test_a_text_of_ours_holds_in_place_of_the_file() -> None:
    ours = shipped(FACTS).replace("name: Hulplijn", "name: Onze lijn")
    found, errors = reading.read(queries.folder(), {FACTS: ours})
    assert not errors
    assert found.helpline.name == "Onze lijn"


def test_a_new_file_stands_beside_those_of_the_product() -> None:
    ours = shipped("replies/ending.yaml").replace("place: ", "place: 9", 1)
    found, errors = reading.read(queries.folder(), {"replies/ours.yaml": ours})
    assert not [one for one in errors if one.file != "replies/ours.yaml"]
    assert {"ours", "ending"} <= set(found.replies)


def test_a_mistake_in_a_text_of_ours_has_its_line() -> None:
    ours = shipped(FACTS).replace("screenshots: false", "screenshots: maybe")
    (mistake,) = reading.read(queries.folder(), {FACTS: ours})[1]
    assert (mistake.file, ours.splitlines()[mistake.line - 1]) == (FACTS, "screenshots: maybe")


@pytest.mark.parametrize(
    "name",
    [
        "helpline.yaml",
        "plans/scam.yaml",
        "replies/x.yaml",
        "partners/113.yaml",
        "pages/veilig-surfen.nl.md",
        "school/poster.nl.md",
        "practice/prank.yaml",
        "guides/log_manager.en.md",
        "rubric.yaml",
        "risk.yaml",
    ],
)
def test_these_can_be_edited(name: str) -> None:
    assert is_editable(name)


@pytest.mark.parametrize(
    "name",
    [
        "/etc/passwd",
        "../helpline.yaml",
        "plans/../helpline.yaml",
        "plans/a/b.yaml",
        "plans/.yaml",
        "plans/a.yaml\n",
        "plans/A.yaml",
        "taxonomy/reason.yaml",
        "retention.yaml",
        "pages/privacy.md",
        "pages/privacy.nl.yaml",
    ],
)
def test_these_cannot(name: str) -> None:
    assert not is_editable(name)


def test_a_page_is_one_in_all_its_languages() -> None:
    assert same_page("pages/bellen.nl.md", "pages/bellen.en.md")
    assert not same_page("pages/bellen.nl.md", "pages/mailen.nl.md")
    assert not same_page("pages/bellen.nl.md", "pages/bellen.nl.md")


def _text(name: str, *changes: tuple[str, str]) -> str:
    text = shipped(name)
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def behind(
    name: str, before: tuple[tuple[str, str], ...], after: tuple[tuple[str, str], ...]
) -> list[tuple[str, str]]:
    """What is left behind when one text of `name` follows another: the fact and its line."""
    texts = [_text(name, *before), _text(name, *after)]
    first, second = (reading.read(queries.folder(), {name: text})[0] for text in texts)
    found = left_behind(first, second, {name: texts[1]})
    assert {one.file for one in found} <= {name}
    lines = texts[1].splitlines()
    return [(str(one.facts.get("fact", "")), lines[one.line - 1].strip()) for one in found]


CHECKED = ("phone: null", "phone: {on: 2026-11-01, by: Carla}")
CHECKED_AGAIN = ("phone: null", "phone: {on: 2026-11-20, by: Dora}")
OTHER = ("020-2615275", "020-7654321")


def test_a_new_number_does_not_keep_the_check_of_the_old_one() -> None:
    assert behind(FACTS, (CHECKED,), (CHECKED, OTHER)) == [("phone", CHECKED[1])]
    assert not behind(FACTS, (CHECKED,), (CHECKED_AGAIN, OTHER))
    assert not behind(FACTS, (CHECKED,), (OTHER,))
    assert not behind(FACTS, (CHECKED,), (CHECKED,))


def test_nor_does_that_of_a_partner() -> None:
    null, on = "phone: {is: null, verified: null}", "{on: 2026-11-01, by: Carla}"
    before = (null, f"phone: {{is: 020-1111111, verified: {on}}}")
    other = (null, f"phone: {{is: 020-2222222, verified: {on}}}")
    ((fact, line),) = behind("partners/fier.yaml", (before,), (other,))
    assert fact == "phone"
    assert line.startswith("reach: {phone: {is: 020-2222222")
    assert not behind("partners/fier.yaml", (before,), ((null, "phone: {is: 020-2222222, verified: null}"),))


def test_nor_does_a_plan_keep_the_reading_of_another_text() -> None:
    read = ("reviewed: null", "reviewed: {on: 2026-11-01, by: Dr. Jansen}")
    again = ("reviewed: null", "reviewed: {on: 2026-11-20, by: Dr. Jansen}")
    words = ("visitor_title:\n  nl: ", "visitor_title:\n  nl: Anders. ")
    assert behind("plans/scam.yaml", (read,), (read, words)) == [("", read[1])]
    assert not behind("plans/scam.yaml", (read,), (again, words))
    assert not behind("plans/scam.yaml", (read,), (read, ("version: ", "version: 9")))


def test_nobody_says_on_a_page_that_this_is_no_demonstration() -> None:
    assert behind(FACTS, (), (("sample: true", "sample: false"),)) == [("", "sample: false")]


def test_what_an_upgrade_changed_is_told_apart_from_what_is_ours() -> None:
    one = Differences("plans/x.yaml", ours="a\nours\nc\n", shipped="a\nb\nnew\n", base="a\nb\nc\n")
    assert one.shipped_changed
    assert [line for line in one.since_base() if line[:1] in "+-" and line[1:2] not in "+-"] == ["-c", "+new"]
    assert "+ours" in one.from_shipped()
    assert not Differences("plans/x.yaml", ours="x", shipped="b", base="b").shipped_changed


@pytest.mark.django_db
def test_after_an_upgrade_ours_still_holds_and_the_file_is_named(folder: Path) -> None:
    name = "replies/ending.yaml"
    before = shipped(name)
    ours = before.replace("place: ", "place: 4", 1)
    put(name, ours, base=before)
    assert [one.name for one in overlay.differences(folder) if one.shipped_changed] == []
    (folder / name).write_text(before.replace("place: ", "place: 7", 1), "utf-8")
    assert [one.name for one in overlay.differences(folder) if one.shipped_changed] == [name]
    with queries.use(folder):
        queries.refresh()
        (found,) = [one for one in queries.replies() if one.id == "ending"]
        assert str(found.place).startswith("4")


@pytest.mark.django_db
def test_what_was_read_last_stays_in_use_where_the_next_has_a_mistake(folder: Path) -> None:
    with queries.use(folder):
        put(FACTS, shipped(FACTS).replace("name: Hulplijn", "name: Onze lijn"))
        queries.refresh()
        put(FACTS, "name: [", version=2)
        queries.refresh()
        assert queries.helpline().name == "Onze lijn"


@pytest.mark.django_db
def test_a_new_process_uses_what_fits_and_never_the_number_of_another(folder: Path) -> None:
    put("replies/ending.yaml", "no reply")
    facts = shipped(FACTS).replace("020-2615275", "020-7654321")
    put(FACTS, facts.replace("screenshots: false", "screenshots: maybe"))
    with queries.use(folder):
        queries.refresh()
        assert queries.helpline().phone == "020-7654321"
        assert [one.title for one in queries.replies()]


@pytest.mark.django_db
def test_taken_back_the_file_of_the_product_holds_again(folder: Path) -> None:
    with queries.use(folder):
        put(FACTS, shipped(FACTS).replace("name: Hulplijn", "name: Onze lijn"))
        queries.refresh()
        put(FACTS, "", version=2, back_to=0)
        queries.refresh()
        assert queries.helpline().name == "Hulplijn"
        assert overlay.differences(folder) == []
