"""A map pin by "where I am now": asked when the button is pressed, and never in the way."""

from playwright.sync_api import expect

from commerce.accounts.models import Address
from orders.models import Order
from tests.e2e.shopper import PHONE, Shopper, Visits, make_member
from tests.factories.shop import make_area, make_variant

SEAWALL = {"latitude": 6.8200004, "longitude": -58.1600001}


def at_checkout(shopper: Shopper) -> Shopper:
    shopper.open(make_variant().product.get_absolute_url())
    shopper.add_from_product_page()
    expect(shopper.page.locator("#toasts")).to_contain_text("is in your cart")
    shopper.go_to_checkout()
    return shopper


def test_a_guest_sets_a_pin_and_the_order_keeps_it(visits: Visits) -> None:
    area = make_area()
    guest = at_checkout(visits.shopper(width=PHONE))
    guest.page.context.grant_permissions(["geolocation"])
    guest.page.context.set_geolocation(SEAWALL)
    guest.fill_checkout(area=area.name)
    guest.page.get_by_role("button", name="Add a map pin").click()
    pin = guest.page.get_by_role("link", name="Map pin for the courier")
    expect(pin).to_have_attribute(
        "href", "https://www.openstreetmap.org/?mlat=6.82000&mlon=-58.16000#map=18/6.82000/-58.16000"
    )
    guest.press_pay()
    guest.page.wait_for_url("**/c/pay/**")
    assert Order.objects.get().shipping_address["pin"] == "6.82000,-58.16000"


def test_a_phone_that_does_not_tell_changes_nothing(visits: Visits) -> None:
    guest = at_checkout(visits.shopper(width=PHONE))
    guest.page.get_by_role("button", name="Add a map pin").click()
    expect(guest.page.locator(".pin [role=status]")).to_have_text(
        "Your phone did not tell where it is. The landmark is enough."
    )
    assert guest.page.input_value("[name=pin]") == ""


def test_a_saved_pin_leaves_with_its_street(visits: Visits) -> None:
    user = make_member()
    Address.objects.create(
        user=user, full_name="Ada", phone="+5926001234", area=make_area(), street="7 Regent Street",
        pin="6.82000,-58.16000", is_default=True,
    )  # fmt: skip
    member = visits.shopper()
    member.sign_in(user.email)
    at_checkout(member)
    expect(member.page.get_by_role("link", name="Map pin for the courier")).to_be_visible()
    member.page.fill("[name=street]", "9 Camp Street")
    member.page.press("[name=street]", "Tab")
    expect(member.page.locator(".pin [role=status]")).to_have_text(
        "The saved pin was for another street: it is taken off."
    )
    assert member.page.input_value("[name=pin]") == ""
