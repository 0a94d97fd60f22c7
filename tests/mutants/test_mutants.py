"""A promise counts only with its planted fault: each fault below must turn the tests that guard it red."""

from __future__ import annotations

import pytest

from tests.mutants.planted import MUTANTS
from tests.mutants.planting import ENDS, Mutant, Run, outcomes

TESTS_FAILED = 1


@pytest.fixture(scope="module")
def ends(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, tuple[Run, Run]]:
    """The ends of the mutants that were asked for."""
    asked = {
        item.callspec.params["mutant"].name for item in request.session.items if hasattr(item, "callspec")
    }
    wanted = [mutant for mutant in MUTANTS if mutant.name in asked]
    ends = request.config.stash[ENDS] = outcomes(wanted, tmp_path_factory.mktemp("planted"))
    return ends


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_the_fault_is_caught(mutant: Mutant, ends: dict[str, tuple[Run, Run]]) -> None:
    sound, planted = ends[mutant.name]
    assert sound.code == 0, f"Without the fault its tests must pass:\n{sound.told}"
    assert planted.code != -1, planted.told
    assert planted.code == TESTS_FAILED, f"Nobody noticed: {mutant.promise}\n{planted.told}"


def test_names_of_faults_differ() -> None:
    assert len({mutant.name for mutant in MUTANTS}) == len(MUTANTS)


def test_what_catches_a_fault_is_named_by_its_id() -> None:
    """Tests of many faults share one run without them, where an option of one would reach the others."""
    named = {name for mutant in MUTANTS if mutant.is_pytest for name in mutant.catches}
    assert [name for name in sorted(named) if not name.startswith("tests/") or "::" not in name] == []
