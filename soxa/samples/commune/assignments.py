"""The tasks of the demo commune: 86 of the first half of 2026 counted by hand, what went on since, and what runs today.

Half-year: 57 from 22 weekly meetings of the standing committee, 29 from documents. On the cut-off day and on 30 June:
61 done on time, 7 late, 14 open in time, 4 overdue.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from soxa.law.calendar import Calendar
from soxa.law.seed import seed_days
from soxa.samples.commune import plan

DAY, WEEK = timedelta(days=1), timedelta(days=7)
# Mondays without a meeting: Tết, and the day off for the Hùng kings
NO_MEETING = (date(2026, 2, 16), date(2026, 4, 27))
MEETINGS = tuple(
    day
    for day in (date(2026, 1, 5) + WEEK * week for week in range(24))
    if day not in NO_MEETING and day <= plan.CUT_OFF
)
FROM_MEETINGS, IN_HALF, OPEN_IN_TIME = 57, 86, 14
LATE = (9, 18, 27, 33, 41, 52, 60)
OVERDUE = (38, 49, 57, 64)
MEETING, DOCUMENT = "conclusion", "document"
MONTHLY = (
    ("99901.PKT", "Báo cáo tiến độ giải ngân vốn đầu tư công tháng {month}", "Báo cáo kèm biểu"),
    (
        "99901.TTHC",
        "Báo cáo kết quả giải quyết thủ tục hành chính tháng {month}, nêu rõ hồ sơ quá hạn",
        "Báo cáo",
    ),
    ("99901.CAX", "Báo cáo tình hình an ninh, trật tự tháng {month}", "Báo cáo"),
    ("99901.BXDD", "Tổng hợp kết quả sinh hoạt chi bộ tháng {month} của 56 chi bộ", "Bảng tổng hợp"),
)
EXTENDED = (12, 30, 46)
EXTENDED_WHY = "Phải chờ ý kiến của cơ quan chuyên môn cấp tỉnh."


@dataclass(frozen=True)
class Planned:
    """One task as planned: where it goes, its days (None: not yet), where it comes from."""

    unit: str
    content: str
    result: str
    given: date
    due: date
    accepted: date | None = None
    finished: date | None = None
    done: date | None = None
    source: tuple[str, str, str] = ("", "", "")
    chief: bool = False
    named: bool = False
    handed: tuple[date, str, date] | None = None
    asked: tuple[date, date, str] | None = None
    first_due: tuple[date, date] | None = None
    helpers: tuple[str, ...] = field(default=())

    def by(self, on: date) -> "Planned":
        """The same as it stood at the end of a day."""
        cut: dict[str, Any] = {
            name: None
            for name in ("accepted", "finished", "done")
            if (day := getattr(self, name)) and day > on
        }
        return replace(self, **cut)


def _table() -> list[tuple[str, str, str]]:
    text = files(__package__).joinpath("tasks.csv").read_text(encoding="utf-8")
    return [
        (row["unit"], row["content"], row["result"])
        for row in csv.DictReader(text.splitlines(), delimiter=";")
    ]


def _contents() -> list[tuple[str, str, str]]:
    """The 86 contents in the order in which they were given: the monthly duties spread among the others."""
    duties = [
        (unit, said.format(month=f"{month}/2026"), result)
        for month in range(1, 7)
        for unit, said, result in MONTHLY
    ]
    once, regular, count = iter(_table()), iter(duties), len(duties)
    return [
        next(regular if place * count // IN_HALF != (place + 1) * count // IN_HALF else once)
        for place in range(IN_HALF)
    ]


@cache
def _calendar() -> Calendar:
    return Calendar.of(seed_days())


def _working(day: date) -> date:
    return _calendar().first_working(day)


def _last_working(day: date) -> date:
    while not _calendar().is_working(day):
        day -= DAY
    return day


def _given() -> list[tuple[date, tuple[str, str, str]]]:
    """Day and source of each of the 86, in order of days."""
    rows = []
    for place, day in enumerate(MEETINGS):
        count = 3 if place * 13 // len(MEETINGS) != (place + 1) * 13 // len(MEETINGS) else 2
        title = f"Thông báo kết luận giao ban Thường trực Đảng ủy ngày {day:%d/%m/%Y}"
        rows += [(day, (MEETING, f"giao-ban-{day}", title))] * count
    step = (date(2026, 6, 10) - date(2026, 1, 7)) // (IN_HALF - FROM_MEETINGS - 1)
    for place in range(IN_HALF - FROM_MEETINGS):
        day = _working(date(2026, 1, 7) + step * place)
        title = f"Văn bản số {31 + place * 7}-CV/ĐU ngày {day:%d/%m/%Y} của Đảng ủy xã"
        rows.append((day, (DOCUMENT, f"cv-{31 + place * 7}", title)))
    return sorted(rows, key=lambda row: row[0])


def half_year() -> list[Planned]:
    """The 86 tasks of the first half of 2026, with what became of them later."""
    made = []
    for place, ((given, source), (unit, content, result)) in enumerate(
        zip(_given(), _contents(), strict=True)
    ):
        task = Planned(
            unit, content, result, given, _working(given + timedelta(days=10 + place % 7)), given + DAY, source=source,
            chief=source[0] == MEETING, named=place % 3 == 0,
        )  # fmt: skip
        made.append(_fate(task, place))
    return made


def _fate(task: Planned, place: int) -> Planned:
    if place >= IN_HALF - OPEN_IN_TIME:
        due = _working(date(2026, 7, 8) + timedelta(days=place % 16))
        return replace(task, due=due, finished=due - DAY, done=due)
    if place in OVERDUE:
        finished = _working(date(2026, 7, 6) + timedelta(days=place % 9))
        return replace(task, due=min(task.due, date(2026, 6, 10)), finished=finished, done=finished + DAY)
    if place in LATE:
        finished = task.due + timedelta(days=2 + place % 3)
        return replace(task, finished=finished, done=finished + DAY)
    if place in EXTENDED:
        first = _working(task.given + 7 * DAY)
        task = replace(task, due=max(task.due, first + WEEK), first_due=(first, first - DAY))
    finished = min(task.due - timedelta(days=place % 4), plan.CUT_OFF - DAY)
    finished = max(_last_working(finished), task.given + DAY)
    return replace(
        task, due=max(task.due, finished), finished=finished, done=min(finished + DAY, plan.CUT_OFF)
    )


def rhythm(on: date) -> Iterator[Planned]:
    """What was given and done from July on: monthly duties, and every second Monday one of the half-year's kind again."""
    again, monday = _table(), date(2026, 7, 6)
    for week in range(10_000):
        given = monday + WEEK * week
        due = given + timedelta(days=11)
        if due + timedelta(days=5) >= on:
            return
        title = f"Thông báo kết luận giao ban Thường trực Đảng ủy ngày {given:%d/%m/%Y}"
        source = (MEETING, f"giao-ban-{given}", title)
        late = timedelta(days=3) if week % 7 == 4 else -timedelta(days=week % 3)
        unit, said, result = MONTHLY[week % 4]
        if given.day <= 7 or week % 2:
            content = said.format(month=f"{given.month}/{given.year}")
        else:
            unit, content, result = again[(week * 5 + 3) % len(again)]
            content = f"Kiểm điểm, tiếp tục thực hiện: {content[:1].lower()}{content[1:]}"
        finished = due + late
        yield Planned(
            unit, content, result, given, due, given + DAY, finished, finished + DAY, source, chief=True
        )


def running(on: date) -> list[Planned]:
    """What runs on the book's day: four overdue, the rest in time, each kind of waiting once."""

    def near(days: int) -> date:
        day = on + timedelta(days=days)
        return _working(day) if days >= 0 else _last_working(day)

    def said(days: int) -> tuple[str, str, str]:
        monday = met(days)
        title = f"Thông báo kết luận giao ban Thường trực Đảng ủy ngày {monday:%d/%m/%Y}"
        return MEETING, f"giao-ban-{monday}", title

    def met(days: int) -> date:
        day = on + timedelta(days=days)
        return day - timedelta(days=day.weekday())

    return [
        Planned("99901.PKT", "Xử lý dứt điểm điểm tập kết rác tự phát tại bến sông thôn Bến Đá, lắp biển cấm đổ rác", "Báo cáo kèm ảnh", met(-25), near(-8), near(-24), source=said(-25), chief=True),
        Planned("99901.PKT", "Hoàn thành hồ sơ OCOP chè Lương Bình, mật ong Mai Trạch trình hội đồng cấp tỉnh", "Hồ sơ đã nộp", met(-40), near(-12), near(-38), source=said(-40), chief=True, named=True),
        Planned("99901.PVHX", "Rà soát, chốt danh sách hộ nghèo, hộ cận nghèo cuối năm 2026 của 36 thôn", "Danh sách được công khai tại thôn", met(-31), near(-3), near(-30), source=said(-31), chief=True, named=True),
        Planned("99901.VPHU", "Trả lời 2 kiến nghị cử tri đã quá hạn về cầu Vực Trong và chợ Đồng Vải", "Văn bản trả lời cử tri", met(-28), near(-1), near(-27), source=said(-28)),
        Planned("99901.PKT", "Thống kê thiệt hại sau đợt mưa lớn, đề xuất hỗ trợ giống cây trồng vụ đông", "Báo cáo kèm biểu", met(-4), near(6), source=said(-4), chief=True, helpers=("99901.MTTQ", "99901.QSX")),
        Planned("99901.TYT", "Tổ chức chiến dịch diệt bọ gậy, phòng sốt xuất huyết tại thôn Đầm Sen và Gò Mít", "Báo cáo kết quả", met(-1), near(9), source=said(-1)),
        Planned("99901.VPDU", "Tổng hợp nội dung các đơn vị gửi phục vụ báo cáo tổng kết công tác năm 2026", "Dự thảo báo cáo", met(-14), near(4), near(-14), source=said(-14), chief=True, named=True, helpers=("99901.BXDD", "99901.UBKT", "99901.VPHU")),
        Planned("99901.CAX", "Kiểm tra, hướng dẫn an toàn phòng cháy, chữa cháy tại 9 trường học", "Biên bản kiểm tra", met(-15), near(5), near(-14), source=said(-15), asked=(near(-1), near(19), "Ba trường đang sửa chữa hệ thống điện, chưa kiểm tra được trong tháng này.")),
        Planned("99901.TTHC", "Báo cáo kết quả thí điểm trả hồ sơ tại nhà cho người cao tuổi, người khuyết tật", "Báo cáo", met(-20), near(2), near(-19), near(-1), source=said(-20), chief=True),
        Planned("99901.MTTQ", "Vận động Quỹ “Vì người nghèo” năm 2026, hỗ trợ sửa 6 nhà đại đoàn kết", "Danh sách hộ được hỗ trợ", met(-18), near(25), near(-17), source=said(-18), chief=True, named=True),
        Planned("99901.VPHU", "Rà soát 36 nhà văn hóa thôn đủ điều kiện làm điểm hỗ trợ dịch vụ công trực tuyến", "Danh sách kèm đề xuất", met(-12), near(14), near(-5), source=said(-12), handed=(near(-6), "99901.TTHC", near(10)), helpers=("99901.PVHX",)),
        Planned("99901.BXDD", "Hướng dẫn kiểm điểm, xếp loại tổ chức đảng, đảng viên cuối năm 2026", "Hướng dẫn được ban hành", met(-10), near(12), near(-9), source=said(-10), chief=True, named=True),
        Planned("99901.QSX", "Chuẩn bị sơ tuyển nghĩa vụ quân sự năm 2027 tại 36 thôn", "Danh sách công dân đủ điều kiện", met(-11), near(18), near(-10), source=said(-11)),
        Planned("99901.UBKT", "Hoàn thành kết luận cuộc kiểm tra chậm của chương trình năm 2026", "Thông báo kết luận", met(-13), near(7), near(-12), source=said(-13), chief=True, named=True),
    ]  # fmt: skip
