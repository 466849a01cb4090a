"""`python -m payments.simulators`: all simulators in one process, each on its own port, and one page over them.

    python -m payments.simulators --port 8419 -- stripe --book var/stripe.sqlite3 -- paypal --book var/paypal.sqlite3

Prints `listening on URL` for the page, then a line for each simulator.
"""

from __future__ import annotations

import argparse
import sys

from payments.simulators.commands import COMMANDS
from payments.simulators.index import Index
from payments.simulators.kit.command import hold_signals, run
from payments.simulators.kit.server import Simulator


def groups(words: list[str]) -> list[list[str]]:
    """The words between double dashes; the first group is our own."""
    found: list[list[str]] = [[]]
    for word in words:
        if word == "--":
            found.append([])
        else:
            found[-1].append(word)
    return found


def simulator_of(words: list[str]) -> Simulator:
    if not words or words[0] not in COMMANDS:
        raise SystemExit(f"after a double dash comes one of {', '.join(COMMANDS)}, with its own words")
    return COMMANDS[words[0]].simulator(words[1:])


def main() -> None:
    own, *theirs = groups(sys.argv[1:])
    parser = argparse.ArgumentParser(prog="python -m payments.simulators", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8419, help="of the page over all of them; 0 picks a free one")
    given = parser.parse_args(own)
    hold_signals()
    simulators = [simulator_of(words) for words in theirs]
    index = Index(given.host, given.port, simulators)

    def announce() -> None:
        print(f"listening on {index.url}", flush=True)
        for simulator in simulators:
            print(f"{simulator.name} on {simulator.url}", flush=True)

    run([*simulators, index], announce=announce)


main()
