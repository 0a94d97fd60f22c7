"""Whether what the helpline writes is easy enough to read: B1, as far as a count can tell. Pure.

Two counts, each with a limit for its kind of text: the words of the longest sentence, and LIX (see
`readability.py`). What a visitor reads has to be easier than what a counsellor reads; a page is running text.
docs/content.md says how the limits were chosen.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from hulplijn.content.errors import N_, ContentError
from hulplijn.content.rules.marked import LOADER
from hulplijn.content.rules.readability import lix, longest_sentence


class Limit(NamedTuple):
    """The most words of a sentence, and the highest LIX."""

    words: int
    lix: int


VISITOR, COUNSELLOR, PAGE = Limit(18, 45), Limit(25, 55), Limit(25, 45)
FOLDERS = ("pages", "school", "guides", "partners", "plans", "replies")
"""Those whose texts are measured; a scripted visitor has her own words."""
LANGUAGES = ("nl", "en")
"""The languages for which the limits were tried on easy and hard texts."""
NO_LIMIT = 1_000
FEWEST = 15
"""Words from which LIX says something: in a shorter text one long word decides."""
_FOR_VISITORS = {"visitor", "visitor_why", "visitor_done", "visitor_title", "check"}


@lru_cache(maxsize=256)
def complaints(file: str, source: str) -> tuple[ContentError, ...]:
    """What is too hard to read in a file of plans, standard replies, partners or pages."""
    if file.endswith(".md"):
        return tuple(_of_page(file, source))
    try:
        node = yaml.compose(source, Loader=LOADER)
    except yaml.YAMLError:
        return ()
    if node is None:
        return ()
    below = file.partition("/")[0]
    return tuple(
        error
        for text, path in _texts(node, ())
        for error in _of_text(file, text.start_mark.line + 1, text.value, _limit(below, path))
    )


def _limit(below: str, path: tuple[str, ...]) -> Limit:
    """A reply is a text to send; a partner is described to visitors too."""
    is_reply = path[-2:] == ("replies", "text") or below == "partners"
    return VISITOR if is_reply or _FOR_VISITORS & set(path) else COUNSELLOR


def _texts(node: Node, path: tuple[str, ...]) -> Iterator[tuple[ScalarNode, tuple[str, ...]]]:
    """Each sentence in one of our languages, with the keys on the way to it."""
    if isinstance(node, SequenceNode):
        for one in node.value:
            yield from _texts(one, path)
    elif isinstance(node, MappingNode):
        for key, value in node.value:
            if isinstance(value, ScalarNode) and key.value in LANGUAGES:
                yield value, path
            else:
                yield from _texts(value, (*path, str(key.value)))


def _of_page(file: str, source: str) -> Iterator[ContentError]:
    """The sentences one by one, and how hard each part under a heading is as a whole."""
    if file.split(".")[-2] not in LANGUAGES:
        return
    parts: list[tuple[int, list[str]]] = [(1, [])]
    for line, words in enumerate(source.splitlines(), 1):
        yield from _of_text(file, line, words, Limit(PAGE.words, NO_LIMIT))
        if words.startswith("#"):
            parts.append((line, []))
        else:
            parts[-1][1].append(words)
    for line, said in parts:
        yield from _of_text(file, line, "\n".join(said), Limit(NO_LIMIT, PAGE.lix))


def _of_text(file: str, line: int, text: str, limit: Limit) -> Iterator[ContentError]:
    words, hard = longest_sentence(text), lix(text)
    if words > limit.words:
        facts: dict[str, object] = {"words": words, "most": limit.words}
        sentence = N_("A sentence here has {words} words; {most} is the most. Make two of it.")
        yield ContentError(file, line, sentence, facts, is_wording=True)
    elif hard > limit.lix and len(text.split()) >= FEWEST:
        facts = {"hard": hard, "most": limit.lix}
        sentence = N_(
            "This is hard to read (LIX {hard}; {most} is the most). Use shorter words and sentences."
        )
        yield ContentError(file, line, sentence, facts, is_wording=True)
