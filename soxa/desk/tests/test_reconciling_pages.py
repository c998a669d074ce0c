"""The pages of reconciliation in the demo commune: from the file to the report, who may, what is refused."""

import io

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from soxa.desk.tests.signing_in import queries, signed_in, words
from soxa.kernel.models import Entry
from soxa.kernel.paper.tests.reading import pdf_text
from soxa.org.models import Person
from soxa.party.models import Membership
from soxa.party.reconciling.models import Difference, Reconciliation
from soxa.samples.demo_fixture import standing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]
OFFICE, CELL, GOVERNMENT, AUDITOR = "tuyet.ngo", "buong.luc", "tham.mong", "nhung.tran"
WHY = {"reason": "above"}
PLACE = "/dang-vien/doi-chieu/"


def export():
    """Two members of Bến Đá, one with another home place, and one whom the book does not know."""
    spells = Membership.objects.filter(unit__code="99901.14", until__year=9999, kind="home")
    people = [one.member.person for one in spells.select_related("member__person").order_by("pk")[:2]]
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ("Họ tên", "Năm sinh", "Quê", "Cột lạ"))
        for at, one in enumerate(people, 1):
            sheet.write_row(at, 0, (one.full_name, one.born.text(), f"quê mới {at}" if at == 1 else "", "x"))
        sheet.write_row(3, 0, ("Người Không Có", "02/03/1971", "", ""))
    return SimpleUploadedFile("ban xuat.xlsx", kept.getvalue()), people


def handed(office):
    file, people = export()
    answer = office.post(PLACE, {"file": file})
    assert answer.status_code == 302
    return answer["Location"], people


def opened(office):
    address, people = handed(office)
    said = {"column_0": "full_name", "column_1": "born", "column_2": "home_place", "column_3": ""}
    answer = office.post(address, said)
    assert (answer.status_code, answer["Location"]) == (302, address.removesuffix("cot/"))
    return answer["Location"], people


@pytest.fixture(scope="module")
def opened_once(demo_book, django_db_blocker):
    """One that is open, for all who begin there: its address and the people of the file."""
    with standing(django_db_blocker):
        yield opened(signed_in(OFFICE))


def test_from_the_file_to_the_report(office):
    address, people = handed(office)
    page = words(office.get(address))
    assert "trong tệp: quê mới 1" in page
    assert "Số dòng đọc được 3" in page
    address, people = opened(office)
    page = words(office.get(address))
    for said in (
        "Khác nhau 1/1",
        "Chỉ có trong sổ 1.416/1.416",
        "Chỉ có ở bản quốc gia 1/1",
        "quê mới 1",
        people[0].full_name,
    ):
        assert said in page
    assert "Người Không Có" in words(office.get(f"{address}?muc=chi-co-o-ban"))
    report = pdf_text(office.post(f"{address}bao-cao.pdf", WHY).content)
    assert "chỉ có ở bản quốc gia" in " ".join(str(report).split())
    for ending in ("docx", "xlsx"):
        assert office.post(f"{address}bao-cao.{ending}", WHY).status_code == 200


def test_a_difference_is_taken_over_or_refused_without_its_basis(office, opened_once):
    address, people = opened_once
    one = Difference.objects.get(sort="differs", reconciliation__state="open")
    before = Entry.objects.count()
    bare = office.post(address, {"chosen": [one.pk], "answer": "accepted"})
    assert bare.status_code == 422
    assert "Ghi ô này rồi mới ghi sổ." in words(bare)
    assert "Đánh dấu ít nhất một dòng" in words(office.post(address, {"answer": "ours", "reason": "x"}))
    assert Entry.objects.count() == before
    given = {"chosen": [one.pk], "answer": "accepted", "basis": "lý lịch gốc", "consent": "CV 5"}
    assert office.post(address, given).status_code == 302
    assert Person.objects.get(pk=people[0].pk).home_place == "quê mới 1"
    assert "đã sửa sổ theo bản quốc gia" in words(office.get(f"{address}?da-xu-ly=1"))
    journal = words(office.get("/nhat-ky/"))
    assert "Xử lý chỗ khác nhau khi đối chiếu" in journal
    assert people[0].full_name not in str([entry.facts for entry in Entry.objects.order_by("-pk")[:4]])


def test_not_finished_while_rows_wait_but_set_aside(office, opened_once):
    address, _people = opened_once
    assert "dòng chưa xử lý" in words(office.post(f"{address}xong/", follow=True))
    assert office.post(f"{address}bo/").status_code == 302
    assert Reconciliation.objects.order_by("-pk")[0].state == "set_aside"
    assert office.post(f"{address}la/").status_code == 404


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"column_0": "full_name"}, "Chưa có cột nào là “Ngày sinh”."),
        ({"column_0": "full_name", "column_1": "born", "column_2": "born"}, "Hai cột cùng là “Ngày sinh”."),
    ],
)
def test_columns_that_cannot_be(office, columns, said):
    address, _people = handed(office)
    answer = office.post(address, columns)
    assert answer.status_code == 422
    assert said in words(answer)


@pytest.mark.parametrize(("content", "said"), [(b"", "Tệp trống"), (b"a,b\n1,2\n", "không phải bảng tính")])
def test_what_is_no_workbook(office, content, said):
    before = Reconciliation.objects.count()
    answer = office.post(PLACE, {"file": SimpleUploadedFile("x.xlsx", content)})
    assert answer.status_code == 422
    assert said in words(answer)
    assert Reconciliation.objects.count() == before


@pytest.mark.parametrize(("who", "status"), [(OFFICE, 200), (AUDITOR, 200), (CELL, 403), (GOVERNMENT, 403)])
def test_who_may_open(who, status):
    assert signed_in(who).get(PLACE).status_code == status


def test_who_only_reads_writes_nothing(office, opened_once):
    address, _people = opened_once
    auditor = signed_in(AUDITOR)
    assert "Xử lý các dòng đã đánh dấu" not in words(auditor.get(address))
    one = Difference.objects.filter(reconciliation__state="open").first()
    assert auditor.post(address, {"chosen": [one.pk], "answer": "ours", "reason": "x"}).status_code == 403
    assert auditor.post(f"{address}bo/").status_code == 403
    assert auditor.post(PLACE, {"file": export()[0]}).status_code == 403


def test_what_is_not_there(office, opened_once):
    for address in (f"{PLACE}999999/", f"{PLACE}999999/cot/", f"{PLACE}999999/bao-cao.pdf"):
        assert office.get(address).status_code == 404
    address, _people = opened_once
    assert office.get(f"{address}?muc=la").status_code == 404
    assert office.get(f"{address}bao-cao.txt").status_code == 404


def test_what_a_page_asks(office, opened_once):
    address, _people = opened_once
    assert queries(office, f"{address}?muc=chi-co-trong-so") == queries(office, f"{address}?muc=chi-co-o-ban")
    assert queries(office, address) <= 20
