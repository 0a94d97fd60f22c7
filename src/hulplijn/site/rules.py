"""Who asks, as far as it can be told: no person opens a page as these do. Pure."""

from __future__ import annotations

import re

_ROBOT = re.compile(
    r"bot\b|crawl|spider|slurp|archiver|preview|monitor|headless|lighthouse|scan|scrap"
    r"|curl|wget|python|httpx|aiohttp|okhttp|go-http|java/|libwww|perl|ruby|node-fetch|axios|postman"
    r"|facebookexternalhit|whatsapp/|embedly|feedfetcher",
    re.IGNORECASE,
)


def is_robot(user_agent: str) -> bool:
    """Whether a program says of itself that no person is at the keys. Every browser says what it is, so who
    says nothing is one too. One that lies is not found out here."""
    return not user_agent.strip() or bool(_ROBOT.search(user_agent))
