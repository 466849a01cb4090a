"""Markdown of staff as harmless HTML: no HTML of their own, headings from h2 on, tables, no pictures."""

from collections.abc import Sequence
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

from catalog.domain import descriptions

# The tags of descriptions, and what a longer text needs besides.
TAGS = descriptions.TAGS | {"h2", "h5", "h6", "blockquote", "hr", "code", "pre", "s"}
CLEANER = nh3.Cleaner(
    tags=TAGS,
    attributes={**descriptions.ATTRIBUTES, "a": {"href", "title", "rel"}, "ol": {"start"}},
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel=None,  # set below, for links that lead away
    strip_comments=True,
)
HIGHEST, LOWEST = 2, 6


def render(text: str) -> str:
    """Clean HTML of a Markdown text. Its highest heading becomes h2, the others keep their distance to it."""
    tokens = PARSER.parse(text)
    lower_headings(tokens)
    return CLEANER.clean(PARSER.renderer.render(tokens, PARSER.options, {}))


def lower_headings(tokens: Sequence[Token]) -> None:
    headings = [token for token in tokens if token.type in ("heading_open", "heading_close")]
    shift = HIGHEST - min((int(token.tag[1]) for token in headings), default=HIGHEST)
    for token in headings:
        token.tag = f"h{min(int(token.tag[1]) + shift, LOWEST)}"


def link_open(renderer: Any, tokens: Sequence[Token], index: int, options: OptionsDict, env: Any) -> str:
    if str(tokens[index].attrGet("href") or "").startswith(("http://", "https://", "//")):
        tokens[index].attrSet("rel", "noopener")
    return renderer.renderToken(tokens, index, options, env)


def parser() -> MarkdownIt:
    made = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"]).disable("image")
    made.add_render_rule("link_open", link_open)
    return made


PARSER = parser()
