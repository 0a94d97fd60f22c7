"""The codes of the audit log in words."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from hulplijn.accounts.models import Staff
from hulplijn.casework.models import CaseLink, DeskRequest, WiderLook
from hulplijn.channels.chat.models import AddressAsk


@dataclass(frozen=True)
class Kind:
    """Verbs that belong together, by how they start."""

    says: str | Promise
    starts: tuple[str, ...]


KINDS = {
    "reading": Kind(
        _("Reading and searching"),
        (
            "case.",
            "offender.read",
            "handover.read",
            "picture.",
            "partner.",
            "wall.",
            "ledger.",
            "figures.",
            "quality.",
            "signals.",
        ),
    ),
    "contact": Kind(
        _("Conversations"),
        (
            "contact.",
            "conversation.",
            "handover.",
            "guest.",
            "offer.",
            "code.",
            "block.",
            "guard.",
            "feedback.",
        ),
    ),
    "writing": Kind(
        _("Notes, requests and referrals"),
        (
            "note.",
            "task.",
            "offender.write",
            "notice.",
            "referral.",
            "plan.",
            "risk.",
            "list.",
            "meldcode.",
            "novelty.",
            "review.",
            "practice.",
            "draft.",
            "first_aid.",
            "check.",
        ),
    ),
    "staff": Kind(
        _("Accounts and rights"),
        (
            "staff.",
            "own_field.",
            "prevention.",
            "content.",
            "presence.",
            "preferences.",
            "page.",
            "session.",
            "factor.",
        ),
    ),
    "privacy": Kind(
        _("Keys, erasure and export"),
        ("key", "case.e", "case.term", "figures.export", "retention.", "hold", "backup.", "mail."),
    ),
    "desk": Kind(_("Desk of requests"), ("request.", "address.")),
    "log": Kind(_("The log itself"), ("log.",)),
}
_SAYS: dict[str, str | Promise] = {
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
    "case.pass_on": _("Left for the next shift"),
    "case.take_on": _("Taken over from the shift before"),
    "contact.snooze": _("Put away until a day"),
    "contact.end_snooze": _("Taken back before that day"),
    "contact.snooze_over": _("Back in the list by itself"),
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
    "review.draw": _("Drew a conversation to learn from"),
    "review.read": _("Read feedback"),
    "review.give": _("Gave feedback"),
    "review.skip": _("Left a drawn conversation out"),
    "review.answer": _("Answered feedback"),
    "meldcode.write": _("Step of the Meldcode written down"),
    "risk.check": _("Asked about suicide and safety"),
    "note.write": _("Note written"),
    "offender.read": _("Accounts of the offender read"),
    "offender.write": _("Account of the offender written down or taken away"),
    "task.add": _("Task added"),
    "task.finish": _("Task done"),
    "task.reopen": _("Task not done after all"),
    "task.move": _("Task moved to another day"),
    "task.list": _("Looked through the tasks"),
    "plan.start": _("Step plan started"),
    "notice.draft": _("Removal request drafted"),
    "notice.consent": _("The visitor agreed to the removal request"),
    "notice.send": _("Removal request sent by hand"),
    "notice.confirm_receipt": _("Receipt of the removal request confirmed"),
    "notice.decide": _("Decision on the removal request recorded"),
    "notice.withdraw": _("Removal request withdrawn"),
    "referral.refer": _("Referral made"),
    "referral.set_state": _("Referral changed"),
    "referral.refer_nobody": _("Said why nobody is named"),
    "referral.hand_over": _("Handed over warmly to a partner"),
    "referral.ask_words": _("Visitor asked whether words may be passed on"),
    "referral.answer_words": _("Visitor answered whether words may be passed on"),
    "referral.send_words": _("Words to be mailed to a partner"),
    "referral.words_not_sent": _("Words could not be mailed to a partner"),
    "referral.words_sent": _("Words passed on to a partner"),
    "referral.follow_up": _("Follow-up of a referral planned"),
    "referral.feedback": _("Feedback on a referral entered"),
    "case.list": _("Looked through the list of cases"),
    "case.search": _("Searched for a case"),
    "case.find": _("Looked for words in a case"),
    "case.link": _("Linked with another case"),
    "case.unlink": _("Link with another case undone"),
    "case.merge": _("Merged with another case of the same person"),
    "case.undo_merge": _("Merge undone"),
    "case.look": _("Gave a reason for a wider look"),
    "case.print": _("Printed"),
    "case.export": _("Exported"),
    "case.erase": _("Erased"),
    "case.term": _("Its term was over: gone"),
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
    "code.find": _("Case found by a visitor’s words"),
    "code.withdraw": _("Return code thrown away"),
    "contact.raise_urgency": _("Brought forward in the queue"),
    "offer.decline": _("Said not now"),
    "hold.put": _("Case put on hold"),
    "hold.lift": _("Hold lifted"),
    "retention.read": _("Looked at what is kept, and until when"),
    "contact.answer": _("Wrote to the visitor"),
    "contact.code": _("Facts ticked"),
    "contact.keep_at_closing": _("Closed, with what was still open kept"),
    "request.list": _("Looked through the requests"),
    "block.review": _("Said that a block is right"),
    "block.undo": _("Block undone"),
    "contact.practise": _("A scripted visitor wrote, to practise with"),
    "practice.begin": _("Began to practise"),
    "practice.read": _("Looked at what was practised"),
    "practice.throw_away": _("Threw away what was practised"),
    "own_field.save": _("A field of our own changed"),
    "prevention.read": _("Looked at the log of prevention"),
    "prevention.record": _("A prevention activity added"),
    "prevention.change": _("A prevention activity changed"),
    "prevention.remove": _("A prevention activity removed"),
    "prevention.put_back": _("A prevention activity put back"),
    "prevention.export": _("Took the log of prevention along as a file"),
    "content.read": _("Looked at what we publish"),
    "content.keep_draft": _("Kept a draft of a text"),
    "content.throw_away_draft": _("Threw a draft away"),
    "content.ask_to_publish": _("Asked to publish a text"),
    "content.publish": _("Published a text"),
    "content.send_back": _("Sent a text back with a word"),
    "content.take_back": _("Put an earlier text back"),
    "block.over": _("Block over"),
    "guard.raise": _("Guard put up against an attack"),
    "guard.lower": _("Guard taken down"),
    "conversation.say": _("Wrote in the chat"),
    "conversation.end": _("Ended the chat"),
    "draft.save": _("Kept what was being typed"),
    "feedback.give": _("Answered the two questions"),
    "check.bring": _("Answers of the situation check sent along"),
    "list.show": _("Asked whether the visitor sees the list"),
    "list.answer": _("The visitor answered about the list"),
    "first_aid.tick": _("First aid ticked"),
    "plan.walk": _("Step ticked"),
    "presence.set": _("Said whether she is there"),
    "presence.pause_after_this": _("Asked for a break after this conversation"),
    "presence.rest": _("Took five minutes"),
    "presence.rest_over": _("Five minutes over"),
    "presence.set_capacity": _("Said how many conversations at once"),
    "preferences.set": _("Settings changed"),
    "factor.set": _("Second step set up"),
    "factor.remove": _("Second step removed"),
    "factor.new_recovery_codes": _("New codes on paper made"),
    "factor.use_recovery_code": _("Code on paper used"),
    "session.list": _("Looked where somebody is logged in"),
    "session.unlock": _("Screen unlocked"),
    "session.lock": _("Screen locked"),
    "staff.list": _("Looked through the accounts"),
    "staff.invite": _("Somebody invited"),
    "staff.withdraw_invitation": _("Invitation withdrawn"),
    "staff.accept_invitation": _("Invitation taken up"),
    "staff.set_role": _("Role changed"),
    "staff.end": _("Account ended"),
    "staff.reset": _("Lost log-in replaced"),
    "staff.manage_others": _("Changed an account that is not hers to change"),
    "figures.read": _("Looked at the figures"),
    "quality.read": _("Looked how complete the coding is"),
    "partner.check": _("Looked which partners must be checked"),
    "signals.read": _("Looked at the signals"),
    "novelty.propose": _("Tagged something as seen for the first time"),
    "novelty.mark": _("Said that something new was seen in a contact, or took it back"),
    "novelty.decide": _("Decided about something new"),
    "novelty.read": _("Looked at what is new"),
    "ledger.read": _("Read the ledger entry by entry"),
    "keys.renew": _("Keys renewed"),
    "keys.copy": _("Safety copy of the keys made"),
    "keys.restore": _("Keys put back from a copy"),
    "keys.rotate": _("Root key replaced"),
    "keys.split": _("Root key split in parts"),
    "backup.restore": _("Backup put back"),
    "mail.test": _("Test letter given to the mail server"),
}
OUTCOMES = {"done": _("done"), "refused": _("refused"), "yes": _("yes"), "no": _("no")}
_WHY = {"picture": _("a screenshot")}
_URGENCY = {"1": _("it cannot wait long"), "2": _("danger")}
_REASONS = (
    CaseLink.Reason,
    WiderLook.Why,
    AddressAsk.Why,
    DeskRequest.Kind,
    DeskRequest.Decision,
    DeskRequest.Given,
)


def verb_says(verb: str) -> str:
    """What somebody did, in words; a verb without words of its own as it is."""
    plain = verb.partition(":")[0]
    return str(_SAYS.get(plain, verb))


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
    if verb == "contact.raise_urgency":
        return str(_URGENCY.get(why.partition(":")[0], why))
    if verb == "guard.raise" and why.removesuffix("_hours").isdigit():
        hours = int(why.removesuffix("_hours"))
        return ngettext("for %(hours)d hour", "for %(hours)d hours", hours) % {"hours": hours}
    for codes in _REASONS:
        if why in codes.values:
            return str(codes(why).label)
    return str(_WHY.get(why, why))
