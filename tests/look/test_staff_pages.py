"""The staff's pages of refusal, in the reader's language."""

from __future__ import annotations

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.translation import override

from hulplijn.look.typed import own_words

LANGUAGES = [
    ("nl", "Hier kun je niet bij", "Deze pagina was te oud"),
    ("en", "This is not open to you", "This page was too old"),
]


@pytest.mark.parametrize(("language", "refusal", "too_old"), LANGUAGES)
def test_a_refusal_says_what_it_is(rf: RequestFactory, language: str, refusal: str, too_old: str) -> None:
    with override(language):
        page = render_to_string("403.html", request=rf.get("/"))
    assert f"<h1>{refusal}</h1>" in page
    assert f'<html lang="{language}"' in page


@pytest.mark.parametrize(("language", "refusal", "too_old"), LANGUAGES)
def test_a_form_that_is_too_old_shows_what_was_typed(
    rf: RequestFactory, language: str, refusal: str, too_old: str
) -> None:
    with override(language):
        page = render_to_string("look/form_too_old.html", {"typed": [("body", "line <one>")]}, rf.get("/x/"))
    assert f"<h1>{too_old}</h1>" in page
    assert "line &lt;one&gt;" in page


def test_staff_pages_carry_their_own_typeface_and_visitors_do_not(rf: RequestFactory) -> None:
    assert "radio-canada" in render_to_string("look/base_staff.html", request=rf.get("/"))
    assert "radio-canada" not in render_to_string("look/base_visitor.html", request=rf.get("/"))


def test_only_what_somebody_typed_is_shown_with_a_word_that_she_knows() -> None:
    post = QueryDict(mutable=True)
    post.update({"channel": "phone", "language": "nl", "started": "20:10", "name": " ", "deel": "facts"})
    with override("nl"):
        assert [(str(label), text) for label, text in own_words(post)] == [("Tijd", "20:10")]
