"""What is entered is sealed, anchored outside the database, and missed when somebody touches it."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction
from pytest_django import Settings
from typer.testing import CliRunner

from hulplijn.audit import actions, anchors, queries, sealing
from hulplijn.audit.actors import SYSTEM
from hulplijn.audit.models import AuditEntry, ChainHead
from hulplijn.audit.rules import Broken, Whole
from hulplijn.plumbing import clock, due
from hulplijn.plumbing.models import DueWork
from hulplijn.server import command

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def file(tmp_path: Path, settings: Settings) -> Path:
    settings.HULPLIJN_ANCHORS = tmp_path / "elsewhere" / "anchors"
    return tmp_path / "elsewhere" / "anchors"


@pytest.fixture
def log(at: datetime, file: Path) -> datetime:
    """Ten sealed entries, of which six are anchored."""
    for second in range(10):
        actions.record("case.read", by=SYSTEM, at=at + timedelta(seconds=second), why=f"r{second}")
        sealing.seal(at=at)
        if second == 5:
            sealing.anchor(at=at)
    return at + timedelta(seconds=10)


def without_triggers(*statements: str) -> None:
    """What somebody does who is master of the database."""
    with connection.cursor() as cursor:
        for name in ("says", "seal", "keep"):
            on = " ON audit_auditentry" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER audit_{name}{on}")
        for statement in statements:
            cursor.execute(statement)


def test_a_sealed_log_is_whole(log: datetime) -> None:
    verdict = queries.verify(log)
    assert verdict.is_whole
    assert isinstance(verdict.found, Whole)
    assert verdict.found.entries == 10


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE audit_auditentry SET verb = 'nothing' WHERE number = 4", ("changed", 4)),
        ("UPDATE audit_auditentry SET actor_id = '1' WHERE number = 9", ("changed", 9)),
        ("DELETE FROM audit_auditentry WHERE number = 4", ("missing", 4)),
        ("DELETE FROM audit_auditentry WHERE number >= 8", ("cut off", 8)),
        ("DELETE FROM audit_auditentry WHERE number <= 2", ("begins late", 1)),
    ],
)
def test_what_is_done_behind_our_back_is_named(log: datetime, statement: str, found: tuple[str, int]) -> None:
    without_triggers(statement)
    broken = queries.verify(log).found
    assert isinstance(broken, Broken)
    assert (broken.what, broken.number) == found


def test_who_takes_the_last_entries_and_the_head_with_them_stands_against_the_anchor(log: datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT digest FROM audit_auditentry WHERE number = 3")
        (digest,) = cursor.fetchone()
    without_triggers("DELETE FROM audit_auditentry WHERE number > 3")
    ChainHead.objects.update(number=3, digest=bytes(digest))
    broken = queries.verify(log).found
    assert isinstance(broken, Broken)
    assert (broken.what, broken.number) == ("cut off", 4)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_auditentry SET verb = 'nothing' WHERE number = 4",
        "UPDATE audit_auditentry SET why = '' WHERE number = 4",
        "UPDATE audit_auditentry SET number = 40 WHERE number = 4",
        "UPDATE audit_auditentry SET number = NULL, digest = NULL WHERE number = 4",
        "DELETE FROM audit_auditentry WHERE number = 4",
    ],
)
def test_the_database_itself_refuses_to_change_or_delete(log: datetime, statement: str) -> None:
    refused = pytest.raises(DatabaseError, match="only added to")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_what_waits_too_long_to_be_sealed_is_told(log: datetime) -> None:
    actions.record("case.read", by=SYSTEM, at=log)
    soon, later = queries.verify(log + timedelta(seconds=30)), queries.verify(log + timedelta(seconds=90))
    assert (soon.unsealed, soon.late) == (1, None)
    assert later.late == log


def test_a_log_without_anchors_is_not_called_whole(log: datetime, file: Path) -> None:
    file.unlink()
    assert not queries.verify(log).is_whole


def test_a_line_that_a_crash_cut_off_takes_no_other_with_it(log: datetime, file: Path) -> None:
    with file.open("ab") as out:
        out.write(b'{"number": 9, "dig')
    sealing.anchor(at=log)
    read = anchors.read()
    assert read.unreadable == (2,)
    assert sorted(read.anchors.digests) == [6, 10]


def test_the_oldest_entries_go_after_the_term_and_the_rest_is_still_whole(
    log: datetime, settings: Settings
) -> None:
    settings.HULPLIJN_LOG_YEARS = 2
    later = log + timedelta(days=731) - timedelta(seconds=6)
    assert sealing.prune(at=later) == 4
    assert AuditEntry.objects.order_by("number").values_list("number", flat=True)[0] == 5
    assert queries.verify(later).is_whole
    assert sealing.prune(at=later + timedelta(days=400)) == 6, "the last as well"
    actions.record("case.read", by=SYSTEM, at=later)
    sealing.seal(at=later)
    assert queries.verify(later).is_whole


def test_a_database_that_was_put_back_goes_on_where_it_is(log: datetime) -> None:
    sealing.anchor(at=log)
    without_triggers("DELETE FROM audit_auditentry WHERE number > 7")
    seventh = AuditEntry.objects.get(number=7)
    ChainHead.objects.update(number=7, digest=seventh.digest)
    assert not queries.verify(log).is_whole
    sealing.restored(at=log)
    actions.record("case.read", by=SYSTEM, at=log)
    sealing.seal(at=log)
    assert queries.verify(log).is_whole


def test_timers_seal_and_anchor_and_come_again(at: datetime) -> None:
    sealing.begin(at=at)
    actions.record("case.read", by=SYSTEM, at=at)
    due.run_due(at)
    assert AuditEntry.objects.filter(number=1).exists()
    due.run_due(at + timedelta(days=1))
    assert max(anchors.read().anchors.digests) == 1
    assert DueWork.objects.filter(kind__startswith="audit.", due_at__gt=at + timedelta(days=1)).count() == 2


def test_two_sealers_do_not_seal_the_same(at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    actions.record("case.read", by=SYSTEM, at=at)
    head = sealing.head_now()
    sealing.seal(at=at)
    monkeypatch.setattr(sealing, "head_now", lambda: ChainHead(number=0, digest=head.digest))
    actions.record("case.read", by=SYSTEM, at=at)
    assert sealing.seal(at=at) == 0
    monkeypatch.undo()
    assert sealing.seal(at=at) == 1
    assert AuditEntry.objects.filter(number=2).exists()


def test_the_command_names_the_first_broken_entry_and_ends_with_one(
    log: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: log)
    whole = CliRunner().invoke(command.app, ["audit", "verify"])
    assert whole.exit_code == 0
    assert "10 entries, up to number 10; none was changed, taken out or put in." in whole.output
    assert "Compared with 1 anchor of" in whole.output
    without_triggers("UPDATE audit_auditentry SET verb = 'nothing' WHERE number = 4")
    broken = CliRunner().invoke(command.app, ["audit", "verify"])
    assert broken.exit_code == 1
    assert "Entry 4 (2026-11-24 20:40:03) is the first that is broken" in broken.output


def test_after_a_first_start_the_command_counts_no_anchor_that_says_nothing(at: datetime) -> None:
    sealing.begin(at=at)
    actions.record("case.read", by=SYSTEM, at=at)
    sealing.seal(at=at)
    said = CliRunner().invoke(command.app, ["audit", "verify"])
    assert said.exit_code == 0
    assert "are from before the first entry was sealed" in said.output
    assert "0 anchors" not in said.output
