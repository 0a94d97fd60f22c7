"""The ASGI application: the live chat's gateway beside Django."""

from __future__ import annotations

import os
import time
from collections.abc import Awaitable, Callable
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hulplijn.server.settings")

from django.conf import settings
from django.core.asgi import get_asgi_application
from servestatic import ServeStaticASGI

django_application: Any = get_asgi_application()

# Models load only after set-up.
from hulplijn.channels.chat.gateway import Gateway  # noqa: E402
from hulplijn.server.front import Bounded, Front  # noqa: E402
from hulplijn.server.living import Doors, Life  # noqa: E402
from hulplijn.site.standing import StandingPages  # noqa: E402


def _for_us_only(headers: Any, path: str, url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    headers["Content-Security-Policy"] = "default-src 'none'; sandbox"


standing_pages = StandingPages(time.monotonic)

# Built files are answered before Django: no thread, no query. A name with its hash in it never changes.
static_files: Any = ServeStaticASGI(
    Bounded(django_application, standing_pages),
    root=settings.STATIC_ROOT,
    prefix=settings.STATIC_URL,
    immutable_file_test=r"^.+\.[0-9a-f]{12}\..+$",
    allow_all_origins=False,
    add_headers_function=_for_us_only,
)

http_application = Front(static_files, standing_pages)
gateway = Gateway()
doors = Doors()


async def application(
    scope: dict[str, Any],
    receive: Callable[[], Awaitable[dict[str, Any]]],
    send: Callable[[dict[str, Any]], Awaitable[None]],
) -> None:
    """Send each connection to its part of the house."""
    if gateway.answers(scope):
        await gateway(scope, doors.watched(receive, f"{scope['type']}.disconnect"), send)
    elif scope["type"] == "lifespan":
        await Life(http_application, gateway, doors).live(receive, send)
    else:
        await http_application(scope, receive, send)
