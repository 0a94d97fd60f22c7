"""Which files of the content folder a helpline writes itself, by their names. Pure; never a path."""

from __future__ import annotations

import re

FACTS = "helpline.yaml"
LONGEST = 60
_SHAPES = (
    re.compile(r"(helpline|rubric|risk)\.yaml"),
    re.compile(r"(plans|replies|partners|practice)/[a-z0-9][a-z0-9_]{0,38}\.yaml"),
    re.compile(r"guides/[a-z][a-z_]{0,38}\.[a-z]{2,3}\.md"),
    re.compile(r"(pages|school)/[a-z0-9][a-z0-9-]{0,38}\.[a-z]{2,3}\.md"),
)


IN_LANGUAGES = ("pages", "school", "guides")
"""Folders with one file for each language of a text."""


PLACED = frozenset(
    (
        *("bellen", "eerste-hulp", "gevaar", "iemand-anders", "klacht", "mailen", "privacy", "school"),
        *("toegankelijkheid", "veilig-surfen"),
    )
)
"""Pages that the product shows at addresses of their own. Any other is the helpline's, at `/p/<slug>/`."""


def is_editable(name: str) -> bool:
    """Whether a helpline may have a text of its own for the file of that name."""
    return any(shape.fullmatch(name) for shape in _SHAPES)


def kind_of(name: str) -> str:
    """The folder that it lies in; nothing for a file that lies in none."""
    return name.rpartition("/")[0]


def same_page(name: str, other: str) -> bool:
    """Whether two names are one text in two languages."""
    return name != other and kind_of(name) in IN_LANGUAGES and _slug(name) == _slug(other)


def _slug(name: str) -> str:
    return name.split(".")[0]
