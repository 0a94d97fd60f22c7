"""What every answer says to a browser, and what every cookie may: asked of all addresses, by everybody."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from django.http.cookie import SimpleCookie

from tests import environment
from tests.live import Helpline
from tests.rights.addresses import _path, every
from tests.rights.world import made

WANTED = {
    "Content-Security-Policy": ("default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"),
    "Cross-Origin-Opener-Policy": ("same-origin",),
    "Cross-Origin-Resource-Policy": ("same-origin",),
    "Cross-Origin-Embedder-Policy": ("require-corp",),
    "Permissions-Policy": ("camera=()", "microphone=()", "geolocation=()"),
    "Referrer-Policy": ("",),
    "X-Content-Type-Options": ("nosniff",),
    "X-Frame-Options": ("DENY",),
}
SLOW = ("figures:everything", "figures:deck", "figures:svg", "figures:csv")


def lacks(headers: dict[str, str]) -> list[str]:
    """What an answer does not say."""
    return [
        name for name, words in WANTED.items() if any(one not in headers.get(name, "\0") for one in words)
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["nobody", "visitor", "counsellor", "coordinator"])
def test_every_address_says_all_of_it_and_gives_no_loose_cookie(who: str, everything_on: None) -> None:
    world = made(over=False)
    browser = world.browser(who)
    browser.raise_request_exception = False
    wrong: dict[str, object] = {}
    for address in every():
        if address.name in SLOW:
            continue
        send = browser.get if address.method == "GET" else browser.post
        answer = send(_path(world, address), {})
        policy = answer.headers.get("Content-Security-Policy", "")
        loose = [name for name, cookie in answer.cookies.items() if not is_tight(name, cookie)]
        if (found := lacks(dict(answer.headers))) or loose or "unsafe" in policy:
            wrong[f"{address} {answer.status_code}"] = (found, loose, policy if "unsafe" in policy else "")
    assert wrong == {}


def is_tight(name: str, cookie: object) -> bool:
    """No script reads it (but the token of a form, which is no secret), no other site sends it, and no other
    host has it."""
    assert hasattr(cookie, "__getitem__")
    of_forms = name.endswith("csrftoken")
    is_deleted = str(cookie["max-age"]) == "0"
    hidden = of_forms or is_deleted or bool(cookie["httponly"])
    of_us_alone = cookie["samesite"] == "Strict" and cookie["path"] == "/" and not cookie["domain"]
    return bool(hidden and of_us_alone)


@pytest.mark.parametrize("path", ["/", "/open.json", "/chat/", "/niets/", "/health/live", "/chat/stroom/"])
def test_a_running_server_says_it_too(path: str, shared_live: Helpline) -> None:
    request = Request(shared_live.url + path)  # noqa: S310 our own loopback address
    try:
        answer = urlopen(request, timeout=10)  # noqa: S310
    except HTTPError as refused:
        answer = refused
    with answer:
        headers = dict(answer.headers)
    told = {name.title(): value for name, value in headers.items()}
    assert "default-src 'none'" in told["Content-Security-Policy"]
    assert told["X-Content-Type-Options"] == "nosniff"
    assert told["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Server" not in told


def test_in_production_every_cookie_is_of_this_host_over_tls(prepared_data: Path, tmp_path: Path) -> None:
    data = Path(shutil.copytree(prepared_data, tmp_path / "data"))
    env = environment.for_a_server(data, port=1, HULPLIJN_HOSTS="hulplijn.example", HULPLIJN_TRUST_PROXY="1")
    env |= {"HULPLIJN_MODE": "production", "HULPLIJN_KEYS_FOLDER": f"{env['HULPLIJN_DATA']}/keys"}
    env.pop("HULPLIJN_DEMO_CLOCK")
    script = (
        "import django, json; django.setup()\n"
        "from django.test import Client\n"
        "c = Client(HTTP_HOST='hulplijn.example', HTTP_X_FORWARDED_PROTO='https')\n"
        "told = [c.get(p) for p in ('/chat/', '/inloggen/', '/mijn-code/', '/chat/bericht/')]\n"
        "from django.conf import settings\n"
        "s = settings\n"
        "print('ANSWER' + json.dumps({\n"
        "  'cookies': [o.OutputString() for t in told for o in t.cookies.values()],\n"
        "  'session': [s.SESSION_COOKIE_NAME, s.SESSION_COOKIE_SECURE, s.SESSION_COOKIE_HTTPONLY],\n"
        "  'hsts': [t.headers.get('Strict-Transport-Security', '') for t in told]}))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={**env, **_databases(prepared_data)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.rpartition("ANSWER")[2])
    assert told["cookies"]
    for cookie in told["cookies"]:
        (name,) = SimpleCookie(cookie)
        assert name.startswith("__Host-"), cookie
        assert "Secure" in cookie, cookie
        assert "SameSite=Strict" in cookie, cookie
    assert told["session"] == ["__Host-hulplijn-staff", True, True]
    assert all("max-age=31536000" in one for one in told["hsts"])


def _databases(prepared: Path) -> dict[str, str]:
    from tests import databases

    return databases.copied(prepared) if os.environ.get("HULPLIJN_DATABASE_URL") else {}


def test_no_secret_of_the_server_stands_in_its_log(shared_live: Helpline) -> None:
    log = shared_live.log.read_text()
    assert log
    assert shared_live.env["HULPLIJN_SECRET"] not in log
    assert shared_live.env["HULPLIJN_KEY"] not in log
