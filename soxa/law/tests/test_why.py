"""Due days explain themselves in sentences an official can read out."""

from datetime import date

import pytest

from soxa.law.acts import CIVIL_CODE
from soxa.law.calendar import Calendar
from soxa.law.deadlines import Limit, Pause
from soxa.law.limits import limit_on
from soxa.law.party import RECOGNITION_DAYS
from soxa.law.seed import seed_days

CALENDAR = Calendar.of(seed_days())
REST = Calendar.of(seed_days(), switches_off=True)


def why(code: str, start: date, calendar: Calendar = CALENDAR, **kwargs: object) -> list[str]:
    return limit_on(code, start).due(start, calendar, **kwargs).why()


def test_working_days_name_the_start_the_clause_the_weekends_and_the_open_day():
    assert why("KN-ACCEPT", date(2026, 11, 20)) == [
        "Bắt đầu: ngày nhận đơn khiếu nại, thứ Sáu 20/11/2026; ngày này không tính "
        "(Điều 147, Bộ luật Dân sự 91/2015/QH13).",
        "Thời hạn: 7 ngày làm việc (thụ lý hoặc thông báo không thụ lý khiếu nại), theo "
        "Điều 10 (sửa Nghị định 124/2020/NĐ-CP), Nghị định 155/2026/NĐ-CP.",
        "Không tính 4 ngày nghỉ cuối tuần: 21/11, 22/11, 28/11, 29/11.",
        "Hạn cuối: hết thứ Ba 01/12/2026.",
        "Ngày 24/11/2026 (Ngày Văn hóa Việt Nam) chưa rõ có phải ngày nghỉ; lịch đang tính là ngày làm việc.",
    ]


def test_the_open_day_taken_off_is_named_as_skipped():
    sentences = why("PDP-REPLY", date(2026, 11, 20), REST)
    assert "Không tính thứ Ba 24/11/2026: Ngày Văn hóa Việt Nam." in sentences
    assert sentences[-1].endswith("lịch đang tính là ngày nghỉ.")


def test_a_roll_over_tet_names_each_day_and_the_assumed_year():
    sentences = why("KN-1-NORMAL", date(2027, 1, 8))
    assert sentences[2:] == [
        "Ngày cuối là ngày nghỉ: 07/02/2027 (Chủ nhật), 08/02/2027 (Tết Nguyên đán), 09/02/2027 (Tết Nguyên đán), "
        "10/02/2027 (Tết Nguyên đán), 11/02/2027 (Tết Nguyên đán); chuyển sang ngày làm việc tiếp theo "
        "(Điều 148 khoản 5, Bộ luật Dân sự 91/2015/QH13).",
        "Hạn cuối: hết thứ Sáu 12/02/2027.",
        "Lịch nghỉ năm 2027 là giả định, chưa công bố: hạn có thể đổi khi có lịch chính thức.",
    ]


def test_a_worked_saturday_is_said_to_count():
    sentences = why("1.004873", date(2026, 8, 20))
    assert "Có tính thứ Bảy 22/08/2026: Làm bù cho ngày 31/8/2026." in sentences
    assert "Hạn cuối: hết thứ Hai 24/08/2026." in sentences
    assert sentences[-1] == "Thời hạn này chưa được xác nhận với văn bản đang có hiệu lực."


def test_a_pause_is_told():
    pauses = [Pause(date(2026, 12, 11), date(2027, 1, 11))]
    assert (
        "Tạm đình chỉ từ thứ Sáu 11/12/2026, tiếp tục từ thứ Hai 11/01/2027; thời gian giữa hai ngày không tính."
        in why("KN-1-NORMAL", date(2026, 12, 1), pauses=pauses)
    )


def test_a_pause_after_the_end_changes_nothing_and_is_not_told():
    late = [Pause(date(2027, 3, 1))]
    assert why("KN-1-NORMAL", date(2026, 12, 1), pauses=late) == why("KN-1-NORMAL", date(2026, 12, 1))


def test_a_posting_counts_its_first_day_and_does_not_speak_of_the_calendar():
    sentences = why("LAW10-POST", date(2026, 11, 23))
    assert sentences[0].endswith("ngày này được tính là ngày thứ nhất.")
    assert sentences[-1].startswith("Giữ ít nhất đến hết thứ Ba 22/12/2026;")


def test_a_year_nobody_entered_is_said_to_be_empty():
    sentences = (
        Limit("x", "x", 1, "working_day", CIVIL_CODE.at("Điều 147")).due(date(2040, 1, 2), CALENDAR).why()
    )
    assert sentences[-1] == "Lịch nghỉ năm 2040 chưa được nhập: chỉ biết thứ Bảy và Chủ nhật là ngày nghỉ."


def test_a_dated_value_of_the_law_makes_a_limit():
    start = date(2026, 1, 6)
    limit = Limit.under(RECOGNITION_DAYS, start, unit="working_day", event="ngày hết 12 tháng dự bị")
    due = limit.due(start, CALENDAR)
    # 7, 8, 9, 10 (a worked Saturday) January: 4; then four full weeks to 6 February: 24; then 9–13 February: 29;
    # Tết from 16 to 20 February; Monday 23 February is the 30th.
    assert due.on == date(2026, 2, 23)
    assert due.why()[1].endswith("theo mục 4, Quy định 294-QĐ/TW.")


def test_pauses_out_of_order_and_limits_of_no_length_are_refused():
    limit = limit_on("KN-1-NORMAL", date(2026, 12, 1))
    with pytest.raises(ValueError, match="Các lần tạm đình chỉ"):
        limit.due(date(2026, 12, 1), CALENDAR, pauses=[Pause(date(2026, 11, 30))])
    with pytest.raises(ValueError, match="Các lần tạm đình chỉ"):
        limit.due(date(2026, 12, 1), CALENDAR, pauses=[Pause(date(2026, 12, 5)), Pause(date(2026, 12, 8))])
    with pytest.raises(ValueError, match="Ngày tiếp tục"):
        Pause(date(2026, 12, 5), date(2026, 12, 4))
    with pytest.raises(ValueError, match="at least one day"):
        Limit("x", "x", 0, "working_day", CIVIL_CODE.at(""))


def test_two_pauses_keep_their_days_apart_in_working_days():
    limit = Limit("x", "x", 7, "working_day", CIVIL_CODE.at("Điều 147"))
    pauses = [Pause(date(2026, 12, 2), date(2026, 12, 9)), Pause(date(2026, 12, 11), date(2026, 12, 21))]
    # From Tuesday 1/12: 2/12 is 1 day; after Wednesday 9/12: 10 and 11/12, 3 days; after Monday 21/12: 22, 23, 24, 25/12.
    assert limit.due(date(2026, 12, 1), CALENDAR, pauses=pauses).on == date(2026, 12, 25)
