import csv
import gzip
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from catalog.domain import products
from catalog.domain.importing.columns import DEFAULT
from catalog.domain.importing.exporting import export
from catalog.models import ImportRun, Picture, Product
from vendors.sellers.models import Seller

Load = Callable[..., Any]
Row = Callable[..., dict[str, str]]
REAL = Path(__file__).parents[4] / "shared" / "data"


def write(path: Path, seller: Seller) -> Path:
    mine = ImportRun.objects.filter(seller=seller)
    export(path=path, products=Product.objects.filter(seller=seller), runs=mine)
    return path


def rows(path: Path) -> list[dict[str, str]]:
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def again(load: Load, tmp_path: Path, seller: Seller) -> tuple[bytes, bytes]:
    """Export, import into an empty shop, export."""
    first = write(tmp_path / "first.csv", seller)
    Product.objects.all().delete()
    ImportRun.objects.all().delete()
    load(first)
    return first.read_bytes(), write(tmp_path / "second.csv", seller).read_bytes()


def test_the_excerpt_comes_back_byte_for_byte(
    load: Load, file: Callable[..., Path], excerpt: str, tmp_path: Path, seller: Seller
) -> None:
    path = file(excerpt)
    load(path)
    assert write(tmp_path / "out.csv", seller).read_bytes() == path.read_bytes()
    first, second = again(load, tmp_path, seller)
    assert first == second == path.read_bytes()


@pytest.mark.parametrize(
    ("name", "every"), [("electronics-22k.csv.gz", 10), ("shopify-apparel.csv", 1), ("shopify-home-and-garden.csv", 1)]
)
def test_a_real_file_comes_back(load: Load, tmp_path: Path, seller: Seller, name: str, every: int) -> None:
    """Of the large one every tenth line, which is a product there; the small ones whole."""
    if not (REAL / name).is_file():
        pytest.skip(f"{name} is not beside the repository")
    lines = rows(REAL / name)[::every]
    with (tmp_path / "in.csv").open("w", newline="", encoding="utf-8") as file:
        table = csv.DictWriter(file, lines[0])
        table.writeheader()
        table.writerows(lines)
    done = load(tmp_path / "in.csv")
    refused = {fault.handle for fault in done.faults if not fault.is_warning}
    assert rows(write(tmp_path / "out.csv", seller)) == [line for line in lines if line["Handle"] not in refused]
    assert done.run.created > 19 * len(lines) // 25
    first, second = again(load, tmp_path, seller)
    assert first == second


def test_pictures_beyond_the_variants_get_lines_of_their_own(
    load: Load, row: Row, tmp_path: Path, seller: Seller
) -> None:
    lines = [row(**{"Image Src": "https://pictures.example/0.jpg", "Image Position": "1"})]
    for n in (1, 2):
        cells = {"Title": "", "Variant Price": "", "Image Src": f"https://pictures.example/{n}.jpg"}
        lines.append(row(**cells, **{"Image Position": str(n + 1), "Image Alt Text": f"Side {n}"}))
    load(lines)
    first, second = again(load, tmp_path, seller)
    assert (first, len(first.splitlines())) == (second, 4)


def test_pictures_move_up_beside_the_variants(load: Load, row: Row, tmp_path: Path, seller: Seller) -> None:
    """A file may put its pictures anywhere; which line they stand on says nothing, so we put the first ones first."""
    load([
        row(**{"Option1 Name": "Size", "Option1 Value": "S"}),
        row(**{"Title": "", "Option1 Value": "L", "Variant Weight Unit": "g"}),
        row(**{"Title": "", "Variant Price": "", "Image Src": "https://pictures.example/1.jpg"}),
    ])  # fmt: skip
    out = rows(write(tmp_path / "out.csv", seller))
    assert [line["Image Src"] for line in out] == ["https://pictures.example/1.jpg", ""]
    first, second = again(load, tmp_path, seller)
    assert first == second


def test_what_changed_in_the_shop_is_what_is_written(load: Load, row: Row, tmp_path: Path, seller: Seller) -> None:
    load([row(Title="  Enamel mug ", Vendor="Kiln", Published="TRUE")])
    products.update_product(product=Product.objects.get(), title="Camp mug")
    out = rows(write(tmp_path / "out.csv", seller))[0]
    assert (out["Title"], out["Vendor"], out["Published"]) == ("Camp mug", "Kiln", "TRUE")


def test_a_shop_without_imports_writes_the_usual_columns(tmp_path: Path, seller: Seller, load: Load) -> None:
    product = products.create_product(
        seller=seller, title="Mug", status="active", option_names=["Size"], description="<p>Tin</p>",
        variants=[products.NewVariant(price_minor=90000, option_values=[size]) for size in ("S", "L")],
    )  # fmt: skip
    Picture.objects.create(product=product, state="ready", digest="d" * 64, webp=[320, 720], alt="Front")
    out = rows(write(tmp_path / "out.csv", seller))
    assert (tuple(out[0]), [line["Option1 Value"] for line in out]) == (DEFAULT, ["S", "L"])
    assert (out[0]["Handle"], out[0]["Variant Price"], out[0]["Status"]) == ("mug", "900.00", "active")
    assert out[0]["Image Src"] == f"http://localhost/media/pictures/{'d' * 64}/720.webp"
    load(tmp_path / "out.csv")
    assert (Product.objects.count(), product.pictures.count(), product.variants.count()) == (1, 1, 2)


def test_cells_that_look_like_formulas_are_not_touched(load: Load, row: Row, tmp_path: Path, seller: Seller) -> None:
    load([row(Title="=1+1", Vendor="@home", Tags="-x")])
    out = rows(write(tmp_path / "out.csv", seller))[0]
    assert (out["Title"], out["Vendor"], out["Tags"]) == ("=1+1", "@home", "-x")


def test_packed_exports_are_the_same_bytes_each_time(load: Load, excerpt: str, tmp_path: Path, seller: Seller) -> None:
    load(excerpt)
    first, second = (write(tmp_path / name, seller) for name in ("a.csv.gz", "b.csv.gz"))
    assert first.read_bytes() == second.read_bytes()
    assert rows(first) == rows(write(tmp_path / "c.csv", seller))


def test_variants_off_sale_are_not_written(load: Load, row: Row, tmp_path: Path, seller: Seller) -> None:
    small, large = row(**{"Option1 Name": "Size", "Option1 Value": "S"}), row(**{"Title": "", "Option1 Value": "L"})
    load([small, large])
    load([small])
    assert [line["Option1 Value"] for line in rows(write(tmp_path / "out.csv", seller))] == ["S"]
