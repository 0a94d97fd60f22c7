"""The facts of the helpline, its hours first: what a coordinator fills in."""

from hulplijn.content.errors import N_
from hulplijn.content.rules.forms.fields import (
    DATED,
    DAY,
    FLAG,
    GROUP,
    HOURS,
    NUMBER,
    SAID,
    SEVERAL,
    WEEK,
    WORDS,
    Field,
)
from hulplijn.content.rules.forms.plans import checked

_CHECKED = N_("Who checked it, and when. What nobody has checked carries a mark in production.")

HELPLINE = (
    Field("name", N_("Name of the helpline"), needed=True),
    Field("sample", N_("Demonstration: no real helpline"), FLAG, kept=True),
    Field("languages", N_("Languages"), WORDS, needed=True, hint=N_("Such as nl, en, with commas.")),
    Field("country", N_("Country"), needed=True),
    Field("timezone", N_("Time zone"), needed=True),
    Field(
        "hours",
        N_("Opening hours"),
        WEEK,
        needed=True,
        hint=N_(
            "Leave a day empty where you are closed. Past midnight: until 24:00, and from 00:00 the next day."
        ),
    ),
    Field("closed_holidays", N_("Closed on these holidays"), SEVERAL, options="holidays", always=True),
    Field(
        "special_days",
        N_("Single days with other hours"),
        DATED,
        one=N_("Day"),
        always=True,
        hint=N_("Leave the times empty for a day on which you are closed."),
        fields=(
            Field("day", N_("Day"), DAY, needed=True),
            Field("hours", N_("Open"), HOURS, needed=True),
            Field("label", N_("What day it is"), SAID, needed=True),
        ),
    ),
    Field("phone", N_("Phone"), needed=True),
    Field("email", N_("E-mail"), needed=True),
    Field("web", N_("Website"), needed=True),
    Field("exit_url", N_("Where the quick exit leads"), needed=True),
    Field("privacy_contact", N_("Who answers questions about privacy"), always=True, quoted=True),
    Field("complaint_weeks", N_("Weeks in which a complaint is answered"), NUMBER),
    Field("screenshots", N_("A visitor may be invited to send a screenshot"), FLAG),
    Field(
        "verified",
        N_("Checked"),
        GROUP,
        always=True,
        hint=_CHECKED,
        fields=(
            checked("hours", N_("Opening hours")),
            checked("phone", N_("Phone")),
            checked("email", N_("E-mail")),
            checked("web", N_("Website")),
            checked("privacy_contact", N_("Who answers questions about privacy")),
        ),
    ),
)
