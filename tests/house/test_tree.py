"""What the tree must not hold: tests that are switched off, addresses of registries, paths of a machine."""

from __future__ import annotations

import re
from pathlib import Path

from tests.environment import REPOSITORY
from tests.house.rooms import committed, text_of

SWITCHED_OFF = re.compile(
    r"pytest\.(mark\.)?(skip|skipif|xfail|importorskip)\b|unittest\.skip|\b(it|test|describe)\.(skip|todo|only)\b"
    r"|collect_ignore|__test__ = False"
)
PLACES = re.compile(
    r"pythonhosted\.|pypi\.org/|registry\.npm|deb\.debian\.|(?<![\w.])/(root|home|work|Users)/(?!\*)|file:///"
)
HERE = Path(__file__)


def _lines_with(pattern: re.Pattern[str], files: list[Path]) -> list[str]:
    found = []
    for file in files:
        text = text_of(file)
        if text is None or file == HERE:
            continue
        for number, line in enumerate(text.splitlines(), 1):
            if pattern.search(line):
                found.append(f"{file.relative_to(REPOSITORY)}:{number}: {line.strip()[:120]}")
    return found


def test_no_test_is_switched_off() -> None:
    tests = [file for file in committed() if "tests" in file.parts or file.name.endswith(".test.ts")]
    assert _lines_with(SWITCHED_OFF, tests) == []


def test_nothing_names_a_registry_or_a_path_of_one_machine() -> None:
    assert _lines_with(PLACES, committed()) == []


def test_the_locks_hold_a_hash_for_every_package() -> None:
    lock = (REPOSITORY / "requirements.lock").read_text()
    packages = re.findall(
        r"^[a-z0-9].*==[^\s]+ \\\n(?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+", lock, re.M
    )
    assert len(packages) == len(re.findall(r"^[a-z0-9].*==", lock, re.M)) > 50
