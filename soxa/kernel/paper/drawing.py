"""A chart's SVG as PNG, for outputs that take no SVG."""

from soxa.kernel.paper.typesetter import typeset_png

DOTS_PER_INCH = 220
SHEET = b"""
#set page(width: auto, height: auto, margin: 0pt, fill: white)
#set text(font: "Tinos", lang: "vi")
#image(bytes(sys.inputs.svg), format: "svg")
"""


def png(svg: str) -> bytes:
    """The drawing as PNG at 220 dots an inch, with the fonts of documents. Raises ValueError when it is no SVG."""
    return typeset_png(SHEET, {"svg": svg}, dots_per_inch=DOTS_PER_INCH)
