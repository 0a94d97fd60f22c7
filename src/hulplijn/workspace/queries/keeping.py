"""The terms as a page shows them."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from hulplijn.casework.keeping import PRACTISED_FOR
from hulplijn.content.queries import longer_terms, retention


@dataclass(frozen=True)
class TermRow:
    """One term in days, and the default where this one is longer."""

    says: str
    days: int
    default: int | None


def terms() -> list[TermRow]:
    """The helpline's terms, in the order in which things go."""
    says = {
        "unclaimed": _("Who left before anybody answered: after the end of that day"),
        "left_message": _("A message left while closed: after its answer"),
        "text": _("What was said and written: after closing"),
        "text_with_open_work": _("The same while a removal request or handover is under way: at most"),
        "contact_details": _("Name and ways to reach somebody: after closing"),
        "removal_file": _("Addresses of removal requests: after the last move"),
        "record": _("All that is left of a case: after closing"),
        "ledger_detail": _("Exact hours and amounts in the ledger"),
    }
    days, longer = retention(), longer_terms()
    rows = [
        TermRow(words, getattr(days, name), longer[name][1] if name in longer else None)
        for name, words in says.items()
    ]
    return [*rows, TermRow(_("What somebody practised with: from its beginning"), PRACTISED_FOR.days, None)]
