"""The demo market's reviews and questions: rows behind every star, varied, some of them the shoppers' own."""

from collections import Counter

import pytest
from django.db.models import F

from catalog.models import Answer, HelpfulVote, Picture, Product, Question, Review
from commerce.demo import market
from commerce.demo.opinions import reviews_of
from orders.domain import audit
from orders.models import OrderLine
from tests.commerce.demo.loaded.conftest import NOW

pytestmark = pytest.mark.timeout(400)  # the first test waits for the whole market


def test_the_stars_add_up_and_are_the_same_every_time():
    for demo in market.products():
        found = reviews_of(demo)
        assert (len(found), sum(each.stars for each in found)) == (demo.rating_count, demo.rating_sum)
        assert found == reviews_of(demo)


def test_there_are_many_different_words_and_no_shouting():
    words = [each.words for demo in market.products() for each in reviews_of(demo)]
    assert len(set(words)) > 1000
    assert max(Counter(words).values()) < len(words) / 20
    assert not [each for each in words if "!" in each]


def test_every_star_has_its_row(loaded):
    assert loaded.reviews == Review.objects.count() > 3000
    assert audit.faults(audit.audit_books()) == []
    assert not Review.objects.filter(state="published", created_at__gt=NOW).exists()


def test_some_have_photographs_replies_and_votes(loaded):
    assert Picture.objects.filter(review__isnull=False, state="ready").count() > 100
    assert Review.objects.exclude(reply="").filter(replied_by__isnull=False).count() > 100
    assert HelpfulVote.objects.count() > 300
    assert not Review.objects.filter(is_bought=True, reference=None).exists()
    assert Review.objects.filter(is_bought=True, state="published").count() > 10
    assert Review.objects.filter(state="pending").count() >= 3


def test_shoppers_of_the_market_have_reviewed_what_they_received_and_not_all_of_it(loaded):
    first = market.shoppers()[0].email
    lines = OrderLine.objects.filter(order__user__email=first, part__state="delivered")
    reviewed = Review.objects.filter(reference__in=lines.values("public_id"))
    assert 0 < reviewed.count() < lines.count()
    assert set(reviewed.values_list("author__email", flat=True)) == {first}
    assert Product.objects.filter(review_count=0).exists()


def test_people_ask_and_the_stalls_answer(loaded):
    assert loaded.questions == Question.objects.count() > 200
    assert Question.objects.filter(state="pending").count() == 6
    assert not Question.objects.filter(state="published", answers=None).exists()
    by_stall, by_others = (Answer.objects.filter(is_stall=is_stall) for is_stall in (True, False))
    assert by_stall.count() > by_others.count() > 10
    assert not Answer.objects.filter(author=F("question__author")).exists()
