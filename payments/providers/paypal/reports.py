"""Transaction search: what PayPal booked. It may be three hours late; it tells what the account sold elsewhere, too."""

from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from ..base import LineKind, ReportLine
from . import amounts, client

LONGEST_SECONDS = 31 * 24 * 3600
LINES_A_PAGE = 500
# https://developer.paypal.com/reports/reference/t-codes: the group, or the whole code where it matters.
KINDS: dict[str, LineKind] = {
    "T1107": "refund",
    "T1106": "dispute",
    "T1110": "dispute",
    "T1201": "dispute",
    "T1111": "dispute_won",
    "T1202": "dispute_won",
    "T01": "fee",
    "T04": "payout",
}
BOOKED = frozenset({"S", "V"})  # succeeded, or succeeded and reversed by a later line


class Reporting:
    def report(self, since_unix: int, until_unix: int) -> list[ReportLine]:
        """All movements of a half-open period in currencies that the shop counts, oldest first.

        Raises ProviderAway, Misconfigured (the account has no right to the reports).
        """
        lines: list[ReportLine] = []
        for start in range(since_unix, until_unix, LONGEST_SECONDS):
            lines += period(start, min(start + LONGEST_SECONDS, until_unix))
        return sorted(lines, key=lambda line: line.at_unix)


def period(since_unix: int, until_unix: int) -> list[ReportLine]:
    """A month at most, page after page."""
    lines: list[ReportLine] = []
    page = pages = 1
    while page <= pages:
        query = {
            "start_date": stamp(since_unix),
            "end_date": stamp(until_unix - 1),  # PayPal counts the last second in
            "fields": "transaction_info",
            "balance_affecting_records_only": "Y",
            "page_size": LINES_A_PAGE,
            "page": page,
        }
        found = client.call("GET", f"/v1/reporting/transactions?{urlencode(query)}")
        infos = [row.get("transaction_info") or {} for row in found.get("transaction_details") or []]
        lines += [line(info) for info in infos if is_ours_to_count(info)]
        page, pages = page + 1, int(found.get("total_pages") or 1)
    return lines


def stamp(unix: int) -> str:
    return datetime.fromtimestamp(unix, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def is_ours_to_count(info: dict[str, Any]) -> bool:
    try:
        amounts.read(info.get("transaction_amount"))
    except ValueError:
        return False
    return info.get("transaction_status") in BOOKED


def line(info: dict[str, Any]) -> ReportLine:
    amount = amounts.read(info["transaction_amount"])
    code, ref = str(info.get("transaction_event_code") or ""), str(info["transaction_id"])
    incoming: LineKind = "charge" if code.startswith("T00") and amount.minor > 0 else "other"
    kind = KINDS.get(code) or KINDS.get(code[:3]) or incoming
    custom, invoice = str(info.get("custom_field") or ""), str(info.get("invoice_id") or "")
    fee = info.get("fee_amount")
    return ReportLine(
        kind=kind,
        provider_ref=ref,
        charge_ref=ref if kind == "charge" else str(info.get("paypal_reference_id") or ""),
        reference=(custom or invoice) if kind == "refund" else (invoice or custom),
        amount=amount,
        fee_minor=-amounts.read(fee).minor if fee else 0,
        at_unix=int(datetime.fromisoformat(info["transaction_initiation_date"]).timestamp()),
    )
