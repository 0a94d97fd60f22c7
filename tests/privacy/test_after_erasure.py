"""After an erasure is done, whoever holds every backup, every log of the databases, every copy of the keys
that still exists, the keys folder and the root key opens nothing of the case. She who did not destroy a copy
in time does: so this test is not blind.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.db import connections

from hulplijn.audit.actors import Actor
from hulplijn.casework import actions as casework
from hulplijn.plumbing import due
from hulplijn.privacy import copies, holders, key_files, keys, renewal, rules
from hulplijn.privacy.models import CaseKey, Erasure
from hulplijn.privacy.root_key import root_key
from hulplijn.privacy.sealing import CannotOpen, KeyGone, Sealer, unwrap
from tests.full_case import PICTURE, PLANTED, FullCase, full_case

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])
_WRAPPED = 61


@dataclass
class Thief:
    """Takes everything at every stage, and keeps it."""

    key_id: UUID
    sealed: dict[bytes, str] = field(default_factory=dict)
    wrapped: set[bytes] = field(default_factory=set)
    files: set[bytes] = field(default_factory=set)

    def take(self) -> None:
        """A dump of both databases, and on SQLite their files with the write-ahead logs."""
        for holder in holders.registered():
            for row in holder.rows([self.key_id]):
                for column, about in holder.sealed.items():
                    if getattr(row, column) is not None:
                        self.sealed[bytes(getattr(row, column))] = about(row)
        self.wrapped |= {bytes(row.wrapped) for row in CaseKey.objects.filter(pk=self.key_id)}
        if connections["keys"].vendor == "sqlite":
            name = str(connections["keys"].settings_dict["NAME"])
            self.files |= {path.read_bytes() for path in (Path(name), Path(f"{name}-wal")) if path.exists()}

    def opens(self, *, kept: Iterable[Path] = ()) -> set[bytes]:
        """What she reads now, with the root key; `kept` are copies that should have been destroyed."""
        still_there = [path for _, path in copies.kept(copies.folder())]
        there = [copies.read_copy(path) for path in (*kept, *still_there)]
        blobs = {pair for copy in there for pair in copy.keks.items()}
        for path in key_files.where().glob("*.key*"):
            if path.name != key_files.hash_key_file().name:
                blobs.add((UUID(path.name.partition(".")[0]), path.read_bytes()))
        wrapping = [root_key().unwrap(blob, about=key_files.about(kek_id)) for kek_id, blob in blobs]
        wrapped = self.wrapped | {
            blob for copy in there for key_id, _, blob in copies.records(copy) if key_id == self.key_id
        }
        wrapped |= {piece for file in self.files for piece in _may_be_a_key(file)}
        found = set()
        for sealer in self._sealers(wrapping, wrapped):
            for blob, about in self.sealed.items():
                found.add(sealer.open_bytes(blob, about=about))
        return found

    def _sealers(self, wrapping: list[bytes], wrapped: set[bytes]) -> Iterable[Sealer]:
        seen = set()
        for kek in wrapping:
            for blob in wrapped:
                try:
                    key = unwrap(kek, blob, about=keys.about(self.key_id))
                except CannotOpen:
                    continue
                if key not in seen:
                    seen.add(key)
                    yield Sealer(key)


def _may_be_a_key(file: bytes) -> Iterable[bytes]:
    """Every stretch of a file that could be a wrapped key: live, in the log, or in a page that is free."""
    place = file.find(b"\x01")
    while place >= 0:
        piece = file[place : place + _WRAPPED]
        # What is random has hardly ever the same byte so often; zeros of empty pages do.
        if len(piece) == _WRAPPED and len(set(piece)) > 30:
            yield piece
        place = file.find(b"\x01", place + 1)


@dataclass
class Story:
    """A case that was erased, day by day, with the thief beside it."""

    case: FullCase
    thief: Thief
    copy_of_before: bytes
    erased_at: datetime
    final: datetime

    def night(self, number: int) -> datetime:
        return rules.next_night(self.erased_at, UTC) + timedelta(days=number)

    def live_through(self, nights: Iterable[int]) -> None:
        for number in nights:
            renewal.tonight(self.night(number))
            due.run_due(self.night(number) + timedelta(minutes=45))
            self.thief.take()


@pytest.fixture
def story(counsellor: Actor, at: datetime, folders: Path) -> Story:
    case = full_case(counsellor, at=at)
    thief = Thief(case.case.key_id)
    thief.take()
    renewal.tonight(at)
    thief.take()
    before = copies.write_copy(copies.folder(), at)
    assert _missing(thief.opens()) == set()
    final = casework.erase_case(case.case, by=case.visitor, at=at + timedelta(minutes=5))
    thief.take()
    return Story(case, thief, before.read_bytes(), at + timedelta(minutes=5), final)


def _missing(found: set[bytes]) -> set[bytes]:
    planted = {*(one.encode() for one in PLANTED), PICTURE}
    return {one for one in planted if not any(one in text for text in found)}


def test_nobody_opens_the_case_when_its_erasure_is_done(story: Story) -> None:
    with pytest.raises(KeyGone):
        keys.open_key(story.case.case.key_id)
    story.live_through(range(9))
    done = Erasure.objects.get().done_at
    assert done is not None
    assert story.final <= done <= story.final + timedelta(days=1)
    assert story.thief.opens() == set()


def test_before_that_day_a_copy_still_leads_there_so_it_is_not_called_done(story: Story) -> None:
    story.live_through(range(7))
    assert _missing(story.thief.opens()) == set()
    assert Erasure.objects.get().done_at is None


def test_who_kept_a_copy_beyond_its_seven_days_opens_it(story: Story, tmp_path: Path) -> None:
    story.live_through(range(9))
    kept = tmp_path / "kept.copy"
    kept.write_bytes(story.copy_of_before)
    assert _missing(story.thief.opens(kept=[kept])) == set()
