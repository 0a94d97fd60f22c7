"""What runs beside the chat: backups by SQLite's own way, reads of the whole ledger, and posted forms."""

from __future__ import annotations

import asyncio
import sqlite3
import sys
import threading
import time
from pathlib import Path
from urllib.parse import urlencode

from bench.rushing import ask, get

FORMS_A_SECOND = 50


def back_up(folder: Path, until: float, made: list[int]) -> None:
    """Copy the whole database again and again, as a backup does, beside the server that writes in it."""
    source = sqlite3.connect(f"file:{folder}/hulplijn.sqlite3?mode=ro", uri=True)
    while time.monotonic() < until:
        with sqlite3.connect(folder / "copy.sqlite3") as copy:
            source.backup(copy, pages=200, sleep=0.01)
        source.execute("SELECT count(*), sum(length(body)) FROM conversations_message").fetchone()
        made.append(1)
        time.sleep(0.2)


async def post_forms(port: int, staff: str, until: float) -> tuple[int, int]:
    """The form by which a counsellor says whether she is at work: a right, a write, an entry in the log."""
    _, head, page = await ask(port, get(port, "/werk/", staff).replace(b"gzip", b"identity"))
    cookies = [
        line.split(b": ", 1)[1].split(b";")[0]
        for line in head.split(b"\r\n")
        if b"set-cookie" in line.lower()
    ]
    token = page.split(b'name="csrfmiddlewaretoken" value="')[1].split(b'"')[0].decode()
    cookie = "; ".join([staff, *(one.decode() for one in cookies)])
    counts = [0, 0]

    async def one(number: int) -> None:
        body = urlencode({"csrfmiddlewaretoken": token, "to": "pause" if number % 2 else "come"})
        request = (
            f"POST /werk/aanwezig/ HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\n"
            f"Cookie: {cookie}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n{body}"
        ).encode()
        status, _, _ = await ask(port, request)
        counts[status not in (200, 204, 302, 303)] += 1

    number, start = 0, time.monotonic()
    async with asyncio.TaskGroup() as group:
        while time.monotonic() < until:
            while number < (time.monotonic() - start) * FORMS_A_SECOND:
                group.create_task(one(number))
                number += 1
            await asyncio.sleep(0.01)
    return counts[0], counts[1]


def main() -> None:
    seconds, folder, port, staff = float(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
    until, made = time.monotonic() + seconds, list[int]()
    copying = threading.Thread(target=back_up, args=(folder, until, made))
    copying.start()
    began = time.monotonic()
    done, refused = asyncio.run(post_forms(port, staff, until))
    took = time.monotonic() - began
    copying.join()
    print(
        f"{len(made)} backups, each with a reading of all messages; {done / took:.0f} forms a second "
        f"({refused} refused)"
    )


if __name__ == "__main__":
    main()
