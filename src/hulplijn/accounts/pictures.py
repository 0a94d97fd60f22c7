"""The secret of an app's one-time codes, as a picture that a phone reads and as letters to type."""

from __future__ import annotations

from dataclasses import dataclass

import pyotp
import segno
from django.utils.safestring import SafeString, mark_safe

from hulplijn.accounts.models import Staff
from hulplijn.content.queries import helpline


@dataclass(frozen=True)
class AppSecret:
    """What her phone reads, and what she types where it cannot."""

    picture: SafeString
    letters: str
    plain: str


def picture_of_app_code(staff: Staff, secret: str) -> AppSecret:
    """The secret for the app of `staff`."""
    address = pyotp.TOTP(secret).provisioning_uri(name=staff.username, issuer_name=helpline().name)
    # The picture is drawn from our own secret; no colour or style in it, which the policy would refuse.
    drawn = segno.make(address, error="m").svg_inline(
        border=4, omitsize=True, svgclass=None, lineclass=None, dark="#000", light="#fff"
    )
    letters = " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
    return AppSecret(mark_safe(drawn), letters, secret)  # noqa: S308 made of our own numbers
