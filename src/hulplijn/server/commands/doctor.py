"""`hulplijn doctor`."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import Annotated

import typer
from rich.text import Text

from hulplijn.server.commands.desk import console, demonstration_where_nothing_is_set


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON list, for a monitor.")] = False,
    tls: Annotated[
        str, typer.Option(help="HOST:PORT where TLS answers; else port 443 of the first host.")
    ] = "",
) -> None:
    """Look whether all is in order, and say what to do. Exit code 0: all is; 1: look soon; 2: wrong."""
    import django

    if not as_json:
        demonstration_where_nothing_is_set()
    django.setup()
    from hulplijn.plumbing import doctor as registry
    from hulplijn.plumbing.clock import now
    from hulplijn.server.checks.databases import reached

    findings = []
    for one in registry.examine(registry.Asked(at=now(), tls=tls, reached=reached())):
        findings.append(one)
        if not as_json:
            _print(one.state, one.part, one.says, one.do)
    worst = registry.worst(findings)
    if as_json:
        print(json.dumps([asdict(one) for one in findings], indent=1))
    else:
        says = {"ok": "All is in order.", "look": "Look at these soon.", "wrong": "Mend what is wrong now."}
        console.print(says[worst])
    sys.exit(list(registry.State).index(worst))


_STYLES = {"ok": "green", "look": "bold yellow", "wrong": "bold red"}


def _print(state: str, part: str, says: str, do: str) -> None:
    line = Text.assemble((f"{state:<6}", _STYLES[state]), (f"{part:<12}", "bold"), says)
    console.print(line, soft_wrap=True)
    if do:
        console.print(Text(f"{'':<18}→ {do}"), soft_wrap=True)
