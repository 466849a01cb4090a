"""``./stabroek lock``: resolve pyproject.toml anew and write the lists with hashes.

uv.lock holds download addresses, so it stays out of the repository; the exported lists name packages,
versions and hashes alone and work with any mirror.
"""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
UV = Path(sys.prefix) / "bin" / "uv"
EXPORT = (
    "export",
    "--no-emit-project",
    "--all-extras",
    "--no-header",
    "--no-annotate",
    "--no-default-groups",
)
LISTS = {"requirements/run.txt": (), "requirements/dev.txt": ("--group", "dev")}
ADDRESS = re.compile(r"://|^--?(index|extra-index|find-links|i |f )", re.MULTILINE)


def uv(*words: str) -> str:
    """Run uv in the project; its own message is the explanation when it fails."""
    return subprocess.run([UV, *words], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout


def main() -> int:
    upgrade = [word for word in sys.argv[1:] if word.startswith(("--upgrade", "-U", "-P"))]
    uv("lock", *upgrade)
    for name, words in LISTS.items():
        text = uv(*EXPORT, *words)
        if ADDRESS.search(text):
            print(f"{name} would name a download address; nothing was written.", file=sys.stderr)
            return 70
        (ROOT / name).write_text(text)
        print(f"{name}: {text.count('==')} pins")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except subprocess.CalledProcessError as failed:
        sys.exit(failed.returncode)
