"""Tokens of MMG's page: what is sealed, what fits, what is refused."""

import base64
import json

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key

from payments.providers.mmg import tokens
from payments.providers.mmg.tokens import BadToken, Order

ORDER = Order("secret", 1500, "9991234", "att_01", "Order 42", 1790883499, "Demo Shop")
REPLY = {"merchantTransactionId": "att_01", "transactionId": "20402048536279", "ResultCode": "0"}


@pytest.fixture(scope="module")
def key():
    return generate_private_key(65537, 4096)


def sealed(key, found) -> str:
    text = found if isinstance(found, bytes) else json.dumps(found).encode()
    return base64.urlsafe_b64encode(key.public_key().encrypt(text, tokens.PADDING)).decode()


def test_an_order_is_sealed_in_mmgs_order_of_keys_as_text_with_its_indent(key):
    plain = key.decrypt(base64.urlsafe_b64decode(tokens.seal(ORDER, key.public_key())), tokens.PADDING)
    assert plain.decode("iso-8859-1") == (
        '{\n    "secretKey": "secret",\n    "amount": "1500",\n    "merchantId": "9991234",\n'
        '    "merchantTransactionId": "att_01",\n    "productDescription": "Order 42",\n'
        '    "requestInitiationTime": "1790883499",\n    "merchantName": "Demo Shop"\n}'
    )


def test_a_key_of_4096_bits_has_room_for_446_bytes(key):
    assert tokens.room(key.public_key()) == 446
    assert len(key.public_key().encrypt(b"x" * 446, tokens.PADDING)) == 512
    with pytest.raises(ValueError):
        key.public_key().encrypt(b"x" * 447, tokens.PADDING)


@pytest.mark.parametrize("letter", ["x", "é", "✓", "😀", '"', "বা"])
@pytest.mark.parametrize("length", [1, 150, 199, 200, 2_000])
def test_long_names_in_any_script_are_clipped_to_what_fits_and_stay_whole(key, letter, length):
    order = Order("s" * 32, 500_000, "9991234", "att_" + "0" * 26, letter * length, 1790883499, "Shop " * length)
    plain = tokens.fitted(order, tokens.room(key.public_key()))
    found = json.loads(plain)
    assert len(plain) <= 446
    assert (letter * length).startswith(found["productDescription"])
    assert (found["amount"], found["merchantTransactionId"]) == ("500000", "att_" + "0" * 26)
    assert tokens.unseal(tokens.seal(order, key.public_key()), key) == found


def test_clipping_takes_no_more_than_it_must():
    order = Order("secret", 1500, "9991234", "att_01", "d" * 400, 1790883499, "n" * 30)
    found = json.loads(plain := tokens.fitted(order, 446))
    assert (len(plain), found["merchantName"]) == (446, "n" * 30)


def test_a_key_too_short_for_the_rest_is_refused():
    with pytest.raises(ValueError, match="too short"):
        tokens.fitted(ORDER, 190)


@pytest.mark.parametrize(
    "written",
    [
        str,
        lambda token: token.rstrip("="),
        lambda token: token.replace("-", "+").replace("_", "/"),
        lambda token: token.replace("-", "+").replace("_", "/").replace("+", " "),
        lambda token: f"  {token}\n",
    ],
)
def test_a_reply_is_read_in_either_alphabet_padded_or_not(key, written):
    assert tokens.reply(written(sealed(key, REPLY)), key) == tokens.Reply("att_01", "20402048536279", "success")


def test_a_tampered_token_is_refused(key):
    token = sealed(key, REPLY)
    for place in (0, 300, 680):
        other = "A" if token[place] != "A" else "B"
        with pytest.raises(BadToken):
            tokens.unseal(token[:place] + other + token[place + 1 :], key)


@pytest.mark.parametrize("token", ["", "success=1", "é", "A" * 684, "A" * 100_000, "=", "%3D"])
def test_what_is_no_token_is_refused(key, token):
    with pytest.raises(BadToken):
        tokens.unseal(token, key)


@pytest.mark.parametrize("found", [b"[1]", b"null", b"\xff", b'"text"', b"[" * 400])
def test_a_token_that_holds_no_object_is_refused(key, found):
    with pytest.raises(BadToken):
        tokens.unseal(sealed(key, found), key)


@pytest.mark.parametrize("reference", [None, "", "a b", "x" * 61, "<b>", 7.5, ["att_01"]])
def test_a_reply_that_names_nothing_of_ours_is_refused(key, reference):
    with pytest.raises(BadToken):
        tokens.reply(sealed(key, REPLY | {"merchantTransactionId": reference}), key)


@pytest.mark.parametrize("number", [None, "", "1 OR 1=1", "x" * 41, {"a": 1}, "../lookup"])
def test_a_number_that_is_none_is_left_out(key, number):
    assert tokens.reply(sealed(key, REPLY | {"transactionId": number}), key).number == ""


def test_an_error_reply_tells_its_code_in_another_field(key):
    found = {"merchantTransactionId": "att_01", "errorCode": "6", "errorMessage": "Cancelled"}
    assert tokens.reply(sealed(key, found), key) == tokens.Reply("att_01", "", "cancelled")
