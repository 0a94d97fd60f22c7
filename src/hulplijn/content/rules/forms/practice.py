"""Scripted visitors to practise with: what a coordinator fills in."""

from hulplijn.content.errors import N_
from hulplijn.content.rules.forms.fields import (
    CONDITIONS,
    FLAG,
    MANY,
    NUMBER,
    ONE,
    PHRASES,
    SAID,
    SAYINGS,
    SEVERAL,
    Field,
)
from hulplijn.content.rules.forms.plans import NAME

LINE = N_("Line")
PHRASES_HINT = N_(
    "One on each line. “photo*” also finds “photos”; “dad|mum” is one of the two. Between two words "
    "others may stand."
)
_OF_THE_PLAN = N_("The items are those of the step plan for the reason above. Keep the reason first.")

ANSWER = (
    NAME,
    Field("say", N_("What the visitor says then"), SAYINGS, one=LINE, needed=True),
    Field("words", N_("When the counsellor says one of these"), PHRASES, hint=PHRASES_HINT),
    Field("ticked", N_("Or ticks this item of the plan"), ONE, options="items", hint=_OF_THE_PLAN),
    Field("minutes", N_("Or so many minutes after the beginning"), NUMBER),
    Field("after", N_("Only after these answers"), SEVERAL, options="answers"),
    Field("ends", N_("Then the visitor leaves"), FLAG),
)
GOAL = (
    NAME,
    Field("text", N_("What belongs to a good talk"), SAID, needed=True),
    Field("asked", N_("Seen by: the counsellor asks about"), ONE, options="asked"),
    Field("ticked", N_("Seen by: this item of the plan is ticked"), ONE, options="items", hint=_OF_THE_PLAN),
    Field("coded", N_("Seen by: this is filled in as it is right for this visitor"), ONE, options="known"),
    Field("referred", N_("Seen by: one of these is named"), SEVERAL, options="partners"),
    Field("said", N_("Seen by: the counsellor says one of these"), PHRASES, hint=PHRASES_HINT),
    Field("unsaid", N_("Seen by: the counsellor says none of these"), PHRASES, hint=PHRASES_HINT),
)
SCRIPT = (
    Field("place", N_("Place in the list"), NUMBER, needed=True),
    Field("title", N_("Who it is, in a few words"), SAID, needed=True),
    Field("about", N_("What the counsellor knows beforehand"), SAID, needed=True, long=True),
    Field("about_someone_else", N_("The visitor asks for somebody else"), FLAG),
    Field(
        "facts",
        N_("What is right for this visitor"),
        CONDITIONS,
        one=N_("Fact"),
        options="facts",
        needed=True,
        hint=N_("The reason also says which step plan belongs to it."),
    ),
    Field(
        "opening",
        N_("What the visitor says first"),
        SAYINGS,
        one=LINE,
        hint=N_("Leave it empty for somebody who is silent."),
    ),
    Field(
        "answers",
        N_("Answers, tried from the top, each given once"),
        MANY,
        one=N_("Answer"),
        apart=True,
        fields=ANSWER,
    ),
    Field("fallback", N_("What the visitor says in turn where no answer fits"), SAYINGS, one=LINE),
    Field("leaving", N_("What the visitor says when nobody writes any more"), SAYINGS, one=LINE),
    Field("patience", N_("Minutes without a word after which the visitor leaves"), NUMBER, needed=True),
    Field(
        "goals",
        N_("What belongs to a good talk"),
        MANY,
        one=N_("Goal"),
        needed=True,
        fields=GOAL,
        hint=N_("Choose one way for each in which it is seen."),
    ),
)
