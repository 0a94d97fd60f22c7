"""Texts of the rooms and their translations.

    translations.py check            what lacks a translation, is left over or is not compiled
    translations.py extract [ROOM…]  print the texts that a catalogue lacks, as entries to be pasted
    translations.py compile          write each .mo beside its .po, the same bytes every time
    translations.py pseudo FOLDER    write made-up languages for tests: qps (long words), ar (right to left)

English is the language of the source and needs no catalogue.
"""

from __future__ import annotations

import io
import re
import struct
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

REPOSITORY = Path(__file__).resolve().parents[1]
HOUSE = REPOSITORY / "src" / "hulplijn"
LANGUAGES = ("nl",)
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "N_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
HELD = re.compile(r"%\([a-z_0-9]+\)[sd]|\{[a-z_0-9]*\}|%[sd]")


@dataclass(frozen=True)
class Text:
    """One text of the source: its place, its words (two where it counts), its context."""

    where: str
    words: tuple[str, ...]
    context: str | None

    @property
    def key(self) -> tuple[str, str | None]:
        return self.words[0], self.context


def rooms() -> list[Path]:
    """The apps, named by their `apps.py`."""
    return sorted(file.parent for file in HOUSE.rglob("apps.py"))


def _sources(room: Path) -> Iterator[Path]:
    others = [other for other in rooms() if other != room and room in other.parents]
    for file in sorted(room.rglob("*")):
        if "migrations" in file.parts or any(other in file.parents for other in others):
            continue
        if file.suffix == ".py" or ("templates" in file.parts and file.suffix in {".html", ".txt"}):
            yield file


def texts(room: Path) -> list[Text]:
    """All texts of a room that are to be translated, in the order of its files."""
    found = []
    for file in _sources(room):
        source = file.read_text()
        if file.suffix != ".py":
            source = _as_python(source)
        name = file.relative_to(REPOSITORY)
        for line, words, _, context in extract("python", io.BytesIO(source.encode()), KEYWORDS):
            these = (words,) if isinstance(words, str) else tuple(words)
            found.append(Text(f"{name}:{line}", tuple(w for w in these if w), context))
    return [text for text in found if text.words and text.words[0]]


def _as_python(template: str) -> str:
    import django
    from django.conf import settings

    if not settings.configured:
        settings.configure(INSTALLED_APPS=[], USE_I18N=True)
        django.setup()
    from django.utils.translation.template import templatize

    return str(templatize(template))


def _po(room: Path, language: str) -> Path:
    return room / "locale" / language / "LC_MESSAGES" / "django.po"


def _read(file: Path, language: str) -> Catalog:
    if not file.exists():
        return Catalog(locale=language)
    with file.open("rb") as source:
        return read_po(source, locale=language, abort_invalid=True)


def _words(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def _key(message: Message) -> tuple[str, str | None]:
    first = message.id if isinstance(message.id, str) else message.id[0]
    return first, message.context


def wrongs(room: Path, language: str) -> list[str]:
    """What is wrong with a room's translations into a language, one line each."""
    file = _po(room, language)
    catalogue = _read(file, language)
    entries = {_key(message): message for message in catalogue if message.id}
    name = file.relative_to(REPOSITORY)
    found = []
    asked: dict[tuple[str, str | None], Text] = {}
    for text in texts(room):
        asked.setdefault(text.key, text)
    for key, text in asked.items():
        entry = entries.get(key)
        if entry is None or not all(_words(entry)) or (len(text.words) > 1) != (len(_words(entry)) > 1):
            found.append(f"{text.where}: no {language} for {text.words[0]!r}")
        elif entry.fuzzy:
            found.append(f"{name}: fuzzy: {key[0]!r}")
        elif any(
            set(HELD.findall(w)) - set(HELD.findall(" ".join(text.words))) for w in _words(entry)
        ) or set(HELD.findall(text.words[-1])) - set(HELD.findall(_words(entry)[-1])):
            found.append(f"{name}: other placeholders than {text.words[-1]!r}")
    found += [f"{name}: no longer used: {key[0]!r}" for key in entries if key not in asked]
    compiled = file.with_suffix(".mo")
    if file.exists() and (not compiled.exists() or compiled.read_bytes() != _compiled(catalogue)):
        found.append(f"{compiled.relative_to(REPOSITORY)}: not as compiled from the .po; run: make build")
    return found


def _compiled(catalogue: Catalog) -> bytes:
    """The catalogue in gettext's binary form, without dates, so that it is the same every time."""
    header = f"Content-Type: text/plain; charset=utf-8\nPlural-Forms: {catalogue.plural_forms}\n"
    pairs = {b"": header.encode()}
    for message in catalogue:
        if message.id and not message.fuzzy and all(_words(message)):
            ids = (message.id,) if isinstance(message.id, str) else tuple(message.id)
            context = f"{message.context}\x04" if message.context else ""
            pairs[(context + "\0".join(ids)).encode()] = "\0".join(_words(message)).encode()
    keys = sorted(pairs)
    ids_at, words_at = 28, 28 + 8 * len(keys)
    end = words_at + 8 * len(keys)
    tables: list[int] = []
    blob = b""
    for strings in (keys, [pairs[key] for key in keys]):
        for string in strings:
            tables += [len(string), end + len(blob)]
            blob += string + b"\0"
    start = struct.pack("<7I", 0x950412DE, 0, len(keys), ids_at, words_at, 0, end)
    return start + struct.pack(f"<{len(tables)}I", *tables) + blob


def compile_all() -> None:
    """Write every .mo that differs."""
    for file in sorted(HOUSE.rglob("locale/*/LC_MESSAGES/django.po")):
        made = _compiled(_read(file, file.parts[-3]))
        target = file.with_suffix(".mo")
        if not target.exists() or target.read_bytes() != made:
            target.write_bytes(made)
            print(f"compiled {target.relative_to(REPOSITORY)}")


def print_missing(names: list[str]) -> None:
    """Print empty entries for the texts that a catalogue lacks."""
    for room in rooms():
        if names and room.name not in names:
            continue
        for language in LANGUAGES:
            entries = {_key(message) for message in _read(_po(room, language), language) if message.id}
            missing = Catalog(locale=language)
            for text in texts(room):
                if text.key not in entries:
                    id = text.words[0] if len(text.words) == 1 else text.words[:2]
                    missing.add(id, context=text.context, locations=[_place(text.where)])
            if len(missing):
                print(f"# {_po(room, language).relative_to(REPOSITORY)}")
                out = io.BytesIO()
                write_po(out, missing, omit_header=True, width=0)
                print(out.getvalue().decode())


def _place(where: str) -> tuple[str, int]:
    file, line = where.rsplit(":", 1)
    return file, int(line)


LOOKALIKE = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "åƀçđéƒğħíĵķľɱñóƥɋŕšŧúṽŵẋýžÅƁÇĐÉƑĞĦÍĴĶĽṀÑÓƤɊŔŠŦÚṼŴẊÝŽ",
)
KEPT = re.compile(r"(%\([a-z_0-9]+\)[sd]|\{[a-z_0-9]*\}|%[sd%]|<[^>]+>|&[a-z]+;)")


def long(words: str) -> str:
    """`words` with other letters, in brackets and half as long again; placeholders and tags stay."""
    parts = KEPT.split(words)
    told = "".join(part if KEPT.fullmatch(part) else part.translate(LOOKALIKE) for part in parts)
    return f"[{told} {'ø' * max(3, len(words) // 2)}]"


def right_to_left(words: str) -> str:
    """`words` under Arabic letters, so that the browser sets them from the right."""
    parts = KEPT.split(words)
    arabic = str.maketrans("abcdefghijklmnopqrstuvwxyz", "ابتثجحخدذرزسشصضطظعغفقكلمنه")
    return "".join(part if KEPT.fullmatch(part) else part.lower().translate(arabic) for part in parts)


PSEUDO = {"qps": long, "ar": right_to_left}


def write_pseudo(folder: Path) -> None:
    """Write compiled catalogues of all rooms' texts in the made-up languages below `folder`."""
    every = [text for room in rooms() for text in texts(room)]
    for language, turn in PSEUDO.items():
        catalogue = Catalog(locale="en")
        for text in every:
            if len(text.words) == 1:
                catalogue.add(text.words[0], turn(text.words[0]), context=text.context)
            else:
                catalogue.add(text.words[:2], tuple(turn(w) for w in text.words[:2]), context=text.context)
        target = folder / language / "LC_MESSAGES" / "django.mo"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(_compiled(catalogue))


def main(words: list[str]) -> int:
    match words:
        case ["check"]:
            found = [wrong for room in rooms() for language in LANGUAGES for wrong in wrongs(room, language)]
            print("\n".join(found) if found else f"All texts of {len(rooms())} rooms are translated.")
            return 1 if found else 0
        case ["extract", *names]:
            print_missing(names)
        case ["compile"]:
            compile_all()
        case ["pseudo", folder]:
            write_pseudo(Path(folder))
        case _:
            print(__doc__)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
