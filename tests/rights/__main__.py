"""How many cells the walks go through: `python -m tests.rights`."""

from __future__ import annotations

import re

from tests.environment import REPOSITORY

TABLES = ("Actions", "Addresses", "Messages of a live line", "Commands", "Capabilities")


def cells() -> dict[str, int]:
    """Per table of docs/rights.md, rows times persons; where there are none, rows."""
    text = (REPOSITORY / "docs" / "rights.md").read_text()
    found = {}
    for name in TABLES:
        part = text.partition(f"\n## {name}\n")[2].partition("\n## ")[0]
        rows = re.findall(r"^\| `.*$", part, re.M)
        if name in ("Addresses", "Messages of a live line"):
            found[name] = sum(row.count("|") - 2 for row in rows)
        elif name == "Actions":
            found[name] = sum(row.count("|") - 3 for row in rows)
        else:
            found[name] = len(rows)
    return found


if __name__ == "__main__":
    counted = cells()
    for name, count in counted.items():
        print(f"{name}: {count}")
    print(f"Together: {sum(counted.values())}")
