"""The live line, asked by plain clients of a real server."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.chat.lines import Browser, Line, at_work, begin
from tests.live import Helpline, opened


@pytest.fixture(scope="module")
def house(prepared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Helpline]:
    """One helpline for all tests here that neither kill it nor look at its disk."""
    with opened(prepared_data, tmp_path_factory.mktemp("house")) as helpline:
        yield helpline


@pytest.fixture(scope="module")
def counsellor(house: Helpline) -> Browser:
    return at_work(house)


def take(counsellor: Browser) -> tuple[str, Line]:
    """Take the one who came last; returns the conversation and the counsellor's line."""
    contact = re.findall(r"/werk/gesprek/([0-9a-f-]{36})/neem/", counsellor.get("/werk/"))[-1]
    status, page = counsellor.form(f"/werk/gesprek/{contact}/neem/")
    assert status == 200
    conversation = re.findall(r'data-conversation="([0-9a-f-]{36})"', page)[0]
    line = counsellor.line("/ws/werk")
    line.send(t="open", c=conversation, last=0)
    return conversation, line


def test_what_one_says_the_other_hears_in_order_with_its_number(house: Helpline, counsellor: Browser) -> None:
    visitor = begin(Browser(house))
    visitor.say("hoi")
    visitor.say("iemand heeft een foto van mij")
    conversation, staff = take(counsellor)
    heard = staff.messages(3)
    assert [(m["n"], m["from"], m["event"]) for m in heard] == [
        (1, "visitor", ""),
        (2, "visitor", ""),
        (3, "system", "joined"),
    ]
    assert [m["text"] for m in heard[:2]] == ["hoi", "iemand heeft een foto van mij"]
    visitor.until("state", s="talking", name="Anouk")
    staff.send(t="say", c=conversation, id=uuid.uuid4(), text="goed dat je dit vertelt")
    staff.until("ack")
    told = visitor.messages(4)[-1]
    assert (told["n"], told["from"], told["name"], told["text"]) == (
        4,
        "staff",
        "Anouk",
        "goed dat je dit vertelt",
    )
    visitor.send(t="seen", n=4)
    staff.until("seen", n=4)


def test_a_message_sent_again_after_a_lost_answer_is_there_once(house: Helpline, counsellor: Browser) -> None:
    browser, client_id = Browser(house), uuid.uuid4()
    line = begin(browser)
    first = line.say("hoi", client_id)
    line.socket.close()
    again = browser.line("/ws/chat")
    again.send(t="hello", last=0)
    assert again.say("hoi", client_id)["n"] == first["n"]
    assert [m["text"] for m in again.messages(1)] == ["hoi"]


def test_where_her_words_are_used_elsewhere_the_line_of_before_ends(
    house: Helpline, counsellor: Browser
) -> None:
    before = Browser(house)
    line = begin(before)
    line.say("hoi")
    words = re.findall(r'<li lang="">([a-z]+)</li>', before.post("/chat/code/")[1])
    elsewhere = Browser(house)
    elsewhere.post("/mijn-code/", code=" ".join(words))
    now = elsewhere.line("/ws/chat")
    now.send(t="hello", last=0)
    assert [m["text"] for m in now.messages(1)] == ["hoi"]
    assert line.closed_with() == 1013
    assert before.line("/ws/chat").closed_with() == 4401


def test_whoever_comes_back_gets_just_what_she_missed(house: Helpline, counsellor: Browser) -> None:
    browser = Browser(house)
    line = begin(browser)
    for word in ("een", "twee", "drie"):
        line.say(word)
    line.socket.close()
    again = browser.line("/ws/chat")
    again.send(t="hello", last=1)
    assert [(m["n"], m["text"]) for m in again.messages(2)] == [(2, "twee"), (3, "drie")]


def test_what_was_acknowledged_is_there_after_the_server_was_killed(live: Helpline) -> None:
    at_work(live)
    browser = Browser(live)
    line = begin(browser)
    said = [f"bericht {count}" for count in range(15)]
    for text in said:
        line.say(text)
    live.kill()
    live.start()
    again = browser.line("/ws/chat")
    again.send(t="hello", last=0)
    assert [m["text"] for m in again.messages(15)] == said


def test_without_a_hold_there_is_no_line(house: Helpline, counsellor: Browser) -> None:
    begin(Browser(house))
    assert Browser(house).line("/ws/chat").closed_with() == 4401
    assert Browser(house).line("/ws/werk").closed_with() == 4401


def test_a_page_elsewhere_gets_no_line(house: Helpline, counsellor: Browser) -> None:
    browser = Browser(house)
    begin(browser)
    assert browser.line("/ws/chat", origin="https://elders.example").closed_with() == 4403
    assert counsellor.line("/ws/werk", origin="https://elders.example").closed_with() == 4403


def test_a_colleague_cannot_speak_in_a_chat_that_is_not_hers(house: Helpline, counsellor: Browser) -> None:
    begin(Browser(house)).say("hoi")
    conversation, _ = take(counsellor)
    bram = Browser(house)
    bram.log_in("bram")
    line = bram.line("/ws/werk")
    line.send(t="open", c=conversation, last=0)
    assert line.closed_with() == 4400
    assert line.all_messages() == []


def test_an_analyst_hears_nothing(house: Helpline, counsellor: Browser) -> None:
    begin(Browser(house)).say("hoi")
    conversation, _ = take(counsellor)
    dirk = Browser(house)
    dirk.log_in("dirk")
    line = dirk.line("/ws/werk")
    line.send(t="open", c=conversation, last=0)
    assert line.closed_with() == 4400
    assert line.all_messages() == []


def test_who_is_logged_out_from_elsewhere_hears_nothing_more(house: Helpline, counsellor: Browser) -> None:
    here, there = Browser(house), Browser(house)
    here.log_in("carla")
    there.log_in("carla")
    line = here.line("/ws/werk")
    for end in reversed(re.findall(r'action="(/ingelogd/[^"]+)"', there.get("/mijn-inlog/"))):
        there.form(end)
    assert line.until("over") == {"t": "over"}
    assert line.closed_with() == 4401


def test_behind_a_locked_screen_nothing_is_read_or_said_and_the_talk_stays_hers(
    house: Helpline, counsellor: Browser
) -> None:
    visitor = begin(Browser(house))
    visitor.say("hoi")
    conversation, line = take(counsellor)
    line.messages(2)
    counsellor.form("/slot/dicht/")
    line.until("locked")
    visitor.say("ben je daar?")
    line.send(t="beat")
    line.until("beat")
    line.send(t="say", c=conversation, id=uuid.uuid4(), text="van iemand anders")
    line.until("locked")
    assert [message["text"] for message in line.all_messages() if message["text"] == "ben je daar?"] == []
    counsellor.form("/slot/", proof=house.password, next="/werk/")
    again = counsellor.line("/ws/werk")
    again.send(t="open", c=conversation, last=0)
    assert again.messages(3)[-1]["text"] == "ben je daar?"


def test_a_message_that_is_too_long_gets_a_dutch_sentence_and_costs_nothing(
    house: Helpline, counsellor: Browser
) -> None:
    line = begin(Browser(house))
    line.send(t="say", id=uuid.uuid4(), text="x" * 4003)
    refused = line.until("refused")
    assert refused["code"] == "too_long"
    assert refused["say"] == "Dit bericht is 3 tekens te lang. Je tekst staat er nog."
    assert line.say("kort")["n"] == 1


@pytest.mark.parametrize(
    "nonsense",
    ["", "{", "[]", "3", '{"t":3}', '{"t":"zing"}', '{"t":"say"}', '{"t":"say","id":"x","text":"y"}',
     '{"t":"seen","n":-1}', '{"t":"seen","n":true}', '{"t":"hello","last":"0"}', "[" * 5000, "x" * 40000],
    ids=lambda text: text[:20],
)  # fmt: skip
def test_nonsense_ends_that_line_and_no_other(house: Helpline, counsellor: Browser, nonsense: str) -> None:
    browser = Browser(house)
    line = begin(browser)
    other = browser.line("/ws/chat")
    other.send(t="hello", last=0)
    line.socket.send(nonsense)
    assert line.closed_with() == 4400
    assert other.say("gaat gewoon door")["n"] == 1


@pytest.mark.parametrize("language", [[], {}, 3, None], ids=str)
def test_a_language_that_is_no_text_ends_her_line(
    house: Helpline, counsellor: Browser, language: object
) -> None:
    begin(Browser(house)).say("hoi")
    conversation, _ = take(counsellor)
    line = counsellor.line("/ws/werk")
    line.send(t="open", c=conversation, last=0, lang=language)
    assert line.closed_with() == 4400


def test_somebody_who_floods_is_cut_off(house: Helpline, counsellor: Browser) -> None:
    line = begin(Browser(house))
    for _ in range(120):
        line.socket.send(json.dumps({"t": "beat"}))
    assert line.closed_with() == 4429


def test_a_coordinator_whom_nobody_let_in_reads_nothing(house: Helpline, counsellor: Browser) -> None:
    visitor = begin(Browser(house))
    visitor.say("hoi")
    conversation, _ = take(counsellor)
    carla = Browser(house)
    carla.log_in("carla")
    line = carla.line("/ws/werk")
    line.send(t="open", c=conversation, last=0)
    assert line.closed_with() == 4400
    assert line.all_messages() == []


def test_a_refusal_is_in_the_language_of_the_page(house: Helpline, counsellor: Browser) -> None:
    begin(Browser(house)).say("hoi")
    conversation, line = take(counsellor)
    for language, word in (("en", "too long"), ("nl", "te lang")):
        line.send(t="open", c=conversation, last=0, lang=language)
        line.send(t="say", c=conversation, id=uuid.uuid4(), text="x" * 4001)
        assert word in line.until("refused")["say"]


def test_what_is_pending_for_one_chat_is_not_taken_into_another(house: Helpline, counsellor: Browser) -> None:
    line = begin(Browser(house))
    line.send(t="hello", last=0, c=str(uuid.uuid4()))
    assert line.closed_with() == 4401


def test_half_a_letter_is_taken_as_a_question_mark(house: Helpline, counsellor: Browser) -> None:
    browser = Browser(house)
    line = begin(browser)
    half = json.dumps({"t": "say", "id": str(uuid.uuid4()), "text": "hoi \ud800"})
    line.socket.send(half)
    line.until("ack")
    assert line.messages(1)[0]["text"] == "hoi ?"


def test_leaving_ends_the_line_of_both(house: Helpline, counsellor: Browser) -> None:
    browser = Browser(house)
    visitor = begin(browser)
    visitor.say("hoi")
    conversation, staff = take(counsellor)
    browser.post("/chat/weg/", {})
    assert staff.until("ended", c=conversation)["how"] == "exit"
    assert browser.cookie("n") == ""
    visitor.until("state", s="ended")


def test_nothing_that_was_said_is_in_the_log_or_on_the_disk(live: Helpline) -> None:
    counsellor = at_work(live)
    visitor = begin(Browser(live))
    visitor.say("kanarie-4417 zit in mijn bericht")
    conversation, staff = take(counsellor)
    staff.send(t="draft", c=conversation, kind="reply", text="kanarie-4417 in een concept")
    staff.until("kept")
    live.stop()
    found = [file for file in live.data.rglob("*") if file.is_file() and b"kanarie-4417" in file.read_bytes()]
    assert found == []


def test_a_guest_reads_and_writes_nothing_and_is_cut_off_when_she_goes(
    house: Helpline, counsellor: Browser
) -> None:
    visitor = begin(Browser(house))
    visitor.say("hoi")
    conversation, anouk = take(counsellor)
    carla = Browser(house)
    carla.log_in("carla")
    carla.get("/werk/samen/")
    contact = contact_of(carla)
    carla.form(f"/werk/gesprek/{contact}/meekijken/", how="read")
    asked = visitor.until("state", s="talking")
    while "ask" not in asked:
        asked = visitor.until("state", s="talking")
    visitor.send(t="consent", id=asked["ask"]["id"], yes=True)
    while "readers" not in asked:
        asked = visitor.until("state", s="talking")
    assert asked["readers"] == ["Carla"]
    line = carla.line("/ws/werk")
    line.send(t="open", c=conversation, last=0)
    assert line.messages(1)[0]["text"] == "hoi"
    anouk.until("viewers", names=["Carla"])
    line.send(t="say", c=conversation, id=uuid.uuid4(), text="ik zeg ook wat")
    assert line.until("refused")["code"] == "refused"
    carla.form(f"/werk/gast/{asked_guest(carla)}/", to="stop")
    line.until("closed", c=conversation)
    visitor.say("alleen voor Anouk")
    anouk.messages(visitor.messages(1)[-1]["n"])
    assert "alleen voor Anouk" not in [m["text"] for m in line.all_messages()]


def contact_of(staff: Browser) -> str:
    """The newest conversation in her list of those that go on."""
    return str(re.findall(r"/werk/gesprek/([0-9a-f-]{36})/meekijken/", staff.get("/werk/samen/"))[-1])


def asked_guest(staff: Browser) -> str:
    """Her own visit, as the strip on top of her pages names it."""
    return str(re.findall(r"/werk/gast/([0-9a-f-]{36})/", staff.get("/werk/"))[-1])


def test_who_gave_a_conversation_away_says_nothing_in_it_any_more(
    house: Helpline, counsellor: Browser
) -> None:
    visitor = begin(Browser(house))
    visitor.say("hoi")
    conversation, anouk = take(counsellor)
    bram = Browser(house)
    bram.log_in("bram")
    bram.get("/werk/")
    bram.form("/werk/aanwezig/", to="come")
    contact = contact_with(counsellor, conversation)
    to = re.findall(r'name="to" id="to-(\d+)"', counsellor.get(f"/werk/gesprek/{contact}/"))[0]
    counsellor.form(f"/werk/gesprek/{contact}/draag-over/", to=to, note="hij wacht op je")
    handover = re.findall(r"/werk/overdracht/([0-9a-f-]{36})/antwoord/", bram.get("/werk/"))[0]
    bram.form(f"/werk/overdracht/{handover}/antwoord/", to="accept")
    visitor.until("state", s="talking", name="Bram")
    anouk.until("closed", c=conversation)
    anouk.send(t="say", c=conversation, id=uuid.uuid4(), text="nog één ding")
    assert anouk.closed_with() == 4400
    assert "nog één ding" not in [m["text"] for m in visitor.all_messages()]


def contact_with(staff: Browser, conversation: str) -> str:
    """The contact of hers that this conversation belongs to."""
    links = re.findall(r'class="queue-link" href="/werk/gesprek/([0-9a-f-]{36})/"', staff.get("/werk/"))
    shows = f'data-conversation="{conversation}"'
    return next(link for link in links if shows in staff.get(f"/werk/gesprek/{link}/"))
