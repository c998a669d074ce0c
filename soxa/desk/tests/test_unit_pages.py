"""Units: the tree as it was, the acts on it shown before they are written, who may."""

from datetime import date

import pytest

from soxa.desk.tests.signing_in import signed_in, words
from soxa.kernel.models import Entry, Unit, UnitAct
from soxa.kernel.units.tree import tree
from soxa.law.periods import FOREVER
from soxa.party.models import Cell, Membership

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book", "calendar")]
CELL, SECRETARY, AUDITOR = "buong.luc", "thuan.dang", "nhung.tran"


def test_the_tree_is_as_it_was_on_the_day(office):
    now, then = words(office.get("/don-vi/")), words(office.get("/don-vi/?ngay=2025-06-30"))
    assert "56 chi bộ" in now
    assert "65 chi bộ" in then
    assert "4 xã, phường" in then


def test_a_unit_tells_its_names_places_and_acts(office):
    page = words(office.get("/don-vi/99912/"))
    assert "đã thôi hoạt động từ 01/07/2025" in page
    assert "Hợp nhất, sáp nhập vào xã Đồng Vải" in page
    assert "Giữ sổ cũ của thị trấn Đồng Vải xã Khê Hạ xã Lương Bình xã Mai Trạch" in words(
        office.get("/don-vi/99901/")
    )


def test_renaming_is_shown_before_it_is_written(office):
    given = {"name": "xã Đồng Vải Mới", "on": "2026-12-01", "decision": "Nghị quyết 1/NQ"}
    told = words(office.post("/don-vi/99901/doi-ten/", given))
    assert "Từ ngày 01/12/2026, xã Đồng Vải mang tên xã Đồng Vải Mới." in told
    assert "Danh mục đơn vị hành chính không có mã 99901" in told
    assert not UnitAct.objects.filter(kind=UnitAct.RENAME).exists()
    again = words(office.post("/don-vi/99901/doi-ten/", {**given, "sua": "1"}))
    assert "Xem trước" in again
    assert office.post("/don-vi/99901/doi-ten/", {**given, "ghi": "1"}).status_code == 302
    commune = tree().codes["99901"]
    assert tree().name(commune, date(2026, 11, 30)) == "xã Đồng Vải"
    assert tree().name(commune, date(2026, 12, 1)) == "xã Đồng Vải Mới"


def test_a_merged_cell_takes_its_members_along(office):
    source, into = (Unit.objects.get(code=code) for code in ("99901.36", "99901.35"))
    given = {"into": into.code, "on": "2026-11-20", "decision": "Quyết định 2-QĐ/ĐU"}
    told = words(office.post("/don-vi/99901.36/hop-nhat/", given))
    staying = Membership.objects.home().filter(unit=source, until=FOREVER).count()
    assert f"Đi theo: 1 chi bộ, {staying} đảng viên" in told
    assert office.post("/don-vi/99901.36/hop-nhat/", {**given, "ghi": "1"}).status_code == 302
    assert not Membership.objects.filter(unit=source, until=FOREVER).exists()
    assert (
        Membership.objects.home()
        .filter(unit=into, opened_by=Membership.REORGANISED, since=date(2026, 11, 20))
        .count()
        == staying
    )
    assert Cell.objects.get(unit=source).until == date(2026, 11, 20)
    page = words(office.get("/so-lieu/can-doi/?tu=2026-11-01&den=2026-12-31"))
    assert "Khớp với số cuối kỳ" in page


@pytest.mark.parametrize(
    ("address", "given", "said"),
    [
        ("99901.36/hop-nhat", {"into": "99901.35", "on": "2026-01-02"}, "biến động đảng viên"),
        ("99901.36/hop-nhat", {"into": "99901.35", "on": "2025-07-01"}, "phải sau ngày 01/07/2025"),
        (
            "99901.36/giai-the",
            {"into": "99901", "on": "2026-11-20"},
            "chuyển sinh hoạt cho các đồng chí trước",
        ),
        ("99901/giai-the", {"into": "99901.01", "on": "2026-11-20"}, "Chọn một lựa chọn"),
        ("99901.36/chuyen-ve", {"into": "99901", "on": "2026-11-20"}, "đang trực thuộc xã Đồng Vải"),
        (
            "99901/thanh-lap",
            {
                "kind": "cell",
                "cell_kind": "village",
                "name": "Chi bộ A",
                "code": "99901.01",
                "on": "2026-11-20",
            },
            "đã có trong sổ",
        ),
    ],
)
def test_an_act_that_may_not_be_taken_is_refused_in_words(office, address, given, said):
    before = Entry.objects.count()
    response = office.post(f"/don-vi/{address}/", {**given, "decision": "Quyết định 3-QĐ/ĐU", "ghi": "1"})
    assert response.status_code == 422
    if said != "Chọn một lựa chọn":
        assert said in words(response)
    assert Entry.objects.count() == before


def test_a_founded_cell_has_the_partys_facts(office):
    given = {
        "kind": "cell",
        "cell_kind": "school",
        "name": "Chi bộ Trường Mới",
        "code": "99901.90",
        "on": "2026-11-20",
    }
    response = office.post(
        "/don-vi/99901/thanh-lap/", {**given, "decision": "Quyết định 4-QĐ/ĐU", "ghi": "1"}
    )
    assert response.status_code == 302
    cell = Cell.objects.get(unit__code="99901.90")
    assert (cell.kind, cell.since) == ("school", date(2026, 11, 20))
    assert "57" in words(office.get("/so-lieu/party.cells/"))


def test_only_who_may_write_units_changes_them():
    given = {"name": "khác", "on": "2026-11-20", "decision": "x", "ghi": "1"}
    for who in (SECRETARY, AUDITOR, CELL):
        status = signed_in(who).post("/don-vi/99901.14/doi-ten/", given).status_code
        assert status == 403, who
    assert signed_in(CELL).get("/don-vi/99901.01/").status_code == 404


def test_a_village_is_founded_under_its_commune_and_is_no_cell(office):
    form = office.get("/don-vi/99901/thanh-lap/").content.decode()
    assert '<option value="village">thôn, tổ dân phố</option>' in form
    given = {"kind": "village", "name": "thôn Bến Mới", "code": "99901.TBM", "on": "2026-11-20"}
    response = office.post(
        "/don-vi/99901/thanh-lap/", {**given, "decision": "Nghị quyết 5/NQ-HĐND", "ghi": "1"}
    )
    assert response.status_code == 302
    assert tree().by_code("99901.TBM").kind == "village"
    assert not Cell.objects.filter(unit__code="99901.TBM").exists()
    assert "1 thôn, tổ dân phố" in words(office.get("/don-vi/"))
    assert "56 chi bộ" in words(office.get("/don-vi/"))
    assert "thôn Bến Mới" in words(office.get("/don-vi/99901.TBM/"))
