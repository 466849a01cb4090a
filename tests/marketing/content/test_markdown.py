"""What staff write becomes harmless HTML."""

import pytest

from marketing.content.queries.markdown import render


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("# One\n\n## Two", "<h2>One</h2>\n<h3>Two</h3>\n"),
        ("## One\n\n#### Three", "<h2>One</h2>\n<h4>Three</h4>\n"),
        ("### Only", "<h2>Only</h2>\n"),
        ("# A\n\n###### F", "<h2>A</h2>\n<h6>F</h6>\n"),
    ],
)
def test_the_highest_heading_is_a_second_one(text: str, tags: str) -> None:
    assert render(text) == tags


def test_a_table_stays_a_table() -> None:
    assert "<td>2</td>" in render("|a|b|\n|-|-|\n|1|2|")


def test_links_that_lead_away_say_so() -> None:
    assert render("[a](https://example.com/)") == '<p><a href="https://example.com/" rel="noopener">a</a></p>\n'
    assert render("[a](/c/food/)") == '<p><a href="/c/food/">a</a></p>\n'


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "![x](https://example.com/x.png)",
        '<a href="/" onclick="x()">a</a>',
        "[x](data:text/html,x)",
        "<style>p{}</style>",
        "[x](vbscript:x)",
    ],
)
def test_nothing_of_it_runs_or_loads(text: str) -> None:
    html = render(text).lower()
    assert not any(
        found in html for found in ("<script", "<img", "<style", '="javascript', '<a href="/" onclick', '="data:')
    )
