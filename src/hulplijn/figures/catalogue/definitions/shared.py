"""Sentences that the definitions have in common."""

from __future__ import annotations

from django.utils.translation import gettext as _


def staffed_contacts() -> str:
    return _("Staffed contacts: talks by chat, phone, e-mail or another way with a counsellor.")


def not_known() -> str:
    return _("Not asked, not said or not coded yet: shown as its own row and kept in the base.")
