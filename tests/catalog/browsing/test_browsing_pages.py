"""Pages of browsing as a visitor meets them."""

import pytest
from django.test import Client

from catalog.models import Product, SlugHistory
from tests.factories.shop import make_seller, make_user


def text(client: Client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status
    return response.content.decode()


def test_an_empty_market_says_so(db, client: Client) -> None:
    assert "The stalls are being set up" in text(client, "/")
    assert "No stall is open yet" in text(client, "/sellers/")
    assert "Nothing on this shelf yet" in text(client, "/search/")


def test_the_front_shows_shelves_stalls_and_categories(put, shelf, client: Client) -> None:
    put("Enamel mug", category=shelf)
    page = text(client, "/")
    assert "New on the stalls" in page
    assert 'href="/p/thing-1/"' in page
    assert 'class="tile" href="/c/kitchen/"' in page


def test_a_category_shows_its_branch_and_its_way(put, shelf, client: Client) -> None:
    from catalog.domain.categories import create_category

    put("Tin cup", category=create_category(name="Cups", parent=shelf))
    page = text(client, "/c/kitchen/")
    assert "Tin cup" in page
    assert '<link rel="canonical" href="http://localhost/c/kitchen/">' in page
    assert '<a href="/c/kitchen/">Kitchen</a>' in text(client, "/c/cups/")


@pytest.mark.parametrize("path", ["/c/none/", "/p/none/", "/s/none/", "/c/hidden/"])
def test_what_is_not_there_is_a_helpful_404(shelf, client: Client, path: str) -> None:
    from catalog.domain.categories import create_category

    create_category(name="Hidden", is_active=False)
    assert "Nobody stands at this stall" in text(client, path, 404)


def test_a_category_made_a_moment_ago_is_found(shelf, client: Client) -> None:
    from catalog.domain.categories import create_category

    text(client, "/c/kitchen/")
    create_category(name="Brand new")
    assert "Brand new" in text(client, "/c/brand-new/")


def test_a_stall_shows_its_own_goods(put, client: Client) -> None:
    seller = make_seller(name="Bourda Pots", slug="bourda-pots", dispatch_days=2, return_days=30)
    put("Own pot", seller=seller)
    put("Other pot")
    page = text(client, "/s/bourda-pots/")
    assert "Own pot" in page
    assert "Other pot" not in page
    assert "Sends within 2 working days" in page
    assert "30 days to send it back" in page
    assert "Bourda Pots" in text(client, "/sellers/")


def test_a_suspended_stall_and_its_goods_are_gone(put, client: Client) -> None:
    seller = make_seller(slug="shut", state="suspended")
    put("Pot", seller=seller)
    text(client, "/s/shut/", 404)
    text(client, "/p/thing-1/", 404)


def test_a_product_tells_price_stock_delivery_and_details(put, shelf, client: Client) -> None:
    put("Enamel mug", category=shelf, details={"Material": "Enamel"}, description="<p>Holds tea.</p>", units=3)
    page = text(client, "/p/thing-1/")
    for piece in [
        "G$1,850",
        "3 left",
        "Delivery to <b>Guyana</b>",
        "for G$300</span>",
        "<p>Holds tea.</p>",
        "Enamel",
        'name="variant" value="var_',
    ]:
        assert piece in page


def test_an_old_address_leads_to_the_new_one(put, client: Client) -> None:
    product = put("Enamel mug")
    SlugHistory.objects.create(product=product, slug="old-mug")
    response = client.get("/p/old-mug/?v=var_x")
    assert (response.status_code, response.headers["Location"]) == (301, "/p/thing-1/?v=var_x")


def test_an_archived_product_says_so_and_offers_its_neighbours(put, shelf, client: Client) -> None:
    put("Old mug", category=shelf, status="archived")
    put("New mug", category=shelf)
    page = text(client, "/p/thing-1/", 410)
    assert "This is no longer sold." in page
    assert "New mug" in page


def test_a_draft_is_for_staff_who_ask_for_it(put, client: Client) -> None:
    put("Draft mug", status="draft")
    text(client, "/p/thing-1/?preview=1", 404)
    client.force_login(make_user())
    text(client, "/p/thing-1/?preview=1", 404)
    client.force_login(make_user(is_staff=True))
    text(client, "/p/thing-1/", 404)
    assert "shoppers cannot see this product" in text(client, "/p/thing-1/?preview=1")


def test_a_sold_out_product_stays_and_cannot_be_added(put, client: Client) -> None:
    put("Rare mug", units=0)
    page = text(client, "/p/thing-1/")
    assert "Sold out for now" in page
    assert 'name="variant"' not in page
    assert 'class="card-add"' not in text(client, "/search/")


def test_a_thing_that_costs_nothing_is_free(put, client: Client) -> None:
    put("Voter guide", price=0)
    assert '<span class="price-now">Free</span>' in text(client, "/search/")
    assert '<span class="price-now">Free</span>' in text(client, "/p/thing-1/")


def test_a_thing_without_weight_counts_as_a_standard_parcel(put, client: Client) -> None:
    put("Mug", weight=None)
    assert "Weight not given: counted as a standard parcel." in text(client, "/p/thing-1/")


def test_a_thing_too_heavy_to_send_asks_for_a_quote(put, client: Client) -> None:
    put("Anvil", weight=95_000, seller=make_seller(name="Forge", email="forge@example.com"))
    page = text(client, "/p/thing-1/")
    assert "One piece weighs 95.0 kg (209 lb). A piece may weigh 90.7 kg (200 lb) at most: ask for a quote." in page
    assert 'href="mailto:forge@example.com?subject=Anvil"' in page
    assert "Add to cart" not in page
    assert "to Guyana" not in page


def test_a_stall_that_does_not_deliver_here_says_so(put, client: Client) -> None:
    put("Mug", seller=make_seller(delivers=False))
    assert "This stall does not deliver to Guyana." in text(client, "/p/thing-1/")


def test_close_matches_are_told_as_such(put, client: Client) -> None:
    put("Samsung phone")
    assert "Nothing says “samsng”. These are for “samsung”." in text(client, "/search/?q=samsng")
    assert "Nothing says exactly that. These are close matches." in text(client, "/search/?q=samsung+qqzz")
    assert "1 exact match, then what comes close." in text(client, "/search/?q=samsung")


def test_nothing_found_leads_on(put, shelf, client: Client) -> None:
    put("Samsung phone", category=shelf)
    page = text(client, "/search/?q=xamzonk")
    assert "Nothing found for “xamzonk”" in page
    assert "What sells" in page
    assert 'href="/c/kitchen/">Kitchen</a>' in page


def test_applied_filters_are_chips_with_the_address_without_them(put, shelf, client: Client) -> None:
    put("Iron pot", category=shelf, details={"Material": "Iron"})
    page = text(client, "/c/kitchen/?a_material=Iron&price_max=2000")
    assert 'href="/c/kitchen/?price_max=2000"><span class="one-line">Material: Iron</span>' in page
    assert 'href="/c/kitchen/?a_material=Iron"><span class="one-line">Up to G$2,000</span>' in page


def test_a_filter_that_cannot_be_meant_is_told(put, client: Client) -> None:
    put("Pot")
    assert "A rating is a number from 1 to 5; it was left out." in text(client, "/search/?rating=99")


def test_load_more_is_a_link_that_survives_going_back(put, client: Client) -> None:
    seller = make_seller()
    for number in range(26):
        put(f"Pot {number}", seller=seller)
    first = client.get("/search/?sort=newest")
    following = first.context["page"]["next_url"]
    assert first.content.decode().count('<li class="card">') == 24
    second = text(client, following)
    assert second.count('<li class="card">') == 2
    assert "Back to the products before these" in second
    assert "26 of 26 products" in second
    part = client.get(following, headers={"HX-Request": "true"})
    assert "Back to the products before these" not in part.content.decode()
    assert part.headers["HX-Push-Url"] == following


def test_a_page_that_did_not_change_is_not_sent_again(put, client: Client) -> None:
    put("Pot")
    first = client.get("/search/")
    tagged = first.headers["ETag"]
    assert client.get("/search/", headers={"If-None-Match": tagged}).status_code == 304
    put("Lid")
    assert client.get("/search/", headers={"If-None-Match": tagged}).status_code == 200
    assert first.headers["Cache-Control"] == "private, no-cache"


def test_hostile_words_stay_words(put, client: Client) -> None:
    put("<script>alert(1)</script> mug")
    page = text(client, "/search/?q=%3Cscript%3Ealert(1)%3C/script%3E")
    assert "<script>alert" not in page


def test_a_product_without_variants_or_pictures_has_a_page(db, client: Client) -> None:
    Product.objects.create(seller=make_seller(), title="Bare", slug="bare", status="active", currency="GYD")
    assert "No picture yet" in text(client, "/p/bare/")
