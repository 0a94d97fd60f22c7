"""`make bench`: every measurement, or those that are named; `--short` for a quick look."""

from __future__ import annotations

import importlib
import os
import sys

MEASUREMENTS = {
    "durable": "durable messages a second, beside a bare relay, ejabberd and Prosody",
    "flush": "the trace: a flush between receiving a message and acknowledging it",
    "beside": "the chat while an extract, a backup and 50 forms a second run",
    "idle": "5,000 idle conversations: memory of each, and the chat beside them",
    "several": "PostgreSQL and Redis with two processes",
    "slow": "slow 3G: from the home page to the first acknowledged message",
    "rush": "2,000 page views, and 300 who wait at once",
}


def main(words: list[str]) -> int:
    short = "--short" in words
    wanted = [word for word in words if word in MEASUREMENTS] or list(MEASUREMENTS)
    failed = []
    load = os.getloadavg()[0]
    print(f"{os.cpu_count()} cores, load {load:.1f} before we begin{' (short)' if short else ''}")
    for name in wanted:
        print(f"\n{name}: {MEASUREMENTS[name]}", flush=True)
        try:
            importlib.import_module(f"bench.{name}").main(short)
        except Exception as wrong:  # the outermost loop: one that cannot run must not hide the others
            failed.append(name)
            print(f"  could not be measured: {type(wrong).__name__}: {wrong}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
