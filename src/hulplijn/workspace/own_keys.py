"""The settings page as a form: what is in each field, and the sentence where it can't be used."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from hulplijn.workspace.models import Preferences
from hulplijn.workspace.rules.keys import InUse, KeptByBrowser, NotAKey, normal, shown
from hulplijn.workspace.shortcuts import BY_ID, DEEDS, Deed

CHOICES = ("single_keys", "enter_sends", "tone", "notify")


@dataclass(frozen=True)
class KeyField:
    """One deed with what stands in its field, and what is wrong with that."""

    deed: Deed
    value: str
    complaint: str

    @property
    def standard(self) -> str:
        return shown(self.deed.key)

    @property
    def is_own(self) -> bool:
        return self.value != self.deed.key


class OwnKeys:
    """The fields of one person. `wrong` is empty, or holds the sentences by deed."""

    def __init__(self, preferences: Preferences, post: QueryDict | None) -> None:
        self.typed = dict(preferences.all_keys)
        self.choices = {name: bool(getattr(preferences, name)) for name in CHOICES}
        self.keys: dict[str, str] = {}
        self.wrong: dict[str, str] = {}
        if post is not None:
            self.typed |= {deed.id: post.get(f"key:{deed.id}", deed.key) for deed in DEEDS}
            self.choices = {name: bool(post.get(name)) for name in CHOICES}
        for deed, typed in self.typed.items():
            self._read(deed, typed)

    def _read(self, deed: str, typed: str) -> None:
        try:
            self.keys[deed] = normal(typed)
        except KeptByBrowser as kept:
            says = _("The browser needs %(key)s itself. Choose another one.")
            self.wrong[deed] = says % {"key": shown(str(kept))}
        except NotAKey:
            says = _(
                "“%(typed)s” can’t be a key. Use one sign, two such as g q, or Ctrl+Shift with a letter."
            )
            self.wrong[deed] = says % {"typed": typed.strip()}

    def refuse(self, two: InUse) -> None:
        """Say that the key of one deed stands in the way of another's."""
        says = _("%(key)s gets in the way of “%(other)s”. Choose another one, or empty that field.")
        self.wrong[two.deed] = says % {"key": shown(self.keys[two.deed]), "other": BY_ID[two.other].says}

    @property
    def fields(self) -> list[KeyField]:
        return [KeyField(deed, self.typed[deed.id], self.wrong.get(deed.id, "")) for deed in DEEDS]

    @property
    def complaints(self) -> list[KeyField]:
        return [one for one in self.fields if one.complaint]
