"""One contact's row, held while it changes."""

from __future__ import annotations

from hulplijn.casework.models import Contact


def held(contact: Contact) -> Contact:
    """`contact` as it is now, with its case, conversation and coding; until the commit it is ours."""
    return (
        Contact.objects.select_for_update(of=("self",))
        .select_related("case", "conversation", "coding")
        .get(pk=contact.pk)
    )
