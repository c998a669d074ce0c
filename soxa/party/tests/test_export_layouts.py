"""Exports in layouts that nobody announced: headings over two rows, merged, names in capitals or in two columns, days as text."""

import io
from datetime import date

import pytest
import xlsxwriter

from soxa.party.matching import own_part
from soxa.party.reconciling import printed
from soxa.party.reconciling.columns import headings
from soxa.party.reconciling.comparing import Compared, compare
from soxa.party.reconciling.lists import Row
from soxa.party.reconciling.models import Difference, Reconciliation
from soxa.party.tests.cast import TODAY

# as the book has them: name, sex, birth, card, decision, admission, recognition
PEOPLE = (
    ("Đặng Thị Ân", "F", (5, 3, 1962), "12000001", None, (3, 2, 1996), (3, 2, 1997)),
    ("Bùi Văn An", "M", (20, 11, 1990), "12345678", (15, 3, 1996), (3, 2, 1996), (3, 2, 1997)),
)


def book(fill) -> bytes:
    kept = io.BytesIO()
    made = xlsxwriter.Workbook(kept, {"in_memory": True})
    fill(made.add_worksheet("Danh sách"))
    made.close()
    return kept.getvalue()


def day(parts, form="{0:02d}/{1:02d}/{2}") -> str:
    return form.format(*parts) if parts else ""


def two_rows_of_headings(sheet, *, sex_of=lambda sex: sex) -> None:
    """A title, headings merged over two rows, the birth under "Nam" or "Nữ", the columns numbered, a total."""
    sheet.merge_range(0, 0, 0, 7, "DANH SÁCH ĐẢNG VIÊN (trích xuất ngày 20/11/2026)")
    for column, words in ((0, "STT"), (1, "Họ và tên đang dùng"), (7, "Số thẻ đảng viên"), (8, "Nhóm máu")):
        sheet.merge_range(2, column, 3, column, words)
    sheet.merge_range(2, 2, 2, 3, "Ngày sinh")
    sheet.merge_range(2, 4, 2, 6, "Ngày vào Đảng")
    under = ("Nam", "Nữ", "Ngày QĐ kết nạp", "Ngày kết nạp", "Ngày chính thức")
    sheet.write_row(3, 2, under)
    sheet.write_row(4, 0, [f"({n})" for n in range(1, 10)])
    for at, (name, sex, born, card, decided, admitted, official) in enumerate(PEOPLE, 5):
        births = (day(born), "") if sex_of(sex) == "M" else ("", day(born))
        days = [day(one) for one in (decided, admitted, official)]
        sheet.write_row(
            at, 0, [at - 4, name.upper(), *births, *days, f"{card[:2]}.{card[2:5]}.{card[5:]}", "O"]
        )
    sheet.write_row(7, 0, ["", "Tổng cộng", "2 đảng viên"])


def names_in_two_columns(sheet) -> None:
    """Family and given name apart, days written three ways, the card as a number, the cell with what stands above it."""
    heads = ("Mã ĐV", "Họ và tên đệm", "Tên", "Giới tính", "Ngày/tháng/năm sinh", "Số thẻ", "Đảng bộ/Chi bộ", "Ngày vào Đảng", "Ngày công nhận đảng viên chính thức", "Trạng thái")  # fmt: skip
    sheet.write_row(0, 0, heads)
    for at, (name, sex, born, card, _decided, admitted, official) in enumerate(PEOPLE, 1):
        family, _space, given = name.rpartition(" ")
        row = [
            f"DV{at}",
            family,
            given,
            {"M": "Nam", "F": "Nữ"}[sex],
            day(born, "{2}-{1:02d}-{0:02d}"),
            int(card),
        ]
        row += ["Đảng bộ xã Khe Trên - Chi bộ thôn Bến Đá", day(admitted, "{0}-{1}-{2}"), day(official, "{0}.{1}.{2}"), "Đang sinh hoạt"]  # fmt: skip
        sheet.write_row(at, 0, row)


def cells_as_banners(sheet) -> None:
    """Each cell's people under a merged line with its name, the sex ticked, words of days turned round."""
    sheet.write_row(1, 0, ("TT", "HỌ VÀ TÊN", "NAM", "NỮ", "SINH NGÀY", "KẾT NẠP NGÀY", "CHÍNH THỨC NGÀY", "SỐ THẺ ĐẢNG", "GHI CHÚ"))  # fmt: skip
    sheet.merge_range(2, 0, 2, 8, "CHI BỘ THÔN BẾN ĐÁ")
    for at, (name, sex, born, card, _decided, admitted, official) in enumerate(PEOPLE, 3):
        ticks = ("x", "") if sex == "M" else ("", "x")
        sheet.write_row(at, 0, [at - 2, name, *ticks, day(born), day(admitted), day(official), card])


def held_against(cast, content: bytes) -> Compared:
    layout = {one.text: one.name for one in headings(content, {})}
    return compare(content, layout, unit_id=cast.units["ben_da"].pk, on=TODAY)


@pytest.mark.parametrize("fill", [two_rows_of_headings, names_in_two_columns, cells_as_banners])
def test_a_layout_nobody_announced_agrees_with_the_book(cast, fill):
    compared = held_against(cast, book(fill))
    assert compared.read.faults == []
    assert (compared.counts["rows"], compared.counts["same"], compared.counts["there"]) == (2, 2, 0)


def test_headings_under_a_heading_are_offered_one_by_one():
    told = [(one.text, one.name, one.sample) for one in headings(book(two_rows_of_headings), {})]
    assert told == [
        ("STT", "", "9"),
        ("Họ và tên đang dùng", "full_name", "ĐẶNG THỊ ÂN"),
        ("Ngày sinh", "born", "05/03/1962"),
        ("Ngày vào Đảng Ngày QĐ kết nạp", "decision_on", "15/03/1996"),
        ("Ngày vào Đảng Ngày kết nạp", "admitted_on", "03/02/1996"),
        ("Ngày vào Đảng Ngày chính thức", "recognised_on", "03/02/1997"),
        ("Số thẻ đảng viên", "card_no", "12.000.001"),
        ("Nhóm máu", "", "x"),
    ]
    names = {one.text: (one.name, one.sample) for one in headings(book(names_in_two_columns), {})}
    assert names["Họ và tên đệm"] == ("full_name", "Đặng Thị Ân") and "Tên" not in names


def test_what_a_person_says_of_a_heading_under_a_heading_wins(cast):
    content = book(two_rows_of_headings)
    layout = {one.text: one.name for one in headings(content, {})}
    layout["Ngày vào Đảng Ngày chính thức"] = ""
    layout["Ngày vào Đảng Ngày kết nạp"] = "recognised_on"
    compared = compare(content, layout, unit_id=cast.units["ben_da"].pk, on=TODAY)
    assert {one.field for one in compared.differences if one.sort == Difference.DIFFERS} == {"recognised_on"}


def test_a_sex_told_by_the_column_is_compared(cast):
    content = book(lambda sheet: two_rows_of_headings(sheet, sex_of={"M": "F", "F": "M"}.get))
    fields = [one.field for one in held_against(cast, content).differences if one.sort == Difference.DIFFERS]
    assert fields == ["sex", "sex"]


@pytest.mark.parametrize(
    ("written", "own"),
    [
        ("Đảng bộ xã A - Chi bộ thôn B", "Chi bộ thôn B"),
        ("Chi bộ thôn B, Đảng bộ xã A", "Chi bộ thôn B"),
        ("Đảng bộ xã A / Chi bộ Cơ quan Đảng - Mặt trận", "Chi bộ Cơ quan Đảng - Mặt trận"),
        ("Chi bộ Đảng ủy xã", "Chi bộ Đảng ủy xã"),
        ("thôn B", "thôn B"),
    ],
)
def test_the_cell_of_a_path(written, own):
    assert own_part(written) == own


def test_a_paper_of_a_long_list_says_where_the_rest_is(cast):
    found = Reconciliation(unit_id=cast.units["upper"].pk, on=TODAY, counts={"rows": 900})
    one = Row(1, "Nông Văn Ân", None, "", "", "", "", "", "", "", "", "", corrected=False)
    lists = {sort: [one] * (sort == Difference.THERE) for sort, _title in Difference.SORTS}
    totals = {sort: 900 * (sort == Difference.THERE) for sort in lists}
    made = printed.paper(found, lists, date(2026, 11, 20), totals=totals)
    said = " ".join(getattr(run, "text", "") for run in made.runs())
    assert "1 dòng đầu; danh sách đầy đủ ở tệp Excel" in said


def test_what_is_sealed_or_unknown_is_told_by_its_shape():
    def sealed(sheet) -> None:
        sheet.write_row(0, 0, ("Họ và tên", "Ngày sinh", "Số CCCD", "Dân tộc", "Tôn giáo", "Số giấy cũ"))
        sheet.write_row(1, 0, ("Bùi Văn An", "20/11/1990", "001062099999", "Tày", "Công giáo", "CM 0123"))

    told = {one.text: one.sample for one in headings(book(sealed), {})}
    assert told["Họ và tên"] == "Bùi Văn An"
    assert (told["Số CCCD"], told["Dân tộc"], told["Tôn giáo"]) == ("999999999999", "xxx", "xxxx xxxx")
    assert told["Số giấy cũ"] == "xx 9999"
