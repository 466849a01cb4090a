"""What a page says to somebody who does not see it: Chromium's accessibility tree, and what is wrong with it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

LANDMARKS_ONCE = ("banner", "main", "contentinfo")
LANDMARKS_NAMED = ("navigation", "region")
LANDMARKS_TOLD_APART = (*LANDMARKS_NAMED, "complementary", "search")
PRESSED = {"link", "button", "checkbox", "radio", "switch", "tab", "menuitem", "option", "DisclosureTriangle"}
TYPED = {"textbox", "searchbox", "combobox", "spinbutton", "listbox", "slider", "Date", "DateTime"}
# Words that say nothing of where they lead or what they do.
EMPTY_WORDS = {"link", "button", "here", "click here", "more", "icon", "close icon", "image", "open"}
UNSPOKEN = {"StaticText", "InlineTextBox", "none", "generic"}


@dataclass
class Node:
    """One node that is spoken; `facts` are its states and properties (level, invalid, url, live, checked and so on)."""

    role: str
    name: str
    description: str
    facts: dict[str, Any]
    named_by: frozenset[str]
    children: "list[Node]"

    def walk(self) -> "Iterator[Node]":
        yield self
        for child in self.children:
            yield from child.walk()

    def of(self, *roles: str) -> "list[Node]":
        """Every node below (and this one) of these roles, in the order in which they are read."""
        return [node for node in self.walk() if node.role in roles]

    def one(self, role: str, name: str) -> "Node":
        """The only node of this role whose name begins so. Fails with the names that there are."""
        found = [node for node in self.of(role) if node.name.startswith(name)]
        assert len(found) == 1, f"{len(found)} of {role} {name!r}: {[node.name for node in self.of(role)]}"
        return found[0]

    @property
    def words(self) -> str:
        """All that is read of it, in one line."""
        texts = [node.name for node in self.walk() if node.role in ("StaticText", "image")]
        return " ".join(" ".join(texts).split())

    def __str__(self) -> str:
        return f"{self.role} {self.name!r}"


def read(page: Page) -> Node:
    """The tree of the page as it is now."""
    devtools = page.context.new_cdp_session(page)
    try:
        rows = devtools.send("Accessibility.getFullAXTree")["nodes"]
    finally:
        devtools.detach()
    by_id = {row["nodeId"]: row for row in rows}
    return _node(rows[0], by_id)


def _node(row: dict[str, Any], by_id: dict[str, Any]) -> Node:
    children = [_node(by_id[key], by_id) for key in row.get("childIds", []) if key in by_id]
    if row["ignored"]:
        return Node("none", "", "", {}, frozenset(), children)
    named = row.get("name", {})
    sources = [
        each for each in named.get("sources", []) if each.get("value", {}).get("value") and not each.get("superseded")
    ]
    return Node(
        role=row["role"]["value"], name=" ".join(named.get("value", "").split()),
        description=row.get("description", {}).get("value", ""),
        facts={each["name"]: _value(each["value"]) for each in row.get("properties", [])},
        named_by=frozenset(each.get("nativeSource") or each.get("attribute") or each["type"] for each in sources),
        children=children,
    )  # fmt: skip


def _value(told: dict[str, Any]) -> Any:
    related = [each.get("text", "") for each in told.get("relatedNodes", [])]
    return related or told.get("value")


def faults(tree: Node) -> list[str]:
    """Everything that is wrong with the tree, in words."""
    checks = (headings, landmarks, nameless, alike, fields, errors, pictures)
    return [f"{check.__name__}: {fault}" for check in checks for fault in check(tree)]


def headings(tree: Node) -> Iterator[str]:
    """One first-level heading; each of the others at most one level below the one before it."""
    found = tree.of("heading")
    firsts = [node.name for node in found if node.facts["level"] == 1]
    if len(firsts) != 1:
        yield f"{len(firsts)} of the first level: {firsts}"
    above = 0
    for node in found:
        level = int(node.facts["level"])
        if level > above + 1:
            yield f"{node.name!r} of level {level} follows level {above}"
        if not node.name:
            yield f"an empty one of level {level}"
        above = level


def landmarks(tree: Node) -> Iterator[str]:
    """Banner, main and contentinfo once; the others told apart by their names, of which the lone one may have none."""
    for role in LANDMARKS_ONCE:
        if len(tree.of(role)) != 1:
            yield f"{len(tree.of(role))} of {role}"
    for role in LANDMARKS_TOLD_APART:
        names = Counter(node.name for node in tree.of(role))
        yield from (f"{number} of {role} named {name!r}" for name, number in names.items() if number > 1)
        if "" in names and role in LANDMARKS_NAMED:
            yield f"{role} without a name"


def nameless(tree: Node) -> Iterator[str]:
    """What can be pressed or typed into says what it is."""
    for node in tree.of(*PRESSED, *TYPED):
        if node.name.strip(" .…").lower() in EMPTY_WORDS | {""}:
            yield f"{node} says nothing; in it: {node.words!r}"


def alike(tree: Node) -> Iterator[str]:
    """Within one list, one table, or the rest of the main part: no two links with the same words and different ends,
    and no two fields or buttons with the same words, unless a named group around each tells them apart."""
    main = next(iter(tree.of("main")), tree)
    ends: dict[tuple[int, str, str], list[str]] = {}
    for place, group, node in _pressed(main, id(main), ""):
        end = str(node.facts.get("url", "")).split("#")[0] if node.role == "link" else f"number {len(ends)}"
        ends.setdefault((place, group, f"{node} {node.description}"), []).append(end)
    for (_place, _group, words), found in ends.items():
        if len(set(found)) > 1:
            yield f"{words} leads to {sorted(set(found))}"


def _pressed(node: Node, place: int, group: str) -> Iterator[tuple[int, str, Node]]:
    """Links, buttons and fields with the list and the named group that each stands in."""
    if node.role in ("list", "table"):
        place = id(node)
    if node.role in ("group", "radiogroup") and node.name:
        group = node.name
    if node.role in ("link", "button", "textbox", "spinbutton"):
        yield place, group, node
    for child in node.children:
        yield from _pressed(child, place, group)


def fields(tree: Node) -> Iterator[str]:
    """A field is named by its label, never by the example inside it, which goes when somebody types."""
    for node in tree.of(*TYPED, "checkbox", "radio"):
        if node.named_by <= {"placeholder", "title"}:
            yield f"{node} is named by {sorted(node.named_by)}"


def errors(tree: Node) -> Iterator[str]:
    """A field that is wrong says what is wrong with it."""
    for node in tree.of(*TYPED, "checkbox", "radio", "radiogroup", "group"):
        if node.facts.get("invalid") == "true" and not (node.description or node.facts.get("errormessage")):
            yield f"{node} is wrong and does not say why"


def pictures(tree: Node) -> Iterator[str]:
    """A picture has words or is none; a file's name is no word."""
    for node in tree.of("image", "img"):
        if not node.name or node.name.lower().endswith((".avif", ".webp", ".jpg", ".png", ".svg")):
            yield f"{node} has no words"
