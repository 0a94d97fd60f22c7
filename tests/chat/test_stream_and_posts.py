"""The way round where no WebSocket gets through, asked by plain clients of a real server."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.chat.lines import Browser, at_work
from tests.chat.streams import Stream, begun, said
from tests.live import Helpline, opened


@pytest.fixture(scope="module")
def house(prepared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Helpline]:
    with opened(prepared_data, tmp_path_factory.mktemp("streams")) as helpline:
        at_work(helpline)
        yield helpline


@pytest.fixture
def visitor(house: Helpline) -> Browser:
    return begun(Browser(house))


def test_what_is_posted_is_acknowledged_in_the_answer_and_comes_down_the_stream(visitor: Browser) -> None:
    stream = Stream(visitor)
    status, answer = visitor.post("/chat/zeg/", said("hoi"))
    assert (status, json.loads(answer)[0]["t"], json.loads(answer)[0]["n"]) == (200, "ack", 1)
    assert [one["text"] for one in stream.messages(1)] == ["hoi"]


def test_the_answer_lost_and_posted_again_it_is_there_once(visitor: Browser) -> None:
    frame = said("hoi", uuid.uuid4())
    numbers = [json.loads(visitor.post("/chat/zeg/", frame)[1])[0]["n"] for _ in range(3)]
    assert numbers == [1, 1, 1]
    assert len(Stream(visitor).messages(1)) == 1


def test_a_stream_that_comes_back_brings_just_what_was_missed(visitor: Browser) -> None:
    for word in ("een", "twee", "drie"):
        visitor.post("/chat/zeg/", said(word))
    assert [one["text"] for one in Stream(visitor, last=1).messages(2)] == ["twee", "drie"]


def test_stream_and_socket_are_one_conversation(visitor: Browser) -> None:
    line = visitor.line("/ws/chat")
    line.send(t="hello", last=0)
    stream = Stream(visitor)
    line.say("over de socket")
    visitor.post("/chat/zeg/", said("met een post"))
    assert [one["n"] for one in line.messages(2)] == [1, 2]
    assert [one["text"] for one in stream.messages(2)] == ["over de socket", "met een post"]


def test_without_a_hold_and_from_elsewhere_there_is_nothing(house: Helpline, visitor: Browser) -> None:
    stranger = Browser(house)
    assert Stream(stranger).status == 401
    assert Stream(stranger, "/werk/stroom/").status == 401
    assert stranger.post("/chat/zeg/", said("hoi"))[0] == 401
    assert Stream(visitor, **{"Sec-Fetch-Site": "cross-site"}).status == 403
    assert Stream(visitor, Origin="https://elders.example").status == 403


@pytest.mark.parametrize(
    "nonsense", ["{", "3", '"x"', "[3]", '{"t":"zing"}', '{"t":"say"}', "[" * 5000, "x" * 300_000]
)
def test_nonsense_is_refused_and_costs_nothing(visitor: Browser, nonsense: str) -> None:
    assert visitor.post_raw("/chat/zeg/", nonsense)[0] == 400
    assert visitor.post("/chat/zeg/", said("gaat gewoon door"))[0] == 200


def test_somebody_who_floods_is_slowed(visitor: Browser) -> None:
    beats: list[dict[str, object]] = [{"t": "beat"} for _ in range(60)]
    assert 429 in [visitor.post_raw("/chat/zeg/", json.dumps(beats))[0] for _ in range(3)]


def test_no_proxy_may_keep_or_change_a_stream(visitor: Browser) -> None:
    headers = Stream(visitor).answer.headers
    assert "no-store" in headers["Cache-Control"]
    assert "no-transform" in headers["Cache-Control"]
    assert headers["X-Accel-Buffering"] == "no"
    assert "Content-Encoding" not in headers


def test_a_counsellor_answers_by_stream_and_posts_but_not_for_a_colleague(
    house: Helpline, visitor: Browser
) -> None:
    visitor.post("/chat/zeg/", said("hoi"))
    anouk, bram = Browser(house), Browser(house)
    anouk.log_in("anouk")
    bram.log_in("bram")
    contact = re.findall(r"/werk/gesprek/([0-9a-f-]{36})/neem/", anouk.get("/werk/"))[-1]
    page = anouk.form(f"/werk/gesprek/{contact}/neem/")[1]
    conversation = re.findall(r'data-conversation="([0-9a-f-]{36})"', page)[0]
    stream = Stream(anouk, f"/werk/stroom/?c={conversation}&lang=nl&x=")
    assert stream.until("messages", c=conversation)
    answer = json.loads(anouk.post("/werk/zeg/", {**said("ik ben er"), "c": conversation})[1])
    assert answer[0]["t"] == "ack"
    assert "ik ben er" in [one["text"] for one in Stream(visitor).messages(3)]
    assert bram.post("/werk/zeg/", {**said("ik ook"), "c": conversation})[0] == 400


def test_a_cut_stream_is_seen_by_the_counsellor(house: Helpline, visitor: Browser) -> None:
    stream = Stream(visitor)
    stream.until("state")
    anouk = Browser(house)
    anouk.log_in("anouk")
    contact = re.findall(r"/werk/gesprek/([0-9a-f-]{36})/neem/", anouk.get("/werk/"))[-1]
    page = anouk.form(f"/werk/gesprek/{contact}/neem/")[1]
    line = anouk.line("/ws/werk")
    line.send(t="open", c=re.findall(r'data-conversation="([0-9a-f-]{36})"', page)[0], last=0)
    line.until("link", up=True)
    stream.cut()
    line.until("link", up=False)
