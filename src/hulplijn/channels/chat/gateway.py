"""The ASGI side of the live chat: its addresses beside Django's, and the process's one committer."""

from __future__ import annotations

import structlog

from hulplijn.channels.chat.posting import visitor_posts
from hulplijn.channels.chat.sockets import Line, Receive, Scope, Send, Socket
from hulplijn.channels.chat.staff_line import StaffLine, staff_posts
from hulplijn.channels.chat.streams import Post, Stream, asked
from hulplijn.channels.chat.visitor_line import VisitorLine
from hulplijn.conversations.committer import Committer

log = structlog.get_logger(__name__)

VISITOR, STAFF = "/ws/chat", "/ws/werk"
_SOCKETS: dict[str, type[VisitorLine] | type[StaffLine]] = {"/ws/chat": VisitorLine, "/ws/werk": StaffLine}
_STREAMS: dict[str, type[VisitorLine] | type[StaffLine]] = {
    "/chat/stroom/": VisitorLine,
    "/werk/stroom/": StaffLine,
}
_POSTS = {"/chat/zeg/": visitor_posts, "/werk/zeg/": staff_posts}
_ELSEWHERE = 4403


class Gateway:
    """Answers live connections; make one per process, inside the running loop."""

    def __init__(self) -> None:
        self._committer: Committer | None = None

    def answers(self, scope: Scope) -> bool:
        """Whether this connection is the gateway's and not Django's."""
        if scope["type"] == "websocket":
            return True
        method = scope.get("method")
        wanted = _STREAMS if method == "GET" else _POSTS if method == "POST" else {}
        return scope["type"] == "http" and scope["path"] in wanted

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] == "websocket":
            socket = Socket(scope, receive, send)
            served = _SOCKETS.get(scope["path"])
            if served is None or not socket.same_origin:
                await socket.refuse(_ELSEWHERE)
            else:
                await self._serve(served, socket)
        elif scope["method"] == "GET":
            await self._stream(scope, receive, send)
        else:
            await self._post(Post(scope, receive, send), scope["path"])

    async def _stream(self, scope: Scope, receive: Receive, send: Send) -> None:
        served, wanted = _STREAMS[scope["path"]], asked(scope)
        stream = Stream(scope, receive, send, served.first_of(wanted))
        if not stream.same_origin:
            await stream.refuse(_ELSEWHERE)
        else:
            await self._serve(served, stream)

    async def _post(self, post: Post, path: str) -> None:
        if not post.same_origin:
            await post.refuse(_ELSEWHERE)
            return
        await _POSTS[path](post, self._one_committer())

    async def _serve(self, served: type[VisitorLine] | type[StaffLine], line: Line) -> None:
        try:
            await served.serve(line, self._one_committer())
        except ExceptionGroup as wrong:
            # The outermost loop of a connection: one that fails must not take others along. The
            # browser reconnects and asks again for what it lacks.
            log.error("line_failed", errors=[type(one).__name__ for one in wrong.exceptions])
            await line.close(1011)

    def _one_committer(self) -> Committer:
        if self._committer is None:
            self._committer = Committer()
        return self._committer

    async def stop(self) -> None:
        """Let the committer write what it has taken."""
        if self._committer is not None:
            await self._committer.stop()
            self._committer = None
