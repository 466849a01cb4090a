"""The order and the words of a product's pictures."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from commerce.kernel.errors import Refused

from ..models import Product
from . import summaries
from .media import ALT_CHARS


def arrange(*, product: Product, places: Mapping[int, int], alts: Mapping[int, str]) -> None:
    """Give pictures (by id) of the product their places and descriptions; the first becomes the lead picture.

    Raises Refused for a description of more than 512 characters. Pictures of other products are left alone.
    """
    if any(len(alt) > ALT_CHARS for alt in alts.values()):
        raise Refused(_("The description of a picture has at most %(n)s characters.") % {"n": ALT_CHARS})
    with transaction.atomic():
        Product.objects.select_for_update(no_key=True).get(pk=product.pk)
        for picture in product.pictures.filter(pk__in=[*places, *alts]):
            picture.position = places.get(picture.pk, picture.position)
            picture.alt = alts.get(picture.pk, picture.alt).strip()
            picture.save(update_fields=["position", "alt"])
        summaries.refresh([product.pk])
