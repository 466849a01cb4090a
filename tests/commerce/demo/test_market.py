"""The made-up market: complete, consistent, the same every time."""

from html.parser import HTMLParser

import pytest

from commerce.demo import market
from commerce.demo.drawings.looks import LOOKS
from commerce.demo.goods import rows
from commerce.demo.market import categories, products, sellers, shoppers

SIX = ["books", "apparel", "resources", "digital-downloads", "merchandise", "ministry-tools"]
NAMED_SHELVES = {
    "books": {"christian-living", "political-commentary", "bible-studies"},
    "apparel": {"t-shirts", "hats", "hoodies"},
    "resources": {"voter-guides", "study-guides", "curriculum"},
    "digital-downloads": {"e-books", "pdfs", "video-courses"},
    "merchandise": {"mugs", "stickers", "posters"},
    "ministry-tools": {"sermon-outlines", "graphics-packages"},
}


def variants():
    return [variant for product in products() for variant in product.variants]


def test_the_market_is_of_the_promised_size():
    assert 580 <= len(products()) <= 650
    assert [s.country for s in sellers()].count("GY") == 7
    assert [s.country for s in sellers()].count("BD") == 5
    assert len(shoppers()) == 8


def test_the_market_is_the_same_every_time():
    before = products()
    for cached in (market.products, market.sellers, market.categories, rows):
        cached.cache_clear()
    assert products() == before
    assert products() is not before


@pytest.mark.parametrize("field", ["title", "slug"])
def test_products_have_names_of_their_own(field):
    names = [getattr(product, field) for product in products()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("field", ["sku", "barcode"])
def test_variants_have_numbers_of_their_own(field):
    numbers = [getattr(variant, field) for variant in variants()]
    assert len(numbers) == len(set(numbers))


def test_barcodes_are_valid_ean_13_for_use_within_a_store():
    for variant in variants():
        digits = [int(digit) for digit in variant.barcode]
        assert len(digits) == 13
        assert variant.barcode.startswith("20")
        assert (sum(digits[::2]) + 3 * sum(digits[1::2])) % 10 == 0


def test_every_product_lies_on_a_shelf_below_the_top_and_belongs_to_a_seller():
    shelves = {category.slug for category in categories() if category.parent}
    assert {product.category for product in products()} == shelves
    assert {product.seller for product in products()} == {seller.slug for seller in sellers()}


def test_the_tree_starts_with_the_six_named_categories_and_holds_their_shelves():
    tops = [category.slug for category in categories() if not category.parent]
    assert tops[:6] == SIX
    for top, shelves in NAMED_SHELVES.items():
        assert shelves <= {category.slug for category in categories() if category.parent == top}


def test_parents_come_before_their_children():
    seen = {""}
    for category in categories():
        assert category.parent in seen
        seen.add(category.slug)
    assert len(seen) == len(categories()) + 1


def test_every_look_exists():
    assert {category.look for category in categories() if category.look} <= set(LOOKS)
    assert {product.look for product in products()} <= set(LOOKS)
    assert {variant.look for variant in variants()} <= set(LOOKS)


def test_sellers_have_each_a_stall_colour_and_fair_terms():
    assert sorted(seller.stall_colour for seller in sellers()) == list(range(1, 13))
    for seller in sellers():
        assert 0 < seller.home_rate_minor < seller.abroad_rate_minor
        assert seller.home_days[0] < seller.home_days[1] < seller.abroad_days[1]


def test_prices_are_whole_dollars_and_old_prices_are_higher():
    for variant in variants():
        assert variant.price_minor >= 0
        assert variant.price_minor % 100 == 0
        assert variant.compare_at_minor is None or variant.compare_at_minor > variant.price_minor


def test_options_agree_between_product_and_variants():
    for product in products():
        assert len(product.options) <= 3
        expected = 1
        for _, values in product.options:
            expected *= len(values)
        assert len({variant.options for variant in product.variants}) == expected == len(product.variants)


def test_the_market_has_every_case_a_shop_must_show():
    sold_out = [p for p in products() if all(v.stock == 0 for v in p.variants)]
    partly = [p for p in products() if {v.stock == 0 for v in p.variants} == {True, False}]
    assert len(sold_out) >= 5
    assert len(partly) >= 20
    assert any(0 < (variant.stock or 0) <= 3 for variant in variants())
    assert sum(product.price_minor == 0 for product in products()) >= 3
    assert any(v.weight_g is None for p in products() if not p.digital for v in p.variants)
    assert any(product.rating_count == 0 for product in products())
    assert any(ord(letter) > 0x0980 for product in products() for letter in product.title)


def test_downloads_are_neither_counted_nor_weighed():
    for product in products():
        for variant in product.variants:
            assert (variant.stock is None) == product.digital
            assert not (product.digital and variant.weight_g)


def test_ratings_lie_between_one_and_five():
    for product in products():
        assert product.rating_count <= product.rating_sum <= 5 * product.rating_count


def test_descriptions_are_clean_paragraphs_and_lists():
    tags = set()
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attrs: tags.add((tag, bool(attrs)))
    for product in products():
        parser.feed(product.description)
        assert product.description.startswith("<p>")
        assert "!" not in product.description
    assert tags == {("p", False), ("ul", False), ("li", False)}


def test_shoppers_cannot_be_real():
    assert all(shopper.email.endswith("@example.com") for shopper in shoppers())
