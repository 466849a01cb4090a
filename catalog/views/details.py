"""Details as filters: which of them a list offers, and number attributes from … to."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from ..queries.criteria import ATTRIBUTE, Criteria
from ..queries.facet_views import Chip, Facet
from ..queries.facets import ATTRIBUTE_SHARE, ATTRIBUTES, Counts
from ..queries.links import Links
from ..queries.listing import Scope
from ..queries.number_ranges import NUMBER, Range, digits_of

# Details of the category itself come before all others, but a column has an end.
OWN = 8


def offered(scope: Scope, counts: Counts, asked: Criteria) -> list[str]:
    """Names of facets: on a category's page the details that belong to it or to a category above, then others that
    many products have; what few have would filter nearly everything away. A chosen one stays."""
    names = [name for name in counts.titles if name.startswith(ATTRIBUTE)]
    names.sort(key=lambda name: -_holding(counts, name))
    codes = scope.tree.details_of(scope.category) if scope.category else []
    belonging = [name for code in codes if (name := f"{ATTRIBUTE}{code}") in counts.titles and _differs(counts, name)]
    own = list(dict.fromkeys(belonging))[:OWN]
    least = counts.scope * ATTRIBUTE_SHARE
    common = [name for name in names if name not in own and _holding(counts, name) >= least]
    shown = [*own, *common[: max(ATTRIBUTES - len(own), 0)]]
    chosen = {f"{ATTRIBUTE}{code}" for code in (*asked.attributes, *asked.ranges)}
    return [*shown, *(name for name in names if name in chosen and name not in shown)]


def _holding(counts: Counts, name: str) -> int:
    return sum(count.all for count in counts.values[name])


def _differs(counts: Counts, name: str) -> bool:
    return len(counts.values[name]) > 1


def span_of(name: str, counts: Counts, asked: Criteria) -> Facet | None:
    """The facet of a number attribute with many values; None for one to tick. Values that an address has ticked stay
    to be ticked."""
    code = name.removeprefix(ATTRIBUTE)
    span, (least, most) = counts.spans.get(code), asked.ranges.get(code, (None, None))
    if code in asked.attributes or (span is None and code not in asked.ranges):
        return None
    unit = f" ({span.unit})" if span and span.unit else ""
    return Facet(
        f"{NUMBER}{code}",
        f"{counts.titles[name]}{unit}",
        "range",
        least=None if least is None else digits_of(least),
        most=None if most is None else digits_of(most),
        lowest=digits_of(span.lowest) if span else "",
        highest=digits_of(span.highest) if span else "",
        step="any",
        is_signed=bool(span and span.lowest < 0),
    )


def chips(counts: Counts, links: Links) -> Iterator[Chip]:
    """Chosen details, each with the way back."""
    for code, values in links.criteria.attributes.items():
        name = f"{ATTRIBUTE}{code}"
        for value in values:
            yield Chip(f"{counts.titles.get(name, code)}: {value}", links.without(name, value))
    for code, ends in links.criteria.ranges.items():
        yield Chip(span_text(code, ends, counts), links.without(f"{NUMBER}{code}"))


def span_text(code: str, ends: Range, counts: Counts) -> str:
    """`Width: 10 – 30 cm`."""
    least, most = (None if end is None else digits_of(end) for end in ends)
    span = counts.spans.get(code)
    if least and most:
        words = f"{least} – {most}"
    else:
        words = _("from %(least)s") % {"least": least} if least else _("up to %(most)s") % {"most": most}
    title = counts.titles.get(f"{ATTRIBUTE}{code}", code)
    return f"{title}: {words} {span.unit if span else ''}".strip()
