"""Invoices and credit notes as they lie on a desk: the first page of each PDF, drawn by poppler."""

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from tests.screenshots.studio import DESK, Studio, Window

from .buying import BUYING
from .scene import Scene
from .staff_acts import REFUND

SIGHT = "a4"
DOTS = "110"  # an inch


def drawn(pdf: bytes, picture: Path) -> None:
    """The first page of `pdf` as a PNG at `picture`."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "paper.pdf"
        file.write_bytes(pdf)
        stem = picture.with_suffix("")
        subprocess.run(["pdftoppm", "-r", DOTS, "-png", "-singlefile", file, stem], check=True)


def paper(window: Window, words: str, name: str) -> None:
    """The PDF behind the page's first link that begins with `words`."""
    album = window.studio.album
    link = window.page.locator("main").get_by_role("link", name=re.compile(f"^{words}")).first
    path = link.get_attribute("href") or ""
    answer = window.page.context.request.get(window.studio.market.url + path)
    drawn(answer.body(), album.place(name, SIGHT, path))


def papers(studio: Studio) -> None:
    """Once: paper has one width."""
    if studio.sight is not DESK:
        return
    if not shutil.which("pdftoppm"):
        print("  Papers are left out: poppler's pdftoppm is missing (Debian: poppler-utils).", flush=True)
        return
    window = studio.window("guest")
    window.open(studio.found["order"])
    for words, name in (("Invoice", "paper-invoice"), ("Credit note", "paper-credit-note")):
        if studio.album.wants(name):
            paper(window, words, name)


SCENES = [Scene("papers", ("paper-invoice", "paper-credit-note"), papers, (BUYING, REFUND))]
