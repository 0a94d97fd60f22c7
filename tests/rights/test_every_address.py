"""Every address, as everybody: the table that people wrote in docs/rights.md is what the product does."""

from __future__ import annotations

import re

import pytest

from tests.environment import REPOSITORY
from tests.rights.addresses import COLUMNS, every, what_is_there
from tests.rights.world import made

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("takes_screenshots"),
    pytest.mark.sqlite,  # who may do what is the same on every database: once is enough
]


def written() -> dict[str, dict[str, str]]:
    """The table of addresses in docs/rights.md: what stands in each cell, by row and column."""
    lines = (REPOSITORY / "docs" / "rights.md").read_text().splitlines()
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in lines
        if re.match(r"\| `(GET|POST) ", line)
    ]
    return {row[0]: dict(zip(COLUMNS, row[1:], strict=True)) for row in rows}


@pytest.mark.parametrize("who", COLUMNS)
def test_everybody_gets_what_the_table_says(who: str) -> None:
    world = made(over="over" in who)
    browser = world.browser(who.split(",")[0])
    found = {str(one): what_is_there(world, browser, who, one) for one in every()}
    wanted = {name: row[who] for name, row in written().items()}
    nowhere = {name for name, said in found.items() if said in ("never", "on") and name not in wanted}
    different = {
        name: f"{said}, written {wanted.get(name)}"
        for name, said in found.items()
        if name not in nowhere and said != wanted.get(name)
    }
    assert not different
    assert not set(wanted) - set(found), "rows of addresses that are no more"


def test_who_does_not_say_why_she_looks_is_asked_and_shown_nothing() -> None:
    world = made(over=True, says_why=False)
    browser = world.browser("coordinator")
    for one in every():
        if {"contact_id", "case_id", "picture_id", "notice_id"} & set(one.parameters):
            what_is_there(world, browser, "coordinator", one)  # not in `READS`: a word shown to her fails
    for name in ("contact", "part", "picture", "notes"):
        (one,) = [one for one in every() if one.name == f"workspace:{name}" and one.method == "GET"]
        assert what_is_there(world, browser, "coordinator", one) == "on"
