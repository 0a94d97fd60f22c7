"""The signs as paths on a grid of 24: round ends, no fill; what stands under `dots` is a point."""

from __future__ import annotations

from typing import NamedTuple


class Sign(NamedTuple):
    """One icon. `turns` mirrors it where text runs from right to left."""

    lines: str
    dots: str = ""
    turns: bool = False


SIGNS: dict[str, Sign] = {
    "chat": Sign("M9.2 8H22M2 16h12.8", "M3.2 8h.01M20.8 16h.01"),
    "phone": Sign(
        "M8.6 3H5a2 2 0 0 0-2 2.2C3.6 13.8 10.2 20.4 18.8 21a2 2 0 0 0 2.2-2v-3.6l-4.6-1.6"
        "-2.1 2.2a12.5 12.5 0 0 1-6.3-6.3l2.2-2.1z"
    ),
    "mail": Sign("M2.5 4.5h19v15h-19zM3 5l9 8 9-8"),
    "exit": Sign("M9.5 3H3.5v18h6M9.5 12h12M16.8 7l4.7 5-4.7 5", turns=True),
    "other": Sign(
        "M11.2 7.2a4 4 0 1 1-8 0 4 4 0 0 1 8 0M1 21v-.5a6.2 6.2 0 0 1 12.4 0v.5M16 20.8h7", "M19.5 7.5h.01"
    ),
    "removal": Sign("M5 2h9.5L19.5 7v14.5H5zM1 13.2h22M8.8 9h6.7M8.8 17.3h6.7"),
    "code": Sign("M10.3 12a4.3 4.3 0 1 1-8.6 0 4.3 4.3 0 0 1 8.6 0M10.3 12H22.5v4.3M18.5 12v3"),
    "secret": Sign("M4 10.5h16v11H4zM7.5 10.5V7.3a4.5 4.5 0 0 1 9 0v3.2", "M12 16h.01"),
    "done": Sign("M3 12.8l6.3 6.2L21 6.2"),
    "waiting": Sign("M22 12a10 10 0 1 1-20 0 10 10 0 0 1 20 0M12 6.2V12l4 2.3"),
    "urgent": Sign("M12 2.5 22.5 21h-21zM12 9.3v5.2", "M12 17.8h.01"),
    "send": Sign("M2.5 12h19M14.3 5l7.2 7-7.2 7", turns=True),
    "note": Sign("M3 3h18v12.5L15.5 21H3zM15.5 21v-5.5H21M7 8.3h10M7 12.5h5"),
    "refer": Sign(
        "M2 12h5.5c4 0 4-7 8.5-7h5.5M7.5 12c4 0 4 7 8.5 7h5.5M18.3 1.8 21.5 5l-3.2 3.2"
        "M18.3 15.8l3.2 3.2-3.2 3.2",
        turns=True,
    ),
    "search": Sign("M18 10.2a7.8 7.8 0 1 1-15.6 0 7.8 7.8 0 0 1 15.6 0M15.8 15.8l6 6"),
    "pause": Sign("M8 3.5v17M16 3.5v17"),
    "person": Sign("M16.3 7a4.3 4.3 0 1 1-8.6 0 4.3 4.3 0 0 1 8.6 0M3 21.8v-.8a9 9 0 0 1 18 0v.8"),
    "watching": Sign("M1.2 12S5 5.3 12 5.3 22.8 12 22.8 12 19 18.7 12 18.7 1.2 12 1.2 12z", "M12 12h.01"),
    "plan": Sign("M3.5 4.5v15M9.5 4.5h12.5M9.5 12h12.5M9.5 19.5H18", "M3.5 4.5h.01M3.5 12h.01M3.5 19.5h.01"),
    "link": Sign(
        "M9.5 13.8a5 5 0 0 0 7.5.5l3.3-3.3a5 5 0 0 0-7-7l-1.9 1.8"
        "M14.5 10.2a5 5 0 0 0-7.5-.5L3.7 13a5 5 0 0 0 7 7l1.9-1.8"
    ),
    "calendar": Sign("M2.5 5h19v16.5h-19zM2.5 10h19M7.5 2v5M16.5 2v5", "M16.5 16h.01"),
    "add": Sign("M12 3v18M3 12h18"),
    "download": Sign("M12 2.5v13M6 9.8l6 5.9 6-5.9M3 21.5h18"),
    "presentation": Sign("M1.8 3h20.4v13.5H1.8zM12 16.5v5M7 21.5h10M7.3 9.5v3.2M12 6.8v5.9M16.7 8.3v4.4"),
    "passkey": Sign(
        "M5 19.5a17 17 0 0 1-1.7-7.5 8.7 8.7 0 0 1 17.4 0 17 17 0 0 1-1.7 7.5"
        "M8.5 21a24 24 0 0 1-1-8.5 4.5 4.5 0 0 1 9 0 24 24 0 0 1-1 8.5M12 12.5V21.5"
    ),
    "sheet": Sign("M4.5 2h15v20h-15zM8.3 7.5h7.4M8.3 12h7.4M8.3 16.5h4.2"),
    "chevron": Sign("M9 4.5l7.5 7.5L9 19.5", turns=True),
}

WORD = (
    "M4 5V40M4 28a7.5 7.5 0 0 1 15 0V40M28 20V32a7.5 7.5 0 0 0 15 0V20M43 20V40M52.5 5V40"
    "M62 30a8.2 9.8 0 0 1 16.4 0a8.2 9.8 0 0 1-16.4 0M87.5 5V40M97.5 20V40M117.5 20V40"
    "M117.5 28a7.5 7.5 0 0 1 15 0V40M62 20V46a8.5 8.5 0 0 0 8.5 8.5H99a8.5 8.5 0 0 0 8.5-8.5V20"
)
MARK = "M11.5 12.6V23M21 12.6v10.9a5 5 0 0 1-5 5h-3"

LINES = ("connected", "waiting", "broken", "ended")
