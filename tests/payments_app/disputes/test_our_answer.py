"""Our side of a dispute: kept, sent once, whatever gets lost on the way; or given up."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from PIL import Image

from commerce.jobs.models import Job
from commerce.kernel.errors import Conflict, Refused
from commerce.kernel.resilience import ProviderAway
from orders.domain import cancel
from orders.models import Order
from payments.domain import answers, sweep
from payments.domain.answers import Answer
from payments.domain.papers import PaperRefused
from payments.errors import Declined, Misconfigured
from payments.models import Dispute, PaymentEvent, Refund
from tests.chaos import judge
from tests.chaos.crowd import at_once, unexpected
from tests.payments_app.disputes.judging import FEE, accounts, faults, learn

pytestmark = pytest.mark.django_db
ANSWER = Answer("It was handed over at the door.", "GPOC", "GY123", date(2026, 11, 18))
PDF = b"%PDF-1.4 signed for"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)


def give(dispute: Dispute, answer: Answer = ANSWER) -> Dispute:
    return answers.answer(dispute=dispute, given=answer, actor="staff:1")


def there(stripe) -> dict:
    return stripe.book("disputes")[0]


def test_the_answer_goes_to_the_bank_with_its_files_by_a_job(stripe, disputed):
    answers.add_file(dispute=disputed, shows="delivery", content=PDF, actor="staff:1")
    give(disputed)
    assert faults(stripe) == []
    (file,) = stripe.book("files")
    assert there(stripe)["evidence"] == {
        "uncategorized_text": "Delivered on 2026-11-18. It was handed over at the door.", "shipping_carrier": "GPOC",
        "shipping_tracking_number": "GY123", "shipping_documentation": file["id"],
    }  # fmt: skip
    assert (file["type"], file["size"], file["filename"]) == ("pdf", len(PDF), "delivery.pdf")
    assert (Dispute.objects.get().state, Dispute.objects.get().sent_at is not None) == ("under_review", True)


def test_it_is_sent_once_however_often_it_is_asked_for(stripe, disputed):
    written = give(disputed)
    for _time in range(3):
        answers.send(dispute=written, actor="staff:1")
    assert faults(stripe) == []
    assert there(stripe)["evidence_details"]["submission_count"] == 1
    with pytest.raises(Conflict, match="Nobody waits"):
        give(Dispute.objects.get())


def test_a_second_answer_is_refused_while_the_first_is_on_its_way(disputed):
    give(disputed)
    with pytest.raises(Conflict, match="given already"):
        give(disputed, Answer("Another story."))
    with pytest.raises(Conflict, match="given already"):
        answers.add_file(dispute=disputed, shows="other", content=PDF, actor="staff:1")
    assert Dispute.objects.get().account == ANSWER.account


def test_an_answer_without_a_story_is_refused(disputed):
    with pytest.raises(Refused, match="Say what happened"):
        give(disputed, Answer("  "))


def test_a_lost_reply_does_not_send_it_twice(stripe, disputed):
    written = give(disputed)
    stripe.fault("drop", method="POST", path="/v1/disputes/*", when="after", count=3)
    with pytest.raises(ProviderAway):
        answers.send(dispute=written, actor="staff:1")
    assert Dispute.objects.get().sent_at is None
    assert faults(stripe) == []
    assert (there(stripe)["evidence_details"]["submission_count"], Dispute.objects.get().state) == (1, "under_review")


def test_an_answer_whose_own_job_is_lost_is_sent_by_the_sweep(stripe, disputed):
    give(disputed)
    Job.objects.all().delete()
    Dispute.objects.update(answered_at=timezone.now() - timedelta(minutes=3))
    assert (sweep.sweep(), faults(stripe)) == (1, [])
    assert (there(stripe)["evidence_details"]["submission_count"], sweep.sweep()) == (1, 0)


def test_giving_up_that_was_not_heard_can_be_asked_for_again_or_answered_instead(stripe, disputed):
    stripe.fault("status", method="POST", path="/v1/disputes/*/close", status=500, count=3)
    with pytest.raises(ProviderAway):
        answers.accept(dispute=disputed, actor="staff:1")
    assert (Dispute.objects.get().state, Dispute.objects.get().accepted_at is not None) == ("needs_response", True)
    answers.send(dispute=give(disputed), actor="staff:1")
    stripe.post("disputes", dispute=disputed.provider_ref, outcome="lost")
    assert learn(disputed.provider_ref).state == "lost"


def test_when_the_provider_refuses_it_says_why_and_another_answer_can_be_written(stripe, disputed):
    answers.add_file(dispute=disputed, shows="other", content=PDF, actor="staff:1")
    answers.path_of(disputed.files.get()).write_bytes(b"no pdf any more")
    refused = answers.send(dispute=give(disputed), actor="staff:1")
    assert (refused.answered_at, refused.sent_at, "neither PDF" in refused.error) == (None, None, True)
    answers.add_file(dispute=disputed, shows="other", content=PDF + b"!", actor="staff:1")
    sent = answers.send(dispute=give(disputed), actor="staff:1")
    assert (sent.state, sent.error) == ("under_review", "")
    assert [event.after for event in PaymentEvent.objects.filter(subject=disputed.public_id)] == [
        "needs_response", "answered", "not_taken", "answered", "sent", "under_review",
    ]  # fmt: skip
    assert faults(stripe) == []


def test_an_answer_after_the_end_is_not_sent_and_the_end_is_noted(stripe, disputed):
    written = give(disputed)
    stripe.post("disputes", dispute=disputed.provider_ref, outcome="lost")
    assert answers.send(dispute=written, actor="staff:1").state == "lost"
    assert there(stripe)["evidence"] == {}
    assert faults(stripe) == []


def test_another_round_can_be_answered_again(stripe, disputed):
    answers.send(dispute=give(disputed), actor="staff:1")
    for words in ({"outcome": "won"}, {"take_up": True}):
        stripe.post("disputes", dispute=disputed.provider_ref, **words)
    again = learn(disputed.provider_ref)
    assert (again.answered_at, again.account) == (None, ANSWER.account)
    assert answers.send(dispute=give(again), actor="staff:1").state == "under_review"
    assert faults(stripe) == []


def test_an_inquiry_is_answered_as_well(stripe, bank):
    inquiry = learn(bank(warning=True))
    assert answers.send(dispute=give(inquiry), actor="staff:1").state == "under_review"
    assert there(stripe)["status"] == "warning_under_review"


def test_a_picture_is_drawn_anew_and_takes_the_place_of_one_that_shows_the_same(disputed, tmp_path):
    answers.add_file(dispute=disputed, shows="messages", content=PDF, actor="staff:1")
    Image.new("RGB", (30, 20)).save(tmp_path / "a.png")
    kept = answers.add_file(
        dispute=disputed, shows="messages", content=(tmp_path / "a.png").read_bytes(), actor="staff:1"
    )
    assert (Image.open(answers.path_of(kept)).format, disputed.files.count()) == ("JPEG", 1)


@pytest.mark.parametrize(
    ("content", "words"), [(b"", "empty"), (b"MZ", "neither"), (b"%PDF-1.4 " + b"x" * answers.MOST_BYTES, "4 MB")]
)
def test_what_is_no_evidence_is_refused(disputed, content, words):
    with pytest.raises(PaperRefused, match=words):
        answers.add_file(dispute=disputed, shows="other", content=content, actor="staff:1")


def test_files_that_are_too_much_together_are_refused(disputed):
    answers.add_file(dispute=disputed, shows="other", content=PDF + b"x" * 4_000_000, actor="staff:1")
    with pytest.raises(PaperRefused, match="together"):
        answers.add_file(dispute=disputed, shows="delivery", content=PDF + b"y" * 1_000_000, actor="staff:1")


def test_an_accepted_dispute_is_paid_at_once_and_stays_accepted(stripe, disputed):
    fee = accounts()["fees"] - FEE
    assert answers.accept(dispute=disputed, actor="staff:1").state == "accepted"
    assert learn(disputed.provider_ref).state == "accepted"
    assert accounts() == {"provider": -fee - FEE, "fees": fee + FEE}
    with pytest.raises(Conflict):
        answers.accept(dispute=disputed, actor="staff:1")
    assert faults(stripe) == []


def test_an_inquiry_cannot_be_accepted_at_stripe_but_refunded(bank):
    inquiry = learn(bank(warning=True))
    with pytest.raises(Declined, match="Refund the payment instead"):
        answers.accept(dispute=inquiry, actor="staff:1")
    assert (Dispute.objects.get().state, Dispute.objects.get().accepted_at) == ("warning", None)


def test_one_that_the_bank_decided_meanwhile_is_not_called_accepted_before_it_is(stripe, disputed):
    stripe.post("disputes", dispute=disputed.provider_ref, outcome="won")
    assert answers.accept(dispute=disputed, actor="staff:1").state == "won"
    assert faults(stripe) == []


def test_a_key_that_is_refused_is_not_an_acceptance(stripe, disputed, settings):
    stripe.fault("status", method="GET", path="/v1/disputes/*", status=401)
    with pytest.raises((Misconfigured, ProviderAway)):
        answers.accept(dispute=disputed, actor="staff:1")
    assert Dispute.objects.get().state == "needs_response"


def test_a_case_that_needed_a_person_is_noted_with_words(disputed):
    with pytest.raises(Refused):
        answers.note(dispute=disputed, why=" ", actor="staff:1")
    noted = answers.note(dispute=disputed, why="The shopper has paid it back.", actor="staff:1")
    assert (noted.noted_at is not None, noted.actor) == (True, "staff:1")


def test_what_is_won_for_an_order_that_was_cancelled_meanwhile_goes_back(stripe, paid, disputed):
    cancel.cancel_order(order=paid, actor="staff")
    stripe.post("disputes", dispute=disputed.provider_ref, outcome="won")
    learn(disputed.provider_ref)
    assert faults(stripe) == []
    assert (Order.objects.get().state, Refund.objects.get().state) == ("cancelled", "done")
    assert Refund.objects.get().amount_minor == paid.total_minor


@pytest.mark.django_db(transaction=True)
def test_two_who_answer_at_once_are_one_answer(stripe, disputed):
    outcomes = at_once([lambda n=n: give(disputed, Answer(f"Story {n}")) for n in range(6)])
    assert (unexpected(outcomes, Conflict), sum(isinstance(each, Dispute) for each in outcomes)) == ([], 1)
    assert judge.drain() == []
    assert there(stripe)["evidence"]["uncategorized_text"] == Dispute.objects.get().account


@pytest.mark.django_db(transaction=True)
def test_staff_who_write_while_news_come_in_stop_nobody(stripe, disputed):
    acts = [lambda: learn(disputed.provider_ref), lambda: answers.note(dispute=disputed, why="seen", actor="staff:1")]
    assert unexpected(at_once([acts[place % 2] for place in range(24)])) == []
    assert faults(stripe) == []
