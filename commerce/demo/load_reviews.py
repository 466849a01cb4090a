"""Reviews of the demo goods: rows by the hundred, then the columns of stars counted from them.

Most come without an order, as reviews that a stall brings along do, and are not marked as bought here. Those of
things that demo shoppers have received belong to the line, so that orders and reviews tell the same; a few are new and wait at the desk.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from random import Random

from catalog.domain import ratings
from catalog.models import HelpfulVote, Picture, Product, Review
from catalog.states import Standing
from commerce.accounts.models import User
from orders.models import OrderLine
from vendors.sellers.models import SellerMember

from . import market
from .assortment import SEED
from .load_pictures import picture_row
from .opinions import DemoReview, reviews_of, waiting_words

CHARM = 0.7  # how many of the market's shoppers find a review of a thing bought here helpful
LEFT_OPEN = 3  # one line in so many is left unreviewed, for whoever tries the market
HOURS_WAITING = (1, 5, 9, 26, 30, 51)


def load_reviews(*, now: datetime, products: dict[str, Product]) -> int:
    """Make them; how many there are."""
    told = [(demo, each) for demo in market.products() for each in reviews_of(demo)]
    owners = {member.seller_id: member.user for member in SellerMember.objects.select_related("user")}
    rows = [_row(each, products[demo.slug], now, owners) for demo, each in told]
    free = _give_to_lines(rows)
    votes = _votes([each for _demo, each in told], rows)
    Review.objects.bulk_create(rows, batch_size=1000)
    HelpfulVote.objects.bulk_create(votes, batch_size=1000)
    _hang_photographs(told, rows)
    waiting = Review.objects.bulk_create(_waiting(free, now))
    ratings.repair(product_ids=[product.pk for product in products.values()])
    return len(rows) + len(waiting)


def _row(each: DemoReview, product: Product, now: datetime, owners: dict[int, User]) -> Review:
    begun = product.published_at or product.created_at
    at = begun + (now - begun) * each.age
    replied_at = min(at + timedelta(hours=20), now) if each.reply else None
    return Review(
        product=product, stars=each.stars, title=each.title, words=each.words, display_name=each.name,
        is_bought=False, state=Standing.PUBLISHED, picture_count=len(each.views), reply=each.reply,
        replied_by=owners.get(product.seller_id) if each.reply else None, replied_at=replied_at, created_at=at,
        submitted_at=at, published_at=min(at + timedelta(hours=4), now),
    )  # fmt: skip


def _give_to_lines(rows: list[Review]) -> list[OrderLine]:
    """Let the newest review of a product be that of a shopper who has received it. The lines that got none."""
    newest = {row.product_id: row for row in rows}
    lines = OrderLine.objects.filter(part__state="delivered", order__state="paid", variant__isnull=False)
    free = []
    arrived = list(lines.select_related("order__user", "part", "variant__product").order_by("pk"))
    for place, line in enumerate(arrived):
        assert line.variant is not None
        if place % LEFT_OPEN == 1:
            continue
        row = newest.pop(line.variant.product_id, None)
        if row is None or line.order.user_id is None:
            free.append(line)
            continue
        row.reference, row.author, row.is_bought = line.public_id, line.order.user, True
        row.display_name = line.order.full_name.split(" ")[0]
        row.created_at = row.submitted_at = row.published_at = line.part.delivered_at or row.created_at
    return free


def _waiting(free: Iterable[OrderLine], now: datetime) -> list[Review]:
    """The newest ones, about things that have arrived: nobody has read them."""
    return [
        _unread(line, words, now - timedelta(hours=hours))
        for line, words, hours in zip(free, waiting_words(), HOURS_WAITING, strict=False)
    ]


def _unread(line: OrderLine, words: str, at: datetime) -> Review:
    assert line.variant is not None
    return Review(
        product=line.variant.product, reference=line.public_id, author=line.order.user, words=words,
        stars=3 + at.hour % 3, display_name=line.order.full_name.split(" ")[0], created_at=at, submitted_at=at,
    )  # fmt: skip


def _hang_photographs(told: list[tuple[market.DemoProduct, DemoReview]], rows: list[Review]) -> None:
    pictures: list[Picture] = []
    for (demo, each), row in zip(told, rows, strict=True):
        for place, view in enumerate(each.views, start=1):
            picture = picture_row(demo.look, view, None, place)
            picture.review = row
            pictures.append(picture)
    Picture.objects.bulk_create(pictures, batch_size=400)


def _votes(told: list[DemoReview], rows: list[Review]) -> list[HelpfulVote]:
    """The demo's own shoppers find some of them helpful; never their own. Counted on the rows."""
    chance = Random(f"{SEED}:votes")
    people = list(User.objects.filter(email__in=[shopper.email for shopper in market.shoppers()]).order_by("pk"))
    cast = []
    for each, row in zip(told, rows, strict=True):
        voters = [
            user
            for user in people
            if chance.random() < (CHARM if row.reference else each.charm**2) and user.pk != row.author_id
        ]
        row.helpful_count = len(voters)
        cast += [HelpfulVote(review=row, user=user) for user in voters]
    return cast
