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
MANY_VALUES = re.compile(r"\((?:\$\d+|\?)(?:, ?(?:\$\d+|\?))+\)")
SQUASHED = re.compile(r"\((\$\d+|\?) \)")
# What a statement reads says little about which one it is; where from says all.
COLUMNS = re.compile(r"\bSELECT (DISTINCT )?(?!…)[^()]{60,}? FROM ", re.IGNORECASE)
RETURNED = re.compile(r"\bRETURNING .*", re.IGNORECASE)


def masked(text: str) -> str:
    """The statement on one line, without comments; `?` stands where a value was written out."""
    without = PARTS.sub(lambda part: part["name"] or ("?" if part["value"] else " "), text)
    return SQUASHED.sub(r"(\1, …)", SPACE.sub(" ", without)).strip()


def abridged(text: str, chars: int) -> str:
    """A masked statement in at most so many characters, its long lists of columns and values left out."""
    short = MANY_VALUES.sub("(…)", text.replace('"', ""))
    short = RETURNED.sub("RETURNING …", COLUMNS.sub(r"SELECT \1… FROM ", short))
    return short if len(short) <= chars else f"{short[: chars - 1].rstrip()}…"
