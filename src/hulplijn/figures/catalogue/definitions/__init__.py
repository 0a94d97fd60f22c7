"""The definition of every figure: what is counted, out of what, and what is missing.

`docs/figures.md` is made from this list.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from hulplijn.figures.catalogue.definitions import (
    advice,
    apart,
    networks,
    people,
    prevention,
    referral,
    removal,
    sextortion,
)
from hulplijn.figures.figure import Definition

_GROUPS = (advice, people, removal, referral, sextortion, prevention, apart, networks)
"""In the order of the page."""


def sections() -> dict[str, str]:
    """The parts of the year page by their code, in their order."""
    return {
        "advice": _("Advice questions"),
        "who": _("Who"),
        "what": _("About what"),
        "where": _("Where online"),
        "found": _("Found through"),
        "removal": _("Removal"),
        "referral": _("Referral"),
        "sextortion": _("Sextortion"),
        "prevention": _("Prevention"),
        "apart": _("Counted apart"),
        "networks": _("For the networks"),
        "own": _("Of our own"),
    }


def definitions() -> tuple[Definition, ...]:
    """Every figure, in the order of the page, in the language now active."""
    return tuple(one for group in _GROUPS for one in group.definitions())


def definition(id: str) -> Definition:
    """The definition of one figure.

    Raises:
        KeyError: there is no such figure.
    """
    return {one.id: one for one in definitions()}[id]
