"""A whole market in a folder of its own, kept up by the shop's own supervisor.

`python -m tests.chaos.market_process FOLDER KNOCK_AGAIN_SECONDS` says "open" when it is, and ends on SIGTERM. Programs
named in FOLDER/away are left dead until their name is gone. There is no demo market in it, and the workers know the
jobs of tests.chaos.kinds.
"""

import dataclasses
import os
import sys
import time
from pathlib import Path

from deploy.embedded import environment, ports, programs, supervisor
from deploy.embedded.environment import Surroundings
from deploy.embedded.layout import Layout
from deploy.embedded.process import Family, Program

KEPT = ("PATH", "HOME", "LANG", "TMPDIR", "PORT", "LOG_LEVEL", "VIRTUAL_ENV")


def behind(knock_again: str) -> list[Program]:
    """The shop's workers with our jobs, and its pump with our patience."""
    found = []
    for program in programs.behind():
        more = ("-I", "tests.chaos.kinds")
        argv = (*program.argv, *more)
        if program.name == "pump":
            argv = (programs.PYTHON, "-m", "tests.chaos.pump_process", knock_again)
        found.append(dataclasses.replace(program, argv=argv))
    return found


def open_shop(family: Family, here: Surroundings, knock_again: str) -> None:
    supervisor.start_services(family, here)
    supervisor.run_manage(family, "migrate", "--no-input")
    others = [family.start(program) for program in programs.outside(here)]
    family.start_ready(programs.web(here))
    for program in behind(knock_again):
        family.start(program)
    for child in others:
        family.await_ready(child)


def watch(family: Family, book: Path) -> None:
    """As the supervisor does it, but for those who shall be away."""
    while True:
        away = book.read_text().split() if book.exists() else []
        for name, child in list(family.children.items()):
            if not child.is_running() and name not in away:
                supervisor.heal(family, child)
        time.sleep(0.2)


def main() -> None:
    layout = Layout(run_dir=Path(sys.argv[1]))
    for ending in supervisor.ENDING_SIGNALS:
        supervisor.signal.signal(ending, supervisor.ask_to_end)
    try:
        with supervisor.only_one(layout):
            layout.make_folders()
            free = ports.remembered(("web",), book=layout.run_dir / "web-port.json")["web"]
            given = {name: os.environ[name] for name in KEPT if name in os.environ} | {"PORT": str(free), "DEBUG": "1"}
            here = environment.survey(layout=layout, environ=given)
            with supervisor.family_of(here) as family:
                open_shop(family, here, sys.argv[2])
                print("open", flush=True)  # noqa: T201 - whoever started it waits for this
                watch(family, layout.run_dir / "away")
    except supervisor.Ended:
        return


if __name__ == "__main__":
    main()
