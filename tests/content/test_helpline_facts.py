"""The facts of the helpline, as the pages and links use them."""

from __future__ import annotations

from pathlib import Path

from hulplijn.content import queries
from tests.content.conftest import Spoil


def test_the_facts_are_those_of_the_model_helpline_and_say_that_this_is_a_demonstration() -> None:
    facts = queries.helpline()

    assert facts.hours == "Mo-Sa 07:00-23:00; Su 11:00-19:00"
    assert (facts.phone, facts.email, facts.web) == ("020-2615275", "info@helpwanted.nl", "www.helpwanted.nl")
    assert facts.sample
    assert facts.languages == ("nl", "en")


def test_links_are_made_from_the_facts() -> None:
    facts = queries.helpline()

    assert facts.phone_uri == "tel:+31202615275"
    assert facts.email_uri == "mailto:info@helpwanted.nl"
    assert facts.web_uri == "https://www.helpwanted.nl"


def test_a_fact_says_who_checked_it(spoil: Spoil, folder: Path) -> None:
    assert queries.helpline().verified["phone"] is None
    spoil("helpline.yaml", ("phone: null", "phone: {on: 2026-11-01, by: de coördinator}"))

    with queries.use(folder):
        checked = queries.helpline().verified["phone"]

    assert checked is not None
    assert (checked.on.isoformat(), checked.by) == ("2026-11-01", "de coördinator")
