"""A list that changed: earlier years stay as they were counted, and the comparison says what changed."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import Client

from hulplijn.accounts.models import Staff
from hulplijn.audit.actors import Actor
from hulplijn.casework import actions as casework
from hulplijn.casework.errors import UnknownCode
from hulplijn.content import queries as content
from hulplijn.figures import comparing, queries
from hulplijn.figures.rules.over_years import Together, together
from hulplijn.ledger.models import Entry
from tests import builders as house
from tests.environment import AT
from tests.figures import builders

NOTE = "Tot 2024 was dit een reden."
BEFORE, AFTER = datetime(2023, 5, 1, tzinfo=UTC), datetime(2024, 5, 1, tzinfo=UTC)
SPLIT = f"""changes:
  - since: 2024-01-01
    was: {{scam_fraud: [scam_shop, scam_love]}}
    note: {{nl: "{NOTE}", en: "Until 2024 this was one reason."}}
groups:
"""


def test_a_code_that_was_renamed_split_or_put_together_is_one_row() -> None:
    codes = ["a", "b", "c", "d", "e"]
    assert together(codes, []) == [Together((one,)) for one in codes]
    assert together(codes, [{"a": ["c"]}, {"d": ["b", "e"]}]) == [
        Together(("a", "c"), (0,)),
        Together(("b", "d", "e"), (1,)),
    ]
    assert together(codes, [{"a": ["c"]}, {"c": ["e"], "zz": ["q"]}])[0] == Together(("a", "c", "e"), (0, 1))


@pytest.fixture
def split(tmp_path: Path) -> Iterator[Path]:
    """A content folder in which one reason was split at the end of 2023."""
    folder = Path(shutil.copytree(content.folder(), tmp_path / "content"))
    file = folder / "taxonomy" / "reason.yaml"
    text = file.read_text("utf-8").replace("\ngroups:\n", f"\n{SPLIT}", 1)
    head, rest = text.split("  - code: scam_fraud\n")
    body, sep, tail = rest.partition("  - code: ")
    old = f"  - code: scam_fraud\n    until: 2023-12-31\n{body}"
    new = "".join(
        f"  - code: {code}\n{body.replace('Oplichting', code).replace('Scam or fraud', code)}"
        for code in ("scam_shop", "scam_love")
    )
    file.write_text(head + old + new + sep + tail, "utf-8")
    assert content.check(folder) == []
    with content.use(folder):
        yield folder


@pytest.mark.django_db
def test_a_year_of_before_a_split_keeps_its_figures_and_the_comparison_carries_the_footnote(
    client: Client, staff: Callable[..., Staff], request: pytest.FixtureRequest
) -> None:
    builders.contact(12, reason="scam_fraud", at=BEFORE)
    builders.contact(8, reason="grooming", at=BEFORE)
    before, lists = queries.figure(2023, "reason", "nl").lines, Entry.objects.first()
    request.getfixturevalue("split")
    builders.contact(6, reason="scam_shop", at=AFTER)
    builders.contact(7, reason="scam_love", at=AFTER)

    assert queries.figure(2023, "reason", "nl").lines == before
    assert lists is not None
    assert Entry.objects.get(pk=lists.pk).lists == lists.lists
    assert content.lists_version() != lists.lists
    row = next(one for one in comparing.over_years("reason", [2023, 2024]).rows if "scam_fraud" in one.codes)
    assert ([cell.count for cell in row.cells], row.notes) == ([12, 13], (1,))
    assert row.label == "scam_shop / scam_love"

    client.force_login(staff("lies", role="analyst"))
    assert NOTE in client.get("/cijfers/jaren/").content.decode()
    rows = list(csv.DictReader(io.StringIO(client.get("/cijfers/jaren.csv").content.decode("utf-8-sig"))))
    told = {(one["year"], one["count"], one["notes"]) for one in rows if "scam_fraud" in one["codes"]}
    assert told == {("2023", "12", NOTE), ("2024", "13", NOTE)}


@pytest.mark.django_db
def test_a_hidden_cell_stays_hidden_in_the_comparison() -> None:
    builders.contact(20, reason="grooming", at=BEFORE)
    builders.contact(2, reason="scam_fraud", at=BEFORE)
    row = next(one for one in comparing.over_years("reason", [2023]).rows if one.codes == ("scam_fraud",))
    assert (row.cells[0].count, row.cells[0].sign) == (None, "small")


def test_a_code_that_was_replaced_needs_its_last_day(split: Path) -> None:
    file = split / "taxonomy" / "reason.yaml"
    file.write_text(file.read_text("utf-8").replace("    until: 2023-12-31\n", "", 1), "utf-8")
    (wrong,) = content.check(split)
    assert (wrong.file, "scam_fraud" in str(wrong)) == ("taxonomy/reason.yaml", True)


@pytest.mark.django_db
def test_a_code_that_ended_is_ticked_no_more_and_stays_where_it_was(split: Path, counsellor: Actor) -> None:
    contact = house.taken_chat(counsellor, "hoi")
    with pytest.raises(UnknownCode):
        casework.code(contact, by=counsellor, at=AT, reason="scam_fraud")
    earlier = house.taken_chat(counsellor, "hoi", at=BEFORE)
    casework.code(earlier, by=counsellor, at=AT, reason="scam_fraud")
    assert casework.code(earlier, by=counsellor, at=AT, reason="scam_fraud", age="18").reason == "scam_fraud"
