"""The committed style sheets are those of their sources, small enough, and equal in both dark blocks."""

import gzip
import re
from pathlib import Path

import pytest

from commerce.backoffice.stylesheet import SHEETS, minified, stylesheet

CSS = Path(__file__).parents[3] / "static" / "css"
SHOP_SHEET_LIMIT = 15 * 1024 + 256


@pytest.mark.parametrize("name", SHEETS)
def test_committed_sheet_is_up_to_date(name: str) -> None:
    assert (CSS / "dist" / name).read_text(encoding="utf-8") == stylesheet(CSS, name)


def test_shop_sheet_stays_small() -> None:
    assert len(gzip.compress((CSS / "dist" / "shop.css").read_bytes())) <= SHOP_SHEET_LIMIT


def test_both_dark_blocks_carry_the_same_values() -> None:
    text = minified((CSS / "tokens_dark.css").read_text(encoding="utf-8"))
    by_system, by_choice = re.findall(r"\{(color-scheme:dark[^}]*)\}", text)
    assert by_system == by_choice


def test_minifying_keeps_what_spaces_mean() -> None:
    source = """/* note */ .a :hover > b { width: calc(1px + 2px); margin: 0 auto; }
    @media (min-width: 9px) { i { top: 0 } }"""
    assert minified(source) == (".a :hover > b{width:calc(1px + 2px);margin:0 auto}@media (min-width:9px){i{top:0}}\n")


def test_source_files_stay_readable() -> None:
    written = [path for path in CSS.rglob("*.css") if path.parent.name != "dist"]
    assert [path.name for path in written if len(path.read_text(encoding="utf-8").splitlines()) > 120] == []
