"""`rubric.yaml`: what a coordinator looks at when she reads a conversation to learn from it."""

from hulplijn.content.errors import N_, ContentError
from hulplijn.content.rubric_shapes import LEVELS, Rubric, RubricQuestion
from hulplijn.content.rules.marked import Block, Sheet


def read(file: str, source: str, languages: tuple[str, ...], errors: list[ContentError]) -> Rubric:
    """The rubric; what is wrong is added to `errors`."""
    block = Sheet(file, languages, errors).open(source)
    themes = block.named_texts("themes")
    questions: dict[str, RubricQuestion] = {}
    for entry in block.blocks("questions", required=True):
        one = _question(entry, list(themes))
        if one.id in questions:
            entry.wrong("id", N_("The question “{value}” is here twice."), value=one.id)
        questions.setdefault(one.id, one)
    found = Rubric(block.number("version"), themes, tuple(questions.values()))
    block.done()
    return found


def _question(entry: Block, themes: list[str]) -> RubricQuestion:
    one = RubricQuestion(
        entry.code("id"), entry.one_of("theme", themes), entry.text("text"), entry.texts("levels")
    )
    if len(one.levels) != LEVELS:
        entry.wrong("levels", N_("A question of the rubric has {most} levels."), most=LEVELS)
    entry.done()
    return one
