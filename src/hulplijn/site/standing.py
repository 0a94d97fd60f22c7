"""The public pages as ready bytes. Derived once a second by one thread; answered without thread or query."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from io import BytesIO

from django.conf import settings
from django.core.handlers.asgi import ASGIRequest
from django.core.handlers.base import BaseHandler
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import override

from hulplijn.content import queries as content
from hulplijn.site.queries import UNKNOWN, FrontDoor, front_doors

PAGES = (
    "home",
    "first_aid",
    "check",
    "someone_else",
    "safe_surfing",
    "privacy",
    "complaint",
    "accessibility",
    "call",
    "mail",
    "open_state",
)
"""The addresses of the room `site` that stand ready."""

REFUSALS = {"busy": 503, "too_large": 413}
"""Pages that say why a request was not let in, and the status that goes with them."""

HOLDS = 30.0
"""Seconds that the last derived state is shown; after that the pages say that we can't tell."""

_AGAIN = 60.0
"""Seconds after which the pages are made again, though none of the facts that we compare has changed."""

_WORTH_ZIPPING = 200


class CannotDerive(Exception):
    """A page could not be made; its status says what Django answered."""


@dataclass(frozen=True)
class Ready:
    """One answer in bytes; `zipped` is empty where that would not be shorter."""

    status: int
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes
    zipped: bytes

    @classmethod
    def of(cls, response: HttpResponse) -> Ready:
        """What Django answered, without what belongs to one sending."""
        headers = tuple(
            (name.lower().encode("latin-1"), value.encode("latin-1"))
            for name, value in response.items()
            if name.lower() not in ("content-length", "content-encoding")
        )
        body = response.content
        zipped = gzip.compress(body, 9, mtime=0) if len(body) >= _WORTH_ZIPPING else b""
        return cls(response.status_code, headers, body, zipped)


@dataclass(frozen=True)
class _Shelf:
    """All pages of one moment, and when that was on the steady clock."""

    pages: dict[str, Ready] = field(default_factory=dict)
    derived: float = float("-inf")
    made: float = float("-inf")
    facts: object = None


class StandingPages:
    """One per process. A thread calls `derive` each second; the event loop reads `page` and `refusal`.

    What is read is replaced as a whole, so that no reader sees half of a change.
    """

    def __init__(self, steady: Callable[[], float]) -> None:
        self._steady = steady
        self._renderer: _Renderer | None = None
        self._now, self._unknown = _Shelf(), _Shelf()
        self._refusals: dict[str, _Shelf] = {}

    def derive(self, at: datetime) -> None:
        """Look at the open state and the content, and make the pages again where either has changed.

        Raises:
            CannotDerive, DatabaseError: what stood ready stays.
        """
        began = self._steady()
        if self._renderer is None:
            self._renderer = _Renderer()
        stamp = content.refresh()
        if self._unknown.facts != stamp:
            self._unknown = self._made(PAGES, dict.fromkeys(_languages(), UNKNOWN), began, stamp)
            self._refusals = {name: self._refusing(name, began, stamp) for name in REFUSALS}
        doors = front_doors(at, _languages())
        minute = at.replace(second=0, microsecond=0) if settings.HULPLIJN_DEMO_CLOCK else None
        facts = (doors, minute, stamp)
        if facts != self._now.facts or began - self._now.made > _AGAIN:
            self._now = self._made(PAGES, doors, began, facts)
        else:
            self._now = _Shelf(self._now.pages, began, self._now.made, facts)

    def page(self, path: str) -> Ready | None:
        """The page at that address as it stands; None where none of ours stands ready."""
        fresh = self._steady() - self._now.derived <= HOLDS
        return (self._now if fresh else self._unknown).pages.get(path)

    def refusal(self, name: str, path: str) -> Ready | None:
        """The page of `REFUSALS` for an address, in the language of that address."""
        language = next(
            (code for code in _languages() if path.startswith(f"/{code}/")), settings.LANGUAGE_CODE
        )
        with override(language):
            return self._refusals.get(name, _Shelf()).pages.get(reverse(f"site:{name}"))

    def _refusing(self, name: str, began: float, stamp: object) -> _Shelf:
        made = self._made((name,), {}, began, stamp)
        pages = {path: replace(one, status=REFUSALS[name]) for path, one in made.pages.items()}
        return replace(made, pages=pages)

    def _made(self, names: Iterable[str], doors: dict[str, FrontDoor], began: float, facts: object) -> _Shelf:
        assert self._renderer is not None
        pages = {}
        for language in _languages():
            with override(language):
                for path in [reverse(f"site:{name}") for name in names]:
                    pages[path] = self._renderer.ready(path, doors.get(language))
        return _Shelf(pages, began, began, facts)


class _Renderer(BaseHandler):
    """Asks Django for a page the way a browser would, middleware and all."""

    def __init__(self) -> None:
        super().__init__()
        self.load_middleware()

    def ready(self, path: str, door: FrontDoor | None) -> Ready:
        headers = [(b"host", settings.ALLOWED_HOSTS[0].lstrip(".").encode())]
        if settings.SECURE_PROXY_SSL_HEADER:
            name, value = settings.SECURE_PROXY_SSL_HEADER
            headers.append((name.removeprefix("HTTP_").replace("_", "-").lower().encode(), value.encode()))
        scope = {"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": headers}
        request = ASGIRequest(scope, BytesIO())
        request.door = door  # type: ignore[attr-defined]  # read by the views of this room
        response = self.get_response(request)
        if not isinstance(response, HttpResponse) or response.status_code != 200:
            raise CannotDerive(str(response.status_code))
        return Ready.of(response)


def _languages() -> list[str]:
    return [code for code, _ in settings.LANGUAGES]
