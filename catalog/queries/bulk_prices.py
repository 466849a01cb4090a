"""Lower prices for more pieces of one variant. `unit_minor` is the one rule that pages, cart and orders ask."""

from dataclasses import dataclass
from typing import Any

from commerce.kernel.money import Money, exponent, share
from commerce.kernel.money_text import WHOLE

from ..models import Variant


@dataclass(frozen=True)
class Step:
    """From `quantity` pieces on each of them costs `price`, which is `percent` (rounded down) below a single one."""

    quantity: int
    price: Money
    percent: int


def unit_minor(variant: Variant, quantity: int) -> int:
    """What each of so many pieces costs, in minor units: never more than a single one does, whatever the steps say."""
    reached = (step_minor(each, variant) for each in variant.price_steps if each["from"] <= quantity)
    return min([variant.price_minor, *reached])


def steps(variant: Variant) -> list[Step]:
    """The steps that still lower the price; one that a cheaper price has overtaken is not told."""
    found: list[Step] = []
    lowest = variant.price_minor
    for quantity in sorted({each["from"] for each in variant.price_steps}):
        if (minor := unit_minor(variant, quantity)) < lowest:
            lowest = minor
            percent = 100 * (variant.price_minor - minor) // variant.price_minor
            found.append(Step(quantity, Money(minor, variant.currency), percent))
    return found


def next_step(variant: Variant, quantity: int) -> Step | None:
    """The step that a few pieces more would reach."""
    return next((step for step in steps(variant) if step.quantity > quantity), None)


def step_minor(step: dict[str, Any], variant: Variant) -> int:
    """The price of a step. A percentage of a price told in whole units is rounded to one."""
    if "minor" in step:
        return step["minor"]
    minor = variant.price_minor - share(variant.price_minor, step["off_bp"])
    unit = 10 ** exponent(variant.currency) if variant.currency in WHOLE else 1
    return minor if variant.price_minor % unit else (2 * minor + unit) // (2 * unit) * unit
