"""From the lines of one handle to a product record, or to everything that is wrong with them."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from ..descriptions import TextTooLong, clean
from . import cells
from .cells import Wrong
from .columns import (
    COMPARE_AT,
    IMAGE_ALT,
    IMAGE_POSITION,
    IMAGE_SRC,
    MAKES_A_VARIANT,
    OPTION_NAMES,
    OPTION_VALUES,
    POLICY,
    PRICE,
    QUANTITY,
    TRACKER,
    VARIANT_IMAGE,
)
from .reading import Group, Line
from .records import Fault, PictureRecord, ProductRecord, VariantRecord

HANDLE_CHARS = 255
URL_CHARS = 2000
NO_OPTIONS = ("Title", "Default Title")  # what the format writes for a product that comes in one kind
STATUSES = {"active": "active", "draft": "draft", "archived": "archived", "unlisted": "draft", "": "active"}
SHORTENED = {"Title": 255, "SEO Title": 255, "SEO Description": 500}


class Parser:
    """Parses one group. `faults` collects what it meets; `record` is None when the product is to stay out."""

    def __init__(self, group: Group, currency: str) -> None:
        self.group, self.currency = group, currency
        self.faults: list[Fault] = []

    def record(self) -> ProductRecord | None:
        """The product, unless one of its lines has a fault that is no warning."""
        self._check_lines()
        if self._refused():
            return None
        product = self._product(self.group.lines[0])
        self._variants(product)
        self._pictures(product)
        return None if self._refused() else product

    def fault(self, line: Line, column: str, reason: str, *, is_warning: bool = False) -> None:
        self.faults.append(Fault(line.row, self.group.handle, column, reason, is_warning))

    def _refused(self) -> bool:
        return any(not fault.is_warning for fault in self.faults)

    def _check_lines(self) -> None:
        """Faults that make the rest not worth reading."""
        first = self.group.lines[0]
        if not self.group.handle:
            self.fault(first, "Handle", _("The handle is missing."))
        if len(self.group.handle) > HANDLE_CHARS:
            self.fault(first, "Handle", _("The handle has more than %(n)s characters.") % {"n": HANDLE_CHARS})
        for line in self.group.lines:
            if line.surplus:
                self.fault(line, "", _("The line has %(n)s cells more than the heading.") % {"n": line.surplus})
            for column, text in line.cells.items():
                if reason := cells.unreadable(text):
                    self.fault(line, column, reason)

    def _take(self, line: Line, column: str, read: cells.Reader) -> object:
        """A cell's value; a wrong one becomes a fault."""
        try:
            return read(line.cells.get(column, "").strip())
        except Wrong as wrong:
            self.fault(line, column, str(wrong))
            return read("")

    def _text(self, line: Line, column: str, limit: int = 255) -> str:
        text = line.cells.get(column, "").strip()
        if len(text) <= limit:
            return text
        if column in SHORTENED or column == IMAGE_ALT:
            reason = _("Longer than %(n)s characters: shortened.") % {"n": limit}
            self.fault(line, column, reason, is_warning=True)
            return cells.shortened(text, limit)
        self.fault(line, column, _("Longer than %(n)s characters.") % {"n": limit})
        return ""

    def _product(self, first: Line) -> ProductRecord:
        if not first.cells["Title"].strip():
            self.fault(first, "Title", _("The first line of a product needs its title."))
        return ProductRecord(
            handle=self.group.handle,
            title=self._text(first, "Title"),
            currency=self.currency,
            row=first.row,
            description=self._description(first),
            brand=self._text(first, "Vendor"),
            product_type=self._text(first, "Type"),
            tags=self._tags(first),
            option_names=self._option_names(first),
            status=self._status(first),
            seo_title=self._text(first, "SEO Title"),
            seo_description=self._text(first, "SEO Description", SHORTENED["SEO Description"]),
        )

    def _description(self, first: Line) -> str:
        try:
            return clean(first.cells.get("Body (HTML)", ""))
        except TextTooLong as error:
            self.fault(first, "Body (HTML)", str(error.message))
            return ""

    def _tags(self, first: Line) -> list[str]:
        tags = [tag.strip() for tag in first.cells.get("Tags", "").split(",")]
        if any(len(tag) > 255 for tag in tags):
            self.fault(first, "Tags", _("A tag has more than %(n)s characters.") % {"n": 255})
        return list(dict.fromkeys(tag for tag in tags if tag))

    def _status(self, first: Line) -> str:
        said = first.cells.get("Status", "").strip().lower()
        if said not in STATUSES:
            self.fault(first, "Status", _("Not a status: active, draft or archived."))
            return "draft"
        is_gift_card = self._take(first, "Gift Card", cells.flag(default=False))
        if is_gift_card:
            self.fault(first, "Gift Card", _("Gift cards are not sold here: kept as a draft."), is_warning=True)
        published = self._take(first, "Published", cells.flag(default=True))
        status = STATUSES[said]
        return "draft" if status == "active" and (is_gift_card or not published) else status

    def _option_names(self, first: Line) -> list[str]:
        beyond = [c for c in first.cells if c.startswith(("Option4", "Option5"))]
        if any(line.cells[column].strip() for line in self.group.lines for column in beyond):
            self.fault(first, beyond[0], _("A product has at most three options."))
        names = [self._text(first, column, 80) for column in OPTION_NAMES]
        while names and not names[-1]:
            names.pop()
        if not all(names):
            self.fault(first, OPTION_NAMES[names.index("")], _("The name of an option is missing."))
        if len({name.casefold() for name in names}) < len(names):
            self.fault(first, OPTION_NAMES[0], _("Two options have the same name."))
        return names

    def _variants(self, product: ProductRecord) -> None:
        first, *others = self.group.lines
        lines = [first, *(line for line in others if makes_a_variant(line))]
        for line in others:
            if line.cells["Title"].strip() not in ("", first.cells["Title"].strip()):
                self.fault(line, "Title", _("Another title than on the first line: not used."), is_warning=True)
        if len(lines) == 1 and self._has_no_options(first, product.option_names):
            product.option_names = []
        product.variants = [self._variant(line, product.option_names) for line in lines]
        self._check_options(lines, product)

    def _check_options(self, lines: list[Line], product: ProductRecord) -> None:
        seen: dict[tuple[str, ...], int] = {}
        for line, variant in zip(lines, product.variants, strict=True):
            values = tuple(variant.option_values)
            if values in seen:
                reason = _("The same options as in row %(row)s.") % {"row": seen[values]}
                self.fault(line, OPTION_VALUES[0], reason)
            seen.setdefault(values, line.row)

    def _has_no_options(self, line: Line, names: list[str]) -> bool:
        values = {line.cells.get(column, "").strip() for column in OPTION_VALUES}
        return set(names) <= {NO_OPTIONS[0]} and values <= {"", NO_OPTIONS[1]}

    def _option_values(self, line: Line, names: list[str]) -> list[str]:
        values = [self._text(line, column) for column in OPTION_VALUES]
        for place, (column, value) in enumerate(zip(OPTION_VALUES, values, strict=True)):
            if place < len(names) and not value:
                self.fault(line, column, _("The value of an option is missing."))
            if place >= len(names) and value not in ("", NO_OPTIONS[1]):
                self.fault(line, column, _("A value without an option's name."))
        return values[: len(names)]

    def _variant(self, line: Line, names: list[str]) -> VariantRecord:
        tracker = line.cells.get(TRACKER, "").strip()
        sells_on = line.cells.get(POLICY, "").strip().lower() == "continue"
        price = self._take(line, PRICE, cells.price(self.currency))
        if price is None and not any(f.row == line.row and f.column == PRICE for f in self.faults):
            reason = _("The price is missing: shown without one, and not for sale until it has one.")
            self.fault(line, PRICE, reason, is_warning=True)
        return VariantRecord(
            option_values=self._option_values(line, names),
            row=line.row,
            price_minor=price or 0,  # type: ignore[arg-type]
            awaits_price=price is None,
            compare_at_minor=self._take(line, COMPARE_AT, cells.price(self.currency)) or None,  # type: ignore[arg-type]
            sku=self._text(line, "Variant SKU"),
            barcode=self._text(line, "Variant Barcode", 64),
            weight_grams=self._take(line, "Variant Grams", cells.grams),  # type: ignore[arg-type]
            requires_shipping=bool(self._take(line, "Variant Requires Shipping", cells.flag(default=True))),
            taxable=bool(self._take(line, "Variant Taxable", cells.flag(default=True))),
            tracks_stock=bool(tracker) and not sells_on,
            quantity=self._quantity(line),
            picture_url=self._url(line, VARIANT_IMAGE),
        )

    def _quantity(self, line: Line) -> int | None:
        quantity: int | None = self._take(line, QUANTITY, cells.whole)  # type: ignore[assignment]
        if quantity is not None and quantity < 0:
            self.fault(line, QUANTITY, _("Less than nothing: taken as none."), is_warning=True)
            return 0
        return quantity

    def _url(self, line: Line, column: str) -> str:
        url = line.cells.get(column, "").strip()
        if not url:
            return ""
        if len(url) > URL_CHARS or not is_web_address(url):
            self.fault(line, column, _("Not an address of the web (http or https)."))
        return url

    def _pictures(self, product: ProductRecord) -> None:
        found: dict[str, PictureRecord] = {}
        for line in self.group.lines:
            url = self._url(line, IMAGE_SRC)
            position: int | None = self._take(line, IMAGE_POSITION, cells.whole)  # type: ignore[assignment]
            if url and url not in found:
                last = max((picture.position for picture in found.values()), default=0)
                place = position if position and position > 0 else last + 1
                found[url] = PictureRecord(url, place, self._text(line, IMAGE_ALT, 512))
        for url in own_pictures(product.variants):
            last = max((picture.position for picture in found.values()), default=0)
            found.setdefault(url, PictureRecord(url, last + 1))
        product.pictures = sorted(found.values(), key=lambda picture: picture.position)


def makes_a_variant(line: Line) -> bool:
    """Whether a later line of a product brings a variant rather than a picture only."""
    return any(line.cells.get(column, "").strip() for column in MAKES_A_VARIANT)


def own_pictures(variants: Iterable[VariantRecord]) -> Iterable[str]:
    return (variant.picture_url for variant in variants if variant.picture_url)


def is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)
