"""The parts of docs/ that are made from the code. `python -m tests.house.documents` writes them anew."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from datetime import timedelta
from inspect import cleandoc, getdoc
from itertools import product
from pathlib import Path
from typing import Any

from tests import environment
from tests.environment import AT, REPOSITORY

AGAIN = "Write it anew with: .venv/bin/python -m tests.house.documents"


def made_parts() -> dict[str, Callable[[], str]]:
    """Every part by its name, as it stands between its two markers."""
    return {
        "settings": settings,
        "commands": commands,
        "kinds of entry": kinds_of_entry,
        "closing checks": closing_checks,
        "texts for paper": texts_for_paper,
        "timers": timers,
        "doctor": doctor,
        "holders of private text": holders_of_private_text,
        "contact states": contact_states,
        "notice states": notice_states,
        "terms": terms,
    }


def settings() -> str:
    from hulplijn.server.environment import KNOWN

    return _table(("Variable", "What it is"), ((f"`{name}`", says) for name, says in KNOWN.items()))


def commands() -> str:
    from typer.main import get_command

    from hulplijn.server.command import app

    return _table(("Command", "What it does", "What may follow"), _commands("hulplijn", get_command(app)))


def _commands(before: str, command: Any) -> Iterator[tuple[str, str, str]]:
    for name, one in sorted(getattr(command, "commands", {}).items()):
        path = f"{before} {name}"
        if getattr(one, "commands", None):
            yield from _commands(path, one)
        else:
            help_text = " ".join(cleandoc(one.help or "").split())
            yield f"`{path}`", help_text, "<br>".join(_parameter(param) for param in one.params)


def _parameter(param: Any) -> str:
    if param.param_type_name == "argument":
        name = param.name.upper()
    else:
        name = " / ".join([*param.opts, *param.secondary_opts])
    default = param.default
    says = (param.help or "").strip()
    if default not in (None, "") and not isinstance(default, bool) and not callable(default):
        says = f"{says} Default: {default}.".strip()
    return f"`{name}` {says}".strip()


def kinds_of_entry() -> str:
    from hulplijn.ledger import kinds

    rows = [
        (
            f"`{name}`",
            _source(fact),
            str(fact.schema),
            ", ".join(f"`{field.name}`" for field in fields(fact)),
        )
        for name, fact in sorted(kinds.registered().items())
    ]
    return _table(("Kind", "Defined in", "Schema", "Fields"), rows)


def closing_checks() -> str:
    from hulplijn.casework import closing

    rows = [
        (f"`{check.__name__}`", _source(check), _first_sentence(check))  # type: ignore[attr-defined]
        for check in closing.registered()
    ]
    return _table(("Check", "Defined in", "What it asks"), rows)


def texts_for_paper() -> str:
    from hulplijn.content import on_paper

    rows = [(f"`content/{below}`", _source(one.pdf)) for below, one in sorted(on_paper.registered().items())]
    return _table(("Folder", "Set in"), rows)


def timers() -> str:
    from hulplijn.plumbing import due

    rows = [
        (f"`{kind}`", _source(handler), "its moment" if due.keeps_its_moment(kind) else "time with a server")
        for kind, handler in sorted(due.kinds().items())
    ]
    return _table(("Timer", "Defined in", "Counts"), rows)


def holders_of_private_text() -> str:
    from hulplijn.privacy import holders

    rows = []
    for one in holders.registered():
        columns = ", ".join(f"`{column}`" for column in one.sealed)
        told = "after a look" if one.after_a_look else "yes" if one.tell else ""
        goes = "emptied" if one.blank else "row goes"
        rows.append((f"`{one.model._meta.label}`", columns, one.what, f"`{one.term}`, {goes}", told))
    return _table(("Table", "Sealed", "What it holds", "Goes with", "Exported"), rows)


def doctor() -> str:
    from hulplijn.plumbing import doctor as registry

    rows = [(part, _source(check), _first_sentence(check)) for part, check in registry.checks().items()]
    return _table(("Part", "Defined in", "What it looks at"), rows)


def contact_states() -> str:
    """Which times a contact can have together, and what state follows. The database refuses all others."""
    from django.core.exceptions import ValidationError

    from hulplijn.casework.models import Contact

    rows = []
    for taken, ended, closed, parked in product((False, True), repeat=4):
        contact = Contact(
            started_at=AT,
            taken_at=AT + timedelta(minutes=1) if taken else None,
            owner_id=1 if taken else None,
            ended_at=AT + timedelta(minutes=2) if ended else None,
            closed_at=AT + timedelta(minutes=3) if closed else None,
            parked=parked,
        )
        try:
            contact.validate_constraints()
        except ValidationError:
            continue
        marks = ["yes" if one else "" for one in (taken, ended, closed, parked)]
        rows.append((f"`{contact.state}`", *marks))
    order = list(Contact.State)
    rows.sort(key=lambda row: (order.index(Contact.State(row[0].strip("`"))), row[1:]))
    return _table(("State", "`taken_at`, `owner`", "`ended_at`", "`closed_at`", "`parked`"), rows)


def notice_states() -> str:
    from hulplijn.removal.rules import TRANSITIONS, State

    rows = []
    for state in State:
        moves = {event: after for (before, event), after in TRANSITIONS.items() if before == state}
        decisions = {
            event.removeprefix("decide_"): after for event, after in moves.items() if "decide_" in event
        }
        others = [f"`{event}` → `{after}`" for event, after in moves.items() if "decide_" not in event]
        named = all(after == f"decided_{outcome}" for outcome, after in decisions.items())
        decided = ", ".join(
            f"`{outcome}`" if named else f"`{outcome}` → `{after}`" for outcome, after in decisions.items()
        )
        rows.append((f"`{state}`", ", ".join(others), decided))
    return _table(("State", "What can happen", "Decisions, each to the state `decided_…` of its name"), rows)


def terms() -> str:
    """How long each thing about a person stays, as the configuration that comes with the product has it."""
    from django.utils.translation import override

    from hulplijn.site.queries import terms as kept

    with override("en"):
        return _table(("What", "How long"), ((one.what.rstrip(":"), one.long) for one in kept()))


def _source(thing: Any) -> str:
    path = f"src/{thing.__module__.replace('.', '/')}.py"
    shown = path.removeprefix("src/hulplijn/")
    return f"[`{shown}`](../{path})"


def _first_sentence(thing: Any) -> str:
    return " ".join((getdoc(thing) or "").split("\n\n")[0].split())


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    names = list(head)
    lines = [names, ["---"] * len(names), *([cell.replace("|", "\\|") for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


_MADE = re.compile(
    r"(?P<begin><!-- made from the code: (?P<name>[a-z ]+) -->\n)(?P<text>.*?)(?P<end>\n?<!-- end -->)", re.S
)


def documents() -> list[Path]:
    """Every page of documentation."""
    return [*sorted(REPOSITORY.glob("*.md")), *sorted((REPOSITORY / "docs").rglob("*.md"))]


def parts_of(document: Path) -> dict[str, str]:
    """The made parts of a page as they stand in it."""
    return {found["name"]: found["text"] for found in _MADE.finditer(document.read_text(encoding="utf-8"))}


def write() -> None:
    """Write every made part of every page anew."""
    make = made_parts()
    for document in documents():
        text = document.read_text(encoding="utf-8")
        fresh = _MADE.sub(lambda found: f"{found['begin']}{make[found['name']]()}\n<!-- end -->", text)
        if fresh != text:
            document.write_text(fresh, encoding="utf-8")
            print(document.relative_to(REPOSITORY))


if __name__ == "__main__":
    import os

    import django

    with tempfile.TemporaryDirectory(prefix="hulplijn-docs-") as folder:
        os.environ.update(environment.for_unit_tests(Path(folder)))
        django.setup()
        write()
