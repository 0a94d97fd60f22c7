"""What an operator installs on Debian 12 works as it stands in `deploy/`."""

from __future__ import annotations

import json
import re
import shutil
import ssl
import subprocess
import time
import uuid
from collections.abc import Iterator
from dataclasses import replace
from http.client import HTTPSConnection
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, HTTPSHandler, Request, build_opener

import pytest
from websockets.sync.client import connect

from tests import environment
from tests import planted_words as words
from tests.chat.lines import Browser, Line, begin
from tests.environment import REPOSITORY
from tests.live import Helpline, free_port
from tests.processes import services
from tests.processes.caddy import Front, caddy
from tests.processes.native import DEPLOY, PROGRAMS, installed
from tests.processes.people import take
from tests.processes.services import RedisServer


class Outside(Browser):
    """A browser on the internet, which trusts the certificate of this test."""

    def __init__(self, helpline: Helpline) -> None:
        self.helpline, self.jar = helpline, CookieJar()
        self.trust = ssl.create_default_context(cafile=helpline.env["TRUST"])
        self._opener = build_opener(HTTPCookieProcessor(self.jar), HTTPSHandler(context=self.trust))

    def line(self, path: str, *, origin: str = "") -> Line:
        cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.jar)
        return Line(
            connect(
                self.helpline.url.replace("http", "ws", 1) + path,
                origin=origin or self.helpline.url,  # type: ignore[arg-type]
                additional_headers={"Cookie": cookies},
                ssl=self.trust,
            )
        )

    def stream(self, path: str) -> Iterator[dict[str, object]]:
        """What a stream brings, as it comes."""
        headers = {"Sec-Fetch-Site": "same-origin"}
        request = Request(self.helpline.url + path, headers=headers)  # noqa: S310 our own address
        with self._opener.open(request, timeout=15) as answer:
            for row in answer:
                if row.startswith(b"data:"):
                    yield json.loads(row[5:])


@pytest.fixture(scope="module")
def helpline(tmp_path_factory: pytest.TempPathFactory, redis_server: RedisServer) -> Iterator[Helpline]:
    folder = tmp_path_factory.mktemp("native")
    content = folder / "content"
    shutil.copytree(REPOSITORY / "content", content)
    facts = content / "helpline.yaml"
    facts.write_text(
        re.sub(r'^hours: ".*"$', 'hours: "24/7"', facts.read_text(), flags=re.M)
        .replace("sample: true", "sample: false")
        .replace("screenshots: false", "screenshots: true")
    )
    with installed(folder, content, redis_server.url) as helpline:
        until_ready(helpline)
        helpline.command("staff", "add", "bram", "--alias", "Bram", "--password", environment.PASSWORD)
        helpline.command("staff", "add", "anouk", "--alias", "Anouk", "--password", environment.PASSWORD)
        yield helpline


def until_ready(helpline: Helpline) -> None:
    end = time.monotonic() + 60
    while True:
        try:
            assert json.loads(Outside(helpline).get("/health/ready"))["ready"]
        except (HTTPError, URLError, OSError):
            assert time.monotonic() < end, helpline.log.read_text()[-3000:]
            time.sleep(0.1)
        else:
            return


@pytest.fixture(scope="module")
def counsellor(helpline: Helpline) -> Outside:
    anouk = Outside(helpline)
    anouk.log_in("anouk")
    anouk.get("/werk/")
    anouk.form("/werk/aanwezig/", to="come")
    return anouk


@pytest.fixture(scope="module", params=["nginx", "caddy"])
def front(request: pytest.FixtureRequest, helpline: Helpline) -> Iterator[Helpline]:
    """The helpline through the one proxy, and the same processes through the other."""
    if request.param == "nginx":
        yield helpline
        return
    behind = [int(port) for port in helpline.env["BEHIND"].split()]
    with caddy(helpline.data.parent / "caddy", behind) as other:
        env = {**helpline.env, "TRUST": str(other.trust), "PLAIN": f"http://localhost:{other.plain}"}
        through = replace(helpline, url=f"https://localhost:{other.port}", env=env)
        until_ready(through)
        yield through


def test_a_chat_goes_over_https_and_wss_through_each_proxy(front: Helpline, counsellor: Outside) -> None:
    visitor, there = begin(Outside(front)), Outside(front)
    for cookie in counsellor.jar:
        there.jar.set_cookie(cookie)
    visitor.say("hoi")
    conversation, staff = take(there)
    visitor.until("state", s="talking", name="Anouk")
    staff.send(t="say", c=conversation, id=uuid.uuid4(), text="goed dat je er bent")
    assert visitor.messages(3)[-1]["text"] == "goed dat je er bent"


def test_a_stream_brings_each_message_at_once(front: Helpline, counsellor: Outside) -> None:
    browser = Outside(front)
    line = begin(browser)
    line.say("eerste")
    came = browser.stream("/chat/stroom/?last=0")
    assert "eerste" in json.dumps(until_messages(came))
    line.say("tweede")
    assert "tweede" in json.dumps(until_messages(came))


def until_messages(came: Iterator[dict[str, object]]) -> dict[str, object]:
    return next(frame for frame in came if frame["t"] == "messages")


def test_nothing_is_compressed_on_a_live_line(helpline: Helpline, counsellor: Outside) -> None:
    line = begin(Outside(helpline))
    assert line.socket.response is not None
    assert "Sec-WebSocket-Extensions" not in line.socket.response.headers


def test_plain_http_leads_to_https(front: Helpline) -> None:
    class Stay(HTTPRedirectHandler):
        def redirect_request(self, *_: object, **__: object) -> None:
            return None

    with pytest.raises(HTTPError) as moved:
        build_opener(Stay).open(front.env["PLAIN"] + "/eerste-hulp/")
    assert moved.value.code in (301, 308)
    assert moved.value.headers["Location"].startswith("https://")


def test_no_log_holds_an_address_or_what_was_asked_for(helpline: Helpline, counsellor: Outside) -> None:
    with pytest.raises(HTTPError):
        Outside(helpline).get("/niets/?zoek=geheim")
    logs = [file for file in helpline.data.parent.iterdir() if file.suffix in (".log", ".out")]
    assert len(logs) >= 3
    for file in logs:
        told = file.read_text()
        assert "geheim" not in told, file.name
        assert "127.0.0.1" not in re.sub(r"listens on http://127\.0\.0\.1:\d+/", "", told), file.name


def test_where_nobody_answers_caddy_writes_neither_address_nor_what_was_asked_for(tmp_path: Path) -> None:
    with caddy(tmp_path / "caddy", [free_port()]) as alone:
        answer = asked(alone, "/niets/?zoek=geheim", source="127.0.0.2")
    told = alone.log.read_text()
    assert answer == 502
    assert '"status":502' in told
    assert [word for word in ("127.0.0.2", "geheim") if word in told] == []


def asked(of: Front, path: str, *, source: str) -> int:
    """What it answers to somebody at the address `source`, once it listens."""
    end = time.monotonic() + 60
    while True:
        try:
            trust = ssl.create_default_context(cafile=str(of.trust))
            line = HTTPSConnection(
                "localhost", of.port, context=trust, source_address=(source, 0), timeout=30
            )
            line.request("GET", path)
            return line.getresponse().status
        except OSError:
            assert time.monotonic() < end, of.log.read_text()[-3000:]
            time.sleep(0.1)


def test_a_page_elsewhere_is_refused_behind_the_proxy_too(front: Helpline, counsellor: Outside) -> None:
    browser = Outside(front)
    begin(browser)
    assert browser.line("/ws/chat", origin="https://elsewhere.example").closed_with() == 4403


def test_nothing_private_lies_in_the_clear_anywhere(helpline: Helpline, redis_server: RedisServer) -> None:
    """Not in PostgreSQL's folder, the data folder, logs, temporary files, spools of nginx, or Redis."""
    bram = Outside(helpline)
    bram.log_in("bram")
    folder = helpline.data.parent
    spools = {folder / kind: (folder / kind).stat().st_mtime_ns for kind in ("client_body", "proxy")}
    with redis_server.overheard() as heard:
        planted = words.plant(Outside(helpline), Outside(helpline), bram)
    rows = services.rows_of_postgresql(helpline.env)
    places = (rows, folder, redis_server.folder)
    before = words.search(planted, words.files_in(*places), [("Redis", bytes(heard))])
    services.checkpoint(helpline.env)
    redis_server.ask("SAVE")
    after = words.search(planted, words.files_in(*places))
    print(f"{before.size + after.size} bytes in {before.files + after.files} files")
    assert before.found == []
    assert after.found == []
    assert {spool: spool.stat().st_mtime_ns for spool in spools} == spools, "nginx made a file meanwhile"
    assert "proxy_max_temp_file_size 0;" in (DEPLOY / "nginx.conf").read_text()  # seen with slow readers only

    assert b"PUBLISH" in heard.upper()
    assert (redis_server.folder / "dump.rdb").exists()
    public = [path for path in words.files_in(rows) if b"Bram" in path.read_bytes()]
    assert {path.relative_to(rows).parts[0] for path in public} >= {"base", "pg_wal"}


@pytest.mark.parametrize("name", ["hulplijn@.service", "hulplijn-backup.service", "hulplijn-backup.timer"])
def test_systemd_takes_the_unit(tmp_path: Path, name: str) -> None:
    for unit in DEPLOY.glob("hulplijn*"):
        (tmp_path / unit.name).write_text(unit.read_text().replace("/opt/hulplijn/.venv/bin", str(PROGRAMS)))
    told = subprocess.run(["systemd-analyze", "verify", str(tmp_path / name)], capture_output=True, text=True)
    assert (told.returncode, told.stderr) == (0, "")
