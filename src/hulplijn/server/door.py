"""The door: a socket in the data folder through which a command hands its work to the server.

Only where one process writes (SQLite). Whoever may write in the folder's databases may knock: the socket is
the server's own, mode 0600, and the system says who is at the other end.
"""

from __future__ import annotations

import json
import os
import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import structlog
from django.db import connections

from hulplijn.server import jobs

log = structlog.get_logger(__name__)

NAME = "door"
_LARGEST = 64 * 1024
"""Bytes of what is asked for; an answer is lines of at most as much."""
_PATIENCE = 5.0
"""Seconds within which somebody who knocked must say what she wants, and read what she is told."""


class BrokenOff(Exception):
    """The server ended before it had said how the work ended."""


class NobodyOpens(Exception):
    """The folder is held, and nobody answers at its door."""


class Door:
    """Opens for one after the other, in a thread of its own, until the server ends."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._socket: socket.socket | None = None
        self._thread = threading.Thread(target=self._run, name="door", daemon=True)

    def start(self) -> None:
        """Open. The folder is held, so a socket that lies there is of a server that died."""
        (self._folder / NAME).unlink(missing_ok=True)
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        before = os.umask(0o177)  # no moment at which others could knock
        try:
            with _short_path(self._folder) as path:
                self._socket.bind(path)
        finally:
            os.umask(before)
        self._socket.listen(4)
        self._thread.start()

    def stop(self) -> None:
        """Open for nobody any more, and give the work at hand some seconds to end."""
        if self._socket is None:
            return
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join(_PATIENCE)
        (self._folder / NAME).unlink(missing_ok=True)

    def _run(self) -> None:
        assert self._socket is not None
        while True:
            try:
                guest, _ = self._socket.accept()
            except OSError:
                return
            with guest:
                try:
                    self._serve(guest)
                except Exception as wrong:
                    # The outermost loop of the thread: who went away keeps nobody else out.
                    log.error("door_failed", error=type(wrong).__name__)
                finally:
                    connections.close_all()

    def _serve(self, guest: socket.socket) -> None:
        guest.settimeout(_PATIENCE)
        if _other_end(guest) not in (0, os.geteuid()):
            log.warning("door_refused")
            return
        with guest.makefile("rb") as asked:
            wanted = _read(asked.readline(_LARGEST + 1))
        if wanted is None:
            guest.sendall(jobs.as_line({"refused": "That was no question, or too long a one."}))
            return
        guest.sendall(jobs.as_line(_done(guest, wanted)))


def _done(guest: socket.socket, wanted: dict[str, Any]) -> dict[str, Any]:
    def say(line: str) -> None:
        # Who does not listen any more still gets it done: half a job would be worse.
        with suppress(OSError):
            guest.sendall(jobs.as_line({"say": line[: _LARGEST // 8]}))

    try:
        jobs.do(str(wanted["job"]), say, wanted["with"])
    except jobs.Refused as why:
        return {"refused": str(why)}
    except jobs.AtFault:
        return {"ended": 1}
    except Exception as wrong:
        # The outermost place of the work: the log has where it broke, and no word of it leaves through here.
        log.exception("job_failed", job=str(wanted["job"]))
        return {"refused": f"It broke ({type(wrong).__name__}); the server's log says where."}
    return {"ended": 0}


def _read(line: bytes) -> dict[str, Any] | None:
    if len(line) > _LARGEST:
        return None
    with suppress(ValueError):
        wanted = json.loads(line)
        if isinstance(wanted, dict) and isinstance(wanted.get("with"), dict) and "job" in wanted:
            return wanted
    return None


def knock(
    folder: Path, name: str, arguments: dict[str, Any], say: jobs.Say, *, wait: float | None = None
) -> int:
    """Let the server that holds `folder` do a job; returns the exit code. `wait`: seconds for each line.

    Raises:
        NobodyOpens: no server, one of somebody else's, or one that does not answer in `wait`.
        jobs.Refused
        BrokenOff
    """
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.settimeout(wait)
        try:
            with _short_path(folder) as path:
                line.connect(path)
            if _other_end(line) not in (folder.stat().st_uid, os.geteuid()):
                raise NobodyOpens  # what is handed over is for the owner of the data only
            line.sendall(jobs.as_line({"job": name, "with": arguments}))
            with line.makefile("rb") as answers:
                return _heard(answers, say)
        except (FileNotFoundError, ConnectionRefusedError, PermissionError, TimeoutError) as nobody:
            raise NobodyOpens from nobody
        except OSError as cut:
            raise BrokenOff from cut


def _heard(answers: Any, say: jobs.Say) -> int:
    for line in answers:
        answer = json.loads(line)
        if "say" in answer:
            say(answer["say"])
        elif "refused" in answer:
            raise jobs.Refused(answer["refused"])
        else:
            return int(answer["ended"])
    raise BrokenOff


def _other_end(line: socket.socket) -> int:
    """The user at the other end, as the system knows her."""
    told = line.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
    _, user, _ = struct.unpack("3i", told)
    return int(user)


@contextmanager
def _short_path(folder: Path) -> Iterator[str]:
    """A path to the door that is short enough for a socket (108 bytes), however deep the folder lies."""
    here = os.open(folder, os.O_PATH | os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{here}/{NAME}"
    finally:
        os.close(here)
