"""What was done to prevent harm in the year's figures: by kind and month, people protected."""

from __future__ import annotations

import pytest

from hulplijn.figures import export, queries
from hulplijn.figures.figure import Figure
from tests.figures import builders

pytestmark = pytest.mark.django_db


def shown(figure: Figure) -> dict[str, int | str | None]:
    """What each row shows that is no plain nothing."""
    return {line.code: line.sign or line.count for line in figure.lines if line.sign or line.count}


def test_activities_people_and_hours_are_counted_by_kind_and_month() -> None:
    builders.prevention("lesson", 3, reached=54, minutes=50)
    builders.prevention("lesson", 3, reached=30, minutes=40)
    builders.prevention("campaign", 11, reached=1_200, minutes=100)
    builders.prevention("press", 11)
    builders.prevention("press", 1, year=2023, reached=9, minutes=60)
    kinds, months, reached, hours = (
        queries.figure(2024, f"prevention_{name}", "en") for name in ("kind", "month", "reached", "hours")
    )
    assert shown(kinds) == {"lesson": 2, "campaign": 1, "press": 1}
    assert kinds.title == "4 times prevention, most often: lesson at a school"
    assert shown(months) == {"03": 2, "11": 2}
    assert [line.label for line in months.lines][:2] == ["January", "February"]
    assert shown(reached) == {"03": 84, "11": 1_200}
    assert (reached.n, reached.missing) == (1_284, 1)
    assert shown(hours) == {"03": 2, "11": 2}
    assert hours.n == 3


def test_a_few_people_are_hidden_and_what_would_give_them_away() -> None:
    builders.prevention("training", 2, reached=3)
    builders.prevention("lesson", 5, reached=80)
    assert shown(queries.figure(2024, "prevention_reached", "en")) == {"02": "small", "05": "withheld"}
    assert shown(queries.figure(2024, "prevention_month", "en")) == {"02": 1, "05": 1}


def test_all_twelve_months_are_drawn_with_their_numbers_and_stand_in_the_file() -> None:
    builders.prevention("lesson", 12, reached=80)
    figure = queries.figure(2024, "prevention_month", "en")
    assert len(figure.first_lines) == 12
    assert b"prevention_month,2024,12,December,1,100,1," in export.csv_of(figure)


def test_a_year_of_prevention_alone_has_its_page_and_its_files() -> None:
    builders.prevention("lesson", 2, year=2023, reached=20)
    assert queries.years() == [2023]
    assert not queries.is_empty(2023)
    assert queries.headlines(queries.figures_to_hand_out(2023, "en"))[0].value == "0"


def test_a_year_without_prevention_has_no_rows_of_it() -> None:
    builders.contact(6)
    for name in ("kind", "month", "reached", "hours"):
        assert queries.figure(2024, f"prevention_{name}", "en").lines == ()
