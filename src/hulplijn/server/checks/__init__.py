"""What the doctor looks at in this installation as a whole: the machine, the databases, what is around."""

from __future__ import annotations

from hulplijn.plumbing import doctor
from hulplijn.server.checks import around, databases, machine, own_texts


def enter() -> None:
    """Enter all of them, in the order in which they are told."""
    doctor.register("clock", machine.clock, asks_database=True)
    doctor.register("disk", machine.disk)
    doctor.register("time zone", machine.time_zone)
    doctor.register("SQLite", databases.sqlite_version)
    doctor.register("database", databases.databases)
    doctor.register("server", databases.server)
    doctor.register("timers", databases.timers, asks_database=True)
    doctor.register("TLS", around.tls)
    doctor.register("Redis", around.redis)
    doctor.register("scanner", around.scanner)
    doctor.register("mail", around.mail)
    doctor.register("content", around.content)
    doctor.register("own texts", own_texts.fit, asks_database=True)
    doctor.register("backup", around.backup)
