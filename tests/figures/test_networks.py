"""The year in the categories of the networks, and the crosswalk that leads there."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest
from django.test import Client

from hulplijn.accounts.models import Staff
from hulplijn.content.queries import code_list
from hulplijn.figures import queries
from tests.figures import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client: Client, staff: Callable[..., Staff]) -> Client:
    client.force_login(staff("lies", role="analyst"))
    return client


def test_reasons_and_ages_add_up_to_the_categories_of_the_networks() -> None:
    builders.contact(6, reason="sextortion_financial", age="18")
    builders.contact(7, reason="sextortion_sexual", age="12_15")
    builders.contact(8, reason="account_hacked", age="19_25")
    builders.contact(9, reason="scam_fraud", age="65_plus")
    builders.contact(10, reason="", age="")

    bik = queries.figure(2024, "reason_bik", "en")
    assert {line.code: line.count for line in bik.lines} == {"ecrime": 17, "osce": 13, "unknown": 10}
    assert bik.line("osce").label == "Online sexual coercion and extortion of children"
    chi = queries.figure(2024, "reason_chi", "en")
    assert {line.code: line.count for line in chi.lines} == {
        "other": 17,
        "violence/online_sexual_exploitation": 13,
        "unknown": 10,
    }
    insafe = queries.figure(2024, "age_insafe", "en")
    assert {line.code: line.count for line in insafe.lines} == {"teens": 13, "adults": 17, "unknown": 10}


def test_a_category_with_a_small_reason_in_it_tells_nothing_about_that_reason() -> None:
    builders.contact(50, reason="account_hacked")
    builders.contact(3, reason="scam_fraud")
    builders.contact(40, reason="cyberbullying")

    bik = queries.figure(2024, "reason_bik", "en")
    assert bik.line("ecrime").count is None
    total = queries.figure(2024, "reason", "en")
    shown = sum(line.count or 0 for line in total.lines)
    assert sum(line.count or 0 for line in bik.lines) <= shown


def test_an_analyst_reads_where_each_reason_belongs(reader: Client) -> None:
    page = reader.get("/en/cijfers/indeling/").content.decode()
    rows = list(
        csv.DictReader(io.StringIO(reader.get("/en/cijfers/indeling.csv").content.decode("utf-8-sig")))
    )

    assert [row["code"] for row in rows] == [one.code for one in code_list("reason").codes]
    hacked = next(row for row in rows if row["code"] == "account_hacked")
    assert (hacked["bik"], hacked["chi"]) == ("E-crime", "Other")
    assert hacked["example"] in page
    assert "IMPERSONATION_ACCOUNT_HIJACKING" in hacked["dsa"]


def test_each_reason_has_an_example_in_both_languages() -> None:
    for one in code_list("reason").codes:
        assert set(one.example or ()) >= {"nl", "en"}, one.code
