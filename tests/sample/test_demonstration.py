"""Opening a demonstration: its clock, its log-ins, and what it refuses."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytest_django import Settings
from rich.console import Console

from hulplijn.accounts.models import Staff
from hulplijn.accounts.queries import staff_named
from hulplijn.hours import queries as hours
from hulplijn.sample import people
from hulplijn.server import demonstration
from hulplijn.server.starting import Unsafe
from tests import builders


def test_its_clock_starts_inside_opening_hours_of_today_or_the_day_before(tmp_path: Path) -> None:
    moment = datetime.fromisoformat(demonstration.clock_for_today(tmp_path))
    assert hours.is_open(moment.astimezone(UTC))
    assert abs((moment - datetime.now(UTC)).days) <= 1


def test_a_second_run_of_the_same_evening_goes_on_where_the_first_stopped(tmp_path: Path) -> None:
    first = datetime.fromisoformat(demonstration.clock_for_today(tmp_path))
    left = first + timedelta(minutes=25)
    (tmp_path / "clock").write_text(left.isoformat())
    assert datetime.fromisoformat(demonstration.clock_for_today(tmp_path)) == left


@pytest.mark.parametrize("left", ["2020-01-06T20:50:00+01:00", "nonsense", ""])
def test_an_older_evening_or_a_broken_file_begins_anew(tmp_path: Path, left: str) -> None:
    first = demonstration.clock_for_today(tmp_path)
    (tmp_path / "clock").write_text(left)
    assert demonstration.clock_for_today(tmp_path) == first


def test_log_ins_are_new_at_each_run(db: None, at: datetime) -> None:
    first = dict(people.new_passwords(at=at))
    second = dict(people.new_passwords(at=at))
    assert {person.role for person in second} == set(Staff.Role.values)
    for person, password in second.items():
        staff = staff_named(person.username)
        assert staff
        assert staff.check_password(password)
        assert not staff.check_password(first[person])


def test_production_gets_no_sample_year(db: None, settings: Settings) -> None:
    settings.HULPLIJN_MODE = "production"
    with pytest.raises(Unsafe, match="production"):
        demonstration.fill_year(Console(quiet=True), 2024, seed=1)


def test_a_year_that_is_not_over_is_refused(db: None) -> None:
    with pytest.raises(Unsafe, match="not over"):
        demonstration.fill_year(Console(quiet=True), 2999, seed=1)


def test_a_folder_with_real_contacts_is_refused(db: None) -> None:
    builders.waiting_chat("hoi")
    with pytest.raises(Unsafe, match="real contacts"):
        demonstration.prepare(Console(quiet=True), "http://127.0.0.1:1", year=False)
