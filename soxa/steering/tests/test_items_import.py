"""A workbook of a programme's items: previewed, every bad cell told by its address, written whole or not at all."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from soxa.kernel.access import machine
from soxa.kernel.sheets.preview import NotLoadable
from soxa.kernel.units.tree import tree
from soxa.org.models import Account, Office
from soxa.samples.demo_fixture import DEMO_DAY
from soxa.steering.programmes.items_import import plan
from soxa.steering.programmes.models import ProgrammeItem, WorkProgramme

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]

HEAD = (
    "TT",
    "Chương trình",
    "Nội dung công việc",
    "Đơn vị thực hiện",
    "Người thực hiện",
    "Hạn hoàn thành",
    "Sản phẩm",
)
GOOD = (
    (1, "11-KH/ĐU", "Xây 6 nhà đại đoàn kết", "Phòng Văn hóa - Xã hội", "", date(2026, 12, 15), "Nhà được bàn giao"),
    (2, None, "Cấp 40 thẻ bảo hiểm y tế", "phong van hoa - xa hoi", "Cao Trung Bách", "20/12/2026", ""),
    (3, "xây dựng xã nông thôn mới giai đoạn 2026–2030", "Trồng 5 km hàng rào cây xanh", "99901.PKT", "", "31/3/2027", ""),
)  # fmt: skip


def book_of(tmp_path, rows, head=HEAD):
    made = Workbook()
    made.active.title = "Kế hoạch"
    for row in ((), ("KẾ HOẠCH CÔNG VIỆC",), head, *rows):
        made.active.append(row)
    path = tmp_path / "viec.xlsx"
    made.save(path)
    return path.read_bytes()


def planned(content):
    return plan(content, unit_id=tree().codes["99901"], on=DEMO_DAY)


def test_items_go_to_the_programmes_they_name(tmp_path):
    preview = planned(book_of(tmp_path, GOOD))
    assert [fault.text for fault in preview.faults] == []
    assert preview.counts == {"new": 3, "same": 0, "changed": 0}
    preview.commit(machine("test"))
    poverty = WorkProgramme.objects.get(symbol="11-KH/ĐU")
    made = list(ProgrammeItem.objects.filter(programme=poverty, number__gt=7).order_by("number"))
    assert [(one.number, one.content, one.due_on) for one in made] == [
        (8, "Xây 6 nhà đại đoàn kết", date(2026, 12, 15)), (9, "Cấp 40 thẻ bảo hiểm y tế", date(2026, 12, 20)),
    ]  # fmt: skip
    assert (made[0].since, made[0].until.year, made[0].entry.step) == (DEMO_DAY, 9999, "programme_items")
    assert made[1].person.full_name == "Cao Trung Bách"
    assert ProgrammeItem.objects.get(content__startswith="Trồng 5 km").programme.symbol == "05-CTr/ĐU"
    assert planned(book_of(tmp_path, (*GOOD, GOOD[2]))).counts["same"] == 4


BAD = [
    ({1: "99-KH/ĐU"}, "B4", "không phải chương trình của đơn vị đang nhận việc"),
    ({1: "03/KH-UBND"}, "B4", "không phải chương trình của đơn vị đang nhận việc"),
    ({3: "Phòng Văn hóa"}, "D4", "Có phải “Phòng Văn hóa - Xã hội”?"),
    ({4: "Lò Văn Ấn"}, "E4", "không giữ chức vụ trong đơn vị này"),
    ({5: "12/2026"}, "F4", "Ghi đủ ngày/tháng/năm"),
    ({5: "31/02/2027"}, "F4", "31/02/2027"),
    ({5: date(2026, 1, 11)}, "F4", "Hạn 11/01/2026 trước ngày chương trình bắt đầu (12/01/2026)"),
    ({5: date(2027, 1, 1)}, "F4", "Hạn 01/01/2027 sau ngày cuối của chương trình (31/12/2026)"),
    ({2: "x" * 1001}, "C4", "dài quá 1000 ký tự"),
]


@pytest.mark.parametrize(("change", "cell", "said"), BAD)
def test_a_bad_cell_is_told_by_its_address_and_nothing_is_written(tmp_path, change, cell, said):
    row = list(GOOD[0])
    for place, value in change.items():
        row[place] = value
    preview = planned(book_of(tmp_path, (tuple(row), GOOD[2])))
    (fault,) = preview.faults
    assert (fault.cell, said in fault.text) == (cell, True), fault.text
    before = ProgrammeItem.objects.count()
    with pytest.raises(NotLoadable):
        preview.commit(machine("test"))
    assert ProgrammeItem.objects.count() == before


def test_the_same_words_twice_are_told(tmp_path):
    (fault,) = planned(book_of(tmp_path, (GOOD[0], GOOD[0]))).faults
    assert (fault.cell, "đã có ở dòng 4" in fault.text) == ("C5", True)


def test_one_who_left_is_no_owner(tmp_path):
    for office in Office.objects.filter(person__full_name="Cao Trung Bách"):
        office.until = DEMO_DAY
        office.save()
    (fault,) = planned(book_of(tmp_path, GOOD)).faults
    assert fault.cell == "E5"


def test_from_the_page_to_the_programme(client, tmp_path):
    client.force_login(Account.objects.get(username="tuyet.ngo"))
    content = book_of(tmp_path, GOOD)
    handed = client.post(
        "/nhap/gui/", {"kind": "programme_items", "file": SimpleUploadedFile("viec.xlsx", content)}
    )
    page = client.get(handed["Location"]).content.decode()
    assert "Xây 6 nhà đại đoàn kết" in page and "Phòng Văn hóa - Xã hội" in page
    shown = page.split('name="shown" value="')[1].split('"')[0]
    assert client.post(f"{handed['Location']}ghi-so/", {"shown": shown}).status_code == 302
    assert ProgrammeItem.objects.filter(content="Xây 6 nhà đại đoàn kết").exists()
    empty = client.get("/nhap/mau/programme_items/")
    assert (empty.status_code, empty["Content-Type"].endswith("sheet")) == (200, True)


def test_rows_that_name_no_programme_are_told(tmp_path):
    rows = [(row[0], *row[2:]) for row in GOOD[:2]]
    faults = planned(book_of(tmp_path, rows, (HEAD[0], *HEAD[2:]))).faults
    assert len(faults) == 2
    assert "chưa nói thuộc chương trình nào" in faults[0].text
