"""The command line: `hulplijn …`. Each topic has its file in `commands/`."""

from __future__ import annotations

import os

import typer

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hulplijn.server.settings")

from hulplijn.server.commands import (
    audit,
    backup,
    content,
    demonstration,
    desk,
    doctor,
    figures,
    keys,
    mail,
    retention,
    serving,
    staff,
)

app = typer.Typer(
    no_args_is_help=True, add_completion=False, help="Hulplijn: the platform of an online-safety helpline."
)
app.command()(serving.serve)
app.command()(demonstration.demo)
app.command("sample-year")(demonstration.sample_year)
app.command()(figures.figures)
app.command()(retention.retention)
app.command()(doctor.doctor)
app.command()(backup.backup)
app.command()(backup.restore)
app.add_typer(keys.app, name="keys")
app.add_typer(mail.app, name="mail")
app.add_typer(staff.app, name="staff")
app.add_typer(audit.app, name="audit")
app.add_typer(content.app, name="content")


def main() -> None:
    """Run the command line; a refusal is one clear sentence and exit code 2."""
    from hulplijn.server.environment import BadEnvironment

    try:
        app()
    except BadEnvironment as wrong:
        desk.refuse(str(wrong))
