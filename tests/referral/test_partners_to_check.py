"""The list of what must be checked of the partners."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from hulplijn.content import queries as content
from hulplijn.referral.queries import partners_to_check


def test_overdue_goes_first_then_a_number_that_nobody_checked_and_what_everybody_knows_is_not_on_it() -> None:
    found = [(one.code, why) for one, why in partners_to_check(date(2027, 11, 1))]
    assert found[:2] == [("sister_example", "overdue"), ("csg", "never")]
    assert not {"113", "police_emergency_112"} & {code for code, _ in found}
    assert ("gp", "never") in found


def test_what_is_checked_and_not_yet_due_is_not_on_it() -> None:
    assert "sister_example" not in [one.code for one, _ in partners_to_check(date(2027, 10, 31))]


def test_a_checked_partner_with_a_number_that_is_not_stays_on_it(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(content.folder(), tmp_path / "content"))
    file = folder / "partners/csg.yaml"
    checked = "verified: {on: 2026-11-01, by: Dora}\nnext_check: 2027-11-01"
    file.write_text(file.read_text().replace("verified: null\nnext_check: null", checked))
    with content.use(folder):
        assert ("csg", "details") in [(one.code, why) for one, why in partners_to_check(date(2026, 12, 1))]
