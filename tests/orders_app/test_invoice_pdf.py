"""The invoice on paper: every letter has a font, whatever script it is in."""

import re
import zlib

import pytest

from catalog.models import Product
from orders.domain import pay
from orders.queries import order_rows
from orders.queries.invoice_pdf import invoice_pdf
from tests.factories.shop import make_order, make_seller, make_variant

pytestmark = pytest.mark.django_db
OPERATORS = re.compile(rb"\b(q|Q|Tf|Tj|TJ)\b")
DRAWING = re.compile(rb"[\d. ]+[A-Za-z]+\n")  # pages begin with an operator, fonts with anything
STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)


def letters_without_font(pdf: bytes) -> tuple[int, int]:
    """How many pieces of text are shown in all, and how many where no font is set."""
    shown = bare = 0
    for packed in STREAM.findall(pdf):
        try:
            page = zlib.decompress(packed)
        except zlib.error:
            continue
        if not DRAWING.match(page):
            continue
        fonts = [False]
        for operator in OPERATORS.findall(re.sub(rb"\((?:\\.|[^()\\])*\)", b"()", page)):
            if operator == b"q":
                fonts.append(fonts[-1])
            elif operator == b"Q":
                fonts.pop()
            elif operator == b"Tf":
                fonts[-1] = True
            else:
                shown, bare = shown + 1, bare + (not fonts[-1])
    return shown, bare


def test_an_invoice_in_two_scripts_shows_every_amount(simulator) -> None:
    tea, mug = make_variant(seller=make_seller(name="পদ্মা Spice")), make_variant()
    Product.objects.filter(pk=tea.product_id).update(title="চা Garden tea")
    order = make_order((tea, 1), (mug, 2))
    simulator.pay(pay.start_payment(order=order, method="stripe", who="test").provider_ref)
    pay.look(order=order)
    loaded = order_rows.load(public_id=order.public_id)
    assert loaded is not None
    shown, bare = letters_without_font(invoice_pdf(loaded))
    assert shown > 30
    assert bare == 0
