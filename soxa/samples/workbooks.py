"""Sample workbooks of different make, as offices keep them, about invented people of the demo commune."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

_EPOCH = date(1899, 12, 30)
_MADE_AT = datetime(2026, 11, 1, 8, 0)  # the same bytes each time
_LETTERS = {"font_name": "Times New Roman", "font_size": 12}


@dataclass(frozen=True)
class Someone:
    """One invented member: name, "F" or "M", birth, admission, recognition, card and citizen's number."""

    name: str
    sex: str
    born: date
    admitted: date
    official: date | None
    card: str
    citizen_id: str
    home: str
    job: str


def _someone(number: int, name: str, sex: str, years: tuple[int, int], job: str) -> Someone:
    born_year, admitted_year = years
    born = date(born_year, number % 12 + 1, number * 3 % 28 + 1)
    admitted = date(admitted_year, number * 5 % 12 + 1, number * 7 % 28 + 1)
    official = date(admitted_year + 1, admitted.month, admitted.day)
    digit = {"M": 0, "F": 1}[sex] + (2 if born_year >= 2000 else 0)
    citizen_id = f"098{digit}{born_year % 100:02d}{700100 + number:06d}"
    card = f"98{700100 + number:06d}"
    home = ("xã Khê Hạ", "thị trấn Đồng Vải", "xã Lương Bình", "xã Mai Trạch")[number % 4]
    return Someone(name, sex, born, admitted, official, card, citizen_id, f"{home}, tỉnh Sông Cẩm", job)


PEOPLE = tuple(
    _someone(number, *row)
    for number, row in enumerate(
        (
            ("Lò Thị Mai Hiên", "F", (1961, 1986), "Hưu trí"),
            ("Quàng Văn Bách", "M", (1958, 1979), "Hưu trí"),
            ("Đoàn Thị Út Ngân", "F", (1983, 2010), "Nông dân"),
            ("Sầm Đức Khải", "M", (1975, 2001), "Trưởng thôn"),
            ("Lường Thị Én", "F", (1990, 2017), "Nông dân"),
            ("Nguyễn Quốc Ấp", "M", (1969, 1994), "Kinh doanh"),
            ("Hoàng Ngọc Ước", "M", (1987, 2012), "Nông dân"),
            ("Trịnh Thị Ô Lan", "F", (1978, 2004), "Giáo viên"),
            ("Mạc Đăng Ruộng", "M", (1955, 1977), "Hưu trí"),
            ("Phan Thị Ái Vân", "F", (1994, 2020), "Giáo viên"),
            ("Kiều Văn Đẩu", "M", (1981, 2008), "Giáo viên"),
            ("Vàng Thị Say", "F", (1972, 1999), "Nông dân"),
            ("Ninh Xuân Thệ", "M", (1964, 1988), "Hưu trí"),
            ("Tống Thị Bích Ngà", "F", (1996, 2022), "Công nhân"),
            ("Giàng A Sình", "M", (1985, 2011), "Nông dân"),
            ("Khổng Thị Lụa", "F", (1967, 1993), "Nông dân"),
            ("Âu Dương Thành", "M", (1991, 2018), "Kỹ thuật viên"),
            ("Chu Thị Phượng Hoa", "F", (1980, 2006), "Kế toán"),
        )
    )
)  # fmt: skip


class _Paper:
    """One workbook being written in an office's way."""

    def __init__(self, path: Path) -> None:
        self.book = xlsxwriter.Workbook(path, {"in_memory": True})
        self.book.set_properties({"title": path.stem, "author": "Sổ Xã", "created": _MADE_AT})
        self.plain = self.book.add_format({**_LETTERS, "border": 1})
        self.day = self.book.add_format({**_LETTERS, "border": 1, "num_format": "dd/mm/yyyy"})
        self.head = self.book.add_format(
            {**_LETTERS, "border": 1, "bold": True, "align": "center", "valign": "vcenter", "text_wrap": True}
        )
        self.title = self.book.add_format({**_LETTERS, "bold": True, "align": "center"})

    def row(self, sheet: Worksheet, row: int, cells: Sequence[Any]) -> None:
        """A row of cells; days as days of the workbook, None left blank."""
        for column, cell in enumerate(cells):
            if isinstance(cell, date):
                sheet.write_datetime(row, column, cell, self.day)
            elif isinstance(cell, str):
                sheet.write_string(row, column, cell, self.plain)
            elif cell is not None:
                sheet.write_number(row, column, cell, self.plain)

    def heads(self, sheet: Worksheet, row: int, texts: Sequence[str]) -> None:
        """A row of headings."""
        for column, text in enumerate(texts):
            sheet.write_string(row, column, text, self.head)


def one_list(path: Path) -> None:
    """One list under title rows; headings merged over two rows, birth by sex, the cell merged downwards, days as days."""
    paper = _Paper(path)
    sheet = paper.book.add_worksheet("DS đảng viên")
    sheet.merge_range("A1:D1", "ĐẢNG ỦY XÃ ĐỒNG VẢI", paper.title)
    sheet.merge_range("A3:J3", "DANH SÁCH ĐẢNG VIÊN", paper.title)
    sheet.merge_range("A4:J4", "(tiếp nhận bổ sung, tính đến ngày 01/11/2026)", paper.title)
    sheet.merge_range("C6:D6", "Ngày, tháng, năm sinh", paper.head)
    sheet.merge_range("E6:F6", "Ngày vào Đảng", paper.head)
    for column, text in enumerate(("Nam", "Nữ", "Dự bị", "Chính thức"), 2):
        sheet.write_string(6, column, text, paper.head)
    over_two = {
        0: "Số TT",
        1: "HỌ VÀ TÊN ĐẢNG VIÊN",
        6: "Số thẻ ĐV",
        7: "Số CCCD",
        8: "Quê quán",
        9: "Chi bộ",
    }
    for column, text in over_two.items():
        sheet.merge_range(5, column, 6, column, text, paper.head)
    row = 7
    for cell, people in (("Chi bộ thôn Bến Đá", PEOPLE[:3]), ("Chi bộ thôn Gò Mít", PEOPLE[3:6])):
        first = row
        for one in people:
            births = (one.born, None) if one.sex == "M" else (None, one.born)
            facts = (row - 6, one.name.upper(), *births, one.admitted, one.official)
            paper.row(sheet, row, (*facts, f"{one.card[:2]}.{one.card[2:]}", one.citizen_id, one.home))
            row += 1
        sheet.merge_range(first, 9, row - 1, 9, cell, paper.plain)
    paper.row(sheet, row, (None, "Tổng cộng: 6 đồng chí"))
    paper.book.close()


def sheet_per_cell(path: Path) -> None:
    """A cover, then a sheet for each cell, named after it; headings in another order, days as bare serial numbers."""
    paper = _Paper(path)
    cover = paper.book.add_worksheet("Bìa")
    cover.write_string("B3", "Danh sách đảng viên các chi bộ – xã Đồng Vải", paper.title)
    for cell, people in (("Khu 3", PEOPLE[6:8]), ("Đồi Chè", PEOPLE[8:9]), ("THCS Khê Hạ", PEOPLE[9:12])):
        sheet = paper.book.add_worksheet(cell)
        sheet.write_string("A1", f"CHI BỘ {cell.upper()}", paper.title)
        heads = (
            "Ngày chính thức",
            "Số thẻ đảng viên",
            "Họ tên",
            "Nam/Nữ",
            "Năm sinh",
            "Kết nạp",
            "SĐT",
            "Ghi chú",
        )
        paper.heads(sheet, 2, heads)
        for row, one in enumerate(people, 3):
            official = (one.official - _EPOCH).days if one.official else None
            sex = {"M": "Nam", "F": "Nữ"}[one.sex]
            admitted = (one.admitted - _EPOCH).days
            facts = (official, int(one.card), one.name, sex, one.born.year, admitted)
            paper.row(
                sheet,
                row,
                (*facts, 912_000_000 + int(one.card[-3:]) * 1117, "phụ cấp 5%" if row == 3 else None),
            )
    paper.book.close()


def grouped(path: Path) -> None:
    """Cells as rows of their own with numerals and counts, sums below each, signatures at the end; letters decomposed."""
    paper = _Paper(path)
    sheet = paper.book.add_worksheet("Sheet1")
    paper.heads(
        sheet, 3, [_apart(head) for head in ("TT", "Họ, chữ đệm và tên", "Sinh ngày", "Giới tính", "Vào Đảng", "Ngày công nhận chính thức", "Dân tộc", "Tôn giáo", "Nghề nghiệp")]
    )  # fmt: skip
    sheet.write_string("A1", _apart("BIỂU TỔNG HỢP ĐẢNG VIÊN THEO CHI BỘ"), paper.title)
    row = 4
    for number, (cell, people) in enumerate(GROUPS, 1):
        paper.row(sheet, row, (_ROMAN[number], _apart(f"{cell}: {len(people)} đồng chí")))
        for place, one in enumerate(people, 1):
            born = (
                f"{one.born.day}-{one.born.month}-{one.born.year}",
                f"{one.born.month}/{one.born.year}",
                str(one.born.year),
            )
            sex = {"M": "Nam", "F": "Nữ"}[one.sex]
            days = (f"{one.admitted:%d/%m/%Y}", f"{one.official:%d.%m.%Y}" if one.official else None)
            facts = (
                place,
                _apart(one.name),
                born[(row + place) % 3],
                _apart(sex),
                *days,
                "Kinh",
                _apart("Không"),
                _apart(one.job),
            )
            paper.row(sheet, row + place, facts)
        row += len(people) + 1
        paper.row(sheet, row, (None, _apart(f"Cộng {len(people)} đồng chí")))
        row += 1
    paper.row(sheet, row, (None, _apart("Tổng cộng"), "6"))
    sheet.write_string(row + 2, 5, _apart("Đồng Vải, ngày 01 tháng 11 năm 2026"))
    sheet.write_string(row + 3, 1, _apart("NGƯỜI LẬP BIỂU"))
    sheet.write_string(row + 3, 5, _apart("T/M ĐẢNG ỦY"))
    sheet.write_string(row + 7, 1, _apart("Lê Hải Yến"))
    paper.book.close()


GROUPS = (
    ("Chi bộ thôn Trung (Khê Hạ)", PEOPLE[12:14]),
    ("Chi bộ thôn Đầm Sen", PEOPLE[14:16]),
    ("Chi bộ Doanh nghiệp Gỗ Khê Hạ", PEOPLE[16:18]),  # the book has no such cell: founded on consent
)
_ROMAN = ("", "I", "II", "III")


def _apart(text: str) -> str:
    """Letters and their marks as separate characters, as some keyboards leave them."""
    return unicodedata.normalize("NFD", text)


def reported(path: Path) -> None:
    """Yearly and half-yearly figures: by title or by code, with plan, estimate and source, units of measure mixed."""
    paper = _Paper(path)
    sheet = paper.book.add_worksheet("Số liệu")
    sheet.write_string("A1", "BIỂU CHỈ TIÊU KINH TẾ - XÃ HỘI", paper.title)
    sheet.write_string("A2", "(số liệu các phòng cung cấp)", paper.title)
    heads = (
        "TT",
        "Chỉ tiêu",
        "Mã chỉ tiêu",
        "ĐVT",
        "Kỳ báo cáo",
        "Kế hoạch",
        "Thực hiện",
        "Ước",
        "Nguồn số liệu",
    )
    paper.heads(sheet, 3, heads)
    for row, cells in enumerate(REPORTED, 4):
        paper.row(sheet, row, (row - 3, *cells))
    sheet.write_string(len(REPORTED) + 6, 6, "NGƯỜI TỔNG HỢP")
    paper.book.close()


# title, code, unit of measure, period, plan, actual, estimate, source
REPORTED: tuple[tuple[Any, ...], ...] = (
    ("Thu ngân sách nhà nước trên địa bàn", None, "tỷ đồng", "năm 2025", "11,2", "12,675", None, "Phòng Kinh tế"),
    (None, "poverty.rate", "%", 2025, None, 2.19, None, "Phòng Văn hóa - Xã hội"),
    ("Tiêu chí nông thôn mới nâng cao", None, None, "Năm 2025", "19/19", "14/19", None, "Phòng Kinh tế"),
    (None, "agriculture.rice_yield", "tạ/ha", "6 tháng đầu năm 2026", 62.5, 63.4, None, "Phòng Kinh tế"),
    (None, "ocop.products", None, "quý III/2026", 2, 1, "x", "Phòng Kinh tế"),
    (None, "digital.status", None, "năm 2025", None, "Xanh", None, "Phòng Văn hóa - Xã hội"),
)  # fmt: skip

WRITTEN = {
    "dang-vien-mot-bang.xlsx": one_list,
    "dang-vien-moi-chi-bo-mot-trang.xlsx": sheet_per_cell,
    "dang-vien-theo-nhom.xlsx": grouped,
    "so-lieu-bao-cao.xlsx": reported,
}


def write_all(directory: Path) -> list[Path]:
    """Write every sample workbook into the directory; their paths in order."""
    directory.mkdir(parents=True, exist_ok=True)
    for name, write in WRITTEN.items():
        write(directory / name)
    return [directory / name for name in WRITTEN]
