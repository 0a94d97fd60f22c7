"""Sending mail by the helpline's own server (SMTP): one letter to one address, in plain text."""

from __future__ import annotations

import smtplib
import ssl
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Any

from django.conf import settings

from hulplijn.plumbing.queries import holds_samples
from hulplijn.plumbing.rules import goes_to_nobody

PATIENCE = 15.0
"""Seconds that each answer of the server may take."""


@dataclass(frozen=True)
class MailServer:
    """Who takes our mail, and in whose name it goes. `security`: `tls`, `starttls`, or `none` on loopback."""

    host: str
    port: int
    security: str
    user: str
    password: str
    sender: str
    name: str

    @property
    def domain(self) -> str:
        """What stands behind the @ of the sender: all that a letter tells of where it was made."""
        return self.sender.rpartition("@")[2]


@dataclass(frozen=True)
class Letter:
    """What goes to one address. The same `id` makes the same Message-ID, so that one that was sent twice is
    recognised. `is_by_hand`: a person wrote it, so that a note of absence may come back."""

    to: str
    subject: str
    text: str
    id: uuid.UUID
    reply_to: str = ""
    is_by_hand: bool = True


class NotSent(Exception):
    """It has not gone. `why` is a word for the step that went wrong, `code` what the server answered, 0 where
    it did not. Never what it said: that may quote the letter."""

    def __init__(self, why: str, code: int = 0) -> None:
        super().__init__(f"{why} {code}".removesuffix(" 0"))
        self.why, self.code = why, code


class NotNow(NotSent):
    """It may go later: `away`, `certificate`, `no_tls`, `log_in`, `sender`, `busy`."""


class Refused(NotSent):
    """It never will: `nobody` (the address, or a sample), `recipient` or `text` (the server)."""


def server() -> MailServer | None:
    """The mail server of this installation; None where none is set."""
    named: Any = settings.HULPLIJN_MAIL  # checked where the environment is read
    return MailServer(**named) if named else None


def send(letter: Letter, *, by: MailServer, at: datetime) -> None:
    """Hand `letter` to the server. Slow: never inside a `writing()`.

    Where the line breaks after the last word, nobody knows whether it was taken: then it counts as not sent,
    and goes again under the same Message-ID.

    Raises:
        NotNow, Refused
        ValueError: an address that is none, or a line break where none may be.
    """
    message = compose(letter, by=by, at=at)
    if goes_to_nobody(letter.to) or holds_samples():
        raise Refused("nobody")
    with _line(by) as line:
        try:
            line.send_message(message, from_addr=by.sender, to_addrs=[letter.to])
        except smtplib.SMTPRecipientsRefused as refused:
            (code, _), *_ = refused.recipients.values()
            raise _by_code("recipient", code) from None
        except smtplib.SMTPSenderRefused as refused:
            raise NotNow("sender", refused.smtp_code) from None
        except smtplib.SMTPResponseException as refused:
            raise _by_code("text", refused.smtp_code) from None
        except smtplib.SMTPNotSupportedError:
            raise Refused("recipient") from None


def knock(by: MailServer) -> None:
    """Connect, secure the line and log in, and send nothing.

    Raises:
        NotNow
    """
    with _line(by) as line:
        line.noop()


def compose(letter: Letter, *, by: MailServer, at: datetime) -> EmailMessage:
    """The letter as it travels.

    Raises:
        ValueError: an address that is none, or a line break where none may be.
    """
    message = EmailMessage(policy=SMTP)
    message["From"] = _address(by.sender, by.name)
    message["To"] = _address(letter.to)
    if letter.reply_to:
        message["Reply-To"] = _address(letter.reply_to)
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(at)
    message["Message-ID"] = f"<{letter.id}@{by.domain}>"
    if not letter.is_by_hand:
        message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text, cte="quoted-printable")
    return message


def _address(address: str, name: str = "") -> Address:
    try:
        return Address(name, addr_spec=address)
    except (MessageError, IndexError) as wrong:
        raise ValueError("no address") from wrong


def _by_code(step: str, code: int) -> NotSent:
    return Refused(step, code) if code >= 500 else NotNow("busy", code)


@contextmanager
def _line(by: MailServer) -> Iterator[smtplib.SMTP]:
    """A line to the server that is secured and logged in, or `NotNow`; what it said is not passed on."""
    line: smtplib.SMTP | None = None
    try:
        line = _connected(by)
        line.ehlo_or_helo_if_needed()
        if by.security == "starttls":
            line.starttls(context=ssl.create_default_context())
            line.ehlo()
        if by.user:
            line.login(by.user, by.password)
        yield line
        with suppress(OSError, smtplib.SMTPException):  # what was taken is taken
            line.quit()
    except smtplib.SMTPAuthenticationError as refused:
        raise NotNow("log_in", refused.smtp_code) from None
    except smtplib.SMTPNotSupportedError:
        raise NotNow("no_tls" if by.security == "starttls" else "log_in") from None
    except smtplib.SMTPResponseException as refused:
        raise NotNow("busy", refused.smtp_code) from None
    except ssl.SSLCertVerificationError:
        raise NotNow("certificate") from None
    except (OSError, smtplib.SMTPException):
        raise NotNow("away") from None
    finally:
        if line is not None:
            line.close()


def _connected(by: MailServer) -> smtplib.SMTP:
    # Without a name of ours smtplib would greet with that of the machine.
    if by.security == "tls":
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(by.host, by.port, by.domain, timeout=PATIENCE, context=context)
    return smtplib.SMTP(by.host, by.port, by.domain, timeout=PATIENCE)
