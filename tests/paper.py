"""What stands in a PDF of ours, read from its bytes by the fonts of each page and their map to letters."""

from __future__ import annotations

import re
import zlib

_OBJECT = re.compile(rb"(\d+) 0 obj\s*(.*?)(?:\s*stream\r?\n(.*?)\r?\nendstream)?\s*endobj", re.S)
_SHOWN = re.compile(rb"/(f\d+) [\d.]+ Tf|(\((?:\\.|[^\\)])*\))|(\bTJ|\bTj)", re.S)
_ESCAPED = re.compile(rb"\\([0-7]{1,3}|.)", re.S)
_LETTER = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]+)>")
_NAMED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def words_of(pdf: bytes) -> str:
    """The words of all pages in the order in which they are set; each stretch on a line of its own."""
    objects = {int(number): (head, body) for number, head, body in _OBJECT.findall(pdf)}
    told = []
    for head, _ in objects.values():
        if b"/Type/Page/" in head:
            told.append(_page(head, objects))
    return "\n".join(told)


def flat(pdf: bytes) -> str:
    """The same on one line, each gap one space: for sentences that are broken over lines."""
    return re.sub(r"\s+", " ", words_of(pdf))


def _page(head: bytes, objects: dict[int, tuple[bytes, bytes]]) -> str:
    fonts = dict(re.findall(rb"/(f\d+) (\d+) 0 R", objects[_number(head, b"Resources")][0]))
    letters = {name: _letters(objects[int(number)][0], objects) for name, number in fonts.items()}
    stretches, font, stretch = [], b"", ""
    for chosen, string, end in _SHOWN.findall(zlib.decompress(objects[_number(head, b"Contents")][1])):
        if chosen:
            font = chosen
        elif string:
            codes = _ESCAPED.sub(_plain, string[1:-1])
            stretch += "".join(letters[font].get(codes[at : at + 2], "") for at in range(0, len(codes), 2))
        elif end:
            stretches.append(stretch)
            stretch = ""
    return "\n".join(stretches)


def _plain(escaped: re.Match[bytes]) -> bytes:
    what = escaped[1]
    return bytes([int(what, 8)]) if what.isdigit() else _NAMED.get(what, what)


def _letters(font: bytes, objects: dict[int, tuple[bytes, bytes]]) -> dict[bytes, str]:
    table = zlib.decompress(objects[_number(font, b"ToUnicode")][1])
    return {
        bytes.fromhex(code.decode()): bytes.fromhex(letter.decode()).decode("utf-16-be")
        for code, letter in _LETTER.findall(table.split(b"beginbfchar", 1)[1])
    }


def _number(head: bytes, name: bytes) -> int:
    found = re.search(rb"/" + name + rb" (\d+) 0 R", head)
    assert found, name
    return int(found[1])
