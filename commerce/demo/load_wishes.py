"""The wish lists of the first made-up shopper: one of everyday things, one that is shared."""

from catalog.models import Product
from commerce.accounts.models import User
from wishlists.domain import lists, sharing, things
from wishlists.models import Wish

from . import market

# What one was saved at, in hundredths of today's price: one got cheaper, one dearer, the others stayed.
THEN = (125, 100, 90, 100)
SHARED = ("Christmas at home", ("For Granny, she likes blue", "", "If it is not too dear"))
GONE = "Tin kettle with a whistle"


def load_wishes(products: dict[str, Product]) -> None:
    """Best sellers, one thing that is sold out and watched, and one that is no longer sold."""
    user = User.objects.get(email=market.shoppers()[0].email)
    goods = Product.objects.filter(pk__in=[each.pk for each in products.values()])
    best = list(goods.filter(available__gt=0, is_digital=False).order_by("-sales_count", "slug")[:7])
    for product, share in zip(best, THEN, strict=False):
        wish = things.save(user=user, product=product.public_id)
        Wish.objects.filter(pk=wish.pk).update(price_minor=wish.price_minor * share // 10_000 * 100)
    if sold_out := goods.filter(available=0, is_digital=False).order_by("slug").first():
        wish = things.save(user=user, product=sold_out.public_id)
        things.describe(wish=wish, note="", is_watched=True)
    default = lists.obtain_default(user=user)
    default.wishes.create(title=GONE, price_minor=240_000, known_minor=240_000, currency="GYD")
    _shared(user, best[4:])


def _shared(user: User, products: list[Product]) -> None:
    name, notes = SHARED
    shared = lists.create(user=user, name=name)
    for product, note in zip(products, notes, strict=False):
        wish = things.save(user=user, product=product.public_id, wish_list=shared)
        things.describe(wish=wish, note=note, is_watched=False)
    sharing.share(wish_list=shared, shows_name=True)
