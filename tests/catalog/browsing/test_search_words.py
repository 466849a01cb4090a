"""Words to products: exact before close, misspellings, model numbers, and honest about which is which."""

import pytest

from catalog.queries import search
from catalog.queries.cards import on_sale
from catalog.queries.search import Match


def found(words: str) -> list[str]:
    match = search.find(words, on_sale())
    assert match is not None
    products = match.narrow(on_sale()).annotate(fit=match.score()).order_by("-fit", "-id")
    return list(products.values_list("title", flat=True))


def match(words: str) -> Match | None:
    return search.find(words, on_sale())


@pytest.fixture
def phones(put) -> None:
    put("Samsung Galaxy A15", brand="Samsung", sku="SM-A155F")
    put("Samsonite travel bag")
    put("Nokia 105", brand="Nokia", description="Not a Samsung, but it lasts.")
    put("Sony MDR-ZX100 headphones", brand="Sony")
    put("Sony WH1000XM4 headphones", brand="Sony")


@pytest.mark.parametrize("words", ["samsng", "Samsnug", "smsung", "galaxi a15"])
def test_a_misspelt_word_finds_what_was_meant(phones, words: str) -> None:
    assert found(words)[0] == "Samsung Galaxy A15"


@pytest.mark.parametrize("words", ["mdr-zx100", "mdrzx100", "MDR ZX100", "mdr/zx100", "sony mdrzx100"])
def test_a_model_number_is_the_same_without_its_marks(phones, words: str) -> None:
    assert found(words)[0] == "Sony MDR-ZX100 headphones"


@pytest.mark.parametrize("words", ["mdr-zx100", "mdrzx100", "wh-1000xm4", "wh1000xm4"])
def test_a_model_number_in_either_form_is_an_exact_match(phones, words: str) -> None:
    assert match(words).exact == 1


@pytest.mark.parametrize("words", ["wh-1000xm4", "wh1000xm4", "WH-1000-XM4"])
def test_marks_that_the_shop_does_not_write_do_no_harm(phones, words: str) -> None:
    assert found(words)[0] == "Sony WH1000XM4 headphones"


def test_an_article_number_finds_its_product(phones) -> None:
    assert found("SM-A155F")[0] == "Samsung Galaxy A15"


def test_titles_weigh_more_than_descriptions(phones) -> None:
    assert found("samsung")[:2] == ["Samsung Galaxy A15", "Nokia 105"]


def test_few_exact_matches_let_close_ones_in_after_them(phones) -> None:
    result = match("sony headphones")
    assert (result.is_close, result.exact) == (True, 2)
    assert found("headphone sony zx100")[0] == "Sony MDR-ZX100 headphones"


def test_enough_exact_matches_stay_among_themselves(put) -> None:
    for number in range(10):
        put(f"Enamel mug {number}")
    put("Enamel plate")
    assert match("enamel mugs") == Match("enamel mugs")
    assert len(found("enamel mugs")) == 10


def test_little_words_are_not_required(phones) -> None:
    assert found("the galaxy of samsung")[0] == "Samsung Galaxy A15"


def test_words_of_other_scripts_are_found(put) -> None:
    put("পবিত্র বাইবেল Bangla Bible")
    assert found("বাইবেল") == ["পবিত্র বাইবেল Bangla Bible"]


def test_nothing_like_it_is_nothing(phones) -> None:
    assert match("qqqzzz").ids == ()


@pytest.mark.parametrize("words", ["", "   ", "!!!", "-- ' \" ;"])
def test_no_word_at_all_is_no_search(db, words: str) -> None:
    assert match(words) is None


def test_spellings_come_from_what_is_on_the_stalls(phones) -> None:
    titles = search.similar_titles("samzong", on_sale())
    assert search.spellings("samzong", titles)[0] == "samsung"


def test_the_threshold_of_one_search_is_not_left_behind(phones) -> None:
    from django.db import connection, transaction

    with transaction.atomic():
        match("samsng")
    with connection.cursor() as cursor:
        cursor.execute("SHOW pg_trgm.word_similarity_threshold")
        assert cursor.fetchone() in {("0.6",), ("0.42",)}
