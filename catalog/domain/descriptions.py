"""Descriptions are HTML of a few harmless tags; everything else is taken out."""

import nh3
from django.conf import settings
from django.utils.translation import gettext as _

from commerce.kernel.errors import Refused

TAGS = {
    "p", "br", "ul", "ol", "li", "strong", "em", "b", "i", "h3", "h4", "a",
    "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td",
}  # fmt: skip
ATTRIBUTES = {"a": {"href"}, "th": {"colspan", "rowspan", "scope"}, "td": {"colspan", "rowspan"}}
CLEANER = nh3.Cleaner(
    tags=TAGS, attributes=ATTRIBUTES, url_schemes={"http", "https", "mailto"}, link_rel="nofollow", strip_comments=True
)


class TextTooLong(Refused):
    """A document of a product is over the limit (C01)."""

    code = "text_too_long"


def clean(html: str) -> str:
    """The description without scripts, styles, pictures and unknown tags. Raises TextTooLong over 1 MB of UTF-8."""
    size = len(html.encode(errors="surrogatepass")) if len(html) * 4 > settings.PRODUCT_TEXT_MAX_BYTES else 0
    if size > settings.PRODUCT_TEXT_MAX_BYTES:
        raise TextTooLong(_("The description is larger than 1 MB. Shorten it."), size=size)
    return CLEANER.clean(html) if html else ""
