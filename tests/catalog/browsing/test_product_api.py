"""Products for programs."""

import pytest
from django.test import Client

from catalog.models import Category, Product, SlugHistory, Variant
from catalog.queries import categories
from tests.factories.shop import make_seller

API = "/api/v1/products"


@pytest.fixture
def pots(put) -> None:
    seller = make_seller(name="Bourda Pots", slug="bourda-pots")
    for number in range(30):
        put(f"Iron pot {number}", price=(number + 1) * 10_000, seller=seller)


def answer(client: Client, query: str):
    response = client.get(f"{API}?{query}")
    assert response.status_code == 200
    return response.json()


def test_one_result_says_everything(put, client: Client) -> None:
    put("Enamel mug", seller=make_seller(name="Bourda Pots", slug="bourda-pots"), units=3)
    assert answer(client, "search=mug")["results"] == [
        {
            "slug": "thing-1",
            "title": "Enamel mug",
            "url": "http://localhost/p/thing-1/",
            "price": {"minor": 185_000, "currency": "GYD", "text": "G$1,850"},
            "price_is_from": False,
            "compare_at": None,
            "seller": {"name": "Bourda Pots", "url": "http://localhost/s/bourda-pots/"},
            "rating": None,
            "review_count": 0,
            "availability": {"kind": "low", "text": "3 left"},
        }
    ]


@pytest.mark.parametrize("query", ["q=iron+pot", "q=iorn+pots", "sort=price-high", "q=pot&price_max=1500&sort=newest"])
def test_the_order_is_that_of_the_page(pots, client: Client, query: str) -> None:
    page = [card.slug for card in client.get(f"/search/?{query}").context["page"]["cards"]]
    assert [each["slug"] for each in answer(client, f"{query}&limit=24")["results"]] == page


def test_next_leads_through_everything_once(pots, client: Client) -> None:
    found = answer(client, "search=pot&limit=12")
    slugs = [each["slug"] for each in found["results"]]
    assert (found["count"], found["close_matches"]) == (30, False)
    while found["next"]:
        found = client.get(found["next"].removeprefix("http://localhost")).json()
        slugs += [each["slug"] for each in found["results"]]
    assert (len(slugs), len(set(slugs))) == (30, 30)


@pytest.mark.parametrize(
    "query", ["limit=51", "limit=0", "limit=ten", "limit=-1", "sort=cheapest", "rating=9", "price_min=x"]
)
def test_bad_input_is_a_problem_document(pots, client: Client, query: str) -> None:
    response = client.get(f"{API}?{query}")
    assert response.status_code == 400
    assert response.headers["Content-Type"] == "application/problem+json"
    assert (response.json()["status"], response.json()["code"]) == (400, "bad_request")


def test_fifty_at_most_and_twenty_four_by_itself(pots, client: Client) -> None:
    assert len(answer(client, "limit=50")["results"]) == 30
    assert len(answer(client, "")["results"]) == 24


def test_what_did_not_change_is_not_sent_again(pots, put, client: Client) -> None:
    first = client.get(f"{API}?search=pot")
    again = client.get(f"{API}?search=pot", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert first.headers["Cache-Control"] == "public, max-age=30"
    put("Iron pot with lid")
    changed = client.get(f"{API}?search=pot", headers={"If-None-Match": first.headers["ETag"]})
    assert changed.status_code == 200


def test_it_sets_no_cookie(pots, client: Client) -> None:
    assert client.get(API).cookies == {}
    assert "Cookie" not in client.get(API).headers.get("Vary", "")


def test_unknown_paths_and_methods_are_refused(db, client: Client) -> None:
    missing = client.get("/api/v1/nothing")
    assert (missing.status_code, missing.headers["Content-Type"]) == (404, "application/problem+json")
    assert client.post(API).status_code == 405


def test_one_product_says_what_can_be_bought(put, client: Client) -> None:
    put("Enamel mug", seller=make_seller(name="Bourda Pots", slug="bourda-pots"), units=3)
    variant = Variant.objects.get()
    response = client.get(f"{API}/thing-1")
    body = response.json()
    assert response["Cache-Control"] == "public, max-age=30"
    assert (body["title"], body["price"]["minor"], body["seller"]["name"]) == ("Enamel mug", 185_000, "Bourda Pots")
    assert body["variants"] == [
        {
            "id": variant.public_id,
            "sku": variant.sku,
            "options": "",
            "price": {"minor": 185_000, "currency": "GYD", "text": "G$1,850"},
            "bulk_prices": [],
            "availability": {"kind": "low", "text": "3 left"},
            "refusal": None,
        }
    ]
    assert client.get(f"{API}/thing-1", headers={"If-None-Match": response["ETag"]}).status_code == 304


def test_a_product_that_is_not_there_gone_or_elsewhere(put, client: Client) -> None:
    put("Enamel mug")
    product = Product.objects.get()
    assert (client.get(f"{API}/nothing").status_code, client.get(f"{API}/nothing").json()["code"]) == (404, "not_found")
    SlugHistory.objects.create(product=product, slug="old-mug")
    moved = client.get(f"{API}/old-mug")
    assert (moved.status_code, moved["Location"]) == (301, f"{API}/thing-1")
    Product.objects.update(status="archived")
    assert (client.get(f"{API}/thing-1").status_code, client.get(f"{API}/thing-1").json()["code"]) == (410, "gone")
    Product.objects.update(status="draft")
    assert client.get(f"{API}/thing-1").status_code == 404


@pytest.mark.django_db
def test_categories_are_a_tree(client: Client) -> None:
    root = Category.objects.create(name="Kitchen", slug="kitchen")
    Category.objects.create(name="Pots", slug="pots", parent=root)
    categories.forget()
    response = client.get("/api/v1/categories")
    pots = {"slug": "pots", "name": "Pots", "url": "http://localhost/c/pots/", "children": []}
    assert response.json()["results"] == [
        {"slug": "kitchen", "name": "Kitchen", "url": "http://localhost/c/kitchen/", "children": [pots]}
    ]
    assert client.get("/api/v1/categories", headers={"If-None-Match": response["ETag"]}).status_code == 304
