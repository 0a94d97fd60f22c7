"""Members of staff."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from hulplijn.audit.actors import Actor


class StaffManager(BaseUserManager["Staff"]):
    """Finds staff by their log-in name; accounts are made by `accounts.actions.add_staff`."""


class Staff(AbstractBaseUser):
    """A member of staff. Visitors see the alias, never the log-in name."""

    class Role(models.TextChoices):
        COUNSELLOR = "counsellor", _("Counsellor")
        COORDINATOR = "coordinator", _("Coordinator")
        ANALYST = "analyst", _("Analyst")
        ADMINISTRATOR = "administrator", _("Administrator")
        LOG_MANAGER = "log_manager", _("Log manager")

    username = models.CharField(max_length=60, unique=True)
    alias = models.CharField(max_length=40)
    role = models.CharField(max_length=20, choices=Role.choices)
    is_active = models.BooleanField(default=True)
    languages = models.JSONField(default=list, blank=True)
    """Codes of the languages that she counsels in; empty means all."""
    skills = models.JSONField(default=list, blank=True)
    """Codes of reasons and of persons (`reason`, `role`) that she knows best: offered to her first."""

    USERNAME_FIELD = "username"
    objects: ClassVar[StaffManager] = StaffManager()

    def belongs_to(self, actor: Actor) -> bool:
        """Whether she is `actor` herself."""
        return actor.kind == "staff" and str(self.pk) == actor.id

    @property
    def initials(self) -> str:
        return "".join(word[:1] for word in self.alias.split())[:2].upper()
