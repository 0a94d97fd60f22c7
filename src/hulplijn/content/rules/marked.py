"""Strict reading of YAML that knows its lines: every key is asked for by name, what is left is refused.

Scalars are read as they are written, so that a code `no` or `0_4` stays what it is.
"""

import re
from collections.abc import Iterable
from datetime import date

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from hulplijn.content.errors import N_, ContentError
from hulplijn.content.fact_shapes import Verified
from hulplijn.content.texts import Text

LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")
CODE = re.compile(r"[a-z0-9]+([_-][a-z0-9]+)*")
EMPTY = {"", "~", "null"}
# The parser in C is ten times as fast: the whole folder takes 13 ms instead of 134 ms.
LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Sheet:
    """One file: its name, the languages every text must have, and the mistakes found so far."""

    def __init__(self, file: str, languages: Iterable[str], errors: list[ContentError]) -> None:
        self.file = file
        self.languages = tuple(languages)
        self.errors = errors

    def wrong(self, node: Node | int, sentence: str, /, **facts: object) -> None:
        line = node if isinstance(node, int) else node.start_mark.line + 1
        self.errors.append(ContentError(self.file, line, sentence, facts))

    def open(self, source: str) -> "Block":
        """The outermost block of `source`; an empty one where it can't be read, with the reason noted."""
        try:
            node = yaml.compose(source, Loader=LOADER)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            self.wrong(
                mark.line + 1 if mark else 1,
                N_("This is not valid YAML. Look at the spaces, colons and quotation marks here."),
            )
            node = None
        else:
            if not isinstance(node, MappingNode):
                self.wrong(1, N_("This file must hold keys with values."))
            elif (twice := _used_twice(node)) is not None:
                self.wrong(twice, N_("“&” and “*” are not read here: write it out where it is needed."))
                node = None
        return Block(self, node if isinstance(node, MappingNode) else MappingNode("", [], _nowhere()))


class Block:
    """A mapping in a file. Ask for its keys, then call `done`, which refuses the keys nobody asked for."""

    def __init__(self, sheet: Sheet, node: MappingNode) -> None:
        self.sheet = sheet
        self.node = node
        self.nodes: dict[str, Node] = {}
        self.keys: dict[str, Node] = {}
        self.asked: set[str] = set()
        for key, value in node.value:
            if not isinstance(key, ScalarNode):
                sheet.wrong(key, N_("A key must be one word."))
                continue
            if key.value in self.nodes:
                sheet.wrong(key, N_("The key “{key}” is here twice."), key=key.value)
            self.keys.setdefault(key.value, key)
            self.nodes.setdefault(key.value, value)

    @property
    def line(self) -> int:
        return int(self.node.start_mark.line) + 1

    def has(self, key: str) -> bool:
        return key in self.nodes and not _empty(self.nodes[key])

    def line_of(self, key: str) -> int:
        node = self.keys.get(key)
        return node.start_mark.line + 1 if node else self.line

    def wrong(self, key: str, sentence: str, /, **facts: object) -> None:
        self.sheet.wrong(self.line_of(key), sentence, **facts)

    def _take(self, key: str, required: bool) -> Node | None:
        self.asked.add(key)
        if self.has(key):
            return self.nodes[key]
        if required:
            self.wrong(key, N_("The key “{key}” is missing."), key=key)
        return None

    def word(self, key: str, *, required: bool = True) -> str:
        """A scalar as it is written."""
        node = self._take(key, required)
        if node is None:
            return ""
        if not isinstance(node, ScalarNode):
            self.wrong(key, N_("“{key}” must be one value."), key=key)
            return ""
        return str(node.value).strip()

    def code(self, key: str, *, required: bool = True) -> str:
        """A scalar that is a code: small letters, figures, hyphens and underscores."""
        word = self.word(key, required=required)
        if word and not CODE.fullmatch(word):
            self.wrong(
                key,
                N_("“{value}” is not a code: use small letters, figures, hyphens and underscores."),
                value=word,
            )
        return word

    def one_of(self, key: str, allowed: Iterable[str], *, required: bool = True) -> str:
        word, allowed = self.word(key, required=required), list(allowed)
        if word and word not in allowed:
            self.wrong(
                key, N_("“{value}” is unknown here. Known: {known}."), value=word, known=", ".join(allowed)
            )
        return word

    def flag(self, key: str) -> bool:
        return self.one_of(key, ("true", "false"), required=False) == "true"

    def number(self, key: str) -> int:
        word = self.word(key)
        is_number = word.isdecimal() and len(word) < 10
        if word and not is_number:
            self.wrong(key, N_("“{key}” must be a whole number."), key=key)
        return int(word) if is_number else 0

    def text(self, key: str) -> Text:
        return self.maybe_text(key, required=True) or Text()

    def maybe_text(self, key: str, *, required: bool = False) -> Text | None:
        """A sentence in every language of the helpline."""
        node = self._take(key, required)
        return None if node is None else self._text(node, key)

    def _text(self, node: Node, key: str) -> Text | None:
        if not isinstance(node, MappingNode):
            self.sheet.wrong(node, N_("“{key}” must be given in each language: nl: …, en: …"), key=key)
            return None
        block = Block(self.sheet, node)
        found = Text()
        for language in block.nodes:
            if not LANGUAGE.fullmatch(language):
                self.sheet.wrong(block.keys[language], N_("“{key}” is not a language code."), key=language)
            sentence = block.word(language)
            if sentence:
                found[language] = sentence
        for language in self.sheet.languages:
            if language not in block.nodes:
                self.sheet.wrong(
                    node, N_("“{key}” lacks the language {language}."), key=key, language=language
                )
        return found

    def _sequence(self, key: str, required: bool) -> list[Node]:
        node = self._take(key, required)
        if node is None:
            return []
        if not isinstance(node, SequenceNode):
            self.wrong(key, N_("“{key}” must be a list."), key=key)
            return []
        return list(node.value)

    def words(
        self, key: str, *, required: bool = False, allowed: Iterable[str] | None = None
    ) -> tuple[str, ...]:
        known = None if allowed is None else list(allowed)
        words: list[str] = []
        for node in self._sequence(key, required):
            word = str(node.value).strip() if isinstance(node, ScalarNode) else ""
            if not word:
                self.sheet.wrong(node, N_("“{key}” must be a list of single values."), key=key)
            elif known is not None and word not in known:
                self.sheet.wrong(
                    node, N_("“{value}” is unknown here. Known: {known}."), value=word, known=", ".join(known)
                )
            elif word in words:
                self.sheet.wrong(node, N_("“{value}” is here twice."), value=word)
            words.append(word)
        return tuple(words)

    def texts(self, key: str) -> tuple[Text, ...]:
        found = (self._text(node, key) for node in self._sequence(key, False))
        return tuple(text for text in found if text is not None)

    def blocks(self, key: str, *, required: bool = False) -> list["Block"]:
        """A list of blocks."""
        found = []
        for node in self._sequence(key, required):
            if isinstance(node, MappingNode):
                found.append(Block(self.sheet, node))
            else:
                self.sheet.wrong(node, N_("“{key}” must be a list of blocks with keys."), key=key)
        return found

    def block(self, key: str, *, required: bool = False) -> "Block | None":
        node = self._take(key, required)
        if isinstance(node, MappingNode):
            return Block(self.sheet, node)
        if node is not None:
            self.wrong(key, N_("“{key}” must hold keys with values."), key=key)
        return None

    def named_texts(self, key: str) -> dict[str, Text]:
        """A block of texts by code, such as the groups of a list."""
        block = self.block(key)
        return {} if block is None else {name: block.text(name) for name in block.nodes}

    def verified(self, key: str) -> Verified | None:
        """Who checked a fact and when; empty means that nobody has."""
        block = self.block(key)
        if block is None:
            return None
        day, by = block.day("on"), block.word("by")
        block.done()
        return Verified(day, by) if day else None

    def day(self, key: str) -> date | None:
        word = self.word(key)
        day = read_day(word)
        if word and day is None:
            self.wrong(key, N_("“{value}” is not a date. Write it as 2026-12-25."), value=word)
        return day

    def done(self) -> None:
        """Refuse every key that was not asked for."""
        for key, node in self.keys.items():
            if key not in self.asked:
                known = ", ".join(sorted(self.asked))
                self.sheet.wrong(
                    node, N_("The key “{key}” is unknown here. Known: {known}."), key=key, known=known
                )


def read_day(word: str) -> date | None:
    try:
        return date.fromisoformat(word)
    except ValueError:
        return None


def _used_twice(node: Node) -> Node | None:
    """A part that the file refers to from a second place: ten lines of that can stand for a billion parts."""
    seen: set[int] = set()
    left = [node]
    while left:
        one = left.pop()
        if id(one) in seen:
            return one
        seen.add(id(one))
        if isinstance(one, MappingNode):
            left += [part for pair in one.value for part in pair]
        elif isinstance(one, SequenceNode):
            left += one.value
    return None


def _empty(node: Node) -> bool:
    return isinstance(node, ScalarNode) and not node.style and node.value in EMPTY


def _nowhere() -> yaml.Mark:
    return yaml.Mark("", 0, 0, 0, None, None)  # type: ignore[arg-type]  # a place in no text
