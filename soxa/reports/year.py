"""The yearly report: its titles and sections, the half-yearly one's with the words of a whole year."""

from soxa.law.periods import Period
from soxa.reports.items import JUDGEMENT, OPENING, PARTY_WORK, RECIPIENTS, ahead, issued, society
from soxa.reports.readings import compared_period
from soxa.reports.sentences import Part, Told

__all__ = ["RECIPIENTS", "titles", "told"]


def titles(period: Period) -> tuple[str, ...]:
    """Title lines: the kind of paper, then what it is about."""
    year = period.since.year
    return ("BÁO CÁO", f"tổng kết công tác năm {year}, nhiệm vụ trọng tâm năm {year + 1}")


def told(period: Period) -> tuple[Told, ...]:
    """Every section in the order of reading."""
    year = period.since.year
    return (
        OPENING,
        issued(period.since.year),
        Part(f"PHẦN THỨ NHẤT\nKẾT QUẢ LÃNH ĐẠO THỰC HIỆN NHIỆM VỤ NĂM {year}"),
        Part("I. Lãnh đạo phát triển kinh tế - xã hội, quốc phòng - an ninh", level=2),
        *society(compared_period(period), f"cuối năm {year - 1}"),
        Part("II. Công tác xây dựng Đảng và hệ thống chính trị", level=2),
        *PARTY_WORK,
        Part("III. Đánh giá chung", level=2),
        *JUDGEMENT,
        Part(f"PHẦN THỨ HAI\nNHIỆM VỤ TRỌNG TÂM NĂM {year + 1}"),
        *ahead(f"năm {year + 1}"),
    )
