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

SAYS = {
    "contact.open": _("Began"),
    "contact.enter_by_hand": _("Entered by hand"),
    "contact.take": _("Taken"),
    "contact.leave": _("The visitor left"),
    "contact.end": _("Conversation ended"),
    "contact.park": _("Wrap-up put off"),
    "contact.close": _("Closed"),
    "contact.recode": _("Facts corrected"),
    "contact.hand_over": _("Asked a colleague to take over"),
    "contact.give_back": _("Given back to the queue"),
    "contact.put_back": _("Back in the queue: the screen was gone"),
    "handover.accept": _("Taken over"),
    "handover.refuse": _("Handover refused"),
    "handover.unanswered": _("Handover not answered"),
    "handover.withdraw": _("Handover taken back"),
    "handover.read": _("Handover note read"),
    "contact.ask_along": _("Asked whether a colleague may look along"),
    "contact.agree_along": _("Agreed that a colleague looks along"),
    "contact.read_along": _("Asked to read along"),
    "contact.side_note": _("Began to give advice"),
    "contact.step_in": _("Began to write with the visitor"),
    "contact.stop_along": _("Reading along ended"),
    "guest.answer": _("The visitor answered whether somebody may read along"),
    "contact.call_for_danger": _("Called the coordinators for danger"),
    "contact.let_in_for_danger": _("Came in for danger"),
    "contact.let_her_think": _("Question about silence switched"),
    "contact.ask_if_still_there": _("Asked whether the visitor is still there"),
    "contact.silent": _("Ended because the visitor stayed silent"),
    "contact.block": _("Ended and blocked"),
    "case.read": _("Opened"),
    "case.name": _("Name written down"),
    "note.write": _("Note written"),
    "plan.start": _("Step plan started"),
    "notice.draft": _("Removal request drafted"),
    "notice.consent": _("The visitor agreed to the removal request"),
    "notice.send": _("Removal request sent by hand"),
    "notice.confirm_receipt": _("Receipt of the removal request confirmed"),
    "notice.decide": _("Decision on the removal request recorded"),
    "notice.withdraw": _("Removal request withdrawn"),
    "referral.refer": _("Referral made"),
    "referral.set_state": _("Referral changed"),
}
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
    says = str(SAYS.get(verb, verb))
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
