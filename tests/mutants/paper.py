"""Faults in what is printed and in what is told of it."""

from tests.mutants.planting import Mutant

PAPER = [
    Mutant(
        name="a-pdf-without-structure",
        promise="a page for paper can be read aloud",
        file="src/hulplijn/look/paper.py",
        old='        pdf_standards="ua-1",',
        new="        pdf_tags=False,",
        catches=("tests/look/test_paper.py::test_a_page_is_tagged_and_says_its_language_and_its_title",),
    ),
    Mutant(
        name="a-poster-set-anew-for-each-visitor",
        promise="asking for a sheet again and again costs no work",
        file="src/hulplijn/site/school.py",
        old="@lru_cache(maxsize=16)\ndef _made",
        new="@lru_cache(maxsize=0)\ndef _made",
        catches=("tests/site/test_school.py::test_a_sheet_is_made_once_however_often_it_is_asked_for",),
    ),
    Mutant(
        name="removed-and-still-counted",
        promise="what was removed from the log of prevention counts nowhere",
        file="src/hulplijn/prevention/queries.py",
        old="    rows = Activity.objects.filter(day__year=year, removed_at=None)",
        new="    rows = Activity.objects.filter(day__year=year)",
        catches=("tests/prevention/test_log.py::test_what_is_removed_counts_nowhere_until_it_is_put_back",),
    ),
]
