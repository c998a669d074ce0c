"""The pages of a split and of taking an act back: three steps sent whole, who may, what is refused."""

from datetime import date

import pytest

from soxa.desk.tests.signing_in import signed_in, words
from soxa.kernel.models import Entry, UnitAct
from soxa.kernel.units.tree import tree
from soxa.law.periods import FOREVER
from soxa.party.models import Membership

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book", "calendar")]
CELL, SECRETARY, AUDITOR = "buong.luc", "thuan.dang", "nhung.tran"
PAGE, BACK = "/don-vi/99901.14/chia-tach/", "/don-vi/99901.14/bo-ghi-nham/"
GIVEN = {
    "on": "20/11/2026",
    "decision": "Quyết định 5-QĐ/ĐU",
    "keeper": "",
    "name_1": "Chi bộ Mới",
    "code_1": "",
}


def home():
    return list(Membership.objects.home().filter(unit__code="99901.14", until=FOREVER).order_by("name_key"))


def test_a_cell_is_split_in_three_steps_and_the_act_taken_back(office):
    first, second = home()[:2]
    asked = office.get(PAGE)
    assert 'value="99901.57"' in asked.content.decode()
    shared = words(office.post(PAGE, GIVEN))
    assert f"Còn {len(home())}" not in shared
    assert first.member.person.full_name in shared
    goes = {f"ve-{first.pk}": "1", f"ve-{second.pk}": "1"}
    told = words(office.post(PAGE, {**GIVEN, **goes, "buoc": "3"}))
    assert "Chi bộ Mới: 2 đảng viên." in told
    assert not UnitAct.objects.filter(kind=UnitAct.SPLIT).exists()
    again = office.post(PAGE, {**GIVEN, **goes, "buoc": "3", "phan-lai": "1"}).content.decode()
    assert again.count("selected") == 2
    assert office.post(PAGE, {**GIVEN, **goes, "buoc": "3", "ghi": "1"}).status_code == 302
    assert tree().by_code("99901.57").since == date(2026, 11, 20)
    assert Membership.objects.filter(unit__code="99901.57", until=FOREVER).count() == 2
    assert "Khớp với số cuối kỳ" in words(office.get("/so-lieu/can-doi/?tu=2026-11-01&den=2026-12-31"))
    assert "Chia, tách" in words(office.get("/don-vi/99901.14/"))
    said = words(office.get(BACK))
    assert "2 đảng viên đã đi theo trở về" in said
    assert office.post(BACK, {"basis": " "}).status_code == 422
    assert office.post(BACK, {"basis": "ghi trùng"}).status_code == 302
    assert not Membership.objects.filter(unit__code="99901.57").exists()
    assert Membership.objects.get(pk=first.pk).until == FOREVER
    assert "ghi nhầm, chưa từng hoạt động" in words(office.get("/don-vi/99901.57/"))
    assert "Bỏ phần ghi nhầm" in words(office.get("/nhat-ky/"))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"name_1": ""}, "Bắt buộc"),
        ({"on": "31/02/2026"}, "31/02/2026"),
        ({"keeper": "2", "buoc": "3"}, "Chia thì ít nhất hai đơn vị mới"),
        ({"code_1": "99901.01", "buoc": "3"}, "Mã đơn vị 99901.01 đã có trong sổ"),
        ({"on": "21/11/2026", "buoc": "3"}, "Ngày 21/11/2026 chưa đến"),
    ],
)
def test_what_may_not_be_written_is_said_and_not_written(office, given, said):
    before = Entry.objects.count()
    response = office.post(PAGE, {**GIVEN, **given, "ghi": "1"})
    assert response.status_code == 422
    if said != "Bắt buộc":
        assert said in words(response)
    assert Entry.objects.count() == before


@pytest.mark.parametrize("page", [PAGE, BACK])
def test_only_who_writes_units_opens_these_pages(office, page):
    given = {"name": "Chi bộ tên mới", "on": "20/11/2026", "decision": "x", "ghi": "1"}
    assert office.post("/don-vi/99901.14/doi-ten/", given).status_code == 302
    assert office.get(page).status_code == 200
    for who in (SECRETARY, AUDITOR):
        assert signed_in(who).get(page).status_code == 403, who
    assert signed_in(CELL).get("/don-vi/99901.01/chia-tach/").status_code == 404
    assert office.get("/don-vi/99901/chia-tach/").status_code == 404
