"""A real mail server in a process of its own: Debian's exim4, on loopback, with TLS, log-in and a mailbox."""

from __future__ import annotations

import email
import email.policy
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any, cast

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.live import free_port

USER, PASSWORD = "helpline", "een-woord-voor-de-post"  # pragma: allowlist secret
SENDER = "post@hulplijn.test"
REFUSED, LATER = "refused@partner.test", "later@partner.test"
"""Addresses of which the server says: never, and: not now."""

_SETTINGS = """
spool_directory = {folder}/spool
log_file_path = {folder}/log/%slog
primary_hostname = mail.test
keep_environment =
queue_only
deliver_drop_privilege
tls_advertise_hosts = *
tls_certificate = {folder}/cert.pem
tls_privatekey = {folder}/key.pem
acl_smtp_rcpt = recipient
acl_smtp_data = accept
begin acl
recipient:
  require authenticated = *
  deny local_parts = refused
       message = nobody of that name
  defer local_parts = later
  accept
begin routers
all:
  driver = accept
  transport = box
begin transports
box:
  driver = appendfile
  directory = {folder}/box
  maildir_format
begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_advertise_condition = ${{if def:tls_in_cipher}}
  server_condition = ${{if and{{{{eq{{$auth2}}{{{user}}}}}{{eq{{$auth3}}{{{password}}}}}}}}}
"""


@dataclass
class Exim:
    """The server, which can be stopped and started again with what it holds."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes] | None = None

    @property
    def settings(self) -> dict[str, Any]:
        """How the helpline reaches it, as `HULPLIJN_MAIL` of Django's settings."""
        return {
            "host": "localhost",
            "port": self.port,
            "security": "starttls",
            "user": USER,
            "password": PASSWORD,
            "sender": SENDER,
            "name": "De hulplijn",
        }

    def start(self) -> None:
        ours = ("-C", str(self.folder / "exim.conf"))
        log = (self.folder / "out").open("ab")
        self.process = subprocess.Popen(
            [_program(), *ours, "-bdf", "-oX", f"127.0.0.1:{self.port}"], stdout=log, stderr=log
        )
        end = time.monotonic() + 30
        while not self._answers():
            assert self.process.poll() is None, (self.folder / "out").read_text()
            assert time.monotonic() < end, "exim4 does not answer"
            time.sleep(0.02)

    def stop(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait(20)
            self.process = None

    def letters(self) -> list[EmailMessage]:
        """Deliver what was taken, and read the mailbox, the oldest first."""
        subprocess.run([_program(), "-C", str(self.folder / "exim.conf"), "-q"], check=True)
        files = sorted((self.folder / "box" / "new").glob("*"), key=lambda file: file.stat().st_mtime_ns)
        return [
            cast("EmailMessage", email.message_from_bytes(file.read_bytes(), policy=email.policy.default))
            for file in files
        ]

    def empty(self) -> None:
        """Throw away what is in the mailbox, or on its way there."""
        self.letters()
        shutil.rmtree(self.folder / "box", ignore_errors=True)

    def _answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), 5):
                return True
        except OSError:
            return False


def _program() -> str:
    found = shutil.which("exim4") or shutil.which("exim4", path="/usr/sbin:/sbin")
    assert found, "These tests send to a real mail server. Install it: apt-get install exim4-daemon-light"
    return found


@contextmanager
def running() -> Iterator[Exim]:
    """One of its own, until the end of the block."""
    # Not below pytest's folder: root starts it, and it goes on as its own user, who may not look in there.
    folder = Path(tempfile.mkdtemp(prefix="hulplijn-mail-"))
    server = Exim(folder, free_port())
    try:
        for name in ("spool", "log"):
            (folder / name).mkdir()
        _certificate(folder)
        if os.geteuid() == 0:
            for file in (folder, *folder.iterdir()):
                shutil.chown(file, "Debian-exim")
        (folder / "exim.conf").write_text(_SETTINGS.format(folder=folder, user=USER, password=PASSWORD))
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _certificate(folder: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    (folder / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
