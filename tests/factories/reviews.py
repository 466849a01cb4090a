"""Delivered orders, reviews, photographs."""

from io import BytesIO
from itertools import count

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from catalog.domain import reviews
from catalog.domain.reviews import Opinion
from catalog.models import Product, Review, Variant
from commerce.accounts.models import User
from commerce.kernel.ids import new_id
from orders.models import Order, SellerOrder
from tests.factories.shop import make_order, make_variant

_numbers = count(1)


def make_opinion(**values: object) -> Opinion:
    facts = {"stars": 4, "words": "Holds the heat.", "display_name": "Ada", "title": "A good mug"}
    return Opinion(**{**facts, **values})  # type: ignore[arg-type]


def make_review(
    *, product: Product | None = None, author: User | None = None, published: bool = False, **values: object
) -> Review:
    """A review of a line that no order has; pending, or published by staff."""
    product = product or make_variant().product
    review = reviews.write(reference=new_id("oln"), product=product, author=author, opinion=make_opinion(**values))
    if published:
        reviews.publish(review=review, actor="staff", seen=1)
        review.refresh_from_db()
    return review


def delivered(*lines: tuple[Variant, int], user: User | None = None) -> Order:
    """An order as it is once all its parcels have arrived, without the steps on the way."""
    order = make_order(*(lines or ((make_variant(), 1),)), user=user)
    Order.objects.filter(pk=order.pk).update(state="paid", paid_at=order.placed_at)
    SellerOrder.objects.filter(order=order).update(
        state="delivered", shipped_at=order.placed_at, delivered_at=order.placed_at
    )
    order.refresh_from_db()
    return order


def photograph(name: str = "mug.jpg", kind: str = "JPEG", size: tuple[int, int] = (800, 600), **how: object):
    target = BytesIO()
    Image.new("RGB", size, ("teal", "tan", "tomato")[next(_numbers) % 3]).save(target, kind, **how)
    return SimpleUploadedFile(name, target.getvalue(), content_type="image/jpeg")
