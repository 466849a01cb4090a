"""Words cut to a length."""

import pytest
from django.template import Context, Template
from django.utils.safestring import mark_safe


@pytest.mark.parametrize(
    ("words", "said"),
    [("Rice", "Rice"), ("Rice pot", "Rice pot"), ("Rice pots", "Rice po…"), ("", ""), (12345678901, "1234567…")],
)
def test_at_most_so_many_characters(words, said):
    assert Template("{{ words|shortened:8 }}").render(Context({"words": words})) == said


def test_what_is_no_html_is_not_made_html():
    page = Template("{{ words|shortened:8 }}")
    assert page.render(Context({"words": "<b>"})) == "&lt;b&gt;"
    assert page.render(Context({"words": "<b>longer</b>"})).startswith("&lt;b&gt;")
    assert page.render(Context({"words": mark_safe("<b>")})) == "<b>"
