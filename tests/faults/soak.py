"""`make soak`: twenty counsellors and a lifelike evening; memory must stay flat and nothing be left over."""

from __future__ import annotations

import asyncio
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

from tests import environment
from tests.faults.asking import Asker, Lost
from tests.faults.counsellors import Counsellor, Talk
from tests.faults.inside import Inside, Look
from tests.faults.sheet import SenderLog
from tests.faults.visitors import TRANSPORTS, Visitor
from tests.live import Helpline, free_port

COUNSELLORS = 20
WARM_UP = 0.25
"""The part of the time that is not looked at: caches fill, threads start."""
GROWTH = 0.10
"""How much more memory the last quarter may have than the first one after warming up."""
_STAFF = """
import django; django.setup()
from tests import builders
for number in range({count}): builders.staff(f"raadgever{{number}}", alias=f"Raadgever {{number}}")
"""


class Evening:
    """Everybody who works and who comes."""

    def __init__(self, helpline: Helpline, folder: Path, seconds: float, seed: int) -> None:
        self.helpline, self.folder, self.seconds = helpline, folder, seconds
        self.rng = random.Random(seed)
        self.ends: Counter[str] = Counter()
        self.visitors = 0
        self.door = asyncio.Lock()
        self.log = SenderLog(folder / "everybody.jsonl")

    async def live(self, inside: Inside) -> list[Look]:
        """Let the evening pass; return what was seen of the server, last of all when everybody is gone."""
        staff = [
            Counsellor(
                f"raadgever{number}", self.helpline.url, self.log, random.Random(number), self.helpline
            )
            for number in range(COUNSELLORS)
        ]
        for one in staff:
            await one.log_in()
        lines = [asyncio.create_task(one.live()) for one in staff]
        reading = asyncio.create_task(self._readers())
        looks = []
        coming: set[asyncio.Task[None]] = set()
        next_look = time.monotonic()
        until = next_look + self.seconds
        while time.monotonic() < until:
            if len(coming) < COUNSELLORS * 1.5:
                free = min(staff, key=lambda one: (len(one.talks), self.rng.random()))
                coming.add(asyncio.create_task(self._conversation(free)))
            coming = {one for one in coming if not self._is_over(one)}
            if time.monotonic() >= next_look:
                looks.append(await asyncio.to_thread(inside.look))
                next_look += max(5.0, self.seconds / 120)
                print(looks[-1], flush=True)
            await asyncio.sleep(self.rng.expovariate(1.0))
        await asyncio.wait_for(asyncio.gather(*coming), 180)
        for one in staff:
            one.over = True
        for task in (*lines, reading):
            task.cancel()
        await asyncio.gather(*lines, reading, return_exceptions=True)
        await asyncio.sleep(45)  # a stream that has gone counts as connected for up to 40 seconds
        looks.append(await asyncio.to_thread(inside.look))
        return looks

    def _is_over(self, task: asyncio.Task[None]) -> bool:
        if task.done():
            task.result()
        return task.done()

    async def _readers(self) -> None:
        """People who only read."""
        while True:
            with suppress(Lost):
                await Asker(self.helpline.url).get(
                    self.rng.choice(["/", "/eerste-hulp/", "/en/", "/bellen/"])
                )
            await asyncio.sleep(self.rng.expovariate(1.0))

    async def _conversation(self, counsellor: Counsellor) -> None:
        rng = self.rng
        self.visitors += 1
        kind = rng.choices(TRANSPORTS, [8, *[1] * (len(TRANSPORTS) - 1)])[0]
        visitor = kind(f"v{self.visitors}", self.helpline.url, self.log, random.Random(rng.random()))
        async with self.door:  # one at a time waits, so that each counsellor takes her own
            await visitor.begin()
            living = asyncio.create_task(visitor.live())
            visitor.say()
            talk = await counsellor.take(visitor.sheet.conversation)
        for _ in range(rng.randint(4, 20)):
            await self._turn(visitor, counsellor, talk)
            await asyncio.sleep(rng.uniform(0.5, 6.0))
        while visitor.sheet.pending or talk.sheet.pending:
            await asyncio.sleep(0.2)
        how = rng.choices(["closed", "left", "exit", "lost"], [14, 3, 2, 1])[0]
        if how in ("left", "exit"):
            await visitor.asker.post({"left": "/chat/klaar/", "exit": "/chat/weg/"}[how])
        if how != "closed":
            living.cancel()
        await counsellor.close(talk)
        await asyncio.gather(living, return_exceptions=True)
        del counsellor.talks[visitor.sheet.conversation]
        self.ends[f"{kind.transport}, {how}"] += 1

    async def _turn(self, visitor: Visitor, counsellor: Counsellor, talk: Talk) -> None:
        match self.rng.choices(["visitor", "staff", "draft", "note"], [10, 9, 3, 1])[0]:
            case "visitor":
                visitor.say()
            case "staff":
                counsellor.say(talk)
            case "draft":
                counsellor.type(talk)
            case "note":
                await counsellor.note(talk)


def verdict(looks: list[Look]) -> list[str]:
    """What is wrong with what was seen; empty where all is well."""
    first, last = looks[0], looks[-1]
    warm = looks[int(len(looks) * WARM_UP) : -1]
    quarter = max(1, len(warm) // 3)
    early = statistics.mean(look.memory for look in warm[:quarter])
    late = statistics.mean(look.memory for look in warm[-quarter:])
    print(f"memory: {early:.1f} MB early, {late:.1f} MB late, {100 * (late / early - 1):+.1f} %")
    wrongs = []
    if late > early * (1 + GROWTH):
        wrongs.append(f"memory grew from {early:.1f} to {late:.1f} MB")
    if last.links:
        wrongs.append(f"{last.links} links are left over")
    if last.connections > first.connections:
        wrongs.append(f"{last.connections} connections are open, {first.connections} at the begin")
    if last.tasks > first.tasks + 2:
        wrongs.append(f"tasks are left over: {last.names}")
    if last.threads > max(look.threads for look in warm[:quarter]):
        wrongs.append(f"{last.threads} threads at the end")
    return wrongs


def main() -> int:
    seconds, seed = float(os.environ.get("SOAK", "3600")), int(os.environ.get("SEED", "1"))
    with tempfile.TemporaryDirectory(prefix="hulplijn-soak-") as name:
        folder = Path(name)
        data = folder / "data"
        data.mkdir()
        port = free_port()
        env = environment.for_a_server(data, port=port)
        prepare = ["-m", "tests.prepare"], ["-c", _STAFF.format(count=COUNSELLORS)]
        for words in prepare:
            subprocess.run([sys.executable, *words], env=env, cwd=environment.REPOSITORY, check=True)
        inside = Inside(folder)
        helpline = Helpline(f"http://127.0.0.1:{port}", data, {**env, **inside.env}, data / "server.log")
        helpline.start()
        try:
            inside.helpline = helpline
            evening = Evening(helpline, folder, seconds, seed)
            first = inside.look()
            looks = [first, *asyncio.run(evening.live(inside))]
        finally:
            helpline.stop()
    print(f"{seconds:.0f} s, {COUNSELLORS} counsellors, seed {seed}, {evening.visitors} conversations:")
    for how, times in sorted(evening.ends.items()):
        print(f"  {how:<28} {times:>6}")
    print(looks[-1])
    print(f"tasks: {looks[-1].names}\ndue work: {looks[-1].kinds}")
    wrongs = verdict(looks)
    print("\n".join(wrongs) or "memory flat, nothing left over")
    return bool(wrongs)


if __name__ == "__main__":
    sys.exit(main())
