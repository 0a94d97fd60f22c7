"""What was done before anything happens."""

from __future__ import annotations

from django.utils.translation import gettext as _

from hulplijn.figures.figure import Definition, Given


def definitions() -> tuple[Definition, ...]:
    """Of the log of prevention, by kind and by month."""
    activities = _("Activities in the log of prevention whose day is in the year. They are no contacts.")
    return (
        Definition(
            id="prevention_kind",
            section="prevention",
            name=_("Prevention activities"),
            definition=_(
                "Lessons, evenings, trainings, campaigns and other things that the helpline did to prevent"
                " harm. An activity counts in the year of its day. What was taken out of the log does not"
                " count. Activities are no people, so a small number of them is shown."
            ),
            unit=_("activities"),
            numerator=_("Activities of this kind."),
            denominator=_("All activities of the year."),
            base=activities,
            missing=_("Nothing can be missing."),
            given=Given.NOTHING,
        ),
        Definition(
            id="prevention_month",
            section="prevention",
            name=_("Prevention activities by month"),
            definition=_("The same activities in the month of their day."),
            unit=_("activities"),
            numerator=_("Activities in this month."),
            denominator=_("All activities of the year."),
            base=activities,
            missing=_("Nothing can be missing."),
            given=Given.NOTHING,
        ),
        Definition(
            id="prevention_reached",
            section="prevention",
            name=_("People reached by prevention"),
            definition=_(
                "How many people were there, or were reached, as whoever kept the log counted them. Who comes"
                " twice counts twice."
            ),
            unit=_("people"),
            numerator=_("People reached in this month."),
            denominator=_("All people reached in the year."),
            base=_("People reached by activities of which somebody counted them."),
            missing=_("Activities of which nobody counted the people; the sum is a least one."),
            given=Given.NOTHING,
        ),
        Definition(
            id="prevention_hours",
            section="prevention",
            name=_("Hours of prevention"),
            definition=_(
                "How long the activities took us, travel left out. Each month is rounded to whole hours by"
                " itself, and so is the year."
            ),
            unit=_("hours"),
            numerator=_("Hours in this month."),
            denominator=_("All hours of the year."),
            base=activities,
            missing=_("An activity of which nobody wrote down the hours adds none."),
            given=Given.NOTHING,
        ),
    )
