"""The folder of pictures and its contact sheet."""

import time
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

STYLE = """body{font:16px/1.4 system-ui,sans-serif;margin:24px;background:#fbf9f4;color:#1c1b18}
h2{font-size:17px;margin:32px 0 8px}small{color:#5f5a50;font-weight:400}
nav{columns:14em;font-size:14px}a{color:inherit}
ul{display:flex;flex-wrap:wrap;gap:16px;list-style:none;padding:0;align-items:flex-start}
figure{margin:0}img{display:block;border:1px solid #8c8678;width:300px;height:380px;object-fit:cover;
object-position:top}
.phone img{width:180px}figcaption{font-size:13px}
@media(prefers-color-scheme:dark){body{background:#161513;color:#f2eee5}small{color:#b4aea1}}"""


@dataclass
class Album:
    """Pictures of pages; `only` keeps those whose name holds one of its words."""

    folder: Path
    only: tuple[str, ...] = ()
    taken: dict[str, list[str]] = field(default_factory=dict)
    addresses: dict[str, str] = field(default_factory=dict)
    troubles: list[str] = field(default_factory=list)
    begun: float = field(default_factory=time.monotonic)

    def wants(self, name: str) -> bool:
        return not self.only or any(word in name for word in self.only)

    def clear(self) -> None:
        """Away with the pictures of this name's last run; the others stay."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for old in self.folder.glob("*.png"):
            if self.wants(old.name.partition(".")[0]):
                old.unlink()

    def place(self, name: str, sight: str, address: str) -> Path:
        """Where the picture of `name` goes: home.360-light.png, and home.360-light-first.png for the first view."""
        file = f"{name}.{sight}.png"
        self.taken.setdefault(name, []).append(file)
        self.addresses[name] = address
        return self.folder / file

    def trouble(self, words: str) -> None:
        self.troubles.append(words)
        print(f"  ! {words}", flush=True)

    def write_sheet(self) -> Path:
        """index.html: every picture in the folder, by page, also those of former runs."""
        pages: dict[str, list[str]] = {}
        for file in sorted(path.name for path in self.folder.glob("*.png")):
            pages.setdefault(file.partition(".")[0], []).append(file)
        order = [*self.taken, *(name for name in pages if name not in self.taken)]
        jumps = "".join(f'<a href="#{name}">{name}</a><br>' for name in order if name in pages)
        body = "".join(self._section(name, pages[name]) for name in order if name in pages)
        notes = "".join(f"<li>{escape(words)}</li>" for words in self.troubles)
        sheet = self.folder / "index.html"
        sheet.write_text(
            f'<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
            f"<title>Pages</title><style>{STYLE}</style><h1>{len(pages)} pages</h1>"
            f"{f'<ul>{notes}</ul>' if notes else ''}<nav>{jumps}</nav>{body}</html>\n"
        )
        return sheet

    def _section(self, name: str, files: list[str]) -> str:
        whole = [file for file in files if not file.endswith("-first.png")]
        figures = "".join(self._figure(file, files) for file in whole)
        address = escape(self.addresses.get(name, ""))
        return f'<h2 id="{name}">{name} <small>{address}</small></h2><ul>{figures}</ul>'

    def _figure(self, file: str, files: list[str]) -> str:
        sight = file.split(".")[1]
        first = file.replace(".png", "-first.png")
        link = f' · <a href="{first}">first view</a>' if first in files else ""
        kind = "phone" if sight.startswith("360") else "desk"
        image = f'<a href="{file}"><img loading="lazy" src="{file}" alt="{file}"></a>'
        return f'<li class="{kind}"><figure>{image}<figcaption>{sight}{link}</figcaption></figure></li>'
