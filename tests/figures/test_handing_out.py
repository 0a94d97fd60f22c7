"""Whatever of the figures leaves as a file is in the audit log."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from hulplijn.accounts.models import Staff
from hulplijn.audit.models import AuditEntry
from hulplijn.server import jobs
from hulplijn.server.commands import figures as command
from tests.figures import builders

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def exports() -> list[tuple[str, str, str]]:
    """Who took what along, as the log says it."""
    entries = AuditEntry.objects.filter(verb="figures.export").order_by("pk")
    return [(one.actor_id, one.why, one.outcome) for one in entries]


def logged_in(staff: Staff) -> Client:
    client = Client()
    client.force_login(staff)
    return client


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("age.csv", "2024-age.csv"),
        ("age.svg", "2024-age.svg"),
        ("cijfers.zip", "2024.zip"),
        ("presentatie.pptx", "2024.pptx"),
    ],
)
def test_each_file_that_somebody_takes_along_is_in_the_log_once(
    staff: Callable[..., Staff], path: str, name: str
) -> None:
    builders.contact(5, age="12_15")
    analyst = staff("lies", role="analyst")
    client = logged_in(analyst)
    client.get("/cijfers/2024/")
    assert exports() == []
    assert client.get(f"/cijfers/2024/{path}").status_code == 200
    assert exports() == [(str(analyst.pk), name, "done")]


def test_who_may_not_is_refused_and_a_file_that_is_not_there_is_no_export(
    staff: Callable[..., Staff],
) -> None:
    builders.contact(5, age="12_15")
    assert logged_in(staff("lies", role="analyst")).get("/cijfers/2019/cijfers.zip").status_code == 404
    assert logged_in(staff("anouk")).get("/cijfers/2024/cijfers.zip").status_code == 403
    assert exports() == []


def test_the_command_is_in_the_log_before_it_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    builders.contact(5, age="12_15")
    there: list[bool] = []

    def ask(name: str, **asked: object) -> None:
        there.append((tmp_path / "tables").exists())
        jobs.do(name, print, asked)

    monkeypatch.setattr(command, "ask", ask)
    for guard in ("demonstration_where_nothing_is_set", "require_a_helpline"):
        monkeypatch.setattr(command, guard, lambda: None)
    command.figures(2024, out=tmp_path / "tables", deck=tmp_path / "2024.pptx")
    assert exports() == [("system", "2024.zip", "done"), ("system", "2024.pptx", "done")]
    assert there == [False]
    assert (tmp_path / "2024.pptx").exists()
