"""Stories, pages, banners and the offline page, for everybody."""

from playwright.sync_api import expect

from catalog.domain.categories import create_category
from marketing.content.domain.banners import save_banner
from marketing.content.domain.pages import create_page
from marketing.content.models.banner import Placement, Tone
from tests.e2e.shopper import Visits
from tests.e2e.test_accessibility import SIGHTS, faults_of, look
from tests.e2e.test_offline import ready, wait_for
from tests.factories.shop import make_variant

TABLE = "## Days\n\n| Where | Days |\n|---|---|\n| Georgetown | 2 |\n\n1. [Returns](/pages/returns/)\n2. **Strong**\n"


@SIGHTS
def test_what_the_market_says(visits: Visits, width: int, dark: bool) -> None:
    create_category(name="Kitchen")
    for kind, slug in (("page", "delivery"), ("story", "weaving")):
        create_page(
            author=None, kind=kind, slug=slug, title=slug.title(), summary="Words.", body=TABLE, state="published",
            footer="market",
        )  # fmt: skip
    for placement, tone in zip(Placement.values, Tone.values, strict=True):
        save_banner(placement=placement, tone=tone, text="A sentence of the market.", link_text="See", link="/sellers/")
    guest = visits.shopper(width=width, dark=dark)
    paths = ["/", "/c/kitchen/", "/cart/", "/stories/", "/stories/weaving/", "/pages/delivery/", "/offline/"]
    faults = look(visits, guest, paths)
    assert not faults, "\n".join(faults)
    expect(guest.page.locator("main")).to_contain_text("Nothing is kept")


@SIGHTS
def test_what_is_kept(visits: Visits, width: int, dark: bool) -> None:
    path = make_variant().product.get_absolute_url()
    guest = visits.shopper(width=width, dark=dark, worker=True)
    guest.open("/offline/")
    ready(guest)
    for each in ("/cart/", path):
        guest.open(each)
    wait_for(guest.page, ["/cart/", path])
    visits.listening = False
    guest.page.context.set_offline(True)
    faults = look(visits, guest, ["/cart/", "/offline/"])
    visits.listening = False
    expect(guest.page.locator("[data-kept=product] a")).to_be_visible()
    faults += faults_of(visits, guest.page)
    assert not faults, "\n".join(faults)
