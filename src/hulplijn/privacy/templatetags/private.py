"""`{{ text|reveal }}`: the one way in which private text reaches a page."""

from django import template

from hulplijn.privacy.private_text import PrivateText

register = template.Library()


@register.filter
def reveal(text: PrivateText | None) -> str:
    """The text itself, escaped by the template as any other; nothing where there is none."""
    return text.reveal() if text is not None else ""
