"""Slow 3G (400 kbit/s, 400 ms): from the home page to the first acknowledged message; thirty idle minutes.

Chromium's own network emulation slows the pages and the requests; it does not slow WebSocket frames, so for
those the delay of two ways is added by hand and said.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from bench.running import CLIENT_CORE, SERVER_CORE, helpline, keep
from bench.wire import connect

_KBIT, _LATENCY = 400, 400
_SLOW = {
    "offline": False,
    "latency": _LATENCY,
    "downloadThroughput": _KBIT * 1000 / 8,
    "uploadThroughput": _KBIT * 1000 / 8,
}
_ROUND_TRIP = _LATENCY / 1000


def main(short: bool) -> dict[str, Any]:
    runs = 1 if short else 5
    with (
        tempfile.TemporaryDirectory(prefix="bench-") as folder,
        helpline(Path(folder) / "data", 1, command=("-m", "bench.serve")) as server,
    ):
        url = f"http://127.0.0.1:{server.port}/"
        took = sorted(_first_message(url) for _ in range(runs))
        minutes = 1 if short else 3
        quiet = _quiet_bytes(server.port, server.pairs[0]["visitor"], minutes)
    middle = took[len(took) // 2]
    half_an_hour = quiet * 30 / minutes / 1000
    print(
        f"  home to first acknowledged message: {middle:.1f} s without typing (aim 6); "
        f"of it two round trips of {_ROUND_TRIP:.1f} s for the socket are added by hand"
    )
    print(f"  thirty idle minutes: {half_an_hour:.1f} kB over the socket (from {minutes} minutes; aim 150)")
    found = {"seconds": took, "idle_kb": half_an_hour, "cores": [SERVER_CORE, CLIENT_CORE]}
    keep("slow", found)
    return found


def _first_message(url: str) -> float:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_chromium(), args=["--no-sandbox"])
        page = browser.new_context(locale="nl-NL").new_page()
        page.context.new_cdp_session(page).send("Network.enable")
        line = page.context.new_cdp_session(page)
        line.send("Network.emulateNetworkConditions", _SLOW)
        began = time.monotonic()
        page.goto(url, wait_until="commit")
        page.locator('a[href="/chat/"]').first.click()
        page.locator("#chat-field").wait_for()
        # Her own typing takes longer than the script; here nobody types, so the script is waited for.
        page.wait_for_load_state("load", timeout=60_000)
        typing = time.monotonic()
        page.fill("#chat-field", "Iemand dreigt met mijn foto.")
        typed = time.monotonic() - typing
        page.press("#chat-field", "Enter")
        page.get_by_text("Verstuurd").wait_for(timeout=60_000)
        took = time.monotonic() - began - typed
        browser.close()
    return took + 2 * _ROUND_TRIP


def _chromium() -> str | None:
    found = Path("/usr/bin/chromium")
    return str(found) if found.exists() else None


def _quiet_bytes(port: int, cookie: str, minutes: int) -> float:
    """Bytes that an idle visitor's socket carries, both ways, in so many minutes."""
    import asyncio

    async def listen() -> int:
        wire = await connect("127.0.0.1", port, "/ws/chat", cookie, lambda *_: None)
        wire.say(b'{"t":"hello","last":0}')
        await asyncio.sleep(2)
        before = wire.bytes_in
        beats = 0
        for _ in range(minutes * 2):
            await asyncio.sleep(30)
            wire.say(b'{"t":"beat"}')
            beats += 1
        came = wire.bytes_in - before
        wire.transport.close()
        # What goes the other way: a beat of 18 bytes, and a pong for each ping that came.
        return came * 2 + beats * 18

    return asyncio.run(listen())


if __name__ == "__main__":
    main("--short" in sys.argv)
