"""The helpline's facts, for every page."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from hulplijn.content import queries


def helpline(request: HttpRequest) -> dict[str, object]:
    """`helpline` in every template; read when a template asks for it."""
    return {"helpline": SimpleLazyObject(queries.helpline)}
