"""What is wrong with a form of works and programmes is told while it is typed, field by field as they are filled in; nothing is written."""

from datetime import date

import pytest

from soxa.desk.tests.signing_in import markup
from soxa.kernel.access import machine
from soxa.kernel.models import Entry, Unit
from soxa.kernel.units.tree import tree
from soxa.org.models import Office
from soxa.steering.programmes import flow as programmes
from soxa.steering.programmes import work as items
from soxa.steering.programmes.models import WorkProgramme
from soxa.steering.works.models import Work

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]

DAY = date(2026, 11, 16)


def typed(at, address, who="tuyet.ngo", **data):
    before = Entry.objects.count()
    answer = at(who).post(f"{address}?dang-go=1", data)
    assert Entry.objects.count() == before
    return answer.status_code, markup(answer)


def named(symbol):
    return WorkProgramme.objects.get(symbol=symbol)


def work(begins):
    return f"/cong-trinh/{Work.objects.get(name__startswith=begins).pk}"


@pytest.fixture
def planting():
    facts = {
        "kind": "plan", "symbol": "", "title": "Trồng rừng", "resolution": None, "above": None, "targets": [],
        "lead_unit": None, "person": None, "since": DAY, "last_on": date(2026, 12, 31), "paper": "",
    }  # fmt: skip
    one = programmes.new(Unit.objects.get(code="99901").pk, facts, machine("test"), today=DAY)
    programmes.take("adopt", one, machine("test"), {"on": DAY})
    return one


def test_a_cycle_of_programmes_before_the_rest_of_the_form_is_filled_in(at):
    above, part = named("16-CTr/ĐU"), named("24/KH-UBND")
    status, said = typed(at, f"/chuong-trinh/{above.pk}/dinh-chinh/", above=part.pk, title="")
    assert (status, "thì thành vòng" in said) == (200, True)
    assert "phải ghi" not in said  # nobody has come to the other fields yet


def test_an_owner_whose_post_has_ended(at):
    one = named("11-KH/ĐU")
    for office in Office.objects.filter(person=one.person):
        office.until = date(2026, 11, 1)
        office.save()
    said = typed(at, f"/chuong-trinh/{one.pk}/dinh-chinh/", person=one.person_id)[1]
    assert f"Đồng chí {one.person.full_name} nay không giữ chức vụ nào" in said


def test_the_last_day_of_a_new_programme_before_its_first(at):
    said = typed(at, "/chuong-trinh/them/", since="01/11/2026", last_on="31/10/2026")[1]
    assert "Ngày cuối không trước ngày bắt đầu 01/11/2026." in said


def test_an_item_due_before_its_programme_begins_or_of_someone_who_serves_elsewhere(at, planting):
    address = f"/chuong-trinh/{planting.pk}/viec/them/"
    assert "Hạn 15/11/2026 trước ngày chương trình bắt đầu" in typed(at, address, due_on="15/11/2026")[1]
    assert "class" not in typed(at, address, due_on="16/11/2026")[1]
    other = Office.objects.filter(unit__code="99901.CAX", role="unit_head").first().person
    said = typed(at, address, unit=tree().codes["99901.PKT"], person=other.pk)[1]
    assert f"Đồng chí {other.full_name} không giữ chức vụ trong Phòng Kinh tế" in said


def test_an_item_due_before_it_is_given(at, planting):
    facts = {
        "kind": "work", "content": "Chọn giống", "result_wanted": "", "unit": tree().codes["99901.PKT"], "person": None,
        "due_on": date(2026, 11, 18),
    }  # fmt: skip
    one = items.add(planting, facts, machine("test"), today=DAY)
    address = f"/chuong-trinh/{planting.pk}/giao-viec/"
    said = typed(at, address, items=one.pk, given_on="19/11/2026")[1]
    assert "Việc 1: hạn 18/11/2026 trước ngày giao 19/11/2026" in said
    assert "class" not in typed(at, address, items=one.pk, given_on="18/11/2026")[1]


def test_a_programme_opened_again_before_it_ended(at, planting):
    programmes.take("close", planting, machine("test"), {"on": date(2026, 11, 18), "result": "Đạt"})
    said = typed(at, f"/chuong-trinh/{planting.pk}/mo-lai/", on="17/11/2026")[1]
    assert "Ngày mở lại không trước ngày kết thúc 18/11/2026." in said


ROAD, BRIDGE = "Đường bê tông trục thôn Bến Đá", "Cầu dân sinh"
OF_WORKS = [
    (ROAD, "giai-ngan", {"year": "2026", "amount": "441 triệu"}, "vượt kế hoạch vốn 6.800.000.000 đồng"),
    (ROAD, "ke-hoach-von", {"year": "2026", "amount": "1 triệu"}, "vượt kế hoạch vốn 1.000.000 đồng"),
    (ROAD, "tien-do", {"on": "01/01/2026"}, "Ngày này trước ngày khởi công"),
    (ROAD, "tien-do", {"on": "15/11/2026", "percent": "90"}, "Khối lượng giảm có đúng không?"),
    (ROAD, "tien-do", {"percent": "101"}, "Khối lượng từ 0 đến 100%."),
    (ROAD, "gia-han", {"on": "01/01/2020"}, "Ngày của văn bản không trước"),
    (ROAD, "dong-gop", {"kind": "land", "quantity": "0"}, "Số lượng phải lớn hơn 0."),
    (BRIDGE, "dung", {"on": "01/09/2026"}, "Ngày dừng không trước"),
    (BRIDGE, "giam-sat", {"content": "x"}, "chưa ghi Ban Giám sát"),
    (ROAD, "dinh-chinh", {"started_on": "01/01/2025"}, "trước ngày quyết định đầu tư"),
]


@pytest.mark.parametrize(("begins", "door", "data", "words"), OF_WORKS)
def test_what_is_wrong_with_an_act_on_a_work(at, begins, door, data, words):
    status, said = typed(at, f"{work(begins)}/{door}/", **data)
    assert (status, words in said) == (200, True)


def test_what_is_wrong_with_a_new_work(at):
    said = typed(at, "/cong-trinh/them/", since="02/11/2026", planned_finish="01/11/2026")[1]
    assert "Dự kiến hoàn thành 01/11/2026 trước ngày quyết định đầu tư 02/11/2026." in said
    again = typed(at, "/cong-trinh/them/", name="CẦU dân sinh  Suối Cạn", since="24/12/2025")[1]
    assert "Công trình này đã có trong sổ" in again


def test_nothing_is_said_of_a_form_nobody_has_begun(at, planting):
    for address in ("/cong-trinh/them/", f"{work(ROAD)}/giai-ngan/", "/chuong-trinh/them/"):
        assert "class" not in typed(at, address)[1]


def test_who_may_not_write_is_told_nothing(at):
    one = named("11-KH/ĐU")
    for address in (f"/chuong-trinh/{one.pk}/dinh-chinh/", f"{work(ROAD)}/giai-ngan/"):
        assert typed(at, address, who="thuan.dang")[0] == 403


def test_the_forms_ask_while_they_are_typed(at, planting):
    office = at("tuyet.ngo")
    for address in (
        "/cong-trinh/them/?don-vi=99901",
        f"{work(ROAD)}/giai-ngan/",
        f"{work(ROAD)}/dung/",
        "/chuong-trinh/them/",
        f"/chuong-trinh/{planting.pk}/dinh-chinh/",
        f"/chuong-trinh/{planting.pk}/viec/them/",
        "/san-pham-ocop/them/",
    ):
        page = office.get(address).content.decode().replace("&amp;", "&")
        asked = address + ("&" if "?" in address else "?") + "dang-go=1"
        assert f'hx-post="{asked}"' in page, address
