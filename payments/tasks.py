"""Jobs of the payment queue."""

from datetime import timedelta

from commerce.jobs.domain.registry import task

from .domain import (
    answers,
    charge,
    disputes,
    fraud,
    health,
    inbox,
    payment_requests,
    receipts,
    refunds,
    sweep,
    taking,
    webhooks,
)
from .models import Dispute, PaymentAttempt, PaymentRequest, Refund


@task(inbox.READ, queue="payment", atomic=True, every=timedelta(seconds=60))
def read_webhooks() -> None:
    inbox.read()


@task(inbox.PROCESS, queue="payment", is_patient=True)
def process_webhooks(*, events: list[int]) -> None:
    webhooks.process(events=events)


@task("payments.check_attempt", queue="payment", is_patient=True)
def check_attempt(*, attempt: str) -> None:
    charge.check(attempt=PaymentAttempt.objects.get(public_id=attempt), actor="sweeper")


@task("payments.give_up_attempt", queue="payment", is_patient=True)
def give_up_attempt(*, attempt: str, actor: str = "shop") -> None:
    charge.give_up(attempt=PaymentAttempt.objects.get(public_id=attempt), actor=actor)


@task("payments.take", queue="payment", is_patient=True)
def take(*, attempt: str) -> None:
    taking.take(attempt=PaymentAttempt.objects.get(public_id=attempt), actor="shop")


@task("payments.send_refund", queue="payment", is_patient=True)
def send_refund(*, refund: str) -> None:
    refunds.send(refund=Refund.objects.select_related("attempt").get(public_id=refund), actor="shop")


@task("payments.sweep", queue="payment", every=timedelta(seconds=60))
def sweep_unfinished() -> None:
    sweep.sweep()


@task("payments.look_after_requests", queue="payment", every=timedelta(seconds=60))
def look_after_requests() -> None:
    payment_requests.look_after()


@task("payments.send_receipt", queue="payment", atomic=True)
def send_receipt(*, request: str) -> None:
    receipts.send(request=PaymentRequest.objects.select_related("payment").get(public_id=request))


@task("payments.watch_providers", queue="inventory", every=timedelta(seconds=30), max_attempts=1)
def watch_providers() -> None:
    health.watch()


@task("payments.list_disputes", queue="payment", every=timedelta(minutes=30))
def list_disputes() -> None:
    sweep.list_disputes()


@task(sweep.LEARN, queue="payment", is_patient=True)
def learn_dispute(*, provider: str, ref: str) -> None:
    disputes.learn(provider_name=provider, ref=ref, actor="sweeper")


@task("payments.ask_dispute", queue="payment", is_patient=True)
def ask_dispute(*, dispute: str) -> None:
    row = Dispute.objects.get(public_id=dispute)
    disputes.learn(provider_name=row.provider, ref=row.provider_ref, actor="sweeper")


@task(sweep.LEARN_WARNING, queue="payment", is_patient=True)
def learn_fraud_warning(*, provider: str, ref: str) -> None:
    fraud.learn(provider_name=provider, ref=ref)


@task(answers.SEND, queue="payment", is_patient=True)
def send_answer(*, dispute: str) -> None:
    row = Dispute.objects.get(public_id=dispute)
    answers.send(dispute=row, actor=row.actor)
