"""`guides/<role>.<language>.md`: the guide of two pages for a role, for the screen and for paper."""

from __future__ import annotations

from hulplijn.content.errors import N_, ContentError

KEYS = "{keys}"
"""Where the table of keys comes, made from those that the screen really has."""
WITH_KEYS = "counsellor"
MOST_PAGES = 2


def read(file: str, role: str, source: str, errors: list[ContentError]) -> str:
    """The Markdown of one guide; what is wrong is added to `errors`."""
    lines = source.splitlines()
    if not source.startswith("# ") or not lines[0].removeprefix("# ").strip():
        errors.append(ContentError(file, 1, N_("A page begins with its title: “# Title”.")))
    places = [number for number, line in enumerate(lines, 1) if KEYS in line]
    alone = [number for number in places if lines[number - 1].strip() == KEYS]
    if len(places) > 1 or places != alone:
        sentence = N_("“{value}” stands once, on a line of its own: there comes the table of keys.")
        errors.append(ContentError(file, places[-1], sentence, {"value": KEYS}))
    elif role == WITH_KEYS and not places:
        sentence = N_("This guide holds “{value}” on a line of its own: there comes the table of keys.")
        errors.append(ContentError(file, max(1, len(lines)), sentence, {"value": KEYS}))
    return source
