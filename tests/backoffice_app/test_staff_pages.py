"""Every page opens; lists ask the same number of statements for one row and for three."""

import re
from datetime import timedelta
from functools import partial
from itertools import count

import pytest
from django.contrib import admin
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from catalog.domain.categories import create_category
from catalog.domain.collections import save_collection
from catalog.domain.planned_prices import Plan, plan_price
from catalog.models import Attribute, ImportRun, SearchRedirect, SearchTally, Synonym
from commerce.backoffice.domain.statement_reports import begin_anew
from commerce.currencies.models import Jump
from commerce.jobs.domain.enqueue import enqueue
from commerce.jobs.models import Job
from commerce.notifications.models import BouncedAddress, DeclinedMail, Email
from marketing.content.domain.banners import save_banner
from marketing.content.domain.pages import create_page
from marketing.content.models import Redirect
from payments.models import (
    BankAccount,
    BankTransfer,
    CashPromise,
    Collection,
    Dispute,
    PaymentMethod,
    Remittance,
    WebhookEvent,
)
from tests.factories import shop
from tests.factories.asking import make_request
from tests.factories.questions import make_answer, make_question
from tests.factories.rates import make_jump, make_manual
from tests.factories.reviews import make_review
from wishlists.domain.lists import obtain_default

INLINE = re.compile(r"<style|\sstyle=|\son\w+=\"|javascript:|<script(?![^>]*\ssrc=)")


def order():
    return shop.make_order((shop.make_variant(), 1), (shop.make_variant(), 2))


def dead_job() -> Job:
    enqueue("orders.send_confirmation", order="ord_x")
    job = Job.objects.latest("pk")
    Job.objects.filter(pk=job.pk).update(state="dead", attempts=3, last_error="ConnectionRefusedError: refused")
    return job


def numbered(make, **fixed):
    """A maker of rows whose names differ."""
    numbers = count(1)

    def made():
        number = next(numbers)
        return make(**{name: value.replace("#", str(number)) for name, value in fixed.items()})

    return made


def refund():
    bought = order()
    attempt = bought.payment.attempts.create(provider="stripe", amount_minor=1000, covers_minor=1000, currency="GYD")
    return attempt.refunds.create(
        payment=bought.payment,
        amount_minor=100,
        currency="GYD",
        sent_minor=100,
        sent_currency="GYD",
        reason="chipped",
        dedupe=bought.public_id,
    )


def dispute():
    made = refund()
    return Dispute.objects.create(
        payment=made.payment, attempt=made.attempt, provider="stripe", provider_ref=f"du_{made.pk}", amount_minor=1000,
        currency="GYD", state="needs_response", asked_at=timezone.now(), due_at=timezone.now(),
    )  # fmt: skip


def account():
    return BankAccount.objects.create(bank="Bank", holder="Market", number="1", currency="GYD")


def transfer():
    made = refund()
    code = f"{made.attempt.pk:08}"
    return BankTransfer.objects.create(attempt=made.attempt, account=account(), currency="GYD", code=code)


def promise():
    made = refund()
    return CashPromise.objects.create(attempt=made.attempt, phone="+5926001234", email="a@example.com", score=20)


def collection():
    made = promise()
    return Collection.objects.create(promise=made, reference=f"sor_{made.pk}", amount_minor=5, currency="GYD")


def remittance():
    number = str(Remittance.objects.count())
    return Remittance.objects.create(courier="Demo", number=number, currency="GYD", received_minor=5, actor="staff:1")


def planned_price():
    return plan_price(variant=shop.make_variant(), plan=Plan(100), actor="staff:test")


def jump():
    Jump.objects.filter(answer="waiting").update(answer="refused", answered_at=timezone.now())
    return make_jump()


LISTS = {
    "accounts_area": shop.make_area,
    "backoffice_statementreport": lambda: begin_anew(least=timedelta(0)),
    "currencies_jump": jump,
    "currencies_rate": make_manual,
    "catalog_attribute": numbered(Attribute.objects.create, code="a#", name="Attribute #"),
    "catalog_category": numbered(create_category, name="Shelf #", slug="shelf-#"),
    "catalog_collection": numbered(save_collection, name="Collection #"),
    "catalog_hold": order,
    "catalog_importrun": lambda: ImportRun.objects.create(seller=shop.make_seller(), file_name="goods.csv"),
    "catalog_scheduledprice": planned_price,
    "catalog_searchredirect": numbered(SearchRedirect.objects.create, words="word #", url="/sellers/"),
    "catalog_searchtally": numbered(SearchTally.objects.create, words="word #"),
    "catalog_synonym": numbered(Synonym.objects.create, words="{word #,other}"),
    "jobs_event": order,
    "notifications_bouncedaddress": numbered(
        BouncedAddress.objects.create, address="gone-#@example.com", reason="550 unknown"
    ),
    "notifications_declinedmail": numbered(DeclinedMail.objects.create, address="a-#@example.com", kind="reviews"),
    "notifications_email": numbered(
        Email.objects.create,
        to="a@example.com",
        subject="Hello",
        template="order_shipped",
        message_id="<#@localhost>",
        dedupe="#",
    ),
    "payments_paymentattempt": refund,
    "payments_bankaccount": account,
    "payments_cashpromise": promise,
    "payments_collection": collection,
    "payments_remittance": remittance,
    "payments_banktransfer": transfer,
    "payments_dispute": dispute,
    "payments_paymentmethod": numbered(PaymentMethod.objects.create, provider="p#"),
    "payments_paymentrequest": make_request,
    "payments_refund": refund,
    "payments_webhookevent": numbered(WebhookEvent.objects.create, event_id="evt_#", body="{}"),
    "shipping_zone": shop.make_seller,
    "orders_order": order,
    "orders_sellerorder": order,
    "payments_payment": order,
    "catalog_product": shop.make_variant,
    "catalog_review": make_review,
    "catalog_question": make_question,
    "catalog_answer": make_answer,
    "catalog_stocklevel": shop.make_variant,
    "catalog_stockmovement": shop.make_variant,
    "jobs_job": dead_job,
    "accounts_user": shop.make_user,
    "sellers_seller": shop.make_seller,
    "wishlists_wishlist": lambda: obtain_default(user=shop.make_user()),
    "content_banner": numbered(save_banner, placement="home", text="Sentence #"),
    "content_page": numbered(
        partial(create_page, author=None), title="Page #", slug="page-#", body="Words.", state="published"
    ),
    "content_redirect": numbered(Redirect.objects.create, old_path="/old-#", new_path="/c/food/"),
    "cart_cart": lambda: shop.make_cart((shop.make_variant(), 1)),
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", LISTS)
def test_list_asks_no_more_for_more_rows(name: str, staff: Client) -> None:
    make, address = LISTS[name], reverse(f"admin:{name}_changelist")
    make()
    staff.get(address)
    once = statements(staff, address)
    for _number in range(2):
        make()
    assert statements(staff, address) == once


def test_no_list_is_forgotten() -> None:
    assert sorted(LISTS) == sorted(
        f"{model._meta.app_label}_{model._meta.model_name}" for model in admin.site._registry
    )


# Asked for only when the cache, which tests running beside this one empty, has forgotten them.
CACHED = ("django_session", "catalog_category")


def statements(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return sum(1 for query in asked.captured_queries if not any(table in query["sql"] for table in CACHED))


@pytest.mark.django_db
def test_no_page_has_inline_style_or_script(staff: Client) -> None:
    placed, job = order(), dead_job()
    part, product = placed.parts.first(), shop.make_variant().product
    pages = [
        reverse("admin:index"),
        reverse("admin:orders_order_changelist"),
        reverse("admin:catalog_product_changelist"),
        reverse("admin:orders_order_change", args=[placed.pk]),
        reverse("admin:orders_order_act", args=[placed.pk, "cancellation"]),
        reverse("admin:orders_sellerorder_change", args=[part.pk]),
        reverse("admin:payments_payment_change", args=[placed.payment_id]),
        reverse("admin:catalog_product_change", args=[product.pk]),
        reverse("admin:catalog_product_add"),
        reverse("admin:catalog_product_act", args=[product.pk, "stock"]),
        reverse("admin:catalog_stocklevel_sheet"),
        reverse("admin:jobs_job_change", args=[job.pk]),
        reverse("admin:shipping_zone_add"),
        reverse("admin:currencies_rate_changelist"),
        reverse("admin:currencies_rate_add"),
        reverse("admin:currencies_jump_change", args=[make_jump().pk]),
        reverse("admin:shipping_zone_table", args=[product.seller.public_id]),
    ]
    found = {page: INLINE.findall(staff.get(page).content.decode()) for page in pages}
    assert found == {page: [] for page in pages}


@pytest.mark.django_db
def test_first_page_counts_what_waits(staff: Client) -> None:
    dead_job()
    desks = {desk.name: desk.count for desk in staff.get(reverse("admin:index")).context["desks"]}
    assert desks["Dead letters"] == 1
    assert desks["Payments with an unknown outcome"] == 0


@pytest.mark.django_db
def test_every_desk_leads_to_a_list_of_as_many_rows(staff: Client) -> None:
    """The number on the first page and the list behind it come from the same rule."""
    dead_job()
    shop.make_variant(units=2)
    make_jump()
    enqueue("orders.send_confirmation", order="ord_on_time")
    enqueue("orders.send_confirmation", order="ord_late")
    Job.objects.filter(args__order="ord_late").update(run_at=timezone.now() - timedelta(minutes=6))
    desks = staff.get(reverse("admin:index")).context["desks"]
    for desk in [desk for desk in desks if desk.url]:
        listed = staff.get(desk.url)
        assert (desk.name, listed.status_code) == (desk.name, 200)
        assert (desk.name, listed.context["cl"].result_count) == (desk.name, desk.count)
