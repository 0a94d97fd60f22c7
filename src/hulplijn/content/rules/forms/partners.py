"""Partners: what a coordinator fills in."""

from hulplijn.content.errors import N_
from hulplijn.content.rules.forms.fields import DAY, FLAG, GROUP, ONE, SAID, SEVERAL, WEEK, WORDS, Field
from hulplijn.content.rules.forms.plans import checked


def _way(key: str, label: str) -> Field:
    return Field(
        key,
        label,
        GROUP,
        fields=(
            Field("is", N_("Number or address"), always=True),
            checked("verified", N_("Checked")),
        ),
    )


PARTNER = (
    Field("kind", N_("Kind"), ONE, options="kinds"),
    Field("sample", N_("Invented, for the demonstration only"), FLAG),
    Field("name", N_("Name"), SAID, needed=True),
    Field("what", N_("What they do"), SAID, needed=True, long=True),
    Field("for_whom", N_("For whom"), SAID, needed=True, long=True),
    Field(
        "hours",
        N_("Opening hours"),
        WEEK,
        always=True,
        hint=N_("Leave it empty where you don’t know. Day and night is 00:00 to 24:00."),
    ),
    Field(
        "reach",
        N_("How to reach them"),
        GROUP,
        always=True,
        hint=N_("What nobody has checked is never shown to a visitor."),
        fields=(
            _way("phone", N_("Phone")),
            _way("mail", N_("E-mail")),
            _way("web", N_("Website")),
            _way("chat", N_("Chat")),
            _way("visit", N_("Address to visit")),
        ),
    ),
    Field("common_knowledge", N_("Everybody knows it (only 112 and 113)"), FLAG),
    checked("verified", N_("Entry checked")),
    Field("next_check", N_("Look at it again on"), DAY, always=True),
    Field("suits", N_("Groups of reasons"), SEVERAL, options="reason_groups", always=True),
    Field("reasons", N_("Single reasons"), SEVERAL, options="reason", always=True),
    Field("ages", N_("Ages"), SEVERAL, options="age", always=True),
    Field("roles", N_("Only for who is"), SEVERAL, options="role", always=True),
    Field("regions", N_("Regions"), WORDS, always=True, hint=N_("Such as NL or NL-NH, with commas.")),
    Field("languages", N_("Languages"), WORDS, always=True, hint=N_("Such as nl, en, with commas.")),
    Field("cost", N_("Cost"), ONE, options="costs", always=True),
)
