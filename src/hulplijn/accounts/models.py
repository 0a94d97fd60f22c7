"""Members of staff, and what they prove with that it is they."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
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
    ended_at = models.DateTimeField(null=True, blank=True)
    """When she left; her name stays with what she did."""
    subject_hash = models.BinaryField(max_length=32, null=True, unique=True)
    """Who she is at the helpline's own provider of log-ins, as a keyed hash; None where she logs in here."""
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


class AppCode(models.Model):
    """The secret that an app on her phone makes one-time codes from (TOTP, RFC 6238)."""

    staff = models.OneToOneField(Staff, on_delete=models.CASCADE, related_name="app_code")
    secret = models.BinaryField(max_length=200)
    """Sealed with a key made from the root key."""
    confirmed_at = models.DateTimeField(null=True)
    """None while she is setting it up: it opens nothing until she has typed a first code."""
    last_step = models.BigIntegerField(default=0)
    """The half minute of the last code that was used: none opens twice."""


class RecoveryCode(models.Model):
    """One of the codes on paper for when her phone is gone; each opens once."""

    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="recovery_codes")
    code_hash = models.BinaryField(max_length=32)
    used_at = models.DateTimeField(null=True)


class StaffSession(AbstractBaseSession):
    """One browser in which somebody is logged in, or half-way in. Ending it ends that log-in everywhere."""

    handle = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    """What its page calls it: says nothing about what the browser holds."""
    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, null=True, related_name="sessions")
    """None until both steps are done."""
    device = models.CharField(max_length=40, blank=True)
    """Browser and system in a word each; no version, no address."""
    begun_at = models.DateTimeField()
    active_at = models.DateTimeField()
    """When somebody last did something with it, to half a minute."""
    locked_at = models.DateTimeField(null=True)
    """Since when it shows nothing until she proves herself again."""
    proved_at = models.DateTimeField(null=True)
    """When she last proved herself in it, after it began."""

    def belongs_to(self, actor: Actor) -> bool:
        """Whether it is a session of `actor` herself."""
        return actor.kind == "staff" and str(self.staff_id) == actor.id


class WrongLogIns(models.Model):
    """How fast wrong log-ins came lately: from one address, for one name, or in one known browser.

    Gone an hour after the last.
    """

    who_hash = models.BinaryField(max_length=32, unique=True)
    """A keyed hash; that of an address changes every day."""
    spent_until = models.DateTimeField()
    """See `plumbing.rules.Pace`."""


class Invitation(models.Model):
    """A link that lets somebody choose a password, once: a new colleague, or one who lost hers."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    token_hash = models.BinaryField(max_length=32, unique=True)
    """A keyed hash of what stands in the link; the link itself is kept nowhere."""
    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, null=True, related_name="invitations")
    """Whose account it is; None for who has none yet."""
    username = models.CharField(max_length=60)
    alias = models.CharField(max_length=40)
    role = models.CharField(max_length=20, choices=Staff.Role.choices)
    made_by = models.ForeignKey(Staff, on_delete=models.SET_NULL, null=True, related_name="+")
    """Whoever may have the link as well: it ends with her account, her role or her log-in."""
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)


class Passkey(models.Model):
    """A key in her phone or computer that proves who she is; we have its public half only."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="passkeys")
    credential_id = models.BinaryField(max_length=1023, unique=True)
    credential = models.BinaryField()
    """The authenticator's own record of it (WebAuthn, attested credential data)."""
    device = models.CharField(max_length=40, blank=True)
    counter = models.BigIntegerField(default=0)
    """What the authenticator last counted, where it counts: one that goes back is a copy."""
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def belongs_to(self, actor: Actor) -> bool:
        """Whether it is the passkey of `actor`."""
        return actor.kind == "staff" and str(self.staff_id) == actor.id
