"""The provider works and does not say so, in small."""

import pytest

from tests.chaos import agreed_totals, provider_faults, shoppers, unguarded_money

pytestmark = pytest.mark.chaos


def test_p1_a_charge_whose_answer_was_lost_is_made_once(stage, seed):
    assert provider_faults.lost_charges(stage, number=8, seed=seed) == []


def test_p1_control_with_a_new_key_each_time_it_is_made_twice(stage, seed):
    with unguarded_money.charges_have_new_keys():
        found = provider_faults.lost_charges(stage, number=3, seed=seed)
    assert any("pages at the provider" in fault for fault in found), found


def test_p2_money_for_what_is_sold_out_goes_back(stage):
    assert provider_faults.sold_out_meanwhile(stage, number=4) == []


def test_p2_control_money_that_is_kept_is_found(stage):
    with unguarded_money.unfillable_money_stays():
        found = provider_faults.sold_out_meanwhile(stage, number=1)
    assert any("money_without_order" in fault for fault in found), found


def test_r2_a_refund_whose_answer_was_lost_is_made_once(stage, seed):
    assert provider_faults.lost_refunds(stage, number=8, seed=seed) == []


def test_r2_control_with_a_new_key_each_time_it_is_made_twice(stage, seed):
    with unguarded_money.refunds_have_new_keys():
        found = provider_faults.lost_refunds(stage, number=3, seed=seed)
    assert any("provider_refund_differs" in fault for fault in found), found


def test_w3_payments_are_settled_without_any_webhook(stage):
    assert provider_faults.lost_webhooks(stage, number=10) == []


def test_w3_control_when_nobody_asks_they_are_not(stage):
    with unguarded_money.nobody_asks_later():
        found = provider_faults.lost_webhooks(stage, number=3)
    assert any("orders are not paid" in fault for fault in found), found


@pytest.mark.parametrize("name", agreed_totals.MEANWHILE)
def test_o4_the_shopper_pays_the_total_that_was_on_the_button(stage, name):
    assert agreed_totals.changed_total(stage, name) == []


def test_o4_control_totals_that_are_not_compared_are_found(stage):
    with unguarded_money.totals_are_not_compared():
        found = agreed_totals.changed_total(stage, "dearer")
    assert any("button" in fault for fault in found), found


def test_p3_whatever_a_field_says_the_provider_asks_for_the_list_price(stage, seed):
    variant, area = agreed_totals.shop_for_lies()
    cases = shoppers.seeded(seed).sample(agreed_totals.CASES, 12)
    assert [f for case in cases for f in agreed_totals.tampered(stage, case, variant=variant, area=area)] == []


def test_p3_control_a_total_that_is_believed_is_found(stage):
    variant, area = agreed_totals.shop_for_lies()
    with unguarded_money.totals_are_believed():
        found = agreed_totals.tampered(stage, ("checkout", "total", "99999"), variant=variant, area=area)
    assert any("asked for what costs" in fault for fault in found), found
