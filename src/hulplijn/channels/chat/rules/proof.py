"""The work that a browser does before it begins a chat while the helpline is under attack."""

from __future__ import annotations

import hashlib

BITS = 17
"""Bits that must be zero: about 130,000 tries, a second on a cheap phone and nothing that anybody notices. A
thousand beginnings cost whoever wants them a quarter of an hour of a processor; more bits would cost a child
with an old phone more than her patience."""
LONGEST = 55
"""Signs in a proof, so that it is one block of SHA-256."""


def is_worked(proof: str, bits: int = BITS) -> bool:
    """Whether the SHA-256 of `proof` begins with `bits` zero bits."""
    if len(proof) > LONGEST or not proof.isascii():
        return False
    return int.from_bytes(hashlib.sha256(proof.encode()).digest(), "big") >> (256 - bits) == 0
