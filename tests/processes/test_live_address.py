"""The live address when she is connected to one process and those who may see it are at others."""

from __future__ import annotations

import re
import time
from pathlib import Path
from urllib.request import HTTPCookieProcessor, build_opener

import pytest
from websockets.sync.client import connect

from tests import planted_words as words
from tests.chat.lines import PATIENCE, Browser, Line, at_work, begin
from tests.live import Helpline
from tests.processes import services
from tests.processes.services import RedisServer

pytestmark = pytest.mark.postgresql
ADDRESS = "203.0.113.77"
PAGE = "/werk/adres/"


class FromThere(Browser):
    """The browser of somebody whose address our own proxy has seen."""

    def __init__(self, helpline: Helpline) -> None:
        super().__init__(helpline)
        self._opener = build_opener(HTTPCookieProcessor(self.jar))
        self._opener.addheaders.append(("X-Forwarded-For", ADDRESS))

    def line(self, path: str, *, origin: str = "") -> Line:
        cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.jar)
        headers = {"Cookie": cookies, "X-Forwarded-For": ADDRESS}
        url = self.helpline.url
        return Line(connect(url.replace("http", "ws", 1) + path, origin=url, additional_headers=headers))  # type: ignore[arg-type]


def until_done(browser: Browser, **fields: str) -> str:
    """Press until it is not too early any more; the page that comes then."""
    end = time.monotonic() + PATIENCE
    while True:
        status, page = browser.form(PAGE, **fields)
        if status == 200:
            return page
        assert (status, time.monotonic() < end) == (409, True), page
        time.sleep(0.05)


def last_of(do: str, page: str) -> str:
    """What the last form with such a button is about."""
    form = [one for one in re.findall(r"<form.*?</form>", page, re.S) if f'value="{do}"' in one][-1]
    (about,) = re.findall(r'name="of" value="([0-9a-f-]{36})"', form)
    return str(about)


def test_both_see_it_once_wherever_they_are_and_no_file_and_no_log_holds_it(
    two: list[Helpline], redis_server: RedisServer
) -> None:
    carla, anouk = Browser(two[1]), at_work(two[0])
    carla.log_in("carla")
    visitor = FromThere(two[0])
    with redis_server.overheard() as heard:
        line = begin(visitor)
        line.say("hij staat voor de deur")
        assert visitor.post("/chat/gevaar/")[0] == 200
        contact = last_of("ask", carla.get(PAGE))
        until_done(carla, do="ask", of=contact, why="life_herself")
        ask = last_of("agree", anouk.get(PAGE))
        until_done(anouk, do="agree", of=ask)
        for one in (carla, anouk):
            assert ADDRESS in until_done(one, do="see", of=ask)
            status, page = one.form(PAGE, do="see", of=ask)
            assert (status, ADDRESS in page) == (409, False)
    line.socket.close()
    services.checkpoint(two[0].env)
    redis_server.ask("SAVE")
    rows = services.rows_of_postgresql(two[0].env)
    assert found_in([rows, two[0].data, redis_server.folder], bytes(heard)) == []

    logs = [one.log.read_bytes() for one in two]
    assert all(b"audit_anchor" in log for log in logs), "it looked where it would be"
    assert b"address-answer:" in heard, "the answer went over Redis"
    assert (redis_server.folder / "dump.rdb").exists()
    assert any(b"life_herself" in one for one in bytes_of(rows))


def found_in(folders: list[Path], heard: bytes) -> list[str]:
    """Where the address lies, in whatever form."""
    needles = words.forms_of(ADDRESS)
    found = [f"Redis ({form})" for form, needle in needles.items() if needle in heard]
    for path in words.files_in(*folders):
        held = path.read_bytes() if path.exists() else b""
        found += [f"{path} ({form})" for form, needle in needles.items() if needle in held]
    return found


def bytes_of(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in words.files_in(folder / "base") if path.exists()]
