"""How the MMG simulator is started."""

from __future__ import annotations

import argparse
from pathlib import Path

from payments.simulators.kit.bench import Options
from payments.simulators.kit.command import Command
from payments.simulators.mmg.merchant import Package
from payments.simulators.mmg.server import MmgSimulator


def add_arguments(parser: argparse.ArgumentParser) -> None:
    usual = Package()
    parser.add_argument("--merchant-id", default=usual.merchant_id)
    parser.add_argument("--secret-key", default=usual.secret_key, help="the secret inside payment tokens")
    parser.add_argument("--client-id", default=usual.client_id)
    parser.add_argument("--api-key", default=usual.api_key)
    parser.add_argument("--password", default=usual.password, help="of the merchant API's login")
    parser.add_argument("--wss-key", default=usual.wss_key)
    parser.add_argument("--wss-secret", default=usual.wss_secret)
    parser.add_argument("--response-url", help="where the browser goes after a payment; kept in the book")
    parser.add_argument("--keys-folder", default="", help="where the shop's PEM files are written at the start")
    parser.add_argument("--error-url", help="where it goes otherwise; kept in the book")


def build(options: Options, given: argparse.Namespace) -> MmgSimulator:
    package = Package(
        given.merchant_id, given.secret_key, given.client_id, given.api_key, given.password, given.wss_key,
        given.wss_secret,
    )  # fmt: skip
    addresses = {"response": given.response_url, "error": given.error_url}
    simulator = MmgSimulator(options, package, {name: url for name, url in addresses.items() if url})
    if given.keys_folder:
        simulator.pairs.write(Path(given.keys_folder))
    return simulator


COMMAND = Command("mmg", 8440, add_arguments, build)
