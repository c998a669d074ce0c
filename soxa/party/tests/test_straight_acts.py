"""Expulsion, strike-off and admission written straight: for papers of before the book, by who may judge, beside no open case."""

from datetime import date

import pytest

from soxa.kernel import journal
from soxa.kernel.flow import Refused
from soxa.kernel.models import Entry
from soxa.kernel.preferences import put
from soxa.law.partial import PartialDate
from soxa.party.flow import enter, take
from soxa.party.opening import OPENED
from soxa.party.standing import life_of
from soxa.party.tests.cast import TODAY
from soxa.party.tests.test_discipline import opened
from soxa.party.tests.test_striking import raised

BEGAN = date(2026, 7, 1)


@pytest.fixture
def began(cast, head) -> None:
    """The commune works with the book since 01/07/2026."""
    put(OPENED, str(BEGAN), since=date(2026, 1, 1), actor=head, unit_id=cast.units["upper"].pk)


def refused(cast, head, name, on) -> str:
    before = Entry.objects.count()
    with pytest.raises(Refused) as told:
        take(name, cast.members["an"], head, today=TODAY, facts={"on": on, "paper": "QĐ 5"})
    assert Entry.objects.count() == before
    assert life_of(cast.members["an"], TODAY).standing == "official"
    return str(told.value)


@pytest.mark.parametrize(("name", "room"), [("expelled", "Kỷ luật"), ("struck_off", "Xóa tên")])
def test_from_the_opening_day_on_only_a_case_expels_and_strikes_off(cast, head, began, name, room):
    said = refused(cast, head, name, BEGAN)
    assert "trước ngày 01/07/2026" in said
    assert f"lập hồ sơ ở mục {room}" in said
    take(name, cast.members["an"], head, today=TODAY, facts={"on": date(2026, 6, 30), "paper": "QĐ 5"})
    assert life_of(cast.members["an"], TODAY).standing == name


@pytest.mark.parametrize("name", ["expelled", "struck_off"])
@pytest.mark.parametrize("begin", [opened, raised])
def test_while_a_case_is_open_it_is_the_case_that_goes_on(cast, head, name, begin):
    begin(cast, head)
    assert "Đang có hồ sơ xem xét việc này" in refused(cast, head, name, date(2026, 6, 30))


@pytest.mark.parametrize("slug", ["khai-tru", "xoa-ten"])
def test_a_clerk_opens_no_case_and_judges_nobody(at, cast, slug):
    cast.office("vt", "clerk", "upper", "Văn thư")
    address = f"/dang-vien/{cast.members['an'].pk}"
    clerk, office = at("vt"), at("chanh")
    assert clerk.get(f"{address}/xem-xet-ky-luat/").status_code == 403
    assert clerk.get(f"{address}/{slug}/").status_code == 403
    assert clerk.post(f"{address}/{slug}/", {"on": "01/02/2020", "paper": "QĐ 5"}).status_code == 403
    assert life_of(cast.members["an"], TODAY).standing == "official"
    assert "Chỉ ghi thẳng việc có trước khi dùng sổ này" in office.get(f"{address}/{slug}/").content.decode()


def newcomer(cast, head, on, **facts):
    given = {"full_name": "Hoàng Văn Mới", "born": PartialDate(1998, 4, 2), "unit": cast.units["ben_da"].pk}
    given |= {"decision_on": date(2026, 6, 1), "on": on, "paper": "QĐ 1", **facts}
    return enter("admit", head, today=TODAY, facts=given)


def test_from_the_opening_day_on_admission_goes_by_its_case(cast, head, began):
    with pytest.raises(Refused, match="lập hồ sơ ở mục Kết nạp"):
        newcomer(cast, head, BEGAN)
    assert newcomer(cast, head, date(2026, 6, 30)).pk


def test_where_no_day_is_set_the_first_load_of_members_is_the_opening(cast, head):
    upper = cast.units["upper"]
    load = {"subject": ("workbook", "x"), "on": date(2026, 3, 5), "facts": {}, "unit_id": upper.pk}
    journal.write(head, "sheets", "members", **load)
    assert "trước ngày 05/03/2026" in refused(cast, head, "expelled", date(2026, 3, 5))
    take("expelled", cast.members["an"], head, today=TODAY, facts={"on": date(2026, 3, 4), "paper": "QĐ"})
