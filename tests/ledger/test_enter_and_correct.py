"""The ledger: typed facts without identity."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

import pytest
from django.db import IntegrityError, connection

from hulplijn.ledger import kinds
from hulplijn.ledger.actions import correct, enter
from hulplijn.ledger.models import Entry
from hulplijn.ledger.queries import current, state

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Called(kinds.Fact):
    kind: ClassVar[str] = "called"

    channel: str
    reasons: tuple[str, ...] = ()
    cents: int | None = None


@pytest.fixture(autouse=True)
def a_kind() -> Iterator[None]:
    kinds.register(Called)
    yield
    del kinds._kinds["called"]


def rows(at: datetime) -> list[Any]:
    return list(current("called", at - timedelta(hours=2), at + timedelta(hours=2)))


def test_an_entry_keeps_the_codes_and_the_hour_but_not_the_minute(at: datetime) -> None:
    enter(Called("chat", ("a", "b"), 100), at=at)
    row = rows(at)[0]
    assert row.codes == {"channel": "chat", "reasons": ["a", "b"], "cents": 100}
    assert row.hour == datetime(2026, 11, 24, 19, tzinfo=UTC)
    assert row.lists


def test_the_latest_correction_counts_and_the_entry_itself_stays(at: datetime) -> None:
    first = enter(Called("chat"), at=at)
    correct(first, Called("phone"), at=at + timedelta(days=40))
    correct(first, Called("email", cents=5), at=at + timedelta(days=41))
    assert [(row.id, row.codes["channel"]) for row in rows(at)] == [(first, "email")]
    assert Entry.objects.get(pk=first).codes["channel"] == "chat"
    assert state()[:2] == (1, 2)


def test_a_correction_must_be_of_the_same_kind(at: datetime) -> None:
    total = enter(kinds.EarlierTotal(2023, "advice_questions", 10459, "derived_from_growth"), at=at)
    with pytest.raises(ValueError, match="cannot correct"):
        correct(total, Called("chat"), at=at)


def test_a_correction_of_nothing_is_refused(at: datetime) -> None:
    with pytest.raises(Entry.DoesNotExist):
        correct(uuid.uuid4(), Called("chat"), at=at)


def test_a_kind_that_nobody_registered_is_refused(at: datetime) -> None:
    @dataclass(frozen=True)
    class Unknown(kinds.Fact):
        kind: ClassVar[str] = "unknown_kind"

    with pytest.raises(kinds.UnknownKind):
        enter(Unknown(), at=at)


def test_the_ledger_takes_no_moment_and_no_object(at: datetime) -> None:
    with pytest.raises(TypeError, match="datetime"):
        enter(Called(at), at=at)  # type: ignore[arg-type]


def test_two_corrections_cannot_have_the_same_place(at: datetime) -> None:
    first = enter(Called("chat"), at=at)
    correct(first, Called("phone"), at=at)
    with pytest.raises(IntegrityError):
        Entry.objects.create(
            kind="correction", schema=1, lists="x", hour=at, codes={}, corrects=first, revision=1
        )


@pytest.mark.sqlite
def test_the_file_does_not_keep_the_order_in_which_entries_came(at: datetime) -> None:
    came = [enter(Called("chat"), at=at) for _ in range(60)]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM {Entry._meta.db_table} NOT INDEXED")
        lie = [uuid.UUID(row[0]) for row in cursor.fetchall()]
        with pytest.raises(Exception, match="rowid"):
            cursor.execute(f"SELECT rowid FROM {Entry._meta.db_table}")
    assert lie == sorted(came)
    assert lie != came
