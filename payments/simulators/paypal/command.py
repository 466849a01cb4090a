"""How the PayPal simulator is started."""

from __future__ import annotations

import argparse

from payments.simulators.kit.bench import Options
from payments.simulators.kit.command import Command
from payments.simulators.paypal.account import Terms
from payments.simulators.paypal.server import PayPalSimulator


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--client-id", default="paypal_simulator_client")
    parser.add_argument("--client-secret", default="paypal_simulator_secret")
    parser.add_argument("--webhook-id", default="0SIMULATOR0WEBHOOK")
    parser.add_argument("--merchant-id", default="SIMMERCHANT01")
    parser.add_argument("--fee-basis-points", type=int, default=Terms.fee_basis_points, help="share of each payment")
    parser.add_argument("--fee-fixed", type=int, default=Terms.fee_fixed, help="fixed part, in hundredths")
    parser.add_argument("--dispute-fee", type=int, default=Terms.dispute_fee, help="in hundredths")
    parser.add_argument("--api-url", default="", help="how shops reach the API, if not as it listens")
    parser.add_argument("--root-file", default="", help="where to write the root certificate of signed webhooks")


def build(options: Options, given: argparse.Namespace) -> PayPalSimulator:
    terms = Terms(
        client_id=given.client_id,
        client_secret=given.client_secret,
        webhook_id=given.webhook_id,
        merchant_id=given.merchant_id,
        fee_basis_points=given.fee_basis_points,
        fee_fixed=given.fee_fixed,
        dispute_fee=given.dispute_fee,
    )
    return PayPalSimulator(options, terms, api_url=given.api_url, root_file=given.root_file)


COMMAND = Command("paypal", 8421, add_arguments, build)
