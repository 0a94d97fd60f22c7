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
]
