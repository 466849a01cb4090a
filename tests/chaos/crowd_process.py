"""Part of a crowd: reads what to do from stdin, says "ready" when its connections stand, waits for "go", and answers.

`python -m tests.chaos.crowd_process`, one JSON line a round.
"""

import json
import os
import sys
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commerce.settings")
django.setup()

from cart.models import Cart  # noqa: E402
from orders.models import Order  # noqa: E402
from tests.chaos import changes, judge, shoppers  # noqa: E402
from tests.chaos.crowd import Act, at_once  # noqa: E402


def act(words: list[Any]) -> Act:
    cart = Cart.objects.get(pk=words[-1])
    return shoppers.ordering(cart) if words[0] == "order" else shoppers.keyed(words[1], words[2], cart)


def said(outcome: Any) -> dict[str, Any]:
    if isinstance(outcome, Order):
        return {"order": outcome.pk}
    if isinstance(outcome, Exception):
        states = judge.states_of(outcome)
        text = str(outcome).partition("\n")[0]
        return {"error": type(outcome).__name__, "text": text, "state": "40P01" if "40P01" in states else ""}
    return {"answer": outcome.value, "replayed": outcome.replayed}


def wait_for_go() -> None:
    print("ready", flush=True)  # noqa: T201 - the others are waited for
    assert sys.stdin.readline().strip() == "go"


if __name__ == "__main__":
    changes.apply()
    for line in sys.stdin:
        asked = json.loads(line)
        outcomes = at_once([act(words) for words in asked["acts"]], threads=asked["threads"], ready=wait_for_go)
        print(json.dumps([said(outcome) for outcome in outcomes]), flush=True)  # noqa: T201 - this is the answer
