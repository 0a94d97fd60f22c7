"""What goes into a backup, and which of them are kept."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hulplijn.server import backup

AT = datetime(2026, 11, 27, 3, 0, tzinfo=UTC)


def test_the_settings_go_in_without_keys_secrets_and_passwords() -> None:
    lines = backup.without_secrets(
        {
            "HULPLIJN_MODE": "production",
            "HULPLIJN_KEY": "a-root-key",
            "HULPLIJN_SECRET": "a-secret",  # pragma: allowlist secret
            "HULPLIJN_DATABASE_URL": "postgresql://hulp:geheim@db:5432/hulp",  # pragma: allowlist secret
            "HULPLIJN_REDIS_URL": "redis://:geheim@db:6379/0",  # pragma: allowlist secret
            "PATH": "/usr/bin",
        }
    )
    assert "HULPLIJN_MODE=production" in lines
    assert "HULPLIJN_DATABASE_URL=postgresql://hulp:PASSWORD@db:5432/hulp" in lines
    assert not [word for word in ("a-root-key", "a-secret", "geheim", "PATH") if word in "\n".join(lines)]


def test_the_newest_are_kept_also_of_those_of_one_minute(tmp_path: Path) -> None:
    made = [backup._free_name(tmp_path, AT + timedelta(days=day)) for day in (0, 1)]
    for path in made:
        path.touch()
    for _ in range(2):
        made.append(backup._free_name(tmp_path, AT + timedelta(days=1)))
        made[-1].touch()
    (tmp_path / "notes.txt").touch()
    assert backup.kept(tmp_path) == made
    backup.keep(tmp_path, 2)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        ["notes.txt", *(path.name for path in made[-2:])]
    )


@pytest.mark.django_db
def test_a_backup_that_fails_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup, "_write", full)
    with pytest.raises(OSError, match="No space"):
        backup.make(tmp_path / "backups", at=AT)
    assert list((tmp_path / "backups").iterdir()) == []
