"""`hulplijn mail …`."""

from __future__ import annotations

import uuid
from typing import Annotated

import typer

from hulplijn.server.commands.desk import ask, console, refuse, require_a_helpline
from hulplijn.server.jobs import Say, job

app = typer.Typer(no_args_is_help=True, help="Mail that the helpline sends.")


@app.callback()
def topic() -> None:
    """Mail that the helpline sends."""


@app.command("test")
def test(
    to: Annotated[str, typer.Option("--to", help="Where the test letter goes: an address of your own.")],
) -> None:
    """Send one test letter, which holds nothing of anybody. A demonstration or a sample sends none.

    It is in the audit log, without the address.
    """
    import django

    django.setup()
    from hulplijn.content.queries import helpline
    from hulplijn.plumbing import mail
    from hulplijn.plumbing.clock import now

    require_a_helpline()
    ours = mail.server()
    if ours is None:
        refuse("No mail server is set. HULPLIJN_MAIL_HOST and HULPLIJN_MAIL_FROM name it.")
    if helpline().sample:
        refuse("A sample mails nobody: helpline.yaml says sample: true.")
    text = "This letter shows that the helpline's mail arrives. Nobody needs to answer it.\n"
    letter = mail.Letter(to, "Test", text, uuid.uuid4(), is_by_hand=False)
    try:
        mail.compose(letter, by=ours, at=now())
    except ValueError:
        refuse("--to is no address. Give one, such as you@your-helpline.nl.")
    # First: nothing leaves that the log does not say.
    ask("mail.test")
    try:
        mail.send(letter, by=ours, at=now())
    except mail.NotSent as wrong:
        refuse(f"Not sent ({wrong}). What to do: hulplijn doctor")
    console.print("The mail server took it. See whether it arrives, and not among the unwanted mail.")


@job("mail.test", again="Give the command again: no letter has gone yet.")
def _note(say: Say) -> None:
    """Sending is the command's own work; here only the log learns of it. The address is nobody's business."""
    from hulplijn.audit.actions import record
    from hulplijn.audit.actors import SYSTEM
    from hulplijn.plumbing.clock import now

    record("mail.test", by=SYSTEM, at=now())
