"""Loading the demo market into a real database."""

from pathlib import Path

import pytest
from django.contrib.auth import authenticate
from django.db.models import F, Sum

from catalog.domain import listings
from catalog.domain.price_steps import check_steps
from catalog.models import Category, Download, Listing, Picture, Product, ScheduledPrice, StockLevel, Variant
from commerce.accounts.models import User
from commerce.demo import market
from commerce.demo.load import Loaded, load_market
from commerce.demo.load_odd import BULK, ODD
from commerce.demo.load_pictures import ground_of
from tests.commerce.demo.loaded.conftest import NOW, PASSWORD
from vendors.sellers.models import Seller, SellerMember
from vendors.shipping.models import ZonePlace

pytestmark = pytest.mark.timeout(400)  # the first test waits for the whole market


def test_everything_goes_in_and_a_second_run_does_nothing(loaded):
    assert loaded.sellers == len(market.sellers()) == Seller.objects.count()
    assert loaded.products == len(market.products()) == Product.objects.count()
    assert loaded.variants == sum(len(p.variants) for p in market.products()) == Variant.objects.count()
    assert loaded.categories == len(market.categories()) == Category.objects.count()
    assert loaded.pictures == Picture.objects.filter(review=None).count()
    assert load_market(now=NOW, password=PASSWORD) == Loaded()
    assert Product.objects.count() == loaded.products


def test_lists_find_what_they_need_on_the_product_row(loaded):
    cheaper = set(ScheduledPrice.objects.exclude(began_at=None).values_list("variant__product__slug", flat=True))
    for demo in market.products():
        row = Product.objects.get(slug=demo.slug)
        assert (row.price_from_minor == demo.price_minor) == (demo.slug not in cheaper)
        assert (row.available == 0) == all(variant.stock == 0 for variant in demo.variants)
        assert row.lead_picture.position == 1
        assert (row.rating_sum, row.review_count) == (demo.rating_sum, demo.rating_count)
        assert row.published_at < NOW
    assert listings.drifted() == []
    assert not Listing.objects.filter(vector=None).exists()


def test_every_picture_has_its_files(loaded, demo_media):
    for picture in Picture.objects.all():
        assert (picture.avif, picture.webp) == ([160, 320, 480, 720, 1280], [480])
        for name in [*(f"{width}.avif" for width in picture.avif), "480.webp"]:
            assert (demo_media / "pictures" / picture.digest / name).stat().st_size > 400
    assert not list(Path(demo_media).rglob("*.part"))


def test_a_colour_shows_its_own_picture(loaded):
    shirt = Product.objects.get(slug="clock-tower-t-shirt")
    shown = {v.option_values[1]: v.picture.alt for v in shirt.variants.select_related("picture")}
    assert shown["Sea blue"] == "A T-shirt with a print on the chest, sea blue"
    assert len(set(shown.values())) == 4


def test_some_goods_are_odd(loaded):
    odd = Product.objects.exclude(hazard="", packages=1, season_from=None)
    assert set(odd.values_list("title", flat=True)) == set(ODD)


def test_some_goods_are_cheaper_in_bulk(loaded):
    found = Variant.objects.exclude(price_steps=[]).select_related("product")
    assert {variant.product.title for variant in found} == set(BULK)
    for variant in found:
        check_steps(variant, variant.price_steps)


def test_stock_is_explained_by_movements(loaded):
    told = StockLevel.objects.annotate(told=Sum("movements__quantity")).filter(on_hand__gt=0)
    assert told.exists()
    assert not told.exclude(told=F("on_hand")).exists()
    assert not StockLevel.objects.filter(variant__product__is_digital=True).exists()


def test_sellers_deliver_home_and_abroad(loaded):
    for demo in market.sellers():
        seller = Seller.objects.get(slug=demo.slug)
        places = ZonePlace.objects.filter(zone__seller_ref=seller.public_id, area=None)
        rates = {place.country: place.zone.rates.get() for place in places}
        assert rates[demo.country].price_minor == demo.home_rate_minor
        assert rates["US"].price_minor == demo.abroad_rate_minor
        assert rates["US"].free_from_minor is None


def test_people_can_sign_in_and_owners_have_their_stall(loaded):
    assert User.objects.count() == len(market.sellers()) + len(market.shoppers()) + 1
    assert SellerMember.objects.count() == len(market.sellers())
    shopper = User.objects.get(email=market.shoppers()[0].email)
    assert shopper.check_password(PASSWORD)
    assert User.objects.get(is_staff=True).email == "staff@stabroek.example.com"
    assert authenticate(username=shopper.email, password="another") is None


def test_the_newest_goods_come_from_many_stalls(loaded):
    assert len({product.seller_id for product in Product.objects.order_by("-id")[:20]}) >= 6


def test_grounds_are_numbered_as_the_stylesheet_numbers_them():
    sheet = (Path(__file__).parents[4] / "static/css/components/picture.css").read_text()
    from commerce.demo.drawings.palette import GROUNDS

    for number, colour in enumerate(GROUNDS.values()):
        assert f".ground-{number} {{ --ground: {colour}; }}" in sheet
    assert ground_of("pepper-sauce-roof") == list(GROUNDS).index("food")


def test_every_download_has_its_file(loaded, demo_media):
    files = Download.objects.select_related("product")
    assert {file.product.slug for file in files} == {demo.slug for demo in market.products() if demo.digital}
    assert all((demo_media / "downloads" / file.digest).read_bytes().startswith(b"%PDF") for file in files)
