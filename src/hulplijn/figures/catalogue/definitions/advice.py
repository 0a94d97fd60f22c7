"""How many questions came, and by which way."""

from __future__ import annotations

from django.utils.translation import gettext as _

from hulplijn.figures.figure import Definition, Given


def definitions() -> tuple[Definition, ...]:
    return (
        Definition(
            id="advice_questions",
            section="advice",
            name=_("Advice questions"),
            definition=_(
                "Every question to the helpline counts once: talks with a counsellor and situation checks"
                " that someone finished alone. Silence and pranks do not count. A contact counts in the year"
                " in which it was closed, by local time."
            ),
            unit=_("contacts"),
            numerator=_("Advice questions of the year."),
            denominator=_("None; the change is in per cent of the year before."),
            base=_("All contacts that count as an advice question."),
            missing=_("Nothing can be missing."),
            given=Given.ALL,
        ),
        Definition(
            id="channel",
            section="advice",
            name=_("Channel"),
            definition=_("How the question reached the helpline."),
            unit=_("contacts"),
            numerator=_("Advice questions through this channel."),
            denominator=_("All advice questions."),
            base=_("All contacts that count as an advice question."),
            missing=_("Nothing can be missing."),
            given=Given.NOTHING,
        ),
    )
