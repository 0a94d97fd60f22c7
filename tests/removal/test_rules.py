"""Notice states, and lines that are links."""

import random

import pytest

from hulplijn.content import queries as content
from hulplijn.removal.rules import (
    DECIDED,
    HONOURED,
    MOST_URLS,
    TRANSITIONS,
    BadLine,
    NotLinks,
    NotPossibleNow,
    State,
    is_for_hotline,
    links,
    possible,
    step,
)


@pytest.mark.parametrize(
    ("line", "link"),
    [
        ("instagram.com/voorbeeld", "https://instagram.com/voorbeeld"),
        ("https://www.Example.com/A?b=C#d", "https://www.example.com/A?b=C#d"),
        ("HTTP://voorbeeld.example/x", "http://voorbeeld.example/x"),
        ("<https://voorbeeld.example/x>", "https://voorbeeld.example/x"),
        ("voorbeeld.example:8080/x,", "https://voorbeeld.example:8080/x"),
        ("https://münchen.example/ß", "https://münchen.example/ß"),
    ],
)
def test_what_is_a_link_is_kept(line: str, link: str) -> None:
    assert links(line) == [link]


@pytest.mark.parametrize(
    "line",
    [
        "hoi",
        "@voorbeeld",
        "javascript:alert(1)",
        "ftp://voorbeeld.example/x",
        "https://",
        "https:///pad",
        "https://localhost/x",
        "https://127.0.0.1/x",
        "https://iemand:geheim@voorbeeld.example/",
        "https://voorbeeld.example:99999/",
        "twee woorden.example",
        "https://[::1",
        "iemand@voorbeeld.example",
        "https://-voorbeeld.example",
        "data:text/html,x",
    ],
)
def test_what_is_no_link_is_named_by_its_line(line: str) -> None:
    with pytest.raises(NotLinks) as refused:
        links(f"instagram.com/voorbeeld\n{line}\n")
    assert refused.value.lines == (BadLine(2, "not_a_link"),)


def test_empty_lines_count_in_the_numbering_and_repeats_are_dropped() -> None:
    assert links("\n a.example \n\nhttps://a.example\n") == ["https://a.example"]
    with pytest.raises(NotLinks) as refused:
        links("\n\nhoi\n" + "https://a.example/" + "x" * 2000)
    assert refused.value.lines == (BadLine(3, "not_a_link"), BadLine(4, "too_long"))


@pytest.mark.parametrize("text", ["", " \n ", "\n".join(f"a.example/{n}" for n in range(MOST_URLS + 1))])
def test_no_link_at_all_or_far_too_many_are_refused(text: str) -> None:
    with pytest.raises(NotLinks) as refused:
        links(text)
    assert refused.value.lines == ()


def test_whatever_is_typed_gives_links_or_a_refusal() -> None:
    for seed in range(3000):
        rng = random.Random(seed)
        text = "".join(rng.choice("ab.:/@[]\\?#%<> \n\t-_é\u202ehttps") for _ in range(rng.randrange(60)))
        try:
            found = links(text)
        except NotLinks:
            continue
        assert all(link.startswith(("http://", "https://")) and "\n" not in link for link in found), seed
        assert links("\n".join(found)) == found, seed


def test_random_histories_stay_within_the_table() -> None:
    for seed in range(2000):
        rng = random.Random(seed)
        state, was_sent = rng.choice([State.DRAFT, State.AWAITING_CONSENT]), False
        for _ in range(12):
            event = rng.choice(sorted({event for _, event in TRANSITIONS}))
            if event not in possible(state):
                with pytest.raises(NotPossibleNow):
                    step(state, event)
                continue
            state = step(state, event)
            was_sent = was_sent or event == "send"
            assert was_sent or state not in {*DECIDED.values(), State.SENT, State.RECEIPT_CONFIRMED}, seed


def test_nothing_leaves_the_hotline_or_a_withdrawal() -> None:
    assert not possible(State.HANDED_TO_HOTLINE)
    assert not possible(State.WITHDRAWN)


def test_only_an_image_of_an_adult_stays_with_us() -> None:
    assert is_for_hotline("yes", shows_image=True)
    assert is_for_hotline("unknown", shows_image=True)
    assert not is_for_hotline("no", shows_image=True)
    assert not is_for_hotline("yes", shows_image=False)


def test_the_states_and_what_is_honoured_are_those_of_the_published_list() -> None:
    published = content.code_list("notice_state")
    assert {state.value for state in State} <= {code.code for code in published.codes}
    assert {DECIDED[outcome].value for outcome in HONOURED} == published.flagged("honoured")
    assert {state.value for state in DECIDED.values()} == published.flagged("decided")
