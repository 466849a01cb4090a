"""Staff say what is odd about a product; the words of the rule stand at the field that they are about."""

import pytest
from django.test import Client
from django.urls import reverse

from catalog.models import Product, Variant
from tests.factories import shop
from tests.factories.seasons import LATER, season

pytestmark = pytest.mark.django_db
ODD = ("hazard", "packages", "season_from_day", "season_from_month", "season_to_day", "season_to_month")
EMPTY = ("category", "description", "brand", "product_type", "tags", "seo_title", "seo_description", *ODD)


@pytest.fixture
def variant() -> Variant:
    return shop.make_variant()


def page(product: Product) -> str:
    return reverse("admin:catalog_product_change", args=[product.pk])


def send(staff: Client, product: Product, **values: object):
    """The form as it stands for a plain product, with `values` typed over it; no variant is touched."""
    form: dict[str, object] = {"title": product.title, "slug": product.slug, **dict.fromkeys(EMPTY, "")}
    for prefix in ("variants", "pictures", "downloads", "attributes"):
        form |= {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0}
    return staff.post(page(product), form | values)


def test_what_is_typed_is_kept_and_shown_again(staff: Client, variant: Variant) -> None:
    season_typed = dict(zip(ODD[2:], (1, 11, 6, 1), strict=True))
    answer = send(staff, variant.product, hazard="flammable", packages=2, **season_typed)
    assert answer.status_code == 302
    product = Product.objects.get()
    kept = (product.hazard, product.packages, product.season_from, product.season_to)
    assert kept == ("flammable", 2, 1101, 106)
    again = staff.get(page(product)).content.decode()
    assert '<option value="11" selected>' in again
    assert staff.get(f"/staff/catalog/product/?hazard={product.hazard}").context["cl"].result_count == 1


def test_empty_fields_mean_nothing_odd(staff: Client, variant: Variant) -> None:
    assert send(staff, variant.product).status_code == 302
    product = Product.objects.get()
    assert (product.hazard, product.packages, product.season_from) == ("", 1, None)


@pytest.mark.parametrize(
    ("values", "errors"),
    [
        ({"packages": 11}, {"packages": ["One piece travels in 1 to 10 packages."]}),
        ({"packages": 0}, {"packages": ["One piece travels in 1 to 10 packages."]}),
        ({"hazard": "gas", "is_digital": "on"}, {"hazard": ["A download travels in no parcel: leave this as it is."]}),
        ({"season_from_day": 31}, {"season_from": ["Give a day and a month."]}),
        (
            {"season_from_day": 31, "season_from_month": 6},
            {"season_from": ["There is no such day in every year."]},
        ),
        (
            {"season_from_day": 1, "season_from_month": 6},
            {"season_to": ["A season has a first and a last day. Give both, or neither."]},
        ),
    ],
)
def test_a_wrong_value_is_told_at_its_field(staff: Client, variant: Variant, values, errors) -> None:
    answer = send(staff, variant.product, **values)
    assert answer.context["adminform"].form.errors == errors
    assert Product.objects.get().packages == 1


def test_the_desk_says_when_a_season_is_over(staff: Client, variant: Variant) -> None:
    Product.objects.filter(pk=variant.product_id).update(available=-1, **season(*LATER))
    assert "out of season" in staff.get("/staff/catalog/product/").content.decode()
