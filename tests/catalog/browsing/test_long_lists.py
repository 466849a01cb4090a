"""Lists that are too long to be counted or scored as a whole say what they know, and no more."""

import pytest
from django.test import Client

from catalog.domain import indexing, listings
from catalog.models import Product
from catalog.queries import keyset, list_counts
from catalog.queries.finder import engine
from catalog.search.engine import RELEVANCE, Counts, Cut, Found, Request, Tally
from tests.factories.shop import make_seller

MANY = 1_010


@pytest.fixture
def pots(db: None) -> list[int]:
    """Products of one title, those that sell best first."""
    seller = make_seller()
    rows = Product.objects.bulk_create(
        Product(
            slug=f"pot-{n}",
            title="Iron pot",
            seller=seller,
            status="active",
            currency="GYD",
            available=n % 2,
            sales_count=MANY - n,
        )
        for n in range(MANY)
    )
    ids = [row.pk for row in rows]
    listings.project(ids)
    indexing.index(ids)
    return ids


def page(cut: Cut | None, size: int = 100) -> Found:
    """A page of a search for a word of which so many are known to be there that they are not all scored."""
    known = Counts(scope=9_000, total=9_000)
    return engine().search(Request(words="pot", sort=RELEVANCE, cut=cut, size=size, known=known))


def test_a_word_that_thousands_have_is_paged_until_the_end_is_told(pots: list[int]) -> None:
    found = [page(None)]
    while found[-1].following:
        found.append(page(found[-1].following))
    seen = [key for each in found for key in each.ids]
    assert (len(seen), len(set(seen))) == (1_000, 1_000)
    assert [each.is_cut for each in found] == [False] * 9 + [True]
    assert set(seen[:200]) == set(pots[:200])
    assert page(found[2].preceding).ids == found[1].ids
    assert page(Cut(0, 0, 90_000)).following is None


def test_a_page_over_two_parts_of_the_walk_misses_nothing(pots: list[int]) -> None:
    over = page(Cut(0, 0, 150)).ids
    assert over == (page(Cut(0, 0, 100)).ids + page(Cut(0, 0, 200)).ids)[50:150]


@pytest.fixture
def estimated(pots: list[int]) -> None:
    """What was counted on a sample of the whole shop a while ago."""
    stalls = {(Product.objects.get(pk=pots[0]).seller_id, False): Tally(31_234, 0)}
    yes, few = Tally(15_678, 15_678), Tally(9, 0)
    counts = Counts(31_234, 31_234, in_stock=yes, rated=few, sellers=stalls, quick=stalls, is_about=True)
    list_counts.keep(Request(), counts)


def test_an_estimate_is_told_in_round_figures(estimated: None, client: Client) -> None:
    response = client.get("/search/")
    text = response.content.decode()
    assert 'id="list-count">about 31,000 products</span>' in text
    assert "<p>24 of about 31,000 products</p>" in text
    assert "Show about 31,000 products" in text
    left = {facet.name: [value.count for value in facet.values] for facet in response.context["facets"]}
    assert left["stock"] == [16_000]
    assert "<small>16,000</small>" in text


def test_a_sample_that_holds_none_does_not_say_that_there_are_none(estimated: None, client: Client) -> None:
    text = client.get("/search/").content.decode()
    assert "4 and up" in text
    assert "facet-none" not in text


def test_the_last_page_knows_how_many_there_are(estimated: None, pots: list[int], client: Client) -> None:
    place = keyset.cursor(Cut(pots[10], pots[10], 1_000), "newest")
    assert "<p>1,010 of 1,010 products</p>" in client.get(f"/search/?sort=newest&after={place}").content.decode()


def test_a_list_that_is_cut_says_so(pots: list[int], client: Client) -> None:
    list_counts.keep(Request(words="pot", sort=RELEVANCE), Counts(9_000, 9_000))
    place = keyset.cursor(Cut(0, 0, 980), RELEVANCE)
    first, last = (client.get(f"/search/?q=pot{after}").content.decode() for after in ("", f"&after={place}"))
    assert ("The list ends here" in first, "The list ends here" in last) == (False, True)
    assert ("Show more products" in first, "Show more products" in last) == (True, False)
    assert "<p>1,004 of 9,000 products</p>" in last


def test_the_pager_of_the_last_page_takes_the_place_of_the_one_before(pots: list[int], client: Client) -> None:
    place = keyset.cursor(Cut(pots[10], pots[10], 1_000), "newest")
    text = client.get(f"/search/?sort=newest&after={place}", headers={"HX-Request": "true"}).content.decode()
    assert 'id="pager"' in text
    assert "Show more products" not in text
