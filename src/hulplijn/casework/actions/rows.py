"""One contact's row, held while it changes."""

from __future__ import annotations

from hulplijn.casework.models import Contact


def held(contact: Contact) -> Contact:
    """`contact` as it is now, with its case, conversation and coding; until the commit it is ours.

    Rooms above hold it too, before they change what belongs to a contact.
    """
    # Two queries: after a wait for the lock, PostgreSQL reads the locked row anew, but not what is joined.
    Contact.objects.select_for_update().only("pk").get(pk=contact.pk)
    return Contact.objects.select_related("case", "conversation", "coding").get(pk=contact.pk)
