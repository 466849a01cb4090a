"""PostgreSQL and the two Valkeys in a folder of one's own: the ground the tests stand on."""

import contextlib
import os
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from deploy.embedded.layout import Layout
from deploy.embedded.postgres import Postgres
from deploy.embedded.process import Child, Family, Program
from deploy.embedded.valkey import Valkey


@dataclass
class Handle:
    """One service, to be killed and started again by the test that owns it."""

    family: Family
    program: Program

    @property
    def child(self) -> Child:
        return self.family.children[self.program.name]

    @property
    def pid(self) -> int:
        return self.child.pid

    def kill(self) -> None:
        """kill -9 of the server process, as a crash would; returns when it is gone."""
        os.kill(self.pid, signal.SIGKILL)
        self.child.popen.wait()

    def start(self) -> None:
        """Start it over what the last run left; returns when it answers."""
        self.family.forget(self.child)
        self.family.start_ready(self.program)

    def stop(self) -> None:
        """An orderly end."""
        self.family.stop(self.child)

    def restart(self) -> None:
        """Kill and start."""
        self.kill()
        self.start()


class Services(dict[str, str]):
    """The environment that leads to the services, with a handle for each."""

    postgres: Handle
    broker: Handle
    cache: Handle


@contextlib.contextmanager
def running(run_dir: Path | str, *, durable: bool = False, connections: int = 100) -> Iterator[Services]:
    """Start the three services below `run_dir` and stop them at the end; a killed caller leaves none behind.

    Yields DATABASE_URL, REDIS_URL, CACHE_URL and STABROEK_RUN_DIR. The role may create databases. `durable`
    keeps committed transactions through a kill of the server, at the price of slower tests.
    """
    layout = Layout(run_dir=Path(run_dir).resolve())
    layout.make_folders()
    layout.make_sockets()
    postgres = Postgres(layout=layout, durable=durable, connections=connections)
    valkeys = {name: Valkey(layout=layout, name=name) for name in ("broker", "cache")}
    postgres.initialise()
    family = Family(layout=layout, environment=os.environ)
    try:
        services = Services(
            DATABASE_URL=postgres.url,
            REDIS_URL=valkeys["broker"].url,
            CACHE_URL=valkeys["cache"].url,
            STABROEK_RUN_DIR=str(layout.run_dir),
        )
        programs = [postgres.program(), *(valkey.program() for valkey in valkeys.values())]
        for program in programs:
            family.start(program)
        for program in programs:
            family.await_ready(family.children[program.name])
        services.postgres, services.broker, services.cache = (Handle(family, program) for program in programs)
        postgres.create_database()
        yield services
    finally:
        family.close()
        layout.remove_sockets()
