"""What can be wrong in the content folder, as a sentence with its file and line."""

from dataclasses import dataclass, field

from django.utils.translation import gettext, override


def N_(sentence: str) -> str:
    """Mark `sentence` for translation where it is only shown later."""
    return sentence


@dataclass(frozen=True)
class ContentError:
    """One mistake: where it is, the sentence (an English msgid) and the facts that belong in it."""

    file: str
    line: int
    sentence: str
    facts: dict[str, object] = field(default_factory=dict)
    is_wording: bool = False
    """Hard to read, which is said and stops nothing."""

    @property
    def message(self) -> str:
        """The sentence in the active language."""
        return gettext(self.sentence).format(**self.facts)

    def message_in(self, language: str) -> str:
        with override(language):
            return self.message

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


class BadContent(Exception):
    """The content folder cannot be used; `errors` says all that is wrong with it."""

    def __init__(self, errors: list[ContentError]) -> None:
        super().__init__("\n".join(str(error) for error in errors))
        self.errors = errors


class NoSuchContent(LookupError):
    """Asked for a list, code, plan or page that the folder doesn't have."""
