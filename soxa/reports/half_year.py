"""The half-yearly report: its titles and sections, after the skeleton that commune Party offices use."""

from soxa.law.periods import Period
from soxa.reports.items import JUDGEMENT, OPENING, PARTY_WORK, RECIPIENTS, ahead, issued, society
from soxa.reports.readings import compared_period
from soxa.reports.sentences import Part, Told

__all__ = ["RECIPIENTS", "titles", "told"]


def halves(period: Period) -> tuple[str, str, int]:
    """(the half told of, the half ahead, the year of the half ahead)."""
    year = period.since.year
    first = period.since.month == 1
    return ("đầu", "cuối", year) if first else ("cuối", "đầu", year + 1)


def titles(period: Period) -> tuple[str, ...]:
    """Title lines: the kind of paper, then what it is about."""
    this, following, year = halves(period)
    of_year = "" if year == period.since.year else f" {period.since.year}"
    return (
        "BÁO CÁO",
        f"sơ kết công tác 6 tháng {this} năm{of_year}, nhiệm vụ trọng tâm",
        f"6 tháng {following} năm {year}",
    )


def told(period: Period) -> tuple[Told, ...]:
    """Every section in the order of reading."""
    this, following, _year = halves(period)
    return (
        OPENING,
        issued(period.since.year),
        Part(f"PHẦN THỨ NHẤT\nKẾT QUẢ LÃNH ĐẠO THỰC HIỆN NHIỆM VỤ 6 THÁNG {this.upper()} NĂM"),
        Part("I. Lãnh đạo phát triển kinh tế - xã hội, quốc phòng - an ninh", level=2),
        *society(compared_period(period), f"cuối năm {period.since.year - 1}"),
        Part("II. Công tác xây dựng Đảng và hệ thống chính trị", level=2),
        *PARTY_WORK,
        Part("III. Đánh giá chung", level=2),
        *JUDGEMENT,
        Part(f"PHẦN THỨ HAI\nNHIỆM VỤ TRỌNG TÂM 6 THÁNG {following.upper()} NĂM"),
        *ahead(f"6 tháng {following} năm"),
    )
