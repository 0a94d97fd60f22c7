"""The files of a content folder as they are read: the shipped ones, with the helpline's own over them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from hulplijn.content.errors import N_, ContentError

LARGEST = 1024 * 1024
"""Bytes of one file; the largest of ours has a twentieth of it."""


@dataclass(frozen=True)
class Files:
    """A folder, and the texts in place of its files or beside them, by name ("plans/scam.yaml")."""

    folder: Path
    own: Mapping[str, str] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        return name in self.own or (self.folder / name).is_file()

    def text(self, name: str, errors: list[ContentError]) -> str:
        """What stands in a file; nothing where it is too large, or no text, with the reason noted."""
        if name in self.own:
            return self.own[name]
        path = self.folder / name
        if path.stat().st_size > LARGEST:
            errors.append(ContentError(name, 1, N_("This file is larger than 1 MB. Is it the right one?")))
            return ""
        source = path.read_bytes()
        try:
            return plain(source.decode("utf-8-sig"))
        except UnicodeDecodeError as wrong:
            line = source.count(b"\n", 0, wrong.start) + 1
            sentence = N_("There is a letter here that we can’t read. Save this file as UTF-8.")
            errors.append(ContentError(name, line, sentence))
            return ""

    def below(self, below: str, suffix: str, errors: list[ContentError]) -> Iterator[tuple[str, str, str]]:
        """(name, stem, text) of each file in one folder, in the order of their names."""
        shipped = {path.name for path in (self.folder / below).glob(f"*{suffix}")}
        begin = "" if below == "." else f"{below}/"
        ours = {
            name.removeprefix(begin)
            for name in self.own
            if name.startswith(begin) and name.endswith(suffix) and "/" not in name.removeprefix(begin)
        }
        for file in sorted(shipped | ours):
            name = begin + file
            yield name, file.removesuffix(suffix), self.text(name, errors)


def plain(text: str) -> str:
    """`text` with the ends of lines that we use."""
    return text.replace("\r\n", "\n")
