"""What quality holds of a person in words: feedback on a conversation, which may quote it."""

from __future__ import annotations

from hulplijn.privacy.holders import Holder
from hulplijn.privacy.retention_rules import Term
from hulplijn.quality.models import Review

HOLDERS = (
    Holder(
        Review,
        "feedback on how a conversation was held, and the answer to it",
        Term.TEXT,
        key="contact__case__key_id",
        sealed={"words": lambda row: row.words_about, "answer": lambda row: row.answer_about},
        blank=True,
    ),
)
