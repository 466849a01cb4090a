"""Every setting that the environment may give, with its type, default and meaning, in one table.

A name that looks like ours but is unknown, or a value outside the allowed words, stops the start with the
nearest right one. A `.env` file at the root of the checkout is read first; the real environment wins.
"""

import difflib
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
OUR_PREFIXES = (
    "STABROEK_", "STRIPE_", "PAYPAL_", "MMG_", "BANK_", "COD_", "EMAIL_", "CACHE_", "DATABASE_", "REDIS_", "SHOP_",
    "OTEL_SHOP_", "RATE_", "RATES_",
)  # fmt: skip
# Set by Stripe's own tools in a developer's shell, not by us.
FOREIGN = {"STRIPE_API_KEY", "STRIPE_DEVICE_NAME", "STRIPE_CLI_TELEMETRY_OPTOUT"}


class BadSetting(Exception):
    """The environment holds a name or a value that the shop does not know."""


def as_text(raw: str) -> str:
    return raw


def as_int(raw: str) -> int:
    return int(raw)


def as_bool(raw: str) -> bool:
    words = {
        "1": True,
        "true": True,
        "yes": True,
        "on": True,
        "0": False,
        "false": False,
        "no": False,
        "off": False,
    }
    return words[one_of(*words)(raw.lower())]


def as_list(raw: str) -> list[str]:
    return [part.strip() for part in raw.split(",") if part.strip()]


def one_of(*words: str) -> Callable[[str], str]:
    """A reader that takes only `words` and names the nearest one otherwise."""

    def read(raw: str) -> str:
        if raw in words:
            return raw
        near = difflib.get_close_matches(raw, words, n=1, cutoff=0)
        raise ValueError(f"{raw!r} is not one of {', '.join(words)}; did you mean {near[0]!r}?")

    return read


def as_url(*schemes: str) -> Callable[[str], str]:
    """A reader of addresses with one of `schemes`."""

    def read(raw: str) -> str:
        scheme = urlsplit(raw).scheme
        if scheme not in schemes:
            one_of(*schemes)(scheme)
        return raw

    return read


def as_word_or_file(*words: str) -> Callable[[str], str]:
    """A reader that takes one of `words`, or `file:` and an absolute path."""

    def read(raw: str) -> str:
        return raw if raw.startswith("file:/") else one_of(*words, "file:/path")(raw)

    return read


def as_shape(pattern: str, example: str) -> Callable[[str], str]:
    """A reader of text of one shape, which the message tells by an example."""

    def read(raw: str) -> str:
        if not re.fullmatch(pattern, raw):
            raise ValueError(f"{raw!r} is not like {example}")
        return raw

    return read


def as_pairs(raw: str) -> list[tuple[str, str]]:
    """Pairs of currency codes: `USD/GYD USD/BDT`, with spaces or commas between them."""
    found = [re.fullmatch(r"([A-Z]{3})/([A-Z]{3})", word) for word in raw.replace(",", " ").split()]
    if not all(found):
        raise ValueError(f"{raw!r} is not a list of pairs such as USD/GYD USD/BDT")
    return [(pair[1], pair[2]) for pair in found if pair]


@dataclass(frozen=True)
class Var:
    """One variable: how to read it, what it is when absent, what it means."""

    read: Callable[[str], Any]
    default: Any
    meaning: str


VARS: dict[str, Var] = {
    "SECRET_KEY": Var(as_text, "", "signs sessions and links; at least 50 characters"),
    "DEBUG": Var(as_bool, False, "developer pages; refused with a public host"),
    "ALLOWED_HOSTS": Var(as_list, ["localhost", "127.0.0.1", "[::1]"], "host names the shop answers to"),
    "SITE_URL": Var(as_url("http", "https"), "http://localhost:8000", "address of the shop in mails and at providers"),
    "PORT": Var(as_int, 8000, "port of the web server of the embedded stack"),
    "TRUSTED_PROXIES": Var(as_list, [], "addresses of proxies whose X-Forwarded headers are believed"),
    "DATABASE_URL": Var(as_url("postgresql", "postgres"), "", "the PostgreSQL database"),
    "DATABASE_STATEMENT_TIMEOUT_MS": Var(as_int, 5000, "longest statement of a web request"),
    "REDIS_URL": Var(as_url("redis", "rediss", "unix"), "", "the broker (policy noeviction)"),
    "CACHE_URL": Var(as_url("redis", "rediss", "unix"), "", "the cache (an instance of its own)"),
    "EMAIL_URL": Var(as_url("smtp", "smtps", "smtp+tls"), "smtp://localhost:25", "the mail server"),
    "EMAIL_FROM": Var(as_text, "Stabroek <shop@localhost>", "sender of the shop's mail"),
    "EMAIL_TIMEOUT": Var(as_int, 7, "seconds for one step of sending mail"),
    "MAILBOX_URL": Var(as_text, "", "where mail of the embedded stack can be read"),
    "MEDIA_ROOT": Var(as_text, str(ROOT / "var" / "media"), "folder of uploaded pictures"),
    "CLAMD_URL": Var(as_url("tcp", "unix"), "", "ClamAV's daemon, which looks at photographs of shoppers and sellers"),
    "LOG_LEVEL": Var(one_of("DEBUG", "INFO", "WARNING", "ERROR"), "INFO", "least important log line written"),
    "SHOP_NAME": Var(as_text, "Stabroek", "name on the storefront, mails and invoices"),
    "SHOP_CONTACT": Var(as_text, "", "address that people write to for help; empty: that of EMAIL_FROM"),
    "SHOP_COUNTRY": Var(one_of("GY", "BD"), "GY", "home market: default of the delivery address"),
    "SHOP_CURRENCY": Var(one_of("GYD", "BDT", "USD", "TTD", "BBD", "XCD", "JMD"), "GYD", "currency of the shop"),
    "SHOP_TIME_ZONE": Var(as_text, "America/Guyana", "time zone in which dates are told"),
    "SHOP_PAGE_CACHE": Var(as_bool, True, "keep whole pages for visitors who are not known; never while DEBUG is on"),
    "SHOP_MONEY_PROOF": Var(as_bool, False, "show everybody at /money/ that every cent is accounted for"),
    "SHOP_HOLD_MINUTES": Var(as_int, 15, "how long stock and price are kept for a checkout"),
    "COD_CONFIRM_HOURS": Var(as_int, 24, "how long goods are kept for an order in cash whose shopper has to be called"),
    "COD_CALL_SCORE": Var(as_int, 50, "from this score on (0 to 100) the shopper of an order in cash is called first"),
    "COD_REFUSE_SCORE": Var(as_int, 95, "from this score on an order in cash is not taken"),
    "COD_CALL_FROM": Var(as_int, 0, "amount of an order in cash, in major units, that counts as large; 0: none does"),
    "BANK_TRANSFER_HOURS": Var(as_int, 72, "how long goods are kept for somebody who pays by bank transfer"),
    "RATES_SOURCE": Var(
        as_word_or_file("none", "frankfurter", "openexchangerates", "exchangerate_host"),
        "none",
        "who is asked for exchange rates each hour, or `file:/path` of a CSV or JSON file; none: they are set by hand",
    ),
    "RATES_URL": Var(as_url("http", "https"), "", "address of that source; empty: its public one"),
    "RATES_KEY": Var(as_text, "", "key for that source, where it wants one"),
    "RATE_PAIRS": Var(
        as_pairs, [], "pairs of currencies in use, such as USD/GYD USD/BDT: fetched, and watched by the doctor"
    ),
    "RATE_MAX_HOURS": Var(as_int, 24, "a fetched rate that is older is not used"),
    "RATE_JUMP_PERCENT": Var(as_int, 5, "a rate that differs more from the last one waits for staff"),
    "STRIPE_SECRET_KEY": Var(as_text, "", "Stripe's secret key; empty switches Stripe off"),
    "STRIPE_PUBLISHABLE_KEY": Var(as_text, "", "Stripe's publishable key"),
    "STRIPE_WEBHOOK_SECRET": Var(as_text, "", "signs Stripe's webhooks; needed with a secret key"),
    "STRIPE_API_BASE": Var(as_url("http", "https"), "https://api.stripe.com", "address of Stripe's API"),
    "STRIPE_JS_URL": Var(as_url("http", "https"), "https://js.stripe.com/v3/", "address of Stripe's script"),
    "STRIPE_FORM": Var(one_of("hosted", "element"), "hosted", "hosted page (default) or fields inside our page"),
    "PAYPAL_CLIENT_ID": Var(as_text, "", "PayPal's client id; empty switches PayPal off"),
    "PAYPAL_CLIENT_SECRET": Var(as_text, "", "PayPal's client secret"),
    "PAYPAL_WEBHOOK_ID": Var(as_text, "", "id of the webhook at PayPal; needed with a client id"),
    "PAYPAL_MERCHANT_ID": Var(as_text, "", "PayPal account that has to receive the money; empty: not compared"),
    "PAYPAL_API_BASE": Var(as_url("http", "https"), "https://api-m.paypal.com", "address of PayPal's API"),
    "PAYPAL_CA_FILE": Var(as_text, "", "root certificate of a PayPal simulator; with PayPal itself it is not read"),
    "MMG_MERCHANT_ID": Var(as_text, "", "the shop's merchant number at MMG (mobile money); empty switches MMG off"),
    "MMG_SECRET_KEY": Var(as_text, "", "the secret inside MMG's payment tokens"),
    "MMG_CLIENT_ID": Var(as_text, "", "the client id of MMG's payment page"),
    "MMG_PUBLIC_KEY": Var(as_text, "", "MMG's public key: PEM text, or the path of a file"),
    "MMG_PRIVATE_KEY": Var(as_text, "", "the shop's private key at MMG: PEM text, or the path of a file"),
    "MMG_PAGE_URL": Var(
        as_url("http", "https"), "https://mmgpg.mymmg.gy/mmg-pg/web/payments", "address of MMG's payment page"
    ),
    "MMG_API_URL": Var(
        as_url("http", "https"), "https://ecommerce.mymmg.gy/olive/publisher/v1", "address of MMG's merchant API"
    ),
    "MMG_API_KEY": Var(as_text, "", "key of the merchant API (x-api-key)"),
    "MMG_PASSWORD": Var(as_text, "", "password of the merchant API's login"),
    "MMG_WSS_KEY": Var(as_text, "", "merchant key of the merchant API (x-wss-mkey)"),
    "MMG_WSS_SECRET": Var(as_text, "", "merchant secret of the merchant API (x-wss-msecret)"),
    "MMG_LIMITS": Var(
        as_shape(r"\d{1,9}-\d{1,9}", "100-500000"), "100-500000", "least and most of one payment, in GYD"
    ),
    "MMG_WINDOW": Var(
        as_shape(r"\d{1,2}:\d\d-\d{1,2}:\d\d", "8:00-18:00"), "8:00-18:00", "when banks work for MMG, in Georgetown"
    ),
    "MMG_CLOSED_DAYS": Var(as_list, [], "days of the week on which banks do not, such as sat,sun"),
    "MMG_HOLIDAYS": Var(as_list, [], "further days on which banks do not, such as 2027-01-04"),
    "STABROEK_EMBEDDED": Var(as_bool, False, "set by the embedded stack for its own processes"),
    "STABROEK_RUN_DIR": Var(as_text, "", "set by the embedded stack: its folder"),
    "STABROEK_TRACE": Var(as_bool, False, "send OpenTelemetry traces to OTEL_EXPORTER_OTLP_ENDPOINT"),
    "STABROEK_PUMP_SECONDS": Var(float, 0.25, "pause between two rounds of the job pump"),
}


def load(environ: Mapping[str, str] | None = None, *, dotenv: Path | None = None) -> dict[str, Any]:
    """All settings as typed values. Raises BadSetting with every fault found, one a line."""
    given = read_dotenv(dotenv if dotenv is not None else ROOT / ".env") | dict(
        os.environ if environ is None else environ
    )
    faults = [unknown(name) for name in given if is_strange(name)]
    values: dict[str, Any] = {}
    for name, var in VARS.items():
        try:
            values[name] = var.read(given[name]) if given.get(name, "") != "" else var.default
        except ValueError as fault:
            faults.append(f"{name}: {fault}")
    if faults:
        raise BadSetting("\n".join(faults))
    return values


def read_dotenv(path: Path) -> dict[str, str]:
    """KEY=VALUE lines of a file; blank lines and lines that begin with # are passed over."""
    if not path.is_file():
        return {}
    lines = [line.strip() for line in path.read_text().splitlines()]
    pairs = [line.removeprefix("export ").split("=", 1) for line in lines if "=" in line and not line.startswith("#")]
    return {name.strip(): value.strip().strip("'\"") for name, value in pairs}


def is_strange(name: str) -> bool:
    return name.startswith(OUR_PREFIXES) and name not in VARS and name not in FOREIGN


def unknown(name: str) -> str:
    near = difflib.get_close_matches(name, VARS, n=1, cutoff=0)
    return f"{name} is not a setting of the shop; did you mean {near[0]}?"
