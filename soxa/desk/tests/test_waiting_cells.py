"""What waits about cells on the demo book: two without a follower, two congresses due within three months; many are one line."""

from datetime import date

import pytest
from django.contrib.auth import get_user_model

from soxa.desk.waiting_congress import congresses
from soxa.desk.waiting_following import unfollowed
from soxa.org.models import Office

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]
TODAY = date(2026, 11, 20)


def reader(login: str):
    return get_user_model().objects.get(username=login)


def test_cells_without_a_follower_are_one_line():
    line = unfollowed(reader("tuyet.ngo"), TODAY)[0]
    assert line.title == "2 chi bộ chưa có cấp ủy viên theo dõi"
    assert line.detail == "Chi bộ Công ty TNHH Chè Lương Bình, Chi bộ HTX Thủy sản Đầm Sen"
    assert line.address == "/chi-bo/theo-doi/?muc=chua-co"


def test_while_nobody_is_assigned_at_all_nothing_is_said():
    Office.objects.filter(code="cell_follower").moved(Office.objects.first().entry, code="")
    assert unfollowed(reader("tuyet.ngo"), TODAY) == []


def test_congresses_due_within_three_months():
    """HTX Nông nghiệp held its own on 20/5/2024 and may wait until 18/12/2026; HTX Thủy sản on 25/6/2024."""
    lines = congresses(reader("tuyet.ngo"), TODAY)
    assert [(line.title, line.on, line.words) for line in lines] == [
        ("Đại hội: Chi bộ HTX Nông nghiệp Khê Hạ", date(2026, 12, 18), "Còn 28 ngày"),
        ("Đại hội: Chi bộ HTX Thủy sản Đầm Sen", date(2026, 12, 25), "Còn 35 ngày"),
    ]
    late = congresses(reader("tuyet.ngo"), date(2026, 12, 26))
    assert [line.words for line in late] == ["Quá hạn 8 ngày", "Quá hạn 1 ngày"]


def test_many_are_one_line():
    """In August 2027 the cells that held theirs in March 2025 are due in September."""
    (line,) = congresses(reader("tuyet.ngo"), date(2027, 8, 1))
    assert "tổ chức đảng quá hạn hoặc sắp đến hạn đại hội" in line.title
    assert line.detail.startswith("2 quá hạn; gần nhất: Chi bộ HTX Nông nghiệp")


@pytest.mark.parametrize("login", ["buong.luc", "thuan.dang", "quang.bui"])
def test_who_cannot_write_is_not_called(login):
    assert unfollowed(reader(login), TODAY) == []
    assert congresses(reader(login), TODAY) == []
