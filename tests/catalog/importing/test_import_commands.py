import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from catalog.models import ImportRun, Picture, Product
from vendors.sellers.models import Seller

File = Callable[..., Path]
Row = Callable[..., dict[str, str]]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def run(*args: Any, out: io.StringIO | None = None) -> tuple[str, str]:
    out, err = out or io.StringIO(), io.StringIO()
    call_command(*map(str, args), stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_import_tells_what_it_did_and_how_to_take_it_back(file: File, excerpt: str, seller: Seller) -> None:
    out, err = run("import_products", file(excerpt), "--seller", seller.slug)
    public_id = ImportRun.objects.get().public_id
    assert f"{public_id}: 6 rows in " in out
    assert "3 products created" in out
    assert f"--undo {public_id}" in out
    assert err == ""
    assert "3 products unchanged" in run("import_products", file(excerpt), "--seller", seller.slug)[0]
    assert "3 products removed" in run("import_products", "--undo", public_id)[0]
    assert Product.objects.count() == 0


def test_a_terminal_gets_a_bar(file: File, row: Row, seller: Seller) -> None:
    out, _err = run("import_products", file([row()]), "--seller", seller.slug, out=Terminal())
    assert f"\r{'█' * 30} 1 of 1 rows\n" in out


def test_faults_are_shown_and_written(file: File, row: Row, seller: Seller, tmp_path: Path) -> None:
    path = file([row(Handle="=cmd()", **{"Variant Price": "x"}), row(Handle="ok", Title="t" * 300)])
    _out, err = run("import_products", path, "--seller", seller.slug)
    assert "row 2 · =cmd() · Variant Price · refused: Not a number" in err
    run("import_products", path, "--seller", seller.slug, "--errors", tmp_path / "errors.csv")
    with (tmp_path / "errors.csv").open(newline="", encoding="utf-8") as table:
        lines = list(csv.reader(table))
    assert lines[0] == ["row", "handle", "column", "reason", "kind"]
    assert [(line[0], line[1], line[2], line[4]) for line in lines[1:]] == [
        ("2", "'=cmd()", "Variant Price", "refused"),
    ]


def test_many_faults_are_cut_short_on_the_terminal(file: File, row: Row, seller: Seller) -> None:
    path = file([row(Handle=f"h{n}", **{"Variant Price": "-5"}) for n in range(25)])
    out, err = run("import_products", path, "--seller", seller.slug)
    assert (err.count("· refused:"), "… 5 more" in err) == (20, True)
    assert "25 products refused" in out


def test_a_dry_run_says_so(file: File, row: Row, seller: Seller) -> None:
    out, _err = run("import_products", file([row()]), "--seller", seller.slug, "--dry-run")
    assert "dry run, nothing kept: 1 rows in" in out
    assert (Product.objects.count(), "--undo" in out) == (0, False)


@pytest.mark.parametrize(
    "args",
    [
        [],
        ["{file}"],
        ["{file}", "--seller", "nobody"],
        ["nothing.csv", "--seller", "test-stall"],
        ["--undo", "imp_0"],
        ["{file}", "--seller", "test-stall", "--currency", "ABC"],
    ],
)
def test_mistakes_are_told_in_words(file: File, row: Row, seller: Seller, args: list[str]) -> None:
    path = file([row()])
    with pytest.raises(CommandError):
        run("import_products", *[arg.format(file=path) for arg in args])
    assert Product.objects.count() == 0


def test_export_of_a_seller_or_an_import(file: File, row: Row, seller: Seller, tmp_path: Path) -> None:
    run("import_products", file([row()]), "--seller", seller.slug)
    run("import_products", file([row(Handle="pot")]), "--seller", seller.slug)
    target = tmp_path / "out.csv"
    assert run("export_products", "--seller", seller.slug, target)[0] == f"2 products written to {target}\n"
    run("export_products", "--import", ImportRun.objects.first().public_id, target)
    assert [line.split(",")[0] for line in target.read_text().splitlines()] == ["Handle", "pot"]
    for wrong in (["--seller", "nobody", target], ["--import", "imp_0", target], [tmp_path / "no" / "out.csv"]):
        with pytest.raises(CommandError):
            run("export_products", *wrong)


def test_fetch_pictures_tells_what_failed(file: File, row: Row, seller: Seller) -> None:
    path = file([row(**{"Image Src": "http://10.0.0.1/x.jpg"})])
    run("import_products", path, "--seller", seller.slug)
    out, err = run("fetch_pictures", "--seller", seller.slug)
    assert out == "0 pictures fetched, 1 failed\n"
    assert err == "http://10.0.0.1/x.jpg: The address leads into a private network.\n"
    assert Picture.objects.get().state == "failed"
    assert run("fetch_pictures")[0] == "0 pictures fetched, 0 failed\n"
    assert run("fetch_pictures", "--again")[0] == "0 pictures fetched, 1 failed\n"
