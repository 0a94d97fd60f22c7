"""Own fields in the figures: a table each, for those who may see it, in page and file."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable

import pytest
from django.test import Client

from hulplijn.accounts.models import Staff
from hulplijn.figures import queries
from tests import builders as house
from tests.figures import builders

pytestmark = pytest.mark.django_db
EVERYBODY = frozenset({"counsellor", "analyst"})


def test_an_own_field_is_a_table_with_its_definition_and_unknowns() -> None:
    house.own_field("School", "vmbo", "havo")
    builders.contact(6, reason="grooming", own=("school@1=vmbo",))
    builders.contact(5, reason="grooming", own=("school@2=vmbo",))
    builders.contact(9, reason="scam_fraud", own=("school@1=havo",))
    builders.contact(10, reason="scam_fraud")

    made = {one.id: one for one in queries.year_figures(2024, "en", roles=EVERYBODY)}["own-school"]
    assert {line.code: line.count for line in made.lines} == {"vmbo": 11, "havo": 9, "unknown": 10}
    assert (made.n, made.missing, made.about.section) == (30, 10, "own")


def test_a_field_for_one_reason_has_the_contacts_of_that_reason_as_its_base() -> None:
    house.own_field("Keren", kind="number", lowest=1, highest=6, reasons=("grooming",))
    builders.contact(8, reason="grooming", own=("keren@1=2",))
    builders.contact(7, reason="grooming")
    builders.contact(20, reason="scam_fraud")

    made = {one.id: one for one in queries.year_figures(2024, "en", roles=EVERYBODY)}["own-keren"]
    assert {line.code: line.count for line in made.lines if line.count} == {"2_2": 8, "unknown": 7}
    builders.contact(3, reason="cyberstalking")
    hidden = {one.id: one for one in queries.year_figures(2024, "en", roles=EVERYBODY)}["own-keren"]
    grooming = queries.figure(2024, "reason", "en").line("grooming")
    assert (grooming.count is None) == all(line.count is None for line in hidden.lines)


def test_who_may_not_see_a_field_does_not_get_it_in_a_file_either(
    client: Client, staff: Callable[..., Staff]
) -> None:
    house.own_field("Geheim", "aa", "bb", roles=frozenset({"coordinator"}))
    builders.contact(8, reason="grooming", own=("geheim@1=aa",))

    client.force_login(staff("lies", role="analyst"))
    assert "Geheim" not in client.get("/cijfers/2024/").content.decode()
    assert client.get("/cijfers/2024/own-geheim.csv").status_code == 404
    assert "geheim" not in client.get("/cijfers/2024/grootboek.csv").content.decode()
    archive = zipfile.ZipFile(io.BytesIO(client.get("/cijfers/2024/cijfers.zip").content))
    assert "own-geheim.csv" not in archive.namelist()

    client.force_login(staff("dora", role="coordinator"))
    rows = csv.DictReader(io.StringIO(client.get("/cijfers/2024/own-geheim.csv").content.decode("utf-8-sig")))
    assert {row["code"]: row["count"] for row in rows if row["code"] == "aa"} == {"aa": "8"}
