"""Shapes of the helpline's own facts, and of who checked a fact."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from hulplijn.content.texts import Text


@dataclass(frozen=True)
class Verified:
    """Who checked a fact, and when."""

    on: date
    by: str


@dataclass(frozen=True)
class SpecialDay:
    """One date with its own hours (OSM syntax, or `off`) and why."""

    day: date
    hours: str
    label: Text


@dataclass(frozen=True)
class Helpline:
    """The facts of one helpline; `hours` is in OSM opening hours syntax, in the zone of `timezone`."""

    name: str
    languages: tuple[str, ...]
    country: str
    timezone: str
    hours: str
    closed_holidays: tuple[str, ...]
    special_days: tuple[SpecialDay, ...]
    phone: str
    email: str
    web: str
    exit_url: str
    sample: bool
    verified: Mapping[str, Verified | None]
    complaint_weeks: int = 6
    """Within how many weeks a complaint is answered."""
    privacy_contact: str = ""
    """Who answers questions about privacy: a name, an address, or both."""
    screenshots: bool = False
    """Whether a counsellor may invite a visitor to send a screenshot of a threat."""

    @property
    def privacy_answers(self) -> str:
        """Who answers questions about privacy, once somebody has checked it."""
        return self.privacy_contact if self.verified.get("privacy_contact") else ""

    @property
    def phone_uri(self) -> str:
        """`tel:` address in international form, as a phone abroad needs it."""
        digits = "".join(character for character in self.phone if character.isdigit() or character == "+")
        if digits.startswith("0") and self.country == "NL":
            digits = "+31" + digits[1:]
        return f"tel:{digits}"

    @property
    def email_uri(self) -> str:
        return f"mailto:{self.email}"

    @property
    def web_uri(self) -> str:
        return self.web if "://" in self.web else f"https://{self.web}"
