"""Rates and a month's payments from workbooks: planned, shown, written by the acts of the pages; faults by cell, nothing half written."""

import io
from datetime import date

import pytest

from soxa.kernel.models import Entry
from soxa.kernel.sealed import open_text
from soxa.kernel.sheets.preview import NotLoadable
from soxa.law.periods import FOREVER
from soxa.party.dues import flow, lists, paid_import, rates_import
from soxa.party.dues.models import DuesCategory, DuesLine, DuesMonth
from soxa.party.dues.reckoning import BASE
from soxa.party.tests.cast import LONG_NAME, TODAY
from soxa.party.tests.paper import workbook
from soxa.party.tests.test_dues import NOVEMBER, everybody

RATE_HEAD = ["Họ và tên", "Chi bộ", "Đối tượng đóng", "Thu nhập tháng", "Áp dụng từ tháng"]
PAID_HEAD = ["Họ và tên", "Chi bộ", "Tháng", "Đã nộp (đồng)", "Ngày nộp", "Cách nộp"]
BEN_DA, SCHOOL = "thôn Bến Đá", "Trường THCS Khe Trên"
DAY = "05/11/2026"


def rates(cast, *rows):
    return rates_import.plan(
        workbook(("Sheet1", [RATE_HEAD, *rows])), unit_id=cast.units["upper"].pk, on=TODAY
    )


def paid(cast, *rows):
    return paid_import.plan(
        workbook(("Sheet1", [PAID_HEAD, *rows])), unit_id=cast.units["upper"].pk, on=TODAY
    )


# --- rates ---


def test_rates_are_planned_and_written_once(cast, paying, head):
    rows = (
        ["Bùi Văn An", BEN_DA, "đóng BHXH bắt buộc", "8.190.000", "01/2026"],
        ["Lò Văn Ấn", BEN_DA, "Hưu trí", 4000000, "11/2026"],
        [LONG_NAME, SCHOOL, "Hưởng lương", "9.000.000 đ", "11/2026"],
    )
    found = rates(cast, *rows)
    assert found.faults == []
    assert found.counts == {"new": 1, "same": 1, "changed": 1}
    assert not DuesCategory.objects.filter(since=NOVEMBER).exists()
    found.commit(head)
    ấn = DuesCategory.objects.get(member=cast.members["sac"], until=FOREVER)
    assert (ấn.kind, ấn.since, open_text(ấn.base_sealed, BASE)) == ("pension", NOVEMBER, "4000000")
    assert DuesCategory.objects.get(member=cast.members["long"]).kind == "insured"
    assert "4000000" not in str(list(Entry.objects.values_list("facts", flat=True)))
    entries = Entry.objects.count()
    assert found.again().already
    assert Entry.objects.count() == entries


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (["Người Lạ", BEN_DA, "Hưu trí", 1, "11/2026"], "không có trong danh sách đảng viên ngày 20/11/2026"),
        (["Bùi Văn An", "thôn Không Có", "Hưu trí", 1, "11/2026"], "ở một chi bộ mà sổ không có"),
        (["Bùi Văn An", SCHOOL, "Hưu trí", 1, "11/2026"], "không có trong danh sách"),
        (["Lò Văn Ấn", BEN_DA, "Hưu trí", "", "11/2026"], "chưa ghi thu nhập"),
        (["Lò Văn Ấn", BEN_DA, "Hưu trí", "7777777 bạc", "11/2026"], "không phải số tiền"),
        (["Lò Văn Ấn", BEN_DA, "thương nhân", "", "11/2026"], "không phải giá trị của cột này"),
        (["Lò Văn Ấn", BEN_DA, "Hưu trí", 4000000, "12/2025"], "trước mức đang dùng, ghi từ 01/01/2026"),
        (["Lò Văn Ấn", BEN_DA, "Hưu trí", 4000000, "2026"], "chưa có tháng"),
    ],
)
def test_a_row_of_rates_that_cannot_be_is_told_and_nothing_is_written(cast, paying, head, row, words):
    found = rates(cast, ["Triệu Thị Âu", BEN_DA, "Hưu trí", 3000000, "11/2026"], row)
    told = " ".join(fault.text for fault in found.faults)
    assert words in told
    assert "7777777" not in told
    with pytest.raises(NotLoadable):
        found.commit(head)
    assert not DuesCategory.objects.filter(since=NOVEMBER).exists()


# --- a month ---


def test_a_month_is_written_by_the_act_of_the_page(cast, paying, head):
    """Ân with a tick pays her 26,000, Âu gives 15,000 for 11,100; An did not pay; the other two are not in the file."""
    rows = (
        ["Đặng Thị Ân", BEN_DA, "11/2026", "x", DAY, ""],
        ["Triệu Thị Âu", BEN_DA, "11/2026", "15.000", DAY, "Cổng Dịch vụ công"],
        ["Bùi Văn An", BEN_DA, "11/2026", "", "", ""],
    )
    found = paid(cast, *rows)
    assert found.faults == []
    assert found.counts == {"new": 2, "same": 0, "changed": 0}
    assert (
        "Chi bộ thôn Bến Đá, tháng 11/2026: 2 đồng chí phải nộp không có trong tệp" in found.warnings[0].text
    )
    assert not DuesMonth.objects.exists()
    found.commit(head)
    lines = {one.member_id: one for one in DuesLine.objects.filter(month=NOVEMBER)}
    first, second, third = (lines[cast.members[key].pk] for key in ("dang", "au", "an"))
    assert (first.amount, first.paid_on, first.way) == (26_000, date(2026, 11, 5), "cash")
    assert (second.amount, second.extra, second.way) == (15_000, 3_900, "portal")
    assert third.paid_on is None
    assert DuesMonth.objects.get().collected_on == TODAY
    assert lists.sheet_of(paying, NOVEMBER).collected == 41_000
    assert paid(cast, *rows, ["Lò Văn Ấn", BEN_DA, "11/2026", 7400, DAY, ""]).counts == {
        "new": 1,
        "same": 2,
        "changed": 0,
    }


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (["Bùi Văn An", BEN_DA, "11/2026", "x", "", ""], "chưa ghi đủ ngày nộp"),
        (["Bùi Văn An", BEN_DA, "11/2026", "x", "21/11/2026", ""], "là ngày ở sau 20/11/2026"),
        (["Bùi Văn An", BEN_DA, "11/2026", "-5", DAY, ""], "không phải số tiền"),
        (["Bùi Văn An", BEN_DA, "11/2026", "hai mươi nghìn", DAY, ""], "hoặc “x” khi nộp đúng số phải nộp"),
        (["Bùi Văn An", BEN_DA, "12/2025", "x", DAY, ""], "sổ chưa ghi thu được"),
        (["Bùi Văn An", BEN_DA, "01/2027", "x", DAY, ""], "sổ chưa ghi thu được"),
        ([LONG_NAME, SCHOOL, "11/2026", "x", DAY, ""], "chưa tính được số phải nộp"),
        (
            ["Vi Thị Bưởi", BEN_DA, "01/2026", "x", DAY, ""],
            "không có trong danh sách đảng viên ngày 01/01/2026",
        ),
        (["Đặng Thị Ân", BEN_DA, "11/2026", "26.000", DAY, ""], "đã có ở dòng 2"),
        (["Triệu Thị Âu", BEN_DA, "11/2026", "9.000", DAY, ""], "khác với khoản nộp đã ghi trong sổ"),
    ],
)
def test_a_payment_that_cannot_be_is_told_and_nothing_is_written(cast, paying, head, row, words):
    flow.collect(paying, NOVEMBER, everybody(cast, but=("dang", "sac", "an", "moi")), head, today=TODAY)
    entries = Entry.objects.count()
    found = paid(cast, ["Đặng Thị Ân", BEN_DA, "11/2026", "x", DAY, ""], row)
    assert words in " ".join(fault.text for fault in found.faults)
    with pytest.raises(NotLoadable):
        found.commit(head)
    assert Entry.objects.count() == entries


def test_the_pages_hand_in_show_and_write(at, cast, paying):
    content = workbook(("Sheet1", [PAID_HEAD, ["Bùi Văn An", BEN_DA, "11/2026", "x", DAY, ""]]))
    browser = at("chanh")
    assert at("buong").get("/nhap/").status_code == 403
    assert browser.get("/nhap/mau/dues_paid/").status_code == 200
    assert browser.get("/nhap/mau/dues_rates/").status_code == 200
    handed = io.BytesIO(content)
    handed.name = "thu.xlsx"
    answer = browser.post("/nhap/gui/", {"kind": "dues_paid", "file": handed}, follow=True)
    place, text = answer.request["PATH_INFO"], answer.content.decode()
    assert "đúng số phải nộp" in text
    assert "4 đồng chí phải nộp không có trong tệp" in text
    shown = text.split('name="shown" value="')[1].split('"')[0]
    answer = browser.post(f"{place}ghi-so/", {"shown": shown}, follow=True)
    assert "Đã ghi sổ tệp" in answer.content.decode()
    assert DuesLine.objects.get(member=cast.members["an"], month=NOVEMBER).amount == 81_900
