"""What may be shown of a statement: its words, never a value.

PostgreSQL puts `$1` in the place of a value when it reads a statement. A statement that ran while the counting began
anew is kept as it came, though, values and all. So every text is masked once more before anybody sees it.
"""

import re

# In this order: a comment may hold quotes, a value the signs of a name. What is not closed ends with the text.
PARTS = re.compile(
    r"""
      (?P<comment> /\*.*?(?:\*/|\Z) | --[^\n]* )
    | (?P<value>   [eE]'(?:[^'\\]|\\.|'')*(?:'|\Z)
                 | (?:[uU]&|[bBxXnN])?'(?:[^']|'')*(?:'|\Z)
                 | \$(?P<tag>[^\W\d]\w*|)\$.*?(?:\$(?P=tag)\$|\Z)
                 | \d[\w.]* )
    | (?P<name>    "(?:[^"]|"")*(?:"|\Z) | [^\W\d][\w$]* | \$\d+ )
    """,
    re.VERBOSE | re.DOTALL,
)
SPACE = re.compile(r"\s+")
SQUASHED = re.compile(r"\((\$\d+|\?) \)")
# Which columns and how many values a statement has says little about which one it is.
ITEM = r"[\w.*$?]++(?:::[\w\[\]]+)?(?!\()(?: AS \w+)?"
ITEMS = re.compile(rf"({ITEM})(?:, {ITEM}){{2,}}")
ROWS = re.compile(r"(\([^()]*\))(?:, \([^()]*\))+")
CASES = re.compile(r"(WHEN \([^()]*\) THEN \S+)(?: WHEN \([^()]*\) THEN \S+)+")


def masked(text: str) -> str:
    """The statement on one line, without comments; `?` stands where a value was written out."""
    without = PARTS.sub(lambda part: part["name"] or ("?" if part["value"] else " "), text)
    return SQUASHED.sub(r"(\1, …)", SPACE.sub(" ", without)).strip()


def abridged(text: str, chars: int) -> str:
    """A masked statement in at most so many characters: the first of long lists, and where there is more."""
    short = ITEMS.sub(r"\1, …", text.replace('"', ""))
    short = CASES.sub(r"\1 …", ROWS.sub(r"\1, …", short))
    return short if len(short) <= chars else f"{short[: chars - 1].rstrip()}…"
