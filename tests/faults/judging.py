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
    transfers: int = 0
    codes: int = 0
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
            ("transfers to a colleague", self.transfers),
            ("came back with a return code", self.codes),
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


@dataclass
class _Told:
    """What a log says of one message."""

    conversation: str
    text: str
    number: int | None = None
    """None while it was not acknowledged; 0 where the page names no number."""


def _told(log: SenderLog) -> list[_Told]:
    """The messages of a log, in the order of sending. A page names a message by its text, else by its id."""
    by_name: dict[str, _Told] = {}
    for line in log.lines():
        name = str(line.get("id") or line.get("text"))
        if line["t"] == "sent":
            by_name[name] = _Told(str(line["c"]), str(line["text"]))
        elif line["t"] == "acked":
            by_name[name].number = int(str(line["n"]))
    return list(by_name.values())


def _judge_messages(log: SenderLog, book: Book, views: list[View], verdict: Verdict) -> None:
    by_conversation: dict[str, list[_Told]] = {}
    for one in _told(log):
        by_conversation.setdefault(one.conversation, []).append(one)
    for conversation, told in by_conversation.items():
        texts = [one.text for one in told]
        stored = {message["n"]: message["text"] for message in book[conversation]["messages"]}
        order = [text for _, text in sorted(stored.items()) if text in set(texts)]
        times = Counter(order)
        verdict.doubled += [f"twice in the database: {text}" for text in times if times[text] > 1]
        if order != [text for text in texts if text in times]:
            verdict.disordered.append(f"in the database: {order} was sent as {texts}")
        others = [view for view in views if view.conversation == conversation]
        for one in told:
            _judge_message(one, stored, others, verdict)


def _judge_message(one: _Told, stored: dict[int, str], views: list[View], verdict: Verdict) -> None:
    if one.number is None:
        verdict.uncertain += 1
        return
    verdict.acknowledged += 1
    if one.text not in stored.values():
        verdict.lost.append(f"acknowledged, and not in the database: {one.text}")
    elif one.number and stored.get(one.number) != one.text:
        verdict.wrongs.append(
            f"acknowledged as {one.number}, where {stored.get(one.number)} stands: {one.text}"
        )
    missing = [view.whose for view in views if one.text not in view.texts]
    verdict.delivered += bool(views) and not missing
    verdict.lost += [f"acknowledged, and not shown to {whose}: {one.text}" for whose in missing]


def _judge_view(view: View, book: Book, verdict: Verdict) -> None:
    stored = [message["text"] for message in book[view.conversation]["messages"] if not message["event"]]
    twice = [text for text, times in Counter(view.texts).items() if times > 1]
    verdict.doubled += [f"shown twice to {view.whose}: {text}" for text in twice]
    if not twice and view.texts != stored:
        known = set(view.texts)
        if [text for text in stored if text in known] == [text for text in view.texts if text in set(stored)]:
            verdict.wrongs.append(f"{view.whose} shows {view.texts[-3:]}, stored is {stored[-3:]}")
        else:
            at = next(
                n for n, (one, other) in enumerate(zip(view.texts, stored, strict=False)) if one != other
            )
            shows, there = view.texts[at : at + 4], stored[at : at + 4]
            verdict.disordered.append(f"{view.whose} shows {shows} where {there} is stored")


def _judge_kept(log: SenderLog, book: Book, verdict: Verdict) -> None:
    by_contact = {page["contact"]: page for page in book.values()}
    drafts: dict[str, str] = {}
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
        elif line["t"] == "transfer":
            verdict.transfers += 1
            times = by_contact[contact]["transfers"].count(line["text"])
            if times == 0:
                verdict.lost.append(f"transfer of {contact}")
            elif times > 1:
                verdict.doubled.append(f"transfer of {contact}")
        elif line["t"] == "closed":
            verdict.closed += 1
            if by_contact[contact]["state"] != "closed":
                verdict.lost.append(f"closing of {contact}: it is {by_contact[contact]['state']}")
    for contact, text in drafts.items():
        is_closed = by_contact[contact]["state"] == "closed"
        if text and not is_closed and text not in by_contact[contact]["drafts"]:
            verdict.lost.append(f"draft: {text}; kept is {by_contact[contact]['drafts']}")
