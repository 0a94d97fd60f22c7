"""The scripted visitor plays: her next words are due work, so that they outlive every process.

Whoever raises `turns` says them, in that same write: after a crash, or with two processes at it, nothing is
said twice and nothing is lost.
"""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.db.models import F

from hulplijn.audit.actors import Actor
from hulplijn.casework import actions as casework
from hulplijn.channels.chat import actions as chat
from hulplijn.conversations import actions as conversations
from hulplijn.plumbing import due
from hulplijn.plumbing.database import writing
from hulplijn.practice import queries
from hulplijn.practice.models import Practice
from hulplijn.practice.rules import Turn, next_turn

PLAY = "practice.play"
LOOKS = timedelta(seconds=4)
"""How often she looks whether it is her turn."""


def play(key: str, at: datetime) -> None:
    """Due: look whether it is her turn, and look again until the talk is over."""
    practice = queries.practice_of(key)
    if practice is None or practice.contact.ended_at or practice.contact.conversation is None:
        return
    script = queries.script_of(practice)
    if script is None:  # its file went, or no longer fits: she leaves without a word
        turn: Turn | None = Turn(ends=True)
        heard = practice.heard
    else:
        talk, heard = queries.talk(practice, practice.contact.conversation)
        turn = next_turn(script, talk, at)
    with writing():
        if turn is not None:
            _take_turn(practice, turn, heard=heard, at=at)
        if turn is None or not turn.ends:
            due.put(PLAY, practice.pk, at + LOOKS)


def _take_turn(practice: Practice, turn: Turn, *, heard: int, at: datetime) -> bool:
    """Do what `turn` says; False where somebody has done it. Part of the caller's write."""
    conversation = practice.contact.conversation
    if conversation is None:
        return False
    now = Practice.objects.filter(pk=practice.pk, turns=practice.turns)
    won = now.update(
        turns=F("turns") + 1,
        heard=max(heard, practice.heard) if practice.turns else practice.heard,
        fallbacks=practice.fallbacks + turn.is_fallback,
        given=[*practice.given, turn.answer] if turn.answer else practice.given,
    )
    if not won:
        return False
    visitor = Actor.visitor(conversation.pk)
    conversations.mark_seen(conversation, heard, by=visitor)
    for place, line in enumerate(turn.lines):
        client_id = uuid.uuid5(practice.pk, f"{practice.turns}:{place}")
        chat.say(conversation, line.in_(conversation.language), client_id=client_id, at=at)
    if turn.ends:
        casework.visitor_left(practice.contact, by=visitor, how="left", at=at)
    return True
