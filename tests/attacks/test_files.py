"""Bad files and words: the content folder, screenshots, the environment. Each is refused by its own name."""

from __future__ import annotations

import io
import os
import shutil
from pathlib import Path

from hypothesis import given, seed
from hypothesis import strategies as st
from PIL import Image

from hulplijn.channels.chat import pictures
from hulplijn.content import reading
from hulplijn.server import environment as product
from tests import environment
from tests.attacks.values import raw, text
from tests.attacks.watching import SEED, counted, settings, share, watchdog
from tests.environment import REPOSITORY

BOMB = "a: &a [x, x, x, x, x, x, x, x]\n" + "".join(
    f"{after}: &{after} [{', '.join(['*' + before] * 8)}]\n"
    for before, after in zip("abcdefgh", "bcdefghi", strict=True)
)
"""A billion of them, if every alias were followed."""
SCRAPS = (
    *(
        "\t",
        "- ",
        ": ",
        "{",
        "[",
        "&a ",
        "*a",
        "!!python/object/apply:os.system ['true']",
        "<<: *a",
        "|",
        ">",
    ),
    *("---\n", "...\n", "%YAML 9.9\n", "\0", "'", '"', "9" * 400, "\ufeff", "2026-13-45", "? ", "=", "~"),
    BOMB,
    "[" * 3000,
)


def _some(count: int) -> int:
    return -(-share("files") * count // 100)


def test_whatever_stands_in_the_content_folder_is_read_or_refused_with_its_line(tmp_path: Path) -> None:
    whole = Path(shutil.copytree(REPOSITORY / "content", tmp_path / "content"))
    files = {file: file.read_text() for file in sorted(whole.rglob("*.*")) if file.is_file()}
    scraps = st.one_of(st.sampled_from(SCRAPS), text)

    @seed(SEED)
    @settings(_some(15))
    @given(st.sampled_from(sorted(files)), st.floats(0, 1), st.integers(0, 400), scraps)
    def attack(file: Path, place: float, length: int, scrap: str) -> None:
        was = files[file]
        start = int(place * len(was))
        file.write_bytes((was[:start] + scrap + was[start + length :]).encode("utf-8", "surrogatepass"))
        try:
            with watchdog():
                _, errors = reading.read(whole)
            assert all(one.line >= 1 for one in errors)
        finally:
            file.write_text(was)
        counted.one("files")

    attack()


def _pictures() -> list[bytes]:
    found = []
    for kind in ("PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF", "ICO"):
        file = io.BytesIO()
        Image.new("RGB", (40, 30), "teal").save(
            file, kind, **({"exif": b"Exif\0\0"} if kind == "JPEG" else {})
        )
        found.append(file.getvalue())
    return found


def test_a_picture_is_written_anew_or_refused() -> None:
    many = _pictures()

    @seed(SEED)
    @settings(_some(60))
    @given(st.sampled_from(many), st.lists(st.tuples(st.floats(0, 1), raw), max_size=4), st.floats(0, 1.5))
    def attack(picture: bytes, changes: list[tuple[float, bytes]], end: float) -> None:
        sent = bytearray(picture)
        for place, change in changes:
            at = int(place * len(sent))
            sent[at : at + len(change)] = change
        try:
            with watchdog():
                made = pictures.written_anew(bytes(sent[: max(1, int(end * len(sent)))]))
            assert made.startswith(b"\xff\xd8\xff")
        except (pictures.NotAPicture, pictures.TooLarge):
            pass
        counted.one("files")

    attack()


def test_a_bad_setting_is_refused_by_its_name(tmp_path: Path) -> None:
    right = environment.for_a_server(tmp_path, port=8000)
    names = sorted(product.KNOWN)
    # What an environment can hold: no NUL, and bytes that are no text as Python hands them on.
    held = raw.map(lambda value: os.fsdecode(value.replace(b"\0", b"")))

    def refused_by_name(changes: dict[str, str]) -> None:
        kept = {name: value for name, value in right.items() if name.startswith("HULPLIJN_")}
        try:
            with watchdog():
                product.read({**kept, **changes})
        except product.BadEnvironment as wrong:
            named = str(wrong)
        else:
            named = names[0]
        assert any(name in named for name in names)
        counted.one("files")

    @seed(SEED)
    @settings(_some(25))
    @given(st.dictionaries(st.sampled_from(names), held, min_size=1, max_size=3))
    def attack(changes: dict[str, str]) -> None:
        refused_by_name(changes)

    for name in names:
        refused_by_name({name: "morgen"})
    attack()
