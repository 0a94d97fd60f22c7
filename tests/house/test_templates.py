"""Templates hold no words of their own: every text passes a translation or comes from the content folder."""

from __future__ import annotations

import re
from pathlib import Path

from tests.environment import REPOSITORY
from tests.house.rooms import HOUSE

NO_TEXT = re.compile(
    r"{%\s*block \w+_(?:class|attributes)\s*%}.*?{%\s*endblock.*?%}|"
    r"{%\s*blocktranslate.*?{%\s*endblocktranslate\s*%}|{%\s*comment.*?{%\s*endcomment\s*%}|{#.*?#}|{%.*?%}|{{.*?}}"
    r"|<(script|style|svg)\b.*?</\1>|<!--.*?-->|<!doctype[^>]*>|&[a-z]+;|&#\d+;",
    re.S | re.I,
)
SPOKEN = re.compile(r"\b(?:title|alt|aria-label|placeholder|aria-roledescription|value)=\"([^\"]*)\"")
TAG = re.compile(r"<[^>]*>", re.S)
WORD = re.compile(r"[^\W\d_]{2,}")
NAMES = {"Hulplijn", "csv", "CSV", "PowerPoint", "Esc", "Enter", "Shift", "Ctrl", "Nederlands", "English"}
"""Words that are the same in every language."""


def _own_words(template: str) -> list[str]:
    bare = NO_TEXT.sub("·", template)
    spoken = [
        value for tag in TAG.findall(bare) if 'type="hidden"' not in tag for value in SPOKEN.findall(tag)
    ]
    visible = TAG.sub(" ", bare)
    return [
        word for text in [visible, *_attributes(spoken)] for word in WORD.findall(text) if word not in NAMES
    ]


def _attributes(values: list[str]) -> list[str]:
    # Codes such as value="unknown" are for the machine; a spoken value has a capital or a space.
    return [value for value in values if " " in value.strip() or value[:1].isupper()]


NO_PAGES = {"signs.html", "tongue.html"}
"""A page that only developers see, and the inside of a tag."""


def _templates() -> list[Path]:
    return sorted(file for file in HOUSE.rglob("templates/**/*.html") if file.name not in NO_PAGES)


def test_no_template_holds_untranslated_words() -> None:
    found = {str(file.relative_to(REPOSITORY)): _own_words(file.read_text()) for file in _templates()}
    assert {file: words for file, words in found.items() if words} == {}


def test_a_word_of_its_own_is_noticed() -> None:
    assert _own_words('<p class="lead">{% translate "Hello" %} {{ name }} goodbye</p>') == ["goodbye"]
    assert _own_words('<a title="Go away" href="{% url "x" %}">{% icon "chat" %}</a>') == ["Go", "away"]
