"""`{% overdue_tasks as many %}`: how much the reader should have done before now."""

from __future__ import annotations

from django import template
from django.template import Context

from hulplijn.accounts.access import StaffRequest
from hulplijn.casework import tasks
from hulplijn.plumbing.clock import now

register = template.Library()


@register.simple_tag(takes_context=True)
def overdue_tasks(context: Context) -> int:
    request: StaffRequest = context["request"]
    return tasks.overdue(request.actor, context.get("now") or now())
