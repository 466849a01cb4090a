"""Where a press leads: never to somebody else's page."""

import pytest
from django.test import RequestFactory

from commerce.kernel.way_back import way_on

OURS = ["/p/mug/?Size=L", "http://testserver/cart/"]
THEIRS = ["", "https://elsewhere.test/", "//elsewhere.test/", "javascript:alert(1)", "http:///elsewhere.test/"]


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(("named", "leads"), [*((one, one) for one in OURS), *((one, "/cart/") for one in THEIRS)])
def test_next_leads_to_pages_of_ours_alone(method: str, named: str, leads: str) -> None:
    request = getattr(RequestFactory(), method)("/", {"next": named})
    assert way_on(request, otherwise="cart:cart") == leads
    assert way_on(request, otherwise="/cart/") == leads


def test_a_secure_page_leads_to_no_other_kind() -> None:
    request = RequestFactory().post("/", {"next": "http://testserver/cart/"}, secure=True)
    assert way_on(request, otherwise="catalog:home") == "/"
