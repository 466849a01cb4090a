"""What stands around pages now: banners by place, pages in the footer. One statement, kept in the cache.

The cache keeps what the database's clock let through, no longer than until the next of them begins or ends.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db import connection
from django.urls import reverse

from catalog.models import Picture
from catalog.queries.pictures import PictureView, one_width
from commerce.kernel import cached
from commerce.kernel.cached import look, remembered

KEY = "content:around:3"
SECONDS = 60
PICTURE_WIDTH = 320
# The last column are the seconds until the next change of anything; null when nothing is going to change.
READ = """
WITH clock AS (SELECT clock_timestamp() AS now),
banner AS (
  SELECT b.public_id, b.placement, b.text, b.link_text, b.link, b.tone, b.is_dismissible, b.shown_from, b.shown_until,
         b.position, b.id, p.digest, p.alt, p.width, p.height, p.webp, p.avif, p.ground
    FROM content_banner b LEFT JOIN catalog_picture p ON p.id = b.picture_id AND p.state = 'ready', clock
   WHERE b.is_on AND (b.shown_until IS NULL OR b.shown_until > clock.now)
), page AS (
  SELECT g.kind, g.slug, g.title, g.footer, g.footer_position, g.publish_from, g.publish_until
    FROM content_page g, clock
   WHERE g.state = 'published' AND g.footer <> '' AND (g.publish_until IS NULL OR g.publish_until > clock.now)
), change AS (
  SELECT shown_from AS at FROM banner UNION ALL SELECT shown_until FROM banner
  UNION ALL SELECT publish_from FROM page UNION ALL SELECT publish_until FROM page
)
SELECT (SELECT coalesce(jsonb_agg(banner ORDER BY position, id DESC), '[]') FROM banner, clock
         WHERE shown_from IS NULL OR shown_from <= clock.now),
       (SELECT coalesce(jsonb_agg(page ORDER BY footer_position, title), '[]') FROM page, clock
         WHERE publish_from IS NULL OR publish_from <= clock.now),
       EXISTS (SELECT FROM content_page g, clock WHERE g.kind = 'story' AND g.state = 'published'
                  AND (g.publish_from IS NULL OR g.publish_from <= clock.now)
                  AND (g.publish_until IS NULL OR g.publish_until > clock.now)),
       EXISTS (SELECT FROM catalog_collection c, clock WHERE c.is_active
                  AND (c.shown_from IS NULL OR c.shown_from <= clock.now)
                  AND (c.shown_until IS NULL OR c.shown_until > clock.now)),
       (SELECT extract(epoch FROM min(at) - clock.now) FROM change WHERE at > clock.now)
  FROM clock
"""


@dataclass(frozen=True)
class BannerView:
    """`link` is an address of ours or one over https; "" when there is nothing to go to."""

    public_id: str
    placement: str
    text: str
    link_text: str
    link: str
    tone: str
    is_dismissible: bool
    picture: PictureView | None


@dataclass(frozen=True)
class FooterLink:
    title: str
    url: str
    column: str


@dataclass(frozen=True)
class Around:
    banners: tuple[BannerView, ...]
    footer: tuple[FooterLink, ...]
    has_stories: bool
    has_collections: bool

    def banner(self, placement: str, *, closed: frozenset[str] = frozenset()) -> BannerView | None:
        """The one banner for this place that the visitor has not closed."""
        here = (each for each in self.banners if each.placement == placement)
        return next((each for each in here if not (each.is_dismissible and each.public_id in closed)), None)


def around() -> Around:
    """What pages show now; no statement while the cache is warm."""
    return remembered(KEY, _kept)


def _kept() -> Around:
    found: Around | None = look(KEY)
    if found is None:
        found, seconds = _read()
        cache.set(KEY, found, seconds)
    return found


def forget() -> None:
    """For writers: the next page reads anew."""
    cached.forget(KEY)


def _read() -> tuple[Around, int]:
    with connection.cursor() as cursor:
        cursor.execute(READ)
        banners, pages, *has, wait = cursor.fetchone()
    kept = Around(tuple(map(_banner, rows(banners))), tuple(map(_footer_link, rows(pages))), *has)
    return kept, SECONDS if wait is None else max(1, min(SECONDS, int(wait)))


def rows(value: Any) -> list[Mapping[str, Any]]:
    """Django leaves JSON of a raw statement as text."""
    return json.loads(value) if isinstance(value, str) else value


def _banner(row: Mapping[str, Any]) -> BannerView:
    return BannerView(
        **{name: row[name] for name in ("public_id", "placement", "text", "link_text", "link", "tone")},
        is_dismissible=row["is_dismissible"],
        picture=one_width(_picture(row), PICTURE_WIDTH) if row["digest"] else None,
    )


def _picture(row: Mapping[str, Any]) -> Picture:
    columns = ("digest", "alt", "width", "height", "webp", "avif", "ground")
    return Picture(state="ready", **{name: row[name] for name in columns})


def _footer_link(row: Mapping[str, Any]) -> FooterLink:
    name = "content:story" if row["kind"] == "story" else "content:page"
    return FooterLink(row["title"], reverse(name, args=[row["slug"]]), row["footer"])
