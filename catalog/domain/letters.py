"""The catalogue's letters: a question to a stall, an answer to who asked."""

from django.conf import settings
from django.urls import reverse

from commerce.notifications.domain.emails import queue_email

from ..models import Answer, Question
from ..states import Standing


def asked(*, question: Question) -> None:
    """To the stall, which answers on the page; not when it has no address, or somebody has decided already."""
    product = question.product
    if not product.seller.email or question.state != Standing.PENDING:
        return
    context = {
        "question": question,
        "product_title": product.title,
        "seller_name": product.seller.name,
        "url": f"{settings.SITE_URL}{reverse('catalog:answers', args=[question.public_id])}",
    }
    queue_email(
        template="question_asked", to=product.seller.email, context=context, dedupe=f"asked:{question.public_id}",
        reference=question.public_id,
    )  # fmt: skip


def answered(*, answer: Answer) -> None:
    """To who asked, once for each answer; not for one's own, nor when it was taken down meanwhile."""
    question = answer.question
    if question.author is None or question.author_id == answer.author_id:
        return
    if {question.state, answer.state} != {Standing.PUBLISHED}:
        return
    product = question.product
    context = {
        "question": question,
        "answer": answer,
        "product_title": product.title,
        "who": product.seller.name if answer.is_stall else answer.display_name,
        "hue": product.seller.stall_hue if answer.is_stall else "",
        "url": f"{settings.SITE_URL}{question.get_absolute_url()}",
    }
    queue_email(
        template="question_answered", to=question.author.email, context=context,
        dedupe=f"answered:{answer.public_id}", reference=question.public_id,
    )  # fmt: skip
