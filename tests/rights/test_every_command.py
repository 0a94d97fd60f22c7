"""Every command: the table that people wrote in docs/rights.md is what can be typed, and what it asks for."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from hulplijn.audit.models import AuditEntry
from hulplijn.server import jobs
from hulplijn.server.command import app
from tests import builders
from tests.environment import PASSWORD, REPOSITORY

NEEDED: dict[str, list[str]] = {
    "figures": ["2024", "--out", "figures"],
    "mail test": ["--to", "zoe@hulplijn.test"],
    "staff end": ["zoe"],
    "staff reset": ["zoe"],
    "restore": [str(REPOSITORY / "README.md")],
    "backup": ["backups"],
    "staff add": ["zoe", "--alias", "Zoe", "--password", PASSWORD],
}
"""What must follow a command before it looks for its settings."""

JOBS: dict[str, tuple[str, dict[str, Any]]] = {
    "staff.add": (
        "staff.add",
        {"username": "zoe", "alias": "Zoe", "role": "analyst", "password": PASSWORD},
    ),
    "figures.export": ("figures.export", {"what": ["2024.zip"]}),
    "keys.copy": ("backup.keys", {}),
    "keys.renew": ("keys.renew", {}),
    "keys.split": ("keys.split", {"shares": 5, "needed": 3}),
    "mail.test": ("mail.test", {}),
    "staff.end": ("staff.end", {"username": "anouk"}),
    "staff.reset": ("staff.reset", {"username": "anouk"}),
}
"""The job behind a command that the table says is written in the audit log, and what it is asked."""

ELSEWHERE = {"backup.restore": "server/restore.py", "case.term": "casework/actions/retention.py"}
"""What no job does: the file that enters it; their own tests see it done."""


def written() -> dict[str, tuple[str, str]]:
    """The table of commands in docs/rights.md: what each needs, and its verb in the audit log."""
    lines = (REPOSITORY / "docs" / "rights.md").read_text().splitlines()
    rows = [line.strip("|").split("|") for line in lines if line.startswith("| `hulplijn ")]
    return {
        row[0].strip(" `").removeprefix("hulplijn "): (row[1].strip(), row[3].strip(" `")) for row in rows
    }


def there(command: Any, before: str = "") -> Iterator[str]:
    """What can be typed after `hulplijn`."""
    for name, one in command.commands.items():
        if getattr(one, "commands", None):
            yield from there(one, f"{before}{name} ")
        else:
            yield before + name


def test_every_command_has_its_row() -> None:
    assert sorted(written()) == sorted(there(get_command(app)))


def test_without_the_root_key_a_command_refuses_by_name_and_leaves_nothing_behind(tmp_path: Path) -> None:
    running = {}
    for name, (needs, _) in written().items():
        if needs == "key":
            empty = tmp_path / name.replace(" ", "-")
            empty.mkdir()
            running[name] = (empty, _typed(name, empty))
    wrong = {}
    for name, (empty, process) in running.items():
        out, err = process.communicate(timeout=60)
        if process.returncode != 2 or "HULPLIJN_KEY" not in err or list(empty.rglob("*.sqlite3")):
            wrong[name] = (process.returncode, out + err)
    assert wrong == {}
    assert running


def test_what_a_demonstration_serves_stays_on_this_machine(tmp_path: Path) -> None:
    process = _typed("demo", tmp_path, "--listen", "192.0.2.1:8000", "--folder", str(tmp_path / "shown"))
    _, err = process.communicate(timeout=60)
    assert process.returncode == 2
    assert re.search("on this machine only", err)


@pytest.mark.django_db
@pytest.mark.parametrize("verb", sorted(JOBS))
def test_what_a_command_changes_is_in_the_audit_log(verb: str) -> None:
    builders.staff("anouk")
    name, asked = JOBS[verb]
    jobs.do(name, lambda _: None, asked)
    entry = AuditEntry.objects.filter(verb=verb).latest("pk")
    assert (entry.actor_kind, entry.outcome) == ("system", "done")


def test_no_verb_of_the_table_is_left_out() -> None:
    verbs = {verb for _, verb in written().values() if verb}
    assert verbs == set(JOBS) | set(ELSEWHERE)
    for verb, file in ELSEWHERE.items():
        assert f'"{verb}' in (REPOSITORY / "src" / "hulplijn" / file).read_text()


def _typed(name: str, where: Path, *more: str) -> subprocess.Popen[str]:
    """The command as somebody types it who has an account on the machine, and none of its secrets."""
    command = [str(Path(sys.executable).with_name("hulplijn")), *name.split(), *NEEDED.get(name, []), *more]
    environment = {"PATH": os.environ["PATH"], "HOME": str(where), "HULPLIJN_MODE": "production"}
    return subprocess.Popen(
        command,
        cwd=where,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        text=True,
    )
