"""Questions as people read, ask and answer them."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from catalog.domain import questions
from catalog.models import Answer, Question
from tests.factories.minutes import begin_early_in_a_minute
from tests.factories.questions import make_answer, make_question
from tests.factories.shop import make_user, make_variant
from vendors.sellers.models import SellerMember

pytestmark = pytest.mark.django_db


@pytest.fixture
def product():
    return make_variant().product


@pytest.fixture
def url(product) -> str:
    return f"{product.get_absolute_url()}questions/"


@pytest.fixture
def seller(product):
    user = make_user()
    SellerMember.objects.create(seller=product.seller, user=user)
    return user


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def shown(client: Client, address: str) -> list[str]:
    return re.findall(r'<article class="question" id="(\w+)"', client.get(address).content.decode())


def test_three_on_the_product_page_and_all_of_them_on_their_own(product, url):
    made = [make_question(product=product, published=True).public_id for _ in range(13)]
    assert len(shown(Client(), product.get_absolute_url())) == 3
    assert "All 13 questions" in Client().get(product.get_absolute_url()).content.decode()
    content = Client().get(url).content.decode()
    following = re.search(r'rel="next" href="([^"]+)"', content)
    assert following
    assert sorted(shown(Client(), url) + shown(Client(), following[1])) == sorted(made)


def test_what_is_answered_comes_first_with_the_stall_before_others(product, url, seller):
    answered = make_question(product=product, published=True)
    make_question(product=product, published=True)
    questions.publish_answer(answer=make_answer(question=answered, words="I think so."), actor="staff")
    make_answer(question=answered, words="Not read yet.")
    make_answer(question=answered, user=seller, words="It is.")
    assert shown(Client(), url)[0] == answered.public_id
    content = Client().get(url).content.decode()
    assert content.index("It is.") < content.index("I think so.")
    assert f"From the stall: {product.seller.name}" in content
    assert "Not read yet." not in content


def test_what_waits_is_seen_by_who_asked_and_by_the_stall(product, url, seller):
    question = make_question(product=product)
    other = make_user()
    assert shown(Client(), url) == shown(client_of(other), url) == []
    assert shown(client_of(question.author), url) == shown(client_of(seller), url) == [question.public_id]
    link = f"/questions/{question.public_id}/answers/"
    assert link in client_of(seller).get(url).content.decode()
    assert link not in client_of(question.author).get(url).content.decode()


def test_a_member_asks_and_a_guest_is_sent_to_sign_in(product, url):
    member = client_of(make_user(full_name="Ada Lord"))
    page = member.get(product.get_absolute_url()).content.decode()
    assert 'value="Ada"' in page
    answer = member.post(url, {"words": "Is it heavy?", "display_name": "Ada"})
    question = Question.objects.get()
    assert answer["Location"] == f"{url}#{question.public_id}"
    assert (question.words, question.display_name, question.state) == ("Is it heavy?", "Ada", "pending")
    assert Client().post(url, {"words": "Hm?", "display_name": "x"})["Location"] == f"/account/login/?next={url}"
    assert f"/account/login/?next={url}" in Client().get(product.get_absolute_url()).content.decode()
    assert Question.objects.count() == 1


def test_the_name_is_no_part_of_the_mail_address(product, url):
    user = make_user(email="private.person@example.com")
    assert "private" not in client_of(user).get(url).content.decode()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"words": ""}, "Write your question."),
        ({"words": "x" * 601}, "at most 600 characters"),
        ({"display_name": "ada@example.com"}, "Do not show your e-mail address."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(product, url, typed, words):
    answer = client_of(make_user()).post(url, {"words": "Is it blue?", "display_name": "Ada Lord"} | typed)
    content = answer.content.decode()
    assert answer.status_code == 422
    assert words in content
    assert "Ada Lord" in content or "Is it blue?" in content
    assert not Question.objects.exists()


def test_too_many_questions_are_a_429(product, url):
    begin_early_in_a_minute()
    client = client_of(make_user())
    typed = {"words": "Is it heavy?", "display_name": "Ada"}
    answers = [client.post(url, typed) for _ in range(questions.QUESTIONS_PER_HOUR + 1)]
    assert [answer.status_code for answer in answers] == [302] * questions.QUESTIONS_PER_HOUR + [429]
    assert 0 < int(answers[-1]["Retry-After"]) <= 3600
    assert "Is it heavy?</textarea>" in answers[-1].content.decode()


def test_too_many_answers_are_a_429_and_keep_what_was_typed(product, monkeypatch):
    begin_early_in_a_minute()
    monkeypatch.setattr(questions, "ANSWERS_PER_HOUR", 1)
    question, client = make_question(product=product, published=True), client_of(make_user())
    page, typed = f"/questions/{question.public_id}/answers/", {"words": "It is light.", "display_name": "Ada"}
    assert [client.post(page, typed).status_code for _ in range(2)] == [302, 429]
    assert "It is light.</textarea>" in client.post(page, typed).content.decode()


def test_ones_own_waiting_question_does_not_hide_the_way_to_the_others(product, url):
    user = make_user()
    for number in range(3):
        make_question(product=product, published=True, words=f"Published {number}?")
    make_question(product=product, user=user)
    found = client_of(user).get(product.get_absolute_url()).content.decode()
    assert (found.count('class="question"'), "All 3 questions" in found) == (3, True)


def test_the_stall_answers_under_its_own_name(product, url, seller):
    question, client = make_question(product=product), client_of(seller)
    page = f"/questions/{question.public_id}/answers/"
    assert "display_name" not in client.get(page).content.decode()
    assert client.post(page, {"words": ""}).status_code == 422
    assert client.post(page, {"words": "It is not."}).status_code == 302
    assert "It is not." in Client().get(url).content.decode()
    assert Answer.objects.get().display_name == product.seller.name


def test_a_shopper_answers_what_is_published_and_waits(product, url):
    question, client = make_question(product=product, published=True), client_of(make_user())
    page = f"/questions/{question.public_id}/answers/"
    assert client.post(page, {"words": "A bit.", "display_name": "Ben"}).status_code == 302
    assert "A bit." not in Client().get(url).content.decode()
    assert client.post(page, {"words": "A bit.", "display_name": "ben@example.com"}).status_code == 422
    assert Answer.objects.get().state == "pending"


def test_strangers_do_not_answer_what_waits(product):
    question = make_question(product=product)
    page = f"/questions/{question.public_id}/answers/"
    for client in (client_of(make_user()), client_of(question.author), client_of(make_user(is_staff=True))):
        assert client.get(page).status_code == client.post(page, {"words": "x", "display_name": "x"}).status_code == 404
    assert Client().get(page).status_code == 302
    assert client_of(make_user()).get("/questions/que_nothing/answers/").status_code == 404


@pytest.mark.parametrize("who", ["guest", "member"])
@pytest.mark.parametrize("place", ["", "questions/"])
def test_questions_cost_one_statement_however_many(product, who, place, seller):
    client = client_of(make_user()) if who == "member" else Client()
    address = product.get_absolute_url() + place

    def statements() -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as taken:
            assert client.get(address).status_code == 200
        return len([one for one in taken.captured_queries if not one["sql"].startswith(("SAVEPOINT", "RELEASE"))])

    without = statements()
    make_answer(question=make_question(product=product), user=seller)
    with_one = statements()
    for _ in range(2):
        make_answer(question=make_question(product=product), user=seller)
    assert statements() == with_one == without


def test_words_are_words(product, url, seller):
    question = make_question(product=product, words="<script>alert(1)</script>?")
    make_answer(question=question, user=seller, words="<b>No</b>")
    content = Client().get(url).content.decode()
    assert "<script>alert" not in content
    assert "<b>No</b>" not in content
