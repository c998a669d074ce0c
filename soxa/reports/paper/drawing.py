"""A chart's SVG as PNG, for outputs that take no SVG; drawn by typst, with the fonts of documents only."""

from threading import Lock

import typst

from soxa.reports.paper.pdf import fonts

DOTS_PER_INCH = 220
SHEET = b"""
#set page(width: auto, height: auto, margin: 0pt)
#set text(font: "Tinos", lang: "vi")
#image(bytes(sys.inputs.svg), format: "svg")
"""

_turn = Lock()


def png(svg: str) -> bytes:
    """The drawing as PNG at 220 dots an inch, its size written in it. Raises ValueError when it is no SVG."""
    try:
        with _turn:
            picture = typst.compile(
                SHEET,
                font_paths=fonts(),
                ignore_system_fonts=True,
                format="png",
                ppi=DOTS_PER_INCH,
                sys_inputs={"svg": svg},
            )
    except typst.TypstError as error:
        raise ValueError(f"not a drawing: {error.message}") from error
    if not isinstance(picture, bytes):
        raise TypeError("a drawing fits on one page")
    return picture
