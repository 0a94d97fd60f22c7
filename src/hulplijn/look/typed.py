"""What somebody typed into a form that could not be taken: her own words, and none of the form's codes."""

from __future__ import annotations

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_LABELS: dict[str, Promise] = {
    "text": _("Message or note"),
    "name": _("Name"),
    "started": _("Time"),
    "urls": _("Addresses"),
    "demanded_cents": _("Demanded, in euros"),
    "paid_cents": _("Paid in all, in euros"),
    "username": _("Log-in name"),
}


def own_words(post: QueryDict) -> list[tuple[Promise, str]]:
    """Label and text of each field that is typed into; what is chosen or hidden is left out."""
    return [(label, str(post[name])) for name, label in _LABELS.items() if str(post.get(name, "")).strip()]
