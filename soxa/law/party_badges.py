"""The numbers of the Party's rules on badges: levels, award rounds, how early one may be given, and the money with it."""

from datetime import date
from decimal import Decimal

from soxa.law.acts import HD_01, HD_06, HD_56, ND_73, ND_161
from soxa.law.citation import Citation
from soxa.law.force import Law, Value, law

_OLD, _NOW = date(2021, 9, 28), date(2025, 6, 9)


def _guided(amount: int | str, clause: str, *, seen: bool) -> tuple[Value, ...]:
    """The amount read in Hướng dẫn 01 of 2021, carried over to the guidance after it; `seen` says it was read there too."""
    return (
        Value(amount=amount, since=_OLD, until=_NOW, cite=HD_01.at(clause), confirmed=True),
        Value(amount=amount, since=_NOW, cite=HD_06.at(""), confirmed=seen),
    )


BADGE_LEVELS = law(
    "party.badge_levels",
    "Các loại Huy hiệu Đảng, theo số năm tuổi Đảng",
    "năm tuổi Đảng",
    *_guided("30, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90", "mục 18", seen=True),
)
BADGE_ROUNDS = law(
    "party.badge_rounds",
    "Các đợt trao Huy hiệu Đảng trong năm",
    "ngày/tháng",
    *_guided("3/2, 19/5, 2/9, 7/11", "mục 18", seen=True),
)
BADGE_HIGH_FROM = law(
    "party.badge_high_from",
    "Từ loại Huy hiệu này, người bệnh nặng được xét trao sớm theo mức của bậc cao",
    "năm tuổi Đảng",
    *_guided(70, "mục 18", seen=False),
)
BADGE_EARLY_ILL = law(
    "party.badge_early_ill",
    "Người bệnh nặng được xét trao Huy hiệu sớm nhiều nhất (loại 30 đến 65 năm)",
    "tháng",
    *_guided(12, "mục 18", seen=False),
)
BADGE_EARLY_ILL_HIGH = law(
    "party.badge_early_ill_high",
    "Người bệnh nặng được xét trao Huy hiệu sớm nhiều nhất (loại 70 đến 90 năm)",
    "tháng",
    *_guided(24, "mục 18", seen=False),
)
BADGE_EARLY_POSTHUMOUS = law(
    "party.badge_early_posthumous",
    "Người từ trần được xét truy tặng Huy hiệu sớm nhiều nhất",
    "tháng",
    *_guided(12, "mục 18", seen=False),
)
BASE_SALARY = law(
    "state.base_salary",
    "Mức lương cơ sở",
    "đồng",
    Value(
        amount=2_340_000, since=date(2024, 7, 1), until=date(2026, 7, 1), cite=ND_73.at(""), confirmed=True
    ),
    Value(amount=2_530_000, since=date(2026, 7, 1), cite=ND_161.at(""), confirmed=False),
)
# level → times the base salary; no number was found for 45 years
_TIMES = {
    30: ("1.5", True),
    40: ("2", True),
    50: ("3", True),
    55: ("3.5", True),
    60: ("5", True),
    65: ("6", True),
    70: ("8", False),
    75: ("10", False),
    80: ("15", False),
    85: ("20", False),
    90: ("25", False),
}
BADGE_MONEY: dict[int, Law] = {
    level: law(
        f"party.badge_money_{level}",
        f"Tiền thưởng kèm Huy hiệu {level} năm tuổi Đảng",
        "lần mức lương cơ sở",
        Value(amount=Decimal(times), since=date(2015, 10, 27), cite=HD_56.at(""), confirmed=seen),
    )
    for level, (times, seen) in _TIMES.items()
}
BADGE_MONEY_CITE: Citation = HD_56.at("")
