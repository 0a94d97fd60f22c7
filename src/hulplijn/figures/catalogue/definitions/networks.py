"""The same contacts in the groups of the networks."""

from __future__ import annotations

from django.utils.translation import gettext as _

from hulplijn.figures.catalogue.definitions.shared import not_known, staffed_contacts
from hulplijn.figures.figure import Definition, Given


def definitions() -> tuple[Definition, ...]:
    return (
        Definition(
            id="age_insafe",
            section="networks",
            name=_("Age for Insafe"),
            definition=_(
                "The same ages in the groups of the European network Insafe, where a teen is 12 to 18."
            ),
            unit=_("contacts"),
            numerator=_("Staffed contacts in this age group."),
            denominator=_("All staffed contacts, unknown ones too."),
            base=staffed_contacts(),
            missing=not_known(),
            given=Given.NOTHING,
        ),
        _by_reason(
            "reason_bik",
            _("Reason for Better Internet for Kids"),
            _(
                "The main reason in the categories of the quarterly count of Insafe. The crosswalk says which"
                " reason belongs to which category."
            ),
        ),
        _by_reason(
            "reason_chi",
            _("Reason for Child Helpline International"),
            _(
                "The main reason in the categories of the yearly count of Child Helpline International. The"
                " crosswalk says which reason belongs to which category."
            ),
        ),
    )


def _by_reason(id_: str, name: str, definition: str) -> Definition:
    return Definition(
        id=id_,
        section="networks",
        name=name,
        definition=definition,
        unit=_("contacts"),
        numerator=_("Staffed contacts whose main reason is in this category."),
        denominator=_("All staffed contacts, unknown ones too."),
        base=staffed_contacts(),
        missing=not_known(),
        given=Given.NOTHING,
    )
