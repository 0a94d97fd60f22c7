"""The client process for XMPP servers: the same pairs, the same text, an acknowledgement for each message."""

from __future__ import annotations

import asyncio
import base64
import json
import re
import sys
import time
from typing import Any

import uvloop

from bench.talking import Talk, _at_rate, _cpu, percentiles

_TOLD = re.compile(rb"<message[^>]*? id=['\"]([0-9a-f-]{36})['\"]")
_ACK = re.compile(rb"<a [^>]*h=['\"](\d+)['\"]")
_STREAM = (
    "<?xml version='1.0'?><stream:stream to='localhost' xmlns='jabber:client' "
    "xmlns:stream='http://etherx.jabber.org/streams' version='1.0'>"
)


class Side(asyncio.Protocol):
    """One connection: logs in, then says something, asks for the acknowledgement, says the next."""

    def __init__(self, talk: Talk, name: str, other: str) -> None:
        self.talk, self.name, self.other = talk, name, other
        self.ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.wire = self
        self.lost = False
        self._rest, self._step = b"", 0
        self._sent: list[bytes] = []
        self._acked = 0
        self._after = (
            f"'><body>{talk.text}</body><store xmlns='urn:xmpp:hints'/></message><r xmlns='urn:xmpp:sm:3'/>"
        ).encode()
        self._before = f"<message to='{other}@localhost' type='chat' id='".encode()

    def connection_made(self, transport: Any) -> None:
        self.transport = transport
        transport.write(_STREAM.encode())

    def connection_lost(self, exc: Exception | None) -> None:
        self.lost = True
        if not self.ready.done():
            self.ready.set_exception(
                ConnectionError(f"{self.name} at step {self._step}: {self._rest[-200:]!r}")
            )

    def data_received(self, data: bytes) -> None:
        if self._step < len(_STEPS):
            self._rest += data
            waits, _ = _STEPS[self._step]
            if waits in self._rest:
                self._rest = b""
                _, answer = _STEPS[self._step]
                word = base64.b64encode(f"\0{self.name}\0word".encode()).decode()
                self.transport.write(answer.format(word=word).encode())
                self._step += 1
            return
        if not self.ready.done():
            self.ready.set_result(None)
        now = time.perf_counter()
        data = self._rest + data
        cut = data.rfind(b">") + 1
        whole, self._rest = data[:cut], data[cut:]
        if self._rest == b"" and b"<message" in whole and not whole.rstrip().endswith((b"</message>", b"/>")):
            begin = whole.rfind(b"<message")
            whole, self._rest = whole[:begin], whole[begin:]
        for name in _TOLD.findall(whole):
            self.talk.delivered(name, now)
        if b"<r " in whole:
            self.transport.write(b"<a xmlns='urn:xmpp:sm:3' h='%d'/>" % len(_TOLD.findall(whole)))
        for found in _ACK.findall(whole):
            upto = int(found)
            while self._acked < upto - self._base and self._acked < len(self._sent):
                self.talk.acknowledged(self._sent[self._acked], now)
                self._acked += 1
                if self.talk.closed_loop:
                    self.say()

    _base = 1  # the presence that it sent after the acknowledgements were switched on

    def say(self) -> None:
        if self.talk.over or self.lost:
            return
        name = self.talk.new_id(time.perf_counter())
        self._sent.append(name)
        self.transport.write(self._before + name + self._after)


_BIND = (
    "<iq type='set' id='b'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><resource>r</resource></bind></iq>"
)
_STEPS = [
    (b"</stream:features>", "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>{word}</auth>"),
    (b"<success", _STREAM),
    (b"</stream:features>", _BIND),
    (b"</iq>", "<enable xmlns='urn:xmpp:sm:3'/>"),
    (b"<enabled", "<presence/><r xmlns='urn:xmpp:sm:3'/>"),
]


async def run(plan: dict[str, Any]) -> dict[str, Any]:
    """Log in, warm up, measure."""
    talk = Talk(plan)
    loop = asyncio.get_running_loop()
    sides: list[Side] = []
    names = [f"u{number}" for number in range(plan["pairs"] * 2)]
    for number, name in enumerate(names):
        other = names[number ^ 1]
        _, side = await loop.create_connection(
            lambda name=name, other=other: Side(talk, name, other), plan["host"], plan["port"]
        )
        await asyncio.wait_for(side.ready, 30)
        sides.append(side)
    await asyncio.sleep(1)
    print("connected", flush=True)
    await loop.run_in_executor(None, sys.stdin.readline)
    rating = None
    if talk.closed_loop:
        for side in sides:
            side.say()
    else:
        rating = asyncio.create_task(_at_rate(talk, sides, plan["rate"]))  # type: ignore[arg-type]
    await asyncio.sleep(plan["warm"])
    talk.measuring = True
    began, used = time.perf_counter(), _cpu()
    print("measuring", flush=True)
    await asyncio.sleep(plan["seconds"])
    seconds, cpu = time.perf_counter() - began, _cpu() - used
    talk.measuring, talk.over = False, True
    if rating:
        rating.cancel()
    return {
        "seconds": seconds,
        "acknowledged": len(talk.acks),
        "a_second": len(talk.acks) / seconds,
        "delivered": len(talk.deliveries),
        "ack": percentiles(talk.acks),
        "delivery": percentiles(talk.deliveries),
        "client_cores": cpu / seconds,
        "connections_lost": sum(side.lost for side in sides),
        "refused": 0,
    }


if __name__ == "__main__":
    wanted = json.loads(sys.stdin.readline())
    print(json.dumps(uvloop.run(run(wanted))), flush=True)
