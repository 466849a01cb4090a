"""What a product's page says to everybody is read once, told to the right ones, and never older than a price may be."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from catalog.models import StockLevel
from catalog.queries import categories, product_kept
from catalog.queries.product_kept import NotOnSale, ProductPage
from commerce.accounts.domain.delivery_place import Place
from commerce.kernel import cached
from commerce.kernel.page_cache import edits
from commerce.kernel.page_cache.shared import FLAG

pytestmark = pytest.mark.django_db
HOME = Place("GY", None, "Guyana")


def look(slug: str, place: Place = HOME, **params: str) -> ProductPage:
    return product_kept.product_on_sale(slug, params, place, categories.tree(), now=timezone.now())


@pytest.fixture
def mug(put):
    return put("Mug")


def test_the_second_look_asks_nothing(mug, in_a_request):
    first = look(mug.slug)
    with CaptureQueriesContext(connection) as taken:
        assert look(mug.slug) is first
    assert len(taken) == 0


def test_an_edit_is_seen_at_once(mug, in_a_request):
    assert look(mug.slug).shown.title == "Mug"
    mug.title = "Jug"
    mug.save()
    edits.changed()
    in_a_request()
    assert look(mug.slug).shown.title == "Jug"


def test_stock_is_as_old_as_a_price_may_be(mug, in_a_request, monkeypatch):
    kept = []
    monkeypatch.setattr(cached.cache, "set", lambda key, value, seconds: kept.append((key, seconds)))
    before = look(mug.slug).shown.variant
    StockLevel.objects.update(on_hand=0, held=0, allocated=0)
    cached.memory.clear()
    assert look(mug.slug).shown.variant != before
    assert {seconds for key, seconds in kept if key.startswith("product:")} == {30}


def test_a_page_for_everybody_is_made_of_fresh_values(mug, client):
    """It is kept for as long as a price may be old itself."""

    def is_sold_out(**environ: str) -> bool:
        return b"Sold out" in client.get(mug.get_absolute_url(), **environ).content

    assert not is_sold_out()
    StockLevel.objects.update(on_hand=0, held=0, allocated=0)
    assert not is_sold_out()
    assert is_sold_out(**{FLAG: "yes"})


def test_each_place_language_and_choice_has_its_own(mug, in_a_request):
    first = look(mug.slug)
    assert look(mug.slug, Place("BD", None, "Bangladesh")) is not first
    assert look(mug.slug, v="other") is not first
    with translation.override("bn"):
        assert look(mug.slug) is not first


def test_an_address_longer_than_ours_is_not_kept(mug, in_a_request):
    long = "x" * product_kept.LONGEST
    assert look(mug.slug, utm=long) is not look(mug.slug, utm=long)


@pytest.mark.parametrize("status", ["draft", "archived"])
def test_what_is_not_on_sale_is_not_kept(put, status, in_a_request):
    gone = put("Gone", status=status)
    with pytest.raises(NotOnSale) as refused:
        look(gone.slug)
    assert (refused.value.product is not None) == (status == "archived")
    assert not any(key.startswith("product:") for key in cached.memory)
