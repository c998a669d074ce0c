"""The numbers of a cell's meeting: its day in the month, how long it lasts, when its papers are out; dated and cited."""

from datetime import date

from soxa.law.acts import CT_50, HD_12_MEETINGS, HD_42
from soxa.law.force import Value, law

CELL_DAY = law(
    "meetings.cell_day",
    "Ngày sinh hoạt chi bộ thường kỳ trong tháng",
    "ngày trong tháng",
    Value(amount=3, since=date(2025, 7, 23), cite=CT_50.at(""), confirmed=True),
)
LEAST_MINUTES = law(
    "meetings.least_minutes",
    "Thời lượng tối thiểu của buổi sinh hoạt chi bộ thường kỳ",
    "phút",
    Value(
        amount=90,
        since=date(2018, 7, 6),
        until=date(2025, 10, 28),
        cite=HD_12_MEETINGS.at(""),
        confirmed=False,
    ),
    Value(amount=90, since=date(2025, 10, 28), cite=HD_42.at(""), confirmed=True),
)
LEAST_MINUTES_THEMED = law(
    "meetings.least_minutes_themed",
    "Thời lượng tối thiểu của buổi sinh hoạt thường kỳ kết hợp chuyên đề",
    "phút",
    Value(
        amount=120,
        since=date(2018, 7, 6),
        until=date(2025, 10, 28),
        cite=HD_12_MEETINGS.at(""),
        confirmed=False,
    ),
    Value(amount=120, since=date(2025, 10, 28), cite=HD_42.at(""), confirmed=True),
)
PAPERS_BEFORE = law(
    "meetings.papers_before",
    "Tài liệu được gửi trước buổi sinh hoạt ít nhất",
    "ngày",
    Value(amount=1, since=date(2025, 10, 28), cite=HD_42.at(""), confirmed=True),
)
THEMES_A_QUARTER = law(
    "meetings.themes_a_quarter",
    "Số buổi sinh hoạt chuyên đề tối thiểu trong một quý",
    "buổi",
    Value(amount=1, since=date(2018, 7, 6), cite=HD_12_MEETINGS.at(""), confirmed=False),
)
