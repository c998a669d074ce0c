"""How long a file is kept and by when it goes to the archive, counted from the year in which its work ended."""

from datetime import date

from soxa.law.acts import ARCHIVES
from soxa.law.citation import cites


@cites(ARCHIVES.at("về nộp hồ sơ vào lưu trữ hiện hành"))
def hand_in_by(closed_on: date, years: int) -> date:
    """Last day to hand a closed file in to the office's archive: the end of the `years`-th year after the one it closed in."""
    return date(closed_on.year + years, 12, 31)


@cites(ARCHIVES.at("về thời hạn lưu trữ"))
def kept_until(closed_on: date, keep_years: int | None) -> date | None:
    """Last day of a file's term: the end of the `keep_years`-th year after the one it closed in; None for ever."""
    return None if keep_years is None else date(closed_on.year + keep_years, 12, 31)
