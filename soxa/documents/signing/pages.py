"""Pages as a reader sees them: where words stand, and which pages two revisions of a file show differently."""

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock

import pypdfium2 as pdfium
from django.utils.translation import gettext as _
from PIL.Image import Image

SCALE = 1.0  # pixels for a point when two pages are compared
MOST_PAGES = 60  # compared as pictures; beyond them only the words are
_turn = Lock()  # pdfium is not made for several threads


@dataclass(frozen=True)
class Box:
    """A rectangle on a page, in points from its lower left corner; pages count from 0."""

    page: int
    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """In points."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """In points."""
        return self.top - self.bottom

    @property
    def corners(self) -> tuple[float, float, float, float]:
        """Left, bottom, right, top, as a PDF writes a rectangle."""
        return (self.left, self.bottom, self.right, self.top)


@dataclass(frozen=True)
class Line:
    """One line of words and where it stands."""

    text: str
    box: Box


@contextmanager
def _document(content: bytes) -> Iterator[pdfium.PdfDocument]:
    with _turn:
        document = pdfium.PdfDocument(content)
        try:
            document.init_forms()
            yield document
        finally:
            document.close()


def page_count(content: bytes) -> int:
    """How many pages the file has. Raises pypdfium2.PdfiumError when it cannot be opened."""
    with _document(content) as document:
        return len(document)


def frames(content: bytes) -> list[Box]:
    """The part of each page that is shown, in its own points; an upright page of A4 goes from 0, 0 to 595, 842."""
    with _document(content) as document:
        return [Box(number, *document[number].get_cropbox()) for number in range(len(document))]


def is_turned(content: bytes, page: int) -> bool:
    """Whether the page is shown turned from how it is written (scanners do that)."""
    with _document(content) as document:
        return bool(document[page].get_rotation())


def lines_of(content: bytes) -> list[Line]:
    """Every line of words of the file, page by page, with composed letters; words of form fields are not among them."""
    with _document(content) as document:
        return [line for number in range(len(document)) for line in _lines(document, number)]


def _lines(document: pdfium.PdfDocument, number: int) -> Iterator[Line]:
    words = document[number].get_textpage()
    for index in range(words.count_rects()):
        left, bottom, right, top = words.get_rect(index)
        text = words.get_text_bounded(left, bottom, right, top)
        shown = " ".join(unicodedata.normalize("NFC", text).split())
        if shown:
            yield Line(shown, Box(number, left, bottom, right, top))


def words_of(content: bytes, *, most_pages: int, most_letters: int) -> list[str]:
    """The words of each of the first pages, no more than so many letters. Raises pypdfium2.PdfiumError for what is no PDF."""
    found: list[str] = []
    with _document(content) as document:
        for number in range(min(len(document), most_pages)):
            words = document[number].get_textpage().get_text_range(count=-1)
            found.append(words[:most_letters])
            most_letters -= len(found[-1])
            if most_letters <= 0:
                break
    return found


def picture_of(content: bytes, page: int, *, longest: int) -> Image:
    """A page as a reader sees it, its longer side so many pixels. Raises pdfium.PdfiumError, IndexError."""
    with _document(content) as document:
        if not 0 <= page < len(document):
            raise IndexError(page)
        sheet = document[page]
        scale = longest / max(*sheet.get_size(), 1.0)
        shown: Image = sheet.render(scale=scale, may_draw_forms=True).to_pil().copy()
        return shown


def differences(before: bytes, after: bytes) -> tuple[str, ...]:
    """What a reader sees differently in the second file, page by page, in words; empty when nothing can be seen."""
    first, second = _shown(before), _shown(after)
    found = [
        words
        for number, (old, new) in enumerate(zip(first, second, strict=False), start=1)
        if (words := _difference(number, old, new))
    ]
    if len(second) > len(first):
        found.append(_("thêm %(count)d trang") % {"count": len(second) - len(first)})
    if len(second) < len(first):
        found.append(_("bớt %(count)d trang") % {"count": len(first) - len(second)})
    return tuple(found)


def _difference(number: int, old: tuple[str, bytes], new: tuple[str, bytes]) -> str:
    if old[0] != new[0]:
        return _("nội dung trang %(page)d thay đổi") % {"page": number}
    if old[1] != new[1]:
        return _("hình ảnh trang %(page)d thay đổi") % {"page": number}
    return ""


def _shown(content: bytes) -> list[tuple[str, bytes]]:
    with _document(content) as document:
        return [_page_shown(document, number) for number in range(len(document))]


def _page_shown(document: pdfium.PdfDocument, number: int) -> tuple[str, bytes]:
    page = document[number]
    words = page.get_textpage().get_text_bounded()
    if number >= MOST_PAGES:
        return words, b""
    return words, bytes(page.render(scale=SCALE, grayscale=True).buffer)
