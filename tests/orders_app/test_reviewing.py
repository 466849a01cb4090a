"""Who may write a review of what: a line that has arrived, once, by whom the order belongs to."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import F
from django.test import Client

from catalog.domain import reviews
from catalog.models import Review
from commerce.jobs.domain import work
from commerce.jobs.models import Job
from commerce.kernel.clock import database_now
from commerce.notifications.domain import declining
from commerce.notifications.models import Email, Wanted
from orders.domain import audit, fulfil
from orders.models import Order, SellerOrder
from tests.factories.minutes import begin_early_in_a_minute
from tests.factories.reviews import delivered, photograph
from tests.factories.shop import make_order, make_user, make_variant

pytestmark = pytest.mark.django_db
TYPED = {"stars": "4", "words": "Holds the heat.", "display_name": "Ada", "title": ""}


@pytest.fixture(autouse=True)
def media(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = str(tmp_path)


def page_of(order: Order, number: int = 0) -> str:
    return f"{order.get_absolute_url()}reviews/{order.lines.all()[number].public_id}/"


def by_letter(order: Order) -> Client:
    client = Client()
    client.get(f"{order.get_absolute_url()}?key={order.token}")
    return client


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def text_of(answer) -> str:
    return answer.content.decode()


def test_a_guest_reviews_what_has_arrived():
    order = delivered()
    guest = by_letter(order)
    assert page_of(order) in text_of(guest.get(order.get_absolute_url()))
    assert 'value="Test"' in text_of(guest.get(page_of(order)))
    answer = guest.post(page_of(order), TYPED)
    assert (answer.status_code, answer["Location"]) == (302, order.get_absolute_url())
    review = Review.objects.get()
    assert (review.reference, review.author, review.state) == (order.lines.get().public_id, None, "pending")
    assert (review.stars, review.words, review.display_name, review.is_bought) == (4, "Holds the heat.", "Ada", True)
    assert "waiting to be read" in text_of(guest.get(order.get_absolute_url()))
    assert [f.name for f in audit.faults(audit.audit_books()) if f.name == "reviewed_before_arrival"] == []


def test_a_members_review_is_the_members_whoever_holds_the_link():
    user = make_user()
    order = delivered(user=user)
    by_letter(order).post(page_of(order), TYPED)
    assert Review.objects.get().author == user


def test_the_key_of_the_letter_opens_the_form_and_leaves_the_address():
    order = delivered()
    client = Client()
    answer = client.get(f"{page_of(order)}?key={order.token}")
    assert (answer.status_code, answer["Location"]) == (302, page_of(order))
    assert client.get(page_of(order)).status_code == 200


@pytest.mark.parametrize("who", ["stranger", "another shopper", "staff", "wrong key"])
def test_nobody_else_reviews_it(who):
    order = delivered(user=make_user())
    client = signed_in(make_user(is_staff=who == "staff")) if who in ("another shopper", "staff") else Client()
    page = page_of(order) + ("?key=wrong" if who == "wrong key" else "")
    assert client.get(page).status_code == client.post(page, TYPED).status_code == 404
    assert not Review.objects.exists()


@pytest.mark.parametrize("state", ["confirmed", "shipped", "cancelled"])
def test_what_has_not_arrived_is_not_reviewed(state):
    order = delivered()
    SellerOrder.objects.update(state=state)
    guest = by_letter(order)
    assert "reviews/" not in text_of(guest.get(order.get_absolute_url()))
    assert guest.post(page_of(order), TYPED).status_code == 404


def test_a_line_of_another_order_is_not_there():
    mine, other = delivered(), delivered()
    page = f"{mine.get_absolute_url()}reviews/{other.lines.get().public_id}/"
    assert by_letter(mine).post(page, TYPED).status_code == 404


def test_once_written_it_is_changed_and_not_written_twice():
    order = delivered()
    guest = by_letter(order)
    guest.post(page_of(order), TYPED)
    reviews.publish(review=Review.objects.get(), actor="staff", seen=1)
    assert "Holds the heat." in text_of(guest.get(page_of(order)))
    guest.post(page_of(order), TYPED | {"stars": "2"})
    review = Review.objects.get()
    assert (review.stars, review.state, review.product.review_count) == (2, "pending", 0)


def test_the_order_says_why_it_was_not_published_and_when_it_is_too_late():
    order = delivered()
    guest = by_letter(order)
    guest.post(page_of(order), TYPED)
    reviews.reject(review=Review.objects.get(), actor="staff", reason="It names a person.")
    assert "It names a person." in text_of(guest.get(order.get_absolute_url()))
    assert "It names a person." in text_of(guest.get(page_of(order)))
    Review.objects.update(created_at=F("created_at") - timedelta(days=31))
    assert "Change it" not in text_of(guest.get(order.get_absolute_url()))
    assert guest.get(page_of(order)).status_code == 302
    assert guest.post(page_of(order), TYPED | {"stars": "1"}).status_code == 302
    assert Review.objects.get().stars == 4


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"stars": ""}, "Choose from one to five stars."),
        ({"stars": "6"}, "not one of the available choices"),
        ({"words": ""}, "Write a few words."),
        ({"display_name": ""}, "Give a name to show beside it."),
        ({"display_name": "ada@example.com"}, "Do not show your e-mail address."),
        ({"words": "x" * 4001}, "at most 4000 characters"),
    ],
)
def test_what_is_missing_is_said_beside_its_field_and_the_rest_is_kept(typed, words):
    order = delivered()
    answer = by_letter(order).post(page_of(order), TYPED | {"title": "A title of mine"} | typed)
    assert answer.status_code == 422
    assert words in text_of(answer)
    assert "A title of mine" in text_of(answer)
    assert not Review.objects.exists()


def test_an_accepted_photograph_survives_what_else_was_wrong():
    order = delivered()
    guest = by_letter(order)
    bad = SimpleUploadedFile("drawing.svg", b"<svg/>", content_type="image/svg+xml")
    answer = guest.post(page_of(order), TYPED | {"photographs": [photograph(), bad], "words": "Typed once."})
    assert answer.status_code == 422
    assert "drawing.svg: This is not a picture" in text_of(answer)
    assert "Typed once." in text_of(answer)
    (token,) = re.findall(r'name="kept" value="([^"]+)"', text_of(answer))
    assert guest.post(page_of(order), TYPED | {"kept": [token]}).status_code == 302
    assert Review.objects.get().pictures.filter(state="ready").count() == 1


def test_photographs_are_taken_away_and_limited_to_five():
    order = delivered()
    guest = by_letter(order)
    answer = guest.post(page_of(order), TYPED | {"photographs": [photograph() for _ in range(6)]})
    assert (answer.status_code, "at most 5 photographs" in text_of(answer)) == (422, True)
    assert guest.post(page_of(order), TYPED | {"photographs": [photograph() for _ in range(5)]}).status_code == 302
    first = Review.objects.get().pictures.first().public_id
    assert guest.post(page_of(order), TYPED | {"dropped": [first], "photographs": photograph()}).status_code == 302
    review = Review.objects.get()
    assert (review.picture_count, review.pictures.filter(public_id=first).exists()) == (5, False)


def test_a_flood_is_held_back():
    order = delivered()
    guest = by_letter(order)
    begin_early_in_a_minute()
    answers = [guest.post(page_of(order), TYPED | {"stars": ""}).status_code for _ in range(11)]
    assert answers[-1] == 429


def test_an_order_costs_one_statement_more_however_many_lines(django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def taken(order: Order) -> int:
        guest = by_letter(order)
        for number in range(order.lines.count()):
            guest.post(page_of(order, number), TYPED)
        guest.get(order.get_absolute_url())
        with CaptureQueriesContext(connection) as queries:
            guest.get(order.get_absolute_url())
        return len(queries)

    seller = make_variant().product.seller
    one = delivered((make_variant(seller=seller), 1))
    three = delivered(*((make_variant(seller=seller), 1) for _ in range(3)))
    assert taken(one) == taken(three)


def run(kind: str) -> str:
    job = Job.objects.filter(kind=kind).latest("pk")
    return work.run(job.pk, job.queue)


def sent_out(order: Order) -> Order:
    Order.objects.filter(pk=order.pk).update(state="paid", paid_at=order.placed_at)
    SellerOrder.objects.filter(order=order).update(state="shipped", shipped_at=order.placed_at)
    return order


def test_the_invitation_is_planned_for_days_after_the_last_parcel():
    order = sent_out(make_order((make_variant(), 1), (make_variant(), 1)))
    first, last = order.parts.all()
    fulfil.deliver(part=first, actor="staff")
    assert run("orders.plan_review_invitation") == "done"
    assert not Job.objects.filter(kind="orders.send_review_invitation").exists()
    fulfil.deliver(part=last, actor="staff")
    assert run("orders.plan_review_invitation") == "done"
    job = Job.objects.get(kind="orders.send_review_invitation")
    assert timedelta(days=5) - (job.run_at - database_now()) < timedelta(minutes=1)


def invited(order: Order) -> list[Email]:
    from orders.tasks import send_review_invitation

    send_review_invitation(order=order.public_id)
    return list(Email.objects.filter(template="review_invitation"))


def test_the_invitation_names_each_thing_with_its_link_and_goes_out_once():
    order = delivered((make_variant(), 1), (make_variant(), 2))
    (mail,) = invited(order)
    assert len(invited(order)) == 1
    for line in order.lines.all():
        link = f"http://localhost{order.get_absolute_url()}reviews/{line.public_id}/?key={order.token}"
        assert link in mail.text
        assert link.replace("&", "&amp;") in mail.html
    assert mail.subject == f"How was order {order.number}?"


def test_only_what_is_not_reviewed_yet_is_asked_for():
    order = delivered((make_variant(), 1), (make_variant(), 1))
    by_letter(order).post(page_of(order, 1), TYPED)
    (mail,) = invited(order)
    assert [line.public_id in mail.text for line in order.lines.all()] == [True, False]


def test_who_declines_is_not_asked_by_any_order_until_they_allow_it():
    order, other = delivered(), delivered()
    (mail,) = invited(order)
    stop = f"{order.get_absolute_url()}invitations/"
    assert f"http://localhost{stop}?key={order.token}" in mail.text
    assert f"{stop}?key={order.token}" in mail.html
    client = Client()
    answer = client.get(f"{stop}?key={order.token}")
    assert (answer.status_code, answer["Location"]) == (302, stop)
    assert "Stop asking for reviews?" in text_of(client.get(stop))
    assert not declining.is_declined(address=order.email, kind=Wanted.REVIEWS)  # a look at the link changes nothing
    Order.objects.filter(pk=other.pk).update(email=order.email.upper())
    assert [client.post(stop).status_code for _twice in range(2)] == [302, 302]
    assert "We do not ask any more" in text_of(client.get(stop))
    assert len(invited(other)) == 1
    client.post(stop, {"again": "1"})
    assert len(invited(other)) == 2


@pytest.mark.parametrize("who", ["stranger", "another shopper", "staff"])
def test_nobody_declines_for_others(who):
    order = delivered(user=make_user())
    client = Client() if who == "stranger" else signed_in(make_user(is_staff=who == "staff"))
    stop = f"{order.get_absolute_url()}invitations/"
    assert client.get(stop).status_code == client.post(stop).status_code == 404
    assert not declining.is_declined(address=order.email, kind=Wanted.REVIEWS)


def test_nobody_is_asked_for_what_is_reviewed_or_never_came():
    order = delivered()
    by_letter(order).post(page_of(order), TYPED)
    assert invited(order) == []
    assert invited(sent_out(make_order((make_variant(), 1)))) == []
