"""Which files of the content folder are set for paper, how, and on how many pages at most.

The rooms above that have the templates enter themselves: this one knows no template.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from hulplijn.content.errors import N_, ContentError
from hulplijn.content.files import Files
from hulplijn.content.rules.names import kind_of
from hulplijn.look import paper

NO_LIMIT = 0


@dataclass(frozen=True)
class Paper:
    """How a text of one folder becomes a PDF, and on how many pages it has to fit, both by name and text."""

    pdf: Callable[[str, str], bytes]
    most: Callable[[str], int]


_papers: dict[str, Paper] = {}


def register(below: str, *, pdf: Callable[[str, str], bytes], most: Callable[[str], int]) -> None:
    """Enter how the files of the folder `below` are set. Called from `AppConfig.ready()`."""
    _papers[below] = Paper(pdf, most)


def registered() -> dict[str, Paper]:
    """What was entered, by folder."""
    return dict(_papers)


def is_for_paper(name: str) -> bool:
    return kind_of(name) in _papers


def pdf(name: str, source: str) -> bytes:
    """The text `source` of the file `name` on paper, with the facts that are in use."""
    return _papers[kind_of(name)].pdf(name, source)


def complaints(name: str, source: str) -> list[ContentError]:
    """Whether a text without mistakes fits on its pages. It takes as long as setting it: 60 ms."""
    if not is_for_paper(name):
        return []
    most = _papers[kind_of(name)].most(name)
    pages = paper.pages(pdf(name, source)) if most else 0
    if pages <= most:
        return []
    sentence = N_("On paper this is {pages} pages; it has to fit on {most}. Leave something out.")
    return [ContentError(name, 1, sentence, {"pages": pages, "most": most})]


def check(folder: Path, own: Mapping[str, str]) -> list[ContentError]:
    """The same for every file of a content folder that is in use and without mistakes."""
    files = Files(folder, own)
    return [
        error
        for below in sorted(_papers)
        for name, _, source in files.below(below, ".md", [])
        for error in complaints(name, source)
    ]
