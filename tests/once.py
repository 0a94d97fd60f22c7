"""Which tests run on one database only: what they look at is the same on both.

On PostgreSQL these are left out; SQLite runs every test but those with the mark `postgresql`. Whatever
writes by an action, waits for a lock, counts by a query of its own, copies, restores, migrates or runs for
hours is not in the list, and runs on both.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.environment import REPOSITORY

SAME = {
    "content": "files and their mistakes",
    "house": "the code itself",
    "look": "signs, words and styles",
    "site": "what public pages say; what they ask of the database, the line and the desk test",
    "rights": "who may do what is decided before the database is asked",
    "figures/test_deck.py": "how figures are shown that test_counts.py counts",
    "figures/test_same_numbers.py": "the same",
    "figures/test_synthetic.py": "the same",
    "figures/test_titles.py": "the same",
    "figures/test_unfinished.py": "the same",
    "figures/test_small_cells.py": "the same",
    "chat/test_pace.py": "counted in the memory of one process",
    "chat/test_stream_and_posts.py": "how frames travel; test_live_line.py writes the same messages",
    "sample/test_day.py": "made by the rooms' own actions, each of which is tested on both",
    "sample/test_year.py": "the same, and figures/test_counts.py counts on both",
    "server/test_front.py": "answered without the database",
    "server/test_headers.py": "what stands around a page",
    "server/test_keys_commands.py": "privacy/test_rotate.py and test_escrow.py do the work on both",
    "server/test_no_compression.py": "what stands around a page",
    "server/test_patience.py": "answered without the database",
    "server/test_wire.py": "refused before the database is asked",
    "workspace/test_addresses.py": "refused before the database is asked",
    "workspace/test_log_words.py": "words",
    "workspace/test_menu.py": "words",
    "workspace/test_moments.py": "words",
    "workspace/test_settings.py": "a page and its form",
    "workspace/test_somebody_elses.py": "refused before anything is written",
}
"""Folders and files below `tests`, and why once is enough."""

BOTH = ("house/test_migrations.py", "house/test_foreign_keys.py")
"""Below those, but different on each."""

_REACHES_A_DATABASE = {"db", "transactional_db", "prepared_data"}
_TESTS = REPOSITORY / "tests"
LANES = ("attacks", "engines", "faults", "journeys", "mutants", "power", "processes")
"""Folders with a lane of their own, which says itself on which database it runs."""


def is_enough(item: pytest.Item) -> bool:
    """Whether this test tells nothing more on the second database."""
    path = Path(item.path).relative_to(_TESTS).as_posix()
    if item.get_closest_marker("postgresql") or path in BOTH or path.split("/")[0] in LANES:
        return False
    reaches = item.get_closest_marker("django_db") or _REACHES_A_DATABASE & set(
        getattr(item, "fixturenames", ())
    )
    return not reaches or path in SAME or path.split("/")[0] in SAME
