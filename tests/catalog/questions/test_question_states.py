"""Asked, answered, published, rejected: who may, what follows, who gets a mail."""

import pytest

from catalog.domain import questions
from catalog.models import Answer, ModerationEvent, Question
from commerce.jobs.domain import work
from commerce.jobs.domain.limits import TooOften
from commerce.jobs.models import Job
from commerce.kernel.errors import NotFound
from commerce.kernel.states import IllegalMove
from commerce.notifications.models import Email
from tests.factories.questions import make_answer, make_question
from tests.factories.shop import make_user, make_variant
from vendors.sellers.models import SellerMember

pytestmark = pytest.mark.django_db


@pytest.fixture
def product():
    return make_variant().product


@pytest.fixture
def seller(product):
    user = make_user()
    SellerMember.objects.create(seller=product.seller, user=user)
    return user


def letters() -> list[Email]:
    for job in Job.objects.filter(kind="catalog.send_answered", state="ready"):
        assert work.run(job.pk, job.queue) == "done"
    return list(Email.objects.filter(template="question_answered").order_by("pk"))


def test_an_answer_of_the_stall_publishes_both_and_who_asked_gets_a_mail(product, seller):
    question = make_question(product=product)
    version = product.cache_version
    answer = make_answer(question=question, user=seller, words="Four hundred grams.")
    question.refresh_from_db()
    product.refresh_from_db()
    assert (question.state, answer.state, answer.is_stall) == ("published", "published", True)
    assert product.cache_version > version
    (mail,) = letters()
    assert mail.to == question.author.email
    assert "Four hundred grams." in mail.text
    assert product.seller.name in mail.html
    assert f"http://localhost/p/{product.slug}/questions/#{question.public_id}" in mail.text


def test_the_stall_is_told_once_and_only_of_what_still_waits(product):
    from catalog.tasks import send_asked

    product.seller.email = "stall@example.com"
    product.seller.save()
    question = make_question(product=product)
    job = Job.objects.get(kind="catalog.send_asked")
    assert work.run(job.pk, job.queue) == "done"
    send_asked(question=question.public_id)
    mail = Email.objects.get(template="question_asked")
    assert mail.to == "stall@example.com"
    assert f"http://localhost/questions/{question.public_id}/answers/" in mail.text
    decided = make_question(product=product)
    questions.reject(row=decided, actor="staff", reason="An advert.")
    send_asked(question=decided.public_id)
    assert Email.objects.filter(template="question_asked").count() == 1


def test_an_answer_of_a_shopper_waits(product):
    question = make_question(product=product, published=True)
    answer = make_answer(question=question)
    assert (answer.state, answer.is_stall) == ("pending", False)
    assert letters() == []
    questions.publish_answer(answer=answer, actor="staff")
    questions_asked = letters()
    assert [mail.to for mail in questions_asked] == [question.author.email]
    with pytest.raises(IllegalMove):
        questions.publish_answer(answer=answer, actor="staff")


def test_nobody_is_told_of_ones_own_answer_or_of_what_was_taken_down(product):
    question = make_question(product=product, published=True)
    questions.publish_answer(answer=make_answer(question=question, user=question.author), actor="staff")
    answer = make_answer(question=question)
    questions.publish_answer(answer=answer, actor="staff")
    questions.reject(row=question, actor="staff", reason="Nonsense.")
    assert letters() == []


def test_what_waits_is_answered_by_its_stall_alone(product):
    question = make_question(product=product)
    other_stall = make_user()
    SellerMember.objects.create(seller=make_variant().product.seller, user=other_stall)
    for stranger in (make_user(), other_stall, question.author):
        with pytest.raises(NotFound):
            make_answer(question=question, user=stranger)
    assert not Answer.objects.exists()


def test_a_rejected_question_is_answered_by_nobody(product, seller):
    question = make_question(product=product)
    questions.reject(row=question, actor="staff", reason="An advert.")
    with pytest.raises(NotFound):
        make_answer(question=question, user=seller)
    question.refresh_from_db()
    assert (question.state, question.reason) == ("rejected", "An advert.")
    assert list(ModerationEvent.objects.filter(subject=question.public_id).values_list("after", "actor")) == [
        ("pending", "shopper"),
        ("rejected", "staff"),
    ]


def test_a_flood_of_one_person_is_held_back_and_others_go_on(product):
    user = make_user()
    for _ in range(questions.QUESTIONS_PER_HOUR):
        make_question(product=product, user=user)
    with pytest.raises(TooOften) as held:
        make_question(product=product, user=user)
    assert 0 < held.value.retry_after <= 3600
    make_question(product=product)
    assert Question.objects.count() == questions.QUESTIONS_PER_HOUR + 1
