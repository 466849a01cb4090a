"""Why shoppers cannot see or buy a product, in sentences; the same rules as a query."""

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from vendors.sellers.models.seller import SellerState

from ..models import Product, Variant
from ..models.product import ProductStatus

# Something of it is for sale.
OFFERED = Exists(Variant.objects.filter(product=OuterRef("pk"), is_active=True))
# On sale in the shopkeeper's mind, and yet something is missing. A price of zero is a price.
HIDDEN = Q(status=ProductStatus.ACTIVE) & (
    ~Q(seller__state=SellerState.APPROVED)
    | Q(category__isnull=True)
    | Q(category__is_active=False)
    | Q(lead_picture__isnull=True)
    | ~OFFERED
)


def why_hidden(product: Product) -> list[str]:
    """What keeps shoppers from finding the product; nothing when they can. Reads seller and category."""
    if product.status == ProductStatus.DRAFT:
        return [_("It is a draft: publish it when it is ready.")]
    if product.status == ProductStatus.ARCHIVED:
        return [_("It is archived: publish it to sell it again.")]
    return [words for words in (_seller(product), _category(product), _picture(product), _offer(product)) if words]


def _seller(product: Product) -> str:
    if product.seller.state == SellerState.APPROVED:
        return ""
    return _("The stall %(name)s is not open: approve it.") % {"name": product.seller.name}


def _category(product: Product) -> str:
    if product.category is None:
        return _("It is in no category: choose one, or it is found by search only.")
    if not product.category.is_active:
        return _("Its category %(name)s is switched off.") % {"name": product.category.name}
    return ""


def _picture(product: Product) -> str:
    return "" if product.lead_picture_id else _("It has no picture: add one, or lists show a drawing.")


def _offer(product: Product) -> str:
    if product.price_from_minor or product.variants.filter(is_active=True).exists():
        return ""
    return _("Nothing of it is on sale: give it a variant, or switch one on.")
