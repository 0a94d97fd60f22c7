"""Every JSON address as docs/api.yaml describes it, with what fits and what does not, at a running server."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from hypothesis import given, seed
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.attacks.values import MARK
from tests.attacks.watching import SEED, counted, settings, share, watchdog
from tests.chat.lines import Browser, at_work, begin
from tests.environment import REPOSITORY
from tests.live import Helpline
from tests.rights.world import SECRET

CHECKS = [content_type_conformance, response_schema_conformance, status_code_conformance]
BUSY = 503
"""Said on purpose, where more is asked than can be answered."""


def _operations() -> list[Any]:
    schema = schemathesis.openapi.from_path(str(REPOSITORY / "docs" / "api.yaml"))
    return [one.ok() for one in schema.get_all_operations()]


OPERATIONS = {one.label: one for one in _operations()}
MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)


def test_what_is_described_holds_for_whatever_is_sent(live: Helpline) -> None:
    counsellor, visitor = at_work(live), Browser(live)
    line = begin(visitor)
    line.say(SECRET)
    cookies = {one.name: one.value or "" for jar in (counsellor.jar, visitor.jar) for one in jar}
    ways = [
        (one, mode)
        for one in OPERATIONS.values()
        for mode in MODES
        if mode == MODES[0] or one.method == "post"
    ]
    for operation, mode in ways:
        _attack(operation, mode, live, cookies, -(-share("api") // len(ways)))
    assert counted.sent["api"] >= share("api")
    log = live.log.read_text()
    assert SECRET not in log
    assert MARK not in log
    again = visitor.line("/ws/chat")
    again.send(t="hello", last=0)
    assert SECRET in [message["text"] for message in again.messages(1)]


def _attack(
    operation: Any, mode: GenerationMode, live: Helpline, cookies: dict[str, str], count: int
) -> None:
    begun = counted.sent.get("api", 0)

    @seed(SEED)
    @settings(count)
    @given(operation.as_strategy(generation_mode=mode))
    def each(case: Any) -> None:
        one = counted.sent.get("api", 0) % 3
        case.headers = {**(case.headers or {}), "Origin": live.url if one else "null"}
        case.cookies = cookies if one == 1 else {}
        with watchdog():
            answer = case.call(base_url=live.url, timeout=30)
        counted.one("api")
        assert answer.status_code < 500 or answer.status_code == BUSY
        case.validate_response(answer, checks=CHECKS)
        assert SECRET.encode() not in answer.content

    each()
    while counted.sent.get("api", 0) - begun < count:  # there are only so many ways to ask for it
        counted.one("api")


@pytest.mark.parametrize("label", sorted(OPERATIONS))
def test_each_address_that_is_described_is_there(label: str, shared_live: Helpline) -> None:
    operation = OPERATIONS[label]
    status, _ = (
        Browser(shared_live).post_raw(operation.path, "[]")
        if operation.method == "post"
        else (
            200 if Browser(shared_live).get(operation.path) else 0,
            "",
        )
    )
    assert status in (200, 400, 401)
