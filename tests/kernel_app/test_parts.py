"""Parts of pages that are rendered once for the same values."""

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

from commerce.kernel.templatetags import parts


@pytest.fixture
def made(monkeypatch):
    """Names and values of the parts that were really rendered."""
    parts.rendered.cache_clear()
    seen: list[dict[str, object]] = []
    plain = parts.Context

    def counted(values: dict[str, object]) -> Context:
        seen.append(values)
        return plain(values)

    monkeypatch.setattr(parts, "Context", counted)
    yield seen
    parts.rendered.cache_clear()


def icon(words: str, **values: object) -> str:
    return Template(f'{{% part "components/_icon.html" {words} %}}').render(Context(values))


def test_the_same_values_are_rendered_once(made):
    assert icon("name=which", which="cart") == icon("name=other", other="cart")
    assert "#cart" in icon("name=which", which="cart")
    assert len(made) == 1


def test_other_values_make_another_part(made):
    assert "#bag" in icon('name="bag"')
    assert "#cart" in icon('name="cart"')
    assert len(made) == 2


def test_it_sees_nothing_but_what_it_is_given(made):
    assert "icon-small" not in icon('name="cart"', size="small", label="Cart")


def test_words_that_are_safe_html_are_not_taken_for_words(made):
    words = "<b>new</b>"
    assert "<b>new</b>" in icon('name="cart" label=label', label=mark_safe(words))
    assert "&lt;b&gt;new" in icon('name="cart" label=label', label=words)


def test_true_is_not_one(made):
    icon('name="cart" extra=extra', extra=True)
    assert "icon 1" in icon('name="cart" extra=extra', extra=1).replace('"', "")


def test_languages_have_parts_of_their_own(made):
    from django.utils import translation

    for language in ("en", "es", "en"):
        with translation.override(language):
            icon('name="cart"')
    assert len(made) == 2


def test_lazy_values_are_kept_as_what_they_stand_for(made):
    asked = []
    lazy = SimpleLazyObject(lambda: asked.append(1) or "cart")
    assert "#cart" in icon("name=which", which=lazy)
    assert "#cart" in icon("name=which", which="cart")
    icon("label=label", label=gettext_lazy("Cart"))
    assert made == [{"name": "cart"}, {"label": "Cart"}]
    assert len(made) == 2


def test_while_developing_nothing_is_kept(made, settings):
    settings.DEBUG = True
    icon('name="cart"')
    icon('name="cart"')
    assert len(made) == 2


@pytest.mark.parametrize("words", ["name", "{% part %}"])
def test_a_part_that_is_written_wrongly_does_not_compile(words):
    with pytest.raises((TemplateSyntaxError, ValueError)):
        Template("{% part " + words + " %}")


def test_one_for_each_of_some_values(made):
    page = Template('{% parts "components/_icon.html" name=names|slice:"1:" size="small" %}')
    said = page.render(Context({"names": ["cart", "bag", "star", "bag"]}))
    assert [name for name in ("cart", "bag", "star") if f"#{name}" in said] == ["bag", "star"]
    assert said.count("icon-small") == 3 == said.count("<svg")
    assert len(made) == 2


@pytest.mark.parametrize("nothing", [{}, {"names": []}, {"names": None}])
def test_none_for_none(nothing):
    assert Template('{% parts "components/_icon.html" name=names %}').render(Context(nothing)) == ""


def test_what_is_written_out_is_said_in_the_language_of_the_page(made):
    from django.utils import translation

    page = Template('{% part "components/_icon.html" name="cart" label=_("January") %}')
    with translation.override("es"):
        assert "enero" in page.render(Context())
    assert "January" in page.render(Context())


def test_parts_of_no_values_do_not_compile():
    with pytest.raises(TemplateSyntaxError, match="a name for each"):
        Template('{% parts "components/_icon.html" %}')
