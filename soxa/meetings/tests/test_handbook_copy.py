"""What is copied out for the electronic handbook is known again when it comes back, and leaves the book with a reason."""

import io
from datetime import date

import pytest
from openpyxl import load_workbook

from soxa.desk.tests.signing_in import signed_in, words
from soxa.kernel.access import machine
from soxa.kernel.models import Entry
from soxa.kernel.preferences import book_day, put
from soxa.kernel.units.tree import tree
from soxa.meetings.after.handbook import ORDER
from soxa.meetings.handbook import copying, importing
from soxa.org.models import Account

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]
JUNE = date(2026, 6, 1)
FILE = "/sinh-hoat/so-tay-dien-tu/xuat-excel/?thang=2026-06"
WHY = {"reason": "above"}


def rows_of(answer):
    """Each row below the heading, by the heading."""
    sheet = load_workbook(io.BytesIO(answer.content)).active
    head, *rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    return head, [row for row in rows if row[0]]


def test_a_month_copied_out_is_the_same_month_read_back():
    """June's 55 meetings, with who stayed away, what was said and decided: all known again, nothing new, nothing otherwise."""
    head = Account.objects.get(username="tuyet.ngo")
    content = copying.workbook(copying.held_in(head, JUNE), JUNE)
    found = importing.plan(content, unit_id=tree().by_code("99901").id, on=book_day())
    assert found.counts == {"new": 0, "same": 55, "changed": 0, "differing": 0}
    assert (found.faults, found.warnings, found.ignored) == ([], [], [])


@pytest.mark.parametrize(("who", "count"), [("tuyet.ngo", 55), ("buong.luc", 1)])
def test_each_takes_out_what_he_sees_and_says_why(who, count):
    client, entries = signed_in(who), Entry.objects.count()
    assert "Lý do xuất" in words(client.get(FILE))
    assert Entry.objects.count() == entries
    _head, rows = rows_of(client.post(FILE, WHY))
    assert len(rows) == count
    assert Entry.objects.latest("pk").step == "file"
    assert signed_in("luong.nguyen").get(FILE).status_code == 403


def test_the_order_of_fields_is_the_unit_s():
    """The columns by which a row is known again stand first where the order leaves them out."""
    unit = tree().by_code("99901").id
    put(ORDER, "ket-luan, co-mat, ngay, bieu-quyet", since=JUNE, actor=machine("thử"), unit_id=unit)
    head, _rows = rows_of(signed_in("tuyet.ngo").post(FILE, WHY))
    assert head == ["TT", "Chi bộ", "Loại sinh hoạt", "Tháng", "Kết luận, nhiệm vụ", "Có mặt", "Ngày họp"]


def test_the_board_and_the_copy_lead_to_the_import():
    """For the offices that may write it; a cell's own secretary is not sent where he may not go."""
    told = signed_in("tuyet.ngo").get("/sinh-hoat/?thang=2026-06").content.decode()
    assert "/nhap/?bang=meetings" in told
    assert FILE in told
    page = signed_in("tuyet.ngo").get("/nhap/?bang=meetings").content.decode()
    (chosen,) = [
        one for one in page.split("<input")[1:] if " checked" in one.split(">")[0] and 'name="kind"' in one
    ]
    assert 'value="meetings"' in chosen.split(">")[0]
    assert "/nhap/" not in signed_in("nhung.tran").get("/sinh-hoat/?thang=2026-06").content.decode()
