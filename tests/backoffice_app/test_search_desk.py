"""Staff teach the search: synonyms and redirects are known to the next search."""

import pytest
from django.core.cache import cache
from django.test import Client

from catalog.models import SearchRedirect, SearchTally, Synonym
from catalog.queries import finder, straight

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clean(db) -> None:
    cache.clear()


def test_a_synonym_counts_from_the_next_search_on(admin_client: Client) -> None:
    assert "dumbphone" not in finder.synonyms()
    answer = admin_client.post("/staff/catalog/synonym/add/", {"words": "Dumbphone, handset ,dumbphone", "note": ""})
    assert answer.status_code == 302
    assert finder.synonyms()["dumbphone"] == ["handset"]
    row = Synonym.objects.get(words__contains=["dumbphone"])
    admin_client.post(f"/staff/catalog/synonym/{row.pk}/delete/", {"post": "yes"})
    assert "dumbphone" not in finder.synonyms()


def test_one_word_is_no_synonym(admin_client: Client) -> None:
    answer = admin_client.post("/staff/catalog/synonym/add/", {"words": "alone, Alone", "note": ""})
    assert "Give two words at least, with a comma between." in answer.content.decode()


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("https://elsewhere.example/", "This shop has no page at this address."),
        ("//elsewhere.example/", "This shop has no page at this address."),
        ("/no-such-page/at/all/", "This shop has no page at this address."),
        ("/search/?q=mug", "This leads to a search again."),
    ],
)
def test_a_redirect_stays_in_the_shop(admin_client: Client, url: str, words: str) -> None:
    answer = admin_client.post("/staff/catalog/searchredirect/add/", {"words": "mugs", "url": url})
    assert words in answer.content.decode()
    assert not SearchRedirect.objects.exists()


def test_a_redirect_counts_from_the_next_search_on(admin_client: Client) -> None:
    assert straight.redirects() == {}
    admin_client.post("/staff/catalog/searchredirect/add/", {"words": " School  BOOKS", "url": "/sellers/"})
    assert straight.redirects() == {"school books": "/sellers/"}


def test_searches_that_found_nothing_lead_to_a_redirect(admin_client: Client) -> None:
    SearchTally.objects.create(words="unicorn", searches=5)
    SearchTally.objects.create(words="mug", searches=9, results=4)
    page = admin_client.get("/staff/catalog/searchtally/?outcome=nothing").content.decode()
    assert "unicorn" in page
    assert 'href="/search/?q=mug"' not in page
    form = admin_client.get("/staff/catalog/searchredirect/add/?words=unicorn").content.decode()
    assert 'value="unicorn"' in form
