"""The auditor sees every kind of difference: each is planted past the database's own guards, and counted."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from commerce.kernel.money import Money
from orders.domain import audit, credit_notes, invariants, pay, refunds
from orders.management.commands.audit_books import book_of
from payments.domain import disputes, request_paying
from payments.domain import refunds as provider_refunds
from tests.chaos import judge
from tests.factories.asking import make_request, page_ref
from tests.factories.shop import make_order, make_seller, make_variant

pytestmark = pytest.mark.django_db

TABLES = (
    "catalog_stocklevel",
    "catalog_hold",
    "orders_order",
    "orders_orderline",
    "orders_creditnote",
    "payments_payment",
    "payments_dispute",
)
LONG_AGO = "clock_timestamp() - interval '1 hour'"
# A review of a line whose parcel is still being packed.
REVIEW = """INSERT INTO catalog_review (public_id, product_id, reference, is_bought, stars, title, words, display_name,
  state, reason, version, picture_count, helpful_count, reply)
  SELECT 'rev_early', v.product_id, l.public_id, true, 4, '', 'Good.', 'Ada', 'pending', '', 1, 0, 0, ''
    FROM orders_orderline l JOIN catalog_variant v ON v.id = l.variant_id LIMIT 1;"""
# No trigger speaks up.
BARE = "".join(f"ALTER TABLE payments_{table} DISABLE TRIGGER USER;" for table in ("account", "journal", "posting"))
PLANTS = {
    "stock_negative": "UPDATE catalog_stocklevel SET held = -1 WHERE held = 0",
    "stock_oversold": "UPDATE catalog_stocklevel SET allocated = on_hand + 1",
    "held_differs": "UPDATE catalog_stocklevel SET held = held + 1",
    "allocated_differs": "UPDATE catalog_stocklevel SET allocated = allocated + 1",
    "on_hand_differs": "UPDATE catalog_stocklevel SET on_hand = on_hand + 1",
    "sold_units_differ": "UPDATE catalog_stockmovement SET allocation = allocation + 1 WHERE kind = 'sold'",
    "holds_overdue": f"UPDATE catalog_hold SET expires_at = {LONG_AGO} WHERE state = 'active'",
    "available_drifted": "UPDATE catalog_product SET available = available + 1",
    "listing_differs": "UPDATE catalog_listing SET price_minor = price_minor - 1",
    "season_overdue": "UPDATE catalog_product SET season_from = 101, season_to = 1231, available = -1; "
    "UPDATE catalog_listing SET available = -1",
    "paid_without_money": "UPDATE payments_payment SET state = 'due'",
    "confirmed_without_promise": "UPDATE orders_order SET state = 'confirmed' WHERE state = 'pending'",
    "promise_without_order": f"UPDATE payments_payment SET state = 'authorised', promised_at = {LONG_AGO} "
    "WHERE state = 'due'",
    "money_without_order": f"UPDATE orders_order SET state = 'pending'; "
    f"UPDATE payments_payment SET captured_at = {LONG_AGO}",
    "parcels_out_of_step": "UPDATE orders_sellerorder SET state = 'pending'",
    "order_differs_from_parcels": "UPDATE orders_sellerorder SET shipping_minor = shipping_minor + 1",
    "parcel_differs_from_lines": "UPDATE orders_orderline SET total_minor = total_minor + 1",
    "bill_differs_from_order": "UPDATE payments_payment SET amount_minor = amount_minor - 1",
    "order_number_gaps": "INSERT INTO orders_ordernumber DEFAULT VALUES",
    "invoice_gaps": "UPDATE orders_invoice SET sequence = sequence + 10",
    "invoice_missing": "DELETE FROM orders_invoice",
    "credit_note_gaps": "UPDATE orders_creditnote SET sequence = sequence + 1",
    "credit_note_missing": "DELETE FROM orders_creditnote",
    "credit_above_invoice": "UPDATE orders_creditnote SET tax_minor = tax_minor + 100000000",
    "orders_overdue": f"UPDATE orders_order SET due_until = {LONG_AGO}",
    "captured_twice": "INSERT INTO payments_paymentevent (payment_id, subject, before, after, actor, reason) "
    "SELECT payment_id, subject, before, after, actor, reason FROM payments_paymentevent WHERE after = 'captured'",
    "captured_differs": "UPDATE payments_payment SET captured_minor = captured_minor + 1",
    "surplus_kept": "UPDATE payments_paymentattempt SET state = 'surplus' WHERE id NOT IN "
    "(SELECT attempt_id FROM payments_refund)",
    "refunded_more_than_captured": "UPDATE payments_payment SET refund_reserved_minor = captured_minor + 1",
    "refunds_reserved_differ": "UPDATE payments_payment SET refund_reserved_minor = refund_reserved_minor + 1",
    "shares_differ": "UPDATE payments_paymentshare SET amount_minor = amount_minor + 1",
    "share_refunded_twice": "UPDATE payments_refundshare SET amount_minor = amount_minor + 100000000",
    "ledger_unbalanced": f"{BARE} UPDATE payments_posting SET minor = minor + 1",
    "ledger_below_floor": f"{BARE} UPDATE payments_account SET has_floor = true, sign = -sign",
    "captures_differ_from_ledger": f"{BARE} DELETE FROM payments_posting WHERE journal_id IN "
    "(SELECT id FROM payments_journal WHERE kind = 'fee')",
    "refunds_differ_from_ledger": f"{BARE} DELETE FROM payments_posting WHERE journal_id IN "
    "(SELECT id FROM payments_journal WHERE kind = 'refund_done')",
    "promises_differ_from_ledger": "UPDATE payments_paymentattempt SET state = 'authorised' WHERE state = 'open'",
    "parties_differ_from_ledger": f"{BARE} UPDATE payments_posting SET account_id = (SELECT id FROM payments_account "
    "WHERE code = 'fees') WHERE account_id IN (SELECT id FROM payments_account WHERE code = 'pending') "
    "AND journal_id IN (SELECT id FROM payments_journal WHERE kind = 'capture')",
    "cash_differs": "INSERT INTO payments_remittance (public_id, courier, number, currency, received_minor, fee_minor, "
    "actor) VALUES ('rem_1', 'Demo Couriers', '1', 'GYD', 5, 0, 'test')",
    "tax_differs": "UPDATE payments_paymentshare SET amount_minor = amount_minor + 1 WHERE kind = 'tax'",
    "attempts_unknown": f"UPDATE payments_paymentattempt SET state = 'sent', created_at = {LONG_AGO}",
    "refunds_unknown": f"UPDATE payments_refund SET state = 'sent', created_at = {LONG_AGO}",
    "webhooks_overdue": "INSERT INTO payments_webhookevent (provider, account, event_id, kind, body, refs, disputes, "
    "warnings, outcome, deliveries, received_at) "
    f"VALUES ('stripe', '', 'evt_1', 'x', '', '{{}}', '{{}}', '{{}}', '', 1, {LONG_AGO})",
    "disputes_differ_from_ledger": "UPDATE payments_dispute SET withdrawn_minor = withdrawn_minor - 1",
    "frozen_differs": "UPDATE payments_dispute SET state = 'lost'",
    "disputed_differs": "UPDATE payments_payment SET disputed_minor = disputed_minor - 1 WHERE disputed_minor > 0",
    "answers_overdue": f"UPDATE payments_dispute SET answered_at = {LONG_AGO} - interval '1 hour'",
    "ratings_differ": "UPDATE catalog_product SET rating_sum = rating_sum + 4, review_count = review_count + 1",
    "votes_differ": f"{REVIEW} UPDATE catalog_review SET helpful_count = helpful_count + 1",
    "reviewed_before_arrival": REVIEW,
    "request_paid_without_money": "UPDATE payments_payment SET state = 'due'",
    "request_not_told_of_money": "UPDATE payments_paymentrequest SET state = 'open'; "
    f"UPDATE payments_payment SET captured_at = {LONG_AGO}",
    "request_differs_from_bill": "UPDATE payments_paymentrequest SET payee = 'sel_another'",
    "requests_overdue": f"UPDATE payments_paymentrequest SET state = 'open', expires_at = {LONG_AGO}",
    "jobs_overdue": f"UPDATE jobs_job SET run_at = {LONG_AGO}",
}


@pytest.fixture
def books(simulator):
    """A paid order with a refund, a paid one that is disputed, one that waits, a paid request: everything agrees."""
    simulator.post("reset")
    stall = make_seller(tax_rate_bp=1_400, commission_bp=750)
    paid, whole, _waiting = (make_order((make_variant(seller=stall, units=10), 2)) for _ in range(3))
    for order in (paid, whole):
        simulator.pay(pay.start_payment(order=order, method="stripe", who="test").provider_ref)
        pay.look(order=order)
    made = refunds.refund(order=paid, amount=Money(5_000, "GYD"), actor="staff", reason="late", key="a")
    credit_notes.issue(refund=provider_refunds.send(refund=made, actor="test"))
    taken = simulator.post("disputes", payment_intent=whole.payment.attempts.get().charge_ref)
    disputes.learn(provider_name="stripe", ref=taken["id"], actor="test")
    pay.start_payment(order=_waiting, method="stripe", who="test")
    asked = make_request(payee=stall.public_id)
    request_paying.start(request=asked, method="stripe", typed={})
    simulator.pay(page_ref())
    request_paying.look(request=asked)
    return simulator


def broken(simulator=None) -> set[str]:
    findings = audit.audit_books()
    if simulator:
        findings += audit.audit_provider(**book_of(simulator.url))
    return {finding.name for finding in audit.faults(findings)}


def plant(sql: str) -> None:
    """Run `sql` in this test's transaction with the CHECKs and unique indexes of the tables put aside."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(
            "SELECT conrelid::regclass, conname FROM pg_constraint"
            " WHERE contype = 'c' AND conrelid::regclass::text = ANY(%s)",
            [list(TABLES)],
        )
        for table, name in cursor.fetchall():
            cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
        cursor.execute("DROP INDEX one_open_attempt")
        cursor.execute(sql)


def test_books_that_agree_have_no_findings(books):
    assert broken(books) == set()


def test_money_of_a_request_has_no_order_and_needs_none(books):
    judge.run_sql(f"UPDATE payments_payment SET captured_at = {LONG_AGO} WHERE captured_at IS NOT NULL")
    assert broken(books) == set()
    plant("UPDATE payments_paymentrequest SET pay_url = '/elsewhere/'")
    assert "money_without_order" in broken()


def test_every_invariant_has_a_plant():
    assert set(PLANTS) == {rule.name for rule in invariants.ALL}


@pytest.mark.parametrize("name", PLANTS)
def test_a_planted_difference_is_counted(books, name):
    plant(PLANTS[name])
    assert name in broken()


@pytest.mark.parametrize(
    ("sql", "name"),
    [
        ("UPDATE payments_paymentattempt SET charge_ref = charge_ref || 'x'", "charge_not_at_provider"),
        ("UPDATE payments_paymentattempt SET amount_minor = amount_minor + 1", "provider_charge_unknown"),
        ("UPDATE payments_paymentattempt SET state = 'expired'", "provider_charge_unknown"),
        ("UPDATE payments_refund SET sent_minor = sent_minor + 1", "provider_refund_differs"),
        ("UPDATE payments_refund SET provider_ref = 're_of_nobody'", "refund_not_at_provider"),
    ],
)
def test_a_difference_to_the_providers_book_is_counted(books, sql, name):
    plant(sql)
    assert name in broken(books)


def test_the_command_says_all_is_well_and_ends_with_0(books):
    out = StringIO()
    call_command("audit_books", simulator=books.url, stdout=out)
    assert "0 of them broken" in out.getvalue()


def test_the_command_ends_with_1_and_names_what_is_wrong(books):
    plant(PLANTS["stock_oversold"])
    out = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("audit_books", json=True, stdout=out)
    assert ended.value.code == 1
    counts = {finding["name"]: finding["count"] for finding in json.loads(out.getvalue())}
    assert counts["stock_oversold"] == 3
    assert counts["paid_without_money"] == 0
