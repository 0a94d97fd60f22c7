"""A trace of the system calls: between a message and its acknowledgement the disk was asked to flush."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench import xmpp
from bench.running import CLIENT_CORE, Server, client, helpline, keep, with_children

_CALLS = "trace=read,readv,recvfrom,recvmsg,write,writev,sendto,sendmsg,fsync,fdatasync"
_RATE = 5


def main(short: bool) -> dict[str, Any]:
    if shutil.which("strace") is None:
        raise RuntimeError("strace is missing: apt-get install strace")
    found = {}
    plan = {"host": "127.0.0.1", "warm": 1.0, "seconds": 2.0, "rate": _RATE}
    with (
        tempfile.TemporaryDirectory(prefix="bench-") as folder,
        helpline(Path(folder) / "data", 1) as server,
        client("bench.talking", {**plan, "port": server.port, "pairs": server.pairs}, CLIENT_CORE) as talking,
    ):
        found["hulplijn"] = _traced(server, talking, r'"t":"say"|\\"t\\":\\"say\\"', r'\\"t\\":\\"ack\\"')
    if xmpp.has_ejabberd():
        with (
            xmpp.ejabberd(2) as server,
            client("bench.xmpp_talking", {**plan, "port": server.port, "pairs": 1}, CLIENT_CORE) as talking,
        ):
            found["ejabberd"] = _traced(server, talking, r"<message to=", r"<a [^>]*h=")
    for name, (messages, flushed) in found.items():
        print(f"  {name:<10} {messages} messages traced, a flush before the acknowledgement in {flushed}")
    keep("flush", {name: {"messages": pair[0], "flushed": pair[1]} for name, pair in found.items()})
    return found


def _traced(server: Server, talking: Any, came: str, acknowledged: str) -> tuple[int, int]:
    """How many messages came and were acknowledged in the trace, and before how many of those was a flush."""
    with tempfile.TemporaryDirectory(prefix="bench-trace-") as folder:
        out = Path(folder) / "calls"
        whom = [word for one in server.processes for pid in with_children(one) for word in ("-p", str(pid))]
        tracer = subprocess.Popen(
            ["strace", "-f", "-qq", "-ttt", "-s", "400", "-e", _CALLS, "-o", str(out), *whom],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(1.5)
        try:
            talking.result(server)
        finally:
            tracer.terminate()
            tracer.wait(20)
        return _order(out.read_text(errors="replace").splitlines(), came, acknowledged)


def _order(calls: list[str], came: str, acknowledged: str) -> tuple[int, int]:
    messages = flushed = 0
    waiting = flush = False
    for call in calls:
        if re.search(came, call) and re.search(r"(read|recv)", call):
            waiting, flush = True, False
        elif waiting and re.search(r"(fsync|fdatasync)(\(|.*resumed)", call) and " = 0" in call:
            flush = True
        elif waiting and re.search(acknowledged, call) and re.search(r"(write|send)", call):
            messages += 1
            flushed += flush
            waiting = False
    return messages, flushed


if __name__ == "__main__":
    main("--short" in sys.argv)
