"""What came of removal requests."""

from __future__ import annotations

from django.utils.translation import gettext as _

from hulplijn.figures.figure import Definition, Given


def definitions() -> tuple[Definition, ...]:
    return (
        Definition(
            id="removal",
            section="removal",
            name=_("Removal requests"),
            definition=_(
                "Honoured: taken down, no longer visible here, account closed, or a part of that. Rest:"
                " refused. A request counts in the year of the decision; what is sent late in the year may be"
                " decided in the next."
            ),
            unit=_("removal requests"),
            numerator=_("Decisions of the year that honour the request."),
            denominator=_("All decisions of the year; beside it all requests sent in the year."),
            base=_("Removal requests that a platform decided on in the year."),
            missing=_("Requests without a decision are in no row; how many were sent is shown."),
            given=Given.SHARES,
            given_rows=("honoured", "rest"),
        ),
        Definition(
            id="removal_sent",
            section="removal",
            name=_("Honoured of all sent"),
            definition=_(
                "The same honoured requests as a share of everything that was sent in the year, answered or"
                " not."
            ),
            unit=_("removal requests"),
            numerator=_("Decisions of the year that honour the request."),
            denominator=_("All removal requests sent in the year."),
            base=_("Removal requests that were sent to a platform in the year."),
            missing=_("What a platform did not answer counts as not honoured."),
            given=Given.NOTHING,
        ),
    )
