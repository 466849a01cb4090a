"""Reviews and questions in a browser: for eyes, for readers, by keyboard and without scripts."""

from playwright.sync_api import expect

from catalog.domain import photographs, reviews
from catalog.models import Review
from tests.e2e.shopper import DESK, PHONE, Visits, make_member
from tests.e2e.test_accessibility import SIGHTS, faults_of, look
from tests.factories.questions import make_answer, make_question
from tests.factories.reviews import delivered, make_opinion, make_review, photograph
from tests.factories.shop import make_variant
from vendors.sellers.models import SellerMember


@SIGHTS
def test_pages_of_opinions_are_for_everybody(visits: Visits, width: int, dark: bool) -> None:
    member = make_member(full_name="Ada Lord")
    order = delivered((make_variant(), 1), user=member)
    product, line = order.lines.get().variant.product, order.lines.get()
    SellerMember.objects.create(seller=product.seller, user=member)
    taken, _refused = photographs.take(files=[photograph()], scope="x", room=5)
    full = reviews.rewrite(review=make_review(product=product), opinion=make_opinion(), photographs=taken)
    reviews.publish(review=full, actor="staff", seen=2)
    reviews.reply(review=full, words="Thank you.", user=member, actor="staff")
    make_answer(question=make_question(product=product), user=member)
    waiting = make_question(product=product)
    page = product.get_absolute_url()
    paths = [page, f"{page}reviews/", f"{page}reviews/?stars=1", f"{page}questions/"]
    faults = look(visits, visits.shopper(width=width, dark=dark), paths)
    known = visits.shopper(width=width, dark=dark)
    known.sign_in(member.email)
    form = f"{order.get_absolute_url()}reviews/{line.public_id}/"
    paths += [order.get_absolute_url(), form, f"/reviews/{full.public_id}/reply/"]
    faults += look(visits, known, [*paths, f"/questions/{waiting.public_id}/answers/"])
    known.open(form)
    known.page.locator("main form button[type=submit]").last.click()
    expect(known.page.get_by_role("alert").first).to_be_visible()
    faults += faults_of(visits, known.page)
    assert not faults, "\n".join(faults)


def test_stars_are_given_by_keyboard(visits: Visits) -> None:
    order = delivered()
    guest = visits.shopper(width=DESK)
    guest.open(f"{order.get_absolute_url()}reviews/{order.lines.get().public_id}/?key={order.token}")
    guest.page.locator("input[name=stars]").first.focus()
    guest.page.keyboard.press("Space")
    for _step in range(3):
        guest.page.keyboard.press("ArrowRight")
    expect(guest.page.get_by_role("radio", name="4 stars: good")).to_be_checked()
    guest.page.get_by_label("What others should know").fill("Holds the heat.")
    guest.page.keyboard.press("Tab")
    guest.page.get_by_role("button", name="Send the review").press("Enter")
    expect(guest.page.locator("main")).to_contain_text("Review waiting to be read")
    assert Review.objects.get().stars == 4


def test_without_scripts_a_star_is_pressed_and_a_photograph_goes_along(visits: Visits) -> None:
    order = delivered()
    guest = visits.shopper(width=PHONE, scripts=False)
    guest.open(f"{order.get_absolute_url()}reviews/{order.lines.get().public_id}/?key={order.token}")
    guest.page.locator(".star-choices label").nth(2).click()
    guest.page.locator(".star-choices label").nth(4).click()
    guest.page.fill("[name=words]", "Holds the heat.")
    file = {"name": "mug.jpg", "mimeType": "image/jpeg", "buffer": photograph().read()}
    guest.page.set_input_files("[name=photographs]", [file])  # type: ignore[list-item]
    guest.page.locator("main form button[type=submit]").last.click()
    expect(guest.page.locator("main")).to_contain_text("Review waiting to be read")
    review = Review.objects.get()
    assert (review.stars, review.picture_count) == (5, 1)


def test_a_member_votes_and_sees_it(visits: Visits) -> None:
    review = make_review(published=True)
    user = make_member()
    member = visits.shopper(width=PHONE)
    member.sign_in(user.email)
    member.open(review.product.get_absolute_url())
    member.page.get_by_role("button", name="Helpful").click()
    expect(member.page.get_by_role("button", name="Helpful 1", pressed=True)).to_be_visible()
    review.refresh_from_db()
    assert review.helpful_count == 1
