"""The codes of the audit log in words."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hulplijn.accounts.models import Staff
from hulplijn.casework.models import WiderLook
from hulplijn.channels.chat.models import AddressAsk
from hulplijn.workspace.queries.story import SAYS


@dataclass(frozen=True)
class Kind:
    """Verbs that belong together, by how they start."""

    says: str | Promise
    starts: tuple[str, ...]


KINDS = {
    "reading": Kind(_("Reading and searching"), ("case.", "handover.read", "picture.", "wall.", "ledger.")),
    "contact": Kind(_("Conversations"), ("contact.", "handover.", "guest.", "offer.", "code.", "block.")),
    "writing": Kind(_("Notes, requests and referrals"), ("note.", "notice.", "referral.", "plan.")),
    "staff": Kind(
        _("Accounts and rights"), ("staff.", "presence.", "preferences.", "page.", "session.", "factor.")
    ),
    "privacy": Kind(_("Keys, erasure and export"), ("key", "case.e", "retention.", "hold", "backup.")),
    "desk": Kind(_("Desk of requests"), ("request.", "address.")),
    "log": Kind(_("The log itself"), ("log.",)),
}
_SAYS: dict[str, str | Promise] = {
    "case.list": _("Looked through the list of cases"),
    "case.search": _("Searched for a case"),
    "case.look": _("Gave a reason for a wider look"),
    "case.print": _("Printed"),
    "case.export": _("Exported"),
    "case.erase": _("Erased"),
    "picture.ask": _("Asked for a screenshot"),
    "block.list": _("Looked through the blocks"),
    "wall.open": _("Opened the wall"),
    "page.open": _("Opened a page"),
    "log.read": _("Read the log"),
    "log.export": _("Exported the log"),
    "request.enter": _("Request entered"),
    "request.read": _("Request read"),
    "request.propose": _("Decision proposed"),
    "request.agree": _("Decided by two"),
    "request.disagree": _("Did not agree"),
    "request.answer": _("Request answered"),
    "address.ask": _("Asked for the address in danger"),
    "address.agree": _("Agreed to see the address"),
    "address.see": _("Saw the address"),
    "figures.export": _("Exported figures"),
    "staff.add": _("Account made"),
    "staff.set_password": _("Password set"),
    "staff.set_skills": _("Skills set"),
    "session.begin": _("Logged in"),
    "session.end": _("Logged out"),
    "presence.come": _("Came to work"),
    "presence.go": _("Went home"),
    "presence.pause": _("Took a break"),
    "code.make": _("Return code made"),
    "code.use": _("Return code used"),
    "code.withdraw": _("Return code thrown away"),
    "contact.raise_urgency": _("Brought forward in the queue"),
    "offer.decline": _("Said not now"),
}
OUTCOMES = {"done": _("done"), "refused": _("refused"), "yes": _("yes"), "no": _("no")}
_WHY = {"picture": _("a screenshot")}


def verb_says(verb: str) -> str:
    """What somebody did, in words; a verb without words of its own as it is."""
    return str(SAYS.get(verb) or _SAYS.get(verb) or verb)


def outcome_says(outcome: str) -> str:
    return str(OUTCOMES.get(outcome, outcome))


def role_says(roles: str) -> str:
    """The roles that somebody had; a coordinator counsels as well, which goes without saying."""
    held = set(roles.split(",")) - {""}
    if Staff.Role.COORDINATOR in held:
        held.discard(Staff.Role.COUNSELLOR)
    known = dict(Staff.Role.choices)
    return ", ".join(str(known.get(role, role)) for role in sorted(held))


def why_says(verb: str, why: str) -> str:
    """The reason in words; a code without words as it is."""
    if why in WiderLook.Why.values:
        return str(WiderLook.Why(why).label)
    if why in AddressAsk.Why.values:
        return str(AddressAsk.Why(why).label)
    return str(_WHY.get(why, why))
