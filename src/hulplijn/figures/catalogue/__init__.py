"""The catalogue: every figure of a year, in the order of the page.

advice   questions, channels
people   age, gender, reasons, platforms, how found
removal  requests honoured, of decided and of sent
referral partners and states
sextortion  gender, paid or not, amounts, kinds
prevention  what was done before anything happens: kinds, months, people reached, hours
apart    situation checks, what does not count
networks ages and reasons in the categories of Insafe and Child Helpline International
own      the coded fields that the helpline added, for those who may see them
"""

from __future__ import annotations

from collections.abc import Collection

from hulplijn.figures.catalogue import (
    advice,
    apart,
    networks,
    own,
    people,
    prevention,
    referral,
    removal,
    sextortion,
)
from hulplijn.figures.catalogue.definitions import definition, definitions, sections
from hulplijn.figures.counts import Counts
from hulplijn.figures.figure import Figure

__all__ = ["definition", "definitions", "sections", "year_figures"]


def year_figures(counts: Counts, roles: Collection[str] = ()) -> tuple[Figure, ...]:
    """All figures of the year of `counts`, in the language now active; own fields as `roles` may see them."""
    made = (
        *advice.figures(counts),
        *people.figures(counts),
        *removal.figures(counts),
        *referral.figures(counts),
        *sextortion.figures(counts),
        *prevention.figures(counts),
        *apart.figures(counts),
        *networks.figures(counts),
    )
    by_id = {figure.id: figure for figure in made}
    return (*(by_id[one.id] for one in definitions()), *own.figures(counts, roles))
