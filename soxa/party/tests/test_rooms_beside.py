"""What study and inspection lay beside a member and a cell: inspections of a member for few, the rest for who reads the page."""

# ruff: noqa: F401, F811 – the fixtures are those of the rooms

from datetime import date

import pytest

from soxa.party.study import flow
from soxa.party.tests.test_inspection import approved, asked, inspector, planned, walk, year
from soxa.party.tests.test_inspection_sight import cast, hidden, standing_hidden
from soxa.party.tests.test_study import answers, sitting, study

pytestmark = pytest.mark.django_db
CELL = "/chi-bo/99801.01/"


@pytest.mark.parametrize(
    ("login", "sees"), [("ubkt", True), ("bithu", True), ("chanh", False), ("buong", False)]
)
def test_the_inspection_of_a_member_is_for_few(at, cast, hidden, login, sees):
    text = at(login).get(f"/dang-vien/{cast.members['an'].pk}/").content.decode()
    assert ("Nêu gương" in text) is sees
    assert ('id="kiem-tra"' in text) is sees


@pytest.mark.parametrize(("login", "closed"), [("ubkt", True), ("chanh", False), ("buong", False)])
def test_a_cell_shows_its_own_inspections_and_hides_what_is_closed(at, hidden, login, closed):
    text = at(login).get(CELL).content.decode()
    assert f"/kiem-tra/{hidden['open'].pk}/" in text
    assert (f"/kiem-tra/{hidden['closed'].pk}/" in text) is closed
    assert f"/kiem-tra/{hidden['of_member'].pk}/" not in text


def test_the_year_of_study_lies_beside_member_and_cell(at, cast, sitting, head):
    ben_da, key = cast.units["ben_da"].pk, cast.members["an"].pk
    page = f"/dang-vien/{key}/"
    browser = at("chanh")
    assert 'id="hoc-tap"' not in browser.get(page).content.decode()
    flow.call_roll(sitting, ben_da, answers(cast, an=flow.ABSENT), head)
    flow.register(ben_da, 2026, [key], head, on=date(2026, 2, 10))
    text = browser.get(page).content.decode()
    assert "Có mặt 0 trên 1 buổi học tập phải dự" in text
    assert "đã đăng ký làm theo Bác" in text
    text = browser.get(CELL).content.decode()
    assert "1 buổi học tập, 80% lượt đảng viên có mặt" in text
    assert "1 trên 5 đồng chí đã đăng ký làm theo Bác" in text
    assert "Chi bộ chưa đăng ký nội dung làm theo." in text
    assert "Ghi đăng ký của đồng chí" in text
    assert "Xem đăng ký của đồng chí" in at("nhung").get(CELL).content.decode()
