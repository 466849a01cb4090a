"""QR codes as SVG files: black on white with the quiet zone that scanners need, whatever the page's colours are."""

from io import BytesIO

import segno

QUIET_ZONE = 4  # modules on each side, as ISO/IEC 18004 asks
PRINTED_MM = 60  # the width of the file on paper, with its quiet zone


def matrix(text: str) -> segno.QRCode:
    """Error correction M: readable with 15 % of it dirty or torn."""
    return segno.make(text, error="m", micro=False, boost_error=False)


def svg(text: str) -> bytes:
    """One path in one file, without script and style."""
    code, out = matrix(text), BytesIO()
    across = code.symbol_size(border=QUIET_ZONE)[0]
    code.save(
        out, kind="svg", border=QUIET_ZONE, scale=PRINTED_MM / across, unit="mm", dark="#000", light="#fff",
        svgclass=None, lineclass=None, nl=False,
    )  # fmt: skip
    return out.getvalue()
