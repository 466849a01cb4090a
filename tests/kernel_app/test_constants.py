"""Addresses and words without values in them are looked up once, and are what Django says they are."""

import pytest
from django.template import Context, Template
from django.urls import NoReverseMatch, reverse
from django.utils.translation import override

from commerce.kernel.templatetags.constants import OneValueAddress, PlainAddress, PlainWords


def made(source: str, **values: object) -> str:
    return Template(source).render(Context(values))


def kinds(source: str) -> list[type]:
    return [type(node) for node in Template(source).nodelist]


def test_an_address_without_values():
    assert kinds("{% url 'cart:cart' %}") == [PlainAddress]
    assert made("{% url 'cart:cart' %}") == reverse("cart:cart")
    assert made("{% url name %}", name="cart:items") == reverse("cart:items")


def test_an_address_with_a_name_of_its_own_is_djangos():
    source = "{% url 'catalog:product' slug as address %}<{{ address }}>"
    assert PlainAddress not in kinds(source)
    assert [made(source, slug=slug) for slug in ("mug", "pot")] == ["</p/mug/>", "</p/pot/>"]
    with pytest.raises(NoReverseMatch):
        made("{% url 'cart:nowhere' %}")


@pytest.mark.parametrize("slug", ["mug", "Mug_2-x", "a b", "ü<&", 7])
def test_an_address_with_one_value(slug: object):
    assert kinds("{% url 'content:story' slug %}") == [OneValueAddress]
    try:
        wanted = reverse("content:story", args=[slug])
    except NoReverseMatch:
        with pytest.raises(NoReverseMatch):
            made("{% url 'content:story' slug %}", slug=slug)
    else:
        assert made("{% url 'content:story' slug %}", slug=slug) == wanted


def test_an_address_whose_value_is_a_number():
    assert made("{% url 'content:sitemap_products' number %}", number=7) == "/sitemap-products-7.xml"
    with pytest.raises(NoReverseMatch):
        made("{% url 'content:sitemap_products' number %}", number="mug")


def test_words_are_those_of_each_language():
    words = Template("{% translate 'Yes' %}{% trans 'No' %}")
    assert [type(node) for node in words.nodelist] == [PlainWords, PlainWords]
    said = []
    for language in ("en", "es", "en"):
        with override(language):
            said.append(words.render(Context()))
    assert said == ["YesNo", "SíNo", "YesNo"]


def test_words_that_a_value_goes_into_are_djangos():
    assert made("{% translate words %}", words="Yes") == "Yes"
    assert made("{% translate 'mug'|upper %}") == "MUG"
    assert made("{% translate 'Yes' as said %}<{{ said }}>") == "<Yes>"
    assert made("{% translate words %}", words="<b>") == "&lt;b&gt;"
    assert made("{% translate '100%' %}") == "100%"
