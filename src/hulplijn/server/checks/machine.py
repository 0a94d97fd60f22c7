"""The doctor on the machine: its clock, its disk, its time zones."""

from __future__ import annotations

import ctypes
import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.db import connection

from hulplijn.plumbing.doctor import Asked, Finding, fine, look, wrong
from hulplijn.plumbing.models import Tick

_UNSYNCHRONISED = 5
"""What adjtimex returns where nobody keeps the clock right (TIME_ERROR)."""
_OFF = timedelta(seconds=2)
_FEW, _FULL = 0.15, 0.05
"""Parts of the disk that are free, below which one should look, and below which it is wrong."""


def clock(asked: Asked) -> Iterator[Finding]:
    """Kept right by NTP, the same as the database's, and not behind what the server saw last."""
    if settings.HULPLIJN_DEMO_CLOCK:
        yield fine("This is a demonstration, whose clock starts at a moment of its own.")
        return
    kept_right = ctypes.CDLL(None, use_errno=True).adjtimex(ctypes.create_string_buffer(512))
    if kept_right == _UNSYNCHRONISED:
        yield look(
            "Nobody keeps the machine's clock right.",
            "apt-get install systemd-timesyncd, then: timedatectl set-ntp true",
        )
    elif kept_right >= 0:
        yield fine("The machine's clock is kept right by NTP.")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            (theirs,) = cursor.fetchone()
        off = abs(theirs - datetime.now(UTC))
        if off > _OFF:
            yield wrong(
                f"The database's clock is {off.total_seconds():.0f} s off ours.",
                "Keep NTP on, on both machines.",
            )
    last = Tick.objects.filter(pk=1).values_list("at", flat=True).first()
    if last and last - asked.at > _OFF:
        ahead = (last - asked.at).total_seconds()
        yield wrong(
            f"The server's last moment lies {ahead:.0f} s ahead of the clock.",
            "Set the machine's clock right. The server follows a step by three seconds a minute; to take it "
            "over at once, stop all processes and start them again.",
        )


def disk(asked: Asked) -> Iterator[Finding]:
    """Room and names left on the disk of the data."""
    folder = Path(settings.HULPLIJN_DATA)
    if not folder.is_dir():
        yield wrong(f"There is no folder {folder}.", "HULPLIJN_DATA names it; hulplijn serve makes it.")
        return
    room = shutil.disk_usage(folder)
    system = os.statvfs(folder)
    names = system.f_favail / system.f_files if system.f_files else 1.0
    left = min(room.free / room.total, names)
    says = f"{room.free / 1e9:.1f} of {room.total / 1e9:.1f} GB are free for {folder}"
    if names < room.free / room.total and left < _FEW:
        says += f", and {names:.0%} of the names for files"
    if left < _FULL:
        yield wrong(f"{says}.", "Make room now: a full disk stops every chat. Old backups and logs go first.")
    elif left < _FEW:
        yield look(f"{says}.", "Make room, or give it a larger disk.")
    else:
        yield fine(f"{says}.")
    mode = folder.stat().st_mode & 0o077
    if mode and settings.HULPLIJN_MODE == "production":
        yield look(f"Others on this machine may enter {folder}.", f"chmod 700 {folder}")


def time_zone(asked: Asked) -> Iterator[Finding]:
    """The zone in which opening hours count, and how new its rules are."""
    try:
        ZoneInfo(settings.TIME_ZONE)
    except ZoneInfoNotFoundError:
        yield wrong(f"This machine knows no zone {settings.TIME_ZONE}.", "apt-get install tzdata")
        return
    try:
        yield fine(f"{settings.TIME_ZONE} is known (rules of {version('tzdata')}, or the system's own).")
    except PackageNotFoundError:
        yield fine(f"{settings.TIME_ZONE} is known from the system's own rules.")
