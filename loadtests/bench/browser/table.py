"""The figures as tables, and what is over its goal in words."""

from .line import GOALS, SWIFT
from .presses import Press
from .visits import Visit

HEADS = ("HTML", "CSS", "JS", "pict.", "fonts", "other", "KB all", "files", "TTFB", "FCP", "LCP", "TBT", "CLS", "after")


def show_visits(visits: list[Visit]) -> None:
    """Kilobytes over the line, milliseconds."""
    print(f"{'page':<9}{'screen':<7}{'cache':<6}{'server':<9}" + "".join(f"{head:>7}" for head in HEADS) + "  largest")
    for visit in visits:
        cells = [f"{size / 1000:.1f}" for size in (*visit.bytes.values(), visit.total)]
        cells += [f"{value:.0f}" for value in (visit.requests, visit.ttfb, visit.fcp, visit.lcp, visit.tbt)]
        cells += [f"{visit.cls:.3f}", f"{visit.cls_after:.3f}"]
        head = f"{visit.page:<9}{visit.screen:<7}{visit.cache:<6}{visit.server:<9}"
        print(head + "".join(f"{cell:>7}" for cell in cells) + f"  {visit.lcp_is}", flush=True)


def show_presses(presses: list[Press]) -> None:
    print(f"\n{'press':<18}{'screen':<7}{'paint':>7}{'done':>7}")
    for each in presses:
        print(f"{each.act:<18}{each.screen:<7}{each.paint:>7.0f}{each.done:>7.0f}", flush=True)


def over(visits: list[Visit]) -> list[str]:
    """What misses a goal. How long things take is judged on the shop as it is deployed, with an empty cache."""
    found = []
    for visit in (each for each in visits if each.cache == "cold" and each.server == "shop"):
        figures = {
            "LCP": (visit.lcp if visit.page in SWIFT else 0, GOALS.lcp), "TBT": (visit.tbt, GOALS.tbt),
            "bytes": (visit.total, GOALS.bytes), "CLS": (visit.cls_after, GOALS.cls),
        }  # fmt: skip
        found += [
            f"{visit.page} on a {visit.screen}: {name} {figure:.4g}, to be under {goal:g}"
            for name, (figure, goal) in figures.items()
            if figure >= goal
        ]
    return found
