"""A folder on a disk that loses what was not flushed: `begin` it, `cut` the power, `restore` what is left."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

_SOURCE = Path(__file__).with_name("twin.c")


@dataclass
class Disk:
    """`live` is what programs see; `twin` is what has reached the disk."""

    live: Path
    twin: Path
    library: Path

    @classmethod
    def begin(cls, live: Path, twin: Path, library: Path, *, owner: os.stat_result | None = None) -> Disk:
        """All that is in `live` now is on the disk."""
        disk = cls(live, twin, library)
        for folder in (twin, twin / "bytes", twin / "names"):
            folder.mkdir()
        flusher = (
            "import os, sys\nfor f in sys.argv[1:]: d = os.open(f, os.O_RDONLY); os.fsync(d); os.close(d)"
        )
        everything = [live, *(path for path in live.rglob("*") if path.is_file() or path.is_dir())]
        subprocess.run(
            ["/usr/bin/env", "python3", "-c", flusher, *everything],
            env={**os.environ, **disk.env},
            check=True,
        )
        (twin / "lock").touch()
        if owner is not None:
            for path in (twin, *twin.rglob("*")):
                os.chown(path, owner.st_uid, owner.st_gid)
        return disk

    @property
    def env(self) -> dict[str, str]:
        """Variables of a program that writes on this disk."""
        return {"LD_PRELOAD": str(self.library), "TWIN_OF": str(self.live), "TWIN_TO": str(self.twin)}

    def cut(self) -> None:
        """The power goes: from now on nothing reaches the disk."""
        with (self.twin / "lock").open() as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            (self.twin / "cut").touch()

    def restore(self) -> None:
        """Put in `live` what was on the disk; the programs that wrote there are dead."""
        root, modes = self._id(self.live), {path: path.stat() for path in (self.live, *self.live.rglob("*"))}
        for path in self.live.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        self._put(root, self.live)
        for path, before in modes.items():
            if path.exists():
                path.chmod(before.st_mode)
                os.chown(path, before.st_uid, before.st_gid)

    def _put(self, identity: str, folder: Path) -> None:
        names = self.twin / "names" / identity
        for line in names.read_text().splitlines() if names.exists() else []:
            kind, one, name = line.split(" ", 2)
            target = folder / name
            if kind == "d":
                target.mkdir()
                self._put(one, target)
            elif (self.twin / "bytes" / one).exists():
                shutil.copyfile(self.twin / "bytes" / one, target)
            else:
                target.touch()  # its name was flushed, its bytes never were

    def _id(self, folder: Path) -> str:
        inode = str(folder.stat().st_ino)
        return next(path.name for path in (self.twin / "names").iterdir() if path.name.split("-")[0] == inode)


def build(folder: Path) -> Path:
    """Compile the library."""
    library = folder / "twin.so"
    subprocess.run(
        ["cc", "-O2", "-Wall", "-Werror", "-shared", "-fPIC", "-o", str(library), str(_SOURCE), "-ldl"],
        check=True,
    )
    return library
