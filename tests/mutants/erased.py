"""Faults in erasing, in keeping to terms and in what the ledger lets go."""

from __future__ import annotations

from tests.mutants.planting import Mutant

RETENTION = "tests/casework/test_retention.py"

ERASED = (
    Mutant(
        name="a-key-that-outlives-an-erasure",
        promise="nobody opens an erased case, whatever backups she holds",
        file="src/hulplijn/privacy/erasure.py",
        old="    keys.destroy_key(key_id)\n",
        new="",
        catches=("tests/privacy/test_after_erasure.py::test_nobody_opens_the_case_when_its_erasure_is_done",),
    ),
    Mutant(
        name="a-holder-that-nobody-declared",
        promise="everything that holds private text is declared",
        file="src/hulplijn/casework/holders.py",
        old='        sealed={"note": lambda row: row.about},\n',
        new="",
        catches=(
            "tests/privacy/test_holders.py::test_every_sealed_column_of_the_schema_is_declared_by_one_holder",
        ),
    ),
    Mutant(
        name="a-hold-that-holds-nothing",
        promise="what is on hold stays",
        file="src/hulplijn/casework/keeping.py",
        old="            on_hold=any(one.pk in held for one in group) or (case.sample and samples_held),\n",
        new="            on_hold=False,\n",
        catches=(f"{RETENTION}::test_a_sample_stays_until_its_hold_is_lifted_and_its_figures_after_that",),
    ),
    Mutant(
        name="a-sum-that-is-not-kept",
        promise="no figure changes when the ledger becomes coarser",
        file="src/hulplijn/ledger/coarsening.py",
        old="    if not sums:\n        return\n",
        new="    return\n",
        catches=("tests/figures/test_freezing.py::test_half_way_the_figures_are_the_same_too",),
    ),
    Mutant(
        name="what-is-merged-stays",
        promise="erasing a case erases what is merged with it",
        file="src/hulplijn/casework/actions/erasing.py",
        old="        cases = joined.one_persons(case)",
        new="        cases = [case]",
        catches=("tests/casework/test_joining.py::test_erasing_either_leaves_nothing_of_both",),
    ),
    Mutant(
        name="a-way-into-a-case-by-its-reference",
        promise="nobody comes into a case by entering a call in it",
        file="src/hulplijn/casework/actions/coming_in.py",
        old='        rights.require(by, "case.read", case, at=at)\n        reason_of(case, by=by, at=at)',
        new="        pass",
        catches=(
            "tests/workspace/test_enter_by_hand.py::test_it_never_comes_in_a_case_that_is_not_hers_to_read",
        ),
    ),
)
