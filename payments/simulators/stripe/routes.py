"""The table of API endpoints: method, path, what it does, which parameters Stripe knows for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from stripe.params import checkout as known_checkout
from stripe.params import radar as known_radar

from payments.simulators.kit.book import Document
from payments.simulators.kit.http import Router
from payments.simulators.stripe import (
    checkout,
    confirming,
    disputes,
    events,
    files,
    fraud_warnings,
    intents,
    reading,
    refunds,
)
from stripe import params as known

NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Endpoint:
    """`work(call, params, **path parts)` returns the reply body or raises ApiError."""

    work: Callable[..., Document]
    params: type
    unsimulated: frozenset[str] = NOTHING


def api_router() -> Router:
    router = Router()
    for method, path, work, params, unsimulated in TABLE:
        router.add(method, path, Endpoint(work, params, unsimulated))
    return router


Row = tuple[str, str, Callable[..., Document], Any, frozenset[str]]

INTENTS: list[Row] = [
    ("POST", "/v1/payment_intents", confirming.create, known.PaymentIntentCreateParams, intents.UNSIMULATED),
    ("GET", "/v1/payment_intents", intents.list_intents, known.PaymentIntentListParams, NOTHING),
    ("GET", "/v1/payment_intents/{id}", intents.retrieve, known.PaymentIntentRetrieveParams, NOTHING),
    (
        "POST",
        "/v1/payment_intents/{id}",
        intents.update,
        known.PaymentIntentUpdateParams,
        intents.UNSIMULATED,
    ),
    (
        "POST",
        "/v1/payment_intents/{id}/confirm",
        confirming.confirm,
        known.PaymentIntentConfirmParams,
        intents.UNSIMULATED | {"amount_to_confirm"},
    ),
    (
        "POST",
        "/v1/payment_intents/{id}/capture",
        confirming.capture,
        known.PaymentIntentCaptureParams,
        intents.UNSIMULATED | {"final_capture"},
    ),
    ("POST", "/v1/payment_intents/{id}/cancel", confirming.cancel, known.PaymentIntentCancelParams, NOTHING),
]
CHECKOUT: list[Row] = [
    (
        "POST",
        "/v1/checkout/sessions",
        checkout.create,
        known_checkout.SessionCreateParams,
        checkout.UNSIMULATED,
    ),
    ("GET", "/v1/checkout/sessions", checkout.list_sessions, known_checkout.SessionListParams, NOTHING),
    ("GET", "/v1/checkout/sessions/{id}", checkout.retrieve, known_checkout.SessionRetrieveParams, NOTHING),
    (
        "POST",
        "/v1/checkout/sessions/{id}",
        checkout.update,
        known_checkout.SessionUpdateParams,
        frozenset({"collected_information", "line_items", "payment_intent_data", "shipping_options"}),
    ),
    (
        "POST",
        "/v1/checkout/sessions/{id}/expire",
        checkout.expire,
        known_checkout.SessionExpireParams,
        NOTHING,
    ),
    (
        "GET",
        "/v1/checkout/sessions/{id}/line_items",
        checkout.list_line_items,
        known_checkout.SessionListLineItemsParams,
        NOTHING,
    ),
]
MONEY_BACK: list[Row] = [
    ("POST", "/v1/refunds", refunds.create, known.RefundCreateParams, refunds.UNSIMULATED),
    ("GET", "/v1/refunds", refunds.list_refunds, known.RefundListParams, NOTHING),
    ("GET", "/v1/refunds/{id}", refunds.retrieve, known.RefundRetrieveParams, NOTHING),
    ("POST", "/v1/refunds/{id}", refunds.update, known.RefundUpdateParams, NOTHING),
    ("GET", "/v1/disputes", disputes.list_disputes, known.DisputeListParams, NOTHING),
    ("GET", "/v1/disputes/{id}", disputes.retrieve, known.DisputeRetrieveParams, NOTHING),
    ("POST", "/v1/disputes/{id}", disputes.update, known.DisputeUpdateParams, NOTHING),
    ("POST", "/v1/disputes/{id}/close", disputes.close, known.DisputeCloseParams, NOTHING),
    ("POST", "/v1/files", files.create, known.FileCreateParams, frozenset({"file_link_data"})),
    (
        "GET",
        "/v1/radar/early_fraud_warnings",
        fraud_warnings.list_warnings,
        known_radar.EarlyFraudWarningListParams,
        NOTHING,
    ),
    (
        "GET",
        "/v1/radar/early_fraud_warnings/{id}",
        fraud_warnings.retrieve,
        known_radar.EarlyFraudWarningRetrieveParams,
        NOTHING,
    ),
]
READING: list[Row] = [
    ("GET", "/v1/charges", reading.charges, known.ChargeListParams, NOTHING),
    ("GET", "/v1/charges/{id}", reading.charge, known.ChargeRetrieveParams, NOTHING),
    (
        "POST",
        "/v1/charges/{id}",
        reading.update_charge,
        known.ChargeUpdateParams,
        frozenset({"customer", "fraud_details", "receipt_email", "shipping", "transfer_group"}),
    ),
    ("GET", "/v1/events", events.list_events, known.EventListParams, frozenset({"delivery_success"})),
    ("GET", "/v1/events/{id}", events.retrieve, known.EventRetrieveParams, NOTHING),
    (
        "GET",
        "/v1/balance_transactions",
        reading.balance_transactions,
        known.BalanceTransactionListParams,
        frozenset({"payout"}),
    ),
    (
        "GET",
        "/v1/balance_transactions/{id}",
        reading.balance_transaction,
        known.BalanceTransactionRetrieveParams,
        NOTHING,
    ),
    ("GET", "/v1/payment_methods/{id}", reading.payment_method, known.PaymentMethodRetrieveParams, NOTHING),
    ("GET", "/v1/account", reading.account, known.AccountRetrieveCurrentParams, NOTHING),
    ("GET", "/v1/webhook_endpoints", reading.webhook_endpoints, known.WebhookEndpointListParams, NOTHING),
    (
        "GET",
        "/v1/webhook_endpoints/{id}",
        reading.webhook_endpoint,
        known.WebhookEndpointRetrieveParams,
        NOTHING,
    ),
]
TABLE: list[Row] = [*INTENTS, *CHECKOUT, *MONEY_BACK, *READING]
