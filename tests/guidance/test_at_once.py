"""Two people, or two tabs, that walk one plan at the same moment."""

from datetime import datetime

import pytest

from hulplijn.audit.actors import Actor
from hulplijn.guidance import actions
from hulplijn.guidance.models import FinishedStep, Tick
from tests import builders
from tests.together import meet

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_first_ticks_at_once_are_both_kept(counsellor: Actor, coordinator: Actor, at: datetime) -> None:
    contact = builders.ready_to_close(
        builders.taken_chat(counsellor, "hoi"), by=counsellor, reason="sextortion_financial"
    )
    meet(
        lambda: actions.tick(contact, "stop_replying", by=counsellor, at=at),
        lambda: actions.tick(contact, "ask_suicide", by=coordinator, at=at),
    )
    assert set(Tick.objects.values_list("item", flat=True)) == {"stop_replying", "ask_suicide"}


def test_a_step_called_done_twice_at_once_is_done_once(
    counsellor: Actor, coordinator: Actor, at: datetime
) -> None:
    contact = builders.ready_to_close(
        builders.taken_chat(counsellor, "hoi"), by=counsellor, reason="sextortion_financial"
    )
    meet(
        lambda: actions.finish_step(contact, "listen", by=counsellor, at=at),
        lambda: actions.finish_step(contact, "listen", by=coordinator, at=at),
    )
    assert FinishedStep.objects.count() == 1
