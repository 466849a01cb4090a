"""A wish for goods of a season waits for it, says so, and is told when the season begins."""

import pytest

from catalog.domain.products import update_product
from commerce.notifications.models import Email
from tests.factories.seasons import LATER, NOW, season
from tests.factories.shop import make_user, make_variant
from wishlists.domain import lists, news, things
from wishlists.queries.shown import wishes_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("whole", [True, False])
def test_a_watched_wish_is_told_when_its_season_begins(whole):
    user, variant = make_user(), make_variant()
    update_product(product=variant.product, **season(*LATER))
    unit = "" if whole else variant.public_id
    wish = things.save(user=user, product=variant.product.public_id, variant=unit)
    things.describe(wish=wish, note="", is_watched=True)
    shown = wishes_of(lists.obtain_default(user=user))[0]
    assert (shown.stock.text, news.tell()) == ("Out of season", 0)
    update_product(product=variant.product, **season(*NOW))
    assert [news.tell(), news.tell()] == [1, 0]
    assert Email.objects.get().subject == f"{wish.title}: Back in stock"
