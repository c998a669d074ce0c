"""Reads the words back out of the three outputs, with programs that did not write them."""

import unicodedata
from html.parser import HTMLParser
from io import BytesIO

import docx
import pypdfium2
from docx.oxml.ns import qn

from soxa.kernel.paper.html import html
from soxa.kernel.paper.model import Paper
from soxa.kernel.paper.pdf import pdf
from soxa.kernel.paper.word import word


def joined(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).replace("\u200b", "").split())


def pdf_pages(data: bytes) -> list[str]:
    """The words of each page, read by pdfium: twenty times as quick as a reader in Python, and lists have many pages."""
    with pypdfium2.PdfDocument(data) as opened:
        return [joined(page.get_textpage().get_text_bounded()) for page in opened]


def pdf_text(data: bytes) -> str:
    return joined(" ".join(pdf_pages(data)))


def word_text(data: bytes) -> str:
    body = docx.Document(BytesIO(data)).element.body
    marks = {qn("w:br"): "\n", qn("w:tab"): " "}
    paragraphs = (
        "".join(
            part.text or "" if part.tag == qn("w:t") else marks.get(part.tag, "") for part in paragraph.iter()
        )
        for paragraph in body.iter(qn("w:p"))
    )
    return joined("\n".join(paragraphs))


def numbers_in(data: bytes) -> list[tuple[str, str]]:
    """Code and text of every marked number of a Word file, as it stands after people edited it."""
    controls = docx.Document(BytesIO(data)).element.body.iter(qn("w:sdt"))
    tagged = [(control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}"), control) for control in controls]
    return [
        (tag.get(qn("w:val")), "".join(part.text or "" for part in control.iter(qn("w:t"))))
        for tag, control in tagged
        if tag is not None
    ]


class _Words(HTMLParser):
    BREAKS = frozenset(["p", "br", "li", "td", "th", "h2", "h3", "h4", "h5", "h6", "figcaption"])

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        if tag in self.BREAKS:
            self.words.append("\n")

    def handle_data(self, data):
        self.words.append(data)


def html_tags(text: str) -> list[str]:
    reader = _Words()
    reader.feed(text)
    return reader.tags


def html_text(text: str) -> str:
    reader = _Words()
    reader.feed(text)
    return joined("".join(reader.words))


def all_texts(paper: Paper) -> dict[str, str]:
    return {"html": html_text(html(paper)), "word": word_text(word(paper)), "pdf": pdf_text(pdf(paper))}
