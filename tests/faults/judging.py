"""Compares each sender's own log with the database and with what both sides were shown."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from tests.faults.sheet import SenderLog

Book = dict[str, dict[str, Any]]


@dataclass
class Verdict:
    """The counts of one run; `wrongs` says each wrong in a line."""

    acknowledged: int = 0
    delivered: int = 0
    uncertain: int = 0
    notes: int = 0
    drafts: int = 0
    closed: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    disordered: list[str] = field(default_factory=list)
    wrongs: list[str] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        return not (self.lost or self.doubled or self.disordered or self.wrongs)

    def table(self) -> str:
        rows = [
            ("acknowledged", self.acknowledged),
            ("delivered to the other side", self.delivered),
            ("not certain (their tab was killed)", self.uncertain),
            ("notes", self.notes),
            ("drafts", self.drafts),
            ("conversations closed", self.closed),
            ("lost", len(self.lost)),
            ("doubled", len(self.doubled)),
            ("out of order", len(self.disordered)),
            ("other wrongs", len(self.wrongs)),
        ]
        lines = [f"  {name:<36} {count:>7}" for name, count in rows]
        wrongs = [*self.lost, *self.doubled, *self.disordered, *self.wrongs]
        return "\n".join([*lines, *wrongs[:20]])


@dataclass
class View:
    """What one side of a conversation shows in the end: the texts, in the order of the screen."""

    whose: str
    conversation: str
    texts: list[str]


def judge(logs: list[SenderLog], book: Book, views: list[View]) -> Verdict:
    """Read every log and count."""
    verdict = Verdict()
    for log in logs:
        _judge_messages(log, book, views, verdict)
        _judge_kept(log, book, verdict)
    for conversation, page in book.items():
        numbers = [message["n"] for message in page["messages"]]
        if numbers != list(range(1, page["last"] + 1)):
            verdict.disordered.append(f"numbers of {conversation}: {numbers}")
    for view in views:
        _judge_view(view, book, verdict)
    return verdict


def _judge_messages(log: SenderLog, book: Book, views: list[View], verdict: Verdict) -> None:
    sent: dict[str, list[str]] = {}
    acked: dict[str, int] = {}
    for line in log.lines():
        if line["t"] == "sent":
            sent.setdefault(str(line["c"]), []).append(str(line["text"]))
            names = {str(line["id"]): str(line["text"])}
            acked.setdefault(str(line["text"]), -1)
            _names.update(names)
        elif line["t"] == "acked":
            acked[_names.get(str(line["id"]), str(line["id"]))] = int(str(line["n"]))
    for conversation, texts in sent.items():
        stored = [message for message in book[conversation]["messages"] if message["text"] in set(texts)]
        found = Counter(message["text"] for message in stored)
        verdict.doubled += [f"twice in the database: {text}" for text, times in found.items() if times > 1]
        order = [message["text"] for message in stored]
        if order != [text for text in texts if text in found]:
            verdict.disordered.append(f"in the database: {order} was sent as {texts}")
        by_text = {message["text"]: message["n"] for message in stored}
        for text in texts:
            if acked[text] < 0:
                verdict.uncertain += 1
                continue
            verdict.acknowledged += 1
            if text not in found:
                verdict.lost.append(f"acknowledged, and not in the database: {text}")
            elif acked[text] not in (0, by_text[text]):
                verdict.wrongs.append(f"acknowledged as {acked[text]}, stands as {by_text[text]}: {text}")
            others = [view for view in views if view.conversation == conversation]
            missing = [view.whose for view in others if text not in view.texts]
            verdict.delivered += not missing
            verdict.lost += [f"acknowledged, and not shown to {whose}: {text}" for whose in missing]


_names: dict[str, str] = {}


def _judge_view(view: View, book: Book, verdict: Verdict) -> None:
    stored = [message["text"] for message in book[view.conversation]["messages"] if not message["event"]]
    twice = [text for text, times in Counter(view.texts).items() if times > 1]
    verdict.doubled += [f"shown twice to {view.whose}: {text}" for text in twice]
    if not twice and view.texts != stored:
        known = set(view.texts)
        if [text for text in stored if text in known] == [text for text in view.texts if text in set(stored)]:
            verdict.wrongs.append(f"{view.whose} shows {view.texts[-3:]}, stored is {stored[-3:]}")
        else:
            verdict.disordered.append(f"{view.whose} shows another order than is stored")


def _judge_kept(log: SenderLog, book: Book, verdict: Verdict) -> None:
    by_contact = {page["contact"]: page for page in book.values()}
    drafts: dict[str, str] = {}
    closed: set[str] = set()
    for line in log.lines():
        contact = str(line["c"])
        if line["t"] == "note":
            verdict.notes += 1
            times = by_contact[contact]["notes"].count(line["text"])
            if times == 0:
                verdict.lost.append(f"note: {line['text']}")
            elif times > 1:
                verdict.doubled.append(f"note: {line['text']}")
        elif line["t"] == "draft":
            verdict.drafts += 1
            drafts[contact] = str(line["text"])
        elif line["t"] == "closed":
            verdict.closed += 1
            closed.add(contact)
            if by_contact[contact]["state"] != "closed":
                verdict.lost.append(f"closing of {contact}: it is {by_contact[contact]['state']}")
    for contact, text in drafts.items():
        if contact not in closed and text and text not in by_contact[contact]["drafts"]:
            verdict.lost.append(f"draft: {text}; kept is {by_contact[contact]['drafts']}")
