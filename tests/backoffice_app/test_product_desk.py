"""Products are made and changed through the catalogue's own functions, with words at the field that is wrong."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from catalog.models import Category, Product, SlugHistory, StockMovement, Variant
from tests.factories import shop
from vendors.sellers.models import Seller

pytestmark = pytest.mark.django_db
INLINES = ("variants", "pictures", "downloads", "attributes")


def typed(product: Product, rows: list[Variant], **changed: object) -> dict[str, object]:
    """What the browser sends for an unchanged product, with `changed` on top."""
    empty = ("category", "description", "brand", "product_type", "tags", "seo_title", "seo_description")
    form: dict[str, object] = {"title": product.title, "slug": product.slug, **dict.fromkeys(empty, "")}
    for prefix in INLINES:
        count = len(rows) if prefix == "variants" else 0
        form |= {f"{prefix}-TOTAL_FORMS": count, f"{prefix}-INITIAL_FORMS": count}
    for place, variant in enumerate(rows):
        form |= {
            f"variants-{place}-id": variant.pk,
            f"variants-{place}-product": product.pk,
            f"variants-{place}-price": str(variant.price_minor / 100),
            f"variants-{place}-sku": variant.sku,
            f"variants-{place}-tracks_stock": "on",
            f"variants-{place}-is_active": "on",
        }
    return form | changed


def page(product: Product) -> str:
    return reverse("admin:catalog_product_change", args=[product.pk])


def act(client: Client, product: Product, name: str, **values: object):
    return client.post(reverse("admin:catalog_product_act", args=[product.pk, name]), values, follow=True)


@pytest.fixture
def variant() -> Variant:
    return shop.make_variant(price=185_000)


def test_new_product_with_its_first_variant(staff: Client) -> None:
    seller = shop.make_seller()
    form = typed(Product(title="Enamel bowl", slug=""), [], seller=seller.pk, currency="GYD", option_names="Size")
    form |= {"variants-TOTAL_FORMS": 1, "variants-0-option_values": "Small", "variants-0-price": "1,850.50"}
    form |= {"variants-0-sku": "BOWL-S", "variants-0-tracks_stock": "on", "variants-0-is_active": "on"}
    answer = staff.post(reverse("admin:catalog_product_add"), form)
    assert answer.status_code == 302, answer.context["errors"]
    made = Variant.objects.get(sku="BOWL-S")
    assert (made.price_minor, made.option_values, made.currency) == (185_050, ["Small"], "GYD")
    assert (made.product.slug, made.product.status, made.product.price_from_minor) == ("enamel-bowl", "draft", 185_050)


def test_price_in_major_units_reaches_the_list(staff: Client, variant: Variant) -> None:
    answer = staff.post(page(variant.product), typed(variant.product, [variant], **{"variants-0-price": "2000"}))
    assert answer.status_code == 302
    assert Product.objects.get().price_from_minor == 200_000


@pytest.mark.parametrize(
    ("price", "words"),
    [
        ("12.345", "G$ amounts have at most 2 digits after the point."),
        ("-1", "Ensure this value is greater than or equal to 0."),
        ("cheap", "Enter a number."),
    ],
)
def test_wrong_price_is_told_at_its_field(staff: Client, variant: Variant, price: str, words: str) -> None:
    answer = staff.post(page(variant.product), typed(variant.product, [variant], **{"variants-0-price": price}))
    formset = answer.context["inline_admin_formsets"][0].formset
    assert formset.errors == [{"price": [words]}]
    assert Variant.objects.get().price_minor == 185_000


def test_bulk_prices_are_typed_one_a_line(staff: Client, variant: Variant) -> None:
    lines = {"variants-0-bulk_prices": "10: 5 %\r\n50: 1,600.50"}
    answer = staff.post(page(variant.product), typed(variant.product, [variant], **lines))
    assert answer.status_code == 302
    assert Variant.objects.get().price_steps == [{"from": 10, "off_bp": 500}, {"from": 50, "minor": 160_050}]
    assert "10: 5 %\n50: 1600.50</textarea>" in staff.get(page(variant.product)).content.decode()


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ("10 pieces, please", "“10 pieces, please” is not read: write 10: 5 % or 10: 1600."),
        ("10: 120 %", "A percentage is between 0 and 100, with two digits after the point at most."),
        ("10: 5 %\n20: 1800", "From 20 pieces the price must be below G$1,758."),
        ("10: 1.234", "G$ amounts have at most 2 digits after the point."),
    ],
)
def test_wrong_bulk_prices_are_told_at_their_field(staff: Client, variant: Variant, lines: str, words: str) -> None:
    values = {"variants-0-bulk_prices": lines}
    answer = staff.post(page(variant.product), typed(variant.product, [variant], **values))
    formset = answer.context["inline_admin_formsets"][0].formset
    assert formset.errors == [{"bulk_prices": [words]}]
    assert lines.splitlines()[0] in answer.content.decode()
    assert Variant.objects.get().price_steps == []


def test_a_price_below_its_bulk_prices_is_told(staff: Client, variant: Variant) -> None:
    Variant.objects.update(price_steps=[{"from": 10, "minor": 150_000}])
    lines = {"variants-0-bulk_prices": "10: 1500", "variants-0-price": "1400"}
    answer = staff.post(page(variant.product), typed(variant.product, [variant], **lines))
    errors = answer.context["inline_admin_formsets"][0].formset.errors
    assert errors == [{"bulk_prices": ["From 10 pieces the price must be below G$1,400."]}]


def test_bulk_prices_do_not_stop_other_changes_while_a_planned_price_is_lower(staff: Client, variant: Variant) -> None:
    Variant.objects.update(price_steps=[{"from": 10, "minor": 190_000}])
    lines = {"variants-0-bulk_prices": "10: 1900.00", "variants-0-sku": "NEW-SKU"}
    answer = staff.post(page(variant.product), typed(variant.product, [variant], **lines))
    assert answer.status_code == 302
    assert Variant.objects.get().sku == "NEW-SKU"


def test_old_address_leads_on_and_text_is_cleaned(staff: Client, variant: Variant) -> None:
    old = variant.product.slug
    wild = "<p>Good</p><script>bad()</script>"
    staff.post(page(variant.product), typed(variant.product, [variant], slug="new-place", description=wild))
    product = Product.objects.get()
    assert (product.slug, product.description) == ("new-place", "<p>Good</p>")
    assert SlugHistory.objects.get().slug == old


def test_two_variants_with_the_same_options_are_refused(staff: Client, variant: Variant) -> None:
    form = typed(variant.product, [variant])
    form |= {"variants-TOTAL_FORMS": 2, "variants-1-price": "10", "variants-1-sku": "TWIN"}
    answer = staff.post(page(variant.product), form)
    assert answer.status_code == 200
    assert Variant.objects.count() == 1


def test_status_is_edited_in_the_list(staff: Client, variant: Variant) -> None:
    form = {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1, "form-0-id": variant.product_id, "_save": "1"}
    staff.post(reverse("admin:catalog_product_changelist"), form | {"form-0-status": "archived"})
    assert Product.objects.get().status == "archived"


def test_empty_product_cannot_be_put_on_sale_in_the_list(staff: Client, variant: Variant) -> None:
    Product.objects.update(status="draft")
    Variant.objects.update(is_active=False)
    form = {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1, "form-0-id": variant.product_id, "_save": "1"}
    answer = staff.post(reverse("admin:catalog_product_changelist"), form | {"form-0-status": "active"})
    assert answer.context["cl"].formset.errors == [{"status": ["It has no variant with a price."]}]
    assert Product.objects.get().status == "draft"


def test_why_nobody_sees_it(staff: Client, variant: Variant) -> None:
    Seller.objects.update(state="suspended")
    notices = [notice.text for notice in staff.get(page(variant.product)).context["notices"]]
    stall = Seller.objects.get().name
    assert notices == [
        f"The stall {stall} is not open: approve it.",
        "It is in no category: choose one, or it is found by search only.",
        "It has no picture: add one, or lists show a drawing.",
    ]
    listed = staff.get(reverse("admin:catalog_product_changelist") + "?visible=no").context["cl"]
    assert [product.pk for product in listed.result_list] == [variant.product_id]


def test_what_is_free_is_seen_and_what_nobody_offers_is_not(staff: Client, variant: Variant) -> None:
    free = shop.make_variant(price=0).product
    Variant.objects.filter(pk=variant.pk).update(is_active=False, price_minor=0)
    Product.objects.filter(pk=variant.product_id).update(price_from_minor=0)
    missing = "Nothing of it is on sale: give it a variant, or switch one on."
    told = [missing in [n.text for n in staff.get(page(p)).context["notices"]] for p in (free, variant.product)]
    assert told == [False, True]


def test_picture_is_added_described_and_removed(staff: Client, variant: Variant, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = str(tmp_path)
    drawn = io.BytesIO()
    Image.new("RGB", (640, 480), "teal").save(drawn, "PNG")
    act(staff, variant.product, "picture", content=SimpleUploadedFile("mug.png", drawn.getvalue()), alt="A mug")
    picture = variant.product.pictures.get()
    assert (picture.alt, picture.state, Product.objects.get().lead_picture_id) == ("A mug", "ready", picture.pk)
    row = {"id": picture.pk, "product": variant.product_id, "position": 3, "alt": "A teal mug"}
    row = {f"pictures-0-{name}": value for name, value in row.items()}
    row |= {"pictures-TOTAL_FORMS": 1, "pictures-INITIAL_FORMS": 1}
    staff.post(page(variant.product), typed(variant.product, [variant], **row))
    picture.refresh_from_db()
    assert (picture.alt, picture.position) == ("A teal mug", 3)
    staff.post(page(variant.product), typed(variant.product, [variant], **row, **{"pictures-0-DELETE": "on"}))
    assert variant.product.pictures.count() == 0


def test_what_is_no_picture_is_told(staff: Client, variant: Variant) -> None:
    answer = act(staff, variant.product, "picture", content=SimpleUploadedFile("mug.png", b"no picture"))
    assert answer.status_code == 422
    assert variant.product.pictures.count() == 0


def test_stock_changes_with_a_reason_in_the_book(staff: Client, staff_user, variant: Variant) -> None:
    values = {"variant_id": variant.pk, "quantity": -3, "kind": "damaged"}
    assert act(staff, variant.product, "stock", **values, reason="").status_code == 422
    act(staff, variant.product, "stock", **values, reason="Broken in transport")
    last = StockMovement.objects.latest("pk")
    assert (last.quantity, last.reason, last.actor) == (-3, "Broken in transport", f"staff:{staff_user.public_id}")
    assert Product.objects.get().available == 7


def test_more_than_there_is_is_told_on_the_form(staff: Client, variant: Variant) -> None:
    answer = act(staff, variant.product, "stock", variant_id=variant.pk, quantity=-30, kind="damaged", reason="x")
    assert answer.context["form"].non_field_errors() == [
        "That many are not free: some are kept for shoppers or already sold."
    ]


def test_copy_is_a_draft_without_sku_and_stock(staff: Client, variant: Variant) -> None:
    act(staff, variant.product, "copy")
    copy = Product.objects.latest("pk")
    assert (copy.status, copy.title) == ("draft", f"Copy of {variant.product.title}")
    assert list(copy.variants.values_list("price_minor", "sku", "stock__on_hand")) == [(185_000, "", None)]


def test_products_are_never_deleted(staff: Client, variant: Variant) -> None:
    answer = staff.post(reverse("admin:catalog_product_delete", args=[variant.product_id]), {"post": "yes"})
    assert answer.status_code == 403
    assert Product.objects.count() == 1


def test_category_moves_with_its_branch(staff: Client) -> None:
    from catalog.domain.categories import create_category

    top, other = create_category(name="Kitchen"), create_category(name="House")
    child = create_category(name="Pots", parent=top)
    staff.post(reverse("admin:catalog_category_act", args=[top.pk, "move"]), {"parent": other.pk})
    assert Category.objects.get(pk=child.pk).path == f"{other.path}{top.pk:04d}/{child.pk:04d}/"
    answer = staff.post(reverse("admin:catalog_category_act", args=[other.pk, "move"]), {"parent": child.pk})
    assert answer.context["form"].non_field_errors() == ["A category cannot hang below itself."]


def test_categories_stand_in_the_order_of_their_numbers(staff: Client) -> None:
    from catalog.domain.categories import create_category

    second, first = create_category(name="B", position=2), create_category(name="A", position=1)
    child = create_category(name="Below A", parent=first)
    listed = staff.get(reverse("admin:catalog_category_changelist")).context["cl"].result_list
    assert [category.pk for category in listed] == [first.pk, child.pk, second.pk]


def test_a_file_to_download_is_added_and_taken_away(staff: Client, variant: Variant, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = str(tmp_path)
    product = variant.product
    Product.objects.filter(pk=product.pk).update(is_digital=True)
    assert "buyers would find nothing" in staff.get(page(product)).content.decode()
    act(staff, product, "file", content=SimpleUploadedFile("Guide.pdf", b"%PDF-1.4"))
    file = product.downloads.get()
    assert (file.file_name, file.size_bytes) == ("Guide.pdf", 8)
    assert "buyers would find nothing" not in staff.get(page(product)).content.decode()
    product.refresh_from_db()
    form = typed(product, [variant], **{"downloads-TOTAL_FORMS": 1, "downloads-INITIAL_FORMS": 1})
    form |= {"downloads-0-id": file.pk, "downloads-0-product": product.pk, "downloads-0-DELETE": "on"}
    answer = staff.post(page(product), form)
    assert answer.status_code == 302, answer.context["errors"]
    assert not product.downloads.exists()
