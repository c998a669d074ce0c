"""What an invented member is like: age, years of joining, schooling and work, fit for the kind of his cell."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from soxa.law.partial import PartialDate
from soxa.samples.names import weighted

# kind of cell → ages in 2026 of those long in it: (from, to, weight)
AGES = {
    "village": ((22, 35, 12), (36, 50, 22), (51, 64, 28), (65, 79, 28), (80, 87, 8), (88, 95, 2)),
    "agency": ((27, 38, 35), (39, 50, 45), (51, 59, 20)),
    "police": ((24, 35, 55), (36, 50, 45)),
    "military": ((24, 35, 50), (36, 50, 50)),
    "health": ((27, 40, 45), (41, 57, 55)),
    "school": ((26, 38, 40), (39, 57, 60)),
    "enterprise": ((27, 40, 60), (41, 57, 40)),
    "cooperative": ((32, 45, 40), (46, 64, 60)),
}
# kind of cell → ages of those newly admitted
NEWCOMERS = {"village": (20, 42), "school": (24, 36), "police": (22, 28), "enterprise": (24, 38), "cooperative": (28, 44)}  # fmt: skip
HARVEST = date(2023, 12, 20)  # who joined later is written down with the year 2024

WORK = {
    "agency": "công chức xã:8 cán bộ chuyên trách:3 chuyên viên:4 kế toán:1 người hoạt động không chuyên trách:2",
    "police": "cán bộ công an:1",
    "military": "trợ lý quân sự:2 dân quân thường trực:2",
    "health": "điều dưỡng:3 y sĩ:3 bác sĩ:2 nữ hộ sinh:2 dược sĩ:1",
    "school": "giáo viên:12 tổ trưởng chuyên môn:2 nhân viên thư viện:1 kế toán:1",
    "enterprise": "công nhân:4 tổ trưởng sản xuất:2 kế toán:1 kỹ thuật viên:2",
    "cooperative": "xã viên hợp tác xã:3 kế toán hợp tác xã:1 kỹ thuật viên:1",
}
VILLAGE_WORK = {
    "M": (
        (35, "nông dân:4 công nhân:3 lái xe:2 kinh doanh:1 thợ điện:1 bộ đội phục viên:3 phó trưởng thôn:1"),
        (
            60,
            "nông dân:10 kinh doanh:2 thợ xây:3 lái xe:2 công nhân:1 thợ mộc:1 trưởng thôn:1 trưởng ban công tác Mặt trận thôn:1",
        ),
        (200, "hưu trí:7 nông dân:5"),
    ),
    "F": (
        (35, "nông dân:4 công nhân may:6 kinh doanh:2 chi hội trưởng phụ nữ thôn:1"),
        (56, "nông dân:10 kinh doanh:3 công nhân may:2 chi hội trưởng phụ nữ thôn:2 nhân viên y tế thôn:1"),
        (200, "hưu trí:6 nông dân:6"),
    ),
}
# who leads a cell at a place of work leads, as a rule, the place too: occupation of its secretary and of the deputy
HEADS = {
    "school": ("hiệu trưởng", "phó hiệu trưởng"),
    "police": ("Trưởng Công an xã", "Phó Trưởng Công an xã"),
    "military": ("", "Chỉ huy trưởng Ban CHQS xã"),
    "health": ("Trưởng Trạm Y tế", "Phó Trưởng Trạm Y tế"),
    "enterprise": ("phó giám đốc", "quản đốc"),
    "cooperative": ("giám đốc hợp tác xã", "phó giám đốc hợp tác xã"),
}
SCHOOLING = {
    "agency": "đại học:14 thạc sĩ:3 trung cấp:1",
    "police": "đại học:5 trung cấp:4",
    "military": "trung cấp:4 đại học:3",
    "health": "cao đẳng:5 trung cấp:3 đại học:4",
    "school": "đại học sư phạm:14 cao đẳng sư phạm:3 thạc sĩ:1",
    "enterprise": "trung cấp:3 cao đẳng:2 đại học:3",
    "cooperative": "trung cấp:3 sơ cấp:2 đại học:2",
}
VILLAGE_SCHOOLING = (
    (40, "trung cấp:4 cao đẳng:3 đại học:5 sơ cấp:2 -:6"),
    (60, "trung cấp:4 sơ cấp:3 cao đẳng:1 đại học:2 -:12"),
    (200, "trung cấp:3 sơ cấp:3 đại học:1 -:14"),
)
THEORY = {"agency": "trung cấp:12 cao cấp:3 sơ cấp:3", "police": "trung cấp:5 sơ cấp:5", "village": "-:8 sơ cấp:9 trung cấp:3"}  # fmt: skip


@dataclass(frozen=True)
class Work:
    """Schooling, theory level and occupation as a file names them; empty when the file has none."""

    education: str
    theory: str
    occupation: str


def one_of(text: str, roll: Random) -> str:
    """One of the words of "đại học:3 -:2" by weight; "-" stands for an empty text."""
    chosen = roll.choices(*weighted(text))[0]
    return "" if chosen == "-" else chosen


def long_standing(kind: str, roll: Random, before: date = HARVEST) -> tuple[PartialDate, date]:
    """Birth and admission of a member who was admitted before a day."""
    bands = AGES[kind]
    low, high, _ = roll.choices(bands, [band[2] for band in bands])[0]
    born = _day(date(2026 - high, 1, 1), date(2026 - low, 12, 28), roll)
    grown = years_after(born, 18) + timedelta(days=200)
    settled = min(years_after(born, 21 if kind in ("police", "military") else 34), before)
    late = min(years_after(born, 57), before)
    admitted = _day(grown, late if kind == "village" and roll.random() < 0.3 else max(settled, grown), roll)
    return PartialDate.exactly(born), admitted


def newly_admitted(kind: str, day: date, roll: Random) -> PartialDate:
    """Birth of someone admitted on a day."""
    low, high = NEWCOMERS.get(kind, (23, 36))
    return PartialDate.exactly(_day(years_after(day, -high), years_after(day, -low), roll))


def work(kind: str, born: PartialDate, roll: Random, *, woman: bool) -> Work:
    """Schooling, theory level and occupation for the kind of cell and the age."""
    age = 2026 - born.year
    if kind != "village":
        theory = THEORY.get(kind, "sơ cấp:6 trung cấp:4 -:2")
        return Work(one_of(SCHOOLING[kind], roll), one_of(theory, roll), one_of(WORK[kind], roll))
    return Work(
        one_of(_by_age(VILLAGE_SCHOOLING, age), roll),
        one_of(THEORY["village"], roll),
        one_of(_by_age(VILLAGE_WORK["F" if woman else "M"], age), roll),
    )


def _by_age(rows: tuple[tuple[int, str], ...], age: int) -> str:
    return next(text for last, text in rows if age <= last)


def years_after(day: date, count: int) -> date:
    """The same day `count` years on (before, when negative); no day of the demo book is 29 February."""
    return day.replace(year=day.year + count)


def _day(first: date, last: date, roll: Random) -> date:
    chosen = first + timedelta(days=roll.randrange((last - first).days + 1))
    return chosen.replace(day=28) if (chosen.month, chosen.day) == (2, 29) else chosen
