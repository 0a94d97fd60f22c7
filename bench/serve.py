"""Starts the helpline as `hulplijn serve` does, without the bound on how fast one connection may talk.

One visitor may say five messages a second; a measurement of the whole needs more from each of its 200
connections. Nothing else differs.
"""

from __future__ import annotations

import sys

from hulplijn.channels.chat.rules import Bucket

_NO_BOUND = 1e9
assert Bucket.__init__.__defaults__ is not None
Bucket.__init__.__defaults__ = (_NO_BOUND, _NO_BOUND, _NO_BOUND, 0.0)

if __name__ == "__main__":
    from hulplijn.server.command import main

    sys.argv[1:] = ["serve"]
    main()
