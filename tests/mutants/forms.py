"""Faults in the forms in which coordinators write what is published."""

from __future__ import annotations

from tests.mutants.planting import Mutant

FORMS = [
    Mutant(
        name="a-code-lost-in-a-form",
        promise="every file goes into a form and comes back with the same meaning",
        file="src/hulplijn/content/rules/forms/emit.py",
        old='(_key(row["fact"]), _words(row["codes"]))',
        new='(_key(row["fact"]), _words(row["codes"][:1]))',
        catches=(
            (
                "tests/content/forms/test_there_and_back.py::"
                "test_every_shipped_file_comes_back_with_the_same_meaning"
            ),
        ),
    ),
    Mutant(
        name="a-mistake-beside-another-field",
        promise="what is wrong stands beside the field that it is about",
        file="src/hulplijn/content/rules/forms/tree.py",
        old='        if beside in paths or (last == "id" and above):',
        new="        if beside:",
        catches=("tests/content/forms/test_beside.py::test_a_mistake_stands_beside_its_field",),
    ),
]
