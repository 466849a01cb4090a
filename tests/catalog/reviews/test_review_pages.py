"""Reviews as shoppers read them: the section, the page of all, filters, votes, replies, strangers."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from catalog.domain import reviews
from catalog.models import HelpfulVote, Review, SlugHistory
from tests.factories.reviews import make_opinion, make_review, photograph
from tests.factories.shop import make_seller, make_user, make_variant
from vendors.sellers.models import SellerMember

pytestmark = pytest.mark.django_db


@pytest.fixture
def product():
    return make_variant().product


@pytest.fixture
def url(product) -> str:
    return f"{product.get_absolute_url()}reviews/"


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def shown(client: Client, address: str) -> list[str]:
    content = client.get(address).content.decode()
    return re.findall(r'<article class="review" id="(\w+)"', content)


def test_the_product_page_shows_the_first_five_and_leads_to_all(product, url):
    for number in range(7):
        make_review(product=product, title=f"No {number}", stars=5 if number else 2, published=True)
    make_review(product=product, title="Not read yet")
    content = Client().get(product.get_absolute_url()).content.decode()
    assert len(re.findall(r'<article class="review"', content)) == 5
    assert "Not read yet" not in content
    assert "All 7 reviews" in content
    assert f'href="{url}?stars=5"' in content
    assert '<rect width="86%"' in content


def test_without_reviews_it_says_so(product, url):
    for address in (product.get_absolute_url(), url):
        assert "Nobody has reviewed it yet" in Client().get(address).content.decode()


def test_filters_and_orders(product, url):
    old = make_review(product=product, stars=5, published=True)
    new = make_review(product=product, stars=2, published=True)
    Review.objects.filter(pk=old.pk).update(helpful_count=3, picture_count=1)
    client = Client()
    assert shown(client, url) == [old.public_id, new.public_id]
    assert shown(client, f"{url}?sort=newest") == [new.public_id, old.public_id]
    assert shown(client, f"{url}?stars=2") == [new.public_id]
    assert shown(client, f"{url}?photographs=1") == [old.public_id]
    assert shown(client, f"{url}?stars=9&sort=nonsense&after=nonsense") == [old.public_id, new.public_id]
    nothing = client.get(f"{url}?stars=4").content.decode()
    assert "None of the reviews is like that" in nothing
    assert "With photographs (1)" in nothing


@pytest.mark.parametrize("sort", ["helpful", "newest"])
def test_every_page_goes_on_where_the_last_one_ended(product, url, sort):
    made = [make_review(product=product, published=True).public_id for _ in range(23)]
    Review.objects.filter(public_id__in=made[::3]).update(helpful_count=2)
    seen, address, client = [], f"{url}?sort={sort}", Client()
    while address:
        content = client.get(address).content.decode()
        seen += re.findall(r'<article class="review" id="(\w+)"', content)
        following = re.search(r'rel="next" href="([^"]+)"', content)
        address = following[1].replace("&amp;", "&") if following else ""
    assert sorted(seen) == sorted(made)
    assert len(seen) == 23


def test_an_old_address_leads_on_and_an_unknown_one_nowhere(product, url):
    SlugHistory.objects.create(product=product, slug="old-mug")
    assert Client().get("/p/old-mug/reviews/")["Location"] == url
    assert Client().get("/p/no-mug/reviews/").status_code == 404


def test_words_are_words(product, url):
    make_review(product=product, words="<script>alert(1)</script>\n\nSecond part", title="<b>", published=True)
    content = Client().get(url).content.decode()
    assert "<script>alert" not in content
    assert "<p>Second part</p>" in content


@pytest.mark.parametrize("who", ["guest", "member"])
@pytest.mark.parametrize("place", ["", "reviews/"])
def test_reviews_cost_one_statement_at_most_however_many(product, who, place):
    client = client_of(make_user()) if who == "member" else Client()
    address = product.get_absolute_url() + place
    statements(client, address)
    without = statements(client, address)
    make_full_review(product)
    with_one = statements(client, address)
    for _ in range(2):
        make_full_review(product)
    more = 0 if (who, place) == ("guest", "") else 1  # what every guest sees first is kept
    assert statements(client, address) == with_one == without + more


def make_full_review(product) -> Review:
    from catalog.domain import photographs

    taken, _refused = photographs.take(files=[photograph(), photograph()], scope="x", room=5)
    review = make_review(product=product)
    reviews.rewrite(review=review, opinion=make_opinion(), photographs=taken)
    reviews.publish(review=review, actor="staff", seen=2)
    reviews.reply(review=review, words="Thank you.", user=None, actor="staff")
    return review


def statements(client: Client, address: str) -> int:
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as taken:
        content = client.get(address).content.decode()
    count = len([one for one in taken.captured_queries if not one["sql"].startswith(("SAVEPOINT", "RELEASE"))])
    assert ("Thank you." in content) == ("review-photos" in content)
    return count


def test_a_vote_counts_and_is_taken_back(product, url):
    review, voter = make_review(product=product, published=True), client_of(make_user())
    vote = f"/reviews/{review.public_id}/vote/"
    answer = voter.post(vote, {"next": product.get_absolute_url()})
    assert answer["Location"] == f"{product.get_absolute_url()}#{review.public_id}"
    assert 'aria-pressed="true"' in voter.get(url).content.decode()
    voter.post(vote)
    review.refresh_from_db()
    assert review.helpful_count == 1
    voter.post(vote, {"take_back": "1"})
    voter.post(vote, {"take_back": "1"})
    review.refresh_from_db()
    assert (review.helpful_count, HelpfulVote.objects.count()) == (0, 0)


def test_a_guest_is_asked_to_sign_in_and_comes_back(product, url):
    review = make_review(product=product, published=True)
    answer = Client().post(f"/reviews/{review.public_id}/vote/", {"next": product.get_absolute_url()})
    assert answer["Location"].startswith("/account/login/?next=/p/")
    assert f"%23{review.public_id}" in answer["Location"]
    assert f"/account/login/?next=/p/{product.slug}/reviews/%23{review.public_id}" in Client().get(url).content.decode()
    assert HelpfulVote.objects.count() == 0


@pytest.mark.parametrize("to", ["https://elsewhere.example/p/", "//elsewhere.example/p/", ""])
def test_a_vote_leads_to_our_own_pages_only(product, url, to):
    review = make_review(product=product, published=True)
    location = client_of(make_user()).post(f"/reviews/{review.public_id}/vote/", {"next": to})["Location"]
    assert "elsewhere" not in location
    assert location == f"{url}#{review.public_id}"


def test_ones_own_review_cannot_be_voted_for(product, url):
    author = make_user()
    review = make_review(product=product, author=author, published=True)
    client = client_of(author)
    assert "Your review" in client.get(url).content.decode()
    client.post(f"/reviews/{review.public_id}/vote/")
    assert HelpfulVote.objects.count() == 0


def test_nobody_votes_for_what_nobody_reads(product):
    waiting = make_review(product=product)
    client = client_of(make_user())
    assert client.post(f"/reviews/{waiting.public_id}/vote/").status_code == 404
    assert client.post("/reviews/rev_nothing/vote/").status_code == 404


def test_who_works_at_the_stall_replies(product, url):
    seller = make_user()
    SellerMember.objects.create(seller=product.seller, user=seller)
    review, client = make_review(product=product, published=True), client_of(seller)
    page = f"/reviews/{review.public_id}/reply/"
    assert page in client.get(url).content.decode()
    assert client.get(page).status_code == 200
    refused = client.post(page, {"words": ""})
    assert (refused.status_code, "Write what you want to say" in refused.content.decode()) == (422, True)
    assert client.post(page, {"words": "Thank you."}).status_code == 302
    assert "Thank you." in Client().get(url).content.decode()
    assert "Thank you." in client.get(page).content.decode()


@pytest.mark.parametrize("who", ["shopper", "another stall", "staff"])
def test_others_do_not_reply(product, url, who):
    stranger = make_user(is_staff=who == "staff")
    if who == "another stall":
        SellerMember.objects.create(seller=make_seller(), user=stranger)
    review, client = make_review(product=product, published=True), client_of(stranger)
    page = f"/reviews/{review.public_id}/reply/"
    assert page not in client.get(url).content.decode()
    assert client.get(page).status_code == client.post(page, {"words": "Ha."}).status_code == 404
    assert Client().post(page, {"words": "Ha."}).status_code == 302
    review.refresh_from_db()
    assert review.reply == ""


def test_programs_read_the_same(product):
    for number in range(3):
        make_review(product=product, stars=number + 3, published=True)
    make_review(product=product)
    address = f"/api/v1/products/{product.slug}/reviews"
    answer = Client().get(f"{address}?limit=2&sort=newest")
    body = answer.json()
    assert (body["rating"], body["count"]) == ("4.0", 3)
    assert body["spread"] == {"5": 1, "4": 1, "3": 1, "2": 0, "1": 0}
    assert [each["stars"] for each in body["results"]] == [5, 4]
    assert set(body["results"][0]) == {
        "id", "stars", "title", "words", "name", "bought", "written_at", "helpful", "photographs", "reply",
    }  # fmt: skip
    rest = Client().get(body["next"].removeprefix("http://localhost")).json()
    assert ([each["stars"] for each in rest["results"]], rest["next"]) == ([3], None)
    again = Client().get(f"{address}?limit=2&sort=newest", headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304
    assert Client().get(f"{address}?limit=0").status_code == 400
    assert Client().get("/api/v1/products/no-mug/reviews").status_code == 404
