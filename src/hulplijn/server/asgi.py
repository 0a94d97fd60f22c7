"""The ASGI application: the live chat's gateway beside Django."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hulplijn.server.settings")

from django.core.asgi import get_asgi_application

django_application: Any = get_asgi_application()

from hulplijn.channels.chat.gateway import Gateway  # noqa: E402 - models load only after set-up

gateway = Gateway()


async def application(
    scope: dict[str, Any],
    receive: Callable[[], Awaitable[dict[str, Any]]],
    send: Callable[[dict[str, Any]], Awaitable[None]],
) -> None:
    """Send each connection to its part of the house."""
    if scope["type"] == "websocket":
        await gateway(scope, receive, send)
    elif scope["type"] == "lifespan":
        await _live(receive, send)
    else:
        await django_application(scope, receive, send)


async def _live(
    receive: Callable[[], Awaitable[dict[str, Any]]], send: Callable[[dict[str, Any]], Awaitable[None]]
) -> None:
    while True:
        event = await receive()
        if event["type"] == "lifespan.startup":
            await send({"type": "lifespan.startup.complete"})
        else:
            await gateway.stop()
            await send({"type": "lifespan.shutdown.complete"})
            return
