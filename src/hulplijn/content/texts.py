"""A text in every language that the helpline speaks."""

from django.utils.translation import get_language


class Text(dict[str, str]):
    """Language code to sentence. As a string it is the sentence of the language now active."""

    def in_(self, language: str) -> str:
        """The sentence in `language`; Dutch, then English, then whatever there is, where it is missing."""
        for code in (language, language.partition("-")[0], "nl", "en"):
            if self.get(code):
                return self[code]
        return next(iter(self.values()), "")

    def __str__(self) -> str:
        return self.in_(get_language() or "nl")

    def __hash__(self) -> int:  # type: ignore[override]  # never changed after reading, so it may be hashed
        return hash(tuple(sorted(self.items())))
