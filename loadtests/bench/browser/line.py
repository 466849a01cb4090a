"""The phone and the desk, the line to them, and what is asked of a page there."""

from dataclasses import dataclass

from playwright.sync_api import CDPSession

BITS_DOWN, BITS_UP, ROUND_TRIP_MS = 1_600_000, 750_000, 300
SLOWER_CPU = 4


@dataclass(frozen=True)
class Screen:
    """A window in CSS pixels; `scale` is the pixels of the glass for one of them."""

    name: str
    width: int
    height: int
    scale: int
    touch: bool


PHONE = Screen("phone", 360, 740, 2, touch=True)
DESK = Screen("desk", 1280, 800, 1, touch=False)
SCREENS = (PHONE, DESK)


@dataclass(frozen=True)
class Goals:
    """Milliseconds, bytes over the line, and the score of layout shifts; each is to stay under it."""

    lcp: int = 2000
    tbt: int = 100
    bytes: int = 170_000
    cls: float = 0.05


GOALS = Goals()
# Pages whose largest paint has a goal; what every page weighs and shifts has one anyway.
SWIFT = ("home", "list", "product")


def slow_down(devtools: CDPSession) -> None:
    """From here on the page's processor and line are slow."""
    slow_line(devtools)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER_CPU})


def slow_line(devtools: CDPSession) -> None:
    """Each request waits for the round trip once; a browser's devtools know neither handshakes nor the slow start of a
    connection. On a slow line a browser also begins earlier to load what is below the fold."""
    devtools.send("Network.enable")
    conditions = {
        "offline": False, "latency": ROUND_TRIP_MS, "downloadThroughput": BITS_DOWN / 8,
        "uploadThroughput": BITS_UP / 8,
    }  # fmt: skip
    devtools.send("Network.emulateNetworkConditions", conditions)
