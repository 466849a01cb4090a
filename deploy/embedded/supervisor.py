"""Starts the stack in order, keeps it up, and takes it down in reverse order."""

import contextlib
import fcntl
import os
import signal
import time
from collections.abc import Iterator
from types import FrameType

import psycopg

from deploy.embedded import environment, leftovers, ports, programs, screen
from deploy.embedded.environment import Surroundings
from deploy.embedded.errors import BrokeDown, Running
from deploy.embedded.layout import Layout
from deploy.embedded.postgres import Postgres
from deploy.embedded.process import ENDING_SIGNALS, Child, Family, Program
from deploy.embedded.valkey import Valkey

MOST_RESTARTS, WITHIN = 3, 20.0  # of one child, seconds


class Ended(BaseException):
    """Somebody asked the stack to end."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        # Ctrl-C is the ordinary way out; the others report themselves as a shell would.
        self.code = 0 if number == signal.SIGINT else 128 + number


def ask_to_end(number: int, _: FrameType | None) -> None:
    for ending in ENDING_SIGNALS:
        signal.signal(ending, signal.SIG_IGN)
    raise Ended(number)


@contextlib.contextmanager
def only_one(layout: Layout) -> Iterator[None]:
    """Hold the lock of the run folder; the kernel frees it whatever happens to the holder. Raises Running."""
    layout.run_dir.mkdir(parents=True, exist_ok=True)
    with layout.lock.open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            holder = lock.read().strip() or "unknown"
            raise Running(f"Stabroek runs already in this folder (process {holder}). Stop it with Ctrl-C.") from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


def service_programs(here: Surroundings) -> list[Program]:
    """The services whose addresses were not given."""
    own = [Postgres(layout=here.layout).program()] if here.lacks("DATABASE_URL") else []
    own += [Valkey(layout=here.layout, name="broker").program()] if here.lacks("REDIS_URL") else []
    own += [Valkey(layout=here.layout, name="cache").program()] if here.lacks("CACHE_URL") else []
    return own


def start_services(family: Family, here: Surroundings) -> None:
    """Start them together and wait for each."""
    postgres = Postgres(layout=here.layout)
    if here.lacks("DATABASE_URL"):
        postgres.initialise()
    started = [family.start(program) for program in service_programs(here)]
    for child in started:
        family.await_ready(child)
    if here.lacks("DATABASE_URL"):
        postgres.create_database()


def run_manage(family: Family, *words: str) -> None:
    """One Django command, its output in a log. Raises BrokeDown with the end of it."""
    end_manage(family, begin_manage(family, "manage", *words))


def begin_manage(family: Family, name: str, *words: str) -> Child:
    """One Django command that runs beside others, its output in the log of that name."""
    return family.start(Program(name=name, argv=tuple(programs.manage(*words))))


def end_manage(family: Family, child: Child) -> None:
    """Wait for it. Raises BrokeDown with the end of its log."""
    name, code = child.program.name, family.end_of(child)
    if code != 0:
        command = " ".join(child.program.argv[len(programs.manage()) :])
        raise BrokeDown.with_log(f"manage.py {command} ended with {code}.", family.layout.log(name))


def is_empty(url: str) -> bool:
    """Whether nobody has an account yet: a market that was ever used is never filled with demo goods."""
    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT NOT EXISTS (SELECT 1 FROM accounts_user)").fetchone()
        return bool(row and row[0])


def prepare_data(family: Family) -> None:
    """Tables and, in a market of nobody, the demo; static files are packed meanwhile."""
    is_packed = family.environment["DEBUG"].lower() not in ("1", "true", "yes", "on")
    static = begin_manage(family, "static", "collectstatic", "--no-input") if is_packed else None
    with screen.step("Tables"):
        run_manage(family, "migrate", "--no-input")
    if is_empty(family.environment["DATABASE_URL"]):
        with screen.step("Demo market"):
            run_manage(family, "load_demo", "--logins", str(family.layout.logins))
    if static:
        with screen.step("Static files"):
            end_manage(family, static)


def start_market(family: Family, here: Surroundings) -> None:
    """The shop first, with both processors to itself; the workers come up while the first page is read."""
    others = [family.start(program) for program in programs.outside(here)]
    family.start_ready(programs.web(here))
    for program in programs.behind():
        family.start(program)
    for child in others:
        family.await_ready(child)


def heal(family: Family, child: Child) -> None:
    """Start an ended child again; one that keeps ending rests until the first of its ends is old.

    Raises BrokeDown when it is one without which there is no shop.
    """
    now = time.monotonic()
    if not child.rests:
        family.forget(child)
    child.restarts[:] = [moment for moment in child.restarts if now - moment < WITHIN]
    if len(child.restarts) >= MOST_RESTARTS:
        if not child.rests:
            _lay_to_rest(family, child)
        return
    child.restarts.append(now)
    print(f"  {child.program.name} ended ({child.how_it_ended}); it is started again.", flush=True)
    fresh = family.start(child.program)
    if child.program.start_again_for:
        family.await_ready(fresh)


def _lay_to_rest(family: Family, child: Child) -> None:
    log = family.layout.log(child.program.name)
    message = f"{child.program.name} ended {MOST_RESTARTS + 1} times in {WITHIN:.0f} s ({child.how_it_ended})."
    if child.program.vital:
        raise BrokeDown.with_log(message, log)
    child.rests = True
    print(f"  {message} The shop stays open; it is soon tried again. Its log: {log}", flush=True)


def watch(family: Family) -> None:
    """Look after the children until a signal ends it."""
    while True:
        for child in list(family.children.values()):
            if not child.is_running():
                heal(family, child)
        time.sleep(0.2)


def end_market(family: Family) -> None:
    """Stop what uses the services, all at once, before the services themselves."""
    services = ("postgres", "broker", "cache")
    family.stop(*(child for name, child in family.children.items() if name not in services))


@contextlib.contextmanager
def family_of(here: Surroundings) -> Iterator[Family]:
    """The children's home: everybody is out at the end, those who use the services before the services."""
    here.layout.make_sockets()
    family = Family(layout=here.layout, environment=here.variables())
    try:
        environment.record(here)
        yield family
    finally:
        here.layout.environment.unlink(missing_ok=True)
        end_market(family)
        family.close()
        here.layout.remove_sockets()


def up(layout: Layout) -> int:
    """Run the market until it is told to end. Returns the exit code; raises StackError."""
    begun = time.monotonic()
    for ending in ENDING_SIGNALS:
        signal.signal(ending, ask_to_end)
    try:
        with only_one(layout):
            # Before the ports are looked at: what is left behind may hold them.
            gone = leftovers.end(run_dir=layout.run_dir, book=layout.children)
            if gone:
                print(f"Ended {gone} processes that a former start left behind.", flush=True)
            here = environment.survey(layout=layout)
            ports.demand(here.port)
            print("Stabroek is starting.", flush=True)
            with family_of(here) as family:
                with screen.step("Database, queue, cache"):
                    start_services(family, here)
                prepare_data(family)
                with screen.step("Shop, workers, mail, cards"):
                    start_market(family, here)
                print(screen.summary(here, seconds=time.monotonic() - begun), flush=True)
                watch(family)
    except Ended as ended:
        print("\nEverything is stopped.", flush=True)
        return ended.code
    return 0
