"""What somebody who means harm types, sends and puts in an address."""

from __future__ import annotations

from hypothesis import strategies as st

MARK = "dit-mag-nooit-in-een-logregel"
"""Stands in much of what is typed here: found in a log line, something that was typed has leaked."""

CLASSICS = (
    "",
    " ",
    "\0",
    f"{MARK}\0einde",
    f"{MARK}' OR '1'='1' --",
    f'"><script>alert("{MARK}")</script>',
    f"{{{{ {MARK} }}}}{{% load i18n %}}${{7*7}}<%= 7*7 %>",
    f"{MARK}\r\nBcc: everyone@example.org\r\nSet-Cookie: a=b",
    f"=cmd|' /C calc'!A1 {MARK}",
    "../../../../etc/passwd",
    "..%2f..%2fetc%2fpasswd%00.png",
    "file:/%2f/etc/passwd",
    "http://169.254.169.254/latest/meta-data/",
    "javascript:alert(1)",
    f"\u202e{MARK}\u2066\u200b\ufeff",
    "\ud800",
    f"{MARK}\udfff",
    "\U0001f469\u200d\U0001f469\u200d\U0001f467" * 50,
    "e" + "\u0301" * 2000,
    "ﷺ" * 500,
    "nan",
    "-0",
    "1e309",
    "٣٤",
    "²",
    "9" * 25,
    "-9223372036854775809",
    "00000000-0000-0000-0000-000000000000",
    "0" * 32,
    "2026-02-30T25:61",
    "0001-01-01T00:00",
    "9999-12-31T23:59:59.999999+14:00",
    "true",
    "null",
    "[]",
    "{}",
    '{"$gt": ""}',
    "%s%n%x{0.__class__}",
    "$(touch /tmp/x)`id`;|&",
    "\x1b]0;titel\x07\x1b[31m",
    MARK + "a" * 5_000,
    MARK + "b" * 40_000,
)

text = st.one_of(
    st.sampled_from(CLASSICS),
    st.sampled_from(CLASSICS),
    st.text(st.characters(exclude_categories=()), max_size=40),
    st.integers().map(str),
    st.floats().map(str),
    st.uuids().map(str),
    st.datetimes().map(str),
)
"""One value of a field; also half characters, that no text holds (surrogates)."""

raw = st.one_of(text.map(lambda value: value.encode("utf-8", "surrogatepass")), st.binary(max_size=60))
"""The same in bytes, and bytes that are no text at all."""

json_value = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), text),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=6,
)
"""Anything that a browser's JSON can hold, and a little more."""

header = st.one_of(st.sampled_from(CLASSICS), st.text(st.characters(max_codepoint=255), max_size=60)).map(
    lambda value: (
        "".join(sign for sign in value if sign not in "\r\n").encode("latin-1", "replace").decode("latin-1")
    )
)
"""The value of a header: no web server lets a line end through."""
