"""A product between file and database: plain values, nothing that only one of the two knows."""

from dataclasses import dataclass, field

# Text of a cell as our rendering has it -> text that the file had; {column: [ours, theirs]}.
Cells = dict[str, list[str]]


@dataclass
class PictureRecord:
    url: str
    position: int
    alt: str = ""


@dataclass
class VariantRecord:
    """`quantity` None: the file does not say. Amounts in minor units, weight in grams. One that awaits its price is
    shown and cannot be bought."""

    option_values: list[str]
    price_minor: int
    row: int = 0
    sku: str = ""
    barcode: str = ""
    compare_at_minor: int | None = None
    weight_grams: int | None = None
    requires_shipping: bool = True
    taxable: bool = True
    tracks_stock: bool = True
    awaits_price: bool = False
    quantity: int | None = None
    picture_url: str = ""
    cells: Cells = field(default_factory=dict)


@dataclass
class ProductRecord:
    """`lines` are the cells of lines beyond the variants' (further pictures); `row` is the first line's number."""

    handle: str
    title: str
    currency: str
    row: int = 0
    digest: str = ""
    description: str = ""
    brand: str = ""
    product_type: str = ""
    tags: list[str] = field(default_factory=list)
    option_names: list[str] = field(default_factory=list)
    status: str = "active"
    seo_title: str = ""
    seo_description: str = ""
    variants: list[VariantRecord] = field(default_factory=list)
    pictures: list[PictureRecord] = field(default_factory=list)
    cells: Cells = field(default_factory=dict)
    lines: list[Cells] = field(default_factory=list)


@dataclass(frozen=True)
class Fault:
    """What is wrong with one cell. `row` counts the file's records, the heading being 1, as a spreadsheet does.
    A warning is told; anything else keeps the whole product out."""

    row: int
    handle: str
    column: str
    reason: str
    is_warning: bool = False
