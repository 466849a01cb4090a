"""The columns of Shopify's product CSV, by what they tell about."""

HANDLE = "Handle"
IMAGE_SRC, IMAGE_POSITION, IMAGE_ALT = "Image Src", "Image Position", "Image Alt Text"
OPTION_NAMES = ("Option1 Name", "Option2 Name", "Option3 Name")
OPTION_VALUES = ("Option1 Value", "Option2 Value", "Option3 Value")
PRICE = "Variant Price"
COMPARE_AT = "Variant Compare At Price"
QUANTITY = "Variant Inventory Qty"
TRACKER = "Variant Inventory Tracker"
POLICY = "Variant Inventory Policy"
VARIANT_IMAGE = "Variant Image"

# Without these a file is no product file.
REQUIRED = (HANDLE, "Title", PRICE)

# One of these with a value makes a later line of a product a variant; else it only brings a picture.
MAKES_A_VARIANT = (*OPTION_VALUES, "Variant SKU", PRICE, "Variant Barcode")
PICTURE = frozenset({IMAGE_SRC, IMAGE_POSITION, IMAGE_ALT})
COST = "Cost per item"

# Column -> field of the product or variant. A column that the file lacks leaves its field as it is.
PRODUCT_FIELDS = {
    "Title": "title",
    "Body (HTML)": "description",
    "Vendor": "brand",
    "Type": "product_type",
    "Tags": "tags",
    "SEO Title": "seo_title",
    "SEO Description": "seo_description",
}
VARIANT_FIELDS = {
    "Variant SKU": "sku",
    "Variant Grams": "weight_grams",
    PRICE: "price_minor",
    COMPARE_AT: "compare_at_minor",
    "Variant Requires Shipping": "requires_shipping",
    "Variant Taxable": "taxable",
    "Variant Barcode": "barcode",
}

# The export's columns where no import has said others: Shopify's own set.
DEFAULT = (
    HANDLE, "Title", "Body (HTML)", "Vendor", "Type", "Tags", "Published",
    "Option1 Name", "Option1 Value", "Option2 Name", "Option2 Value", "Option3 Name", "Option3 Value",
    "Variant SKU", "Variant Grams", TRACKER, QUANTITY, POLICY, "Variant Fulfillment Service", PRICE, COMPARE_AT,
    "Variant Requires Shipping", "Variant Taxable", "Variant Barcode", IMAGE_SRC, IMAGE_POSITION, IMAGE_ALT,
    "Gift Card", "SEO Title", "SEO Description",
    "Google Shopping / Google Product Category", "Google Shopping / Gender", "Google Shopping / Age Group",
    "Google Shopping / MPN", "Google Shopping / AdWords Grouping", "Google Shopping / AdWords Labels",
    "Google Shopping / Condition", "Google Shopping / Custom Product", "Google Shopping / Custom Label 0",
    "Google Shopping / Custom Label 1", "Google Shopping / Custom Label 2", "Google Shopping / Custom Label 3",
    "Google Shopping / Custom Label 4", VARIANT_IMAGE, "Variant Weight Unit", "Variant Tax Code", COST, "Status",
)  # fmt: skip


def is_of_variant(column: str) -> bool:
    """Whether a cell of a product's first line belongs to the variant on it rather than to the product."""
    return column.startswith("Variant ") or column in OPTION_VALUES or column == COST
