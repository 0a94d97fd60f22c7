"""Requests that no page of ours makes: every address, every field, by everybody."""

from __future__ import annotations

import ast
import functools
import inspect
import json
from dataclasses import dataclass
from importlib import import_module
from urllib.parse import quote, quote_from_bytes

from django.forms import BaseForm
from django.urls import get_resolver
from hypothesis import strategies as st

from tests.attacks.values import header, json_value, raw, text
from tests.environment import REPOSITORY
from tests.rights.addresses import SENT, Address, every

PEOPLE = (
    "nobody",
    "visitor",
    "other visitor",
    "counsellor",
    "colleague",
    "coordinator",
    "analyst",
    "administrator",
)
_STAFF, _VISITORS = ("counsellor", "coordinator", "colleague"), ("visitor", "other visitor")
OTHERS = ("HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND")
SLOW = ("figures:everything", "figures:deck", "figures:svg")
"""Seconds each where they answer: asked for far less often."""
BOUNDARY = "grens"


@dataclass(frozen=True)
class Request:
    """One request to `address` by `who`; `parameter` replaces a part of its path."""

    who: str
    address: Address
    method: str
    parameter: str | None
    language: str
    query: bytes
    body: bytes
    kind: str
    headers: dict[str, str]


@functools.cache
def fields_of(name: str) -> tuple[str, ...]:
    """The names that the view behind an address reads, found in its source, and its forms' fields."""
    found: set[str] = set(SENT.get(name, {}))
    view = _views().get(name)
    module = inspect.getmodule(inspect.unwrap(view)) if view is not None else None
    if module is not None and module.__name__.startswith("hulplijn"):
        found |= _read_in(module.__name__)
        for room in {module.__name__.rsplit(".", depth)[0] for depth in (1, 2)}:
            found |= _form_fields(f"{room}.forms")
    return tuple(sorted(found)) or ("text",)


def _views() -> dict[str, object]:
    found: dict[str, object] = {}

    def walk(resolver: object, before: str) -> None:
        for one in resolver.url_patterns:  # type: ignore[attr-defined]
            if hasattr(one, "url_patterns"):
                walk(one, f"{one.namespace}:" if one.namespace else before)
            else:
                found[f"{before}{one.name}"] = one.callback

    walk(get_resolver(), "")
    return found


@functools.cache
def _read_in(module: str) -> frozenset[str]:
    """Every name in `….get("name")` and `….getlist("name")` of a module."""
    tree = ast.parse(inspect.getsource(import_module(module)))
    return frozenset(
        node.args[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("get", "getlist")
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    )


def _form_fields(module: str) -> set[str]:
    try:
        forms = import_module(module)
    except ModuleNotFoundError:
        return set()
    classes = [one for one in vars(forms).values() if inspect.isclass(one) and issubclass(one, BaseForm)]
    return {name for one in classes for name in getattr(one, "base_fields", {})}


def _urlencoded(pairs: list[tuple[str, bytes]]) -> bytes:
    return "&".join(f"{quote(name)}={quote_from_bytes(value)}" for name, value in pairs).encode()


def _multipart(pairs: list[tuple[str, bytes]], file: str, broken: int) -> bytes:
    parts = []
    for name, value in pairs:
        as_file = f'; filename="{file}"' if file else ""
        head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"{as_file}\r\n\r\n'
        parts.append(head.encode("utf-8", "replace") + value + b"\r\n")
    whole = b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()
    return whole[:broken] if broken else whole


def _chosen() -> st.SearchStrategy[Address]:
    """Mostly what the table in docs/rights.md says that somebody gets an answer to; forms most of all."""
    table = (REPOSITORY / "docs" / "rights.md").read_text()
    known = [one for one in every() if f"| {one} |" in table and one.name not in SLOW]
    forms = [one for one in known if one.method == "POST"]
    return st.sampled_from(forms * 12 + known * 6 + every())


def _usually(address: Address) -> tuple[str, ...]:
    """Those who get furthest at an address: what only refuses is hardly attacked."""
    room = address.name.partition(":")[0]
    return _STAFF * 5 if room == "workspace" else _VISITORS * 6 if room == "chat" else ()


KINDS = ("form",) * 6 + ("multipart",) * 3 + ("json", "raw")
TYPES = (
    "application/x-www-form-urlencoded",
    "application/x-www-form-urlencoded; charset=utf-16",
    "application/x-www-form-urlencoded; charset=nonsense",
    f"multipart/form-data; boundary={BOUNDARY}",
    "multipart/form-data",
    "multipart/form-data; boundary=" + "x" * 300,
    "application/json",
    "text/plain",
    "",
    ";;;=",
)
NAMED = {
    "HTTP_ACCEPT": header | st.just("application/json"),
    "HTTP_ACCEPT_LANGUAGE": header,
    "HTTP_USER_AGENT": header,
    "HTTP_REFERER": header,
    "HTTP_HOST": header | st.just("elsewhere.example"),
    "HTTP_ORIGIN": header | st.just("null"),
    "HTTP_COOKIE": header
    | text.map(lambda value: f"n={quote(value, errors='replace')}.x; s=1; hulplijn-staff=\0"),
    "HTTP_X_FORWARDED_FOR": header,
    "HTTP_X_FORWARDED_PROTO": header,
    "HTTP_X_HTTP_METHOD_OVERRIDE": st.just("DELETE"),
    "HTTP_HX_REQUEST": st.just("true"),
    "HTTP_HX_CURRENT_URL": header,
    "HTTP_X_FRAGMENT": st.just("1"),
    "HTTP_RANGE": st.just("bytes=0-18446744073709551615"),
    "HTTP_IF_MODIFIED_SINCE": header,
    "HTTP_SEC_FETCH_SITE": st.sampled_from(["cross-site", "same-origin", "none"]),
    "HTTP_CONTENT_ENCODING": st.just("gzip"),
}


@st.composite
def requests(draw: st.DrawFn, sent: dict[str, dict[str, str]]) -> Request:
    """`sent` says what is usually posted to an address; of that some is changed, left out or doubled."""
    address = draw(_chosen())
    usual = [(name, value.encode()) for name, value in sent.get(address.name, {}).items()]
    names = st.sampled_from(fields_of(address.name))
    extra = draw(st.lists(st.tuples(names, raw), max_size=4))
    bad = {name for name, _ in extra}
    pairs = [pair for pair in usual if pair[0] not in bad and draw(st.integers(0, 9))] + extra
    kind, content_type = draw(st.sampled_from(KINDS)), ""
    if kind == "form":
        body, content_type = _urlencoded(pairs), TYPES[0]
    elif kind == "multipart":
        file = draw(st.sampled_from(["", "", "foto.png", "..\\..\\x.php\0.png", "a" * 300]))
        body, content_type = _multipart(pairs, file, draw(st.sampled_from([0, 0, 0, 7, 60]))), TYPES[3]
    elif kind == "json":
        value = draw(st.one_of(st.just({name: value.decode("latin-1") for name, value in pairs}), json_value))
        body, content_type = json.dumps(value).encode(), "application/json"
    else:
        body = draw(raw)
    if kind == "raw" or not draw(st.integers(0, 14)):
        content_type = draw(st.sampled_from(TYPES))
    most = draw(st.sampled_from([0, 0, 0, 3]))
    wanted = draw(st.lists(st.sampled_from(sorted(NAMED)), max_size=most, unique=True))
    return Request(
        who=draw(st.sampled_from(PEOPLE + _usually(address))),
        address=address,
        method=address.method if draw(st.integers(0, 19)) else draw(st.sampled_from(OTHERS)),
        parameter=draw(text) if address.parameters and not draw(st.integers(0, 7)) else None,
        language=draw(st.sampled_from([""] * 20 + ["/en"] * 5 + ["/xx"])),
        query=_urlencoded(draw(st.lists(st.tuples(names, raw), max_size=2))),
        body=body,
        kind=content_type,
        headers={name: draw(NAMED[name]) for name in wanted},
    )
