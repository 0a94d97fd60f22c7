"""`{% key "take" %}`: the key of a deed, as this person has it; nothing where it is switched off."""

from __future__ import annotations

import json
from typing import Any

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from hulplijn.workspace.models import Preferences
from hulplijn.workspace.queries.preferences import preferences_of
from hulplijn.workspace.rules.keys import shown
from hulplijn.workspace.shortcuts import DEEDS

register = template.Library()


@register.simple_tag(takes_context=True)
def key(context: Context, deed: str) -> SafeString | str:
    own = _own(context).working_keys.get(deed, "")
    return format_html('<kbd class="key">{}</kbd>', shown(own)) if own else ""


@register.simple_tag(takes_context=True)
def own(context: Context) -> Preferences:
    """The preferences of who is logged in: `{% own as own %}`."""
    return _own(context)


@register.simple_tag(takes_context=True)
def own_keys(context: Context) -> str:
    """Deed to key as JSON, for the browser."""
    return json.dumps(_own(context).working_keys)


@register.simple_tag(takes_context=True)
def deeds(context: Context, group: str = "") -> list[dict[str, Any]]:
    """The deeds of a group, each with its name, sign and own key."""
    working = _own(context).working_keys
    return [
        {"id": one.id, "says": one.says, "sign": one.sign, "key": shown(working.get(one.id, ""))}
        for one in DEEDS
        if one.group == group or not group
    ]


def _own(context: Context) -> Preferences:
    user = context["request"].user
    return preferences_of(user) if user.is_authenticated else Preferences()
