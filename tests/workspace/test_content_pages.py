"""A coordinator edits what the helpline publishes on pages; a second person publishes it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from hulplijn.accounts.models import Staff
from hulplijn.audit.actors import Actor
from hulplijn.content import queries as content
from hulplijn.content.models import Draft
from hulplijn.guidance import edited
from hulplijn.practice import queries as practice
from hulplijn.practice.models import Practice
from tests import builders
from tests.paper import flat
from tests.workspace.forms import filled_in

As = Callable[[Actor], Client]
REPLIES = reverse("workspace:content-edit", args=["replies", "ending"])
PUBLISH = reverse("workspace:content-publish", args=["replies", "ending"])
HISTORY = reverse("workspace:content-history", args=["replies", "ending"])
PLAN = reverse("workspace:content-edit", args=["plans", "sextortion"])
TEXT = "f.replies.0.text.nl"
PAGES = ("edit", "paper", "publish", "history")
NEW_WORDS = "Zal ik kort herhalen wat we samen hebben afgesproken?"


@pytest.fixture
def second(staff: Callable[..., Staff]) -> Actor:
    return builders.actor(staff("sietske", role="coordinator"))


def _typed(client: Client, address: str, **changed: str) -> dict[str, list[str]]:
    return filled_in(client.get(address).content.decode(), "content-form") | {
        name: [value] for name, value in changed.items()
    }


def _publish(client: Client, do: str) -> int:
    version = Draft.objects.get(name="replies/ending.yaml").version
    return client.post(PUBLISH, {"version": version, "do": do}).status_code


def test_a_reply_is_written_by_one_and_published_by_another(
    as_: As, coordinator: Actor, second: Actor
) -> None:
    carla, sietske = as_(coordinator), as_(second)
    carla.post(REPLIES, _typed(carla, REPLIES, **{TEXT: NEW_WORDS}))
    assert _publish(carla, "ask") == 302
    assert _publish(carla, "publish") == 409
    page = sietske.get(PUBLISH).content.decode()
    assert NEW_WORDS in page
    assert "Zal ik herhalen wat we hebben afgesproken?" in page

    assert _publish(sietske, "publish") == 302

    content.refresh()
    said = {one.id: one.text for subject in content.replies() for one in subject.replies}
    assert said["summary"]["nl"] == NEW_WORDS
    assert said["goodbye"] == {one.id: one.text for one in content.replies()[-1].replies}["goodbye"]
    history = sietske.get(HISTORY).content.decode()
    assert NEW_WORDS in history
    assert "Sietske" in history

    assert carla.post(HISTORY, {"to": "0"}).status_code == 302
    content.refresh()
    assert edited.in_use("replies/ending.yaml") == edited.shipped("replies/ending.yaml")


def test_a_sheet_for_schools_is_new_on_its_page_and_on_paper_once_two_agreed(
    as_: As, coordinator: Actor, second: Actor
) -> None:
    carla, sietske, visitor = as_(coordinator), as_(second), Client()
    address = {page: reverse(f"workspace:content-{page}", args=["school", "les.nl"]) for page in PAGES}
    carla.post(address["edit"], _typed(carla, address["edit"], **{"f.title": "Een les over druk"}))
    paper = carla.get(address["paper"])
    assert paper.headers["Content-Type"] == "application/pdf"
    assert "Een les over druk" in flat(paper.content)
    for client, do in ((carla, "ask"), (sietske, "publish")):
        version = Draft.objects.get().version
        assert client.post(address["publish"], {"version": version, "do": do}).status_code == 302
    content.refresh()

    assert "Een les over druk" in visitor.get("/school/les/").content.decode()
    assert "Een les over druk" in flat(visitor.get("/school/les.pdf").content)
    carla.post(address["history"], {"to": "0"})
    content.refresh()
    assert "Een les over druk" not in visitor.get("/school/les/").content.decode()


def test_a_poster_that_becomes_two_sheets_is_refused(as_: As, coordinator: Actor) -> None:
    client, address = as_(coordinator), reverse("workspace:content-edit", args=["school", "poster.nl"])
    long = "\n".join(f"{number}. Bewaar de berichten die je kreeg." for number in range(1, 40))

    page = client.post(address, _typed(client, address, **{"f.sections.0.text": long}), follow=True)

    assert "het moet op 1 passen. Laat iets weg." in page.content.decode()


def test_a_scripted_visitor_is_tried_before_anybody_else_can_practise_with_it(
    as_: As, coordinator: Actor
) -> None:
    client = as_(coordinator)
    address = reverse("workspace:content-edit", args=["practice", "prank"])
    client.post(address, _typed(client, address, **{"f.opening.0.nl": "is daar de bakker"}))
    preview = client.get(reverse("workspace:content-preview", args=["practice", "prank"])).content.decode()
    assert "is daar de bakker" in preview

    began = client.post(reverse("workspace:practice"), {"script": "prank", "draft": "1"})

    assert began.status_code == 302
    script = practice.script_of(Practice.objects.get())
    assert script
    assert script.opening[0]["nl"] == "is daar de bakker"
    assert content.script("prank").opening[0]["nl"] != "is daar de bakker"


def test_what_is_wrong_with_a_scripted_visitor_is_said_without_the_words_of_the_files(
    as_: As, coordinator: Actor
) -> None:
    client = as_(coordinator)
    address = reverse("workspace:content-edit", args=["practice", "prank"])

    wrong = {"f.patience": "99", "f.goals.0.coded": "reason", "f.goals.0.asked": "suicide"}
    page = client.post(address, _typed(client, address, **wrong), follow=True).content.decode()

    goal = page.split('id="f-goals-0-text"')[1].split("</fieldset>")[0]
    assert "Kies één manier waarop dit te zien is." in goal
    assert "Van 1 tot 30 minuten." in page
    assert "patience" not in re.sub(r"<[^>]*>", "", page)
    new = client.post(reverse("workspace:content-new", args=["practice"]), {"words": "Angry dad"})
    begun = client.get(new.headers["Location"]).content.decode()
    assert "<h1>Angry dad</h1>" in begun
    assert "Niets leidt hierheen. Vul woorden van de hulpverlener in" in begun


def test_who_does_not_agree_sends_it_back_with_a_word(as_: As, coordinator: Actor, second: Actor) -> None:
    carla, sietske = as_(coordinator), as_(second)
    carla.post(REPLIES, _typed(carla, REPLIES, **{TEXT: NEW_WORDS}))
    _publish(carla, "ask")
    back = {"version": Draft.objects.get().version, "do": "back"}
    assert sietske.post(PUBLISH, back).status_code == 409

    assert sietske.post(PUBLISH, {**back, "words": "Graag zonder het woord kort."}).status_code == 302

    assert "Graag zonder het woord kort." in carla.get(REPLIES).content.decode()
    assert _publish(sietske, "publish") == 409


def test_what_is_wrong_stands_beside_its_field_and_stops_publishing(as_: As, coordinator: Actor) -> None:
    client = as_(coordinator)

    client.post(REPLIES, _typed(client, REPLIES, **{TEXT: ""}))

    page = client.get(REPLIES).content.decode()
    field = page.split('id="f-replies-0-text"')[1].split("</fieldset>")[0]
    assert "Vul dit in, in het Nederlands." in field
    assert '<a href="#f-replies-0-text">' in page
    assert _publish(client, "ask") == 409


def test_adding_and_moving_keep_what_was_typed_and_save_nothing(as_: As, coordinator: Actor) -> None:
    client = as_(coordinator)
    typed = _typed(client, REPLIES, **{TEXT: NEW_WORDS, "do": "down:replies.0"})

    moved = client.post(REPLIES, typed).content.decode()
    added = client.post(REPLIES, filled_in(moved, "content-form") | {"do": ["add:replies"]}).content.decode()

    form = filled_in(added, "content-form")
    assert form["f.replies.1.text.nl"] == [NEW_WORDS]
    assert form["f.replies.6.text.nl"] == [""]
    assert not Draft.objects.exists()


def test_who_saves_over_a_colleague_is_told_and_loses_nothing(
    as_: As, coordinator: Actor, second: Actor
) -> None:
    carla, sietske = as_(coordinator), as_(second)
    hers = _typed(carla, REPLIES, **{TEXT: NEW_WORDS})
    sietske.post(REPLIES, _typed(sietske, REPLIES, **{"f.replies.0.label.nl": "Kort herhalen"}))

    answer = carla.post(REPLIES, hers)

    assert answer.status_code == 409
    assert filled_in(answer.content.decode(), "content-form")[TEXT] == [NEW_WORDS]
    preview = carla.get(reverse("workspace:content-preview", args=["replies", "ending"]))
    assert "Bekijk eerst haar tekst" in answer.content.decode()
    assert "Kort herhalen" in preview.content.decode()
    assert "Kort herhalen" in Draft.objects.get().source


def test_saving_one_step_of_a_plan_leaves_the_rest_of_it(as_: As, coordinator: Actor) -> None:
    client, before = as_(coordinator), content.plan("sextortion")
    step = f"{PLAN}?deel=steps.1"

    client.post(PLAN, _typed(client, step, **{"f.steps.1.items.0.text.nl": "Is gestopt met antwoorden"}))
    client.post(PLAN, _typed(client, step, do="down:steps.1"))

    draft = Draft.objects.get()
    plan = content.reading.plan("sextortion", draft.source, ("nl", "en"), content.lists())
    steps = [one.id for one in before.steps]
    assert [one.id for one in plan.steps] == [steps[0], steps[2], steps[1], *steps[3:]]
    assert plan.steps[2].items[0].text["nl"] == "Is gestopt met antwoorden"
    assert plan.steps[2].items[1:] == before.steps[1].items[1:]
    assert plan.check == before.check


@pytest.mark.parametrize(
    ("kind", "stem"),
    [
        ("plans", "scam"),
        ("replies", "ending"),
        ("partners", "113"),
        ("helpline", "helpline"),
        ("pages", "bellen.nl"),
        ("school", "poster.nl"),
        ("practice", "paid_already"),
        ("guides", "counsellor.nl"),
        ("rubric", "rubric"),
        ("risk", "risk"),
    ],
)
@pytest.mark.parametrize("page", ["edit", "preview", "publish", "history"])
def test_every_kind_has_its_pages(as_: As, coordinator: Actor, kind: str, stem: str, page: str) -> None:
    address = reverse(f"workspace:content-{page}", args=[kind, stem])

    assert as_(coordinator).get(address).status_code == 200


def test_a_partner_and_a_subject_that_the_product_does_not_bring_are_begun(
    as_: As, coordinator: Actor
) -> None:
    client = as_(coordinator)
    for kind, words in (
        ("partners", "Stop Ciberacoso"),
        ("replies", "After the talk"),
        ("plans", "New game"),
        ("practice", "Angry neighbour"),
    ):
        begun = client.post(reverse("workspace:content-new", args=[kind]), {"words": words})
        assert client.get(begun.headers["Location"]).status_code == 200
        assert client.post(reverse("workspace:content-new", args=[kind]), {"words": words}).status_code == 422

    assert {one.name for one in Draft.objects.all()} == {
        "partners/sister_stop_ciberacoso.yaml",
        "replies/after_the_talk.yaml",
        "plans/new_game.yaml",
        "practice/angry_neighbour.yaml",
    }


def test_a_page_is_begun_in_every_language_under_a_word_that_no_other_page_has(
    as_: As, coordinator: Actor
) -> None:
    client, new = as_(coordinator), reverse("workspace:content-new", args=["pages"])
    begun = client.post(new, {"words": "Our team"})
    assert begun.headers["Location"].endswith("/pages/our-team.nl/")
    assert client.get(begun.headers["Location"]).status_code == 200
    assert {one.name for one in Draft.objects.all()} == {"pages/our-team.nl.md", "pages/our-team.en.md"}
    taken = ("Our team", "Privacy", "Eerste hulp", "12", "")
    assert {client.post(new, {"words": words}).status_code for words in taken} == {422}


def test_the_list_says_where_each_text_stands(as_: As, coordinator: Actor, second: Actor) -> None:
    carla = as_(coordinator)
    carla.post(REPLIES, _typed(carla, REPLIES, **{TEXT: NEW_WORDS}))
    _publish(carla, "ask")

    assert "wacht op een tweede coördinator" in carla.get(reverse("workspace:content")).content.decode()
    assert "vraagt jou om te kijken" in as_(second).get(reverse("workspace:content")).content.decode()


def test_after_an_upgrade_theirs_and_ours_stand_beside_each_other(
    as_: As, coordinator: Actor, second: Actor
) -> None:
    carla = as_(coordinator)
    carla.post(REPLIES, _typed(carla, REPLIES, **{TEXT: NEW_WORDS}))
    _publish(carla, "ask")
    _publish(as_(second), "publish")
    address = reverse("workspace:content-upgrade", args=["replies", "ending"])

    page = carla.get(address).content.decode()

    assert NEW_WORDS in page
    assert "Zal ik herhalen wat we hebben afgesproken?" in page
    assert carla.post(address, {"version": "0", "do": "take"}).status_code == 302
    assert edited.differences("replies/ending.yaml") is None
