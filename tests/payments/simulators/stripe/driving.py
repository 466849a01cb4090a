"""Driving a simulator from tests: the process, the SDK, the control surface, a webhook receiver."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import requests
import stripe

ROOT = Path(__file__).parents[4]
SECRET_KEY = "sk_test_simulator"
WEBHOOK_SECRET = "whsec_for_tests"
ITEM = {"currency": "gyd", "unit_amount": 150_000, "product_data": {"name": "Cassareep, 500 ml"}}


class Running:
    """A simulator process and what a test does with it."""

    def __init__(self, book: Path, *arguments: str) -> None:
        command = [sys.executable, "-m", "payments.simulators.stripe", "--port", "0", "--book", str(book)]
        self.book = book
        self.process = subprocess.Popen(
            [*command, "--seed", "7", *arguments],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self.process.stdout is not None
        self.line = self.process.stdout.readline()
        self.url = self.line.removeprefix("listening on ").strip()

    def stop(self) -> int:
        """The exit status after SIGTERM. A process that does not end is killed and the test fails."""
        self.process.terminate()
        try:
            return self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.kill()
            raise

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(10)

    def client(self, *, retries: int = 2, read: float = 10) -> stripe.StripeClient:
        http = stripe.RequestsClient(timeout=(2, read))
        return stripe.StripeClient(
            SECRET_KEY, base_addresses={"api": self.url}, max_network_retries=retries, http_client=http
        )

    def get(self, path: str) -> Any:
        return requests.get(self.url + path, timeout=10).json()

    def post(self, path: str, /, **values: Any) -> Any:
        answer = requests.post(self.url + path, json=values, timeout=30)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def fault(self, action: str, path: str = "/v1/*", **values: Any) -> None:
        self.post("/_control/faults", action=action, path=path, **values)

    def pay(self, session: Any, card: str = "pm_card_visa", **values: Any) -> Any:
        return self.post("/_control/pay", session=session.id, card=card, **values)

    def kinds(self, name: str) -> list[dict[str, Any]]:
        return self.get(f"/_control/book?kinds={name}")[name]

    def raw(self, method: str, path: str, **options: Any) -> requests.Response:
        """A request as any HTTP client would send it, with the secret key."""
        headers = {"Authorization": f"Bearer {SECRET_KEY}", **options.pop("headers", {})}
        options.setdefault("timeout", 10)
        return requests.request(method, self.url + path, headers=headers, **options)


def new_session(client: stripe.StripeClient, **values: Any) -> Any:
    """A session for two bottles at 1,500.00 GYD."""
    given: dict[str, Any] = {
        "mode": "payment",
        "line_items": [{"price_data": ITEM, "quantity": 2}],
        "customer_email": "shopper@example.com",
        "client_reference_id": "pay_1",
        "success_url": "http://127.0.0.1:9/thanks?session={CHECKOUT_SESSION_ID}",
        "cancel_url": "http://127.0.0.1:9/cart",
    }
    return client.v1.checkout.sessions.create({**given, **values})


def charged(client: stripe.StripeClient, card: str = "pm_card_visa", amount: int = 10_000, **values: Any) -> Any:
    """An intent confirmed at once with a card that needs no browser."""
    given: dict[str, Any] = {
        "amount": amount,
        "currency": "usd",
        "payment_method": card,
        "confirm": True,
        "automatic_payment_methods": {"enabled": True, "allow_redirects": "never"},
    }
    return client.v1.payment_intents.create({**given, **values})


def wait_for(condition: Callable[[], Any], seconds: float = 8) -> Any:
    """The first true value of the condition; fails when time is up."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        value = condition()
        if value:
            return value
        time.sleep(0.03)
    raise AssertionError("it did not happen in time")


@dataclass(frozen=True)
class Delivery:
    body: bytes
    signature: str | None
    at: float

    def event(self) -> Any:
        """The event, if the SDK accepts signature and age."""
        return stripe.Webhook.construct_event(self.body, self.signature, WEBHOOK_SECRET)


class Receiver:
    """A webhook endpoint on a free port. `answers` are the next statuses; then it answers 200."""

    secret = WEBHOOK_SECRET

    def __init__(self) -> None:
        self.deliveries: list[Delivery] = []
        self.answers: list[int] = []
        receiver = self

        class Endpoint(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                found = Delivery(body, self.headers.get("Stripe-Signature"), time.monotonic())
                receiver.deliveries.append(found)
                status = receiver.answers.pop(0) if receiver.answers else 200
                self.send_response(status)
                self.send_header("Location", "http://127.0.0.1:9/elsewhere")
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *arguments: object) -> None:
                """Quiet."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Endpoint)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/webhooks/stripe/"

    def __enter__(self) -> Receiver:
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *details: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def types(self) -> list[str]:
        return [delivery.event().type for delivery in list(self.deliveries)]
