"""What is counted apart from the staffed contacts."""

from __future__ import annotations

from django.utils.translation import gettext as _

from hulplijn.figures.catalogue.definitions.shared import not_known
from hulplijn.figures.figure import Definition, Given


def definitions() -> tuple[Definition, ...]:
    return (
        Definition(
            id="self_checks",
            section="apart",
            name=_("Situation checks"),
            definition=_(
                "Checks that someone finished alone, without a counsellor, by the reason that came out."
            ),
            unit=_("situation checks"),
            numerator=_("Situation checks with this reason."),
            denominator=_("All situation checks of the year."),
            base=_("Situation checks that count as an advice question."),
            missing=not_known(),
            given=Given.NOTHING,
        ),
        Definition(
            id="not_counted",
            section="apart",
            name=_("Not counted as advice"),
            definition=_(
                "Contacts that are no advice question: silence, pranks, wrong numbers, left before an answer."
                " They are in no other figure."
            ),
            unit=_("contacts"),
            numerator=_("Such contacts through this channel."),
            denominator=_("All such contacts."),
            base=_("Contacts that do not count as an advice question."),
            missing=_("Nothing can be missing."),
            given=Given.NOTHING,
        ),
    )
