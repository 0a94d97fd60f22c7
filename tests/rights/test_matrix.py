"""Who may do what: the table that people wrote is what the code says."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

from django.apps import apps

from hulplijn.audit.rights import Matrix, Who
from tests.environment import REPOSITORY

ROLES = ("counsellor", "coordinator", "analyst", "administrator", "log_manager", "visitor")


def written() -> dict[str, tuple[str, ...]]:
    """The table of actions in docs/rights.md: the six cells behind each verb."""
    lines = (REPOSITORY / "docs" / "rights.md").read_text().splitlines()
    rows = [line.strip("|").split("|") for line in lines if re.match(r"\| `[a-z_]+\.", line)]
    return {row[0].strip(" `"): tuple(cell.strip() for cell in row[1:7]) for row in rows}


def coded() -> dict[str, tuple[str, ...]]:
    """The same from the matrices of the rooms."""
    rows = {}
    for app in apps.get_app_configs():
        if app.name.startswith("hulplijn.") and (Path(app.path) / "rights.py").exists():
            matrix = getattr(importlib.import_module(f"{app.name}.rights"), "MATRIX", None)
            if isinstance(matrix, Matrix):
                rows |= {verb: tuple(_may(who, role) for role in ROLES) for verb, who in matrix.rows.items()}
    return rows


def _may(who: Who, role: str) -> str:
    if role not in who.roles:
        return ""
    return "own" if who.own and role not in who.wide else "yes"


def test_the_table_of_actions_is_what_the_code_says() -> None:
    assert written() == coded()
