"""From a written review to a read one, and what the product's row tells meanwhile."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F

from catalog.domain import ratings, reviews, votes
from catalog.models import ModerationEvent, Product, Review
from commerce.kernel.errors import Conflict, NotFound, Refused
from commerce.kernel.states import IllegalMove
from tests.factories.reviews import make_opinion, make_review
from tests.factories.shop import make_user, make_variant

pytestmark = pytest.mark.django_db


@pytest.fixture
def product() -> Product:
    return make_variant().product


def told(product: Product) -> tuple[int, int, int]:
    product.refresh_from_db()
    return product.rating_sum, product.review_count, product.cache_version


def test_what_waits_does_not_count_and_what_is_published_does(product):
    version = told(product)[2]
    review = make_review(product=product, stars=4)
    assert told(product) == (0, 0, version)
    reviews.publish(review=review, actor="staff", seen=1)
    make_review(product=product, stars=1, published=True)
    assert told(product) == (5, 2, version + 2)
    review.refresh_from_db()
    assert (review.state, review.published_at is not None) == ("published", True)


def test_a_rejected_one_is_taken_out_and_tells_why(product):
    review = make_review(product=product, stars=5, published=True)
    reviews.reject(review=review, actor="staff", reason="An advert.")
    assert told(product)[:2] == (0, 0)
    review.refresh_from_db()
    assert (review.state, review.reason, review.published_at) == ("rejected", "An advert.", None)
    reviews.publish(review=review, actor="staff", seen=1)
    assert told(product)[:2] == (5, 1)
    review.refresh_from_db()
    assert review.reason == ""


def test_each_step_is_in_the_history_and_nobody_changes_it(product):
    review = make_review(product=product, published=True)
    reviews.reject(review=review, actor="staff:usr_1", reason="Rude.")
    events = ModerationEvent.objects.filter(subject=review.public_id)
    assert list(events.values_list("before", "after", "actor", "reason")) == [
        ("", "pending", "shopper", ""),
        ("pending", "published", "staff", ""),
        ("published", "rejected", "staff:usr_1", "Rude."),
    ]
    with pytest.raises(Exception, match="Cannot update"), transaction.atomic():
        events.update(actor="nobody")


def test_published_twice_is_refused_and_counted_once(product):
    review = make_review(product=product, published=True)
    with pytest.raises(IllegalMove):
        reviews.publish(review=review, actor="staff", seen=1)
    assert told(product)[:2] == (4, 1)


def test_a_line_has_one_review(product):
    review = make_review(product=product)
    with pytest.raises(Conflict):
        reviews.write(reference=review.reference, product=product, author=None, opinion=make_opinion())
    assert Review.objects.count() == 1


def test_a_changed_review_waits_again_and_leaves_the_average(product):
    review = make_review(product=product, stars=5, published=True)
    changed = reviews.rewrite(review=review, opinion=make_opinion(stars=1, words="It broke."))
    assert told(product)[:2] == (0, 0)
    assert (changed.state, changed.stars, changed.words, changed.version) == ("pending", 1, "It broke.", 2)
    reviews.publish(review=changed, actor="staff", seen=2)
    assert told(product)[:2] == (1, 1)


def test_only_what_was_read_is_published(product):
    review = make_review(product=product)
    reviews.rewrite(review=review, opinion=make_opinion(words="Buy at my cousin's."))
    with pytest.raises(Conflict):
        reviews.publish(review=review, actor="staff", seen=1)
    review.refresh_from_db()
    assert review.state == "pending"


def test_after_thirty_days_it_stays_as_it_is(product):
    review = make_review(product=product, published=True)
    Review.objects.update(created_at=F("created_at") - timedelta(days=30))
    review.refresh_from_db()
    with pytest.raises(Refused):
        reviews.rewrite(review=review, opinion=make_opinion(stars=1))
    assert told(product)[:2] == (4, 1)


def test_the_stall_replies_once_and_may_change_its_mind(product):
    seller = make_user()
    review = make_review(product=product, published=True)
    reviews.reply(review=review, words=" Thank you. ", user=seller, actor="seller:x")
    reviews.reply(review=review, words="Thank you, Ada.", user=seller, actor="seller:x")
    review.refresh_from_db()
    assert (review.reply, review.replied_by, review.replied_at is not None) == ("Thank you, Ada.", seller, True)
    reviews.reply(review=review, words="", user=seller, actor="seller:x")
    review.refresh_from_db()
    assert (review.reply, review.replied_by, review.replied_at) == ("", None, None)
    with pytest.raises(Refused):
        reviews.reply(review=review, words="x" * 2001, user=seller, actor="seller:x")


def test_nobody_replies_to_what_nobody_reads(product):
    with pytest.raises(NotFound):
        reviews.reply(review=make_review(product=product), words="Hm.", user=None, actor="staff")


def test_the_badge_of_a_bought_thing_needs_a_line(product):
    with pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.create(product=product, stars=5, words="x", display_name="Ada")
    Review.objects.create(product=product, stars=5, words="x", display_name="Ada", is_bought=False)


def test_a_vote_outlives_its_voter(product):
    review, user = make_review(product=product, published=True), make_user()
    votes.vote(public_id=review.public_id, user=user)
    user.delete()
    review.refresh_from_db()
    assert (review.helpful_count, review.votes.count()) == (1, 1)


def test_repair_counts_anew_and_says_how_many_were_wrong(product):
    make_review(product=product, stars=3, published=True)
    make_review(product=product, stars=1)
    other = make_review(published=True).product
    Product.objects.filter(pk=product.pk).update(rating_sum=40, review_count=10)
    assert ratings.repair(product_ids=[other.pk]) == 0
    assert ratings.repair() == 1
    assert told(product)[:2] == (3, 1)
    assert ratings.repair() == 0


def test_columns_that_hold_too_little_are_told(product):
    review = make_review(product=product, published=True)
    Product.objects.filter(pk=product.pk).update(rating_sum=0, review_count=0)
    with pytest.raises(Conflict):
        reviews.reject(review=review, actor="staff", reason="x")
    review.refresh_from_db()
    assert review.state == "published"


@pytest.mark.django_db(transaction=True)
def test_ratings_ask_for_a_transaction(product):
    with pytest.raises(RuntimeError):
        ratings.add(product_id=product.pk, stars=3)
