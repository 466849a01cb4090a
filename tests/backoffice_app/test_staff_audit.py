"""Whoever changes something at the staff site stands in its history, also when many things change at once."""

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse

from catalog.domain.categories import create_category
from commerce.jobs.domain.enqueue import enqueue
from commerce.jobs.models import Job
from tests.factories import shop

pytestmark = pytest.mark.django_db


def history(obj: object) -> list[tuple[str, str]]:
    """Who and what, oldest first."""
    entries = LogEntry.objects.filter(object_id=str(obj.pk), content_type__model=obj._meta.model_name).order_by("pk")  # type: ignore[attr-defined]
    return [(entry.user.email, entry.get_change_message()) for entry in entries]


def test_a_row_edited_in_its_list(staff: Client) -> None:
    kitchen = create_category(name="Kitchen", slug="kitchen")
    form = {
        "form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1, "form-0-id": kitchen.pk, "form-0-position": 7,
        "form-0-is_active": "on", "_save": "Save",
    }  # fmt: skip
    assert staff.post(reverse("admin:catalog_category_changelist"), form).status_code == 302
    assert history(kitchen) == [("staff@example.com", "Changed Position.")]


def test_an_act(staff: Client) -> None:
    product = shop.make_variant().product
    staff.post(reverse("admin:catalog_product_act", args=[product.pk, "archive"]))
    assert history(product) == [("staff@example.com", "Archive")]


def test_a_change_in_bulk_and_its_undo(staff: Client) -> None:
    one, two = shop.make_variant().product, shop.make_variant().product
    form = {"action": "price_chosen", "_selected_action": [one.pk, two.pk], "index": 0}
    page = staff.post(reverse("admin:catalog_product_changelist"), form).url
    values = {"mode": "percent", "value": "10", "round_to": ""}
    digest = staff.get(page, values).context["plan"].digest
    staff.post(f"{page}application/", values | {"digest": digest})
    staff.post(f"{page}reversal/")
    change = page.strip("/").split("/")[-1]
    told = [f"Changed with others: prices ({change})", f"Undone with others: prices ({change})"]
    assert history(one) == history(two) == [("staff@example.com", words) for words in told]


@pytest.mark.parametrize(("action", "words"), [("retry_chosen", "Try again"), ("discard_chosen", "Discard")])
def test_many_dead_letters(staff: Client, action: str, words: str) -> None:
    for name in ("ord_dead", "ord_alive"):
        enqueue("orders.send_confirmation", order=name)
    dead, alive = Job.objects.order_by("pk")
    Job.objects.filter(pk=dead.pk).update(state="dead", attempts=3)
    staff.post(
        reverse("admin:jobs_job_changelist"), {"action": action, "_selected_action": [dead.pk, alive.pk], "index": 0}
    )
    assert (history(dead), history(alive)) == ([("staff@example.com", words)], [])
