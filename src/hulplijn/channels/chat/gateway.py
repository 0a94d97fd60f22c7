"""The ASGI side of the live chat: two WebSocket addresses and the process's one committer."""

from __future__ import annotations

import structlog

from hulplijn.channels.chat.sockets import Receive, Scope, Send, Socket
from hulplijn.channels.chat.staff_line import StaffLine
from hulplijn.channels.chat.visitor_line import VisitorLine
from hulplijn.conversations.committer import Committer

log = structlog.get_logger(__name__)

VISITOR, STAFF = "/ws/chat", "/ws/werk"
_ELSEWHERE = 4403


class Gateway:
    """Answers WebSocket connections; make one per process, inside the running loop."""

    def __init__(self) -> None:
        self._committer: Committer | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        lines: dict[str, type[VisitorLine] | type[StaffLine]] = {VISITOR: VisitorLine, STAFF: StaffLine}
        line = lines.get(scope["path"])
        socket = Socket(scope, receive, send)
        if line is None or not socket.same_origin:
            await socket.refuse(_ELSEWHERE)
            return
        if self._committer is None:
            self._committer = Committer()
        try:
            await line.serve(socket, self._committer)
        except ExceptionGroup as wrong:
            # The outermost loop of a connection: one that fails must not take others along. The
            # browser reconnects and asks again for what it lacks.
            log.error("line_failed", errors=[type(one).__name__ for one in wrong.exceptions])
            await socket.close(1011)

    async def stop(self) -> None:
        """Let the committer finish its group."""
        if self._committer is not None:
            await self._committer.stop()
            self._committer = None
