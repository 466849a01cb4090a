"""Settings: typed, and strict about words."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from commerce import env

NOWHERE = Path("/nonexistent")


def load(**given: str) -> dict[str, object]:
    return env.load(given, dotenv=NOWHERE)


def test_values_are_typed():
    values = load(PORT="9000", DEBUG="yes", ALLOWED_HOSTS="a.example, b.example")
    assert (values["PORT"], values["DEBUG"], values["ALLOWED_HOSTS"]) == (9000, True, ["a.example", "b.example"])


def test_an_unknown_name_is_answered_with_the_nearest():
    with pytest.raises(env.BadSetting, match="SHOP_CURENCY is not a setting of the shop; did you mean SHOP_CURRENCY"):
        load(SHOP_CURENCY="GYD")


def test_an_unknown_word_is_answered_with_the_nearest():
    with pytest.raises(env.BadSetting, match="did you mean 'GYD'"):
        load(SHOP_CURRENCY="GYF")


def test_all_faults_are_told_at_once():
    with pytest.raises(env.BadSetting) as caught:
        load(PORT="many", DEBUG="maybe", STRIPE_FORM="popup")
    assert len(str(caught.value).splitlines()) == 3


def test_other_programs_variables_are_left_alone():
    assert load(HOME="/root", STRIPE_API_KEY="x", PYTHONPATH="y")["PORT"] == 8000


def test_a_file_gives_what_the_environment_does_not(tmp_path):
    book = tmp_path / ".env"
    book.write_text("# ours\nexport PORT=9001\nSHOP_NAME='Bourda'\n")
    values = env.load({"PORT": "9002"}, dotenv=book)
    assert (values["PORT"], values["SHOP_NAME"]) == (9002, "Bourda")


def test_pairs_of_currencies_are_read_and_checked():
    assert load(RATE_PAIRS="USD/GYD, BDT/USD")["RATE_PAIRS"] == [("USD", "GYD"), ("BDT", "USD")]
    with pytest.raises(env.BadSetting, match="'USD-GYD' is not a list of pairs such as USD/GYD USD/BDT"):
        load(RATE_PAIRS="USD-GYD")


def test_rates_come_from_a_known_source_or_a_file():
    assert load(RATES_SOURCE="file:/srv/rates.csv")["RATES_SOURCE"] == "file:/srv/rates.csv"
    with pytest.raises(env.BadSetting, match="did you mean 'frankfurter'"):
        load(RATES_SOURCE="frankfurt")
    with pytest.raises(env.BadSetting, match="did you mean 'file:/path'"):
        load(RATES_SOURCE="file:rates.csv")


def test_a_pair_of_unknown_currencies_stops_the_start():
    given = {**os.environ, "RATE_PAIRS": "USD/GYD USD/XXX"}
    command = [sys.executable, "-c", "import commerce.settings"]
    started = subprocess.run(command, env=given, cwd=env.ROOT, capture_output=True, text=True, check=False)
    assert started.stderr.splitlines()[-1].endswith("RATE_PAIRS names currencies that the shop does not know: XXX")
