"""What search engines are told of a story: schema.org's BlogPosting and the way to it. No statement of its own."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from catalog.queries.structured_ways import breadcrumbs

from .pages import PageView

HEADLINE_CHARS = 110


def of_story(story: PageView) -> list[dict[str, Any]]:
    """The story as it is shown."""
    url = f"{settings.SITE_URL}{story.url}"
    market = {"@type": "Organization", "name": settings.SHOP_NAME, "url": f"{settings.SITE_URL}/"}
    found: dict[str, Any] = {
        "@type": "BlogPosting",
        "@id": f"{url}#story",
        "headline": story.title[:HEADLINE_CHARS],
        "description": story.summary,
        "url": url,
        "image": f"{settings.SITE_URL}{story.picture.full}" if story.picture and not story.picture.missing else "",
        "datePublished": story.since.isoformat(timespec="seconds"),
        "dateModified": max(story.since, story.changed).isoformat(timespec="seconds"),
        "author": market,
        "publisher": market,
    }
    way = [
        {"name": _("Market"), "url": "/"},
        {"name": _("Stories"), "url": reverse("content:stories")},
        {"name": story.title, "url": ""},
    ]
    return [{name: value for name, value in found.items() if value}, breadcrumbs(way)]
