"""What comes by post from a page whose line is an event stream."""

from __future__ import annotations

import time
from collections import OrderedDict
from datetime import timedelta

from hulplijn.channels.chat import frames, presence
from hulplijn.channels.chat.rules import Bucket
from hulplijn.channels.chat.sockets import BAD_FRAME, NO_HOLD, TOO_FAST, TRY_AGAIN, in_thread
from hulplijn.channels.chat.streams import LASTS, Post
from hulplijn.channels.chat.visitor import NoHold, Visitor
from hulplijn.channels.chat.who import who_hash
from hulplijn.conversations.committer import Committer, TooBusy
from hulplijn.plumbing import clock

_MOST = 4096


class Pace:
    """How fast each conversation asks something; bounded, the quietest forgotten first."""

    def __init__(self) -> None:
        self._buckets: OrderedDict[str, Bucket] = OrderedDict()

    def takes(self, key: str, now: float) -> bool:
        """Whether `key` may send one more frame at `now` (seconds of a steady clock)."""
        bucket = self._buckets.setdefault(key, Bucket(last=now))
        self._buckets.move_to_end(key)
        while len(self._buckets) > _MOST:
            self._buckets.popitem(last=False)
        return bucket.take(now)


pace = Pace()
"""One for all ways of a conversation: sockets, posts and forms of a visitor are counted together."""


async def visitor_posts(post: Post, committer: Committer) -> None:
    """Do what the posted frames ask, one after another; the answers go back with the post."""
    posted = await post.frames()
    if posted is None or any(frame["t"] == "hello" for frame in posted):
        await post.refuse(BAD_FRAME)
        return
    try:
        visitor = await Visitor.holding(post.headers.get("cookie", ""), committer, post.tell)
        for frame in posted:
            if not pace.takes(visitor.conversation.topic, time.monotonic()):
                await post.refuse(TOO_FAST)
                return
            await visitor.hear(frame)
    except frames.BadFrame:
        await post.refuse(BAD_FRAME)
    except NoHold:
        await post.refuse(NO_HOLD)
    except TooBusy:
        await post.refuse(TRY_AGAIN)
    else:
        await in_thread(_stays, visitor, post)
        await post.done()


def _stays(visitor: Visitor, post: Post) -> None:
    at = clock.now()
    who = who_hash(post.client, post.headers)
    presence.stay(visitor.conversation, who_hash=who, until=at + timedelta(seconds=LASTS), at=at)
