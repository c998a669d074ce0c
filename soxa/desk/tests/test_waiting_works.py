"""What waits of public works and OCOP: works past their term, findings past their day, certificates that end."""

from datetime import date

import pytest

from soxa.desk.waiting_works import works
from soxa.org.models import Account
from soxa.samples.demo_fixture import DEMO_DAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]


def waits(who, on=DEMO_DAY):
    return [(one.title, one.level, one.words) for one in works(Account.objects.get(username=who), on)]


def test_who_writes_is_told_in_one_line_each():
    # the road of Mai Dong was due on 10/11, its barriers on 31/10; the rice's certificate ends on 21/12
    assert waits("tuyet.ngo") == [
        ("1 công trình chậm tiến độ", "bad", "Quá hạn 10 ngày"),
        ("1 phát hiện của Ban Giám sát đầu tư của cộng đồng quá hạn khắc phục", "bad", "Quá hạn 20 ngày"),
        ("1 sản phẩm OCOP sắp hết hoặc đã hết thời hạn", "warn", "Sắp hết thời hạn"),
    ]


def test_a_reader_is_told_nothing():
    assert waits("thuan.dang") == []
    assert waits("buong.luc") == []


def test_the_day_a_term_ends_is_not_late():
    assert "1 công trình chậm tiến độ" not in [
        title for title, _level, _words in waits("tuyet.ngo", date(2026, 11, 10))
    ]
    assert "1 công trình chậm tiến độ" in [
        title for title, _level, _words in waits("tuyet.ngo", date(2026, 11, 11))
    ]
