"""A category or a stall with a new address is found at its old one."""

import pytest
from django.test import Client

from catalog.domain.categories import create_category, update_category
from commerce.jobs.models import Job
from marketing.content import tasks
from marketing.content.models import Redirect
from tests.factories.shop import make_seller
from vendors.sellers.domain.stalls import save_stall

pytestmark = pytest.mark.django_db


def told(kind: str) -> list[dict]:
    return list(Job.objects.filter(kind=kind).order_by("pk").values_list("args", flat=True))


def moves() -> dict[str, str]:
    return dict(Redirect.objects.values_list("old_path", "new_path"))


@pytest.mark.parametrize("backwards", [False, True])
def test_a_category_is_found_at_all_its_old_addresses(backwards: bool) -> None:
    category = create_category(name="Kitchen")
    for slug in ("cooking", "pots"):
        update_category(category=category, slug=slug)
    jobs = told("content.follow_category")
    assert [job["old_path"] for job in jobs] == ["/c/kitchen/", "/c/cooking/"]
    for job in [*jobs[:: -1 if backwards else 1], *jobs]:
        tasks.follow_category(**job)
    assert moves() == {"/c/kitchen": "/c/pots/", "/c/cooking": "/c/pots/"}
    answer = Client().get("/c/kitchen/?sort=price")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/c/pots/?sort=price")


def test_one_that_comes_back_is_where_it_was() -> None:
    category = create_category(name="Kitchen")
    for slug in ("cooking", "kitchen"):
        update_category(category=category, slug=slug)
    for job in told("content.follow_category"):
        tasks.follow_category(**job)
    assert moves() == {"/c/cooking": "/c/kitchen/"}
    assert Client().get("/c/kitchen/").status_code == 200


def test_another_name_moves_nothing() -> None:
    update_category(category=create_category(name="Kitchen"), name="Cooking")
    assert told("content.follow_category") == []


def test_a_new_category_at_an_old_address_answers_there() -> None:
    category = create_category(name="Kitchen")
    update_category(category=category, slug="pots")
    tasks.follow_category(**told("content.follow_category")[0])
    create_category(name="Kitchen again", slug="kitchen")
    assert Client().get("/c/kitchen/").status_code == 200


def test_what_is_deleted_meanwhile_leaves_nothing() -> None:
    category = create_category(name="Kitchen")
    update_category(category=category, slug="pots")
    category.delete()
    tasks.follow_category(**told("content.follow_category")[0])
    assert moves() == {}


def test_a_stall_is_found_at_its_old_address(desk) -> None:
    seller = make_seller(slug="bourda-pots")
    page = f"/staff/sellers/seller/{seller.pk}/change/"
    form = desk.get(page).context["adminform"].form
    typed = {name: value for name, value in form.initial.items() if value is not None}
    rows = {f"members-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS")}
    assert desk.post(page, {**typed, **rows, "slug": "pots-and-pans"}).status_code == 302
    (job,) = told("content.follow_stall")
    tasks.follow_stall(**job)
    answer = Client().get("/s/bourda-pots/")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/s/pots-and-pans/")


def test_other_changes_of_a_stall_tell_nothing() -> None:
    seller = make_seller()
    seller.town = "Linden"
    save_stall(seller=seller)
    assert told("content.follow_stall") == []
