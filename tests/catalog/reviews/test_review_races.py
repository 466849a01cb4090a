"""Many at once: publishers, voters, writers of one line. Each has a connection of its own."""

import threading
from collections.abc import Callable, Sequence

import pytest
from django.db import connection

from catalog.domain import reviews, votes
from catalog.models import HelpfulVote, Product, Review
from commerce.kernel.errors import Conflict
from commerce.kernel.ids import new_id
from commerce.kernel.states import IllegalMove
from orders.domain import audit
from tests.factories.reviews import make_opinion, make_review
from tests.factories.shop import make_user, make_variant

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(works: Sequence[Callable[[], object]]) -> list[Exception]:
    """Run them in threads that begin together; what they raised."""
    gate, raised = threading.Barrier(len(works)), []

    def run(work: Callable[[], object]) -> None:
        try:
            gate.wait(20)
            work()
        except Exception as error:  # noqa: BLE001 - told to the test
            raised.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return raised


def told(product: Product) -> tuple[int, int]:
    product.refresh_from_db()
    return product.rating_sum, product.review_count


def wrong_ratings() -> list[str]:
    return [f.name for f in audit.faults(audit.audit_books()) if f.name in ("ratings_differ", "votes_differ")]


def test_twenty_published_at_once_add_up():
    product = make_variant().product
    waiting = [make_review(product=product, stars=number % 5 + 1) for number in range(20)]
    assert at_once([lambda r=r: reviews.publish(review=r, actor="staff", seen=1) for r in waiting]) == []
    assert told(product) == (60, 20)
    assert wrong_ratings() == []


def test_published_rejected_and_changed_at_once_add_up():
    product = make_variant().product
    read = [make_review(product=product, stars=5, published=True) for _ in range(6)]
    waiting = [make_review(product=product, stars=2) for _ in range(6)]
    works = [lambda r=r: reviews.publish(review=r, actor="staff", seen=1) for r in waiting]
    works += [lambda r=r: reviews.reject(review=r, actor="staff", reason="x") for r in read[:3]]
    works += [lambda r=r: reviews.rewrite(review=r, opinion=make_opinion(stars=1)) for r in read[3:]]
    assert at_once(works) == []
    assert told(product) == (12, 6)
    assert wrong_ratings() == []


def test_one_review_published_by_many_counts_once():
    review = make_review(stars=3)
    raised = at_once([lambda: reviews.publish(review=review, actor="staff", seen=1)] * 8)
    assert [type(error) for error in raised] == [IllegalMove] * 7
    assert told(review.product) == (3, 1)


def test_whoever_changes_it_first_is_not_published_unread():
    """Publishing and changing at once: either the new words wait, or the old ones were never published."""
    for _turn in range(6):
        review = make_review(stars=5)
        at_once(
            [
                lambda r=review: reviews.publish(review=r, actor="staff", seen=1),
                lambda r=review: reviews.rewrite(review=r, opinion=make_opinion(stars=1)),
            ]
        )
        review.refresh_from_db()
        assert (review.state, review.stars) == ("pending", 1)
        assert told(review.product) == (0, 0)


def test_one_line_is_reviewed_once_by_many():
    product, line = make_variant().product, new_id("oln")
    raised = at_once([lambda: reviews.write(reference=line, product=product, author=None, opinion=make_opinion())] * 8)
    assert [type(error) for error in raised] == [Conflict] * 7
    assert Review.objects.count() == 1


def test_votes_of_many_people_add_up_and_one_person_counts_once():
    review = make_review(published=True)
    people = [make_user() for _ in range(8)]
    works = [lambda user=user: votes.vote(public_id=review.public_id, user=user) for user in people for _ in range(2)]
    assert at_once(works) == []
    review.refresh_from_db()
    assert review.helpful_count == HelpfulVote.objects.count() == 8
    assert wrong_ratings() == []
