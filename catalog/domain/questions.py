"""Questions about a product and their answers: asked, answered, published, rejected.

What the stall answers is published at once, and its question with it; everything else waits for staff.
"""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from commerce.jobs.domain import enqueue, limits
from commerce.kernel.clock import DatabaseNow
from commerce.kernel.errors import NotFound
from vendors.sellers.queries.members import sellers_of

from ..models import Answer, Product, Question
from ..states import Standing
from .moves import move, note

QUESTIONS_PER_HOUR = 5
ANSWERS_PER_HOUR = 20


def ask(*, product: Product, user: Any, words: str, display_name: str) -> Question:
    """A question that waits to be published; the stall gets a mail. Raises TooOften after five in an hour."""
    limits.take_hourly(f"question:{user.pk}", per_hour=QUESTIONS_PER_HOUR)
    with transaction.atomic():
        question = Question.objects.create(product=product, author=user, words=words, display_name=display_name)
        note(question, actor="shopper", after=Standing.PENDING)
        enqueue("catalog.send_asked", dedupe=f"asked:{question.public_id}", question=question.public_id)
    return question


def answer(*, question: Question, user: Any, words: str, display_name: str) -> Answer:
    """An answer; that of somebody who works at the stall is published at once, together with the question.

    Raises NotFound for others while the question is not published, and for everybody when it was rejected; TooOften
    after twenty in an hour.
    """
    limits.take_hourly(f"answer:{user.pk}", per_hour=ANSWERS_PER_HOUR)
    is_stall = sellers_of(user).filter(pk=question.product.seller_id).exists()
    with transaction.atomic():
        locked = Question.objects.select_for_update(of=("self",)).get(pk=question.pk)
        if locked.state == Standing.REJECTED or (locked.state == Standing.PENDING and not is_stall):
            raise NotFound(_("There is no such question."))
        made = Answer.objects.create(
            question=locked, author=user, words=words, display_name=display_name, is_stall=is_stall
        )
        actor = f"seller:{user.public_id}" if is_stall else "shopper"
        note(made, actor=actor, after=Standing.PENDING)
        if is_stall:
            if locked.state == Standing.PENDING:
                publish_question(question=locked, actor=actor)
            publish_answer(answer=made, actor=actor)
    return made


def publish_question(*, question: Question, actor: str) -> Question:
    """Everybody may read it. Raises IllegalMove."""
    with transaction.atomic():
        return move(question, Standing.PUBLISHED, actor=actor, published_at=DatabaseNow())


def publish_answer(*, answer: Answer, actor: str) -> Answer:
    """Everybody may read it below its question, and who asked gets a mail. Raises IllegalMove."""
    with transaction.atomic():
        answer = move(answer, Standing.PUBLISHED, actor=actor, published_at=DatabaseNow())
        enqueue("catalog.send_answered", dedupe=f"answered:{answer.public_id}", answer=answer.public_id)
    return answer


def reject(*, row: Question | Answer, actor: str, reason: str) -> None:
    """Nobody reads it any more; a question's answers neither. Raises IllegalMove."""
    with transaction.atomic():
        move(row, Standing.REJECTED, actor=actor, reason=reason, published_at=None)
