"""The search field's offers, and searches that a page answers."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from catalog.domain import search_log
from catalog.domain.categories import create_category
from catalog.models import SearchRedirect, SearchTally
from tests.factories.shop import make_seller


@pytest.fixture(autouse=True)
def clean_counters(db: None) -> None:
    cache.clear()


@pytest.fixture
def goods(put, shelf) -> None:
    seller = make_seller(name="Enamel House", slug="enamel-house")
    put("Enamel mug", category=shelf, seller=seller)
    put("Enamel plate", category=shelf, seller=seller)
    put("Kitchen scales", category=shelf)


def offered(client: Client, words: str) -> str:
    answer = client.get("/search/suggestions/", {"q": words})
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_two_letters_offer_words_stalls_and_things(goods, client: Client) -> None:
    page = offered(client, "en")
    assert "<span>en<b>amel</b></span>" in page
    assert 'href="/s/enamel-house/"' in page
    assert "Enamel mug" in page
    assert "Kitchen scales" not in page


def test_the_plainest_form_of_a_word_is_offered_and_no_word_of_a_description(put, client: Client) -> None:
    put("Enamelled kettle", description="Kept in the family for generations of kitchens")
    put("Enamel mug")
    assert "<span>ena<b>mel</b></span>" in offered(client, "ena")
    assert "role=" not in offered(client, "gene")


def test_things_of_that_name_come_before_those_that_mention_it(put, client: Client) -> None:
    put("Rickshaw kit", description="With enamel paint", sales_count=900)
    put("Enamel mug")
    page = offered(client, "ena")
    assert page.index("Enamel mug") < page.index("Rickshaw kit")


@pytest.mark.parametrize("words", ["enmael", "enamle mug", "Enamel kug"])
def test_what_is_misspelt_is_offered_as_it_would_be_found(goods, client: Client, words: str) -> None:
    assert "Enamel mug" in offered(client, words)


def test_no_word_is_put_behind_one_that_nothing_says(goods, client: Client) -> None:
    assert "enamel m<b>ug</b>" in offered(client, "enamel m").replace("<span>", "")
    assert "m<b>ug</b>" not in offered(client, "enmael m")


def test_nothing_is_offered_for_what_is_like_nothing(goods, client: Client) -> None:
    assert "role=" not in offered(client, "zqxv")
    assert "role=" not in offered(client, "enm")


def test_a_category_is_offered_by_the_beginning_of_its_name(goods, client: Client) -> None:
    create_category(name="Garden tools")
    page = offered(client, "too")
    assert 'href="/c/garden-tools/"' in page


def test_the_words_before_the_last_one_narrow(goods, client: Client) -> None:
    page = offered(client, "enamel pl")
    assert "Enamel plate" in page
    assert "Enamel mug" not in page


@pytest.mark.parametrize("words", ["", " ", "e", "!!", "%", "__", "' OR 1=1", "x" * 500, "qqzz"])
def test_nothing_is_offered_where_nothing_fits(goods, client: Client, words: str) -> None:
    assert "role=" not in offered(client, words)


def test_what_others_search_often_is_offered_and_what_one_searched_is_not(goods, client: Client) -> None:
    SearchTally.objects.create(words="enamel bucket", searches=3, results=4)
    SearchTally.objects.create(words="enamel secret", searches=2, results=4)
    SearchTally.objects.create(words="enamel dragon", searches=9, results=0)
    page = offered(client, "enamel")
    assert ("bucket" in page, "secret" in page, "dragon" in page) == (True, False, False)


def test_what_is_offered_is_written_safely(put, client: Client) -> None:
    put("Mug <b>& saucer</b>")
    assert "Mug &lt;b&gt;&amp; saucer&lt;/b&gt;" in offered(client, "mug")


def test_offers_cost_four_statements(goods, client: Client) -> None:
    offered(client, "en")
    with CaptureQueriesContext(connection) as captured:
        offered(client, "en")
    assert len(captured) <= 4


@pytest.mark.parametrize("words", ["kitchen", "Kitchen", "kitchens", " KITCHEN "])
def test_the_name_of_a_shelf_leads_to_it(goods, client: Client, words: str) -> None:
    assert client.get("/search/", {"q": words}).headers["Location"] == "/c/kitchen/"


def test_two_shelves_of_one_name_lead_nowhere(goods, client: Client) -> None:
    create_category(name="Kitchen", slug="kitchen-2")
    cache.clear()
    assert client.get("/search/?q=kitchen").status_code == 200


@pytest.mark.parametrize("words", ["KD-77410", "kd77410", "kd 77410"])
def test_a_whole_sku_leads_to_its_product(put, client: Client, words: str) -> None:
    put("Blender", sku="KD-77410")
    assert client.get("/search/", {"q": words}).headers["Location"] == "/p/thing-1/"


@pytest.mark.parametrize(("sku", "words"), [("1080", "1080"), ("MUG", "mug"), ("KD-77410", "KD-774"), ("A4", "a4")])
def test_what_may_be_a_word_is_searched(put, client: Client, sku: str, words: str) -> None:
    put("Blender", sku=sku)
    assert client.get("/search/", {"q": words}).status_code == 200


def test_two_products_of_one_sku_are_both_shown(put, client: Client) -> None:
    put("Blender", sku="KD-77410")
    put("Blender jug", sku="KD-77410")
    assert "Blender jug" in client.get("/search/?q=kd77410").content.decode()


def test_a_filter_stays_in_the_list(goods, client: Client) -> None:
    assert client.get("/search/?q=kitchen&stock=1").status_code == 200
    assert client.get("/search/?q=kitchen", headers={"HX-Request": "true"}).status_code == 200


def test_words_that_staff_lead_elsewhere(goods, client: Client) -> None:
    SearchRedirect.objects.create(words="plates", url="/c/kitchen/")
    cache.clear()
    assert client.get("/search/?q=Plates").headers["Location"] == "/c/kitchen/"


def test_searches_are_counted_with_what_they_found(goods, client: Client) -> None:
    for words in ("enamel", "Enamel ", "ENAMEL", "unicorn", "kitchen"):
        client.get("/search/", {"q": words})
    client.get("/search/?q=enamel&stock=1")
    assert search_log.keep() == 3
    tallies = dict(SearchTally.objects.values_list("words", "searches"))
    assert tallies == {"enamel": 3, "unicorn": 1, "kitchen": 1}
    assert SearchTally.objects.get(words="enamel").results == 2
    assert SearchTally.objects.get(words="unicorn").results == 0
    client.get("/search/?q=enamel")
    assert (search_log.keep(), search_log.keep()) == (1, 0)
    assert SearchTally.objects.get(words="enamel").searches == 4


@pytest.mark.parametrize(
    "words", ["anna@example.com", "call 592 600 1234", "4111111111111111", "http://x.example", "x" * 90]
)
def test_what_may_tell_who_somebody_is_is_not_kept(goods, client: Client, words: str) -> None:
    client.get("/search/", {"q": words})
    assert search_log.keep() == 0


def test_a_search_goes_on_while_nothing_can_be_counted(goods, client: Client, settings) -> None:
    settings.CACHES = {"default": settings.CACHES["default"] | {"LOCATION": "redis://127.0.0.1:1/0"}}
    assert client.get("/search/?q=enamel").status_code == 200
