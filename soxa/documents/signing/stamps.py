"""Draws what a signature or a filled field shows: a picture as it is, words set by typst in the fonts of documents."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from importlib.resources import files
from io import BytesIO
from typing import Any
from uuid import uuid4

from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.images import PdfImage
from pyhanko.pdf_utils.layout import (
    AxisAlignment,
    BoxConstraints,
    InnerScaling,
    Margins,
    SimpleBoxLayoutRule,
)
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.stamp import StaticStampStyle

from soxa.documents.signing.clock import iso
from soxa.documents.signing.marks import Mark, picture_of, shows_picture
from soxa.documents.signing.pages import Box
from soxa.kernel.paper.typesetter import typeset_pdf

NOTE_SIZE = 10  # points
_ANY_DAY = datetime(2026, 1, 1, tzinfo=UTC)  # a sheet's own dates are not taken over
_FILLED = SimpleBoxLayoutRule(
    AxisAlignment.ALIGN_MID, AxisAlignment.ALIGN_MID, Margins(), InnerScaling.STRETCH_TO_FIT
)


@dataclass(frozen=True)
class Words:
    """Lines to be set: size in points, on white or on nothing, centred or to the top right."""

    lines: tuple[str, ...]
    size: float = NOTE_SIZE
    italic: bool = False
    white: bool = False
    centred: bool = False


class _Sheet(PdfContent):
    """The one page of a PDF, drawn into another file; pyHanko's own reads it from a file by name."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        super().__init__()

    def render(self) -> bytes:
        """Operators that draw the page."""
        drawn = self._ensure_writer.import_page_as_xobject(PdfFileReader(BytesIO(self.content)))
        name = f"/Sheet{uuid4().hex}"
        self.resources.xobject[name] = drawn
        left, bottom, right, top = drawn.get_object()["/BBox"]
        self.box = BoxConstraints(width=abs(right - left), height=abs(top - bottom))
        return f"{name} Do".encode()


def style_of(mark: Mark, box: Box, at: datetime) -> StaticStampStyle:
    """What this mark shows in a box of this size, signed at this moment. Raises BadMark."""
    if shows_picture(mark):
        image = picture_of(mark)
        background: Any = PdfImage(image, box=BoxConstraints(width=image.width, height=image.height))
    else:
        background = _Sheet(sheet(Words((*mark.lines, iso(at))), box.width, box.height))
    return StaticStampStyle(
        border_width=0, background=background, background_layout=_FILLED, background_opacity=1.0
    )


@lru_cache(maxsize=64)
def sheet(words: Words, width: float, height: float) -> bytes:
    """The words on a page of this size in points, as PDF; lines too long are set smaller. Raises ValueError."""
    data = {
        "lines": list(words.lines),
        "size": words.size,
        "italic": words.italic,
        "white": words.white,
        "centred": words.centred,
        "width": round(width, 2),
        "height": round(height, 2),
    }
    return typeset_pdf(_source(), {"words": json.dumps(data, ensure_ascii=False)}, made=_ANY_DAY)


@lru_cache(maxsize=1)
def _source() -> bytes:
    return files("soxa.documents.signing").joinpath("words.typ").read_bytes()
