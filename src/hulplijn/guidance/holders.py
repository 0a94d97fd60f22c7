"""What guidance holds of a person in words: what was done about a risk, and what the Meldcode has weighed."""

from __future__ import annotations

from typing import Any

from hulplijn.guidance.brought import in_words
from hulplijn.guidance.models import BroughtCheck, MeldcodeRecord, RiskCheck
from hulplijn.privacy.holders import Holder, Told
from hulplijn.privacy.retention_rules import Term
from hulplijn.privacy.sealing import Sealer

_CODES = ("asked", "thoughts", "plan", "means", "when", "past_attempt", "alone_now", "danger_now", "level")


def _risk_check(row: Any, sealer: Sealer) -> Told:
    facts: dict[str, object] = {
        name: str(getattr(row, f"get_{name}_display")()) for name in _CODES if getattr(row, name)
    }
    if row.actions:
        facts["done"] = ", ".join(str(RiskCheck.Action(code).label) for code in row.actions)
    if row.words:
        facts["text"] = sealer.open(row.words, about=row.about)
    return Told("risk_check", row.at, facts)


def _meldcode(row: Any, sealer: Sealer) -> Told:
    return Told("meldcode", row.at, {"step": row.step, "text": sealer.open(row.words, about=row.about)})


def _brought(row: Any, sealer: Sealer) -> Told:
    return Told("situation_check", row.at, dict(in_words(row)))


HOLDERS = (
    Holder(
        BroughtCheck,
        "which answers of the situation check she sent along",
        Term.TEXT,
        key="contact__case__key_id",
        tell=_brought,
    ),
    Holder(
        RiskCheck,
        "what was done about a risk of suicide, and why",
        Term.TEXT,
        key="contact__case__key_id",
        sealed={"words": lambda row: row.about},
        blank=True,
        tell=_risk_check,
        after_a_look=True,
    ),
    Holder(
        MeldcodeRecord,
        "what was weighed under the Meldcode, and why it was decided so",
        Term.RECORD,
        key="case__key_id",
        sealed={"words": lambda row: row.about},
        tell=_meldcode,
        after_a_look=True,
    ),
)
