"""Reads the process environment into checked settings; refuses what is unknown or unsafe, by name."""

from __future__ import annotations

import base64
import binascii
import re
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

REPOSITORY = Path(__file__).resolve().parents[3]
MODES = ("production", "demonstration", "test")

KNOWN = {
    "HULPLIJN_MODE": "production (default), demonstration or test",
    "HULPLIJN_DATA": "folder for the databases and the built static files",
    "HULPLIJN_CONTENT": "folder that a helpline edits; default: the content folder beside the code",
    "HULPLIJN_KEY": "root key: 32 bytes in base64; wraps the key-encryption key",
    "HULPLIJN_KEY_SERVICE": "in place of it: a command that wraps and unwraps with a root key it keeps",
    "HULPLIJN_KEY_NEW": "the next root key, for hulplijn keys rotate --root",
    "HULPLIJN_KEY_SERVICE_NEW": "in place of it: the next key service",
    "HULPLIJN_KEYS_FOLDER": "folder of the keys, in no backup; on SQLite by default: keys in HULPLIJN_DATA",
    "HULPLIJN_KEY_COPIES": "folder of the nightly copies of the keys; default: key-copies in HULPLIJN_DATA",
    "HULPLIJN_SECRET": "secret for sessions and forms, at least 50 characters",
    "HULPLIJN_HOSTS": "host names that the helpline answers to, separated by commas",
    "HULPLIJN_LISTEN": "address and port to listen on; default 127.0.0.1:8000",
    "HULPLIJN_DATABASE_URL": "postgresql://user:password@host:port/name; empty: SQLite in the data folder",
    "HULPLIJN_KEYS_DATABASE_URL": "the same for the database of keys, with credentials of its own",
    "HULPLIJN_REDIS_URL": "redis://host:6379/0, or rediss://; empty: one process serves, and needs none",
    "HULPLIJN_CLAMAV": "scanner for screenshots: path of clamd's socket, or host:port; empty: none",
    "HULPLIJN_MAIL_HOST": "mail server that takes what the helpline sends (SMTP); empty: it sends none",
    "HULPLIJN_MAIL_PORT": "its port; default 465 for tls, 587 for starttls, 25 for none",
    "HULPLIJN_MAIL_SECURITY": "tls (default) or starttls; none only for a server on this machine",
    "HULPLIJN_MAIL_USER": "what the helpline logs in with there; empty: it does not",
    "HULPLIJN_MAIL_PASSWORD": "the password of that user",
    "HULPLIJN_MAIL_FROM": "address that it sends from; somebody reads what comes back to it",
    "HULPLIJN_MAIL_NAME": "name beside that address; empty: none",
    "HULPLIJN_OIDC_ISSUER": "provider of staff's log-ins (OpenID Connect), an https address; empty: none",
    "HULPLIJN_OIDC_CLIENT_ID": "what the helpline is called at that provider",
    "HULPLIJN_OIDC_CLIENT_SECRET": "the secret that the provider gave the helpline",
    "HULPLIJN_OIDC_ROLES": "the first that fits, like groups:admins=administrator,line=counsellor",
    "HULPLIJN_OIDC_SECOND": "provider: it asks everybody twice; ask (default): we do where it says nothing",
    "HULPLIJN_DEMO_CLOCK": "moment (ISO, with zone) at which the demonstration clock starts",
    "HULPLIJN_LANGUAGES": "language codes, separated by commas; default nl,en",
    "HULPLIJN_LOCALE_PATHS": "extra folders with translations, separated by colons",
    "HULPLIJN_ANCHORS": "file for the anchors of the audit log, best on another disk; default: audit/anchors",
    "HULPLIJN_LIVE_ADDRESS": "1 where two people may see the address of who is connected, to save a life",
    "HULPLIJN_LOG_YEARS": "years for which the audit log is kept: 2 (default) to 15; for care providers 5",
    "HULPLIJN_TRUST_PROXY": "1 where a proxy in front sets X-Forwarded-Proto",
}


class BadEnvironment(Exception):
    """A variable that is missing, unknown or unsafe; the message names it and says how it goes right."""


@dataclass(frozen=True)
class Environment:
    """The settings of one process, checked."""

    mode: str
    data: Path
    content: Path
    root_key: bytes
    """Empty where a key service keeps it."""
    key_service: tuple[str, ...]
    keys_folder: Path
    key_copies: Path
    secret: str
    hosts: list[str]
    listen: tuple[str, int]
    database: dict[str, object]
    keys_database: dict[str, object]
    redis_url: str
    demo_clock: datetime | None
    languages: list[str]
    locale_paths: list[Path]
    trust_proxy: bool
    anchors: Path
    log_years: int
    live_address: bool
    clamav: str
    mail: dict[str, object] | None
    oidc: dict[str, object] | None

    @property
    def production(self) -> bool:
        return self.mode == "production"

    @property
    def sqlite(self) -> bool:
        return self.database["ENGINE"] == "django.db.backends.sqlite3"


def read(env: Mapping[str, str]) -> Environment:
    """Return the checked settings of `env`.

    Raises:
        BadEnvironment: a `HULPLIJN_` variable is unknown, missing or unsafe.
    """
    for name in env:
        if name.startswith("HULPLIJN_") and name not in KNOWN:
            raise BadEnvironment(f"{name} is not a setting of Hulplijn. Known: {', '.join(sorted(KNOWN))}.")
    mode = env.get("HULPLIJN_MODE", "production")
    if mode not in MODES:
        raise BadEnvironment(f"HULPLIJN_MODE is {mode!r}; it must be one of {', '.join(MODES)}.")
    data = Path(env.get("HULPLIJN_DATA") or REPOSITORY / "data").resolve()
    url, keys_url = env.get("HULPLIJN_DATABASE_URL", ""), env.get("HULPLIJN_KEYS_DATABASE_URL", "")
    if bool(url) != bool(keys_url):
        raise BadEnvironment("Set HULPLIJN_DATABASE_URL and HULPLIJN_KEYS_DATABASE_URL both, or neither.")
    if url and url == keys_url:
        raise BadEnvironment("HULPLIJN_KEYS_DATABASE_URL must name another database: keys live apart.")
    listen = _listen(env.get("HULPLIJN_LISTEN") or "127.0.0.1:8000")
    if mode == "demonstration" and listen[0] not in _LOOPBACK:
        raise BadEnvironment(
            "HULPLIJN_LISTEN: a demonstration listens on loopback only, for example 127.0.0.1:8000."
        )
    clock = env.get("HULPLIJN_DEMO_CLOCK", "")
    if clock and mode == "production":
        raise BadEnvironment("HULPLIJN_DEMO_CLOCK is for demonstrations and tests; remove it in production.")
    root_key, key_service = root_key_of(env)
    database = _database(url, data / "hulplijn.sqlite3", "HULPLIJN_DATABASE_URL")
    keys_database = _database(keys_url, data / "keys.sqlite3", "HULPLIJN_KEYS_DATABASE_URL")
    if url and mode == "production" and not env.get("HULPLIJN_KEYS_FOLDER"):
        raise BadEnvironment(
            "HULPLIJN_KEYS_FOLDER is missing: with PostgreSQL, name the folder of the keys. All processes "
            "share it, and it stays when a machine or container is replaced: what is lost there is lost."
        )
    keys_folder, key_copies = _key_folders(env, data)
    return Environment(
        mode=mode,
        data=data,
        content=Path(env.get("HULPLIJN_CONTENT") or REPOSITORY / "content").resolve(),
        root_key=root_key,
        key_service=key_service,
        keys_folder=keys_folder,
        key_copies=key_copies,
        secret=_secret(env.get("HULPLIJN_SECRET", ""), mode),
        hosts=_hosts(env.get("HULPLIJN_HOSTS", ""), mode),
        listen=listen,
        database=database,
        keys_database=keys_database,
        redis_url=_redis(env.get("HULPLIJN_REDIS_URL", ""), on_sqlite=not url),
        demo_clock=_moment(clock) if clock else None,
        languages=[code for code in env.get("HULPLIJN_LANGUAGES", "nl,en").split(",") if code],
        locale_paths=[Path(p) for p in env.get("HULPLIJN_LOCALE_PATHS", "").split(":") if p],
        trust_proxy=env.get("HULPLIJN_TRUST_PROXY") == "1",
        anchors=Path(env.get("HULPLIJN_ANCHORS") or data / "audit" / "anchors").resolve(),
        live_address=env.get("HULPLIJN_LIVE_ADDRESS") == "1",
        log_years=_years(env.get("HULPLIJN_LOG_YEARS") or "2"),
        clamav=_scanner(env.get("HULPLIJN_CLAMAV", "")),
        mail=_mail(env, mode),
        oidc=_oidc(env),
    )


def root_key_of(env: Mapping[str, str], *, ending: str = "") -> tuple[bytes, tuple[str, ...]]:
    """The root key, or the command of the service that keeps it; of the next one with `ending` `_NEW`.

    Raises:
        BadEnvironment: neither is set, or both are, or one is no such thing.
    """
    name, service = f"HULPLIJN_KEY{ending}", f"HULPLIJN_KEY_SERVICE{ending}"
    value, words = env.get(name, ""), env.get(service, "")
    if value and words:
        raise BadEnvironment(f"Set {name} or {service}, not both: one root key opens everything.")
    if words:
        return b"", _command(words, service)
    if not value:
        raise BadEnvironment(f"{name} is missing. Make one with: hulplijn keys new")
    try:
        key = base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError) as wrong:
        raise BadEnvironment(f"{name} is not base64. Make one with: hulplijn keys new") from wrong
    if len(key) != 32:
        raise BadEnvironment(f"{name} holds {len(key)} bytes; it must hold 32.")
    return key, ()


def _command(words: str, name: str) -> tuple[str, ...]:
    try:
        command = tuple(shlex.split(words))
    except ValueError as wrong:
        raise BadEnvironment(f"{name} is no command: a quotation mark is not closed.") from wrong
    if not command or not Path(command[0]).is_absolute():
        raise BadEnvironment(f"{name} must begin with the whole path of a program, like /usr/local/bin/kms.")
    return command


def _key_folders(env: Mapping[str, str], data: Path) -> tuple[Path, Path]:
    keys = Path(env.get("HULPLIJN_KEYS_FOLDER") or data / "keys").resolve()
    copies = Path(env.get("HULPLIJN_KEY_COPIES") or data / "key-copies").resolve()
    if keys == data or copies == data:
        raise BadEnvironment(
            "HULPLIJN_KEYS_FOLDER and HULPLIJN_KEY_COPIES must be folders of their own, not HULPLIJN_DATA."
        )
    if keys == copies or keys in copies.parents or copies in keys.parents:
        raise BadEnvironment(
            "HULPLIJN_KEY_COPIES must be another folder than HULPLIJN_KEYS_FOLDER, neither inside the other."
        )
    return keys, copies


def _secret(value: str, mode: str) -> str:
    if len(value) < 50 and mode != "test":
        raise BadEnvironment(
            "HULPLIJN_SECRET must have at least 50 characters. Make one with: hulplijn keys new"
        )
    return value or "test" * 13


def _hosts(value: str, mode: str) -> list[str]:
    hosts = [host.strip() for host in value.split(",") if host.strip()]
    if mode != "production":
        return [*hosts, "127.0.0.1", "localhost", "[::1]", "testserver"]
    if not hosts or "*" in hosts:
        raise BadEnvironment(
            "HULPLIJN_HOSTS must name the helpline's own host names, for example hulplijn.example."
        )
    return hosts


def _listen(value: str) -> tuple[str, int]:
    host, _, port = value.rpartition(":")
    if not host or not port.isdigit() or not 0 < int(port) < 65536:
        raise BadEnvironment(
            f"HULPLIJN_LISTEN is {value!r}; it must be address:port, for example 127.0.0.1:8000."
        )
    return host, int(port)


def _redis(url: str, *, on_sqlite: bool) -> str:
    if url and on_sqlite:
        raise BadEnvironment(
            "HULPLIJN_REDIS_URL is for several processes on PostgreSQL: set HULPLIJN_DATABASE_URL as well, "
            "or remove it."
        )
    parts = urlsplit(url)
    if url and (parts.scheme not in ("redis", "rediss") or not parts.hostname):
        raise BadEnvironment(
            "HULPLIJN_REDIS_URL must be like redis://user:password@host:6379/0, or rediss://."
        )
    return url


def _years(value: str) -> int:
    if not value.isascii() or not value.isdecimal() or not 2 <= int(value) <= 15:
        raise BadEnvironment(f"HULPLIJN_LOG_YEARS is {value!r}; it must be a number of years from 2 to 15.")
    return int(value)


def _scanner(where: str) -> str:
    host, _, port = where.rpartition(":")
    if where and not where.startswith("/") and not (host and port.isdigit()):
        raise BadEnvironment("HULPLIJN_CLAMAV must be the path of clamd's socket, or host:port.")
    return where


_LOOPBACK = ("127.0.0.1", "::1", "localhost")
_PORTS = {"tls": "465", "starttls": "587", "none": "25"}


def _mail(env: Mapping[str, str], mode: str) -> dict[str, object] | None:
    names = ("HOST", "PORT", "SECURITY", "USER", "PASSWORD", "FROM", "NAME")
    given = {name: env.get(f"HULPLIJN_MAIL_{name}", "") for name in names}
    if not any(given.values()):
        return None
    if mode == "demonstration":
        raise BadEnvironment("HULPLIJN_MAIL_HOST: a demonstration mails nobody; remove HULPLIJN_MAIL_….")
    security = given["SECURITY"] or "tls"
    if security not in _PORTS:
        raise BadEnvironment("HULPLIJN_MAIL_SECURITY must be tls, starttls or none.")
    if not given["HOST"] or " " in given["HOST"]:
        raise BadEnvironment("HULPLIJN_MAIL_HOST must name the mail server, such as mail.hulplijn.example.")
    if security == "none" and given["HOST"] not in _LOOPBACK:
        raise BadEnvironment("HULPLIJN_MAIL_SECURITY: none is for this machine only; use tls or starttls.")
    port = given["PORT"] or _PORTS[security]
    if not (port.isascii() and port.isdecimal() and 0 < int(port) < 65536):
        raise BadEnvironment(f"HULPLIJN_MAIL_PORT is {port!r}; it must be a port, for example 465.")
    if bool(given["USER"]) != bool(given["PASSWORD"]):
        raise BadEnvironment("Set HULPLIJN_MAIL_USER and HULPLIJN_MAIL_PASSWORD both, or neither.")
    if not _ADDRESS.fullmatch(given["FROM"]):
        raise BadEnvironment("HULPLIJN_MAIL_FROM must be an address, for example post@hulplijn.example.")
    if not given["NAME"].isprintable():
        raise BadEnvironment("HULPLIJN_MAIL_NAME must be one line.")
    return {
        "host": given["HOST"],
        "port": int(port),
        "security": security,
        "user": given["USER"],
        "password": given["PASSWORD"],
        "sender": given["FROM"],
        "name": given["NAME"],
    }


_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_ROLES = ("counsellor", "coordinator", "analyst", "administrator", "log_manager")


def _oidc(env: Mapping[str, str]) -> dict[str, object] | None:
    names = ("ISSUER", "CLIENT_ID", "CLIENT_SECRET", "ROLES")
    given = {name: env.get(f"HULPLIJN_OIDC_{name}", "") for name in names}
    if not any(given.values()):
        return None
    for name, value in given.items():
        if not value:
            raise BadEnvironment(f"HULPLIJN_OIDC_{name} is missing: log-in by a provider needs all four.")
    issuer = urlsplit(given["ISSUER"])
    loopback = issuer.hostname in ("127.0.0.1", "localhost", "::1")
    if not issuer.hostname or not (issuer.scheme == "https" or (issuer.scheme == "http" and loopback)):
        raise BadEnvironment("HULPLIJN_OIDC_ISSUER must be an https address, such as https://id.example.")
    claim, _, pairs = given["ROLES"].partition(":")
    roles = dict(pair.strip().partition("=")[::2] for pair in pairs.split(",") if pair.strip())
    wrong = [role for role in roles.values() if role not in _ROLES]
    if not claim or not roles or wrong:
        raise BadEnvironment(
            "HULPLIJN_OIDC_ROLES must be like groups:admins=administrator,line=counsellor. "
            f"Roles: {', '.join(_ROLES)}."
        )
    second = env.get("HULPLIJN_OIDC_SECOND") or "ask"
    if second not in ("ask", "provider"):
        raise BadEnvironment("HULPLIJN_OIDC_SECOND must be ask or provider.")
    return {
        "issuer": given["ISSUER"],
        "client_id": given["CLIENT_ID"],
        "secret": given["CLIENT_SECRET"],
        "claim": claim,
        "roles": roles,
        "asks_second": second == "provider",
    }


def _moment(value: str) -> datetime:
    try:
        moment = datetime.fromisoformat(value)
    except ValueError as wrong:
        raise BadEnvironment("HULPLIJN_DEMO_CLOCK must be like 2026-11-21T20:40:00+01:00.") from wrong
    if moment.tzinfo is None:
        raise BadEnvironment("HULPLIJN_DEMO_CLOCK needs a zone, like 2026-11-21T20:40:00+01:00.")
    return moment


def _database(url: str, file: Path, name: str) -> dict[str, object]:
    if not url:
        # WAL and FULL: an acknowledged message survives a power cut; IMMEDIATE: a deferred
        # transaction that reads and then writes fails at once instead of waiting.
        pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON"
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(file),
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 30, "init_command": pragmas},
        }
    parts = urlsplit(url)
    if parts.scheme != "postgresql" or not parts.path.strip("/"):
        raise BadEnvironment(f"{name} must be like postgresql://user:password@host:5432/name.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.strip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": parts.port or 5432,
        # No CONN_MAX_AGE: each request has a thread of its own, and a kept connection would stay behind.
    }
