"""Rules get time and chance as arguments. import-linter holds what they import, this what they call."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.environment import REPOSITORY
from tests.house.local_state import parsed
from tests.house.rooms import HOUSE

CLOCKS = {"now", "utcnow", "today", "time", "monotonic", "perf_counter", "sleep"}
CHANCES = {"uuid1", "uuid4", "token_hex", "token_urlsafe", "token_bytes", "urandom"}
DOORS = {"open", "print", "input", "exec", "eval"}


def _rules() -> list[Path]:
    return sorted([*HOUSE.rglob("rules.py"), *HOUSE.rglob("rules/**/*.py")])


def _impure(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        match node.func:
            case ast.Name(id=name) if name in CHANCES | DOORS:
                yield node.lineno, name
            case ast.Attribute(value=ast.Name(id=("datetime" | "date" | "time") as of), attr=name) if (
                name in CLOCKS
            ):
                yield node.lineno, f"{of}.{name}"
            case ast.Attribute(value=ast.Name(id="random"), attr=name) if name != "Random":
                yield node.lineno, f"random.{name}"
            case ast.Attribute(attr=name) if name in CHANCES:
                yield node.lineno, name


def test_there_are_rules_to_look_at() -> None:
    assert len(_rules()) > 3


def test_no_rule_asks_a_clock_throws_dice_or_opens_a_door() -> None:
    found = [
        f"{file.relative_to(REPOSITORY)}:{line}: {what}"
        for file in _rules()
        for line, what in _impure(parsed(file))
    ]
    assert found == []
