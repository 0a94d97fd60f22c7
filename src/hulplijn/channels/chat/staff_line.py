"""The counsellor's live line: one connection for the queue and every conversation on her screen."""

from __future__ import annotations

import asyncio
import itertools
import time
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user
from django.http import HttpRequest
from django.http.cookie import parse_cookie
from django.utils.translation import get_language_from_request

from hulplijn.accounts import locking
from hulplijn.accounts.actions import LOG_IN
from hulplijn.accounts.models import Staff
from hulplijn.accounts.queries import actor_of
from hulplijn.accounts.sessions import SessionStore
from hulplijn.audit.actors import Actor
from hulplijn.audit.rights import NotAllowed
from hulplijn.casework.actions import viewing
from hulplijn.casework.models import Contact
from hulplijn.channels.chat import frames
from hulplijn.channels.chat.grouped import Calm
from hulplijn.channels.chat.posting import pace
from hulplijn.channels.chat.sockets import BAD_FRAME, NO_HOLD, TOO_FAST, TRY_AGAIN, Gone, Line, in_thread
from hulplijn.channels.chat.staff_screen import OnScreen, Screen
from hulplijn.channels.chat.streams import Post, whole_number
from hulplijn.conversations import actions as conversations
from hulplijn.conversations.committer import SAID, Committer, TooBusy
from hulplijn.conversations.models import topic_of
from hulplijn.conversations.rules import CannotSay
from hulplijn.guidance.sharing import BY_VISITOR
from hulplijn.plumbing import bus, clock
from hulplijn.privacy.sealing import KeyGone
from hulplijn.shifts import actions as shifts

_CHECK_LOG_IN = 5
"""Seconds between two looks whether the log-in still holds, where no wake-up says that it ended."""

_STILL_LOOKING = 3
"""At each third of them her page is written down as looking."""

_BETWEEN_QUEUES = 0.5
"""Seconds between two signs that the queue has changed: her page asks for it anew at each."""


class StaffLine:
    """One connection of a member of staff."""

    def __init__(
        self, socket: Line | Post, committer: Committer, session_key: str, by: Actor, language: str
    ) -> None:
        self.socket, self.committer, self.session_key = socket, committer, session_key
        self.by, self.language = by, language
        self.screen = Screen(socket, committer.recent, by)
        self.is_locked = False

    @staticmethod
    def first_of(asked: dict[str, str]) -> dict[str, Any]:
        """What the address of an event stream says: the conversation on the screen, and what it has."""
        if "c" not in asked:
            return {"t": "beat"}
        last = whole_number(asked.get("last", "0"))
        return {"t": "open", "c": asked["c"], "last": last, "lang": asked.get("lang", "")}

    @classmethod
    async def serve(cls, socket: Line, committer: Committer) -> None:
        """Serve the member of staff that `socket` belongs to, until either side goes."""
        key = _session_key(socket)
        staff, is_locked = await in_thread(standing, key)
        if staff is None:
            await socket.refuse(NO_HOLD)
            return
        line = cls(socket, committer, key, actor_of(staff), _language(socket))
        line.is_locked = is_locked
        # Before the page hears that its line is up: it then asks for what it lacks, and misses nothing after.
        listening = bus.subscribe(["queue", f"staff:{staff.pk}"])
        try:
            await socket.accept()
            async with asyncio.TaskGroup() as all_of_it:
                all_of_it.create_task(line._hear(socket, listening))
                queue = Calm(all_of_it, line._tell_queue, _BETWEEN_QUEUES)
                all_of_it.create_task(line._bring(listening, queue))
                all_of_it.create_task(line._watch_log_in())
                all_of_it.create_task(socket.keep())
        except* Gone:
            pass
        finally:
            bus.unsubscribe(listening)
            await line.screen.clear()

    async def _watch_log_in(self) -> None:
        for look in itertools.count(1):
            await asyncio.sleep(_CHECK_LOG_IN)
            await self._look_at_log_in()
            if look % _STILL_LOOKING == 0:
                await in_thread(self.screen.go_on_looking)

    async def _look_at_log_in(self) -> None:
        staff, is_locked = await in_thread(standing, self.session_key)
        if staff is None:
            await self.socket.tell(t="over")
            await self.socket.close(NO_HOLD)
            raise Gone("log-in is over")
        if is_locked and not self.is_locked:
            await self._lock()
        self.is_locked = is_locked

    async def _lock(self) -> None:
        """She reads and says nothing more until she has proved herself; what is hers stays hers."""
        self.is_locked = True
        await self.screen.clear()
        await self.socket.tell(t="locked")

    async def _hear(self, socket: Line, listening: bus.Subscription) -> None:
        while True:
            frame = await socket.hear()
            try:
                await self._take(frame, listening)
            except (frames.BadFrame, NotAllowed, Contact.DoesNotExist, KeyGone):
                await self.socket.close(BAD_FRAME)
                raise Gone("not allowed, or no page of ours") from None

    async def hear_posted(self, frame: dict[str, Any]) -> None:
        """Do what one posted frame asks. Its conversation was opened by the page's stream; nothing is read
        here, so it is not opened again."""
        if "c" in frame:
            await self.screen.recall(frames.uuid_in(frame, "c"))
        await self._take(frame, None)

    async def _take(self, frame: dict[str, Any], listening: bus.Subscription | None) -> None:
        if self.is_locked and frame["t"] != "beat":
            await self.socket.tell(t="locked")
            return
        if frame["t"] in ("say", "typing", "draft"):
            await in_thread(_note_activity, self.session_key)
        match frame["t"]:
            case "open" if listening is not None:
                await self._open(frame, listening)
            case "leave":
                # Another came on her screen: she hears no more of this one until she opens it again.
                await self.screen.close(topic_of(frames.uuid_in(frame, "c")), listening)
            case "say":
                await self._say(frame)
            case "typing":
                shown = self._shown(frame)
                if shown.may_answer:
                    bus.publish(shown.conversation.topic, "typing:staff")
            case "seen":
                shown = self._shown(frame)
                if shown.may_answer:
                    await in_thread(
                        conversations.mark_seen, shown.conversation, frames.number_in(frame, "n"), by=self.by
                    )
            case "draft":
                shown, kind = self._shown(frame), frames.text_in(frame, "kind")
                if kind not in ("reply", "note"):
                    raise frames.BadFrame("kind")
                text = frames.text_in(frame, "text")
                await in_thread(
                    conversations.save_draft, shown.conversation, text, kind=kind, by=self.by, at=clock.now()
                )
                await self.socket.tell(t="kept", c=frame["c"], kind=kind)
            case "beat":
                await in_thread(shifts.beat, by=self.by, at=clock.now())
                await self.socket.tell(t="beat")
            case _:
                raise frames.BadFrame("t")

    def _shown(self, frame: dict[str, Any]) -> OnScreen:
        shown = self.screen.get(topic_of(frames.uuid_in(frame, "c")))
        if shown is None:
            raise frames.BadFrame("c")
        return shown

    async def _open(self, frame: dict[str, Any], listening: bus.Subscription) -> None:
        conversation_id, last = frames.uuid_in(frame, "c"), frames.number_in(frame, "last")
        language = frames.text_in({"lang": "", **frame}, "lang")
        if language in dict(settings.LANGUAGES):
            self.language = language
        shown = await self.screen.open(conversation_id, last)
        bus.add(listening, shown.conversation.topic)
        await self.screen.tell_news(shown)

    async def _say(self, frame: dict[str, Any]) -> None:
        shown, client_id, at = self._shown(frame), frames.uuid_in(frame, "id"), clock.now()
        try:
            if not await self.screen.is_owner(shown) and not await in_thread(self.screen.may_answer, shown):
                raise CannotSay("not the owner")
            saying = conversations.saying_of(
                shown.conversation,
                frames.text_in(frame, "text"),
                by=self.by,
                client_id=client_id,
                at=at,
                sealer=shown.sealer,
            )
            said = await self.committer.say(saying)
        except TooBusy:
            # Cut off: the page sends all that is pending again, in its order, on its next line.
            await self.socket.close(TRY_AGAIN)
            raise Gone("too busy") from None
        except CannotSay as wrong:
            await self.socket.tell(**frames.refusal(wrong, client_id, self.language), c=frame["c"])
            return
        await self.socket.tell(t="ack", c=frame["c"], id=str(client_id), n=said.number, at=at.isoformat())

    async def _tell_queue(self) -> None:
        await self.socket.tell(t="queue")

    async def _bring(self, listening: bus.Subscription, queue: Calm) -> None:
        while True:
            wakes = await listening.next()
            read_whole = {wake.topic for wake in wakes if wake.sign == ""}
            for wake in wakes:
                shown = self.screen.get(wake.topic)
                if wake.topic == "queue" and not self.is_locked:
                    queue()
                elif wake.sign == LOG_IN:
                    await self._look_at_log_in()
                elif self.is_locked:
                    continue
                elif wake.sign == "offer":
                    await self.socket.tell(t="offer")
                elif wake.topic.startswith("staff:") and wake.sign == "":
                    await self.socket.tell(t="together")
                elif shown is None:
                    continue
                elif wake.sign == "typing:visitor":
                    await self.socket.tell(t="typing", c=str(shown.conversation.pk))
                elif wake.sign == "notes":
                    await self.socket.tell(t="notes", c=str(shown.conversation.pk))
                elif wake.sign == BY_VISITOR:
                    await self.socket.tell(t="list", c=str(shown.conversation.pk))
                elif wake.sign == SAID and wake.topic not in read_whole:
                    await self.screen.tell_said(shown, here=True)
                elif wake.sign == bus.WRITTEN and wake.topic not in read_whole:
                    await self.screen.tell_said(shown, here=False)
                elif wake.sign in ("", "seen", "link", viewing.WAKE):
                    await self.screen.tell_news(shown)


async def staff_posts(post: Post, committer: Committer) -> None:
    """Do what the posted frames of a member of staff ask, one after another."""
    key = _session_key(post)
    staff, is_locked = await in_thread(standing, key)
    posted = await post.frames()
    if staff is None or posted is None or any(frame["t"] == "open" for frame in posted):
        await post.refuse(NO_HOLD if staff is None else BAD_FRAME)
        return
    line = StaffLine(post, committer, key, actor_of(staff), _language(post))
    line.is_locked = is_locked
    try:
        for frame in posted:
            if not pace.takes(f"staff:{staff.pk}", time.monotonic()):
                await post.refuse(TOO_FAST)
                return
            await line.hear_posted(frame)
    except Gone:
        await post.refuse(post.closed or TRY_AGAIN)
    except (frames.BadFrame, NotAllowed, Contact.DoesNotExist, KeyGone):
        await post.refuse(BAD_FRAME)
    else:
        await post.done()


def _session_key(socket: Line | Post) -> str:
    return _request(socket).COOKIES.get(settings.SESSION_COOKIE_NAME, "")


def _language(socket: Line | Post) -> str:
    return get_language_from_request(_request(socket))


def _request(socket: Line | Post) -> HttpRequest:
    request = HttpRequest()
    request.COOKIES = parse_cookie(socket.headers.get("cookie", ""))
    request.META["HTTP_ACCEPT_LANGUAGE"] = socket.headers.get("accept-language", "")
    return request


def standing(session_key: str) -> tuple[Staff | None, bool]:
    """The member of staff whose session this is, if it still holds, and whether its screen is locked."""
    request = HttpRequest()
    request.session = store = SessionStore(session_key)
    user = get_user(request)
    staff = user if isinstance(user, Staff) and user.is_active else None
    return staff, locking.is_locked(store.row, clock.now())


def _note_activity(session_key: str) -> None:
    store = SessionStore(session_key)
    store.load()
    locking.note_activity(store.row, clock.now())
