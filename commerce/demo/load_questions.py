"""Questions about the demo goods: most answered by the stall, some by a shopper as well, a few that wait."""

from datetime import datetime, timedelta
from random import Random

from catalog.models import Answer, Product, Question
from catalog.states import Standing
from commerce.accounts.models import User
from vendors.sellers.models import SellerMember

from . import market
from .assortment import SEED
from .goods import table
from .opinions import topic_of

ASKED, GENERAL = 0.45, 0.5
WAITING = 6


def load_questions(*, now: datetime, products: dict[str, Product]) -> int:
    """Make them; how many there are."""
    pools = table("questions")
    people = list(User.objects.filter(email__in=[shopper.email for shopper in market.shoppers()]).order_by("pk"))
    owners = {member.seller_id: member.user for member in SellerMember.objects.select_related("user")}
    asked: list[Question] = []
    said: list[Answer] = []
    for demo in market.products():
        chance = Random(f"{SEED}:questions:{demo.slug}")
        if chance.random() > ASKED:
            continue
        known = pools[topic_of(demo)]["told"] + (pools["any"]["told"] if not demo.digital else [])
        for told in chance.sample(known, k=min(len(known), chance.choice((1, 1, 2, 3, 4)))):
            question = _question(products[demo.slug], told[0], people, now, chance)
            asked.append(question)
            said += _answers(question, told[1:], owners[question.product.seller_id], people, chance)
    said += _unread(asked, pools["open"]["added"], people, now)
    asked += _waiting(list(products.values()), pools["open"]["asked"], people, now)
    Question.objects.bulk_create(asked, batch_size=400)
    Answer.objects.bulk_create(said, batch_size=400)
    return len(asked)


def _question(product: Product, words: str, people: list[User], now: datetime, chance: Random) -> Question:
    user = chance.choice(people)
    begun = product.published_at or product.created_at
    at = begun + (now - begun) * chance.random() * 0.9
    return Question(
        product=product, author=user, words=words, display_name=user.full_name.split(" ")[0], state=Standing.PUBLISHED,
        created_at=at, published_at=at,
    )  # fmt: skip


def _answers(question: Question, told: list[str], owner: User, people: list[User], chance: Random) -> list[Answer]:
    """The stall's first; who adds to it is somebody else than who asked."""
    others = [user for user in people if user.pk != question.author_id]
    found = []
    for number, words in enumerate(told):
        user = chance.choice(others) if number else owner
        name = user.full_name.split(" ")[0] if number else question.product.seller.name
        at = question.created_at + timedelta(hours=3 + 20 * number)
        found.append(
            Answer(
                question=question, author=user, words=words, display_name=name, is_stall=not number,
                state=Standing.PUBLISHED, created_at=at, published_at=at,
            )
        )  # fmt: skip
    return found


def _unread(asked: list[Question], words: list[str], people: list[User], now: datetime) -> list[Answer]:
    """Shoppers' answers to the newest questions, which nobody has read."""
    newest = sorted(asked, key=lambda question: question.created_at)[-len(words) :]
    found = []
    for number, (question, text) in enumerate(zip(newest, words, strict=False)):
        user = next(user for user in people if user.pk != question.author_id)
        at = now - timedelta(hours=3 + 11 * number)
        name = user.full_name.split(" ")[0]
        found.append(Answer(question=question, author=user, words=text, display_name=name, created_at=at))
    return found


def _waiting(products: list[Product], words: list[str], people: list[User], now: datetime) -> list[Question]:
    """The newest ones, which nobody has read."""
    chance = Random(f"{SEED}:questions")
    return [
        Question(
            product=chance.choice(products), author=user, words=text, display_name=user.full_name.split(" ")[0],
            created_at=now - timedelta(hours=2 + 7 * number),
        )
        for number, (text, user) in enumerate(zip(words[:WAITING], people, strict=False))
    ]  # fmt: skip
