"""What waits for whom: a task with nobody named is shown to who holds a fitting office, and in words who should take it."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from soxa.kernel.request_memo import held_request
from soxa.org.models import Account, Office
from soxa.tasks.board import board
from soxa.tasks.effects import Said
from soxa.tasks.mine import calls
from soxa.tasks.takers import serving
from soxa.tasks.tests.cast import LONG_NAME, TODAY

pytestmark = pytest.mark.django_db


def titles(cast, login):
    return [one.title for one in calls(cast.accounts[login], TODAY)]


def test_a_task_with_nobody_named_waits_for_every_fitting_office_of_the_unit(cast):
    cast.task("Việc chung", given_on=date(2026, 11, 19), due_on=date(2026, 12, 1))
    for login in ("kinhte", "chuyenvien"):
        (call,) = calls(cast.accounts[login], TODAY)
        assert call.title == "Nhận việc: Việc chung"
        assert "Lò Văn Ấn (Trưởng phòng Kinh tế)" in call.detail
        # two working days after Thursday 19/11: Monday
        assert call.on == date(2026, 11, 23)
        assert any("chưa được xác nhận" in sentence for sentence in call.why)
    for login in ("vanhoa", "khac", "chanh", "dan"):
        assert titles(cast, login) == []


def test_once_named_it_waits_for_that_person_and_overdue_for_the_head_too(cast):
    task = cast.task("Việc riêng", person_id=cast.people["chuyenvien"].pk, due_on=date(2026, 11, 20))
    cast.step(task, "accept", date(2026, 11, 3))
    assert titles(cast, "chuyenvien") == ["Nhiệm vụ: Việc riêng"]
    assert titles(cast, "kinhte") == []
    late = cast.task("Việc trễ", person_id=cast.people["chuyenvien"].pk, due_on=date(2026, 11, 19))
    cast.step(late, "accept", date(2026, 11, 3))
    assert titles(cast, "kinhte") == ["Nhiệm vụ: Việc trễ"]


def test_a_unit_in_which_nobody_holds_an_office(cast):
    """Nobody can take it: the giver's side is told by the board, with words."""
    cast.task("Việc của trạm", unit="empty")
    (unit,) = board(cast.accounts["chanh"], TODAY)
    assert "chưa có ai giữ chức vụ nhận việc" in unit.rows[0].taker
    assert titles(cast, "chanh") == ["1 nhiệm vụ quá hạn cần đôn đốc"]


def test_the_inner_day_is_the_one_that_waits(cast):
    task = cast.task("Việc chuyển", due_on=date(2026, 12, 10))
    facts = {"unit": cast.units["culture"].pk, "inner_due": date(2026, 11, 25)}
    cast.step(task, "hand_on", date(2026, 11, 18), **facts)
    cast.step(task, "accept", date(2026, 11, 18))
    (call,) = calls(cast.accounts["vanhoa"], TODAY)
    assert call.on == date(2026, 11, 25)
    assert "hạn nội bộ 25/11/2026" in call.detail
    assert titles(cast, "kinhte") == []


def test_requests_and_reports_wait_for_the_giver(cast):
    asking, reporting = (
        cast.task("Xin hạn", due_on=date(2026, 11, 27)),
        cast.task("Đã xong", due_on=date(2026, 11, 27)),
    )
    for task in (asking, reporting):
        cast.step(task, "accept", date(2026, 11, 3))
    cast.step(asking, "ask", date(2026, 11, 19), wanted=date(2026, 12, 4), why=Said("Mưa lũ"))
    cast.step(reporting, "report", date(2026, 11, 19), text=Said("Xong"))
    assert titles(cast, "chanh") == ["Trả lời xin gia hạn: Xin hạn", "Xác nhận kết quả: Đã xong"]
    assert titles(cast, "kinhte") == ["Nhiệm vụ: Xin hạn"]
    assert titles(cast, "khac") == []


def test_how_many_questions_do_not_grow(cast):
    def asked():
        reader = Account.objects.get(username="kinhte")
        with held_request(), CaptureQueriesContext(connection) as found:
            assert calls(reader, TODAY)
        return len(found)

    numbers = []
    for count in (1, 2, 40):
        for place in range(count):
            cast.task(f"Việc {place}", due_on=TODAY + timedelta(days=place))
        numbers.append(asked())
    assert numbers[1] == numbers[2] <= 12  # the first also read the settings into memory


def test_the_reminder_says_what_to_do(cast):
    cast.task("Nộp báo cáo quý.", due_on=date(2026, 11, 13))
    cast.task("Rà soát hộ nghèo", due_on=date(2026, 11, 19))
    cast.task("Còn hạn", due_on=date(2026, 11, 20))
    (unit,) = board(cast.accounts["chanh"], TODAY, sender="Chánh Văn phòng Đảng ủy")
    assert unit.reminder.splitlines() == [
        "Kính gửi: Phòng Kinh tế (đồng chí Lò Văn Ấn, Trưởng phòng Kinh tế)",
        "Đến hết ngày 20/11/2026, đơn vị còn 02 nhiệm vụ quá hạn:",
        "1. Nộp báo cáo quý – hạn 13/11/2026, quá hạn 7 ngày.",
        "2. Rà soát hộ nghèo – hạn 19/11/2026, quá hạn 1 ngày.",
        "Đề nghị đơn vị thực hiện và báo cáo kết quả trong sổ, hoặc xin gia hạn và nêu rõ lý do, chậm nhất ngày 24/11/2026.",
        "Chánh Văn phòng Đảng ủy",
    ]
    assert LONG_NAME not in unit.reminder


def test_who_holds_two_offices_of_a_unit_serves_there_once_by_the_one_that_takes_tasks(cast):
    who, unit = cast.people["chuyenvien"], cast.units["economy"]
    Office.objects.create(
        person=who, unit=unit, role="participant", title="Tổ trưởng công đoàn", since=date(2026, 1, 1), rank=0
    )
    (one,) = [one for one in serving([unit.pk], TODAY)[unit.pk] if one.person_id == who.pk]
    assert (one.name, one.unit_id, one.takes) == (who.full_name, unit.pk, True)
    assert one.title != "Tổ trưởng công đoàn"
