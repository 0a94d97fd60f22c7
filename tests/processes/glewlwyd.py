"""A real OpenID provider in a process of its own: Debian's glewlwyd, on loopback, with two people."""

from __future__ import annotations

import gzip
import json
import shutil
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import parse_qsl, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.live import free_port

TABLES = Path("/usr/share/doc/glewlwyd/database/init.sqlite3.sql.gz")
CLIENT, SECRET = "hulplijn", "een-geheim-van-de-proef"  # pragma: allowlist secret
PASSWORD = "wachtwoord-bij-de-ander"  # pragma: allowlist secret
PEOPLE = {"sanne": ["helpline", "staff"], "gast": ["visitors"]}

_SETTINGS = """
port={port}
external_url="http://localhost:{port}"
login_url="login.html"
api_prefix="api"
static_files_path="{folder}"
log_mode="console"
log_level="ERROR"
cookie_domain="localhost"
cookie_secure=0
cookie_same_site="empty"
session_expiration=86400
session_key="SESSION"
admin_scope="g_admin"
profile_scope="g_profile"
login_api_enabled=true
user_module_path="/usr/lib/glewlwyd/user"
user_middleware_module_path="/usr/lib/glewlwyd/user_middleware"
client_module_path="/usr/lib/glewlwyd/client"
user_auth_scheme_module_path="/usr/lib/glewlwyd/scheme"
plugin_module_path="/usr/lib/glewlwyd/plugin"
hash_algorithm="SHA512"
database = {{ type = "sqlite3"; path = "{folder}/provider.db"; }};
"""


class _Stay(HTTPRedirectHandler):
    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


class Visitor:
    """Somebody's browser at the provider."""

    def __init__(self, url: str) -> None:
        self.url, self.cookies = url, dict[str, str]()

    def ask(self, method: str, path: str, body: object = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        address = path if path.startswith("http") else f"{self.url}/api/{path}"
        held = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Content-Type": "application/json", "Cookie": held}
        request = Request(address, data, headers, method=method)  # noqa: S310 our own loopback address
        try:
            with build_opener(_Stay).open(request, timeout=10) as answer:
                for line in answer.headers.get_all("Set-Cookie", []):
                    name, _, value = line.partition(";")[0].partition("=")
                    self.cookies[name] = value
                told = answer.read()
                return json.loads(told) if told else None
        except HTTPError as other:
            if other.code in (301, 302, 303):
                return other.headers["Location"]
            raise AssertionError(f"{method} {path}: {other.code} {other.read()[:400]!r}") from other

    def log_in(self, name: str, password: str) -> None:
        self.ask("POST", "auth/", {"username": name, "password": password})


@dataclass
class Provider:
    """The running provider."""

    url: str

    @property
    def issuer(self) -> str:
        return f"{self.url}/api/oidc"

    def comes_back(self, name: str, asked: str) -> dict[str, str]:
        """What the browser of `name` brings back, after she logged in at the address where we sent it."""
        visitor = Visitor(self.url)
        visitor.log_in(name, PASSWORD)
        visitor.ask("PUT", f"auth/grant/{CLIENT}", {"scope": "openid"})
        back = visitor.ask("GET", asked + "&g_continue")
        return dict(parse_qsl(urlsplit(back).query))


@contextmanager
def running(folder: Path, back: str) -> Iterator[Provider]:
    """Start it, with the helpline at `back` as its client, and end it."""
    program = shutil.which("glewlwyd")
    assert program, "glewlwyd is missing. Install it with: apt-get install glewlwyd"
    port = free_port()
    database = sqlite3.connect(folder / "provider.db")
    database.executescript(gzip.decompress(TABLES.read_bytes()).decode())
    (shape,) = database.execute("SELECT gumi_parameters FROM g_user_module_instance").fetchone()
    held = json.loads(shape)
    held["data-format"]["groups"] = {"multiple": True, "read": True, "write": True}
    database.execute("UPDATE g_user_module_instance SET gumi_parameters = ?", [json.dumps(held)])
    database.commit()
    database.close()
    (folder / "provider.conf").write_text(_SETTINGS.format(port=port, folder=folder))
    url = f"http://localhost:{port}"
    with (folder / "provider.log").open("wb") as log:
        process = subprocess.Popen(
            [program, f"--config-file={folder / 'provider.conf'}"], stdout=log, stderr=log
        )
        try:
            _set_up(url, back, process, folder)
            yield Provider(url)
        finally:
            process.terminate()
            process.wait(10)


def _set_up(url: str, back: str, process: subprocess.Popen[bytes], folder: Path) -> None:
    admin, end = Visitor(url), time.monotonic() + 20
    while True:
        try:
            admin.log_in("admin", "password")
            break
        except (URLError, OSError):
            assert process.poll() is None, (folder / "provider.log").read_text()
            assert time.monotonic() < end, "the provider does not answer"
            time.sleep(0.05)
    admin.ask("POST", "mod/plugin/", _plugin(url))
    user = {"source": "database", "enabled": True}
    for name, groups in PEOPLE.items():
        more = {
            "username": name,
            "name": name.capitalize(),
            "password": PASSWORD,
            "scope": ["openid", "g_profile"],
        }
        admin.ask("POST", "user/?source=database", {**user, **more, "groups": groups})
    client = {
        "client_id": CLIENT,
        "name": "Hulplijn",
        "confidential": True,
        "enabled": True,
        "client_secret": SECRET,
        "password": SECRET,
        "authorization_type": ["code"],
        "redirect_uri": [back],
        "token_endpoint_auth_method": ["client_secret_basic"],
        "scope": ["openid"],
    }
    admin.ask("POST", "client/?source=database", client)


def _plugin(url: str) -> dict[str, object]:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    public = key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return {
        "module": "oidc",
        "name": "oidc",
        "display_name": "OIDC",
        "parameters": {
            "iss": f"{url}/api/oidc",
            "jwt-type": "rsa",
            "jwt-key-size": "256",
            "key": private.decode(),
            "cert": public.decode(),
            "access-token-duration": 600,
            "refresh-token-duration": 600,
            "code-duration": 60,
            "refresh-token-rolling": False,
            "allow-non-oidc": False,
            "auth-type-code-enabled": True,
            "auth-type-token-enabled": False,
            "auth-type-id-token-enabled": True,
            "auth-type-none-enabled": False,
            "auth-type-password-enabled": False,
            "auth-type-client-enabled": False,
            "auth-type-refresh-enabled": False,
            "auth-type-device-enabled": False,
            "pkce-allowed": True,
            "pkce-method-plain-allowed": False,
            "pkce-required": True,
            "jwks-show": True,
            "subject-type": "public",
            "claims": [
                {"name": "groups", "user-property": "groups", "type": "string", "mandatory": True},
            ],
            "name-claim": "mandatory",
            "email-claim": "no",
        },
    }
