"""How the Stripe simulator is started."""

from __future__ import annotations

import argparse

from payments.simulators.kit.bench import Options
from payments.simulators.kit.command import Command
from payments.simulators.stripe.account import Keys
from payments.simulators.stripe.server import StripeSimulator


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--secret-key", default="sk_test_simulator")
    parser.add_argument("--publishable-key", default="pk_test_simulator")


def build(options: Options, given: argparse.Namespace) -> StripeSimulator:
    return StripeSimulator(options, Keys(given.secret_key, given.publishable_key))


COMMAND = Command("stripe", 8420, add_arguments, build)
