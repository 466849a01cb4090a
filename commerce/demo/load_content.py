"""What the demo market says: pages, stories with a picture, banners, and addresses of before."""

from datetime import datetime, timedelta
from typing import Any

from catalog.models import Picture
from marketing.content.domain.banners import save_banner
from marketing.content.domain.pages import create_page
from marketing.content.domain.redirects import save_redirect
from marketing.content.models import Page

from .goods import table
from .load_pictures import picture_row


def load_content(*, now: datetime) -> int:
    """How many pictures were made. Nothing when a page is there: a shop that has written its own keeps them."""
    if Page.objects.exists():
        return 0
    said = table("content")
    for entry in said["page"]:
        load_page(entry, now)
    for entry in said["banner"]:
        save_banner(**entry_with_days(entry, now, begin="shown_from", end="shown_until"))
    for entry in said["redirect"]:
        save_redirect(old_path=entry["old"], new_path=entry["new"], is_temporary=entry.get("is_temporary", False))
    return sum(1 for entry in said["page"] if "look" in entry)


def load_page(entry: dict[str, Any], now: datetime) -> None:
    values = {"kind": "page", "state": "published"} | entry_with_days(
        entry, now, begin="publish_from", end="publish_until"
    )
    values["body"] = values["body"].strip()
    if look := values.pop("look", ""):
        values["picture"] = hang(look)
    create_page(author=None, **values)


def hang(look: str) -> Picture:
    row = picture_row(look, "whole", None, 1)
    row.save()
    return row


def entry_with_days(entry: dict[str, Any], now: datetime, *, begin: str, end: str) -> dict[str, Any]:
    """`from_day` and `until_day` as moments under the names of the columns."""
    names = {"from_day": begin, "until_day": end}
    return {names.get(key, key): now + timedelta(days=value) if key in names else value for key, value in entry.items()}
