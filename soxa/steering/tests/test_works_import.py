"""A workbook of public works: previewed, every bad cell told by its address, written whole or not at all, handed in again as it went out."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from soxa.kernel.access import machine
from soxa.kernel.sheets.preview import NotLoadable
from soxa.kernel.units.tree import tree
from soxa.org.models import Account
from soxa.samples.demo_fixture import DEMO_DAY
from soxa.steering.works.models import CapitalPlan, Disbursement, Term, Work
from soxa.steering.works.works_import import plan

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]

HEAD = (
    "TT", "Danh mục công trình", "Lĩnh vực", "Địa điểm xây dựng", "Chủ đầu tư", "Quyết định đầu tư", "Ngày quyết định",
    "Tổng mức đầu tư", "NS xã", "Dân góp", "Dự kiến hoàn thành", "Chương trình", "Năm", "Kế hoạch vốn năm", "Ngày giao vốn",
    "Văn bản giao vốn", "Lũy kế giải ngân", "Giải ngân đến ngày",
)  # fmt: skip
HALL = (
    1, "Nhà văn hóa thôn Ao Vàng", "Nhà văn hóa", "thôn Ao Vàng", "UBND xã", "140/QĐ-UBND", date(2026, 2, 2), 2_400_000_000,
    "1.800 triệu", "0,6 tỷ", "30/10/2026", "11-KH/ĐU", 2026, "1.500 triệu", "05/02/2026", "NQ 3", "400.000.000", "30/6/2026",
)  # fmt: skip
# the same work in its second year: only its name and the capital
NEXT = (2, HALL[1], *[None] * 4, HALL[6], *[None] * 5, 2025, "900 triệu", "10/01/2026", "NQ 9", None, None)
BRIDGE = (3, "cau dan sinh suoi can", *[None] * 10, 2026, None, None, None, 999, None)


def book_of(tmp_path, *rows, head=HEAD):
    made = Workbook()
    made.active.title = "Danh mục"
    for row in ((), ("DANH MỤC CÔNG TRÌNH",), head, *rows):
        made.active.append(row)
    path = tmp_path / "cong-trinh.xlsx"
    made.save(path)
    return path.read_bytes()


def planned(content):
    return plan(content, unit_id=tree().codes["99901"], on=DEMO_DAY)


def changed(row, **cells):
    told = list(row)
    for name, value in cells.items():
        told[ord(name) - ord("A")] = value
    return tuple(told)


def test_a_new_work_with_the_capital_of_two_years_and_what_was_paid(tmp_path):
    preview = planned(book_of(tmp_path, HALL, NEXT))
    assert [fault.text for fault in preview.faults] == []
    assert preview.counts == {"new": 1, "same": 0, "changed": 0}
    preview.commit(machine("test"))
    made = Work.objects.get(name=HALL[1])
    assert (made.total, made.fund_commune, made.fund_people, made.field) == (2_400_000_000, 1_800_000_000, 600_000_000, "culture")  # fmt: skip
    assert (made.programme.symbol, made.state, made.entry.step) == ("11-KH/ĐU", Work.PREPARED, "works")
    assert Term.objects.get(work=made).finish == date(2026, 10, 30)
    assert list(CapitalPlan.objects.filter(work=made).values_list("year", "amount", "since")) == [
        (2026, 1_500_000_000, date(2026, 2, 5)), (2025, 900_000_000, date(2026, 1, 10)),
    ]  # fmt: skip
    paid = Disbursement.objects.get(work=made)
    assert (paid.year, paid.amount, paid.on) == (2026, 400_000_000, date(2026, 6, 30))
    assert planned(book_of(tmp_path, HALL, NEXT, ("",))).counts == {"new": 0, "same": 1, "changed": 0}


def test_a_later_table_brings_only_what_is_new(tmp_path):
    planned(book_of(tmp_path, HALL)).commit(machine("test"))
    later = changed(HALL, N="1.700 triệu", O="01/08/2026", Q="650 triệu", R="30/9/2026")
    preview = planned(book_of(tmp_path, later))
    assert preview.counts == {"new": 0, "same": 0, "changed": 1}
    assert preview.changed[0].what == "kế hoạch vốn năm 2026: 1.700 triệu đồng; giải ngân vốn năm 2026 thêm 250 triệu đồng"  # fmt: skip
    preview.commit(machine("test"))
    made = Work.objects.get(name=HALL[1])
    assert [(one.amount, one.since, one.until) for one in CapitalPlan.objects.filter(work=made).order_by("since")] == [
        (1_500_000_000, date(2026, 2, 5), date(2026, 8, 1)), (1_700_000_000, date(2026, 8, 1), date(9999, 12, 31)),
    ]  # fmt: skip
    assert sorted(Disbursement.objects.filter(work=made).values_list("amount", flat=True)) == [250_000_000, 400_000_000]  # fmt: skip


BAD = [
    ({"H": "nhiều"}, "H4", "không phải số tiền"),
    ({"H": 2400}, "H4", "chưa rõ là đồng hay triệu đồng"),
    (
        {"H": "2,3 tỷ"},
        "H4",
        "Các nguồn vốn cộng lại 2.400.000.000 đồng, khác tổng mức đầu tư 2.300.000.000 đồng.",
    ),
    ({"H": None}, "H4", "Ô này phải ghi."),
    ({"C": "Nhà máy"}, "C4", "Giao thông"),
    ({"G": "2026"}, "G4", "Ghi đủ ngày/tháng/năm"),
    ({"G": date(2026, 11, 21)}, "G4", "Ngày quyết định chưa đến."),
    ({"K": "01/02/2026"}, "K4", "Dự kiến hoàn thành 01/02/2026 trước ngày quyết định đầu tư 02/02/2026."),
    ({"L": "99-KH/ĐU"}, "L4", "không phải chương trình trong sổ"),
    ({"M": "năm nay"}, "M4", "không phải năm"),
    ({"O": None}, "N4", "Ghi ngày giao vốn"),
    ({"P": None}, "N4", "Ghi văn bản"),
    ({"O": "21/11/2026"}, "O4", "Ngày này chưa đến."),
    ({"Q": "1.500.000.001"}, "Q4", "Lũy kế 1.500.000.001 đồng vượt kế hoạch vốn 1.500.000.000 đồng."),
    ({"R": None}, "Q4", "Giải ngân đến ngày"),
    ({"R": "31/12/2025"}, "R4", "Vốn kế hoạch năm 2026 giải ngân từ 01/01/2026 đến hết 31/01/2027."),
    ({"N": None}, "Q4", "chưa có kế hoạch vốn của năm này"),
    ({"E": None}, "E4", "Ô này phải ghi."),
]


@pytest.mark.parametrize(("change", "cell", "said"), BAD)
def test_a_bad_cell_is_told_by_its_address_and_nothing_is_written(tmp_path, change, cell, said):
    preview = planned(book_of(tmp_path, changed(HALL, **change)))
    (fault,) = preview.faults
    assert (fault.cell, said in fault.text) == (cell, True), fault.text
    before = Work.objects.count()
    with pytest.raises(NotLoadable):
        preview.commit(machine("test"))
    assert Work.objects.count() == before


def test_every_bad_cell_of_a_row_is_told(tmp_path):
    wrong = changed(HALL, H="2,3 tỷ", O="21/11/2026", P=None, Q="2 tỷ")
    faults = planned(book_of(tmp_path, wrong, changed(HALL, B="Sân thể thao", E=None))).faults
    assert [one.cell for one in faults] == ["H4", "N4", "O4", "Q4", "E5"]


def test_to_the_last_dong_of_the_plan(tmp_path):
    assert planned(book_of(tmp_path, changed(HALL, Q="1.500.000.000"))).faults == []


def test_what_the_book_has_of_a_work_is_not_undone(tmp_path):
    faults = planned(book_of(tmp_path, changed(BRIDGE, Q="1 triệu"))).faults
    assert [(one.cell, "lũy kế không thấp hơn" in one.text) for one in faults] == [("Q4", True)]
    low = planned(book_of(tmp_path, changed(BRIDGE, Q=None, N="1 triệu", O="01/11/2026", P="NQ"))).faults
    assert [(one.cell, "vượt kế hoạch vốn này" in one.text) for one in low] == [("N4", True)]
    early = planned(book_of(tmp_path, changed(BRIDGE, Q=None, N="9 tỷ", O="01/12/2025", P="NQ"))).faults
    assert [(one.cell, "ngày điều chỉnh không trước" in one.text) for one in early] == [("O4", True)]


def test_one_year_of_a_work_stands_in_one_row(tmp_path):
    (fault,) = planned(book_of(tmp_path, HALL, HALL)).faults
    assert (fault.cell, "đã có ở dòng 4" in fault.text) == ("B5", True)


def test_the_table_that_goes_out_changes_nothing_when_it_comes_back(client):
    client.force_login(Account.objects.get(username="tuyet.ngo"))
    given = client.get("/cong-trinh/danh-muc-excel/")
    assert given.status_code == 200
    preview = planned(given.content)
    assert [fault.text for fault in preview.faults] == []
    assert preview.counts == {"new": 0, "same": 8, "changed": 0}


def test_from_the_page_to_the_list(client, tmp_path):
    client.force_login(Account.objects.get(username="tuyet.ngo"))
    content = book_of(tmp_path, HALL)
    handed = client.post("/nhap/gui/", {"kind": "works", "file": SimpleUploadedFile("ct.xlsx", content)})
    page = client.get(handed["Location"]).content.decode()
    assert "Nhà văn hóa thôn Ao Vàng" in page and "kế hoạch vốn năm 2026: 1.500 triệu đồng" in page
    shown = page.split('name="shown" value="')[1].split('"')[0]
    assert client.post(f"{handed['Location']}ghi-so/", {"shown": shown}).status_code == 302
    assert "Nhà văn hóa thôn Ao Vàng" in client.get("/cong-trinh/").content.decode()
    empty = client.get("/nhap/mau/works/")
    assert (empty.status_code, empty["Content-Type"].endswith("sheet")) == (200, True)
    path = tmp_path / "mau.xlsx"
    path.write_bytes(empty.content)
    assert any("Tổng mức đầu tư" in map(str, row) for row in load_workbook(path).active.values)
