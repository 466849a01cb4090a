"""Whom the shop calls: payment providers, the mail server, and whoever else failed within a day."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commerce.kernel.standings import Standing, State, standings
from commerce.notifications.domain import sending
from payments.domain import health

WORDS: dict[State, str | Promise] = {
    "answers": _("answers"),
    "unknown": _("not asked yet"),
    "stumbles": _("failed a moment ago"),
    "refuses": _("refuses us"),
    "stopped": _("does not answer: nobody calls it now"),
    "probing": _("does not answer: the next call tries again"),
}
KINDS: dict[State, str] = {"answers": "well", "unknown": "open", "stumbles": "open"}  # else it has stopped


@dataclass(frozen=True)
class ThirdParty:
    """One of them in words; `kind` and `icon` are those of its card."""

    title: str | Promise
    standing: Standing

    @property
    def words(self) -> str | Promise:
        return WORDS[self.standing.state]

    @property
    def kind(self) -> str:
        return KINDS.get(self.standing.state, "stop")

    @property
    def icon(self) -> str:
        return {"well": "success", "open": "clock"}.get(self.kind, "warning")

    @property
    def is_well(self) -> bool:
        return self.kind != "stop"


def third_parties() -> list[ThirdParty] | None:
    """None when the cache, where breakers keep what they count, does not answer."""
    titles: dict[str, str | Promise] = {**health.watched(), sending.NAME: _("Mail server")}
    if settings.CLAMD_URL:
        titles["clamd"] = _("Virus scanner")
    found = standings(titles)
    return None if found is None else [ThirdParty(titles.get(each.name, each.name), each) for each in found]
