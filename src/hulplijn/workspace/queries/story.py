"""The last tab: what happened in a case, from the audit log. It tells who did what, never what was said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hulplijn.accounts.models import Staff
from hulplijn.audit.models import AuditEntry
from hulplijn.casework.models import Contact
from hulplijn.referral.models import Referral
from hulplijn.removal.models import Notice
from hulplijn.workspace.queries.log_words import verb_says

_REFUSED = {"case.read": _("Opening refused")}
_READ = "case.read"


@dataclass
class Happened:
    """One line of the story; `until` and `times` where the same was done again and again."""

    verb: str
    says: str
    who: str
    at: datetime
    until: datetime
    times: int = 1
    refused: bool = False

    def is_like(self, before: Happened) -> bool:
        """Whether the same person did the same on the same day."""
        days = {localtime(one.at).date() for one in (self, before)}
        same = (self.verb, self.who, self.refused) == (before.verb, before.who, before.refused)
        return same and len(days) == 1

    @property
    def ends(self) -> str:
        """The minute of the last of several, where it is not that of the first."""
        began, ended = (f"{localtime(one):%H:%M}" for one in (self.at, self.until))
        return ended if ended != began else ""


def story(contact: Contact, *, most: int = 300) -> list[Happened]:
    """What happened to `contact` and its case, oldest first; readings in a row are one line."""
    entries = AuditEntry.objects.filter(_about(contact)).order_by("-at", "-pk")[:most]
    found = list(reversed(entries))
    names = _names({entry.actor_id for entry in found if entry.actor_kind == "staff"})
    lines: list[Happened] = []
    for entry in found:
        who = names.get(entry.actor_id, "") if entry.actor_kind == "staff" else ""
        verb = entry.verb.partition(":")[0]
        before = lines[-1] if lines else None
        refused = entry.outcome == "refused"
        line = Happened(verb, _says(verb, refused), who, entry.at, entry.at, refused=refused)
        if before and verb == _READ and line.is_like(before):
            before.until, before.times = entry.at, before.times + 1
            continue
        lines.append(line)
    return lines


def _says(verb: str, refused: bool) -> str:
    says = verb_says(verb)
    if not refused:
        return says
    return str(_REFUSED.get(verb) or gettext("Refused (%(deed)s)") % {"deed": says})


def _about(contact: Contact) -> Q:
    case = contact.case_id
    notices = [str(pk) for pk in Notice.objects.filter(case=case).values_list("pk", flat=True)]
    referrals = [str(pk) for pk in Referral.objects.filter(case=case).values_list("pk", flat=True)]
    return (
        Q(object_kind="contact", object_id=str(contact.pk))
        | Q(object_kind="case", object_id=str(case))
        | Q(object_kind="notice", object_id__in=notices)
        | Q(object_kind="referral", object_id__in=referrals)
    )


def _names(ids: set[str]) -> dict[str, str]:
    return {str(pk): alias for pk, alias in Staff.objects.filter(pk__in=ids).values_list("pk", "alias")}
