"""Pages as visitors read them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.safestring import SafeString, mark_safe

from catalog.queries.pictures import PictureView, view
from commerce.kernel.clock import DatabaseNow

from ..models import Page
from ..models.page import PageKind, PageState, PageText
from . import markdown


@dataclass(frozen=True)
class PageView:
    """`html` is clean (see queries.markdown); `since` is when it was first to be seen."""

    title: str
    summary: str
    html: SafeString
    url: str
    seo_title: str
    seo_description: str
    picture: PictureView | None
    since: datetime
    changed: datetime
    is_story: bool


def published() -> QuerySet[Page]:
    """Pages that the database's clock lets be seen now."""
    begun = Q(publish_from=None) | Q(publish_from__lte=DatabaseNow())
    not_ended = Q(publish_until=None) | Q(publish_until__gt=DatabaseNow())
    return Page.objects.filter(begun, not_ended, state=PageState.PUBLISHED).select_related("picture")


def find(kind: str, slug: str) -> Page | None:
    """One statement."""
    return published().filter(kind=kind, slug=slug).first()


def stories() -> QuerySet[Page]:
    """Newest first."""
    since = Coalesce("publish_from", "created_at")
    return published().filter(kind=PageKind.STORY).order_by(since.desc(), "-pk")


def page_view(page: Page, *, texts: PageText | None = None) -> PageView:
    """The page's values; `texts` of another version take the place of its own."""
    said = texts or page
    return PageView(
        title=said.title,
        summary=said.summary,
        html=mark_safe(markdown.render(said.body)),  # noqa: S308
        url=page.get_absolute_url() if page.slug else "",
        seo_title=said.seo_title,
        seo_description=said.seo_description,
        picture=view(page.picture, said.title) if page.picture else None,
        since=page.publish_from or page.created_at,
        changed=page.updated_at,
        is_story=page.kind == PageKind.STORY,
    )


@dataclass(frozen=True)
class StoryCard:
    title: str
    summary: str
    url: str
    since: datetime
    picture: PictureView | None


def story_cards(pages: Sequence[Page]) -> list[StoryCard]:
    return [
        StoryCard(page.title, page.summary, page.get_absolute_url(), page.publish_from or page.created_at,
                  view(page.picture, page.title) if page.picture else None)
        for page in pages
    ]  # fmt: skip
