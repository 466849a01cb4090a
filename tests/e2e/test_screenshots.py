"""./stabroek screenshots, over a small market: it finds its pages, names them, and goes nowhere else."""

import json
import subprocess
import sys
from pathlib import Path

from django.contrib import admin
from PIL import Image

from deploy.embedded.layout import ROOT
from tests.e2e.market_server import Market
from tests.e2e.shopper import make_member
from tests.factories.shop import make_variant
from tests.screenshots import plan
from tests.screenshots.scenes.staff import LISTS

SIGHTS = ("360-light", "360-dark", "1280-light", "1280-dark")


def screenshots(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.screenshots", *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)


def test_pages_are_pictured_at_both_widths_in_both_themes(market: Market, tmp_path: Path) -> None:
    make_variant(units=5)
    staff = make_member(is_staff=True)
    logins = tmp_path / "logins.json"
    logins.write_text(json.dumps([{"role": "Staff", "email": staff.email, "password": "a-long-password"}]))
    only = ["shop-terms", "staff-seller-list"]
    done = screenshots(
        "--url", market.url, "--logins", str(logins), "--folder", str(tmp_path / "album"), "--only", *only
    )
    assert done.returncode == 0, done.stdout + done.stderr
    wholes = sorted(path.name for path in (tmp_path / "album").glob("*.png") if "-first" not in path.name)
    assert wholes == sorted(f"{name}.{sight}.png" for name in only for sight in SIGHTS)
    sizes = [Image.open(tmp_path / "album" / f"staff-seller-list.{width}-dark.png").width for width in (360, 1280)]
    assert sizes == [720, 1280]
    sheet = (tmp_path / "album" / "index.html").read_text()
    assert all(f'src="{name}"' in sheet for name in wholes)


def test_only_this_machine_is_visited() -> None:
    done = screenshots("--url", "https://shop.example.com")
    assert (done.returncode, "not on this machine" in done.stderr) == (78, True)


def test_a_word_that_no_picture_has_is_refused() -> None:
    done = screenshots("--only", "zzzz")
    assert (done.returncode, "No picture's name holds zzzz" in done.stderr) == (64, True)


def test_every_list_of_the_staff_site_has_its_pictures() -> None:
    shown = sorted(f"{model._meta.app_label}/{model._meta.model_name}" for model in admin.site._registry)
    assert sorted(LISTS) == shown


def test_no_two_pictures_have_the_same_name() -> None:
    names = plan.names()
    assert len(names) == len(set(names))
