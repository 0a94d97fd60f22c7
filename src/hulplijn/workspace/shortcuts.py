"""What can be done with a key on the counsellor's screen, in the order of the cheat sheet.

The browser does them (`browser/deeds.ts`); the command menu shows those that are possible at the moment.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Deed:
    """One deed: how it is called, its key unless somebody chose another, its sign, and where it belongs.

    `group`: "talk" is in a conversation, "line" is the queue and being there, "go" leads somewhere.
    """

    id: str
    says: str | Promise
    key: str
    sign: str
    group: str


DEEDS = (
    Deed("take", _("Take who is first in line"), "a", "person", "line"),
    Deed("reply", _("Write an answer"), "r", "chat", "talk"),
    Deed("note", _("Write a note for colleagues"), "n", "note", "talk"),
    Deed("standard", _("Standard answer"), "/", "sheet", "talk"),
    Deed("risk", _("Ask about suicide and safety"), "s", "person", "talk"),
    Deed("notice", _("Make a removal request"), "Ctrl+Shift+R", "removal", "talk"),
    Deed("transfer", _("Hand over to a colleague"), "t", "refer", "talk"),
    Deed("snooze", _("Put away until a day"), "z", "waiting", "talk"),
    Deed("danger", _("Danger: call the coordinator"), "Ctrl+Shift+D", "urgent", "talk"),
    Deed("wrap-up", _("End and wrap up"), "e", "done", "talk"),
    Deed("silent", _("No talk: said nothing"), "x s", "done", "talk"),
    Deed("prank", _("No talk: prank or abuse"), "x p", "done", "talk"),
    Deed("wrong-number", _("No talk: wrong number"), "x w", "done", "talk"),
    Deed("tab-plan", _("Part of the case: plan"), "1", "plan", "talk"),
    Deed("tab-facts", _("Part of the case: facts"), "2", "sheet", "talk"),
    Deed("tab-removal", _("Part of the case: removal"), "3", "removal", "talk"),
    Deed("tab-referral", _("Part of the case: referral"), "4", "refer", "talk"),
    Deed("tab-story", _("Part of the case: history"), "5", "waiting", "talk"),
    Deed("tab-tasks", _("Part of the case: tasks"), "6", "done", "talk"),
    Deed("next", _("Next conversation of mine"), "j", "chat", "go"),
    Deed("previous", _("Previous conversation of mine"), "k", "chat", "go"),
    Deed("queue", _("Go to the queue"), "g q", "person", "go"),
    Deed("mine", _("Go to who waits for me longest"), "g m", "chat", "go"),
    Deed("cases", _("Go to the cases"), "g c", "search", "go"),
    Deed("tasks", _("Go to the tasks"), "g t", "done", "go"),
    Deed("removal", _("Go to the removal requests of this conversation"), "g r", "removal", "go"),
    Deed("pause", _("Pause, no new chats"), "p", "pause", "line"),
    Deed("rest", _("Five minutes to yourself"), "b", "pause", "line"),
    Deed("menu", _("Search or do something"), "Ctrl+K", "search", "go"),
    Deed("keys", _("All keys"), "?", "code", "go"),
)
BY_ID = {deed.id: deed for deed in DEEDS}
