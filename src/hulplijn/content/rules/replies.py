"""`replies/*.yaml`: standard replies by subject. The name of a file is that of its subject."""

import re

from hulplijn.content.errors import N_, ContentError
from hulplijn.content.plan_shapes import Replies, Reply
from hulplijn.content.rules import readability
from hulplijn.content.rules.marked import Block, Sheet

FIELDS = ("counsellor", "helpline", "phone", "until", "opens")
"""What is filled in when a reply is put into the text field."""
_FIELD = re.compile(r"\{([^{}]*)\}")


def read(file: str, id: str, source: str, languages: tuple[str, ...], errors: list[ContentError]) -> Replies:
    """The replies of one subject; what is wrong is added to `errors`."""
    block = Sheet(file, languages, errors).open(source)
    found: dict[str, Reply] = {}
    for entry in block.blocks("replies", required=True):
        reply = Reply(entry.code("id"), entry.text("label"), entry.text("text"))
        entry.done()
        _check(entry, reply)
        if reply.id in found:
            entry.wrong("id", N_("The reply “{value}” is here twice."), value=reply.id)
        found.setdefault(reply.id, reply)
    replies = Replies(id, block.number("place"), block.text("title"), tuple(found.values()))
    block.done()
    return replies


def _check(entry: Block, reply: Reply) -> None:
    for language, text in reply.text.items():
        for name in _FIELD.findall(text):
            if name not in FIELDS:
                entry.wrong(
                    "text",
                    N_("The field “{value}” is unknown. Known: {known}."),
                    value=name,
                    known=", ".join(FIELDS),
                )
        number = readability.lix(_FIELD.sub("x", text))
        if number > readability.FAIR:
            entry.wrong(
                "text",
                N_("In {language} this is hard to read ({number}, at most {most}): use shorter words."),
                language=language,
                number=number,
                most=readability.FAIR,
            )
