"""The doctor names what is wrong, and says what to do."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import ssl
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from hulplijn.plumbing import doctor, due
from hulplijn.plumbing.doctor import Asked, Finding, State
from hulplijn.server.checks import around, databases
from tests.live import Helpline

Told = dict[str, list[tuple[str, str, str]]]


def told(helpline: Helpline, *more: str) -> tuple[int, Told]:
    """The exit code, and for each part its states, sentences and what to do."""
    ended = helpline.command("doctor", "--json", *more, check=False)
    found: Told = {}
    for one in json.loads(ended.stdout):
        found.setdefault(one["part"], []).append((one["state"], one["says"], one["do"]))
    return ended.returncode, found


def test_beside_a_server_it_finds_the_databases_whole_and_the_server_at_work(live: Helpline) -> None:
    _, found = told(live)
    parts = [one for part in ("database", "server", "timers", "keys") for one in found[part]]
    # The PostgreSQL of the tests may lose what was acknowledged, to be quick; the doctor says so.
    others = [one for one in parts if "a power cut could lose" not in one[1]]
    assert {state for state, _, _ in others} == {"ok"}, others
    assert len(parts) - len(others) in (0, 2)
    assert not [one for part in found for one in found[part] if one[0] == "wrong" and one not in parts], found


@pytest.mark.sqlite
def test_a_server_that_is_stuck_is_named(live: Helpline) -> None:
    assert live.process is not None
    live.process.send_signal(signal.SIGSTOP)
    code, found = told(live)
    live.process.send_signal(signal.SIGCONT)
    ((state, says, do),) = found["server"]
    assert (code, state) == (2, "wrong")
    assert "did not answer" in says
    assert "restart" in do


@pytest.mark.sqlite
def test_a_damaged_database_is_named_and_no_backup_of_it_is_made(live: Helpline, tmp_path: Path) -> None:
    live.stop()
    file = live.data / "hulplijn.sqlite3"
    with file.open("r+b") as pages:
        for place in range(8 * 4096, file.stat().st_size - 4096, 9 * 4096):
            pages.seek(place)
            pages.write(os.urandom(1500))
    code, found = told(live)
    assert code == 2
    assert any(state == "wrong" and "damaged" in says for state, says, _ in found["database"])
    ended = live.command("backup", str(tmp_path / "backups"), check=False)
    assert ended.returncode == 2
    assert list((tmp_path / "backups").iterdir()) == []


@pytest.mark.sqlite
def test_where_there_is_no_helpline_it_says_so_and_makes_none(live: Helpline) -> None:
    live.stop()
    shutil.rmtree(live.data)
    code, found = told(live)
    assert code == 2
    assert any("is not there" in says for _, says, _ in found["database"])
    assert not live.data.exists()


def test_another_root_key_is_named(live: Helpline) -> None:
    live.stop()
    made = live.command("keys", "new").stdout.split()[0].partition("=")[2]
    live.env["HULPLIJN_KEY"] = made
    code, found = told(live)
    ((state, says, _),) = found["keys"]
    assert (code, state) == (2, "wrong")
    assert "root key" in says


@pytest.mark.django_db
def test_timers_that_nobody_does_are_named_with_their_kinds(at: datetime) -> None:
    kind = sorted(due.kinds())[0]
    due.put(kind, "one", at - timedelta(minutes=30))
    (late,) = databases.timers(Asked(at))
    assert late.state is State.WRONG
    assert "30 minutes" in late.says
    assert kind in late.says


def test_a_check_that_breaks_hides_none_of_the_others(monkeypatch: pytest.MonkeyPatch, at: datetime) -> None:
    def breaks(asked: Asked) -> Iterator[Finding]:
        raise ValueError("words of somebody")

    monkeypatch.setattr(doctor, "_checks", {})
    doctor.register("first", breaks)
    doctor.register("second", lambda asked: [doctor.fine("All well.")])
    first, second = doctor.examine(Asked(at))
    assert (first.part, first.state) == ("first", State.WRONG)
    assert "words" not in first.says + first.do
    assert second.says == "All well."


@pytest.mark.parametrize(
    ("days", "state", "word"),
    [(-1, State.WRONG, "expired"), (5, State.LOOK, "more days"), (80, State.OK, "")],
)
def test_a_certificate_is_told_by_how_long_it_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: datetime, days: int, state: State, word: str
) -> None:
    files = certificate(tmp_path, days)
    monkeypatch.setenv("SSL_CERT_FILE", str(files))
    with socket.create_server(("127.0.0.1", 0)) as door:
        threading.Thread(target=show, args=(door, files), daemon=True).start()
        (found,) = around.tls(Asked(at, tls=f"localhost:{door.getsockname()[1]}"))
    assert found.state is state
    assert word in found.says


def show(door: socket.socket, files: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(files)
    while True:
        try:
            line, _ = door.accept()
        except OSError:
            return
        with line:
            try:
                context.wrap_socket(line, server_side=True).close()
            except OSError:
                continue


def certificate(folder: Path, days: int) -> Path:
    """A certificate of localhost that holds so many days, with its key."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=90))
        .not_valid_after(now + timedelta(days=days, hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = folder / "both.pem"
    form, none = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    file.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, form, none)
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return file
