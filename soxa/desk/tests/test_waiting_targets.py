"""What waits of targets: one's own remedies, what is not decided, what is late."""

from datetime import date

import pytest

from soxa.desk.waiting_targets import targets
from soxa.kernel.access import machine
from soxa.kernel.models import Unit
from soxa.law.periods import Period
from soxa.org.models import Account, Office
from soxa.samples.demo_fixture import DEMO_DAY
from soxa.steering.targets import flow
from soxa.steering.targets.models import Standing, Target

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]


def waits(who, on=DEMO_DAY):
    return [(one.title, one.level, one.words) for one in targets(Account.objects.get(username=who), on)]


def test_who_answers_for_a_remedy_is_told_until_its_day_and_after():
    # the organiser answers for admissions until 30/9
    admitted = "Khắc phục chỉ tiêu: Kết nạp đảng viên"
    assert (admitted, "warn", "Hôm nay") in waits("kien.phung", date(2026, 9, 30))
    assert (admitted, "bad", "Quá hạn 1 ngày") in waits("kien.phung", date(2026, 10, 1))
    assert (admitted, "quiet", "Còn 8 ngày") in waits("kien.phung", date(2026, 9, 22))


def test_the_office_is_told_of_what_is_late_in_one_line():
    # all but the schools', which has until 30/11
    assert waits("tuyet.ngo") == [("7 chỉ tiêu quá hạn khắc phục", "bad", "Quá hạn 81 ngày")]
    assert waits("thuan.dang") == []


def test_an_assessment_that_is_not_decided_waits_for_the_office():
    case = flow.begin(
        Unit.objects.get(code="99901").pk, Period.parse("2026-Q3"), machine("x"), today=DEMO_DAY
    )
    lacking = sum(bool(one.lacks) for one in Standing.objects.filter(assessment=case))
    (found,) = (
        one for one in targets(Account.objects.get(username="yen.le"), DEMO_DAY) if "quý III" in one.title
    )
    assert found.detail.startswith(f"{lacking} chỉ tiêu vàng, đỏ chưa ghi đủ")
    assert lacking > 0
    assert [title for title, _level, _words in waits("nhung.tran")] == []


def test_targets_whose_person_left_wait_for_the_office_in_one_line():
    held = Target.objects.get(code="rural.criteria")
    many = Target.objects.filter(person_id=held.person_id).count()
    Office.objects.filter(person_id=held.person_id).moved(held.entry, until=date(2026, 11, 20))
    assert (f"{many} chỉ tiêu không còn người phụ trách", "warn", "Thôi giữ chức vụ") in waits("tuyet.ngo")
    assert not [title for title, _level, _words in waits("buong.luc") if "phụ trách" in title]
    assert not [title for title, _l, _w in waits("tuyet.ngo", date(2026, 11, 19)) if "phụ trách" in title]
