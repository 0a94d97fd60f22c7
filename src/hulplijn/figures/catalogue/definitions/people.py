"""Who made contact, about what, where it happened and how they found the helpline."""

from __future__ import annotations

from django.utils.translation import gettext as _

from hulplijn.figures.catalogue.definitions.shared import not_known, staffed_contacts
from hulplijn.figures.figure import Definition, Given


def definitions() -> tuple[Definition, ...]:
    return (
        Definition(
            id="age",
            section="who",
            name=_("Age"),
            definition=_("As told to the counsellor. Unknown: not asked or not told."),
            unit=_("contacts"),
            numerator=_("Staffed contacts in this age group."),
            denominator=_("All staffed contacts, unknown ones too."),
            base=staffed_contacts(),
            missing=not_known(),
            given=Given.ALL,
        ),
        Definition(
            id="gender",
            section="who",
            name=_("Gender"),
            definition=_(
                "As the person describes it. Other and unknown are one row, as in the published figures."
            ),
            unit=_("contacts"),
            numerator=_("Staffed contacts with this gender."),
            denominator=_("All staffed contacts, unknown ones too."),
            base=staffed_contacts(),
            missing=not_known(),
            given=Given.ALL,
        ),
        Definition(
            id="reason",
            section="what",
            name=_("Main reason"),
            definition=_("The one main reason for contact, as the counsellor coded it."),
            unit=_("contacts"),
            numerator=_("Staffed contacts with this main reason."),
            denominator=_("All staffed contacts, unknown ones too."),
            base=staffed_contacts(),
            missing=not_known(),
            given=Given.NOTHING,
        ),
        Definition(
            id="additional_reasons",
            section="what",
            name=_("Additional reasons"),
            definition=_(
                "What else was going on, beside the main reason. One contact may have several or none."
            ),
            unit=_("contacts"),
            numerator=_("Staffed contacts that name this reason beside their main one."),
            denominator=_("All staffed contacts. The shares do not add up to a hundred."),
            base=staffed_contacts(),
            missing=_("A contact without additional reasons has none or was not coded for it."),
            given=Given.NOTHING,
        ),
        Definition(
            id="platform",
            section="where",
            name=_("Platform"),
            definition=_("On which online services it happened. One contact may name several."),
            unit=_("contacts"),
            numerator=_("Staffed contacts that name this platform."),
            denominator=_("All staffed contacts. The shares do not add up to a hundred."),
            base=staffed_contacts(),
            missing=_("Contacts without a platform: none was involved, or it was not coded."),
            given=Given.NOTHING,
        ),
        Definition(
            id="platform_part",
            section="where",
            name=_("Part of the platform"),
            definition=_(
                "What a platform had to do with it. One platform may have several parts in one contact."
            ),
            unit=_("contacts"),
            numerator=_("Staffed contacts in which the platform had this part."),
            denominator=_("Staffed contacts that name this platform."),
            base=staffed_contacts(),
            missing=_("A platform whose part was not coded stands under part unknown."),
            given=Given.NOTHING,
        ),
        Definition(
            id="found_via",
            section="found",
            name=_("Found through"),
            definition=_("How the person found the helpline."),
            unit=_("contacts"),
            numerator=_("Staffed contacts that found the helpline this way."),
            denominator=_("All staffed contacts, unknown ones too."),
            base=staffed_contacts(),
            missing=not_known(),
            given=Given.NOTHING,
        ),
    )
