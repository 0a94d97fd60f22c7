"""What must still be done: the list, and in a case."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse

from hulplijn.audit.actors import Actor
from hulplijn.casework import actions as casework
from hulplijn.casework.models import Task
from hulplijn.workspace.rules.days import NotADay, day_of, end_of
from tests import builders

As = Callable[[Actor], Client]
TODAY, ZONE = date(2026, 3, 27), ZoneInfo("Europe/Amsterdam")


@pytest.mark.parametrize(
    ("choice", "typed", "day"),
    [
        ("tomorrow", "", date(2026, 3, 28)),
        ("week", "2026-05-01", date(2026, 4, 3)),
        ("day", "2026-05-01", date(2026, 5, 1)),
        ("day", " 1-5-2026 ", date(2026, 5, 1)),
        ("day", "2026-03-27", TODAY),
    ],
)
def test_a_day_is_chosen_or_typed(choice: str, typed: str, day: date) -> None:
    assert day_of(choice, typed, TODAY) == day


@pytest.mark.parametrize("typed", ["", "ooit", "2026-03-26", "2028-01-01", "2026-02-30", "1-2", "1-2-3-4"])
def test_what_is_no_day_or_is_over_or_far_off_is_refused(typed: str) -> None:
    with pytest.raises(NotADay):
        day_of("day", typed, TODAY)


def test_a_day_lasts_until_its_end_on_the_night_that_the_clock_changes() -> None:
    assert end_of(date(2026, 3, 29), ZONE) == datetime(2026, 3, 29, 21, 59, tzinfo=UTC)


def test_one_line_and_a_day_and_it_is_in_the_case_and_its_kind_in_the_list(
    as_: As, counsellor: Actor
) -> None:
    contact, client = builders.taken_chat(counsellor, "hoi"), as_(counsellor)
    add = reverse("workspace:add-task", args=[contact.pk])
    shown = client.post(
        add,
        {"words": "bel moeder", "when": "tomorrow", "kind": "call_back"},
        headers={"HX-Request": "true"},
    ).content.decode()
    assert "bel moeder" in shown
    assert "uiterlijk morgen" in shown
    listed = client.get(reverse("workspace:tasks")).content.decode()
    assert "Terugbellen" in listed
    assert "bel moeder" not in listed, "private text is read in the opened case only"


def test_what_is_wrong_is_said_and_what_was_typed_is_kept(as_: As, counsellor: Actor) -> None:
    contact, client = builders.taken_chat(counsellor, "hoi"), as_(counsellor)
    add = reverse("workspace:add-task", args=[contact.pk])
    response = client.post(add, {"words": "bel moeder", "when": "day", "day": "gisteren"})
    assert response.status_code == 422
    assert "Kies een dag vanaf vandaag" in response.content.decode()
    assert 'value="bel moeder"' in response.content.decode()


def test_what_is_overdue_is_counted_wherever_she_is_until_it_is_done(
    as_: As, counsellor: Actor, at: datetime
) -> None:
    contact, client = builders.closed_chat(counsellor), as_(counsellor)
    late = at - timedelta(days=2)
    task = casework.add_task(contact.case, words="bel", due_at=late, by=counsellor, at=late)
    counted = '<span class="count">1<span class="unseen"> te laat</span>'
    assert counted in client.get(reverse("workspace:cases")).content.decode()
    page = reverse("workspace:task", args=[task.pk])
    client.post(page, {"do": "move", "day": "2099-01-01"})
    assert counted in client.get(reverse("workspace:cases")).content.decode()
    assert client.post(page, {"do": "done"}).status_code == 302
    assert counted not in client.get(reverse("workspace:cases")).content.decode()
    assert Task.objects.get().done_at == at
