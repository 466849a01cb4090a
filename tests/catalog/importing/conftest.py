"""Small product files in Shopify's format, and one call that imports them."""

import csv
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from catalog.domain.importing.records import Fault
from catalog.domain.importing.running import run_import
from catalog.models import ImportRun
from vendors.sellers.models import Seller

EXCERPT = """\
Handle,Title,Body (HTML),Vendor,Type,Tags,Published,Option1 Name,Option1 Value,Option2 Name,Option2 Value,\
Variant SKU,Variant Grams,Variant Inventory Tracker,Variant Inventory Qty,Variant Inventory Policy,\
Variant Fulfillment Service,Variant Price,Variant Compare At Price,Variant Requires Shipping,Variant Taxable,\
Variant Barcode,Image Src,Image Position,Image Alt Text,Gift Card,SEO Title,SEO Description,\
Google Shopping / MPN,Colour (product.metafields.shopify.color),Variant Image,Variant Weight Unit,Cost per item,Status
tee,Palm tee,"<p>Soft, ""light""\n<img src=x>cotton</p>",Loom,Shirts,"summer,  cotton",TRUE,Size,S,Colour,Red,\
T-S-R,180.4,shopify,3,deny,manual,1500,2000.5,true,true,0001,https://pictures.example/1.jpg,1,Front,false,=Tee,\
,MPN-1,red,https://pictures.example/2.jpg,g,700,active
tee,,,,,,,,M,,Red,T-M-R,180,shopify,0,deny,manual,1500.00,,true,true,,https://pictures.example/2.jpg,2,,,,,,,,kg,,
tee,,,,,,,,L,,Red,T-L-R,180,shopify,7,continue,manual,1700,,true,true,,https://pictures.example/3.jpg,3,,,,,,,,kg,,
tee,,,,,,,,,,,,,,,,,,,,,,https://pictures.example/4.jpg,7,Back,,,,,,,g,,
lesson,Audio lesson,,Loom,,,false,Title,Default Title,,,,0,,,deny,manual,0,,false,no,,,,,,,,,,,lb,,draft
জামা,কুর্তি,,,,উৎসব,,,,,,,,shopify,2,,,2500,,,,,,,,,,,,,,,,
""".replace("\\n", "\n")


@dataclass
class Imported:
    """What one import said and did."""

    run: ImportRun
    faults: list[Fault] = field(default_factory=list)

    @property
    def counts(self) -> tuple[int, int, int, int]:
        """Products created, changed, unchanged, refused."""
        return (self.run.created, self.run.changed, self.run.unchanged, self.run.refused)

    @property
    def told(self) -> list[tuple[int, str, bool]]:
        return [(fault.row, fault.column, fault.is_warning) for fault in self.faults]


@pytest.fixture
def seller(db: None) -> Seller:
    return Seller.objects.create(
        name="Test stall", slug="test-stall", country="GY", town="Georgetown", state="approved"
    )


@pytest.fixture
def file(tmp_path: Path) -> Callable[..., Path]:
    """Writes a file from whole text, or from rows of {column: cell} with sensible first cells."""

    def write(content: str | list[dict[str, Any]], name: str = "products.csv") -> Path:
        path = tmp_path / name
        if isinstance(content, str):
            path.write_bytes(content.replace("\n", "\r\n").encode())
            return path
        columns = list(dict.fromkeys(["Handle", "Title", "Variant Price", *(c for row in content for c in row)]))
        with path.open("w", newline="", encoding="utf-8") as out:
            table = csv.DictWriter(out, columns, restval="")
            table.writeheader()
            table.writerows(content)
        return path

    return write


@pytest.fixture
def load(seller: Seller, file: Callable[..., Path]) -> Callable[..., Imported]:
    def load(content: Path | str | list[dict[str, Any]], **how: Any) -> Imported:
        path = content if isinstance(content, Path) else file(content)
        faults: list[Fault] = []
        run = run_import(path=path, report=faults.append, **{"seller": seller, "actor": "test"} | how)
        return Imported(run, faults)

    return load


@pytest.fixture
def excerpt() -> str:
    return EXCERPT


def mug(**cells: str) -> dict[str, str]:
    return {"Handle": "mug", "Title": "Enamel mug", "Variant Price": "900"} | cells


@pytest.fixture
def row() -> Callable[..., dict[str, str]]:
    """One line of a product called mug, with other cells where they are given (words joined by underscores)."""
    return lambda **cells: mug(**{name.replace("_", " "): text for name, text in cells.items()})
