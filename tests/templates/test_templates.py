"""Rules of every page: it compiles, is small, has no inline style or script, and uses known icons."""

import re
from pathlib import Path

import pytest
from django.template import engines

from orders.queries import progress
from vendors.sellers.models.seller import STALL_HUES

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "templates"
IMAGES = ROOT / "static" / "img"
PAGES = sorted(TEMPLATES.rglob("*.html"))
# Mail programs drop style sheets, so mails carry their styles inline.
MAILS = [path for path in PAGES if path.is_relative_to(TEMPLATES / "emails") or "account/email/" in path.as_posix()]
WEB_PAGES = [path for path in PAGES if path not in MAILS]
LINE_LIMIT = 120
STATES = {"info", "success", "warning", "problem"}


def named(path: Path) -> str:
    return path.relative_to(TEMPLATES).as_posix()


def symbols(sheet: str) -> set[str]:
    return set(re.findall(r'<symbol id="([\w-]+)"', (IMAGES / sheet).read_text(encoding="utf-8")))


def uses(pattern: str) -> set[str]:
    return {name for path in PAGES for name in re.findall(pattern, path.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("path", WEB_PAGES, ids=named)
def test_page_has_no_inline_style_or_script(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"<style|\sstyle=|\son\w+=\"|javascript:|<script(?![^>]*\ssrc=)", text) == []


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.*")), ids=named)
def test_template_compiles_and_is_small(path: Path) -> None:
    engines["django"].from_string(path.read_text(encoding="utf-8"))
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LINE_LIMIT


def test_every_icon_is_drawn() -> None:
    named_icons = uses(r'_icon\.html" name="([\w-]+)"') | uses(r"icons\.svg' %}#([\w-]+)\"") | STATES
    assert named_icons - symbols("icons.svg") == set()


def test_every_drawing_is_drawn() -> None:
    named_scenes = uses(r'_drawing\.html" name="([\w-]+)"') | uses(r'_empty\.html" with drawing="([\w-]+)"')
    named_scenes |= uses(r"drawings\.svg' %}#([\w-]+)\"")
    assert named_scenes - symbols("drawings.svg") == set()


def test_every_controller_exists() -> None:
    script = (ROOT / "static" / "js" / "application.js").read_text(encoding="utf-8")
    known = dict(re.findall(r'"([\w-]+)": \(\) => import\("\./controllers/([\w]+)\.js"\)', script))
    wanted = {name for names in uses(r'data-controller="([\w -]+)"') for name in names.split()}
    files = {path.stem for path in (ROOT / "static" / "js" / "controllers").glob("*.js")}
    assert wanted - known.keys() == set()
    assert set(known.values()) - files == set()


def test_included_templates_exist() -> None:
    wanted = uses(r'\{% (?:include|extends|part) "([^"]+)"')
    missing = {name for name in wanted if not (TEMPLATES / name).exists()}
    assert missing == {"admin/base.html", "admin/app_list.html", "admin/color_theme_toggle.html"}


def test_badges_of_orders_are_kinds_that_the_badge_knows() -> None:
    known = re.search(r"kind: ([\w| ]+);", (TEMPLATES / "components" / "_badge.html").read_text())
    assert known
    used = {progress.PACK, progress.DONE, progress.WAIT, progress.MOVE, progress.STOP, *progress.PART_KINDS.values()}
    assert used | {"plain"} == set(known[1].split(" | "))  # "plain" is what no order is: an address of the account


def test_stall_hues_of_mails_and_paper_are_those_of_the_style_sheet() -> None:
    tokens = (ROOT / "static" / "css" / "tokens.css").read_text()
    assert re.findall(r"--stall-\d+: (#[0-9A-F]{6});", tokens) == list(STALL_HUES)
