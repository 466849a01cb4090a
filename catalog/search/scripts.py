"""Endings that words of other scripts take, and what must stay of a word."""

BANGLA = range(0x0980, 0x0A00)
# Plural, definite and case endings, longest first.
BANGLA_ENDINGS = ("গুলোর", "গুলির", "গুলো", "গুলি", "দের", "টির", "টার", "ের", "টি", "টা", "কে", "তে", "রা", "র", "ে")
KEPT = 2


def bangla_stem(word: str) -> str:
    """ফোনের and ফোনটি are the word ফোন. A short word keeps its end."""
    for ending in BANGLA_ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= KEPT:
            return word[: -len(ending)]
    return word


def is_bangla(word: str) -> bool:
    return ord(word[0]) in BANGLA
