"""Private text that is planted through every way in, and a search for it in raw bytes."""

from __future__ import annotations

import base64
import io
import re
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

from PIL import Image

from tests.chat.lines import Browser, Line, begin

MARK = "zwaluwkast"
"""Begins the word at the end of each planted text; two digits follow."""


def plain(number: int) -> str:
    return f"{MARK}{number:02}"


@dataclass
class Planted:
    """What was planted, by what is to be looked for."""

    ways: dict[str, str] = field(default_factory=dict)
    others: dict[str, list[bytes]] = field(default_factory=dict)
    """Bytes without the mark: the words of a return code, a piece of a picture."""

    def text(self, way: str) -> str:
        """A sentence for one way in."""
        word = plain(len(self.ways))
        self.ways[word] = way
        return f"Ik ben bang, zei zé: {word}"


def plant(visitor: Browser, late: Browser, counsellor: Browser) -> Planted:
    """Say, type, write and send something private in each way that there is. Nobody is at work yet."""
    planted = Planted()
    late.get("/chat/bericht/")
    status, page = late.post("/chat/bericht/", text=planted.text("a message left while closed"))
    assert status == 200, page
    counsellor.get("/werk/")
    counsellor.form("/werk/aanwezig/", to="come")
    line = begin(visitor)
    line.say(planted.text("a visitor's message"))
    staff = counsellor.line("/ws/werk")
    contact, conversation = _taken(counsellor, staff, wanted=plain(len(planted.ways) - 1))
    _said_and_typed(planted, line, staff, conversation)
    _written(planted, counsellor, contact)
    _by_phone(planted, counsellor)
    _code(planted, visitor)
    _picture(planted, visitor, counsellor, contact)
    note = planted.text("a note for who takes over")
    counsellor.form(f"/werk/gesprek/{contact}/draag-over/", to="queue", note=note)
    line.until("state", s="waiting")
    return planted


def _taken(counsellor: Browser, staff: Line, *, wanted: str) -> tuple[str, str]:
    """Take who waits, until it is the one who said `wanted`; her contact and conversation."""
    for contact in re.findall(r"/werk/gesprek/([0-9a-f-]{36})/neem/", counsellor.get("/werk/"))[::-1]:
        _, page = counsellor.form(f"/werk/gesprek/{contact}/neem/")
        conversation = _last(r'data-conversation="([0-9a-f-]{36})"', page)
        staff.send(t="open", c=conversation, last=0)
        if any(wanted in one["text"] for one in staff.until("messages", c=conversation)["list"]):
            return contact, conversation
    raise AssertionError("nobody waits who said that")


def _last(pattern: str, page: str) -> str:
    found = re.findall(pattern, page)
    assert found, pattern
    return str(found[-1])


def _said_and_typed(planted: Planted, line: Line, staff: Line, conversation: str) -> None:
    said = uuid.uuid4()
    staff.send(t="say", c=conversation, id=said, text=planted.text("a counsellor's answer"))
    staff.until("ack", id=str(said))
    line.send(t="draft", text=planted.text("what a visitor is typing"))
    line.until("kept")
    for kind in ("reply", "note"):
        text = planted.text(f"what a counsellor is typing: {kind}")
        staff.send(t="draft", c=conversation, kind=kind, text=text)
        staff.until("kept")


def _written(planted: Planted, counsellor: Browser, contact: str) -> None:
    where = f"/werk/gesprek/{contact}"
    assert counsellor.form(f"{where}/naam/", name=planted.text("a name"))[0] == 200
    assert counsellor.form(f"{where}/notitie/", text=planted.text("a note"))[0] == 200
    # An address of the kind that a helpline notes, with words of its own in it.
    address = f"https://platform.example/{planted.text('an address in a removal request').split()[-1]}"
    status, page = counsellor.form(
        f"{where}/verwijderverzoek/",
        urls=address,
        platform="instagram",
        content_kind="offender_account",
        depicted_minor="no",
        consent="on",
    )
    assert status == 200, page
    status, _ = counsellor.form(
        f"{where}/antwoord/", text=planted.text("an answer without script"), client_id=str(uuid.uuid4())
    )
    assert status == 200
    account = planted.text("the account of an offender")
    assert counsellor.form(f"{where}/dader/", account=account)[0] == 200
    # Refused as too long: it comes back on the page with its sentence, and must lie nowhere.
    counsellor.form(f"{where}/naam/", name=("x" * 80) + planted.text("a name that is refused"))


def _by_phone(planted: Planted, counsellor: Browser) -> None:
    name = planted.text("the name of somebody who phones")
    status, page = counsellor.form("/werk/nieuw/", channel="phone", name=name, language="nl")
    assert status == 200
    contact = _last(r"/werk/gesprek/([0-9a-f-]{36})/notitie/concept/", page)
    text = planted.text("a note beside a phone call that is not finished")
    assert counsellor.form(f"/werk/gesprek/{contact}/notitie/concept/", text=text)[0] in (200, 204)


def _code(planted: Planted, visitor: Browser) -> None:
    _, page = visitor.post("/chat/code/")
    shown = re.search(r'<ol class="code-words".*?</ol>', page, re.S)
    four = re.findall(r"<li[^>]*>([^<]+)</li>", shown[0]) if shown else []
    assert len(four) == 4, page
    joined = [
        separator.join(four).encode() for separator in (" ", "-", "+", "%20", "_", ",", '", "', "\n", "")
    ]
    planted.others["the words of a return code"] = joined


def _picture(planted: Planted, visitor: Browser, counsellor: Browser, contact: str) -> None:
    status, page = counsellor.form(f"/werk/gesprek/{contact}/schermfoto/")
    assert status == 200, page
    file = io.BytesIO()
    picture = Image.effect_noise((1000, 800), 90).convert("RGB")
    exif = picture.getexif()
    exif[0x0110] = planted.text("what a picture says about its device")
    picture.save(file, "JPEG", exif=exif, quality=95)
    edge = uuid.uuid4().hex
    body = (
        f'--{edge}\r\nContent-Disposition: form-data; name="picture"; filename="a.jpg"\r\n'
        f"Content-Type: image/jpeg\r\n\r\n"
    ).encode()
    headers = {"Content-Type": f"multipart/form-data; boundary={edge}", "Origin": visitor.helpline.url}
    whole = body + file.getvalue() + f"\r\n--{edge}--\r\n".encode()
    assert visitor.post_bytes("/chat/schermfoto/", whole, {**headers, "Accept": "application/json"}) == (
        204,
        "",
    )
    page = counsellor.get(f"/werk/gesprek/{contact}/")
    kept = counsellor.get_bytes(_last(r"(/werk/schermfoto/[0-9a-f-]{36}/)", page))
    assert len(kept) > 100_000
    middle = len(kept) // 2
    planted.others["a picture"] = [kept[middle : middle + 24], file.getvalue()[middle : middle + 24]]


def forms_of(word: str) -> dict[str, bytes]:
    """How a word may lie in a file. What begins and ends base64 depends on what is beside it."""
    raw = word.encode()
    found = {"as it is": raw, "as UTF-16": word.encode("utf-16-le"), "as hex": raw.hex().encode()}
    for before in range(3):
        coded = base64.b64encode(b"\0" * before + raw)
        found[f"as base64 after {before}"] = coded[(0, 2, 3)[before] : -4]
    return found


def files_in(*folders: Path) -> Iterator[Path]:
    """Every file below these folders that is there."""
    for folder in folders:
        yield from (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())


@dataclass
class Searched:
    """What a search came to: where something was, and how many bytes were looked at."""

    found: list[str] = field(default_factory=list)
    size: int = 0
    files: int = 0


def search(planted: Planted, files: Iterable[Path], streams: Iterable[tuple[str, bytes]] = ()) -> Searched:
    """Look for all that was planted in the bytes of these files and streams."""
    result = Searched()
    for name, content in [*((str(path), path) for path in files), *streams]:
        try:
            held = content.read_bytes() if isinstance(content, Path) else content
        except FileNotFoundError:
            continue  # it went meanwhile
        result.size += len(held)
        result.files += 1
        result.found += [f"{way} in {name}" for way in _ways_in(planted, held)]
    return result


def _ways_in(planted: Planted, held: bytes) -> Iterator[str]:
    for form, needle in forms_of(MARK).items():
        at = held.find(needle)
        if at >= 0:
            word = held[at : at + len(MARK) + 2].decode("ascii", "replace")
            yield f"{planted.ways.get(word, 'something planted')} ({form})"
    for way, needles in planted.others.items():
        if any(needle in held for needle in needles):
            yield way


def every_form(planted: Planted) -> list[tuple[str, bytes]]:
    """Bytes for each thing that was planted in each form, for seeing that the search is not blind."""
    words = [
        (f"{word} {form}", b"\x00\xff" * 50 + raw + b"\x80\n" * 50)
        for word, (form, raw) in product(planted.ways, forms_of("x").items())
        for raw in [forms_of(word)[form]]
    ]
    return words + [(way, b"\x00" * 9 + one) for way, many in planted.others.items() for one in many]
