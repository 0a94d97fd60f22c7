"""What a coordinator does with the helpline's own content: plans, replies, hours, partners and public texts.

Writing: `keep_draft`, `throw_away_draft`
By two: `ask_to_publish`, `publish`
Undoing: `take_back`
Looking: `complaints`; the rest is in `edited`
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from hulplijn.audit import actions as audit
from hulplijn.audit.actors import Actor
from hulplijn.content import on_paper, overlay
from hulplijn.content import queries as content
from hulplijn.content.errors import ContentError
from hulplijn.content.files import LARGEST, plain
from hulplijn.content.models import Draft, OwnText
from hulplijn.content.rules import wording
from hulplijn.content.rules.checked import left_behind
from hulplijn.content.rules.names import is_editable, kind_of, same_page
from hulplijn.content.shapes import Library
from hulplijn.guidance import rights
from hulplijn.guidance.edited import differences, versions
from hulplijn.plumbing.database import writing

__all__ = [
    "ask_to_publish",
    "complaints",
    "differences",
    "keep_draft",
    "publish",
    "take_back",
    "throw_away_draft",
    "versions",
]


class NotEditable(Exception):
    """No file of that name can be edited."""


class TextTooLong(Exception):
    """More than a file may hold."""


class DraftChanged(Exception):
    """A colleague saved, published or threw away the draft meanwhile; `theirs` is what is there now."""

    def __init__(self, theirs: Draft | None) -> None:
        super().__init__()
        self.theirs = theirs


class PublishedMeanwhile(Exception):
    """What is in use is another text than the one that the draft was written over. Look, save, ask again."""


class NotAsked(Exception):
    """Nobody has asked to publish the draft as it is now."""


class SamePerson(Exception):
    """Whoever changed a draft last does not publish it."""


class HasMistakes(Exception):
    """It cannot be published; `mistakes` says why."""

    def __init__(self, mistakes: list[ContentError]) -> None:
        super().__init__("\n".join(str(one) for one in mistakes))
        self.mistakes = mistakes


class NoSuchVersion(Exception):
    """There is no such earlier text, or it is the one in use."""


def keep_draft(
    name: str, source: str, *, by: Actor, at: datetime, based_on: int = 0, takes_in_shipped: bool = False
) -> Draft:
    """Keep `source` as the draft of `name`. What was asked for before is no longer asked.

    `based_on` is the draft's version that was on the page; 0 where there was no draft. `takes_in_shipped`
    says that the product's file as it is now was laid beside it.

    Raises:
        NotAllowed, NotEditable, TextTooLong
        DraftChanged: a colleague was faster; nothing was kept.
    """
    rights.require(by, "content.keep_draft", at=at)
    if not is_editable(name):
        raise NotEditable(name)
    source = plain(source).replace("\0", "").rstrip() + "\n"
    if len(source.encode()) > LARGEST:
        raise TextTooLong
    shipped = overlay.shipped(content.folder(), name)
    with writing():
        draft = Draft.objects.select_for_update().filter(name=name).first()
        if (draft.version if draft else 0) != based_on:
            raise DraftChanged(draft)
        newest = overlay.newest().filter(name=name).first()
        if draft is None:
            base = shipped if newest is None or newest.is_shipped else newest.base
            draft = Draft(name=name, base=base, version=0)
        draft.source, draft.over, draft.version = source, newest.version if newest else 0, draft.version + 1
        draft.base = shipped if takes_in_shipped else draft.base
        draft.changed_by, draft.changed_at, draft.asked_by, draft.asked_at = by.id, at, "", None
        draft.save()
        audit.record("content.keep_draft", by=by, on=draft, at=at, why=name)
    return draft


def throw_away_draft(draft: Draft, *, by: Actor, at: datetime) -> None:
    """Let the draft go, as it was seen.

    Raises:
        NotAllowed, DraftChanged
    """
    rights.require(by, "content.throw_away_draft", at=at)
    with writing():
        _gone(draft)
        audit.record("content.throw_away_draft", by=by, on=draft, at=at, why=draft.name)


def ask_to_publish(draft: Draft, *, by: Actor, at: datetime) -> Draft:
    """Ask a colleague to publish the draft as it is.

    Raises:
        NotAllowed, DraftChanged
        HasMistakes: what the check refuses; what is hard to read may go on.
    """
    rights.require(by, "content.ask_to_publish", at=at)
    _refuse_mistakes(draft.name, draft.source)
    with writing():
        asked = Draft.objects.filter(pk=draft.pk, version=draft.version).update(asked_by=by.id, asked_at=at)
        if not asked:
            raise DraftChanged(Draft.objects.filter(name=draft.name).first())
        audit.record("content.ask_to_publish", by=by, on=draft, at=at, why=draft.name)
    draft.refresh_from_db()
    return draft


def publish(draft: Draft, *, by: Actor, at: datetime) -> OwnText:
    """Put the draft in use, by another than who changed it last. A page takes its drafts in other languages
    along.

    Raises:
        NotAllowed, DraftChanged, NotAsked, SamePerson, PublishedMeanwhile, HasMistakes
    """
    rights.require(by, "content.publish", at=at)
    together = [draft, *(one for one in Draft.objects.order_by("name") if same_page(one.name, draft.name))]
    if any(one.changed_by == by.id for one in together):
        raise SamePerson
    seen = overlay.number()
    _refuse_mistakes(draft.name, draft.source)
    with writing():
        _first_in_line(seen)
        made = [_published(one, by=by, at=at) for one in together]
    return made[0]


def take_back(name: str, to_version: int, *, by: Actor, at: datetime) -> OwnText:
    """Put an earlier text in use again; 0 is the file that came with the product. One is enough: it was
    agreed on before, or came with the product. A draft stays as it is. What the product does not bring is out
    of use then, a page in every language at once.

    Raises:
        NotAllowed, NoSuchVersion, PublishedMeanwhile
        HasMistakes: the earlier text no longer fits the rest.
    """
    rights.require(by, "content.take_back", at=at)
    newest = overlay.newest().filter(name=name).first()
    if newest is None or newest.version == to_version or (newest.is_shipped and to_version == 0):
        raise NoSuchVersion(name)
    seen = overlay.number()
    earlier = OwnText.objects.filter(name=name, version=to_version).first()
    if to_version and (earlier is None or earlier.is_shipped):
        raise NoSuchVersion(name)
    together = [newest, *(_other_languages(name) if to_version == 0 else ())]
    _refuse_what_no_longer_fits([one.name for one in together], earlier.source if earlier else None)
    with writing():
        _first_in_line(seen)
        made = [_taken_back(one, earlier, by=by, at=at) for one in together]
    return made[0]


def _other_languages(name: str) -> list[OwnText]:
    """A page that the product does not bring goes in every language, or in none."""
    if overlay.shipped(content.folder(), name):
        return []
    return [one for one in overlay.newest().exclude(back_to=0) if same_page(one.name, name)]


def _taken_back(newest: OwnText, earlier: OwnText | None, *, by: Actor, at: datetime) -> OwnText:
    made = OwnText.objects.create(
        name=newest.name,
        version=newest.version + 1,
        source=earlier.source if earlier else "",
        base=earlier.base if earlier else overlay.shipped(content.folder(), newest.name),
        made_by=by.id,
        back_to=earlier.version if earlier else 0,
        at=at,
    )
    audit.record("content.take_back", by=by, on=made, at=at, why=newest.name)
    return made


def complaints(name: str, source: str) -> list[ContentError]:
    """What the check says of `name` if `source` stood in the folder, and what that would upset elsewhere.

    What is hard to read (`is_wording`) is said and stops nothing.

    Raises:
        NotEditable
    """
    if not is_editable(name):
        raise NotEditable(name)
    now, source = overlay.own().by_name, plain(source)
    then = {**now, **overlay.with_drafts_of_page(name, source)}
    found, (before, after) = _what_changes(now, then, name)
    hard = wording.complaints(name, source) if kind_of(name) in wording.FOLDERS else ()
    wrong = [*found, *left_behind(before, after, then)]
    return [*wrong, *(() if wrong else on_paper.complaints(name, source)), *hard]


def _refuse_mistakes(name: str, source: str) -> None:
    mistakes = [one for one in complaints(name, source) if not one.is_wording]
    if mistakes:
        raise HasMistakes(mistakes)


def _refuse_what_no_longer_fits(names: Sequence[str], source: str | None) -> None:
    """Refuse mistakes that come with an earlier text of the first of `names`, or with the product's files
    where `source` is None."""
    now = overlay.own().by_name
    then = {one: text for one, text in now.items() if one not in names}
    if source is not None:
        then[names[0]] = source
    mistakes, _ = _what_changes(now, then)
    if mistakes:
        raise HasMistakes(mistakes)


def _what_changes(
    now: Mapping[str, str], then: Mapping[str, str], name: str = ""
) -> tuple[list[ContentError], tuple[Library, Library]]:
    """The mistakes that come with `then`, all of those in `name`, and what is read before and after."""
    before, old = content.read_with(now)
    after, found = content.read_with(then)
    return [one for one in found if one.file == name or one not in old], (before, after)


def _first_in_line(seen: overlay.Number) -> None:
    """Go on only if nothing was published since it was looked at; who comes meanwhile waits and sees it."""
    OwnText.objects.select_for_update().order_by("-id").first()
    if overlay.number() != seen:
        raise PublishedMeanwhile


def _published(draft: Draft, *, by: Actor, at: datetime) -> OwnText:
    there = Draft.objects.select_for_update().filter(pk=draft.pk).first()
    if there is None or there.version != draft.version:
        raise DraftChanged(there)
    if there.asked_at is None:
        raise NotAsked(there.name)
    newest = overlay.newest().filter(name=there.name).first()
    if (newest.version if newest else 0) != there.over:
        raise PublishedMeanwhile
    made = OwnText.objects.create(
        name=there.name,
        version=there.over + 1,
        source=there.source,
        base=there.base,
        made_by=there.changed_by,
        agreed_by=by.id,
        at=at,
    )
    _gone(there)
    audit.record("content.publish", by=by, on=made, at=at, why=there.name)
    return made


def _gone(draft: Draft) -> None:
    gone, _ = Draft.objects.filter(pk=draft.pk, version=draft.version).delete()
    if not gone:
        raise DraftChanged(Draft.objects.filter(name=draft.name).first())
