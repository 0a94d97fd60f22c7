"""Step plans and standard replies: what a coordinator fills in."""

from hulplijn.content.errors import N_
from hulplijn.content.rules.forms.fields import (
    CODED,
    CONDITIONS,
    DAY,
    FLAG,
    GROUP,
    ID,
    MANY,
    NUMBER,
    ONE,
    SAID,
    SAYINGS,
    SEVERAL,
    Field,
)

NAME = Field("id", N_("Short name"), ID, needed=True)


def _sayings(key: str, label: str, one: str, *, needed: bool = False) -> Field:
    return Field(key, label, SAYINGS, one=one, needed=needed)


def checked(key: str, label: str, hint: str = "", *, always: bool = True) -> Field:
    """Who checked something, and when."""
    return Field(
        key,
        label,
        GROUP,
        hint=hint,
        always=always,
        fields=(
            Field("on", N_("On"), DAY, needed=True),
            Field("by", N_("By"), needed=True),
        ),
    )


REPLY = (
    NAME,
    Field("label", N_("Name of the reply"), SAID, needed=True),
    Field("text", N_("What is sent"), SAID, needed=True, long=True),
)
REPLIES = (
    Field("place", N_("Place among the subjects"), NUMBER, needed=True),
    Field("title", N_("Subject"), SAID, needed=True),
    Field(
        "replies",
        N_("Replies"),
        MANY,
        one=N_("Reply"),
        needed=True,
        fields=REPLY,
        hint=N_("These are filled in: {counsellor}, {helpline}, {phone}, {until} and {opens}."),
    ),
)

ITEM = (
    NAME,
    Field("ask", N_("It asks about"), ONE, options="questions"),
    Field(
        "before_closing", N_("Must be answered before the contact is closed, where the reason asks it"), FLAG
    ),
    Field("when", N_("Only when (in words)"), SAID),
    Field(
        "if",
        N_("Only when (in codes)"),
        CONDITIONS,
        one=N_("Condition"),
        options="facts",
        hint=N_("All conditions must hold. In one condition, one of the ticked codes is enough."),
    ),
    Field("text", N_("What the counsellor ticks"), SAID, needed=True),
    Field("hint", N_("Explanation for the counsellor"), SAID, long=True),
    Field("visitor", N_("What the visitor does"), SAID),
    Field("visitor_why", N_("Why, for the visitor"), SAID),
    Field("visitor_done", N_("What the visitor ticks"), SAID),
)
STEP = (
    NAME,
    Field("title", N_("Title"), SAID, needed=True),
    Field("lead", N_("What this step is about"), SAID, needed=True, long=True),
    Field("links", N_("Leads to"), SEVERAL, options="links"),
    Field("items", N_("Items"), MANY, one=N_("Item"), needed=True, fields=ITEM),
    _sayings("do", N_("Do"), N_("Do")),
    _sayings("dont", N_("Don’t"), N_("Don’t")),
    Field("replies", N_("Texts to send"), MANY, one=N_("Text to send"), fields=REPLY),
    Field(
        "tasks",
        N_("To follow up"),
        MANY,
        one=N_("Task"),
        fields=(
            NAME,
            Field("text", N_("Task"), SAID, needed=True),
            Field("days", N_("In how many days"), NUMBER),
        ),
    ),
)
OPTION = (
    NAME,
    Field("text", N_("Answer"), SAID, needed=True),
    Field("codes", N_("What this answer says"), CODED, one=N_("Code"), options="coded"),
    Field("to", N_("Leads to"), ONE, options="places", needed=True),
)
QUESTION = (
    NAME,
    Field("text", N_("Question"), SAID, needed=True),
    Field("hint", N_("Explanation"), SAID, long=True),
    Field("options", N_("Answers"), MANY, one=N_("Answer"), needed=True, fields=OPTION),
)
END = (
    NAME,
    Field("danger", N_("Danger: 112 and 113 stand above everything"), FLAG),
    Field("title", N_("Title"), SAID, needed=True),
    _sayings("now", N_("To do now: exactly three"), N_("To do now"), needed=True),
    _sayings("dont", N_("Don’t"), N_("Don’t")),
    _sayings("proof", N_("Keep proof"), N_("Keep proof")),
    _sayings("remove", N_("Have it removed"), N_("Have it removed")),
    _sayings("tell", N_("Who to tell"), N_("Who to tell")),
    Field("partners", N_("Who helps further"), SEVERAL, options="partners"),
)
CHECK = (
    Field("codes", N_("What holds from the beginning"), CODED, one=N_("Code"), options="coded"),
    Field("questions", N_("Questions"), MANY, one=N_("Question"), needed=True, apart=True, fields=QUESTION),
    Field("ends", N_("Ends"), MANY, one=N_("End"), needed=True, apart=True, fields=END),
)
PLAN = (
    Field(
        "version",
        N_("Version"),
        NUMBER,
        needed=True,
        hint=N_("Raise it when the meaning of an item changes."),
    ),
    checked(
        "reviewed",
        N_("Read by a specialist"),
        N_("Without it no visitor sees the plan; staff see it, marked “not reviewed”."),
    ),
    Field("title", N_("Title for staff"), SAID, needed=True),
    Field("visitor_title", N_("Title in the visitor’s words"), SAID),
    Field("for_reasons", N_("For these reasons"), SEVERAL, options="reason", needed=True),
    Field(
        "for_roles",
        N_("Only for who is"),
        SEVERAL,
        options="role",
        hint=N_("Tick none for everybody."),
    ),
    Field("steps", N_("Steps"), MANY, one=N_("Step"), needed=True, apart=True, fields=STEP),
    Field("check", N_("Situation check"), GROUP, fields=CHECK),
)
