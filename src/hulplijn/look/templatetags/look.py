"""`{% icon %}`, `{% wordmark %}`, `{% mark %}`, `{% line %}`, `{% places %}`: the signs, drawn inline."""

from __future__ import annotations

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from hulplijn.look.signs import LINES, MARK, SIGNS, WORD

register = template.Library()

_TAKEN = mark_safe(' class="taken"')


@register.simple_tag
def icon(name: str) -> SafeString:
    """The sign `name`. It says nothing to a screen reader: a word stands beside it."""
    sign = SIGNS[name]
    dots = format_html('<path class="dot" d="{}"/>', sign.dots) if sign.dots else ""
    return format_html(
        '<svg class="icon{}" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">'
        '<path d="{}"/>{}</svg>',
        " turns" if sign.turns else "",
        sign.lines,
        dots,
    )


@register.simple_tag
def wordmark(open: bool = True) -> SafeString:
    """The name as drawn; the helpline's dot is a ring when it is closed."""
    return format_html(
        '<svg class="wordmark" viewBox="0 0 138 58" width="92" height="39" aria-hidden="true"><path d="{}"/>'
        '<circle class="visitor" cx="97.5" cy="9" r="3.7"/>{}</svg>',
        WORD,
        _end(107.5, 9, 3.7, open),
    )


@register.simple_tag
def mark() -> SafeString:
    """The two letters *ij* alone."""
    return format_html(
        '<svg class="mark" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true"><path d="{}"/>'
        '<circle class="visitor" cx="11.5" cy="5.4" r="2.9"/>{}</svg>',
        MARK,
        _end(21, 5.4, 2.9, True),
    )


@register.simple_tag
def line(state: str, length: int = 60) -> SafeString:
    """Two people at one line: `connected`, `waiting`, `broken` or `ended`; a sentence says the same."""
    if state not in LINES:
        raise template.TemplateSyntaxError(f"no line {state!r}: {', '.join(LINES)}")
    start, end = 11, length - 11
    third = (end - start) / 3
    path = (
        f"M{start} 5H{start + third:.0f}M{end - third:.0f} 5H{end}"
        if state == "broken"
        else f"M{start} 5H{end}"
    )
    look = {"waiting": mark_safe(' stroke-dasharray="5 4"'), "ended": mark_safe(' class="faint"')}.get(
        state, ""
    )
    return format_html(
        '<svg class="line turns" data-line="{}" viewBox="0 0 {} 10" width="{}" height="10"'
        ' aria-hidden="true">'
        '<path d="{}"{}/><circle class="visitor" cx="5" cy="5" r="4.2"/>{}</svg>',
        state,
        length,
        length,
        path,
        look,
        _end(length - 5, 5, 4.6, state in ("connected", "broken")),
    )


@register.simple_tag
def places(taken: int, total: int) -> SafeString:
    """One dot per chat that a counsellor can have; the taken ones are filled."""
    dots = format_html_join("", "<i{}></i>", ((_TAKEN if one < taken else "",) for one in range(total)))
    return format_html('<span class="places" aria-hidden="true">{}</span>', dots)


def _end(x: float, y: float, radius: float, present: bool) -> SafeString:
    """The helpline's dot; a ring where nobody is at that end."""
    kind, r = ("helpline", radius) if present else ("hollow", radius - 1)
    return format_html('<circle class="{}" cx="{}" cy="{}" r="{}"/>', kind, x, y, round(r, 1))
