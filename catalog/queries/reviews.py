"""Published reviews of a product: the spread of stars and a page of rows, from one statement."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, Count, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import JSONObject
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commerce.kernel.cached import until_edit
from commerce.kernel.page_cache.shared import PRICES
from commerce.kernel.prepared import Prepared
from vendors.sellers.queries.members import sellers_of

from ..models import HelpfulVote, Picture, Product, Review
from ..models.media import PictureState
from ..states import Standing
from .pages import Page, beginning, made, page
from .pictures import PictureView, one_width, view
from .review_asking import HELPFUL, NEWEST, Asked

ON_PRODUCT = 5
PAGE = 10
THUMB_WIDTH = 320
ORDERS: dict[str, Combinable] = {HELPFUL: F("helpful_count"), NEWEST: F("id")}
PICTURE_COLUMNS = ("state", "digest", "width", "height", "webp", "avif")


@dataclass(frozen=True)
class Photo:
    """A thumbnail and the address of its large rendition."""

    thumb: PictureView
    full: str


@dataclass(frozen=True)
class ReviewView:
    """`can_vote` is false for one's own; `voted` when this visitor has."""

    public_id: str
    stars: int
    title: str
    words: str
    name: str
    is_bought: bool
    written_at: datetime
    helpful_count: int
    photos: tuple[Photo, ...]
    reply: str
    replied_at: datetime | None
    can_vote: bool
    voted: bool


@dataclass(frozen=True)
class Bar:
    """One row of the spread: how many gave so many stars, and how many in a hundred that is."""

    stars: int
    count: int
    percent: int


@dataclass(frozen=True)
class ReviewPage:
    """`following` is the cursor of the next page, empty at the end. `may_reply`: the visitor works at this stall."""

    bars: list[Bar]
    rows: list[ReviewView]
    with_photographs: int
    following: str
    may_reply: bool


def shown(product: Product, asked: Asked, *, viewer: Any, size: int = PAGE) -> ReviewPage:
    """A page of the product's published reviews as `viewer` (a user, perhaps anonymous) sees them.

    One statement; another one when a narrowed page is empty, for the spread. None when there are no reviews. The first
    ones of all, as anybody sees them, are kept for half a minute, or until somebody edits.
    """
    if not product.review_count:
        return ReviewPage([], [], 0, "", False)
    if asked == Asked() and size == ON_PRODUCT and not viewer.is_authenticated:
        key = f"reviews:{product.pk}:{get_language()}"
        return until_edit(key, lambda: _first_page(product, viewer), seconds=PRICES)
    everything = Review.objects.filter(product=product, state=Standing.PUBLISHED)
    rows = _narrowed(_seen_by(_with_spread(everything), product, viewer), asked)
    rows = rows.annotate(sort_value=ORDERS[asked.order])
    found = page(rows, order=asked.order, size=size, after=asked.after)
    return _page(found, product, viewer)


def _first_page(product: Product, viewer: Any) -> ReviewPage:
    return _page(made(FIRST.ask(product_id=product.pk), order=Asked().order, size=ON_PRODUCT), product, viewer)


def _page(found: Page, product: Product, viewer: Any) -> ReviewPage:
    everything = Review.objects.filter(product=product, state=Standing.PUBLISHED)
    spread = found.rows[0].spread if found.rows else list(_spread(everything))
    return ReviewPage(
        bars=_bars(spread),
        rows=[_view(row, viewer) for row in found.rows],
        with_photographs=sum(each["photographs"] for each in spread),
        following=found.following,
        may_reply=bool(found.rows) and found.rows[0].may_reply,
    )


def _first(product_id: int) -> QuerySet[Review]:
    everything = Review.objects.filter(product=product_id, state=Standing.PUBLISHED)
    return beginning(_of_anybody(_with_spread(everything)).annotate(sort_value=ORDERS[Asked().order]), ON_PRODUCT)


FIRST: Prepared[Any] = Prepared(_first, product_id=int)


def of_lines(references: Iterable[str]) -> dict[str, Review]:
    """Reviews by the order line they are about, in any state. One statement."""
    return {str(row.reference): row for row in Review.objects.filter(reference__in=list(references))}


def may_change(review: Review, now: datetime) -> bool:
    """Whether its author may still write it anew."""
    return now < review.created_at + timedelta(days=settings.REVIEW_EDIT_DAYS)


def of_line(reference: str) -> Review | None:
    return Review.objects.filter(reference=reference).select_related("product").first()


def published(public_id: str) -> Review | None:
    """The review of this id when everybody may read it."""
    found = Review.objects.filter(public_id=public_id, state=Standing.PUBLISHED)
    return found.select_related("product__seller").first()


def photos_of(row: Review) -> tuple[Photo, ...]:
    return tuple(_photo(columns, row) for columns in row.shown_pictures)  # type: ignore[attr-defined]


def _narrowed(rows: QuerySet[Review], asked: Asked) -> QuerySet[Review]:
    if asked.stars:
        rows = rows.filter(stars=asked.stars)
    return rows.filter(picture_count__gt=0) if asked.photographs else rows


def _spread(everything: QuerySet[Review]) -> QuerySet[Any]:
    counted = everything.order_by().values("stars").annotate(
        body=JSONObject(
            stars="stars", count=Count("pk"), photographs=Count("pk", filter=Q(picture_count__gt=0))
        )
    )  # fmt: skip
    return counted.values_list("body", flat=True)


def _with_spread(everything: QuerySet[Review]) -> QuerySet[Review]:
    """The spread is computed once for the statement, and the pictures come with their row."""
    pictures = Picture.objects.filter(review=OuterRef("pk"), state=PictureState.READY).order_by("position", "id")
    columns = JSONObject(**{name: name for name in PICTURE_COLUMNS})
    return everything.annotate(
        spread=ArraySubquery(_spread(everything)), shown_pictures=ArraySubquery(pictures.values(body=columns))
    )


def _seen_by(rows: QuerySet[Review], product: Product, viewer: Any) -> QuerySet[Review]:
    if not viewer.is_authenticated:
        return _of_anybody(rows)
    return rows.annotate(
        voted=Exists(HelpfulVote.objects.filter(review=OuterRef("pk"), user=viewer)),
        may_reply=Exists(sellers_of(viewer).filter(pk=product.seller_id)),
    )


def _of_anybody(rows: QuerySet[Review]) -> QuerySet[Review]:
    nothing = Value(False, output_field=BooleanField())
    return rows.annotate(voted=nothing, may_reply=nothing)


def _bars(spread: list[dict[str, int]]) -> list[Bar]:
    counts = {each["stars"]: each["count"] for each in spread}
    total = sum(counts.values()) or 1
    return [Bar(stars, counts.get(stars, 0), round(counts.get(stars, 0) * 100 / total)) for stars in range(5, 0, -1)]


def _view(row: Any, viewer: Any) -> ReviewView:
    return ReviewView(
        public_id=row.public_id,
        stars=row.stars,
        title=row.title,
        words=row.words,
        name=row.display_name,
        is_bought=row.is_bought,
        written_at=row.created_at,
        helpful_count=row.helpful_count,
        photos=photos_of(row),
        reply=row.reply,
        replied_at=row.replied_at,
        can_vote=not (viewer.is_authenticated and row.author_id == viewer.pk),
        voted=row.voted,
    )


def _photo(columns: dict[str, Any], row: Review) -> Photo:
    picture = Picture(**columns, alt=_("Photograph by %(name)s") % {"name": row.display_name})
    return Photo(one_width(picture, THUMB_WIDTH), view(picture).full)
