"""Pages of filings in the demo commune: who opens and who writes, what a bad grid is told, how many questions a page asks."""

import io
from datetime import date

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from soxa.desk.tests.signing_in import markup, queries
from soxa.desk.waiting_filings import filings
from soxa.org.models import Account
from soxa.samples.demo_fixture import DEMO_DAY
from soxa.values.filing.models import FiledPaper, Filing
from soxa.values.models import Measure, ReportedValue

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]
LIST, GRID, OPEN_GRID = 9, 10, 11
# what works were paid in the period and in the two it is held against
WORKS = 3
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj 3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\ntrailer<</Root 1 0 R>>\n"


def half(group="economy"):
    return Filing.objects.get(group=group, since=date(2026, 1, 1), sort="estimate")


def october():
    return Filing.objects.get(since=date(2026, 10, 1))


def cell(filing, code):
    return f"{Measure.objects.get(code=code).pk}-{filing.unit_id}"


def begun(reader, group="economy", when="2026-10"):
    answer = reader.post(f"/nhap-so-lieu/lap/?ky={when}", {"loai": "chinh-thuc", "nhom": group})
    assert answer.status_code == 302
    return Filing.objects.get(pk=int(answer["Location"].strip("/").split("/")[-1]))


@pytest.mark.parametrize(
    ("who", "status", "begins"),
    [
        ("tuyet.ngo", 200, 302),
        ("yen.le", 200, 302),
        ("diep.cao", 200, 302),
        ("tham.mong", 200, 302),
        ("thuan.dang", 200, 403),
        ("kien.phung", 200, 403),
        ("nhung.tran", 200, 403),
        ("buong.luc", 403, 403),
        ("sang.ha", 403, 403),
        ("tri.doan", 403, 403),
    ],
)
def test_who_reads_and_who_writes(at, who, status, begins):
    reader = at(who)
    assert reader.get("/nhap-so-lieu/").status_code == status
    assert reader.get(f"/nhap-so-lieu/{half().pk}/").status_code == status
    answer = reader.post("/nhap-so-lieu/lap/?ky=2026-09", {"loai": "chinh-thuc", "nhom": "economy"})
    assert answer.status_code == begins


def test_a_unit_elsewhere_and_a_filing_nobody_made_do_not_exist(at):
    reader = at("diep.cao")
    assert reader.get("/nhap-so-lieu/?don-vi=khong-co").status_code == 404
    for address in (
        "/nhap-so-lieu/999999/",
        "/nhap-so-lieu/1/o/0-0/dinh-chinh/",
        f"/nhap-so-lieu/{half().pk}/la/",
    ):
        assert reader.get(address).status_code == 404


@pytest.mark.parametrize(
    ("address", "count"),
    [
        ("/nhap-so-lieu/?ky=2026-H1", LIST),
        ("/nhap-so-lieu/{half}/", GRID + WORKS),
        ("/nhap-so-lieu/{october}/", GRID),
        ("/nhap-so-lieu/{open}/", OPEN_GRID + WORKS),
    ],
)
def test_a_page_asks_a_fixed_number_of_questions(at, address, count):
    reader = at("tuyet.ngo")
    address = address.format(
        half=half().pk, october=october().pk, open=Filing.objects.get(state="open", measure=None).pk
    )
    assert queries(reader, address) == count


def test_the_half_year_of_the_demo_was_filed_and_approved():
    # ten catalogues but two have numbers of the half-year
    rows = Filing.objects.filter(since=date(2026, 1, 1), sort="estimate")
    assert {one.state for one in rows} == {Filing.APPROVED}
    assert not ReportedValue.objects.filter(filing__in=rows, approved_on=None).exists()
    assert half("defence").values.filter(measure__code="defence.conscripts").get().value == 21
    assert (half("social").values.get(measure__code="poverty.rate").met, october().state) == (
        203,
        Filing.SUBMITTED,
    )


def test_a_bad_grid_keeps_what_was_typed_and_says_each_fault(at):
    reader = at("yen.le")
    filing = begun(reader)
    bad, good = cell(filing, "budget.revenue"), cell(filing, "budget.expenditure")
    before = ReportedValue.objects.count()
    answer = reader.post(f"/nhap-so-lieu/{filing.pk}/", {f"v{bad}": "hơn 90", f"v{good}": "97"})
    told = markup(answer)
    assert answer.status_code == 422
    assert "“hơn 90” không phải số" in told
    assert 'value="hơn 90"' in told
    assert 'value="97"' in told
    assert 'aria-invalid="true"' in told
    assert ReportedValue.objects.count() == before


def test_a_line_is_told_while_it_is_typed(at):
    reader = at("yen.le")
    filing = begun(reader, "economy")
    key = cell(filing, "budget.revenue")
    told = markup(reader.post(f"/nhap-so-lieu/{filing.pk}/o/{key}/xem-thu/", {f"v{key}": "12,5.3"}))
    assert "không phải số" in told
    told = markup(reader.post(f"/nhap-so-lieu/{filing.pk}/o/{key}/xem-thu/", {f"v{key}": "13 tỷ đồng"}))
    assert "13.000 triệu đồng" in told
    assert reader.post(f"/nhap-so-lieu/{filing.pk}/o/0-0/xem-thu/", {}).status_code == 404
    assert (
        at("nhung.tran").post(f"/nhap-so-lieu/{filing.pk}/o/{key}/xem-thu/", {f"v{key}": "1"}).status_code
        == 403
    )


def test_a_filing_goes_from_hand_to_hand_on_pages(at):
    filing = october()
    check = f"/nhap-so-lieu/{filing.pk}/kiem-tra/"
    assert at("tham.mong").get(check).status_code == 403
    assert at("yen.le").post(check, {"on": "20/11/2026"}).status_code == 302
    approve = f"/nhap-so-lieu/{filing.pk}/duyet/"
    assert at("yen.le").get(approve).status_code == 403
    assert at("diep.cao").post(approve, {"on": "01/11/2026"}).status_code == 422
    assert at("diep.cao").post(approve, {"on": "20/11/2026"}).status_code == 302
    key = cell(filing, "insurance.voluntary_social")
    mend = f"/nhap-so-lieu/{filing.pk}/o/{key}/dinh-chinh/"
    reader = at("thuan.dang")
    assert "1214" in markup(reader.get(mend))
    assert reader.post(mend, {"value": "1.241", "basis": ""}).status_code == 422
    assert reader.post(mend, {"value": "một nghìn", "basis": "Biên bản 7"}).status_code == 422
    assert reader.post(mend, {"value": "1.241", "basis": "Biên bản 7"}).status_code == 302
    page = markup(reader.get("/so-lieu/insurance.voluntary_social/"))
    assert "<s>1.214 người</s>" in page
    assert "đính chính theo Biên bản 7" in page
    assert "1.241 người" in page


def test_a_number_nobody_approved_says_so_where_it_stands(at):
    assert "chưa duyệt" in markup(at("tuyet.ngo").get("/tong-quan/")).lower()
    assert "Chưa duyệt" in markup(at("tuyet.ngo").get("/so-lieu/insurance.voluntary_social/"))


def test_what_waits_of_filings():
    def waits(who):
        return [one.title for one in filings(Account.objects.get(username=who), DEMO_DAY)]

    check = "Kiểm tra số liệu: Chính sách xã hội, lao động, tháng 10 năm 2026 (số chính thức)"
    assert waits("tuyet.ngo") == [check]
    assert waits("diep.cao") == [check]
    assert waits("thuan.dang") == waits("tham.mong") == waits("nhung.tran") == []
    late = [one.title for one in filings(Account.objects.get(username="tham.mong"), date(2026, 12, 5))]
    assert late == ["Nhập số liệu tháng 11 năm 2026"]


def test_papers_lie_behind_a_number(at):
    reader = at("yen.le")
    filing = begun(reader, "economy")
    key = cell(filing, "budget.revenue")
    address = f"/nhap-so-lieu/{filing.pk}/o/{key}/tai-lieu/"
    assert reader.post(address, {"file": SimpleUploadedFile("a.exe", b"MZ1")}).status_code == 422
    assert reader.post(address, {"file": SimpleUploadedFile("bang ke.pdf", PDF)}).status_code == 302
    (paper,) = FiledPaper.objects.all()
    kept = reader.get(f"/nhap-so-lieu/{filing.pk}/tai-lieu/{paper.pk}/")
    assert kept.content == PDF
    assert "1 tài liệu" in markup(reader.get(f"/nhap-so-lieu/{filing.pk}/"))
    assert at("buong.luc").get(f"/nhap-so-lieu/{filing.pk}/tai-lieu/{paper.pk}/").status_code == 403


def test_the_grid_leaves_as_a_workbook_and_comes_back(at):
    reader = at("yen.le")
    filing = begun(reader, "economy")
    answer = reader.get(f"/nhap-so-lieu/{filing.pk}/excel/")
    assert answer.status_code == 200
    laid = reader.post(
        f"/nhap-so-lieu/{filing.pk}/nap-tu-tep/", {"workbook": SimpleUploadedFile("a.xlsx", answer.content)}
    )
    assert "Đã đọc 0 số từ tệp" in markup(laid)
    broken = reader.post(
        f"/nhap-so-lieu/{filing.pk}/nap-tu-tep/", {"workbook": SimpleUploadedFile("a.xlsx", b"not a book")}
    )
    assert broken.status_code == 422
    assert "Chưa đọc số nào từ tệp: 1 chỗ cần sửa trong tệp" in markup(broken)
    other = begun(reader, "economy", "2026-09")
    strange = reader.post(
        f"/nhap-so-lieu/{filing.pk}/nap-tu-tep/",
        {
            "workbook": SimpleUploadedFile(
                "a.xlsx", _filled(reader.get(f"/nhap-so-lieu/{other.pk}/excel/").content)
            )
        },
    )
    assert strange.status_code == 422
    assert "là kỳ khác: bảng này ghi số của tháng 10 năm 2026" in markup(strange)


def _filled(content):
    """The workbook with a number in each of its empty cells of values."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book.active
    (head,) = (row for row in sheet.iter_rows() if any(cell.value == "Giá trị" for cell in row))
    column = next(cell.column for cell in head if cell.value == "Giá trị")
    for row in range(head[0].row + 1, sheet.max_row + 1):
        sheet.cell(row, column).value = 5
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()
