"""The rubric of quality and the signs of danger: what a coordinator fills in."""

from hulplijn.content.errors import N_
from hulplijn.content.rules.forms.fields import ID, MANY, NAMED, NUMBER, ONE, PHRASES, SAID, SAYINGS, Field
from hulplijn.content.rules.forms.plans import NAME

RUBRIC = (
    Field(
        "version",
        N_("Version"),
        NUMBER,
        needed=True,
        hint=N_(
            "Raise it when a question changes its meaning. Better: add a new question, remove the old one."
        ),
    ),
    Field(
        "themes",
        N_("Themes"),
        NAMED,
        one=N_("Theme"),
        needed=True,
        fields=(NAME, Field("text", N_("Theme"), SAID, needed=True)),
    ),
    Field(
        "questions",
        N_("Questions"),
        MANY,
        one=N_("Question"),
        needed=True,
        fields=(
            NAME,
            Field("theme", N_("Theme"), ONE, options="themes", needed=True),
            Field("text", N_("Question"), SAID, needed=True),
            Field(
                "levels",
                N_("Levels in words: exactly four, the lowest first"),
                SAYINGS,
                one=N_("Level"),
                needed=True,
            ),
        ),
    ),
)
RISK = (
    Field("version", N_("Version"), NUMBER, needed=True, hint=N_("Raise it when a sign changes.")),
    Field(
        "signs",
        N_("Signs"),
        MANY,
        one=N_("Sign"),
        needed=True,
        hint=N_("They only bring somebody forward in the line. A counsellor decides what they mean."),
        fields=(
            Field("code", N_("Short name"), ID, needed=True),
            Field("level", N_("How far forward"), ONE, options="levels", needed=True),
            Field("words", N_("What the counsellor’s screen says"), SAID, needed=True),
            Field("note", N_("For whoever edits this"), SAID, needed=True),
            Field(
                "phrases",
                N_("When a visitor writes one of these"),
                PHRASES,
                needed=True,
                hint=N_(
                    "One on each line. “photo*” also finds “photos”; “dad|mum” is one of the two. "
                    "Between two words others may stand, so a “not” raises as well."
                ),
            ),
        ),
    ),
)
