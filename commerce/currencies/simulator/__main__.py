"""`python -m commerce.currencies.simulator`: prints `listening on URL` when it answers."""

from __future__ import annotations

import argparse
import signal
import threading

from commerce.currencies.simulator.server import Server
from commerce.currencies.simulator.table import Table

STOPPING = {signal.SIGTERM, signal.SIGINT}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m commerce.currencies.simulator", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8430, help="0 picks a free one")
    parser.add_argument("--key", default="", help="the only key that is taken; without one, any")
    given = parser.parse_args()
    # Blocked before any thread starts, so that the signal can only go to `sigwait`.
    signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)
    server = Server((given.host, given.port), Table(given.key))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(f"listening on http://{given.host}:{server.server_address[1]}", flush=True)  # noqa: T201 - what waits for it
    signal.sigwait(STOPPING)


main()
