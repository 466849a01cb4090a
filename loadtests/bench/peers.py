"""What two other shops do with the same 22,074 products, to read ours beside.

django-oscar 4.2.1 in its kindest set-up and Saleor 3.24 (its API alone, no page rendered), measured on two cores with
eight connections, where a bare Django view gave BARE. Figures of a machine do not hold on another one; their ratios to
the bare view do.
"""

BARE = 12_840
PEERS = ("Oscar", "Saleor")
PER_SECOND = {"list": (7.0, 16.4), "category": (8.5, 24.2), "search": (14.5, 7.4), "product": (34.5, 30.9)}
ORDERS_PER_MINUTE = (103, 95)


def times_quicker(kind: str, ratio: float) -> list[float]:
    """How many times as many pages as each peer, of a page that a bare view is `ratio` times as quick as. Empty for
    pages that were not measured there."""
    return [BARE / theirs / ratio for theirs in PER_SECOND.get(kind, ())]


def orders_times(per_minute: float, bare: float) -> list[float]:
    """The same of paid orders, on a machine whose bare view gives `bare` a second."""
    return [per_minute / bare / (theirs / BARE) for theirs in ORDERS_PER_MINUTE]
