"""Logs: one JSON line, with ids, without secrets."""

import json
import logging

import pytest

from commerce.kernel.logs import JsonFormatter, bound


def line(message: str, **extra: object) -> dict[str, object]:
    record = logging.LogRecord("shop.test", logging.INFO, __file__, 1, message, (), None)
    record.__dict__.update(extra)
    return json.loads(JsonFormatter().format(record))


def test_a_line_carries_the_ids_at_hand():
    with bound(request_id="req_1"), bound(job_id="7"):
        assert {k: v for k, v in line("done").items() if k.endswith("_id")} == {"request_id": "req_1", "job_id": "7"}


@pytest.mark.parametrize(
    "secret",
    [
        "sk_test_abcdefgh12",
        "whsec_0123456789",
        "pi_3abc_secret_XYZ12345",
        "Bearer abc.def",
        "4242 4242 4242 4242",
        "4242424242424242",
    ],
)
def test_secrets_in_text_are_hidden(secret):
    assert secret not in json.dumps(line(f"asked with {secret} once", note=f"and {secret}"))


def test_fields_with_secret_names_are_hidden():
    assert line("x", client_secret="abc", password="b")["client_secret"] == "[hidden]"


def test_public_ids_stay_readable():
    assert line("x", order="ord_01m841ax6vqmd5yw6f4nqrjwnb")["order"] == "ord_01m841ax6vqmd5yw6f4nqrjwnb"


def test_the_address_of_a_payment_request_is_no_way_to_it():
    told = line("request", path="/pay/J4WvnJr2lF3QEPNkDR_1pQ/return/")
    assert told["path"] == "/pay/[hidden]/return/"
