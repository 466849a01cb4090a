"""The three sources' answers: (status, JSON text). Numbers are written into the text digit by digit."""

from __future__ import annotations

import json

from commerce.currencies.simulator.table import Fault, Table

Answer = tuple[int, str]
BY_PATH = {"/rates": "frankfurter", "/api/latest.json": "openexchangerates", "/live": "exchangerate_host"}


def object_of(pairs: dict[str, str]) -> str:
    return "{" + ", ".join(f'"{name}": {number}' for name, number in pairs.items()) + "}"


def frankfurter(table: Table, asked: dict[str, str], refused: Fault | None) -> Answer:
    base = asked.get("base", "EUR").upper()
    quotes = [code for code in asked.get("quotes", "").upper().split(",") if code]
    known = {"USD", *table.rates}
    if refused or not {base, *quotes} <= known:
        return 422, json.dumps({"status": 422, "message": "invalid currency"})
    rates = table.against(base)
    row = '{{"date": "{}", "base": "{}", "quote": "{}", "rate": {}}}'
    rows = [row.format(table.today(), base, code, rates[code]) for code in quotes or rates]
    return 200, "[" + ", ".join(rows) + "]"


def openexchangerates(table: Table, asked: dict[str, str], refused: Fault | None) -> Answer:
    if refused or (table.key and asked.get("app_id") != table.key):
        return 401, json.dumps(
            {"error": True, "status": 401, "message": "invalid_app_id", "description": "Invalid App ID provided."}
        )
    if asked.get("base", "USD") != "USD":
        return 403, json.dumps(
            {"error": True, "status": 403, "message": "not_allowed", "description": "Not your plan."}
        )
    wanted = asked.get("symbols", "").split(",")
    rates = {code: rate for code, rate in table.against("USD").items() if code in wanted or wanted == [""]}
    head = '{"disclaimer": "A stand-in", "license": "None", "timestamp": '
    return 200, f'{head}{table.timestamp()}, "base": "USD", "rates": {object_of(rates)}}}'


def exchangerate_host(table: Table, asked: dict[str, str], refused: Fault | None) -> Answer:
    """Its refusals are answers 200."""
    source = asked.get("source", "USD")
    wrong_key = table.key and asked.get("access_key") != table.key
    if refused or wrong_key:
        return 200, failure(refused.code if refused else 101)
    if source not in {"USD", *table.rates}:
        return 200, failure(201)
    wanted = asked.get("currencies", "").split(",")
    rates = {
        f"{source}{code}": rate for code, rate in table.against(source).items() if code in wanted or wanted == [""]
    }
    if not rates:
        return 200, failure(202)
    head = '{"success": true, "terms": "", "privacy": "", "timestamp": '
    return 200, f'{head}{table.timestamp()}, "source": "{source}", "quotes": {object_of(rates)}}}'


def failure(code: int) -> str:
    kinds = {101: "invalid_access_key", 104: "usage_limit_reached", 106: "rate_limit_reached", 202: "invalid_currency"}
    return json.dumps({"success": False, "error": {"code": code, "type": kinds.get(code, "error"), "info": "No."}})


ANSWERS = {
    "frankfurter": frankfurter,
    "openexchangerates": openexchangerates,
    "exchangerate_host": exchangerate_host,
}
