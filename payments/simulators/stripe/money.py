"""Amounts in minor units, presentment currencies and the smallest charge of each."""

from __future__ import annotations

from payments.simulators.stripe.errors import bad_parameter

# https://docs.stripe.com/currencies: presentment currencies, and those without or with three decimals.
CURRENCIES = frozenset(
    """aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bhd bif bmd bnd bob brl bsd bwp byn bzd cad
    cdf chf clp cny cop crc cve czk djf dkk dop dzd egp etb eur fjd fkp gbp gel gip gmd gnf gtq gyd hkd hnl
    htg huf idr ils inr isk jmd jod jpy kes kgs khr kmf krw kwd kyd kzt lak lbp lkr lrd lsl mad mdl mga mkd
    mmk mnt mop mur mvr mwk mxn myr mzn nad ngn nio nok npr nzd omr pab pen pgk php pkr pln pyg qar ron rsd
    rub rwf sar sbd scr sek sgd shp sle sos srd std szl thb tjs tnd top try ttd twd tzs uah ugx usd uyu uzs
    vnd vuv wst xaf xcd xof xpf yer zar zmw""".split()
)
ZERO_DECIMAL = frozenset("bif clp djf gnf jpy kmf krw mga pyg rwf ugx vnd vuv xaf xof xpf".split())
THREE_DECIMAL = frozenset("bhd jod kwd omr tnd".split())

# Published for the settlement currencies. For others Stripe converts 0.50 USD at its rate of the day;
# the figures for gyd and bdt are such conversions, rounded.
MINIMUM = {
    "usd": 50, "aed": 200, "aud": 50, "bgn": 100, "brl": 50, "cad": 50, "chf": 50, "czk": 1500, "dkk": 250,
    "eur": 50, "gbp": 30, "hkd": 400, "huf": 17500, "inr": 50, "jpy": 50, "mxn": 1000, "myr": 200,
    "nok": 300, "nzd": 50, "pln": 200, "ron": 200, "sek": 300, "sgd": 50, "thb": 1000,
    "gyd": 10500, "bdt": 6100,
}  # fmt: skip
MAXIMUM = 99_999_999
FEE_PER_THOUSAND, FEE_FIXED = 29, 30


def known_currency(currency: str, param: str = "currency") -> str:
    """The lower-case code. Raises ApiError for one Stripe does not present in."""
    code = currency.lower()
    if code not in CURRENCIES:
        some = "usd, aed, afn, all, amd, ang, aoa, ars, aud, awg"
        message = f"Invalid currency: {currency}. Stripe currently supports these currencies: {some}, ..."
        raise bad_parameter(message, None, param)
    return code


def check_amount(amount: int, currency: str, param: str = "amount") -> None:
    """Raises ApiError for an amount no charge can have."""
    if amount < 1:
        message = "This value must be greater than or equal to 1."
        raise bad_parameter(message, "parameter_invalid_integer", param)
    if currency in THREE_DECIMAL and amount % 10:
        raise bad_parameter(f"Invalid amount: must be a multiple of 10 in {currency}.", None, param)
    least = MINIMUM.get(currency, 1)
    if amount < least:
        message = f"Amount must be at least {written(least, currency)}"
        raise bad_parameter(message, "amount_too_small", param)
    if amount > MAXIMUM:
        message = f"Amount must be no more than {written(MAXIMUM, currency)}"
        raise bad_parameter(message, "amount_too_large", param)


def fee_of(amount: int) -> int:
    """2.9 % and 30 minor units, half up, in the currency of the charge."""
    return (amount * FEE_PER_THOUSAND + 500) // 1000 + FEE_FIXED


def decimals(currency: str) -> int:
    return 0 if currency in ZERO_DECIMAL else 3 if currency in THREE_DECIMAL else 2


def written(amount: int, currency: str) -> str:
    """`$12.50` for dollars of the United States, `GYD 12.50` for the rest."""
    digits = decimals(currency)
    number = f"{amount / 10**digits:,.{digits}f}"
    return f"${number}" if currency == "usd" else f"{currency.upper()} {number}"
