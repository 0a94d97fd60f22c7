"""Tables as CSV, for every file that people open in a spreadsheet.

UTF-8 with a byte order mark, without which Excel reads *é* as two signs; commas and decimal points, as
RFC 4180 and every programme expect, in every language. A cell that a spreadsheet would run as a formula
starts with an apostrophe.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """The file with that header and those rows."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow([_safe(cell) for cell in row])
    return out.getvalue().encode("utf-8-sig")


def _safe(cell: object) -> object:
    """Keep words from being run as a formula. What is a number, also below zero, stays one."""
    if not isinstance(cell, str) or not cell.startswith(_FORMULA):
        return cell
    try:
        float(cell)
    except ValueError:
        return f"'{cell}"
    return cell
