"""The ceiling, frozen: a bare relay to the other socket. No commit, no key, no rights, nothing kept.

Same web server, same WebSocket library and same frames as the helpline; it reads a message, passes it to the
other side of the pair and acknowledges it. Run as a module with a port.
"""

from __future__ import annotations

import json
import sys
from typing import Any

import uvicorn

_others: dict[str, dict[str, Any]] = {}
_numbers: dict[str, int] = {}


async def application(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """Serve one connection."""
    if scope["type"] != "websocket":
        return
    kind, other = ("staff", "visitor") if scope["path"] == "/ws/werk" else ("visitor", "staff")
    pair = next(value for name, value in scope["headers"] if name == b"cookie").decode()
    await receive()
    await send({"type": "websocket.accept"})
    _others.setdefault(pair, {})[kind] = send
    while True:
        event = await receive()
        if event["type"] == "websocket.disconnect":
            return
        frame = json.loads(event["text"])
        if frame["t"] != "say":
            await send({"type": "websocket.send", "text": '{"t":"state"}'})
            continue
        number = _numbers[pair] = _numbers.get(pair, 0) + 1
        passed = {
            "t": "messages",
            "list": [{"n": number, "id": frame["id"], "from": kind, "text": frame["text"]}],
        }
        reach = _others[pair].get(other)
        if reach:
            await reach({"type": "websocket.send", "text": json.dumps(passed, separators=(",", ":"))})
        ack = {"t": "ack", "id": frame["id"], "n": number}
        await send({"type": "websocket.send", "text": json.dumps(ack, separators=(",", ":"))})


if __name__ == "__main__":
    uvicorn.run(
        application,
        host="127.0.0.1",
        port=int(sys.argv[1]),
        log_level="error",
        access_log=False,
        lifespan="off",
        ws="websockets-sansio",
        ws_per_message_deflate=False,
    )
