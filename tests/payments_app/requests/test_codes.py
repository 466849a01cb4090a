"""The QR code: the file is read back, module by module, as a scanner would see it."""

import re
from xml.etree import ElementTree

import pytest
from django.test import Client

from payments.queries import codes
from tests.factories.asking import make_request

pytestmark = pytest.mark.django_db
SVG = "{http://www.w3.org/2000/svg}"
QUIET_ZONE = 4  # of ISO/IEC 18004
STEP = re.compile(r"([Mmh])(-?[\d.]+)(?: (-?[\d.]+))?")


def modules(file: bytes) -> tuple[set[tuple[int, int]], int]:
    """The dark modules (column, row) that the file's path draws, without the quiet zone, and how many are in a row."""
    root = ElementTree.fromstring(file)
    drawn = [path for path in root.iter(f"{SVG}path") if "stroke" in path.attrib]
    across = round(float(re.match(r"M0 0h([\d.]+)", root.find(f".//{SVG}path").attrib["d"])[1]))
    dark, x, y = set(), 0, 0.0
    for verb, first, second in STEP.findall(drawn[0].attrib["d"]):
        if verb == "h":
            dark |= {(column - QUIET_ZONE, int(y) - QUIET_ZONE) for column in range(x, x + int(first))}
            x += int(first)
        else:
            x, y = (int(first), float(second)) if verb == "M" else (x + int(first), y + float(second))
    return dark, across - 2 * QUIET_ZONE


@pytest.fixture
def asked(db, settings):
    settings.SITE_URL = "https://market.example"
    return make_request()


@pytest.fixture
def answer(asked):
    return Client().get(f"/pay/{asked.token}/qr.svg")


def test_the_file_draws_the_code_of_the_address(asked, answer):
    dark, across = modules(answer.content)
    wanted = codes.matrix(f"https://market.example/pay/{asked.token}/").matrix
    assert across == len(wanted)
    assert dark == {(x, y) for y, row in enumerate(wanted) for x, module in enumerate(row) if module}


def test_another_request_has_another_code(answer):
    assert modules(Client().get(f"/pay/{make_request().token}/qr.svg").content) != modules(answer.content)


def test_a_fifteenth_of_it_may_be_lost(asked):
    assert codes.matrix(asked.address).error == "M"


def test_nothing_is_drawn_in_the_quiet_zone(answer):
    dark, across = modules(answer.content)
    assert (min(min(cell) for cell in dark), max(max(cell) for cell in dark)) == (0, across - 1)


def test_it_is_a_plain_picture_that_browsers_keep(answer):
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("image/svg+xml", "private, max-age=86400")
    assert not re.search(rb"<script|style|href|on\w+=|<!", answer.content)
    assert len(answer.content) < 6000


def test_it_is_black_on_white_and_six_centimetres_wide_on_paper(answer):
    root = ElementTree.fromstring(answer.content)
    assert root.attrib["width"] == root.attrib["height"]
    assert float(root.attrib["width"].removesuffix("mm")) == pytest.approx(60, abs=0.1)
    assert {path.attrib.get("stroke") or path.attrib["fill"] for path in root.iter(f"{SVG}path")} == {"#000", "#fff"}


def test_the_page_to_show_has_the_address_in_words(asked):
    page = Client().get(f"/pay/{asked.token}/code/").content.decode()
    for words in ("Scan to pay", "G$5,000", f"https://market.example/pay/{asked.token}/", "qr.svg"):
        assert words in page
