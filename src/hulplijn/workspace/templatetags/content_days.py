"""Words of days, ways and partners in the pages of content."""

from __future__ import annotations

from django import template
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from hulplijn.content.errors import NoSuchContent
from hulplijn.content.queries import code_list
from hulplijn.content.rules.forms.fields import field_at
from hulplijn.content.rules.forms.partners import PARTNER
from hulplijn.content.rules.forms.week import DAYS

register = template.Library()


@register.filter
def weekday(code: str) -> str:
    """The name of a day; nothing for a day without one."""
    return str(WEEKDAYS[DAYS.index(code)]) if code in DAYS else ""


@register.filter
def way_words(way: str) -> str:
    """How a way to reach a partner is called."""
    return _(field_at(PARTNER, f"reach.{way}").label)


@register.filter
def partner_name(code: str) -> str:
    try:
        return str(code_list("referral_to").label_of(code))
    except NoSuchContent:
        return code
