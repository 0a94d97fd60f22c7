"""The one declaration of everything that holds private text: where it is, how it goes, how it is told to
the person herself, and how long it stays. A room enters its holders in `AppConfig.ready()`.

Whatever is not here is neither erased, nor exported, nor kept to its term; a test proves this list complete
against the schema. Beside it hold private text: the copies of keys (`privacy.copies`), which expire by
themselves, and the memory of a process, whose handles end with their key (`keys.destroy_key`).
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import QuerySet

from hulplijn.privacy.retention_rules import Term
from hulplijn.privacy.sealing import Sealer

Keys = Collection[uuid.UUID]
"""Keys of cases: privacy knows a case by its key only."""
Binding = Callable[[Any], str]


@dataclass(frozen=True)
class Told:
    """One thing that is held, as it is told to the person: texts are `PrivateText`, the rest codes."""

    kind: str
    at: datetime | None
    facts: Mapping[str, object] = field(default_factory=dict)


Telling = Callable[[Any, Sealer], Told | None]


@dataclass(frozen=True)
class Holder:
    """Rows of one table that belong to cases, found by `key` (the way to the key of the case) or by `find`.

    `sealed` names their sealed columns, and what each is bound to. At its `term` the row goes, or, with
    `blank`, only what is sealed in it, and the row stays as a coded record until its case goes. `tell` is
    how it is exported; with `after_a_look` only once a coordinator has looked at it, as others may be in it.
    `since` says from when the term of each key counts, where not from the closing of the case; `open_work`
    which keys have something under way, so that their text is kept longer. `kind` is what each row is called
    when told, where some page tells these rows alone.
    """

    model: type[models.Model]
    what: str
    term: Term
    key: str = ""
    find: Callable[[Keys], QuerySet[Any]] | None = None
    sealed: Mapping[str, Binding] = field(default_factory=dict)
    blank: bool = False
    tell: Telling | None = None
    after_a_look: bool = False
    since: Callable[[Keys], Mapping[uuid.UUID, datetime]] | None = None
    open_work: Callable[[Keys], set[uuid.UUID]] | None = None
    kind: str = ""

    @property
    def name(self) -> str:
        return f"{self.model._meta.label}{'.' + '+'.join(self.sealed) if self.sealed else ''}"

    def rows(self, keys: Keys) -> QuerySet[Any]:
        """What is held under these keys."""
        if self.find is not None:
            return self.find(keys)
        return self.model._default_manager.filter(**{f"{self.key}__in": list(keys)})

    def held(self, keys: Keys) -> QuerySet[Any]:
        """The same, without rows whose sealed columns are empty already."""
        if not self.blank:
            return self.rows(keys)
        some = models.Q()
        for column in self.sealed:
            some |= models.Q(**{f"{column}__isnull": False})
        return self.rows(keys).filter(some)

    def erase(self, keys: Keys) -> None:
        """Take away what is held under these keys; part of the caller's write."""
        if self.blank:
            self.held(keys).update(**dict.fromkeys(self.sealed))
        else:
            self.rows(keys).delete()

    def reseal(self, key: uuid.UUID, old: Sealer, new: Sealer) -> None:
        """Seal under `new` what is sealed under `old` and stays; part of the caller's write."""
        for row in self.held([key]):
            for column, about in self.sealed.items():
                blob = getattr(row, column)
                if blob is not None:
                    content = old.open_bytes(blob, about=about(row))
                    setattr(row, column, new.seal_bytes(content, about=about(row)))
            row.save(update_fields=list(self.sealed))


_holders: dict[str, Holder] = {}


def register(*holders: Holder) -> None:
    """Declare what a room holds. The same declaration twice replaces itself."""
    for one in holders:
        _holders[one.name] = one


def registered() -> tuple[Holder, ...]:
    """All holders, lower rooms first."""
    return tuple(_holders.values())


def at_term(term: Term) -> tuple[Holder, ...]:
    """What goes together at the end of `term`."""
    return tuple(one for one in _holders.values() if one.term is term)


def erase_all(key_id: uuid.UUID) -> None:
    """Take away everything that is held under a key; rooms above first, whose rows lead to those below."""
    for one in reversed(registered()):
        one.erase([key_id])


def erase_at(terms: Collection[Term], key_id: uuid.UUID) -> None:
    """Take away what is at its term under a key; part of the caller's write."""
    for one in reversed(registered()):
        if one.term in terms:
            one.erase([key_id])


def shorten(key_id: uuid.UUID, new_id: uuid.UUID, terms: Collection[Term], old: Sealer, new: Sealer) -> None:
    """Take away what is at its term and seal the rest under another key, so that the one before can go.

    Then no backup of the database leads to what went. Part of the caller's write.
    """
    for one in reversed(registered()):
        if one.term in terms:
            one.erase([key_id])
        elif one.sealed:
            one.reseal(key_id, old, new)
    for one in registered():
        if one.key == "key_id" and not one.blank:
            one.rows([key_id]).update(key_id=new_id)


def keys_with(term: Term, keys: Keys) -> set[uuid.UUID]:
    """Under which of these keys there is still something that goes with `term`."""
    found: set[uuid.UUID] = set()
    for one in at_term(term):
        if one.key:
            found |= set(one.held(keys).order_by().values_list(one.key, flat=True).distinct())
    return found


def since(term: Term, keys: Keys) -> dict[uuid.UUID, datetime]:
    """From when `term` counts for these keys, where not from the closing of the case."""
    found: dict[uuid.UUID, datetime] = {}
    for one in at_term(term):
        if one.since is not None:
            found |= one.since(keys)
    return found


def tell_all(key_id: uuid.UUID, sealer: Sealer, *, after_a_look: bool) -> Iterator[Told]:
    """Everything that is held under a key, as it is told to the person whom it is about."""
    for one in registered():
        if one.tell is None or (one.after_a_look and not after_a_look):
            continue
        for row in one.rows([key_id]):
            told = one.tell(row, sealer)
            if told is not None:
                yield told


def tell_kind(kind: str, key_id: uuid.UUID, sealer: Sealer) -> Iterator[Told]:
    """What is held of one kind under a key, as `tell_all` tells it without a look; nothing else is opened."""
    for one in registered():
        if one.kind == kind and one.tell is not None and not one.after_a_look:
            yield from filter(None, (one.tell(row, sealer) for row in one.rows([key_id])))


def with_open_work(keys: Keys) -> set[uuid.UUID]:
    """Which of these keys have something under way, such as a removal request without a decision."""
    found: set[uuid.UUID] = set()
    for one in _holders.values():
        if one.open_work is not None:
            found |= one.open_work(keys)
    return found
