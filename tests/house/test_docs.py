"""What the docs say about the code is so: lists, paths, names and decisions."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.environment import REPOSITORY
from tests.house.documents import AGAIN, documents, made_parts, parts_of

ARCHITECTURE = REPOSITORY / "docs" / "architecture.md"
DECISIONS = REPOSITORY / "docs" / "decisions"
LINK = re.compile(r"""\]\(([^)\s]+)\)|src="([^"]+)\"""")
STEP = re.compile(r"^\| \d+ \| .* \| \[`[^`]+`\]\((?P<file>[^)]+)\) \| (?P<names>.+) \|$", re.M)


def _made() -> dict[str, list[Path]]:
    found: dict[str, list[Path]] = {}
    for document in documents():
        for name in parts_of(document):
            found.setdefault(name, []).append(document)
    return found


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(made_parts()))
def test_a_part_made_from_the_code_is_as_the_code_is(name: str) -> None:
    pages = _made().get(name, [])
    assert pages, f"no page holds the part “{name}”"
    for page in pages:
        assert parts_of(page)[name] == made_parts()[name](), f"{page.relative_to(REPOSITORY)}. {AGAIN}"


def test_every_link_in_the_docs_leads_somewhere() -> None:
    dead = []
    for document in documents():
        for found in LINK.finditer(document.read_text(encoding="utf-8")):
            target = (found[1] or found[2]).partition("#")[0]
            outside = not target or "://" in target or target.startswith("mailto:")
            if not outside and not (document.parent / target).exists():
                dead.append(f"{document.relative_to(REPOSITORY)}: {target}")
    assert dead == []


def test_every_room_is_on_the_map() -> None:
    from tests.house.rooms import layers

    rooms = ARCHITECTURE.read_text(encoding="utf-8").partition("| Room |")[2].partition("\n\n")[0]
    rows = re.findall(r"^\| `([a-z]+)(?:/[a-z]+)*` \|", rooms, re.M)
    assert list(dict.fromkeys(rows)) == [room for layer in layers() for room in layer]


def test_every_name_on_a_followed_way_is_in_its_file() -> None:
    steps = list(STEP.finditer(ARCHITECTURE.read_text(encoding="utf-8")))
    assert len(steps) > 20
    missing = []
    for step in steps:
        text = (ARCHITECTURE.parent / step["file"]).read_text(encoding="utf-8")
        missing += [
            f"{step['file']}: {name}"
            for name in re.findall(r"`([^`]+)`", step["names"])
            if not re.search(rf"\b{re.escape(name)}\b", text)
        ]
    assert missing == []


def test_every_decision_is_dated_has_its_three_parts_and_is_listed() -> None:
    pages = [page for page in DECISIONS.glob("*.md") if page.name != "README.md"]
    assert pages
    listed = (DECISIONS / "README.md").read_text(encoding="utf-8")
    for page in pages:
        text = page.read_text(encoding="utf-8")
        parts = re.findall(r"^## (.+)$", text, re.M)
        assert parts == ["Context", "Choice", "What we gave up"], page.name
        assert re.search(r"^\d{4}-\d{2}-\d{2}$", text, re.M), page.name
        assert f"({page.name})" in listed, page.name
