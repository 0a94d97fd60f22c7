"""Counsellors: one line for all conversations of each, and forms for the rest, over a breaking network."""

from __future__ import annotations

import asyncio
import json
import random
import re
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from websockets.asyncio.client import ClientConnection, connect

from tests.environment import PASSWORD
from tests.faults.asking import Answer, Asker, Lost
from tests.faults.sheet import SenderLog, Sheet
from tests.faults.visitors import BROKEN, WORDS
from tests.live import Helpline


@dataclass
class Talk:
    """A conversation of hers."""

    contact: str
    sheet: Sheet
    said: int = 0
    draft: str = ""
    kept: str = ""
    noted: list[str] = field(default_factory=list)
    closed: bool = False


class Counsellor:
    """Takes, answers, drafts, notes, ends and closes."""

    def __init__(self, name: str, url: str, log: SenderLog, rng: random.Random, *servers: Helpline) -> None:
        self.name, self.log, self.rng, self.servers = name, log, rng, servers
        self.asker = Asker(url)
        self.talks: dict[str, Talk] = {}
        self.tell = asyncio.Event()
        self.over = False
        self.connected_times = 0

    async def log_in(self) -> None:
        """Log in and say "I am here"; before anything breaks, or again after it."""
        await self.asker.get("/inloggen/")
        before = [len(one.printed_codes(self.name)) for one in self.servers]
        await self.form("/inloggen/", username=self.name, password=PASSWORD)
        printed = [one.printed_codes(self.name)[had:] for one, had in zip(self.servers, before, strict=True)]
        (code,) = [code for codes in printed for code in codes]
        answer = await self.form("/inloggen/code/", code=code)
        leads = answer.headers.get("location", "")
        assert leads == "/werk/", f"{self.name} is not let in: {answer.status} {leads}"
        await self.asker.get("/werk/")
        await self.form("/werk/aanwezig/", to="come")

    async def form(self, path: str, **fields: str | list[str]) -> Answer:
        """Post a form once.

        Raises:
            Lost: whether it was done is not known.
        """
        token = self.asker.cookies.get("csrftoken", "")
        return await self.asker.post(path, csrfmiddlewaretoken=token, **fields)

    async def form_until_taken(self, path: str, **fields: str | list[str]) -> Answer:
        """Post a form that may be posted twice, until an answer comes."""
        while True:
            with suppress(Lost):
                answer = await self.form(path, **fields)
                if answer.status < 500:
                    return answer
            await asyncio.sleep(self.rng.uniform(0.1, 0.4))

    async def page(self, path: str) -> str:
        """Read a page, until it comes."""
        while True:
            with suppress(Lost):
                answer = await self.asker.get(path)
                if answer.status < 500:
                    return answer.text
            await asyncio.sleep(self.rng.uniform(0.1, 0.4))

    async def take(self, conversation: str) -> Talk:
        """Take who waits until `conversation` is hers. After a lost answer it stands among hers already."""
        known = {talk.contact for talk in self.talks.values()}
        while True:
            queue = await self.page("/werk/")
            for contact in re.findall(r"/werk/gesprek/([0-9a-f-]{36})/neem/", queue):
                await self.form_until_taken(f"/werk/gesprek/{contact}/neem/")
            mine = re.findall(r'href="/werk/gesprek/([0-9a-f-]{36})/"', await self.page("/werk/"))
            for contact in set(mine) - known:
                page = await self.page(f"/werk/gesprek/{contact}/")
                if f'data-conversation="{conversation}"' in page:
                    return self.joined(contact, conversation)
                if "data-conversation=" in page:  # somebody else's; anything else is no page of a talk yet
                    known.add(contact)
            await asyncio.sleep(self.rng.uniform(0.1, 0.3))

    async def sees(self) -> str:
        """What stands on her screen now, for who wants to know why she gets no further."""
        told = []
        talks = [f"/werk/gesprek/{talk.contact}/" for talk in self.talks.values()]
        for path in ("/werk/", *talks):
            try:
                answer = await self.asker.get(path)
            except Lost as lost:
                told.append(f"{lost}")
                continue
            where = answer.headers.get("location", "")
            told.append(f"{path} answers {answer.status} {where} {_words_of(answer.text)}".rstrip())
        return f"{self.name} sees:\n" + "\n".join(f"  {one}" for one in told)

    async def hand_over(self, talk: Talk, to: Counsellor) -> Talk:
        """Hand a conversation over, and let the other accept; both ask again until it is so."""
        path = f"/werk/gesprek/{talk.contact}/"
        name = to.name.capitalize()
        while True:
            page = await self.page(path)
            chosen = re.search(rf'id="to-(\d+)"[^>]*>(?:(?!</label>).)*{name}', page, re.S)
            if chosen:
                note = f"overdracht-{talk.contact[:8]}"
                with suppress(Lost):
                    await self.form(f"{path}draag-over/", to=chosen[1], note=note)
            strips = await to.page("/werk/samen/stroken/")
            for asked in set(re.findall(r"/werk/overdracht/([0-9a-f-]{36})/antwoord/", strips)):
                with suppress(Lost):
                    await to.form(f"/werk/overdracht/{asked}/antwoord/", to="accept")
            if 'data-owner="me"' in await to.page(path):
                self.log.kept("transfer", talk.contact, to.name)
                return to.joined(talk.contact, talk.sheet.conversation)
            await asyncio.sleep(self.rng.uniform(0.1, 0.4))

    def joined(self, contact: str, conversation: str) -> Talk:
        """Put a conversation on her screen."""
        talk = Talk(contact, Sheet(self.log, "staff", conversation))
        self.talks[conversation] = talk
        self.tell.set()
        return talk

    def say(self, talk: Talk) -> None:
        talk.said += 1
        talk.sheet.say(f"{self.name}-{talk.contact[:8]}-{talk.said} {self.rng.choice(WORDS)}")
        self.tell.set()

    def type(self, talk: Talk) -> None:
        """Type a draft; the last one that was sent stays the draft."""
        talk.draft = f"klad-{talk.contact[:8]}-{self.rng.randrange(10**6)}"
        self.tell.set()

    async def note(self, talk: Talk) -> None:
        """Write a note once. After a lost answer she looks whether it stands there, as a person would."""
        text = f"notitie-{talk.contact[:8]}-{len(talk.noted) + 1}"
        path = f"/werk/gesprek/{talk.contact}/"
        while True:
            try:
                answer = await self.form(path + "notitie/", text=text)
                taken = answer.status in (200, 302)
            except Lost:
                taken = await self._stands_there(text, path)
            if taken:
                talk.noted.append(text)
                self.log.kept("note", talk.contact, text)
                return
            await asyncio.sleep(self.rng.uniform(0.1, 0.4))

    async def _stands_there(self, text: str, path: str) -> bool:
        """Whether a text is on a page. The request that got lost may still be on its way for a while."""
        for _ in range(6):
            await asyncio.sleep(0.3)
            if text in await self.page(path):
                return True
        return False

    async def close(self, talk: Talk) -> None:
        """End the talk, code it, close it; each may be asked twice."""
        path = f"/werk/gesprek/{talk.contact}/"
        await self.form_until_taken(path + "beeindig/")
        coding = {"reason": "cyberbullying", "outcome": "advice_given", "found_via": "not_asked"}
        await self.form_until_taken(path + "codeer/", field=list(coding), **coding)
        answer = await self.form_until_taken(path + "sluit/")
        assert answer.status in (302, 409), f"closing was answered {answer.status}"
        talk.closed = True
        self.log.kept("closed", talk.contact, "")

    async def live(self) -> None:
        """Keep her line until she goes home."""
        while not self.over:
            with suppress(*BROKEN):
                await self._connection()
            await asyncio.sleep(self.rng.uniform(0.05, 0.4))

    async def _connection(self) -> None:
        address = self.asker.url.replace("http", "ws", 1) + "/ws/werk"
        headers = {"Cookie": self.asker.headers["Cookie"], "Accept-Language": "nl"}
        async with connect(
            address,
            origin=self.asker.url,  # type: ignore[arg-type]
            additional_headers=headers,
            open_timeout=10,
            ping_interval=None,
            close_timeout=1,
            compression=None,
        ) as line:
            self.connected_times += 1
            on_screen: set[str] = set()
            sent: set[str] = set()
            drafts: dict[str, str] = {}
            self.tell.set()
            hearing = asyncio.create_task(self._hear(line))
            try:
                while not hearing.done() and not self.over:
                    telling = asyncio.create_task(self.tell.wait())
                    await asyncio.wait({hearing, telling}, return_when=asyncio.FIRST_COMPLETED, timeout=20)
                    telling.cancel()
                    self.tell.clear()
                    await self._tell(line, on_screen, sent, drafts)
                if hearing.done():
                    hearing.result()
            finally:
                hearing.cancel()

    async def _tell(
        self, line: ClientConnection, on_screen: set[str], sent: set[str], drafts: dict[str, str]
    ) -> None:
        for c, talk in list(self.talks.items()):
            if c not in on_screen:
                on_screen.add(c)
                await self._send(line, t="open", c=c, last=talk.sheet.last, lang="nl")
            for client_id, text in list(talk.sheet.pending.items()):
                if client_id not in sent:
                    sent.add(client_id)
                    await self._send(line, t="say", c=c, id=client_id, text=text)
            if talk.draft != drafts.get(c, talk.kept) and not talk.closed:
                drafts[c] = talk.draft
                await self._send(line, t="draft", c=c, kind="reply", text=talk.draft)

    async def _send(self, line: ClientConnection, **frame: object) -> None:
        await line.send(json.dumps(frame))

    async def _hear(self, line: ClientConnection) -> None:
        while True:
            frame: dict[str, Any] = json.loads(await asyncio.wait_for(line.recv(), 30))
            talk = self.talks.get(str(frame.get("c", "")))
            if talk is None:
                continue
            match frame["t"]:
                case "ack":
                    talk.sheet.acked(frame["id"], frame["n"])
                case "messages":
                    if talk.sheet.received(frame["list"]):
                        await self._send(line, t="open", c=frame["c"], last=talk.sheet.last, lang="nl")
                    await self._send(line, t="seen", c=frame["c"], n=talk.sheet.last)
                case "seen":
                    talk.sheet.seen = max(talk.sheet.seen, frame["n"])
                case "refused":
                    talk.sheet.refused(frame["id"])
                case "kept":
                    talk.kept = talk.draft
                    self.log.kept("draft", talk.contact, talk.draft)
                case "ended":
                    talk.sheet.how = str(frame["how"])


def _words_of(page: str) -> str:
    """What a reader of the page reads, from where its own words begin, and where its links and forms lead."""
    main = page.partition("<main")[2] or page
    body = re.sub(r"<(script|style|svg|dialog)\b.*?</\1>", " ", main, flags=re.S)
    leads = re.findall(r'(?:href|action)="(/werk/gesprek/[^"]+)"', body)
    words = " ".join(re.sub(r"<[^>]*>", " ", f"<{body}").split())
    return f"{words[:700]} {leads[:20]}"
