"""To whom a waiting contact is held out."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

from hulplijn.shifts.rules.offers import HOLDS, RESTS, Counsels, Held, Match, Refused, Waits, match

NOW = datetime(2026, 11, 24, 19, 40, tzinfo=UTC)
NOBODY: list[Refused] = []


def counsels(id: int, *, load: int = 0, idle: int = 0, capacity: int = 2, **more: frozenset[str]) -> Counsels:
    return Counsels(id, load, capacity, NOW - timedelta(minutes=idle), **more)


def test_who_has_been_free_longest_is_asked_first() -> None:
    found = match([Waits("a", "nl")], [counsels(1, idle=2), counsels(2, idle=9)], [], [], NOW)
    assert found.offers == (("a", 2),)


def test_one_contact_is_held_out_to_one_and_one_counsellor_gets_one() -> None:
    found = match(
        [Waits("a", "nl"), Waits("b", "nl"), Waits("c", "nl")], [counsels(1), counsels(2)], [], [], NOW
    )
    assert found.offers == (("a", 1), ("b", 2))


def test_nothing_beyond_her_capacity() -> None:
    assert match([Waits("a", "nl")], [counsels(1, load=2)], [], [], NOW).offers == ()


def test_best_skills_come_before_idle_time() -> None:
    knows = counsels(1, skills=frozenset({"grooming"}))
    found = match(
        [Waits("a", "nl", topics=frozenset({"grooming"}))], [knows, counsels(2, idle=50)], [], [], NOW
    )
    assert found.offers == (("a", 1),)


def test_her_language_is_waited_for_where_somebody_at_work_speaks_it() -> None:
    dutch = counsels(1, languages=frozenset({"nl"}))
    english = counsels(2, load=2, languages=frozenset({"en"}))
    assert match([Waits("a", "en")], [dutch, english], [], [], NOW).offers == ()
    assert match([Waits("a", "en")], [dutch], [], [], NOW).offers == (("a", 1),)


def test_an_offer_that_ran_out_goes_to_the_next_and_comes_back_last() -> None:
    held = Held("o", "a", 1, NOW)
    both = [counsels(1, idle=9), counsels(2)]
    found = match([Waits("a", "nl")], both, [held], [], NOW)
    assert (found.unanswered, found.offers) == (("o",), (("a", 2),))
    noes = [Refused("a", 1, 1, NOW - timedelta(hours=1)), Refused("a", 2, 2, NOW - timedelta(hours=1))]
    assert match([Waits("a", "nl")], both, [], noes, NOW).offers == (("a", 1),)


def test_who_said_not_now_rests_and_is_asked_again_after_it() -> None:
    no = Refused("a", 1, 1, NOW - timedelta(seconds=5))
    found = match([Waits("a", "nl")], [counsels(1)], [], [no], NOW)
    assert (found.offers, found.again_at) == ((), no.last + HOLDS + RESTS)
    assert match([Waits("a", "nl")], [counsels(1)], [], [no], no.rests_until).offers == (("a", 1),)
    # She is free for somebody else meanwhile.
    assert match([Waits("a", "nl"), Waits("b", "nl")], [counsels(1)], [], [no], NOW).offers == (("b", 1),)


def test_a_no_that_another_process_heard_a_moment_later_counts() -> None:
    no = Refused("a", 1, 1, NOW + timedelta(seconds=3))
    assert match([Waits("a", "nl")], [counsels(1)], [], [no], NOW).offers == ()


def test_danger_takes_the_place_of_an_offer_that_can_wait() -> None:
    held = Held("o", "calm", 1, NOW + HOLDS)
    line = [Waits("danger", "nl", urgency=2), Waits("calm", "nl")]
    found = match(line, [counsels(1)], [held], [], NOW)
    assert (found.withdrawn, found.offers) == (("o",), (("danger", 1),))
    found = match(line, [counsels(1), counsels(2)], [held], [], NOW)
    assert (found.withdrawn, found.offers) == ((), (("danger", 2),))


def test_an_offer_ends_with_its_contact_and_with_her_room() -> None:
    held = Held("o", "a", 1, NOW + HOLDS)
    assert match([], [counsels(1)], [held], [], NOW).withdrawn == ("o",)
    found = match([Waits("a", "nl")], [counsels(1, load=2), counsels(2)], [held], [], NOW)
    assert (found.withdrawn, found.offers) == (("o",), (("a", 2),))


def test_a_clock_that_was_set_back_lets_nobody_rest_for_an_hour() -> None:
    later = Refused("a", 1, 1, NOW + timedelta(hours=1))
    assert match([Waits("a", "nl")], [counsels(1)], [], [later], NOW).offers == (("a", 1),)


class Evening:
    """A made-up evening: people come and go, answer, decline or stay silent; the clock jumps now and then."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.at = NOW
        self.line: list[Waits] = []
        self.desk = {
            id: counsels(id, capacity=self.rng.randrange(1, 4)) for id in range(self.rng.randrange(1, 5))
        }
        self.held: list[Held] = []
        self.noes: dict[tuple[str, int], Refused] = {}
        self.made = 0

    def step(self) -> None:
        what = self.rng.randrange(7)
        if what == 0 or not self.line:
            self.made += 1
            urgency = self.rng.choice([0, 0, 0, 1, 2])
            self.line.append(Waits(f"c{self.made}", self.rng.choice(["nl", "en"]), urgency))
            self.line.sort(key=lambda one: -one.urgency)
        elif what == 1 and self.held:
            self._take(self.rng.choice(self.held))
        elif what == 2 and self.held:
            self._no(self.held.pop(self.rng.randrange(len(self.held))))
        elif what == 3:
            self.line.pop(self.rng.randrange(len(self.line)))
        elif what == 4:
            one = self.rng.choice(list(self.desk.values()))
            self._load(one.id, -1)
        elif what == 5:
            self.at += timedelta(seconds=self.rng.choice([1, 31, 90, 3600, -3600]))
        else:
            self.at += timedelta(seconds=self.rng.randrange(40))

    def _take(self, one: Held) -> None:
        self.held.remove(one)
        self.line = [waits for waits in self.line if waits.id != one.contact]
        self._load(one.staff, 1)

    def _load(self, staff: int, by: int) -> None:
        one = self.desk[staff]
        self.desk[staff] = Counsels(one.id, max(0, one.load + by), one.capacity, self.at)

    def _no(self, one: Held) -> None:
        before = self.noes.get((one.contact, one.staff))
        times = before.times + 1 if before else 1
        self.noes[one.contact, one.staff] = Refused(one.contact, one.staff, times, one.due_at - HOLDS)

    def match(self) -> Match:
        found = match(self.line, self.desk.values(), self.held, self.noes.values(), self.at)
        for one in [one for one in self.held if one.id in found.unanswered]:
            self._no(one)
        over = {*found.unanswered, *found.withdrawn}
        self.held = [one for one in self.held if one.id not in over]
        for contact, staff in found.offers:
            self.made += 1
            self.held.append(Held(f"o{self.made}", contact, staff, self.at + HOLDS))
        return found


def test_whatever_happens_nobody_is_held_out_twice_and_nobody_waits_beside_a_free_colleague() -> None:
    for seed in range(400):
        evening = Evening(seed)
        for _ in range(60):
            evening.step()
            evening.match()
            held = evening.held
            assert len({one.contact for one in held}) == len(held), seed
            assert len({one.staff for one in held}) == len(held), seed
            assert all(evening.desk[one.staff].has_room for one in held), seed
            assert {one.contact for one in held} <= {one.id for one in evening.line}, seed
            busy = {one.staff for one in held}
            for waits in evening.line:
                if waits.id in {one.contact for one in held}:
                    continue
                for free in evening.desk.values():
                    no = evening.noes.get((waits.id, free.id))
                    rests = no and no.last <= evening.at < no.rests_until
                    assert not free.has_room or free.id in busy or rests, seed
            again = evening.match()
            assert (again.offers, again.unanswered, again.withdrawn) == ((), (), ()), seed
