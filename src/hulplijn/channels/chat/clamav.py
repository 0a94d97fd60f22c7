"""Asks clamd over its socket whether a file is harmful. What is no clear answer counts as unchecked."""

from __future__ import annotations

import socket
import struct

_PATIENCE = 20.0
_CHUNK = 64 * 1024


class Harmful(Exception):
    """The scanner knows this file as harmful."""


class CouldNotCheck(Exception):
    """The scanner did not answer, or not clearly. Nobody knows whether the file is harmful."""


def check(file: bytes, *, where: str) -> None:
    """Return when the scanner at `where` (a path, or host:port) finds `file` clean.

    Raises:
        Harmful
        CouldNotCheck
    """
    try:
        with _connected(where) as line:
            line.sendall(b"zINSTREAM\0")
            for start in range(0, len(file), _CHUNK):
                chunk = file[start : start + _CHUNK]
                line.sendall(struct.pack("!I", len(chunk)) + chunk)
            line.sendall(struct.pack("!I", 0))
            answer = b""
            while not answer.endswith(b"\0") and len(answer) < 4096:
                more = line.recv(4096)
                if not more:
                    break
                answer += more
    except OSError as wrong:
        raise CouldNotCheck(type(wrong).__name__) from wrong
    said = answer.rstrip(b"\0").strip()
    if said.endswith(b" FOUND"):
        raise Harmful
    if said != b"stream: OK":
        raise CouldNotCheck("no clear answer")


def _connected(where: str) -> socket.socket:
    if where.startswith("/"):
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(_PATIENCE)
        line.connect(where)
        return line
    host, _, port = where.rpartition(":")
    return socket.create_connection((host, int(port)), _PATIENCE)
