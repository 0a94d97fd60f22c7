"""What the house reaches for: who may open a connection or run a program, and what nobody does."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.rooms import HOUSE

OPENS: dict[str, dict[str, str]] = {
    "socket": {
        "channels/chat/clamav.py": "asks the scanner, at the address in the environment",
        "server/commands/serving.py": "looks whether its own port is free",
        "server/door.py": "a socket in the data folder, for commands of the same user",
        "server/patience.py": "sets how long the other side may take",
        "server/checks/around.py": "the doctor looks whether the outside answers, at the configured name",
    },
    "ssl": {
        "server/checks/around.py": "the doctor looks when the certificate ends",
        "plumbing/mail.py": "checks the certificate of the mail server",
    },
    "smtplib": {"plumbing/mail.py": "hands letters to the mail server in the environment, one address each"},
    "email": {"plumbing/mail.py": "writes letters, with headers that refuse a line break; none is read"},
    "redis": {
        "plumbing/relay.py": "wake-ups, at the address in the environment",
        "server/checks/around.py": "the doctor asks whether it answers",
    },
    "subprocess": {
        "privacy/root_key.py": "the key service's command, from the environment, without a shell",
        "plumbing/snapshot.py": "PostgreSQL's own copy, without a shell",
    },
    "urllib.request": {
        "accounts/oidc.py": "asks the provider of log-ins in the environment, and follows no redirect"
    },
    "zipfile": {"figures/export.py": "writes the figures; none is read"},
}
"""Each module that reaches outside the process, where it may be used, and why. A new place needs its line."""

NEVER = {
    "http.client": "nothing else fetches: no address that somebody typed can be asked for",
    "requests": "the same",
    "httpx": "the same",
    "aiohttp": "the same",
    "ftplib": "the same",
    "django.core.mail": "mail goes one way, by plumbing/mail.py; Django's tells the machine's name",
    "imaplib": "no mail is read",
    "xml": "no XML is read, so none of its entities is followed",
    "lxml": "the same; what makes presentations reads only its own template",
    "tarfile": "no archive is read",
    "gzip.open": "no compressed file of somebody else is read",
    "pickle": "nothing is read that can run",
    "marshal": "the same",
    "shelve": "the same",
    "yaml.load": "the composer of the safe loader only, which makes no objects",
    "os.system": "no shell",
    "os.popen": "no shell",
}
"""What no module uses, and why that keeps somebody out."""


def used(file: Path) -> Iterator[str]:
    """Everything that a file imports, or calls by the dotted name of something that it imports."""
    tree = ast.parse(file.read_text())
    here = {
        (one.asname or one.name).partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for one in node.names
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{one.name}" for one in node.names)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            called = ast.unparse(node.func)
            if called.partition(".")[0] in here:
                yield called


def _is(name: str, wanted: str) -> bool:
    return name == wanted or name.startswith(f"{wanted}.")


def _users(wanted: str) -> set[str]:
    return {file for file, names in _FILES.items() if any(_is(name, wanted) for name in names)}


_FILES = {str(file.relative_to(HOUSE)): set(used(file)) for file in sorted(HOUSE.rglob("*.py"))}


@pytest.mark.parametrize("module", sorted(OPENS))
def test_only_these_reach_outside(module: str) -> None:
    assert _users(module) <= set(OPENS[module])


@pytest.mark.parametrize("module", sorted(NEVER))
def test_nobody_uses_what_would_let_somebody_in(module: str) -> None:
    assert _users(module) == set()


def test_no_program_is_run_through_a_shell() -> None:
    told = [str(file) for file in HOUSE.rglob("*.py") if "shell=True" in file.read_text()]
    assert told == []


def test_every_use_is_found(tmp_path: Path) -> None:
    file = tmp_path / "room.py"
    file.write_text(
        "from urllib import request\nimport xml.etree.ElementTree as tree\n"
        "import os, yaml\nyaml.load(x)\nos.system(y)\n"
    )
    found = set(used(file))
    assert {"urllib.request", "xml.etree.ElementTree", "yaml.load", "os.system"} <= found
