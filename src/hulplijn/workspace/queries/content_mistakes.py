"""What a mistake means, as somebody reads it who never sees the file."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hulplijn.content import queries as content
from hulplijn.content.errors import ContentError
from hulplijn.workspace.queries.content_words import language_name

_PLAIN = {
    "A page begins with its title: “# Title”.": gettext_lazy("Fill this in."),
    "Below the title comes one paragraph that says what the page is for.": gettext_lazy("Fill this in."),
    "The section “{value}” lacks its anchor: “## Title {{#anchor}}”.": gettext_lazy(
        "Fill this in, the same in every language: small letters, figures and hyphens."
    ),
    "The anchor “{value}” is here twice.": gettext_lazy("That name for links is here twice."),
    "The anchors differ from those in {language}: {anchors}.": gettext_lazy(
        "The parts or their names for links are not the same as in %(language)s: %(anchors)s."
    ),
    "A goal has exactly one of: {known}.": gettext_lazy("Choose one way in which this is seen."),
    "Nothing leads to “{value}”: give it words, ticked or minutes.": gettext_lazy(
        "Nothing leads to this. Fill in words of the counsellor, an item of the plan, or minutes."
    ),
    "“{value}” is no answer above this one, so this is never said.": gettext_lazy(
        "This answer does not stand above the other, so it is never said. Move it up, or choose another."
    ),
    "After “{value}” the talk is over, so this is never said.": gettext_lazy(
        "After that answer the talk is over, so this is never said. Choose another."
    ),
    "“{key}” is from 1 to {most} minutes.": gettext_lazy("From 1 to %(most)s minutes."),
    "“{key}” must be a whole number.": gettext_lazy("Type a whole number."),
    "Say in “when” for the reader what “if” says in codes.": gettext_lazy(
        "Say in words too when this holds: fill in “Only when (in words)”."
    ),
    "Say with “next_check” when it is looked at again.": gettext_lazy(
        "Fill in the day on which it is looked at again."
    ),
    "This can never hold: the plan is only for {known}.": gettext_lazy(
        "This can never hold for those whom the plan is for. Choose another."
    ),
    "“{value}” is no coded fact, and no question of this check. Known: {known}.": gettext_lazy(
        "This is about something that is asked nowhere. Take it away, or choose another."
    ),
    "“{value}” is no question or end of this plan.": gettext_lazy(
        "This leads to something that is not there any more. Choose where it leads."
    ),
    "No answer leads to “{value}”.": gettext_lazy("No answer leads here."),
    "A way from “{value}” leads back to it.": gettext_lazy("From here a way leads back to here."),
    "“{value}” is unknown here. Known: {known}.": gettext_lazy(
        "“%(value)s” can’t be chosen here. Choose something else."
    ),
}
"""What the check says with the words of the files, as it is said beside a field."""


def sentence(error: ContentError) -> str:
    """A mistake as somebody reads it who never sees the file."""
    key = error.facts.get("key")
    if error.sentence == "The key “{key}” is missing.":
        if isinstance(key, str) and key in content.helpline().languages:
            return _("Fill this in, in %(language)s.") % {"language": language_name(key)}
        return _("Fill this in.")
    if "fact" in error.facts:
        return _("This is another one now, but its check is the old one. Say who checked it, or empty that.")
    if error.sentence.startswith("This plan has changed"):
        return _("This plan has changed, but a specialist read the old one. Say who read it, or empty that.")
    if error.sentence == "“{key}” lacks the language {language}.":
        return _("Fill this in, in %(language)s.") % {"language": language_name(str(error.facts["language"]))}
    if error.sentence in _PLAIN:
        return str(_PLAIN[error.sentence]) % error.facts
    return error.message
