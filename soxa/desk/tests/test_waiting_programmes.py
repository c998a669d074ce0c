"""What waits of programmes: items to be given, milestones that are due, findings past their day; for whom."""

from datetime import date

import pytest

from soxa.desk.waiting_programmes import programmes
from soxa.org.models import Account
from soxa.samples.demo_fixture import DEMO_DAY
from soxa.steering.programmes.models import ProgrammeItem

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]

POVERTY, RURAL = "Giảm nghèo bền vững năm 2026", "Xây dựng xã nông thôn mới giai đoạn 2026–2030"
INSPECTED = "Thanh tra, kiểm tra quản lý đất công ích, thu chi các khoản đóng góp năm 2026"


def waits(who, on=DEMO_DAY):
    return {one.title: (one.level, one.words) for one in programmes(Account.objects.get(username=who), on)}


def test_the_office_is_told_of_items_and_findings():
    # the loans are due on 20/12, the file of criteria on 31/3, the fees since 31/10
    assert waits("tuyet.ngo") == {
        f"Giao 1 việc của chương trình: {POVERTY}": ("quiet", "Còn 30 ngày"),
        f"Giao 1 việc của chương trình: {RURAL}": ("quiet", "Còn 131 ngày"),
        f"1 kiến nghị quá hạn khắc phục: {INSPECTED}": ("bad", "Quá hạn 20 ngày"),
    }


def test_who_gives_and_does_not_write_is_told_what_is_to_be_given():
    assert set(waits("thuan.dang")) == {
        f"Giao 1 việc của chương trình: {POVERTY}", f"Giao 1 việc của chương trình: {RURAL}",
    }  # fmt: skip
    assert waits("nhung.tran") == waits("tham.mong") == {}


def test_a_milestone_waits_for_its_cell_alone_from_two_weeks_before():
    check = "Mốc của chương trình: Kiểm tra kết quả giúp hộ nghèo cuối năm"
    assert check not in waits("buong.luc", date(2026, 11, 20))
    assert waits("buong.luc", date(2026, 11, 21)) == {check: ("quiet", "Còn 14 ngày")}
    assert waits("buong.luc", date(2026, 12, 6))[check] == ("bad", "Quá hạn 1 ngày")


def test_a_finding_is_late_from_the_day_after_its_last():
    late = f"1 kiến nghị quá hạn khắc phục: {INSPECTED}"
    assert late not in waits("diep.cao", date(2026, 10, 31))
    assert waits("diep.cao", date(2026, 11, 1))[late] == ("bad", "Quá hạn 1 ngày")


def test_what_is_dropped_waits_for_nobody():
    one = ProgrammeItem.objects.get(content__startswith="Giải ngân vốn vay")
    one.dropped_on = DEMO_DAY
    one.save()
    assert f"Giao 1 việc của chương trình: {POVERTY}" not in waits("tuyet.ngo")
