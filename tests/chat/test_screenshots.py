"""A screenshot that a counsellor asked for: off by default, written anew, scanned, sealed, opened by name."""

from __future__ import annotations

import io
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from hulplijn.audit.actors import Actor
from hulplijn.audit.models import AuditEntry
from hulplijn.audit.rights import NotYours
from hulplijn.casework import actions as casework
from hulplijn.casework.models import Contact
from hulplijn.channels.chat import clamav, pictures, screenshots
from hulplijn.content import queries as content
from hulplijn.conversations.models import Attachment, Conversation
from hulplijn.conversations.queries import messages_after, visitors_sealer
from tests import builders

pytestmark = pytest.mark.django_db(transaction=True)
PLACE = b"52.3702N 4.8952E"


def photo(kind: str = "JPEG", size: tuple[int, int] = (40, 30), comment: bytes = PLACE) -> bytes:
    """A picture that carries a place and a device."""
    picture = Image.new("RGB", size, "teal")
    exif = picture.getexif()
    exif[0x0110] = "Phone of Sam"
    exif[0x9286] = comment.decode()
    file = io.BytesIO()
    if kind == "PNG":
        texts = PngInfo()
        texts.add_text("Location", comment.decode())
        picture.save(file, kind, pnginfo=texts, exif=exif)
    else:
        picture.save(file, kind, exif=exif)
    return file.getvalue()


@pytest.fixture
def allowed(tmp_path: Path) -> Iterator[None]:
    """A helpline that takes screenshots."""
    folder = Path(shutil.copytree(content.folder(), tmp_path / "content"))
    facts = folder / "helpline.yaml"
    facts.write_text(facts.read_text().replace("screenshots: false", "screenshots: true"))
    with content.use(folder):
        yield


@pytest.fixture
def talk(counsellor: Actor) -> Contact:
    return builders.taken_chat(counsellor, "ik heb een dreiging")


def of(contact: Contact) -> Conversation:
    assert contact.conversation
    return contact.conversation


def test_it_is_off_by_default(talk: Contact, counsellor: Actor, at: datetime) -> None:
    with pytest.raises(screenshots.NotAllowedHere):
        screenshots.invite(talk, by=counsellor, at=at)
    with pytest.raises(screenshots.NotAllowedHere):
        screenshots.send_picture(of(talk), photo(), at=at)
    assert not Attachment.objects.exists()


def test_only_her_own_counsellor_invites(
    allowed: None, talk: Contact, colleague: Actor, coordinator: Actor, at: datetime
) -> None:
    for other in (colleague, coordinator):
        with pytest.raises(NotYours):
            screenshots.invite(talk, by=other, at=at)
    assert not screenshots.is_invited(of(talk))


def test_without_an_invitation_nothing_is_taken(allowed: None, talk: Contact, at: datetime) -> None:
    with pytest.raises(screenshots.NotInvited):
        screenshots.send_picture(of(talk), photo(), at=at)


def test_one_invitation_takes_one_picture(
    allowed: None, talk: Contact, counsellor: Actor, at: datetime
) -> None:
    screenshots.invite(talk, by=counsellor, at=at)
    screenshots.invite(talk, by=counsellor, at=at)
    screenshots.send_picture(of(talk), photo(), at=at)
    with pytest.raises(screenshots.NotInvited):
        screenshots.send_picture(of(talk), photo(), at=at)
    events = [row.event for row in messages_after(of(talk), 0, visitors_sealer(of(talk)))]
    assert events.count("picture_asked") == events.count("picture_sent") == 1


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_nothing_but_the_picture_is_kept_and_it_is_sealed(
    allowed: None, talk: Contact, counsellor: Actor, at: datetime, kind: str
) -> None:
    assert PLACE in photo(kind)
    screenshots.invite(talk, by=counsellor, at=at)
    sent = screenshots.send_picture(of(talk), photo(kind), at=at)
    kept = bytes(sent.body or b"")
    assert not kept.startswith(b"\xff\xd8")
    shown = screenshots.open_picture(sent, by=counsellor, at=at)
    assert PLACE not in shown
    assert b"Phone of Sam" not in shown
    with Image.open(io.BytesIO(shown)) as picture:
        assert picture.size == (40, 30)
        assert not picture.getexif()


def test_opening_it_needs_the_case_and_is_in_the_audit_log(
    allowed: None, talk: Contact, counsellor: Actor, colleague: Actor, at: datetime
) -> None:
    screenshots.invite(talk, by=counsellor, at=at)
    sent = screenshots.send_picture(of(talk), photo(), at=at)
    with pytest.raises(NotYours):
        screenshots.open_picture(sent, by=colleague, at=at)
    screenshots.open_picture(sent, by=counsellor, at=at)
    assert AuditEntry.objects.filter(verb="case.read", why="picture", actor_id=counsellor.id).count() == 1


@pytest.mark.parametrize(
    "file",
    [
        b"",
        b"hoi",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"GIF89a" + b"\0" * 40,
        photo()[:60],
        b"\xff\xd8\xff",
    ],
)
def test_what_is_no_picture_is_refused(file: bytes) -> None:
    with pytest.raises(pictures.NotAPicture):
        pictures.written_anew(file)


def test_too_many_bytes_or_points_are_refused_before_they_are_unpacked() -> None:
    with pytest.raises(pictures.TooLarge):
        pictures.written_anew(b"\xff\xd8\xff" + b"\0" * pictures.LARGEST)
    bomb = photo("PNG", (8, 8), b"x")
    bomb = bomb[:16] + (60_000).to_bytes(4, "big") * 2 + bomb[24:]
    with pytest.raises((pictures.TooLarge, pictures.NotAPicture)):
        pictures.written_anew(bomb)


def test_after_the_end_no_picture_comes_in(
    allowed: None, talk: Contact, counsellor: Actor, at: datetime
) -> None:
    screenshots.invite(talk, by=counsellor, at=at)
    casework.end(talk, by=counsellor, at=at)
    with pytest.raises(screenshots.NotInvited):
        screenshots.send_picture(Conversation.objects.get(pk=of(talk).pk), photo(), at=at)


@pytest.fixture(scope="module")
def scanner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real clamd that knows one signature: our own."""
    folder = tmp_path_factory.mktemp("clamd")
    (folder / "db").mkdir()
    (folder / "db" / "ours.ndb").write_text(f"Test.Ours:0:*:{b'HARMFUL-FOR-THIS-TEST'.hex()}\n")
    place = folder / "clamd.sock"
    (folder / "clamd.conf").write_text(
        f"LocalSocket {place}\nDatabaseDirectory {folder / 'db'}\nForeground yes\n"
        f"LogFile {folder / 'clamd.log'}\nUser root\nStreamMaxLength 10M\n"
    )
    folder.chmod(0o755)
    program = shutil.which("clamd") or "/usr/sbin/clamd"
    running = subprocess.Popen([program, "--config-file", str(folder / "clamd.conf")])
    try:
        end = time.monotonic() + 60
        while not _answers(place):
            assert running.poll() is None, (folder / "clamd.log").read_text()
            assert time.monotonic() < end, "clamd does not answer"
            time.sleep(0.1)
        yield str(place)
    finally:
        running.terminate()
        running.wait(20)


def _answers(place: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as line:
        try:
            line.connect(str(place))
            line.sendall(b"zPING\0")
            return line.recv(16) == b"PONG\0"
        except OSError:
            return False


def test_clamd_tells_a_harmful_file_from_a_clean_one(scanner: str) -> None:
    clamav.check(photo(), where=scanner)
    with pytest.raises(clamav.Harmful):
        clamav.check(photo(comment=b"HARMFUL-FOR-THIS-TEST"), where=scanner)


def test_where_it_cannot_be_checked_nothing_is_taken(
    allowed: None, talk: Contact, counsellor: Actor, at: datetime, settings: object, tmp_path: Path
) -> None:
    settings.HULPLIJN_CLAMAV = str(tmp_path / "nobody.sock")  # type: ignore[attr-defined]
    screenshots.invite(talk, by=counsellor, at=at)
    with pytest.raises(clamav.CouldNotCheck):
        screenshots.send_picture(of(talk), photo(), at=at)
    assert screenshots.is_invited(of(talk))


def test_a_harmful_screenshot_is_not_kept_and_a_clean_one_is(
    allowed: None, talk: Contact, counsellor: Actor, at: datetime, settings: object, scanner: str
) -> None:
    settings.HULPLIJN_CLAMAV = scanner  # type: ignore[attr-defined]
    screenshots.invite(talk, by=counsellor, at=at)
    with pytest.raises(clamav.Harmful):
        screenshots.send_picture(of(talk), photo(comment=b"HARMFUL-FOR-THIS-TEST"), at=at)
    assert Attachment.objects.get().body is None
    assert screenshots.send_picture(of(talk), photo(), at=at).body


@pytest.mark.parametrize("said", [b"", b"stream: ERROR\0", b"INSTREAM size limit exceeded. ERROR\0", b"OK"])
def test_an_unclear_answer_counts_as_unchecked(said: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def once() -> None:
            line, _ = server.accept()
            with line:
                while not line.recv(65536).endswith(b"\0\0\0\0"):
                    pass
                line.sendall(said)

        answering = threading.Thread(target=once)
        answering.start()
        with pytest.raises(clamav.CouldNotCheck):
            clamav.check(b"x", where=f"127.0.0.1:{server.getsockname()[1]}")
        answering.join()


_WEIGH = """
import io, resource, sys
from PIL import Image
from hulplijn.channels.chat import pictures
file = io.BytesIO()
Image.new("RGB", (5000, 5000), "teal").save(file, "PNG")
if sys.argv[1] == "look":
    pictures.written_anew(file.getvalue())
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def test_the_largest_picture_that_is_taken_costs_what_it_holds_once() -> None:
    """It is a hundred kilobytes on its way in and a hundred megabytes unpacked: more than once is a flood."""
    before, after = (
        int(subprocess.run([sys.executable, "-c", _WEIGH, what], check=True, capture_output=True).stdout)
        for what in ("make", "look")
    )
    assert after - before < 110_000  # kB


def test_a_turned_picture_is_upright_and_a_large_one_is_made_smaller() -> None:
    turned = Image.new("RGB", (3000, 200), "teal")
    exif = turned.getexif()
    exif[0x0112] = 6
    file = io.BytesIO()
    turned.save(file, "JPEG", exif=exif)
    with Image.open(io.BytesIO(pictures.written_anew(file.getvalue()))) as kept:
        assert kept.size == (160, 2400)


def test_more_points_than_a_screenshot_has_are_not_unpacked() -> None:
    file = io.BytesIO()
    Image.new("1", (5100, 5000)).save(file, "PNG")
    with pytest.raises(pictures.TooLarge):
        pictures.written_anew(file.getvalue())
