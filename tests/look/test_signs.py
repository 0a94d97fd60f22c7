"""Icons, the line and the page that shows them."""

from __future__ import annotations

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.test import Client
from pytest_django.fixtures import Settings

from hulplijn.look.signs import LINES, SIGNS


def drawn(source: str) -> str:
    return Template("{% load look %}" + source).render(Context())


def test_every_sign_is_drawn_and_silent() -> None:
    for name in SIGNS:
        svg = drawn(f'{{% icon "{name}" %}}')
        assert svg.startswith("<svg")
        assert 'aria-hidden="true"' in svg
        assert "style=" not in svg


@pytest.mark.parametrize(
    ("state", "there"), [("connected", True), ("waiting", False), ("broken", True), ("ended", False)]
)
def test_the_end_of_the_line_is_hollow_where_nobody_is(state: str, there: bool) -> None:
    assert ('class="helpline"' in drawn(f'{{% line "{state}" %}}')) is there


def test_only_the_four_lines_exist() -> None:
    assert len(LINES) == 4
    with pytest.raises(TemplateSyntaxError):
        drawn('{% line "open" %}')


def test_the_page_of_parts_shows_every_sign(client: Client) -> None:
    page = client.get("/signs/").content.decode()
    for name in SIGNS:
        assert f"</svg>{name}</li>" in page


def test_the_page_of_parts_is_not_there_in_production(client: Client, settings: Settings) -> None:
    settings.HULPLIJN_MODE = "production"
    assert client.get("/signs/").status_code == 404
