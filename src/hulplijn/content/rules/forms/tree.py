"""From the text of a file to a tree of values, and from a line of it to the field that stands there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from hulplijn.content.rules.forms.fields import (
    CODED,
    CONDITIONS,
    DATED,
    FLAG,
    GROUP,
    MANY,
    NAMED,
    PHRASES,
    SAID,
    SAYINGS,
    SCALARS,
    Field,
    Tree,
    blank,
    blank_of,
)
from hulplijn.content.rules.marked import EMPTY, LOADER


class NotAForm(ValueError):
    """The text holds something that the form has no place for, so that saving it would lose it."""

    def __init__(self, line: int, key: str = "") -> None:
        super().__init__(f"line {line}: {key}")
        self.line, self.key = line, key


class Place(NamedTuple):
    """Where a field stands in the text: the lines on which it and its key begin."""

    path: str
    lines: tuple[int, ...]


def read(source: str, fields: tuple[Field, ...], languages: Iterable[str]) -> Tree:
    """The values in `source`.

    Raises:
        NotAForm: it is no YAML, or has a key that no field is for.
    """
    return _Reading(tuple(languages)).mapping(_root(source), fields)


def places(source: str, fields: tuple[Field, ...]) -> list[Place]:
    """Every field of `source` with its lines, in their order; empty where it can't be read."""
    try:
        return list(_places(_root(source), fields, ""))
    except NotAForm:
        return []


def path_of(line: int, found: list[Place], key: object = None) -> str:
    """The path of the field on `line`, or of the last one before it; that of the missing `key` beside it."""
    on = [one for one in found if line in one.lines] or [one for one in found if min(one.lines) <= line][-1:]
    path = on[-1].path if on else ""
    above, _, last = path.rpartition(".")
    if isinstance(key, str) and last != key:
        paths = {one.path for one in found}
        beside = f"{above}.{key}".lstrip(".")
        if beside in paths or (last == "id" and above):
            return beside
    return path


def _root(source: str) -> MappingNode:
    try:
        node = yaml.compose(source, Loader=LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise NotAForm(mark.line + 1 if mark else 1) from error
    if not isinstance(node, MappingNode):
        raise NotAForm(1)
    return node


def _line(node: Node) -> int:
    return int(node.start_mark.line) + 1


def _word(node: Node) -> str:
    if not isinstance(node, ScalarNode):
        raise NotAForm(_line(node))
    return "" if not node.style and node.value in EMPTY else str(node.value).strip()


def _is_null(node: Node) -> bool:
    return isinstance(node, ScalarNode) and not node.style and node.value in EMPTY


def _rows(node: Node) -> list[Node]:
    if not isinstance(node, SequenceNode):
        raise NotAForm(_line(node))
    return list(node.value)


def _pairs(node: Node) -> list[tuple[Node, Node]]:
    if not isinstance(node, MappingNode):
        raise NotAForm(_line(node))
    return list(node.value)


class _Reading(NamedTuple):
    languages: tuple[str, ...]

    def mapping(self, node: Node, fields: tuple[Field, ...]) -> Tree:
        tree, known = blank_of(fields, self.languages), {one.key: one for one in fields}
        for key, value in _pairs(node):
            if _word(key) not in known:
                raise NotAForm(_line(key), _word(key))
            tree[_word(key)] = self.value(value, known[_word(key)])
        return tree

    def value(self, node: Node, field: Field) -> Any:
        if _is_null(node):
            return blank(field, self.languages)
        if field.kind in SCALARS:
            return _word(node)
        if field.kind == FLAG:
            return _word(node) == "true"
        if field.kind == SAID:
            return self._said(node)
        if field.kind == PHRASES:
            return {one: [] for one in self.languages} | {
                _word(key): [] if _is_null(value) else [_word(one) for one in _rows(value)]
                for key, value in _pairs(node)
            }
        if field.kind == GROUP:
            return self.mapping(node, field.fields)
        if field.kind == DATED:
            return [
                {**self.mapping(value, field.fields[1:]), field.fields[0].key: _word(key)}
                for key, value in _pairs(node)
            ]
        if field.kind == NAMED:
            name, text = field.fields
            return [{name.key: _word(key), text.key: self._said(value)} for key, value in _pairs(node)]
        if field.kind in (CODED, CONDITIONS):
            return [{"fact": _word(key), "codes": _codes(value)} for key, value in _pairs(node)]
        return [self._row(one, field) for one in _rows(node)]

    def _row(self, node: Node, field: Field) -> Any:
        if field.kind == SAYINGS:
            return self._said(node)
        return self.mapping(node, field.fields) if field.kind == MANY else _word(node)

    def _said(self, node: Node) -> dict[str, str]:
        said = dict.fromkeys(self.languages, "")
        return said | {_word(key): _word(value) for key, value in _pairs(node)}


def _codes(node: Node) -> list[str]:
    return [_word(one) for one in _rows(node)] if isinstance(node, SequenceNode) else [_word(node)]


def _places(node: Node, fields: tuple[Field, ...], above: str) -> Iterator[Place]:
    known = {one.key: one for one in fields}
    for key, value in _pairs(node):
        field = known.get(_word(key))
        if field is None:
            continue
        path = f"{above}{field.key}"
        inside = _lines(value) if field.kind not in (GROUP, MANY, DATED, NAMED, SAYINGS) else ()
        yield Place(path, tuple(dict.fromkeys((_line(key), *inside))))
        yield from _inside(value, field, path)


def _inside(node: Node, field: Field, path: str) -> Iterator[Place]:
    if _is_null(node):
        return
    if field.kind == GROUP:
        yield from _places(node, field.fields, f"{path}.")
    elif field.kind == DATED:
        for place, (key, value) in enumerate(_pairs(node)):
            yield Place(f"{path}.{place}.{field.fields[0].key}", (_line(key),))
            yield from _places(value, field.fields[1:], f"{path}.{place}.")
    elif field.kind == NAMED:
        for place, (key, value) in enumerate(_pairs(node)):
            yield Place(f"{path}.{place}.{field.fields[1].key}", (_line(key), *_lines(value)))
    elif field.kind in (MANY, SAYINGS):
        for place, row in enumerate(_rows(node)):
            if field.kind == SAYINGS:
                yield Place(f"{path}.{place}", _lines(row))
            else:
                yield from _places(row, field.fields, f"{path}.{place}.")


def _lines(node: Node) -> tuple[int, ...]:
    """Every line on which something of `node` begins."""
    lines = [_line(node)]
    if isinstance(node, MappingNode):
        lines += [line for pair in node.value for one in pair for line in _lines(one)]
    elif isinstance(node, SequenceNode):
        lines += [line for one in node.value for line in _lines(one)]
    return tuple(dict.fromkeys(lines))
