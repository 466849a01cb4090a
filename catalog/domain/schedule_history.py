"""The history of what was planned for a product, and of what came of it."""

from typing import Any

from ..models import Product, ScheduledPrice, ScheduleEvent

# Who acts when a moment has come.
CLOCK = "clock"


def of_times(product: Product, kind: str, *, actor: str, begins: Any = None, ends: Any = None) -> ScheduleEvent:
    """An unsaved entry about times of publication."""
    return ScheduleEvent(subject=product.public_id, kind=kind, actor=actor, begins=begins, ends=ends)


def of_price(plan: ScheduledPrice, kind: str, *, actor: str, before: int | None = None, after: int) -> ScheduleEvent:
    """An unsaved entry about a planned price; amounts in minor units. Reads the variant and its product."""
    variant = plan.variant
    return ScheduleEvent(
        subject=variant.product.public_id, kind=kind, option_text=variant.option_text, before_minor=before,
        after_minor=after, currency=plan.currency, begins=plan.starts_at, ends=plan.ends_at, actor=actor,
    )  # fmt: skip
