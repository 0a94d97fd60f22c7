"""The doctor on what is around the server: TLS, Redis, the scanner, the content, the backups."""

from __future__ import annotations

import json
import socket
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from django.conf import settings

from hulplijn.channels.chat import clamav
from hulplijn.content import queries as content_queries
from hulplijn.plumbing import mail as post
from hulplijn.plumbing.doctor import Asked, Finding, fine, look, wrong
from hulplijn.plumbing.queries import holds_samples
from hulplijn.server.backup import LAST

_PATIENCE = 5.0
_SOON = timedelta(days=21)
_BACKUP_OLD, _BACKUP_TOO_OLD = timedelta(hours=26), timedelta(days=3)
_RENEW = "Renew it (certbot renew, or as your provider says), then: systemctl reload nginx"


def tls(asked: Asked) -> Iterator[Finding]:
    """The certificate that visitors see: its name, its chain, and how long it holds."""
    if not asked.tls and settings.HULPLIJN_MODE != "production":
        yield fine("No TLS: this is no production.")
        return
    host, _, port = (asked.tls or f"{settings.ALLOWED_HOSTS[0]}:443").rpartition(":")
    try:
        shown = _shown(host, int(port))
    except OSError as away:
        yield wrong(
            f"Nobody answers with TLS at {host}:{port} ({type(away).__name__}).",
            "See whether the proxy runs (systemctl status nginx) and the name leads here; name another place "
            "with --tls HOST:PORT.",
        )
        return
    left = shown.not_valid_after_utc - datetime.now(UTC)
    until = f"{shown.not_valid_after_utc:%Y-%m-%d %H:%M} UTC"
    if left < timedelta(0):
        yield wrong(f"The certificate of {host} expired at {until}: no browser lets anybody in.", _RENEW)
    elif why := _not_trusted(host, int(port)):
        yield wrong(f"Browsers do not trust the certificate of {host}: {why}.", _RENEW)
    elif left < _SOON:
        yield look(f"The certificate of {host} holds {left.days} more days, until {until}.", _RENEW)
    else:
        yield fine(f"The certificate of {host} holds {left.days} more days.")


def _shown(host: str, port: int) -> x509.Certificate:
    """The certificate as it is shown, however bad it is."""
    anything = ssl.create_default_context()
    anything.check_hostname, anything.verify_mode = False, ssl.CERT_NONE
    with (
        socket.create_connection((host, port), _PATIENCE) as line,
        anything.wrap_socket(line, server_hostname=host) as secured,
    ):
        return x509.load_der_x509_certificate(secured.getpeercert(binary_form=True) or b"")


def _not_trusted(host: str, port: int) -> str:
    """Why a browser would not trust it; nothing where it would."""
    try:
        with (
            socket.create_connection((host, port), _PATIENCE) as line,
            ssl.create_default_context().wrap_socket(line, server_hostname=host),
        ):
            return ""
    except ssl.SSLCertVerificationError as why:
        return str(why.verify_message).rstrip(".")


def redis(asked: Asked) -> Iterator[Finding]:
    """Whether wake-ups pass between processes."""
    if not settings.HULPLIJN_REDIS_URL:
        return
    from redis import Redis
    from redis.exceptions import RedisError

    try:
        with Redis.from_url(settings.HULPLIJN_REDIS_URL, socket_timeout=_PATIENCE) as line:
            line.ping()
    except RedisError as away:
        yield look(
            f"Redis does not answer ({type(away).__name__}). Talks go on, up to two seconds late.",
            "systemctl start redis-server",
        )
        return
    yield fine("Redis answers.")


_HARMLESS = b"hulplijn doctor"


def scanner(asked: Asked) -> Iterator[Finding]:
    """Whether screenshots are scanned."""
    if not settings.HULPLIJN_CLAMAV:
        yield fine("No scanner is set: screenshots are decoded and written anew, not scanned.")
        return
    try:
        clamav.check(_HARMLESS, where=settings.HULPLIJN_CLAMAV)
    except clamav.CouldNotCheck as away:
        yield look(
            f"The scanner gives no answer ({away}): no screenshot comes in.", "systemctl start clamav-daemon"
        )
        return
    yield fine("The scanner answers.")


_MAIL_DO = {
    "away": "See whether HULPLIJN_MAIL_HOST, _PORT and _SECURITY are right, and what a firewall does.",
    "certificate": "HULPLIJN_MAIL_HOST must be the name in its certificate. For an authority of your own, "
    "name its file in SSL_CERT_FILE.",
    "no_tls": "Use the port where it offers STARTTLS, mostly 587, or HULPLIJN_MAIL_SECURITY=tls and port 465",
    "log_in": "See whether HULPLIJN_MAIL_USER and HULPLIJN_MAIL_PASSWORD are right.",
}


def mail(asked: Asked) -> Iterator[Finding]:
    """Whether the mail server takes letters from us: it is asked, and nothing is sent."""
    ours = post.server()
    if ours is None:
        yield fine("No mail server is set: what goes to a partner is mailed by hand. No mail is fetched.")
        return
    if content_queries.helpline().sample or (asked.reached and holds_samples()):
        yield fine("A mail server is set, and not asked: a sample mails nobody.")
        return
    try:
        post.knock(ours)
    except post.NotNow as wrong_here:
        yield look(
            f"The mail server gives no way in ({wrong_here}): what goes out waits, a day at most.",
            _MAIL_DO.get(wrong_here.why, "See what the mail server's own log says."),
        )
        return
    yield fine(f"The mail server lets us in ({ours.security}). By hand: hulplijn mail test --to ADDRESS")


def content(asked: Asked) -> Iterator[Finding]:
    """The content folder is sound, somebody has checked its facts, and it is no sample."""
    mistakes = content_queries.check(Path(settings.HULPLIJN_CONTENT))
    if mistakes:
        yield wrong(
            f"The content folder has {len(mistakes)} mistakes.",
            f"hulplijn content check {settings.HULPLIJN_CONTENT}",
        )
        return
    content_queries.refresh()
    facts = content_queries.helpline()
    in_production = settings.HULPLIJN_MODE == "production"
    if facts.sample and in_production:
        yield wrong("helpline.yaml says sample: true.", "Put your own facts there, check them, say false.")
    unchecked = [fact for fact, checked in facts.verified.items() if checked is None]
    if unchecked and in_production:
        yield look(
            f"Nobody has signed for these facts: {', '.join(unchecked)}.",
            "Check each, and write who and when under verified in helpline.yaml.",
        )
    else:
        yield fine("The content folder is sound.")
    if asked.reached and in_production and holds_samples():
        yield wrong("This database holds sample data.", "Use an empty one: what visitors say is no sample.")


def backup(asked: Asked) -> Iterator[Finding]:
    """How old the last backup is, and whether it lies on the disk that it is for."""
    data = Path(settings.HULPLIJN_DATA)
    make = "hulplijn backup FOLDER; nightly with deploy/hulplijn-backup.timer"
    try:
        last = json.loads((data / LAST).read_text())
        made_at, path = datetime.fromisoformat(last["at"]), Path(last["path"])
    except (OSError, ValueError, KeyError):
        if settings.HULPLIJN_MODE == "production":
            yield wrong("No backup was made from here yet.", make)
        else:
            yield fine("No backup was made from here; a demonstration needs none.")
        return
    age = datetime.now(UTC) - made_at
    says = f"The last backup is {_age(age)} old ({path})"
    if age > _BACKUP_TOO_OLD:
        yield wrong(f"{says}.", make)
    elif age > _BACKUP_OLD:
        yield look(
            f"{says}.", f"Why did the nightly one fail? journalctl -u hulplijn-backup. By hand: {make}"
        )
    elif not path.exists():
        yield look(f"{says}, and is not there any more.", "See whether it was moved to a safe place.")
    elif path.stat().st_dev == data.stat().st_dev:
        yield look(f"{says}, on the same disk as the data.", "Keep backups on another disk or machine.")
    else:
        yield fine(f"{says}.")


def _age(age: timedelta) -> str:
    hours = age.total_seconds() / 3600
    return f"{hours:.0f} hours" if hours < 48 else f"{age.days} days"
