"""Digital goods: there when they are paid for, for nobody else, and fetching them is what delivers them."""

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from catalog.domain import downloads
from catalog.models import Download
from commerce.backoffice.queries import desks
from commerce.kernel.clock import DatabaseNow
from commerce.kernel.errors import NotFound
from commerce.notifications.models import Email
from orders.admin import acts
from orders.domain import cancel, letters, pay
from orders.domain import downloads as downloads_of_orders
from orders.errors import TooLate
from orders.models import Order
from tests.factories.shop import make_order, make_seller, make_user, make_variant

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = str(tmp_path)


@pytest.fixture
def book():
    variant = make_variant(units=0, seller=make_seller(slug="reader"), tracks_stock=False, requires_shipping=False)
    variant.product.is_digital = True
    variant.product.save()
    downloads.add_download(product=variant.product, content=ContentFile(b"%PDF-1.4 a book", "A book.pdf"))
    return variant


def paid(simulator, *lines, **who) -> Order:
    order = make_order(*lines, **who)
    simulator.pay(pay.start_payment(order=order, method="stripe", who="test").provider_ref)
    return pay.look(order=order)


def files_address(order: Order) -> str:
    return f"{order.get_absolute_url()}files/{Download.objects.get().public_id}/"


def opened_by_letter(order: Order) -> Client:
    client = Client()
    client.get(f"{order.get_absolute_url()}?key={order.token}")
    return client


def test_a_paid_file_is_handed_out_and_the_parcel_is_delivered(simulator, book) -> None:
    order = paid(simulator, (book, 1))
    buyer = opened_by_letter(order)
    assert "Ready to download" in buyer.get(order.get_absolute_url()).content.decode()
    answer = buyer.post(files_address(order))
    assert b"".join(answer.streaming_content) == b"%PDF-1.4 a book"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="A book.pdf"'
    part = order.parts.get()
    assert (part.is_digital, part.state, part.delivered_at is not None) == (True, "delivered", True)
    assert buyer.post(files_address(order)).status_code == 200
    assert order.events.filter(kind="fetched").count() == 1


def test_an_unpaid_or_foreign_order_hands_out_nothing(simulator, book) -> None:
    waiting = make_order((book, 1))
    assert opened_by_letter(waiting).post(files_address(waiting)).status_code == 404
    order = paid(simulator, (book, 1), user=make_user())
    stranger = Client()
    stranger.force_login(make_user())
    assert {Client().post(files_address(order)).status_code, stranger.post(files_address(order)).status_code} == {404}
    other = paid(simulator, (make_variant(), 1))
    assert opened_by_letter(other).post(files_address(other)).status_code == 404


def test_what_was_fetched_cannot_be_cancelled_and_what_was_cancelled_not_fetched(simulator, book) -> None:
    kept, returned = paid(simulator, (book, 1)), paid(simulator, (book, 1))
    opened_by_letter(kept).post(files_address(kept))
    with pytest.raises(TooLate):
        cancel.cancel_order(order=kept, actor="shopper")
    cancel.cancel_order(order=returned, actor="shopper")
    assert opened_by_letter(returned).post(files_address(returned)).status_code == 404


def test_a_link_is_counted_and_ends(simulator, book, settings) -> None:
    settings.DOWNLOAD_TIMES = 2
    order = paid(simulator, (book, 1))
    buyer = opened_by_letter(order)
    assert "2 times left" in buyer.get(order.get_absolute_url()).content.decode()
    assert [buyer.post(files_address(order)).status_code for _each in range(3)] == [200, 200, 302]
    told = buyer.get(order.get_absolute_url()).content.decode()
    assert "This was downloaded 2 times, which is all." in told
    assert "Downloaded as often as it may be." in told
    assert f'action="{files_address(order)}"' in told
    assert order.lines.get().fetches == {Download.objects.get().public_id: 2}


def test_a_link_expires_and_staff_open_it_again(simulator, book) -> None:
    order = paid(simulator, (book, 1))
    order.lines.update(fetch_until=DatabaseNow(), fetches={"x": 1})
    buyer = opened_by_letter(order)
    assert buyer.post(files_address(order)).status_code == 302
    assert "The time to download this is over." in buyer.get(order.get_absolute_url()).content.decode()
    downloads_of_orders.reopen(order=order, actor="staff", reason="Asked by phone")
    assert buyer.post(files_address(order)).status_code == 200
    assert order.lines.get().fetches == {Download.objects.get().public_id: 1}
    assert order.events.filter(kind="reopened", reason="Asked by phone").count() == 1


def test_an_order_from_before_the_limit_keeps_its_files(simulator, book, settings) -> None:
    settings.DOWNLOAD_TIMES = 1
    order = paid(simulator, (book, 1))
    order.lines.update(fetch_until=None)
    buyer = opened_by_letter(order)
    assert [buyer.post(files_address(order)).status_code for _each in range(2)] == [200, 200]


def test_only_files_can_be_opened_again(simulator) -> None:
    order = paid(simulator, (make_variant(), 1))
    with pytest.raises(NotFound):
        downloads_of_orders.reopen(order=order, actor="staff", reason="")
    assert "downloads" not in [act.name for act in acts.of_order(order)]


def test_the_letter_leads_to_each_file(simulator, book) -> None:
    order = paid(simulator, (book, 1))
    letters.confirmation(order=order)
    mail = Email.objects.get(reference=order.public_id)
    link = f"{order.get_absolute_url()}?key={order.token}#{Download.objects.get().public_id}"
    assert "Download A book.pdf (10 times until " in mail.text
    assert link in mail.text
    assert link in mail.html


def test_a_file_in_a_mixed_parcel_is_there_and_the_parcel_still_to_be_packed(simulator, book) -> None:
    mug = make_variant(seller=book.product.seller)
    order = paid(simulator, (book, 1), (mug, 1))
    assert opened_by_letter(order).post(files_address(order)).status_code == 200
    part = order.parts.get()
    assert (part.is_digital, part.state) == (False, "confirmed")


@pytest.mark.parametrize(
    ("name", "content"), [("book.exe", b"MZ"), ("book.pdf", b""), (".pdf", b"x"), ("book", b"x"), ("a.svg", b"<svg/>")]
)
def test_a_file_that_is_not_handed_out_is_refused_and_not_kept(book, tmp_path, name: str, content: bytes) -> None:
    with pytest.raises(downloads.DownloadRefused):
        downloads.add_download(product=book.product, content=ContentFile(content, name))
    assert len(list((tmp_path / "downloads").iterdir())) == 1


def test_staff_have_nothing_to_send_of_a_download(simulator, book) -> None:
    goods = next(iter(desks.goods()))
    part = paid(simulator, (book, 1)).parts.get()
    assert (next(iter(desks.goods())).count, acts.of_parcel(part)) == (goods.count, [])


def test_bytes_go_with_the_last_row_that_names_them(book, settings, tmp_path) -> None:
    other = make_variant()
    twin = downloads.add_download(product=other.product, content=ContentFile(b"%PDF-1.4 a book", "twin.pdf"))
    downloads.remove_download(download=twin)
    path = downloads.path_of(Download.objects.get().digest)
    assert path.read_bytes() == b"%PDF-1.4 a book"
    downloads.remove_download(download=Download.objects.get())
    assert not path.exists()
    settings.DOWNLOAD_MAX_BYTES = 3
    with pytest.raises(downloads.DownloadRefused, match="more than"):
        downloads.add_download(product=other.product, content=ContentFile(b"four", "a.txt"))
    assert list((tmp_path / "downloads").iterdir()) == []
