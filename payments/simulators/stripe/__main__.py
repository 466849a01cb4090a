"""`python -m payments.simulators.stripe`: prints `listening on URL` when it answers."""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import threading

from payments.simulators.stripe.account import Keys
from payments.simulators.stripe.server import Options, Simulator

STOPPING = {signal.SIGTERM, signal.SIGINT}
SECONDS_TO_END = 2


def parse(arguments: list[str] | None = None) -> Options:
    parser = argparse.ArgumentParser(prog="python -m payments.simulators.stripe", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8420, help="0 picks a free one")
    parser.add_argument("--book", required=True, help="the SQLite file that keeps everything")
    parser.add_argument("--secret-key", default="sk_test_simulator")
    parser.add_argument("--publishable-key", default="pk_test_simulator")
    parser.add_argument("--webhook-url", help="where events are sent; kept in the book")
    parser.add_argument("--webhook-secret", help="whsec_...; kept in the book")
    parser.add_argument("--public-url", default="", help="where browsers reach the hosted pages")
    parser.add_argument("--seed", type=int, help="of the random delays and orders")
    given = parser.parse_args(arguments)
    return Options(
        host=given.host,
        port=given.port,
        book=given.book,
        keys=Keys(given.secret_key, given.publishable_key),
        webhook_url=given.webhook_url,
        webhook_secret=given.webhook_secret,
        public_url=given.public_url,
        seed=given.seed if given.seed is not None else random.SystemRandom().randrange(1_000_000),
    )


def main() -> None:
    options = parse()
    # Blocked before any thread starts, so that the signal can only go to `sigwait`.
    signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)
    simulator = Simulator(options)
    threading.Thread(target=simulator.start, daemon=True).start()
    print(f"listening on {simulator.url}", flush=True)
    print(f"seed {options.seed}", file=sys.stderr, flush=True)
    signal.sigwait(STOPPING)
    ending = threading.Thread(target=simulator.stop, daemon=True)
    ending.start()
    ending.join(SECONDS_TO_END)
    # Requests that hang on purpose must not keep the process; what they did is in the book.
    os._exit(0)


main()
