"""`{{ at|moment:now }}` and `{{ at|day:now }}`: a time on an old case says its day as well.
`{{ offer|seconds_left:now }}`: how long an offer holds still. `{{ at|minutes_since:now }}`: for the wall."""

from __future__ import annotations

from datetime import datetime, timedelta

from django import template
from django.utils.dateformat import format as written
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from hulplijn.shifts.models import Offer
from hulplijn.workspace.queries.tasks import when_says

register = template.Library()


@register.filter
def moment(at: datetime | None, now: datetime) -> str:
    """Hours and minutes of `at`, after its day where that is not the day of `now`."""
    if at is None:
        return ""
    return f"{day(at, now)} {written(localtime(at), 'H:i')}".lstrip()


@register.filter
def day(at: datetime, now: datetime) -> str:
    """The day of `at` as said on the day of `now`: nothing today, and the year only where it is another."""
    then, today = localtime(at), localtime(now)
    if then.date() == today.date():
        return ""
    if then.date() == today.date() - timedelta(days=1):
        return _("yesterday")
    return written(then, "j F" if then.year == today.year else "j F Y")


@register.filter
def due_day(at: datetime, now: datetime) -> str:
    """A moment to come: "today", "tomorrow", "3 December", with its hour where it is not a whole day."""
    return when_says(at, now)


@register.filter
def seconds_left(offer: Offer, now: datetime) -> int:
    """Whole seconds until `offer` goes to the next."""
    return max(0, int((offer.due_at - now).total_seconds()))


@register.filter
def minutes_since(since: datetime, now: datetime) -> str:
    """Minutes and seconds, "6:40"; the minutes go on past the hour, so that it stays two numbers."""
    minutes, seconds = divmod(max(0, int((now - since).total_seconds())), 60)
    return f"{minutes}:{seconds:02d}"
