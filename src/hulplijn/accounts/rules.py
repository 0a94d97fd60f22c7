"""One-time codes and codes on paper: how they are made and read. Pure."""

from __future__ import annotations

import hmac
import random
import re
from datetime import datetime

import pyotp

STEP = 30
"""Seconds for which an app shows one code (RFC 6238)."""
DIGITS = 6
_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # pragma: allowlist secret
"""Without the characters that look like another one."""
ON_PAPER = 10
_LETTERS = 9
"""Nine of 31 characters: forty-four bits."""


def step_of(at: datetime) -> int:
    """The number of the half minute in which `at` lies."""
    return int(at.timestamp()) // STEP


def step_that_shows(secret: str, typed: str, *, at: datetime, after: int) -> int | None:
    """The half minute in which an app with `secret` shows `typed`: this one, or the one before or after it,
    as clocks differ. Not one up to `after`, in which a code was used already."""
    digits = digits_of(typed)
    app, now = pyotp.TOTP(secret), step_of(at)
    for step in (now, now - 1, now + 1):
        if step > after and hmac.compare_digest(app.generate_otp(step), digits):
            return step
    return None


def digits_of(typed: str) -> str:
    """What somebody typed as a one-time code, without spaces and dashes; empty where it is none."""
    digits = re.sub(r"[\s\-\u2013]", "", typed)
    return digits if re.fullmatch(rf"[0-9]{{{DIGITS}}}", digits) else ""


def draw_recovery_codes(rng: random.Random) -> list[str]:
    """A new sheet of codes on paper."""
    return ["".join(rng.choice(_ALPHABET) for _ in range(_LETTERS)) for _ in range(ON_PAPER)]


def shown(code: str) -> str:
    """A code on paper in groups of three, to be typed over."""
    return "-".join(code[start : start + 3] for start in range(0, len(code), 3))


def recovery_code_of(typed: str) -> str:
    """What somebody typed as a code from paper; empty where it cannot be one."""
    plain = re.sub(r"[\s\-\u2013]", "", typed).lower()
    return plain if len(plain) == _LETTERS and set(plain) <= set(_ALPHABET) else ""
