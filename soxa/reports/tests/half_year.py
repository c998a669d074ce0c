"""The demo commune's half-yearly report, begun, and the words of a paper and of its three outputs."""

import re
from datetime import date
from io import BytesIO

import docx

from soxa.kernel.access import machine
from soxa.kernel.paper.model import Heading, Paper, Paragraph
from soxa.kernel.paper.tests.reading import pdf_text
from soxa.law.periods import Period
from soxa.reports.models import Report
from soxa.reports.sentences import plain
from soxa.reports.writing import open_draft
from soxa.values.cut_off import set_party_cut_off

ACTOR = machine("test")
SIGNED = date(2026, 6, 16)
TODAY = date(2026, 11, 20)
ASSESSED = (
    "trong 24 chỉ tiêu năm 2026 có 14 chỉ tiêu đạt, vượt tiến độ, 05 cần tập trung, 03 khó đạt, 02 đánh giá cuối năm "
    "(Phụ lục 1)."
)
# of the five stated on 26/12/2025 one is confirmed on 4/4, one on 17/6, one on 25/6/2026
TO_15_JUNE = (
    "Kỳ trước chuyển sang 05 hạn chế, khuyết điểm; đã khắc phục xong 01, trong đó của kỳ trước 01; "
    "đến cuối kỳ còn 04 hạn chế, khuyết điểm chưa khắc phục xong."
)
UNASSESSED = "Chưa kết luận đánh giá chỉ tiêu của kỳ này."
SIGN_IN = "allauth.account.auth_backends.AuthenticationBackend"


def begun(commune: int) -> Report:
    """The half-year's draft, with the Party's day of closing the books before its end."""
    set_party_cut_off(commune, Period.parse("2026-H1"), date(2026, 6, 15), on=TODAY, actor=ACTOR)
    return open_draft("half-year", commune, "2026-H1", ACTOR)


def words(paper: Paper) -> str:
    """The words of the paper's paragraphs."""
    return " ".join(plain(block.runs) for block in paper.blocks if isinstance(block, Paragraph))


def under(paper, title):
    """Blocks from a heading to the next one."""
    at = next(
        at for at, one in enumerate(paper.blocks) if isinstance(one, Heading) and one.text.startswith(title)
    )
    rest = paper.blocks[at + 1 :]
    end = next((at for at, one in enumerate(rest) if isinstance(one, Heading)), len(rest))
    return rest[:end]


def one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def html_words(content: bytes) -> str:
    return one_line(re.sub(r"<(?!/?(b|i|a|span)\b)[^>]*>", " ", content.decode()).replace("<", "\0")).replace(
        "\0", "<"
    )


def without_marks(text: str) -> str:
    return one_line(re.sub(r"<[^>]+>", "", text))


def word_words(content: bytes) -> str:
    """Paragraphs with the words inside content controls, which python-docx's own `text` leaves out."""
    body = docx.Document(BytesIO(content)).element.body
    name = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    paragraphs = [
        "".join(run.text or "" for run in found.iter(f"{name}t")) for found in body.iter(f"{name}p")
    ]
    return one_line(" ".join(paragraphs))


def pdf_words(content: bytes) -> str:
    return one_line(pdf_text(content))
