"""Live lines are not compressed: an idle one would take three times the memory."""

from __future__ import annotations

import pytest
from websockets.sync.client import connect

from tests.live import Helpline


@pytest.mark.parametrize("path", ["/ws/chat", "/ws/werk"])
def test_a_browser_that_offers_compression_is_not_taken_up_on_it(shared_live: Helpline, path: str) -> None:
    address = shared_live.url.replace("http", "ws", 1) + path
    with connect(address, origin=shared_live.url, compression="deflate") as line:  # type: ignore[arg-type]
        assert line.response is not None
        assert "Sec-WebSocket-Extensions" not in line.response.headers
