"""Faults in the helpline's own content."""

from __future__ import annotations

from tests.mutants.planting import Mutant

OWN_TEXTS = [
    Mutant(
        name="a-text-published-by-one",
        promise="whoever changed a draft last does not publish it",
        file="src/hulplijn/guidance/editing.py",
        old="    if any(one.changed_by == by.id for one in together):",
        new="    if not by.id:",
        catches=(
            "tests/guidance/test_edit_content.py::test_whoever_changed_a_draft_last_does_not_publish_it",
        ),
    ),
    Mutant(
        name="a-text-that-an-upgrade-overwrites",
        promise="a text of the helpline's own holds over the file that came with the product",
        file="src/hulplijn/content/files.py",
        old="        if name in self.own:\n",
        new="        if name in self.own and not (self.folder / name).is_file():\n",
        catches=("tests/content/test_own_texts.py::test_a_text_of_ours_holds_in_place_of_the_file",),
    ),
    Mutant(
        name="a-guide-of-three-pages",
        promise="what has to fit on paper is refused when it gets longer",
        file="src/hulplijn/content/on_paper.py",
        old="    if pages <= most:",
        new="    if pages:",
        catches=("tests/workspace/test_guides.py::test_a_guide_of_three_pages_is_refused",),
    ),
    Mutant(
        name="a-guide-without-its-keys",
        promise="the guide for the counsellor keeps the keys of the screen, whoever rewrites it",
        file="src/hulplijn/content/rules/guides.py",
        old="    elif role == WITH_KEYS and not places:",
        new="    elif role == WITH_KEYS and not lines:",
        catches=("tests/workspace/test_guides.py::test_the_counsellors_guide_keeps_the_place_of_the_keys",),
    ),
    Mutant(
        name="a-new-number-checked-as-the-old-one",
        promise="a number that changed is unchecked until somebody says who checked it and when",
        file="src/hulplijn/content/rules/checked.py",
        old="    return is_ is not None and is_ == was",
        new="    return is_ is not None and was is None",
        catches=(
            "tests/content/test_own_texts.py::test_a_new_number_does_not_keep_the_check_of_the_old_one",
        ),
    ),
]
