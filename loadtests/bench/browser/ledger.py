"""What came over the line for a page, as the browser's devtools tell it."""

import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import CDPSession

KINDS = ("html", "css", "js", "pictures", "fonts", "other")
FEW = 2  # requests under way while a line still counts as quiet
MIME = {
    "text/html": "html", "text/css": "css", "text/javascript": "js", "application/javascript": "js",
    "application/font": "fonts", "font/": "fonts", "image/": "pictures",
}  # fmt: skip
INSIDE = ("data:", "blob:", "about:")
Event = dict[str, Any]


def kind_of(mime: str) -> str:
    return next((kind for start, kind in MIME.items() if mime.startswith(start)), "other")


@dataclass
class Ledger:
    """Bytes by kind, heads included, and requests; what came from the browser's cache is neither. `ttfb` is how many
    milliseconds the page itself was waited for: what a page knows of that leaves the emulated line out."""

    devtools: CDPSession
    bytes: Counter[str] = field(default_factory=Counter)
    requests: int = 0
    under_way: dict[str, str] = field(default_factory=dict)
    busy_at: float = 0
    asked_at: float = 0
    ttfb: float = 0

    def __post_init__(self) -> None:
        self.devtools.on("Network.requestWillBeSent", self._sent)
        self.devtools.on("Network.responseReceived", self._answered)
        self.devtools.on("Network.loadingFinished", self._came)
        self.devtools.on("Network.loadingFailed", lambda event: self._done(event["requestId"]))

    @property
    def quiet_seconds(self) -> float:
        """How long no more than a few requests have been under way."""
        return 0 if len(self.under_way) > FEW else time.monotonic() - self.busy_at

    def clear(self) -> None:
        self.bytes, self.requests = Counter(), 0
        self.under_way.clear()
        self.busy_at = time.monotonic()

    def _sent(self, event: Event) -> None:
        if event["request"]["url"].startswith(INSIDE):
            return
        if before := event.get("redirectResponse"):
            self._count("other", before["encodedDataLength"])
        self.under_way[event["requestId"]] = "other"
        if event["requestId"] == event["loaderId"]:
            self.asked_at = event["timestamp"]
        self._look()

    def _answered(self, event: Event) -> None:
        if event["requestId"] in self.under_way:
            self.under_way[event["requestId"]] = kind_of(event["response"]["mimeType"])
        if event["requestId"] == event["loaderId"]:
            self.ttfb = (event["timestamp"] - self.asked_at) * 1000

    def _came(self, event: Event) -> None:
        kind = self.under_way.get(event["requestId"], "")
        if kind and event["encodedDataLength"]:
            self._count(kind, round(event["encodedDataLength"]))
        self._done(event["requestId"])

    def _count(self, kind: str, size: int) -> None:
        self.bytes[kind] += size
        self.requests += 1

    def _done(self, request: str) -> None:
        self._look()
        self.under_way.pop(request, None)

    def _look(self) -> None:
        if len(self.under_way) > FEW:
            self.busy_at = time.monotonic()
