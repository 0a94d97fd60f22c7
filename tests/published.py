"""A text of a running helpline's own, published by two people from beside the server."""

from __future__ import annotations

import subprocess
import sys

from tests import environment
from tests.live import Helpline

_SCRIPT = """
import sys
import django; django.setup()
from hulplijn.accounts.models import Staff
from hulplijn.accounts.queries import actor_of
from hulplijn.guidance import edited, editing
from hulplijn.plumbing.clock import now
from tests import builders
name, line = sys.argv[1:]
one = actor_of(Staff.objects.get(username="carla"))
other = builders.actor(builders.staff("fenna", role="coordinator"))
draft = editing.keep_draft(name, edited.in_use(name) + line, by=one, at=now())
editing.publish(editing.ask_to_publish(draft, by=one, at=now()), by=other, at=now())
"""


def add_line(helpline: Helpline, name: str, line: str) -> None:
    """Publish the file of that name with one line more, by Carla and somebody new."""
    subprocess.run(
        [sys.executable, "-c", _SCRIPT, name, f"\n{line}\n"],
        env=helpline.env,
        cwd=environment.REPOSITORY,
        check=True,
    )
