"""From a tree of values to the text of a file, with the keys in the house's order."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from hulplijn.content.rules.forms.fields import (
    CODED,
    CONDITIONS,
    DATED,
    DAY,
    FLAG,
    GROUP,
    MANY,
    NAMED,
    NUMBER,
    PHRASES,
    SAID,
    SAYINGS,
    Field,
    Tree,
    is_empty,
)

WIDTH = 120
"""Characters of a line; a longer text is folded."""
_STR, _NULL = "tag:yaml.org,2002:str", "tag:yaml.org,2002:null"


class _Dumper(yaml.SafeDumper):
    """Lists stand two places in, as in the files that we ship."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        return super().increase_indent(flow, False)


def source(tree: Tree, fields: Iterable[Field]) -> str:
    """The text of the file."""
    return str(yaml.serialize(_mapping(tree, fields), Dumper=_Dumper, width=WIDTH, allow_unicode=True))


def _mapping(tree: Tree, fields: Iterable[Field]) -> MappingNode:
    pairs: list[tuple[Node, Node]] = []
    for field in fields:
        value = tree.get(field.key)
        if is_empty(field, value) and not (field.always or field.needed):
            continue
        pairs.append((_key(field.key), _node(field, value)))
    return MappingNode("tag:yaml.org,2002:map", pairs, flow_style=False)


def _node(field: Field, value: Any) -> Node:
    if field.kind == FLAG:
        return _plain("true" if value else "false")
    if field.kind == SAID:
        return _said(value)
    if field.kind == PHRASES:
        return _block([(_key(code), _words(words) if words else _null()) for code, words in value.items()])
    if field.kind == GROUP:
        return _null() if is_empty(field, value) and not field.needed else _mapping(value, field.fields)
    if field.kind == SAYINGS:
        return _list([_said(one) for one in value], flow=not value)
    if field.kind == MANY:
        return _list([_mapping(one, field.fields) for one in value], flow=not value)
    if field.kind == DATED:
        first, *rest = field.fields
        return _block([(_plain(row[first.key]), _mapping(row, rest)) for row in value], flow=not value)
    if field.kind == NAMED:
        name, text = field.fields
        return _block([(_key(row[name.key]), _said(row[text.key])) for row in value if row[name.key]])
    if field.kind == CONDITIONS:
        return _block([(_key(row["fact"]), _words(row["codes"])) for row in value if row["fact"]])
    if field.kind == CODED:
        return _block(
            [(_key(row["fact"]), _scalar(next(iter(row["codes"]), ""))) for row in value if row["fact"]]
        )
    if isinstance(value, list):
        return _words(value)
    if not value:
        return ScalarNode(_STR, "", style='"') if field.quoted else _null()
    return _plain(value) if field.kind in (NUMBER, DAY) else _scalar(value)


def _said(value: Any) -> Node:
    """A language without words stays empty, so that the validator names it."""
    return _block([(_key(code), _scalar(words, long=True)) for code, words in (value or {}).items()])


def _words(words: Iterable[str]) -> Node:
    return _list([_scalar(one) for one in words], flow=True)


def _list(rows: list[Node], flow: bool = False) -> Node:
    return SequenceNode("tag:yaml.org,2002:seq", rows, flow_style=flow)


def _block(pairs: list[tuple[Node, Node]], flow: bool = False) -> Node:
    return MappingNode("tag:yaml.org,2002:map", pairs, flow_style=flow or not pairs)


def _key(word: str) -> Node:
    return _plain(word)


def _null() -> Node:
    return ScalarNode(_NULL, "null")


def _plain(word: str) -> Node:
    """As it is typed, where that is one plain word; so a number stays a number and a day a day."""
    is_plain = bool(word) and all(letter.isalnum() or letter in "-_." for letter in word)
    return ScalarNode(_resolved(word), word) if is_plain else _scalar(word)


def _scalar(word: str, *, long: bool = False) -> Node:
    if not word:
        return _null()
    if "\n" in word:
        return ScalarNode(_STR, word, style="|")
    if long and len(word) > WIDTH - 20:
        return ScalarNode(_STR, word, style=">")
    return ScalarNode(_STR, word, style=None if _resolved(word) == _STR else '"')


def _resolved(word: str) -> str:
    return str(_RESOLVER.resolve(ScalarNode, word, (True, False)))


_RESOLVER = yaml.resolver.Resolver()
