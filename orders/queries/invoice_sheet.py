"""Paper of the market: roof, wordmark, awnings and tables, in a type that knows Latin and Bangla."""

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from fpdf import FPDF
from fpdf.enums import TextMode

FONTS = Path(settings.ROOT) / "static" / "fonts"
INK, MUTED, LINE, ROOF = (28, 27, 24), (95, 90, 80), (200, 194, 182), (179, 38, 30)
WIDTHS = (96, 18, 32, 34)
ROW_MM = 5.5
SCALLOP_MM = 3.0
SEAM_MM = 0.1  # stripes overlap: two edges on one line let the paper shine through
BOLD_MM = 0.18  # how much wider the strokes of bold letters are; one font file less
TOWER = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 41" width="32" height="41">
<path fill="none" stroke="#1C1B18" stroke-width="2" d="M16 5V1M5 20v19.5M27 20v19.5M1.5 39.5h29"/>
<path fill="#B3261E" d="M1.5 18.5Q12 15 14 4h4q2 11 12.5 14.5z"/><path fill="#8F1C15" d="M1 17.5h30v3h-30z"/>
<circle cx="16" cy="29.6" r="7.6" fill="#fff" stroke="#1C1B18" stroke-width="2.4"/>
<path fill="none" stroke="#1C1B18" stroke-width="2" d="M16 25.2v4.6l3 1.8"/></svg>"""


class Sheet(FPDF):
    """A4 pages with our head and foot; `foot` is said on each of them."""

    def __init__(self, *, title: str, foot: str) -> None:
        super().__init__(format="A4")
        self.foot = foot
        self.add_font("sans", "", FONTS / "NotoSans-Regular.ttf")
        self.add_font("bangla", "", FONTS / "NotoSansBengali-Regular.ttf")
        self.set_fallback_fonts(["bangla"])
        self.set_text_shaping(use_shaping_engine=True)
        self.set_margin(15)
        self.set_auto_page_break(True, margin=22)
        self.set_title(title)
        self.add_page()

    def header(self) -> None:
        self._stripes(0, 0, self.w, 4, ROOF, ROOF)
        self.image(io.BytesIO(TOWER), x=self.l_margin, y=12, h=12)
        self.set_xy(self.l_margin + 12, 14.5)
        self.write_line(settings.SHOP_NAME, size=17, bold=True)
        self.set_y(28)

    def footer(self) -> None:
        self.set_y(-16)
        self.write_line(_("%(foot)s, page %(page)s") % {"foot": self.foot, "page": self.page_no()}, muted=True)

    def write_line(
        self, text: str, *, size: float = 9.5, muted: bool = False, bold: bool = False, align: str = "L"
    ) -> None:
        """A paragraph over the whole width."""
        with self._letters(size=size, muted=muted, bold=bold):
            self.multi_cell(0, size * 0.5, text, align=align, new_x="LMARGIN", new_y="NEXT")

    def awning(self, hue: str) -> None:
        """A thin awning in a stall's colour (#RRGGBB): whose things stand below."""
        colour = tuple(int(hue[i : i + 2], 16) for i in (1, 3, 5))
        self._stripes(self.l_margin, self.get_y(), self.w - self.l_margin - self.r_margin, 1.6, colour, (236, 226, 206))
        self.ln(5)

    def row(self, cells: Sequence[Any], *, muted: bool = False, bold: bool = False, ruled: bool = True) -> None:
        """A row of a table of goods: what, how many, each, together."""
        top = self.get_y()
        with self._letters(size=9.5, muted=muted, bold=bold):
            lines: Any = self.multi_cell(WIDTHS[0], ROW_MM, str(cells[0]), dry_run=True, output="LINES")
            self.multi_cell(WIDTHS[0], ROW_MM, str(cells[0]), align="L", new_x="RIGHT", new_y="TOP")
        for width, cell in zip(WIDTHS[1:], cells[1:], strict=True):
            with self._letters(size=9.5, muted=muted, bold=bold):
                self.cell(width, ROW_MM, str(cell), align="R")
        self.set_draw_color(*LINE)
        self.set_xy(self.l_margin, top + ROW_MM * len(lines) + 0.8)
        if ruled:
            self.line(self.l_margin, self.get_y(), self.w - self.r_margin, self.get_y())
        self.ln(0.8)

    @contextmanager
    def _letters(self, *, size: float, muted: bool, bold: bool) -> Iterator[None]:
        """The pen for one piece of text. What a letter of the second font leaves behind ends with it."""
        weight = {"text_mode": TextMode.FILL_STROKE, "line_width": BOLD_MM, "draw_color": INK} if bold else {}
        with self.local_context(**weight):
            self.set_font("sans", size=size)
            self.set_text_color(*(MUTED if muted else INK))
            yield

    def _stripes(self, x: float, y: float, width: float, height: float, *colours: tuple[int, ...]) -> None:
        """Stripes that end in scallops, in two colours by turns."""
        count = round(width / SCALLOP_MM)
        step = width / count
        for place in range(count):
            self.set_fill_color(*colours[place % 2])
            self.rect(x + place * step, y, step + SEAM_MM, height, style="F")
            self.circle(x + (place + 0.5) * step, y + height, step / 2, style="F")
