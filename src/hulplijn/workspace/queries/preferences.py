"""What somebody chose for her own screen."""

from __future__ import annotations

from hulplijn.accounts.models import Staff
from hulplijn.workspace.models import Preferences


def preferences_of(staff: Staff) -> Preferences:
    """Her preferences, or the standard ones. Asked once per request: `staff` keeps the answer."""
    own: Preferences | None = getattr(staff, "preferences", None)
    return own or Preferences(staff_id=staff.pk)
