"""Every verb that can stand in the audit log has a sentence in both languages, and is found by its kind."""

from __future__ import annotations

import ast
import functools
import re
from collections.abc import Iterator

import pytest
from django.utils import translation

from hulplijn.casework.models import Hold
from hulplijn.privacy.retention_rules import Term
from hulplijn.workspace.queries.log_words import KINDS, verb_says
from tests.environment import REPOSITORY
from tests.rights.test_matrix import coded

SOURCE = REPOSITORY / "src" / "hulplijn"
VERB = re.compile(r"[a-z_]+\.[a-z_]+(:[a-z_]*)?")


def texts(tree: ast.AST) -> Iterator[str]:
    """The texts in a piece of code that look like verbs."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and VERB.fullmatch(str(node.value)):
            yield str(node.value)


def entered(tree: ast.Module) -> Iterator[ast.expr]:
    """What each call of `record` is given as its verb."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args:
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called == "record":
                yield node.args[0]


@functools.cache
def recorded() -> frozenset[str]:
    """Every verb of a matrix, as each can be refused, and every one that the code enters.

    Where a verb is worked out, all that may be one in the same file count.
    """
    trees = [ast.parse(path.read_text()) for path in sorted(SOURCE.rglob("*.py"))]
    verbs = set(coded())
    for tree in trees:
        for verb in entered(tree):
            verbs |= set(texts(verb))
    rooms = {verb.partition(".")[0] for verb in verbs}
    for tree in trees:
        if any(isinstance(verb, ast.Name | ast.Subscript | ast.JoinedStr) for verb in entered(tree)):
            verbs |= {text for text in texts(tree) if text.partition(".")[0] in rooms}
    # What stands behind the colon is worked out as well.
    verbs |= {f"hold.put:{reason}" for reason in Hold.Reason.values}
    verbs |= {f"case.term:{term}" for term in Term if term is not Term.RECORD}
    return frozenset(verb.rstrip(":") for verb in verbs)


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_verb_has_its_sentence(language: str) -> None:
    verbs = recorded()
    assert {"keys.renew", "case.erase:term", "presence.come", "contact.step_in", "notice.send"} <= verbs
    with translation.override(language):
        says = {verb: verb_says(verb) for verb in verbs}
    assert sorted(verb for verb, sentence in says.items() if VERB.search(sentence)) == []


def test_each_sentence_is_in_dutch_too() -> None:
    """Words that are the same in both languages would hide a sentence that nobody translated."""
    said: dict[str, set[str]] = {}
    for language in ("nl", "en"):
        with translation.override(language):
            for verb in recorded():
                said.setdefault(verb, set()).add(verb_says(verb))
    assert sorted(verb for verb, both in said.items() if len(both) == 1) == []


def test_every_verb_is_found_by_a_kind() -> None:
    starts = tuple(start for kind in KINDS.values() for start in kind.starts)
    assert sorted(verb for verb in recorded() if not verb.startswith(starts)) == []
