"""Nobody whom the shop calls has stopped answering."""

from collections.abc import Iterator

from ..queries.third_parties import third_parties
from .finding import Finding, passed, warned

NAME = "Third parties"


def breakers() -> Iterator[Finding]:
    found = third_parties()
    if found is None:
        yield warned(NAME, "not known: the cache does not answer", "Look after the cache.")
        return
    for each in found:
        if not each.is_well:
            todo = "The page Operations of the staff site tells since when. Ask them, or look at the network."
            yield warned(NAME, f"{each.title}: {each.words}. {each.standing.words}".strip(), todo)
    if all(each.is_well for each in found):
        yield passed(NAME, f"{len(found)} watched, none has stopped answering")
