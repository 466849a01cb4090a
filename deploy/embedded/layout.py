"""Where the stack keeps its things: below one folder (var/), sockets below the temp folder."""

import hashlib
import os
import shutil
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

from deploy.embedded.errors import Unusable

ROOT = Path(__file__).resolve().parent.parent.parent
# sockaddr_un holds 107 bytes of path on Linux and 103 on macOS.
LONGEST_SOCKET_PATH = 103
LONGEST_SOCKET_NAME = ".s.PGSQL.5432.lock"


@dataclass(frozen=True)
class Layout:
    """The paths of one stack. `run_dir` marks everything that belongs to it, also its processes."""

    run_dir: Path

    @property
    def logs(self) -> Path:
        return self.run_dir / "log"

    @property
    def lock(self) -> Path:
        return self.run_dir / "lock"

    @property
    def children(self) -> Path:
        return self.run_dir / "children.json"

    @property
    def environment(self) -> Path:
        return self.run_dir / "environment.json"

    @property
    def logins(self) -> Path:
        return self.run_dir / "logins.json"

    @property
    def sockets(self) -> Path:
        """A short folder whose name stays the same for the same run folder and user."""
        mark = hashlib.sha256(f"{os.geteuid()}:{self.run_dir}".encode()).hexdigest()[:12]
        for temp in (Path(tempfile.gettempdir()), Path("/tmp")):  # noqa: S108 - only when $TMPDIR is too long
            folder = temp / f"stabroek-{mark}"
            if len(os.fsencode(folder / LONGEST_SOCKET_NAME)) <= LONGEST_SOCKET_PATH:
                return folder
        raise Unusable("The temp folder's path is too long for a socket: set TMPDIR to a short one.")

    def log(self, name: str) -> Path:
        return self.logs / f"{name}.log"

    def make_folders(self) -> None:
        """Create what is missing; the data is for its owner's eyes."""
        self.logs.mkdir(parents=True, exist_ok=True)
        self.run_dir.chmod(0o700)

    def make_sockets(self) -> None:
        """Create the socket folder. Raises Unusable when it belongs to somebody else."""
        self.sockets.mkdir(mode=0o700, exist_ok=True)
        found = self.sockets.lstat()
        # The temp folder is shared: a name prepared by another user would hand him our database.
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid():
            raise Unusable(f"{self.sockets} belongs to another user: remove it or set TMPDIR.")
        self.sockets.chmod(0o700)

    def remove_sockets(self) -> None:
        """Leave nothing in the temp folder after an orderly end."""
        shutil.rmtree(self.sockets, ignore_errors=True)


def checkout() -> Layout:
    """The layout of `./stabroek up`."""
    return Layout(run_dir=ROOT / "var")
