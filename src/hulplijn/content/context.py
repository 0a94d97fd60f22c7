"""The helpline's facts and its own pages, for every page."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from hulplijn.content import queries


def helpline(request: HttpRequest) -> dict[str, object]:
    """`helpline` and `own_pages` in every template; read when a template asks for them."""
    own_pages = SimpleLazyObject(lambda: queries.own_pages(get_language() or ""))
    return {"helpline": SimpleLazyObject(queries.helpline), "own_pages": own_pages}
