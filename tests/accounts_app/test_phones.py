"""Phone numbers as people write them, kept as E.164."""

import pytest

from commerce.accounts.domain.addresses import clean_phone, phone_text
from commerce.kernel.errors import Refused


@pytest.mark.parametrize(
    ("raw", "country", "expected"),
    [
        ("6001234", "GY", "+5926001234"),
        ("600 1234", "GY", "+5926001234"),
        ("600-1234", "GY", "+5926001234"),
        ("+592 600 1234", "GY", "+5926001234"),
        ("592 600 1234", "GY", "+5926001234"),
        ("225 1234", "GY", "+5922251234"),
        ("01712345678", "BD", "+8801712345678"),
        ("01712-345678", "BD", "+8801712345678"),
        ("+880 1712 345678", "BD", "+8801712345678"),
        ("০১৭১২৩৪৫৬৭৮", "BD", "+8801712345678"),
        ("+8801712345678", "GY", "+8801712345678"),
        ("+1 718 555 2671", "GY", "+17185552671"),
    ],
)
def test_a_number_is_read_in_its_country(raw: str, country: str, expected: str) -> None:
    assert clean_phone(raw, country) == expected


@pytest.mark.parametrize(
    ("raw", "country"),
    [
        ("", "GY"),
        ("60012", "GY"),
        ("60012345", "GY"),
        ("600-FLOW", "GY"),
        ("600 1234 ext 5", "GY"),
        ("0000000", "GY"),
        ("01712345", "BD"),
        ("6001234", "BD"),
        ("01712345678", "GY"),
        ("phone", "GY"),
        ("+", "GY"),
    ],
)
def test_what_is_no_number_there_is_refused_with_an_example(raw: str, country: str) -> None:
    with pytest.raises(Refused) as refusal:
        clean_phone(raw, country)
    example = {"GY": "600 1234", "BD": "01712 345678"}[country]
    assert refusal.value.message == f"That is not a whole phone number. It looks like {example}."


@pytest.mark.parametrize(
    ("e164", "text"), [("+5926001234", "+592 600 1234"), ("+8801712345678", "+880 1712-345678"), ("", ""), ("x", "x")]
)
def test_a_kept_number_is_told_in_groups(e164: str, text: str) -> None:
    assert phone_text(e164) == text
