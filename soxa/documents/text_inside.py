"""The words inside a file, derived beside it for search: of PDF, Word, Excel and OpenDocument; a picture has none.

Office files are read part by part out of the measured archive and never opened as documents: nothing in them runs, is
fetched, or unpacks beyond what is read.
"""

import html
import re
import zipfile
from collections.abc import Iterable, Iterator

from pypdfium2 import PdfiumError

from soxa.documents.search import MOST_LETTERS
from soxa.documents.signing import pages
from soxa.kernel.sheets.faults import Unreadable
from soxa.kernel.sheets.zipped import checked, member
from soxa.law.words import fold

MOST_PAGES = 100
_MOST_PART = 20 * 1024 * 1024  # of one part, unpacked
_MOST_SHEETS = 20
PDF = "application/pdf"
_WORD, _EXCEL, _OPEN = "wordprocessingml", "spreadsheetml", "opendocument"
# by kind of file: the parts that hold words, and the marks that end a paragraph or a cell there
_PARTS = {
    _WORD: re.compile(r"word/(document|header\d*|footer\d*|footnotes)\.xml"),
    _EXCEL: re.compile(r"xl/(sharedStrings|worksheets/sheet\d+)\.xml"),
    _OPEN: re.compile(r"content\.xml"),
}
_TEXTS = {
    _WORD: re.compile(rb"<w:t(?:\s[^>]*)?>([^<]*)</w:t>|(</w:p>|<w:tab/>|<w:br/>)"),
    _EXCEL: re.compile(rb"<(?:\w+:)?t(?:\s[^>]*)?>([^<]*)</(?:\w+:)?t>|(</(?:\w+:)?(?:si|is)>)"),
    _OPEN: re.compile(rb">([^<]+)<|(</text:(?:p|h)>|<text:(?:s|tab)\b)"),
}


def folded_text(content: bytes, media_type: str) -> str:
    """The words of a file, folded, cut at what search keeps; empty for a picture, a scan, or what cannot be read."""
    return fold(text_of(content, media_type))


def text_of(content: bytes, media_type: str) -> str:
    """The words of a file as they stand in it, a paragraph or a page a line; cut and empty as of `folded_text`."""
    try:
        return _cut(_pieces(content, media_type))
    except (PdfiumError, Unreadable, zipfile.BadZipFile):
        return ""


def may_have_words(media_type: str) -> bool:
    """Whether a file of this kind has words inside unless it is a scan."""
    return media_type == PDF or any(mark in media_type for mark in _PARTS)


def _pieces(content: bytes, media_type: str) -> Iterable[str]:
    if media_type == PDF:
        found = pages.words_of(content, most_pages=MOST_PAGES, most_letters=MOST_LETTERS)
        return (f"{text}\n" for text in found)
    kind = next((mark for mark in _PARTS if mark in media_type), "")
    return _office(content, kind) if kind else ()


def _office(content: bytes, kind: str) -> Iterator[str]:
    with checked(content) as archive:
        named = [one for one in archive.infolist() if _PARTS[kind].fullmatch(one.filename)]
        for part in named[:_MOST_SHEETS]:
            if part.file_size <= _MOST_PART:
                for words, end in _TEXTS[kind].findall(member(archive, part.filename)):
                    mark = "\n" if end.startswith(b"</") else " "
                    yield mark if end else html.unescape(words.decode("utf-8", "replace"))


def _cut(pieces: Iterable[str]) -> str:
    taken, room = [], MOST_LETTERS
    for piece in pieces:
        taken.append(piece[:room].replace("\x00", " "))
        room -= len(taken[-1])
        if room <= 0:
            break
    return "".join(taken)
