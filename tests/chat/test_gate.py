"""How many chats one address may begin."""

import ipaddress

from hulplijn.channels.chat.gate import BURST, Gate


def test_three_hundred_pupils_behind_one_school_address_all_get_in() -> None:
    gate = Gate()
    assert all(gate.lets_in("192.0.2.7", now=second / 10) for second in range(300))


def test_a_flood_of_thousands_a_minute_is_slowed_and_touches_nobody_else() -> None:
    gate = Gate()
    let_in = sum(gate.lets_in("192.0.2.7", now=count * 60 / 6000) for count in range(6000))
    assert let_in < BURST + 150
    assert gate.lets_in("198.51.100.4", now=60)


def test_after_a_while_the_same_address_gets_in_again() -> None:
    gate = Gate()
    while gate.lets_in("192.0.2.7", now=0):
        pass
    assert gate.lets_in("192.0.2.7", now=1)


def test_all_addresses_of_one_household_count_as_one() -> None:
    gate = Gate()
    network = ipaddress.ip_network("2001:db8:1:2::/64")
    let_in = sum(gate.lets_in(str(network[count]), now=0) for count in range(1000))
    assert let_in == BURST
    assert gate.lets_in("2001:db8:1:3::1", now=0)


def test_no_address_is_kept_and_the_salt_lives_a_day() -> None:
    gate = Gate()
    gate.lets_in("192.0.2.7", now=0)
    first = set(gate._buckets)
    assert "192.0.2.7" not in repr(first)
    gate.lets_in("192.0.2.7", now=25 * 60 * 60)
    assert first.isdisjoint(gate._buckets)
