"""Each source over HTTP, well and unwell, and a file."""

import logging
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import requests
from opentelemetry.instrumentation.requests import RequestsInstrumentor
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from commerce.currencies.errors import SourceRefuses
from commerce.currencies.sources import registry
from commerce.currencies.sources.base import Offer
from commerce.kernel.logs import logging_config
from commerce.kernel.resilience import ProviderAway
from tests.factories.rates import StandIn

HTTP = ["frankfurter", "openexchangerates", "exchangerate_host"]


def fetch(settings, name: str, *quotes: str) -> list[Offer]:
    settings.RATES_SOURCE = name
    source = registry.chosen()
    assert source is not None
    return source.fetch(base="USD", quotes=quotes or ["GYD", "BDT"])


@pytest.mark.parametrize("name", HTTP)
def test_a_source_tells_pair_rate_and_day_to_the_last_digit(settings, stand_in: StandIn, name: str) -> None:
    stand_in.post("rates", GYD="209.20000000000000000001")
    stand_in.post("date", date="2026-11-20")
    assert fetch(settings, name) == [
        Offer("USD", "GYD", Decimal("209.20000000000000000001"), date(2026, 11, 20)),
        Offer("USD", "BDT", Decimal("122.50"), date(2026, 11, 20)),
    ]


@pytest.mark.parametrize("name", HTTP)
@pytest.mark.parametrize(
    "fault",
    [
        {"action": "status", "status": 500},
        {"action": "status", "status": 503},
        {"action": "status", "status": 429},
        {"action": "drop"},
        {"action": "garbage"},
        {"action": "huge"},
        {"action": "hang", "seconds": 3},
    ],
    ids=lambda fault: f"{fault['action']}-{fault.get('status', '')}",
)
def test_a_source_that_is_unwell_is_away(settings, stand_in: StandIn, name: str, fault: dict) -> None:
    settings.RATES_TIMEOUT_SECONDS = 0.5
    stand_in.post("faults", **fault)
    with pytest.raises(ProviderAway):
        fetch(settings, name)


@pytest.mark.parametrize("name", HTTP)
def test_a_source_that_refuses_is_to_be_mended_by_us(settings, stand_in: StandIn, name: str) -> None:
    stand_in.post("faults", action="refuse")
    with pytest.raises(SourceRefuses):
        fetch(settings, name)


@pytest.mark.parametrize("name", HTTP[1:])
def test_a_wrong_key_is_refused(settings, stand_in: StandIn, name: str) -> None:
    settings.RATES_KEY = "another"
    with pytest.raises(SourceRefuses):
        fetch(settings, name)


@pytest.mark.parametrize("code", [104, 106])
def test_success_false_for_too_many_questions_is_away_and_no_answer(settings, stand_in: StandIn, code: int) -> None:
    stand_in.post("faults", action="refuse", code=code)
    with pytest.raises(ProviderAway):
        fetch(settings, "exchangerate_host")


@pytest.mark.parametrize("name", HTTP)
def test_a_redirect_is_not_followed(settings, stand_in: StandIn, name: str) -> None:
    stand_in.post("faults", action="status", status=302)
    with pytest.raises(SourceRefuses):
        fetch(settings, name)


@pytest.mark.parametrize("name", HTTP[1:])
def test_the_key_is_in_no_log_line_and_no_error(settings, stand_in: StandIn, name: str, caplog) -> None:
    urllib3 = logging.getLogger("urllib3")
    before, wanted = urllib3.level, logging_config(level="DEBUG")["loggers"]["urllib3"]["level"]
    urllib3.setLevel(wanted)
    caplog.set_level("DEBUG")
    settings.RATES_URL = "http://127.0.0.1:1"
    with pytest.raises(ProviderAway) as away:
        fetch(settings, name)
    settings.RATES_URL = stand_in.url
    fetch(settings, name)
    urllib3.setLevel(before)
    assert (away.value.__cause__, away.value.__suppress_context__) == (None, True)
    assert settings.RATES_KEY not in caplog.text + str(away.value)


@pytest.fixture
def spans():
    """What a collector would be sent."""
    exporter, provider = InMemorySpanExporter(), TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    RequestsInstrumentor().instrument(tracer_provider=provider)
    yield exporter.get_finished_spans
    RequestsInstrumentor().uninstrument()


def test_the_key_is_in_no_span(settings, stand_in: StandIn, spans) -> None:
    requests.get(stand_in.url, timeout=5)
    fetch(settings, "exchangerate_host")
    assert [span.attributes["http.url"] for span in spans()] == [f"{stand_in.url}/"]


def test_nobody_is_asked_where_rates_are_set_by_hand(settings) -> None:
    settings.RATES_SOURCE = "none"
    assert registry.chosen() is None


CSV = "\ufeffbase,quote,rate,date\nUSD,GYD,209.20,2026-11-27\n usd , bdt ,122.5,2026-11-27\n"
JSON = """[{"base": "USD", "quote": "GYD", "rate": 209.20, "date": "2026-11-27"},
 {"base": "USD", "quote": "BDT", "rate": "122.5", "date": "2026-11-27"}]"""


@pytest.mark.parametrize(("name", "text"), [("rates.csv", CSV), ("rates.json", JSON)])
def test_a_file_is_read_as_a_table(settings, tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)
    day = date(2026, 11, 27)
    assert fetch(settings, f"file:{tmp_path / name}") == [
        Offer("USD", "GYD", Decimal("209.20"), day),
        Offer("USD", "BDT", Decimal("122.5"), day),
    ]


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("rates.csv", "base,quote,rate,date\nUSD,GYD,209,20,2026-11-27\n", "row 1 needs base, quote, rate and date."),
        ("rates.csv", "base;quote;rate;date\nUSD;GYD;209.20;2026-11-27\n", "row 1 needs base, quote, rate and date."),
        ("rates.json", '{"USD": 1}', "it is no table."),
        ("rates.json", "[" * 100_000, "it is no table."),
        ("rates.csv", "x" * 300_000, "it is far larger than a table of rates."),
    ],
)
def test_a_file_that_cannot_be_used_says_where(settings, tmp_path: Path, name: str, text: str, told: str) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(SourceRefuses) as refused:
        fetch(settings, f"file:{tmp_path / name}")
    assert str(refused.value.message) == f"The file of rates {name} cannot be used: {told}"


def test_a_file_that_is_not_there_says_so(settings, tmp_path: Path) -> None:
    with pytest.raises(SourceRefuses, match="No such file"):
        fetch(settings, f"file:{tmp_path}/none.csv")
