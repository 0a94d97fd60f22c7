"""What a member of staff chose for her own screen."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from hulplijn.workspace.shortcuts import DEEDS


class Preferences(models.Model):
    """One person's keys and sounds. Who has none yet has the standard ones."""

    staff = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="preferences"
    )
    keys = models.JSONField(default=dict, blank=True)
    """Deed to key, where it is not the standard one; empty is switched off."""
    single_keys = models.BooleanField(default=True)
    """Whether keys without Ctrl do anything (WCAG 2.1.4: they can be switched off)."""
    enter_sends = models.BooleanField(default=True)
    """Whether Enter sends an answer; otherwise Ctrl and Enter do."""
    tone = models.BooleanField(default=True)
    notify = models.BooleanField(default=False)
    """Whether a hidden screen shows notifications, on computers whose browser was allowed to."""

    def key_of(self, deed: str) -> str:
        """The key of `deed`; empty where it has none."""
        return self.all_keys[deed]

    @property
    def all_keys(self) -> dict[str, str]:
        """Every deed with its key, those that are switched off as well."""
        return {deed.id: str(self.keys.get(deed.id, deed.key)) for deed in DEEDS}

    @property
    def working_keys(self) -> dict[str, str]:
        """The keys that do something now."""
        return {
            deed: key
            for deed, key in self.all_keys.items()
            if key and (self.single_keys or key.startswith("Ctrl+"))
        }
