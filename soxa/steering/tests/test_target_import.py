"""Targets and plans from the table an office has: headings as offices write them, all or nothing, the same table twice is nothing new."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from click.testing import CliRunner
from openpyxl import Workbook

from soxa.kernel.access import machine
from soxa.kernel.models import Entry, Unit
from soxa.org.models import Account
from soxa.samples.demo_fixture import DEMO_DAY
from soxa.steering.targets.models import PlannedValue, Target
from soxa.steering.targets.target_export import export
from soxa.steering.targets.target_import import plan

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]

HAND = machine("kiểm thử")
OFFICE = (
    "STT", "Chỉ tiêu", "Đơn vị tính", "Thực hiện năm 2026", "Kế hoạch năm 2027", "Tỉnh giao", "HĐND giao", "Đơn vị chủ trì",
)  # fmt: skip


def commune() -> int:
    return Unit.objects.get(code="99901").pk


def table(*rows, head=OFFICE) -> bytes:
    book = Workbook()
    page = book.active
    page.title = "Chỉ tiêu"
    page.append(["CHỈ TIÊU CHỦ YẾU"])
    page.append(list(head))
    for row in rows:
        page.append(list(row))
    held = BytesIO()
    book.save(held)
    return held.getvalue()


def read(content):
    return plan(content, unit_id=commune(), on=DEMO_DAY)


NEXT_YEAR = (
    (1, "Thu ngân sách nhà nước trên địa bàn", "triệu đồng", 22_500, None, 24_000, 25_000, "Phòng Kinh tế"),
    (2, "Tỷ lệ hộ nghèo", "%", "2,2%", "2%", None, None, "Phòng Văn hóa - Xã hội"),
    (3, "Tiêu chí nông thôn mới", None, "'7/10".strip("'"), "9/10", None, None, None),
    (4, "Kết nạp đảng viên", "đảng viên", 30, 32, None, None, "Ban Xây dựng Đảng"),
)


def test_an_offices_table_of_next_year_is_taken_as_it_is():
    found = read(table(*NEXT_YEAR))
    assert found.lines() == ["Mới 4 chỉ tiêu, trùng với sổ 0, thay đổi 0."]
    entry = found.commit(HAND)
    made = {one.code: one for one in Target.objects.filter(since=date(2027, 1, 1))}
    assert set(made) == {"budget.revenue", "poverty.rate", "rural.criteria", "party.admitted"}
    revenue = made["budget.revenue"]
    assert (revenue.baseline, revenue.baseline_until, revenue.entry) == (
        Decimal(22_500_000_000),
        date(2027, 1, 1),
        entry,
    )
    assert revenue.lead_unit.code == "99901.PKT"
    plans = {one.giver: (one.value, one.leads) for one in PlannedValue.objects.filter(target=revenue)}
    assert plans == {"province": (Decimal(24_000_000_000), True), "council": (Decimal(25_000_000_000), False)}
    poverty = PlannedValue.objects.get(target=made["poverty.rate"])
    assert (poverty.value, poverty.giver, poverty.leads, made["poverty.rate"].higher) == (
        2,
        "committee",
        True,
        False,
    )
    assert PlannedValue.objects.get(target=made["rural.criteria"]).met == 9
    again = read(table(*NEXT_YEAR, (5, "Đàn lợn", "con", None, 19_000, None, None, None)))
    assert again.counts == {"new": 1, "same": 4, "changed": 0}


def test_the_same_file_twice_does_nothing():
    read(table(*NEXT_YEAR)).commit(HAND)
    before = Entry.objects.count()
    assert read(table(*NEXT_YEAR)).already or read(table(*NEXT_YEAR)).counts == {
        "new": 0,
        "same": 4,
        "changed": 0,
    }
    assert Entry.objects.count() == before


def test_the_demos_24_go_out_and_come_back_as_they_were():
    content = export(commune(), DEMO_DAY)
    rows = list(openpyxl.load_workbook(BytesIO(content)).active.values)
    told = [row for row in rows if row[0] in range(1, 25)]
    assert len(told) == 24
    head = next(row for row in rows if "Chỉ tiêu" in row)
    first = dict(zip(head, told[0], strict=True))
    assert (first["Kế hoạch năm"], first["HĐND giao"], first["Tỉnh giao"]) == (21_400, 23_000, None)
    found = read(content)
    assert (found.lines(), found.counts) == (
        ["Mới 0 chỉ tiêu, trùng với sổ 24, thay đổi 0."], {"new": 0, "same": 24, "changed": 0},
    )  # fmt: skip


def test_after_the_import_of_all_the_export_of_all_is_the_same_again():
    read(table(*NEXT_YEAR)).commit(HAND)
    content = export(commune(), date(2027, 2, 1))
    found = plan(content, unit_id=commune(), on=date(2027, 2, 1))
    assert found.counts == {"new": 0, "same": 4, "changed": 0}


def test_a_changed_plan_takes_the_place_of_the_other_and_a_changed_name_is_corrected():
    head = ("Mã số liệu", "Chỉ tiêu", "Kế hoạch năm 2026", "Người chịu trách nhiệm")
    found = read(table(("party.admitted", "Kết nạp đảng viên mới", 35, "Phùng Đức Kiên"), head=head))
    assert found.counts["changed"] == 1
    assert "cấp ủy giao 35; tên chỉ tiêu" in found.lines()[0]
    found.commit(HAND)
    target = Target.objects.get(code="party.admitted")
    assert target.title == "Kết nạp đảng viên mới"
    rows = PlannedValue.objects.filter(target=target).order_by("pk")
    assert [(one.value, one.replaced_by_id is None, one.leads) for one in rows] == [
        (32, False, True),
        (35, True, True),
    ]


def test_the_plan_named_as_the_years_leads_among_the_givers():
    rows = [(1, "Thu ngân sách nhà nước trên địa bàn", "tỷ đồng", None, "25", "24", "25", None)]
    read(table(*rows)).commit(HAND)
    plans = PlannedValue.objects.filter(target__since=date(2027, 1, 1))
    assert {(one.giver, one.leads) for one in plans} == {("province", False), ("council", True)}


BAD = [
    ({1: "Thu ngân sách nhà nươc trên địa ban"}, "B3", None),  # accents and a slip of the pen are forgiven
    ({1: "Trồng rừng ven suối"}, "B3", "không phải số liệu có trong sổ"),
    ({2: "con"}, "C3", "không đổi được sang đơn vị tính của sổ"),
    ({4: "nhiều"}, "E3", "không phải số"),
    ({7: "Phòng Nông lâm"}, "H3", "không phải đơn vị của xã"),
]


@pytest.mark.parametrize(("given", "cell", "said"), BAD)
def test_every_bad_cell_is_told_and_nothing_is_written(given, cell, said):
    row = [1, "Thu ngân sách nhà nước trên địa bàn", "triệu đồng", 22_500, 24_000, None, None, None]
    for place, value in given.items():
        row[place] = value
    before = Entry.objects.count()
    found = read(table(row, NEXT_YEAR[1]))
    if said is None:
        assert not found.refused
        return
    assert [
        one.text.startswith(f"Ô {cell}, trang ‘Chỉ tiêu’") and said in one.text for one in found.faults
    ] == [True]
    with pytest.raises(Exception, match="còn 1 chỗ"):
        found.commit(HAND)
    assert Entry.objects.count() == before


def test_a_table_that_names_no_year_is_asked_which():
    head = ("Chỉ tiêu", "Kế hoạch")
    found = read(table(("Đàn lợn", 19_000), head=head))
    assert "không rõ là kế hoạch của năm nào" in found.lines()[0]
    with_year = read(table(("Đàn lợn", 19_000, 2027), head=(*head, "Năm")))
    assert not with_year.refused


def test_a_row_twice_and_a_person_without_office_are_told():
    head = ("Chỉ tiêu", "Kế hoạch năm 2027", "Người phụ trách")
    found = read(table(("Đàn lợn", 19_000, None), ("Đàn lợn", 19_500, None), head=head))
    assert "là số liệu đã có ở dòng 3" in found.lines()[0]
    other = read(table(("Đàn lợn", 19_000, "Quách Văn Không"), head=head))
    assert "nay không giữ chức vụ nào trong xã" in other.lines()[0]


def test_a_number_in_another_unit_and_one_that_turns_back_are_warned_of():
    rows = [
        (1, "Thu ngân sách nhà nước trên địa bàn", None, 22_500, 24_000_000, None, None, None),
        (2, "Tỷ lệ hộ nghèo", None, "2,2%", "2,5%", None, None, None),
    ]
    said = read(table(*rows)).lines()
    assert "gấp khoảng 1.067 lần" in said[0] and "E3" in said[0]
    assert "cao hơn số năm 2026 (2,2%)" in said[1]


def test_from_the_pages_it_is_handed_in_shown_and_written(client):
    client.force_login(Account.objects.get(username="tuyet.ngo"))
    assert "Chỉ tiêu và kế hoạch năm" in client.get("/nhap/").content.decode()
    handed = BytesIO(table(*NEXT_YEAR))
    handed.name = "chi-tieu-2027.xlsx"
    answer = client.post("/nhap/gui/", {"kind": "targets", "file": handed})
    page = client.get(answer["Location"]).content.decode()
    assert "tỉnh giao 24.000 triệu đồng; Hội đồng nhân dân giao 25.000 triệu đồng" in page
    book = client.get("/chi-tieu/ke-hoach-excel/")
    assert book["Content-Disposition"].endswith('ke-hoach-chi-tieu-2026.xlsx"')


@pytest.mark.parametrize("who", ["buong.luc", "nhung.tran"])
def test_who_may_not_write_hands_nothing_in(client, who):
    client.force_login(Account.objects.get(username=who))
    assert client.get("/nhap/").status_code == 403
    assert client.get("/chi-tieu/ke-hoach-excel/").status_code == 200


def test_from_the_command_line(tmp_path, monkeypatch):
    from soxa.commands import workbooks

    held = tmp_path / "chi-tieu.xlsx"
    held.write_bytes(table(*NEXT_YEAR))
    monkeypatch.setattr(workbooks, "open_book", lambda: None)
    result = CliRunner().invoke(workbooks.import_, ["targets", str(held), "--unit", "99901"])
    assert (result.exit_code, "Mới 4 chỉ tiêu" in result.output) == (0, True)
    assert Target.objects.filter(since=date(2027, 1, 1)).count() == 4
