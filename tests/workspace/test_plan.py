"""Walking the step plan on the page."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from hulplijn.audit.actors import Actor
from hulplijn.casework import actions as casework
from hulplijn.casework.models import Contact
from hulplijn.content import queries as content
from hulplijn.guidance.models import FinishedStep, PlanText, Tick
from tests import builders
from tests.environment import AT

As = Callable[[Actor], Client]


@pytest.fixture
def sextortion(counsellor: Actor) -> Contact:
    contact = builders.taken_chat(counsellor, "hoi")
    casework.code(contact, by=counsellor, at=AT, reason="sextortion_financial")
    return contact


def tick(client: Client, contact: Contact, **fields: str) -> object:
    return client.post(reverse("workspace:tick", args=[contact.pk]), fields, headers={"HX-Request": "true"})


def test_a_tick_says_who_and_when(as_: As, counsellor: Actor, sextortion: Contact) -> None:
    response = tick(as_(counsellor), sextortion, item="stop_replying", to="done")
    assert "jij, 20:40" in response.content.decode()  # type: ignore[attr-defined]
    assert Tick.objects.get().item == "stop_replying"


def test_a_tick_goes_away_again(as_: As, counsellor: Actor, sextortion: Contact) -> None:
    client = as_(counsellor)
    tick(client, sextortion, item="stop_replying", to="done")
    tick(client, sextortion, item="stop_replying")
    assert not Tick.objects.exists()


def test_a_question_can_be_called_not_possible(as_: As, counsellor: Actor, sextortion: Contact) -> None:
    tick(as_(counsellor), sextortion, item="ask_suicide", to="not_possible")
    assert Tick.objects.get().answer == "not_possible"


def test_a_whole_step_is_called_done(as_: As, counsellor: Actor, sextortion: Contact) -> None:
    client = as_(counsellor)
    response = tick(client, sextortion, step="listen", to="done")
    assert "1/" in response.content.decode()  # type: ignore[attr-defined]
    tick(client, sextortion, step="listen")
    assert not FinishedStep.objects.exists()


def test_an_item_that_no_plan_has_is_not_found(as_: As, counsellor: Actor, sextortion: Contact) -> None:
    assert tick(as_(counsellor), sextortion, item="dance", to="done").status_code == 404  # type: ignore[attr-defined]


def test_without_a_reason_the_tab_says_where_the_plan_comes_from(as_: As, counsellor: Actor) -> None:
    contact = builders.taken_chat(counsellor, "hoi")
    shown = as_(counsellor).get(
        reverse("workspace:part", args=[contact.pk, "plan"]), headers={"HX-Request": "true"}
    )
    assert "Nog geen stappenplan" in shown.content.decode()


def test_a_closed_contact_is_not_ticked_any_more(as_: As, counsellor: Actor) -> None:
    contact = builders.closed_chat(counsellor, reason="cyberbullying")
    response = tick(as_(counsellor), contact, item="stop_replying", to="done")
    assert response.status_code in (404, 409)  # type: ignore[attr-defined]


def test_a_colleague_may_not_tick(as_: As, sextortion: Contact, colleague: Actor) -> None:
    response = tick(as_(colleague), sextortion, item="stop_replying", to="done")
    assert response.status_code == 403  # type: ignore[attr-defined]


@pytest.fixture
def plan_file(tmp_path: Path) -> Iterator[Path]:
    """The file of the plan for sextortion, in a folder of its own that the product uses."""
    folder = Path(shutil.copytree(content.folder(), tmp_path / "content"))
    with content.use(folder):
        content.refresh()
        yield folder / "plans" / "sextortion.yaml"


def change(file: Path, *changes: tuple[str, str]) -> None:
    """Change the plan's file as an editor does; the running product looks at it once a second."""
    text = file.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    file.write_text(text, "utf-8")
    content.refresh()


def shown(client: Client, contact: Contact) -> str:
    address = reverse("workspace:part", args=[contact.pk, "plan"])
    return client.get(address, headers={"HX-Request": "true"}).content.decode()


def test_a_running_case_keeps_the_version_it_began_with_and_a_new_one_gets_the_changed_plan(
    as_: As, counsellor: Actor, sextortion: Contact, plan_file: Path
) -> None:
    client = as_(counsellor)
    tick(client, sextortion, item="thank", to="done")
    change(
        plan_file,
        ("nl: Antwoordt niet meer", "nl: Zwijgt nu"),
        ("      - id: thank\n", "      - id: thanked\n"),
        ("nl: Bedankt voor het vertellen", "nl: Heeft bedankt"),
    )
    assert "Antwoordt niet meer" in shown(client, sextortion)
    assert "Bedankt voor het vertellen" in shown(client, sextortion)
    tick(client, sextortion, item="stop_replying", to="done")
    assert {one.item for one in Tick.objects.all()} == {"thank", "stop_replying"}

    later = builders.taken_chat(counsellor, "hoi")
    casework.code(later, by=counsellor, at=AT, reason="sextortion_financial")
    assert "Zwijgt nu" in shown(client, later)
    tick(client, later, item="thanked", to="done")
    assert PlanText.objects.count() == 2


def test_staff_see_that_nobody_reviewed_a_plan(
    as_: As, counsellor: Actor, sextortion: Contact, plan_file: Path
) -> None:
    client = as_(counsellor)
    assert "Niet nagekeken" in shown(client, sextortion)
    change(plan_file, ("reviewed: null", "reviewed: {on: 2026-11-02, by: Noor}"))
    assert "Niet nagekeken" not in shown(client, sextortion)
