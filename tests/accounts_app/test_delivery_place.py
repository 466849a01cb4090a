"""The area that delivery is told for: chosen without an account, kept in a cookie, wrong cookies passed over."""

import pytest
from django.test import Client

from commerce.accounts.domain.delivery_place import place_of
from tests.factories.shop import any_area, make_user

pytestmark = pytest.mark.django_db
PLACE = "/account/place/"


def choose(client: Client, **typed: object):
    return client.post(PLACE, {"country": "GY", "next": "/cart/", **typed})


def shown(client: Client) -> str:
    return client.get(PLACE).content.decode()


def test_a_choice_is_kept_and_leads_back():
    client, area = Client(), any_area()
    answer = choose(client, area=area.pk)
    assert (answer.status_code, answer["Location"]) == (302, "/cart/")
    assert client.cookies["place"].value == f"GY.{area.pk}"
    assert f'<option value="{area.pk}" selected>' in shown(client)


def test_the_whole_country_may_be_chosen_again():
    client = Client()
    choose(client, area=any_area().pk)
    choose(client, area="")
    assert client.cookies["place"].value == "GY."
    assert '<option value="" selected>Anywhere in Guyana' in shown(client)


@pytest.mark.parametrize("area", ["0", "-1", "no", "99999999999999999999"])
def test_what_is_no_area_is_told_beside_the_field(area):
    client = Client()
    answer = choose(client, area=area)
    assert answer.status_code == 422
    assert "Choose an area of the list." in answer.content.decode()
    assert "place" not in client.cookies


@pytest.mark.parametrize("cookie", ["", "XX.1", "GY.0", "GY.x", "GY.99999999999999999", "BD.-1", "١", "GY.²"])
def test_a_cookie_that_means_nothing_is_passed_over(rf, cookie):
    request = rf.get("/")
    request.COOKIES["place"] = cookie
    request.user = make_user()
    assert (place_of(request).country, place_of(request).area_id) == ("GY", None)


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_choosing_never_leads_elsewhere(target):
    assert choose(Client(), next=target)["Location"] == "/"


def test_a_member_begins_with_the_default_address(rf):
    area, request = any_area(), rf.get("/")
    request.user = make_user()
    request.user.addresses.create(full_name="A", phone="+5926001234", area=area, street="1 Road", is_default=True)
    assert place_of(request).area_id == area.pk


def test_a_page_that_opens_the_picker_in_place_gets_the_form_alone():
    part = Client().get(f"{PLACE}?next=/cart/", headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith("<form")
    assert '<input type="hidden" name="next" value="/cart/">' in part
