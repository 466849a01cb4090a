"""J2, W5 in a whole market: what poison costs the other queues, and how fast the door for providers answers."""

import hashlib
import statistics

import requests

from commerce.kernel.ids import new_token
from tests.chaos import webhook_faults
from tests.chaos.market import Market
from tests.chaos.outages import WORKERS

JOBS, THINK_SECONDS, POISON = 150, 0.03, 15
MOST_LOSS = 0.10
EVENTS = 1000


def throughput(market: Market, _seed: int) -> list[str]:
    """J2: the order queue's jobs a second, alone and beside jobs that kill their worker, three times in turn."""
    alone, beside = [], []
    for _turn in range(3):
        alone.append(float(market.clerk("packing", str(JOBS), str(THINK_SECONDS), "0")))
        beside.append(float(market.clerk("packing", str(JOBS), str(THINK_SECONDS), str(POISON))))
    quiet, disturbed = JOBS / statistics.median(alone), JOBS / statistics.median(beside)
    loss = 1 - disturbed / quiet
    market.notes.append(f"{quiet:.1f} jobs/s alone, {disturbed:.1f} beside poison ({loss:+.0%} loss)")
    return [f"the order queue lost {loss:.0%} of its throughput"] if loss >= MOST_LOSS else []


def doorbell(market: Market, _seed: int) -> list[str]:
    """W5: signed events over HTTP while no worker works; answers in time, and every body kept."""
    line, address = requests.Session(), f"{market.url}/payments/stripe/webhook"
    line.trust_env = False
    secret = market.environment["STRIPE_WEBHOOK_SECRET"]

    def send(raw: str, _ident: str) -> int:
        headers = {"Stripe-Signature": webhook_faults.signature(raw, secret=secret), "Content-Type": "application/json"}
        return line.post(address, raw, headers=headers, timeout=30).status_code

    with market.frozen(*WORKERS):
        times, bodies, found = webhook_faults.flood(EVENTS, send, mark=new_token())
        sums = {ident: hashlib.sha256(body.encode()).hexdigest() for ident, body in bodies.items()}
        missing = market.clerk("bodies", given=sums)
    market.notes.append(
        f"p50 {statistics.median(times) * 1000:.0f} ms, p99 {sorted(times)[-EVENTS // 100] * 1000:.0f} ms"
    )
    return found + webhook_faults.slow(times) + ([f"{missing} bodies are not stored"] if missing else [])
