"""Questions and answers, pending as people send them."""

from catalog.domain import questions
from catalog.models import Answer, Product, Question
from commerce.accounts.models import User
from tests.factories.shop import make_user, make_variant


def make_question(
    *, product: Product | None = None, user: User | None = None, published: bool = False, words: str = "Is it heavy?"
) -> Question:
    made = questions.ask(
        product=product or make_variant().product, user=user or make_user(), words=words, display_name="Ada"
    )
    return questions.publish_question(question=made, actor="staff") if published else made


def make_answer(*, question: Question | None = None, user: User | None = None, words: str = "A little.") -> Answer:
    question = question or make_question(published=True)
    return questions.answer(question=question, user=user or make_user(), words=words, display_name="Ben")
