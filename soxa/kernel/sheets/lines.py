"""What a row of a list is when it is not one of the list: a total, a signature, a note, a heading of a group, numbering."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from soxa.kernel.sheets.cells import shown
from soxa.kernel.sheets.columns import Cell
from soxa.law.words import fold

_TOTAL_ALONE = re.compile(r"(?:tổng cộng|cộng|tổng số|tổng|tong cong|tong so)\s*[:.]?", re.IGNORECASE)
_TOTAL = re.compile(
    r"(?:tổng cộng|cộng|tổng số|tổng|tong cong|tong so)"
    r"(?:\s*[:(\d.\-–].*|\s+(?:toàn|danh sách|số|đảng viên|đồng chí|chi bộ|xã|chung|có|là|trang|mang sang)\b.*)",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(
    r"(?:người (?:lập|tổng hợp|báo cáo|ghi)|t\s*/\s*m\b|tm\s*[.:]|k\s*/\s*t\b|kt\s*[.:]|t\s*/\s*l\b|tl\s*[.:]|"
    r"(?:phó )?bí thư\b|thủ trưởng\b|chủ tịch\b|xác nhận\b|phê duyệt\b|nơi nhận\b|\(?\s*ký\s*[,)]|\(?\s*đã ký\b|"
    r"(?:[^,]{1,40},\s*)?ngày\b.{0,12}\btháng\b.{0,12}\bnăm\b)",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"(?:ghi chú|chú ý|lưu ý|chú thích|danh sách (?:này )?(?:có|gồm)|\*|\(\*|[-+–]\s)", re.IGNORECASE
)
_ROMAN = re.compile(r"(?=[IVXLC])(?:X[CL]|L?X{0,3})(?:I[XV]|V?I{0,3})|[A-H]")
_NUMBERED = re.compile(
    r"(?:(?:(?=[IVXLC])(?:X[CL]|L?X{0,3})(?:I[XV]|V?I{0,3})|[A-H])\s*[.)/:\-–]|\d+(?:\.\d+)*\s*[.)/:\-–])\s*(?=\S)"
)
_COUNT = re.compile(
    r"\s*[:(\-–]*\s*\d[\d.]*\s*(?:đ/c|đồng chí|đảng viên|người|đv)\b\.?\s*\)?$|\s*:$", re.IGNORECASE
)
_BARE_NUMBER = re.compile(r"\(?\s*\d[\d.,]*\s*\)?\s*(?:đ/c|đồng chí|đảng viên|người|đv)?\.?", re.IGNORECASE)
_EXAMPLE = "vi du"
_LONG_TEXT = 80  # letters; longer than any name of a unit


@dataclass(frozen=True)
class Line:
    """The cells of a row that are not blank: (column from 0, what is shown)."""

    cells: tuple[tuple[int, str], ...]

    @classmethod
    def of(cls, raw: Sequence[Cell]) -> "Line":
        """The line of a raw row."""
        pairs = ((index, shown(cell)) for index, cell in enumerate(raw) if cell != "")
        return cls(tuple(pair for pair in pairs if pair[1]))

    @property
    def first(self) -> str:
        """The first text that is not a bare number, or an empty text."""
        return next((text for _index, text in self.cells if not _BARE_NUMBER.fullmatch(text)), "")

    @property
    def words(self) -> list[tuple[int, str]]:
        """The cells that say something: neither numbers, nor counts, nor roman numerals."""
        return [
            pair
            for pair in self.cells
            if not _BARE_NUMBER.fullmatch(pair[1]) and not _ROMAN.fullmatch(pair[1].rstrip(".)"))
        ]

    @property
    def is_total(self) -> bool:
        """Whether the row sums up others."""
        return bool(_TOTAL_ALONE.fullmatch(self.first) or _TOTAL.fullmatch(self.first))

    @property
    def is_example(self) -> bool:
        """Whether the row is the example of an empty sample workbook."""
        return bool(self.cells) and fold(self.cells[0][1]) == _EXAMPLE

    @property
    def is_numbering(self) -> bool:
        """Whether the row only numbers the columns: (1) (2) (3), or A B 1 2 3."""
        marks = [text.strip("()[] .") for _index, text in self.cells]
        numbers = [int(mark) for mark in marks if mark.isascii() and mark.isdigit() and len(mark) <= 3]
        others = [mark for mark in marks if not mark.isdigit()]
        rising = all(later == earlier + 1 for earlier, later in zip(numbers, numbers[1:], strict=False))
        return len(numbers) >= 2 and numbers[0] <= 2 and rising and all(len(mark) == 1 for mark in others)

    @property
    def is_signature(self) -> bool:
        """Whether the row belongs to the signatures below a list."""
        return len(self.cells) <= 4 and any(_SIGNATURE.match(text) for _index, text in self.cells)

    @property
    def is_note(self) -> bool:
        """Whether the row is a remark below a list."""
        return len(self.cells) <= 2 and bool(_NOTE.match(self.first) or len(self.first) > _LONG_TEXT)

    @property
    def is_numbered_roman(self) -> bool:
        """Whether the row begins with a roman numeral or a capital letter, as headings of groups do."""
        head = self.cells[0][1] if self.cells else ""
        found = _NUMBERED.match(head)
        return bool(_ROMAN.fullmatch(head.rstrip(".)")) or (found and not head[0].isdigit()))

    def group(self, beginnings: Sequence[str]) -> str:
        """The name of the group that the row heads, without numeral and count; an empty text when it heads none."""
        words = self.words
        if len(words) != 1:
            return ""
        bare = unnumbered(words[0][1])
        known = fold(bare).startswith(tuple(fold(beginning) for beginning in beginnings))
        return bare if known or self.is_numbered_roman else ""


def unnumbered(text: str) -> str:
    """A title without the numeral before it and the count after it: "I. Chi bộ Khu 1: 57 đồng chí" → "Chi bộ Khu 1"."""
    numeral = _NUMBERED.match(text)
    return _COUNT.sub("", text[numeral.end() if numeral else 0 :]).strip()
