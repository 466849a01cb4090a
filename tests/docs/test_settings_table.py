"""The table of settings in docs/operations.md is the table of commerce.env, line by line."""

from pathlib import Path

from commerce.env import ROOT, VARS, Var

OPERATIONS = Path(ROOT) / "docs" / "operations.md"
BEGIN, END = "<!-- settings: begin -->", "<!-- settings: end -->"


def shown(default: object) -> str:
    """A default as it is given in the environment; a folder of the checkout is told from its root."""
    if isinstance(default, bool):
        return "`1`" if default else "`0`"
    text = ",".join(default) if isinstance(default, list) else str(default)
    return f"`{text.removeprefix(f'{ROOT}/')}`" if text else "empty"


def line(name: str, var: Var) -> str:
    return f"| `{name}` | {shown(var.default)} | {var.meaning} |"


def test_the_table_of_settings_is_complete():
    written = OPERATIONS.read_text().split(BEGIN)[1].split(END)[0].strip().splitlines()
    assert written == ["| variable | default | meaning |", "|---|---|---|", *(line(*item) for item in VARS.items())]
