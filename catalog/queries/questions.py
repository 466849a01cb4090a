"""Questions about a product with their answers, from one statement."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, JSONObject

from commerce.kernel.cached import until_edit
from commerce.kernel.page_cache.shared import PRICES
from commerce.kernel.prepared import Prepared
from vendors.sellers.queries.members import sellers_of

from ..models import Answer, Product, Question
from ..states import Standing
from .pages import Page, beginning, made, page

ON_PRODUCT = 3
PAGE = 10
ORDER = "answered"


@dataclass(frozen=True)
class AnswerView:
    words: str
    name: str
    is_stall: bool


@dataclass(frozen=True)
class QuestionView:
    """`is_waiting`: not published yet, seen by who asked and by the stall alone."""

    public_id: str
    words: str
    name: str
    asked_at: datetime
    is_waiting: bool
    can_answer: bool
    answers: tuple[AnswerView, ...]


@dataclass(frozen=True)
class QuestionPage:
    """`total` counts the published ones; `following` is the cursor of the next page."""

    rows: list[QuestionView]
    total: int
    following: str


def shown(product: Product, *, viewer: Any, size: int = PAGE, after: str = "") -> QuestionPage:
    """A page of the product's questions as `viewer` (a user, perhaps anonymous) sees them: what is answered first,
    then the newest; before all of them what waits and concerns the viewer. One statement. The first ones as anybody
    sees them are kept for half a minute, or until somebody edits."""
    if size == ON_PRODUCT and not after and not viewer.is_authenticated:
        return until_edit(f"questions:{product.pk}", lambda: _first_page(product), seconds=PRICES)
    everything = Question.objects.filter(product=product)
    return _page(page(_told(_seen_by(everything, product, viewer), product.pk), order=ORDER, size=size, after=after))


def _first_page(product: Product) -> QuestionPage:
    return _page(made(FIRST.ask(product_id=product.pk), order=ORDER, size=ON_PRODUCT))


def _page(found: Page) -> QuestionPage:
    return QuestionPage(
        rows=[_view(row) for row in found.rows],
        total=found.rows[0].total if found.rows else 0,
        following=found.following,
    )


def _told(rows: QuerySet[Question], product_id: int) -> QuerySet[Question]:
    """With their answers, and how many are published in all."""
    published = Question.objects.filter(product=product_id, state=Standing.PUBLISHED)
    count = published.order_by().values("product").annotate(n=Count("pk")).values("n")
    return rows.annotate(
        sort_value=_rank(), shown_answers=ArraySubquery(_answers()), total=Coalesce(Subquery(count), 0)
    )


def _first(product_id: int) -> QuerySet[Question]:
    return beginning(_told(_of_anybody(Question.objects.filter(product=product_id)), product_id), ON_PRODUCT)


FIRST: Prepared[Any] = Prepared(_first, product_id=int)


def open_to(public_id: str, viewer: Any) -> Question | None:
    """The question that `viewer` may answer: a published one, or one that waits for the viewer's stall."""
    rows = Question.objects.filter(public_id=public_id).exclude(state=Standing.REJECTED)
    question = rows.select_related("product__seller").first()
    if question is None or question.state == Standing.PUBLISHED:
        return question
    return question if sellers_of(viewer).filter(pk=question.product.seller_id).exists() else None


def _seen_by(rows: QuerySet[Question], product: Product, viewer: Any) -> QuerySet[Question]:
    if not viewer.is_authenticated:
        return _of_anybody(rows)
    works_there = Exists(sellers_of(viewer).filter(pk=product.seller_id))
    waits = Q(state=Standing.PENDING) & (Q(author=viewer) | works_there)
    return rows.filter(Q(state=Standing.PUBLISHED) | waits).annotate(works_there=works_there)


def _of_anybody(rows: QuerySet[Question]) -> QuerySet[Question]:
    nothing = Value(False, output_field=BooleanField())
    return rows.filter(state=Standing.PUBLISHED).annotate(works_there=nothing)


def _rank() -> Case:
    is_answered = Exists(Answer.objects.filter(question=OuterRef("pk"), state=Standing.PUBLISHED))
    return Case(
        When(state=Standing.PENDING, then=Value(2)),
        When(is_answered, then=Value(1)),
        default=Value(0),
        output_field=IntegerField(),
    )


def _answers() -> QuerySet[Any]:
    rows = Answer.objects.filter(question=OuterRef("pk"), state=Standing.PUBLISHED).order_by("-is_stall", "id")
    return rows.values(body=JSONObject(words="words", name="display_name", is_stall="is_stall"))


def _view(row: Any) -> QuestionView:
    return QuestionView(
        public_id=row.public_id,
        words=row.words,
        name=row.display_name,
        asked_at=row.created_at,
        is_waiting=row.state == Standing.PENDING,
        can_answer=row.state == Standing.PUBLISHED or row.works_there,
        answers=tuple(AnswerView(**each) for each in row.shown_answers),
    )
