"""Docs that name a test, and say what is open, are held to it."""

from __future__ import annotations

import re

import pytest

from tests.environment import REPOSITORY

NAMED = re.compile(r"`([a-z_/]+\.py)::(test_\w+)`")
DOCS = REPOSITORY / "docs"
WITH_TESTS = ("security.md", "asvs.md", "privacy.md")


@pytest.mark.parametrize("name", WITH_TESTS)
def test_every_test_that_a_doc_names_is_there(name: str) -> None:
    named = NAMED.findall((DOCS / name).read_text(encoding="utf-8"))
    assert named, "this doc names no test"
    missing = []
    for file, test in named:
        path = REPOSITORY / "tests" / file
        if not path.is_file() or f"def {test}(" not in path.read_text(encoding="utf-8"):
            missing.append(f"{file}::{test}")
    assert missing == []


def test_every_threat_has_its_answer_and_its_test() -> None:
    text = (DOCS / "security.md").read_text(encoding="utf-8")
    part = text.partition("\n## Threats\n")[2].partition("\n## ")[0]
    attackers = re.split(r"^### ", part, flags=re.M)[1:]
    assert len(attackers) >= 7
    for attacker in attackers:
        rows = [line.strip("|").split("|") for line in attacker.splitlines() if line.startswith("| ")][2:]
        bare = [row[0].strip() for row in rows if not row[1].strip() or not NAMED.search(row[2])]
        assert rows, attacker
        assert bare == []


def test_every_line_of_the_standard_has_its_verdict() -> None:
    lines = (DOCS / "asvs.md").read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| V")]
    assert len(rows) == len({row[0] for row in rows}) == 253, "level 1 and 2 of ASVS 5.0.0"
    for number, what, verdict, why in rows:
        assert what, number
        assert verdict in ("done", "not applicable", "open"), number
        assert why, number
        if verdict == "done":
            assert NAMED.search(why) or re.search(r"\]\(\S+\)", why), f"{number}: neither a test nor a file"
