"""The desk of disputes: what happened, until when, what can be done; answered once, accepted, or dealt with."""

from datetime import timedelta
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from commerce.backoffice.queries.desks import all_desks
from commerce.kernel.money import Money
from orders.domain import fulfil, pay, refunds
from orders.models import Order, OrderEvent
from payments.domain import answers, disputes, fraud
from payments.models import Dispute, PaymentAttempt
from tests.chaos import judge, shoppers
from tests.factories.shop import make_order, make_user, make_variant

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4 signed for"


@pytest.fixture
def paid(simulator, settings, tmp_path) -> Order:
    settings.MEDIA_ROOT = str(tmp_path)
    simulator.post("reset")
    order = make_order((make_variant(price=185_000), 1))
    simulator.pay(shoppers.page_of(order))
    return pay.look(order=order)


@pytest.fixture
def case(simulator, paid) -> Dispute:
    return learnt(simulator)


def learnt(simulator, **words) -> Dispute:
    ref = simulator.post("disputes", payment_intent=PaymentAttempt.objects.get().charge_ref, **words)["id"]
    found = disputes.learn(provider_name="stripe", ref=ref, actor="stripe")
    assert found is not None
    return found


def page(staff: Client, row) -> str:
    table = f"{row._meta.app_label}_{row._meta.model_name}"
    return unescape(staff.get(reverse(f"admin:{table}_change", args=[row.pk])).content.decode())


def offered(staff: Client, case: Dispute) -> list[str]:
    found = staff.get(reverse("admin:payments_dispute_change", args=[case.pk]))
    return [act.name for act in found.context["acts"]]


def act(staff: Client, case: Dispute, name: str, **typed):
    return staff.post(reverse("admin:payments_dispute_act", args=[case.pk, name]), typed)


def desks() -> dict[str, tuple[int, str]]:
    return {desk.name: (desk.count, desk.kind) for desk in all_desks() if "isput" in desk.name and desk.count}


def test_the_page_says_what_happened_what_can_be_done_and_until_when(staff: Client, case) -> None:
    text = page(staff, case)
    assert (
        "What happened: the shopper has asked their bank for G$2,150: the card holder says that somebody else paid."
        in text
    )
    assert "Stripe has taken G$2,150 from us, and a fee of G$15" in text
    assert "What you can do, until " in text
    assert "The answer can be sent once." in text
    assert offered(staff, case) == ["answer", "file", "acceptance", "question"]


def test_the_desks_count_it_and_warn_when_it_is_due_soon(case) -> None:
    assert desks() == {"Disputes to answer": (1, "wait")}
    Dispute.objects.update(due_at=timezone.now() - timedelta(days=1))
    assert desks() == {"Disputes to answer": (1, "wait"), "Disputes overdue or due soon": (1, "stop")}


def test_what_is_due_first_stands_first(staff: Client, case) -> None:
    moments = {"late": timedelta(days=9), "soon": timedelta(hours=9), "never": None}
    for name, left in moments.items():
        Dispute.objects.create(
            provider="stripe", provider_ref=name, amount_minor=1, currency="GYD", state="needs_response",
            asked_at=timezone.now(), due_at=timezone.now() + left if left else None,
        )  # fmt: skip
    rows = staff.get(reverse("admin:payments_dispute_changelist")).context["cl"].result_list
    assert [row.provider_ref for row in rows] == ["soon", case.provider_ref, "late", "never"]


@pytest.mark.parametrize(("todo", "count"), [("answer", 1), ("late", 0), ("look", 0), ("", 1)])
def test_the_list_shows_what_is_to_do(staff: Client, case, todo: str, count: int) -> None:
    found = staff.get(reverse("admin:payments_dispute_changelist"), {"todo": todo} if todo else {})
    assert found.context["cl"].result_count == count


def test_it_is_answered_with_a_file_and_then_offers_nothing_but_asking(staff: Client, staff_user, case) -> None:
    upload = SimpleUploadedFile("slip.pdf", PDF, "application/pdf")
    assert act(staff, case, "file", shows="delivery", file=upload).status_code == 302
    answer = {"account": "Handed over.", "carrier": "GPOC", "tracking": "GY1", "delivered_on": "2026-11-18"}
    assert act(staff, case, "answer", **answer).status_code == 302
    case.refresh_from_db()
    assert (case.state, case.account, case.actor) == ("under_review", "Handed over.", f"staff:{staff_user.public_id}")
    assert offered(staff, case) == ["question"]
    assert "answer written (Desk Person)" in page(staff, case)
    assert act(staff, case, "answer", account="Another story.").status_code == 302
    assert Dispute.objects.get().account == "Handed over."
    assert judge.drain() == []


def test_an_answer_without_a_story_is_not_taken(staff: Client, case) -> None:
    assert act(staff, case, "answer", carrier="GPOC").status_code == 422
    assert Dispute.objects.get().answered_at is None


def test_a_file_that_is_no_evidence_is_told_so(staff: Client, case) -> None:
    upload = SimpleUploadedFile("virus.exe", b"MZ", "application/x-dosexec")
    answer = act(staff, case, "file", shows="delivery", file=upload)
    assert (answer.status_code, "neither a picture nor a PDF" in answer.content.decode()) == (422, True)


def test_the_file_is_a_download_for_staff_and_not_there_for_others(staff: Client, case) -> None:
    kept = answers.add_file(dispute=case, shows="delivery", content=PDF, actor="staff:1")
    address = reverse("admin:payments_evidence", args=[kept.public_id])
    found, shopper = staff.get(address), Client()
    shopper.force_login(make_user())
    assert b"".join(found.streaming_content) == PDF
    assert found["Content-Disposition"].startswith("attachment")
    assert (shopper.get(address).status_code, Client().get(address).status_code) == (404, 302)


def test_others_see_neither_the_list_nor_a_case_nor_its_acts(case) -> None:
    shopper = Client()
    shopper.force_login(make_user())
    pages = [reverse("admin:payments_dispute_changelist"), reverse("admin:payments_dispute_change", args=[case.pk])]
    assert [shopper.get(each).status_code for each in pages] == [404, 404]
    assert act(shopper, case, "acceptance").status_code == 404
    assert Dispute.objects.get().state == "needs_response"


def test_it_is_accepted_after_a_question(staff: Client, case) -> None:
    asked = staff.get(reverse("admin:payments_dispute_act", args=[case.pk, "acceptance"])).content.decode()
    assert "This cannot be taken back." in asked
    assert act(staff, case, "acceptance").status_code == 302
    assert (Dispute.objects.get().state, offered(staff, case)) == ("accepted", ["question"])
    assert "What happened: we have accepted it." in page(staff, case)


def test_an_inquiry_says_that_nothing_is_taken(staff: Client, simulator, paid) -> None:
    text = page(staff, learnt(simulator, warning=True))
    assert "Nothing is taken." in text
    assert "Or refund the payment, so that no dispute comes of it" in text


def test_a_charge_of_nobodys_is_dealt_with_by_words(staff: Client, simulator, paid) -> None:
    ref = simulator.post("disputes", payment_intent=PaymentAttempt.objects.get().charge_ref)["id"]
    PaymentAttempt.objects.update(charge_ref="pi_other", public_id="att_other")
    case = disputes.learn(provider_name="stripe", ref=ref, actor="stripe")
    assert desks()["Disputes to look into"] == (1, "stop")
    assert "This charge" in page(staff, case)
    assert act(staff, case, "note").status_code == 422
    assert act(staff, case, "note", why="Made by hand for the fair.").status_code == 302
    assert "Disputes to look into" not in desks()
    assert "Made by hand for the fair." in page(staff, case)


def test_money_that_went_out_twice_is_told_and_dealt_with(staff: Client, simulator, paid, case) -> None:
    simulator.post("disputes", dispute=case.provider_ref, outcome="won")
    disputes.learn(provider_name="stripe", ref=case.provider_ref, actor="stripe")
    refunds.refund(order=paid, actor="staff", reason="late", key="a", amount=Money(50_000, "GYD"))
    judge.drain()
    simulator.post("disputes", dispute=case.provider_ref, take_up=True)
    simulator.post("disputes", dispute=case.provider_ref, outcome="lost")
    disputes.learn(provider_name="stripe", ref=case.provider_ref, actor="stripe")
    assert desks() == {"Disputes to look into": (1, "stop")}
    assert "G$500 of it had gone back to the shopper before, by a refund." in page(staff, case)
    assert act(staff, case, "note", why="The shopper has sent it back.").status_code == 302
    assert desks() == {}


def test_asking_writes_down_how_it_ended(staff: Client, simulator, case) -> None:
    simulator.post("disputes", dispute=case.provider_ref, outcome="lost")
    assert act(staff, case, "question").status_code == 302
    assert Dispute.objects.get().state == "lost"
    assert "What happened: it was lost." in page(staff, case)


def test_the_order_and_its_parcel_say_that_nothing_is_to_be_sent(staff: Client, simulator, paid, case) -> None:
    assert judge.drain() == []
    warning = "Do not send parcels of this order before the dispute is decided."
    assert (warning in page(staff, paid), warning in page(staff, paid.parts.get())) == (True, True)
    assert "Dispute of G$2,150 opened" in page(staff, paid)
    fulfil.ship(part=paid.parts.get(), actor="seller")
    assert (warning in page(staff, paid), warning in page(staff, paid.parts.get())) == (False, False)
    assert "The shopper's bank disputes the payment" in page(staff, paid)


def test_the_timeline_tells_staff_and_seller_and_not_the_shopper(simulator, paid, case) -> None:
    simulator.post("disputes", dispute=case.provider_ref, outcome="lost")
    disputes.learn(provider_name="stripe", ref=case.provider_ref, actor="stripe")
    assert judge.drain() == []
    rows = OrderEvent.objects.filter(kind__startswith="dispute").values_list("kind", "audience", "data__state")
    assert list(rows) == [("disputed", "seller", "needs_response"), ("dispute_ended", "seller", "lost")]
    shopper = Client()
    session = shopper.session
    session["orders"] = [paid.public_id]
    session.save()
    text = shopper.get(f"/orders/{paid.public_id}/").content.decode()
    assert ("Payment received" in text, "isput" in text) == (True, False)


def test_a_warning_of_fraud_stands_at_the_payment_and_the_order_with_what_can_be_done(
    staff: Client, simulator, paid
) -> None:
    ref = simulator.post("fraud_warnings", payment_intent=PaymentAttempt.objects.get().charge_ref)["id"]
    fraud.learn(provider_name="stripe", ref=ref)
    text = page(staff, paid.payment)
    assert "passes on a warning of the card's bank: fraud (made with stolen card)" in text
    assert "cancel or refund the order before it becomes a dispute" in text
    assert "The card's bank warns of fraud." in page(staff, paid)


def test_warnings_of_fraud_are_counted_until_something_is_done(staff: Client, simulator, paid) -> None:
    charge = PaymentAttempt.objects.get().charge_ref
    for _time in range(2):
        fraud.learn(provider_name="stripe", ref=simulator.post("fraud_warnings", payment_intent=charge)["id"])
    warnings = {desk.name: (desk.count, desk.url) for desk in all_desks()}["Warnings of fraud"]
    assert warnings == (1, f"{reverse('admin:payments_payment_changelist')}?fraud=warned")
    assert staff.get(warnings[1]).context["cl"].result_count == 1
    refunds.refund(order=paid, actor="staff", reason="fraud", key="a")
    assert staff.get(warnings[1]).context["cl"].result_count == 0


def test_an_answer_is_kept_while_the_provider_is_away(staff: Client, simulator, case) -> None:
    simulator.fault("status", path="/v1/disputes/*", status=500, count=3)
    answer = staff.post(
        reverse("admin:payments_dispute_act", args=[case.pk, "answer"]), {"account": "Handed over."}, follow=True
    )
    assert "it is sent by itself, soon." in answer.content.decode()
    assert "The answer is written and not sent yet." in page(staff, case)
    simulator.reset()
    assert judge.drain() == []
    assert Dispute.objects.get().state == "under_review"


def test_what_the_provider_thinks_of_the_risk_is_shown(staff: Client, paid) -> None:
    assert "normal 21" in page(staff, PaymentAttempt.objects.get())


def test_the_payments_page_lists_its_disputes(staff: Client, paid, case) -> None:
    assert reverse("admin:payments_dispute_change", args=[case.pk]) in page(staff, paid.payment)
