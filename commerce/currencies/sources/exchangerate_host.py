"""exchangerate.host: with a key. It answers 200 also when it refuses; `success` tells."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from commerce.kernel.resilience import ProviderAway

from ..errors import SourceRefuses
from ..states import SOURCE_NAMES
from . import client
from .base import Offer, day_of, number, reading

# Too many questions this month, or this minute: the same question is answered later.
LATER = frozenset({104, 106})
CODE_LETTERS = 3


@dataclass(frozen=True)
class ExchangerateHost:
    """`GET /live?source=USD&currencies=GYD`: `{"success", "timestamp", "source", "quotes": {"USDGYD": 209.2}}`."""

    url: str = ""
    key: str = ""
    name: str = "exchangerate_host"
    address = "https://api.exchangerate.host"

    def fetch(self, *, base: str, quotes: Sequence[str]) -> list[Offer]:
        params = {"access_key": self.key, "source": base, "currencies": ",".join(quotes)}
        said = client.get_json(name=self.name, url=f"{self.url or self.address}/live", params=params)
        with reading(self.name):
            if said["success"] is not True:
                raise self._refusal(said)
            day = day_of(said["timestamp"])
            return [
                Offer(pair[:CODE_LETTERS], pair[CODE_LETTERS:], number(rate), day)
                for pair, rate in said["quotes"].items()
            ]

    def _refusal(self, said: Any) -> Exception:
        code = int(number(said["error"]["code"]))
        told = {"source": SOURCE_NAMES[self.name], "code": code}
        if code in LATER:
            return ProviderAway(_("%(source)s says that it was asked too often (%(code)s).") % told)
        return SourceRefuses(_("%(source)s refuses the question (%(code)s): check its settings.") % told)
