"""Who may be admitted and when: age counted by months, introducers, certificate, age of the file, coming back to the Party."""

from dataclasses import dataclass
from datetime import date

from soxa.law.acts import CHARTER, HD_06, HD_12_MEMBERS, HD_38, QD_24, QD_232, QD_294
from soxa.law.citation import cites
from soxa.law.party_cases import (
    ADMISSION_MONTHS_TO,
    CLASS_MONTHS,
    FILE_MONTHS,
    INTRODUCER_MONTHS,
    INTRODUCERS,
    READMISSION_CRIME_MONTHS,
    READMISSION_MONTHS,
)
from soxa.law.periods import add_months

YOUNG, OVER = "young", "over"
# how a former member left, as the rules on coming back tell it apart
STRUCK, LEFT_HARDSHIP, CRIME, BARRED = "struck", "hardship", "crime", "barred"


@cites(QD_24.at("mục 1"), QD_232.at("mục 1"))
def months_of_age(born: date, on: date) -> int:
    """Completed months of life on a day: 216 on the eighteenth birthday; of one born on the 31st, the month's last day counts."""
    months = (on.year - born.year) * 12 + on.month - born.month
    return months if add_months(born, months) <= on else months - 1


@cites(CHARTER.at("Điều 1"), QD_24.at("mục 1"), QD_232.at("mục 1"))
def age_fault(born: date, considered: date, *, least_years: int) -> str:
    """YOUNG before the least age is full, OVER past the last month of the highest, empty between, on the day the cell considers."""
    months = months_of_age(born, considered)
    if months < least_years * 12:
        return YOUNG
    return OVER if months > ADMISSION_MONTHS_TO.count_on(considered) else ""


@cites(QD_24.at("mục 3"), QD_294.at("mục 3"))
def introducer_ready(known_since: date, on: date) -> bool:
    """Whether one who has worked or lived with the person since a day may introduce him on another."""
    return add_months(known_since, INTRODUCER_MONTHS.count_on(on)) <= on


@cites(CHARTER.at("Điều 4"))
def introducers_needed(on: date, *, organisation: bool) -> int:
    """How many official members must introduce: one where the youth union or trade union does so too."""
    return 1 if organisation else INTRODUCERS.count_on(on)


@cites(HD_12_MEMBERS.at(""), HD_38.at(""))
def certificate_until(issued: date) -> date:
    """The last day of a class certificate: so many months after its issue."""
    return add_months(issued, CLASS_MONTHS.count_on(issued))


@cites(HD_12_MEMBERS.at(""), HD_38.at(""))
def file_is_old(dated: date, considered: date) -> bool:
    """Whether a paper of the file is so old on the day the cell considers that it must be supplemented."""
    return add_months(dated, FILE_MONTHS.count_on(considered)) < considered


@dataclass(frozen=True)
class Former:
    """A former membership: why it ended, since when the person was out (or cleared of his record), how often he was admitted."""

    why: str
    out_since: date
    admissions: int = 1


@cites(QD_24.at("mục 3.5"), QD_294.at("mục 3.5"), HD_06.at(""))
def readmission_fault(former: Former, on: date) -> str:
    """Why a former member may not be considered again on a day, in words; empty when he may (the written consent comes on top)."""
    if former.why == BARRED:
        return "Thuộc diện không xem xét kết nạp lại."
    if former.admissions > 1:
        return "Chỉ được xét kết nạp lại một lần."
    law = READMISSION_CRIME_MONTHS if former.why == CRIME else READMISSION_MONTHS
    months = law.count_on(on)
    ready = add_months(former.out_since, months)
    if on < ready:
        return f"Chưa đủ {months} tháng: sớm nhất là ngày {ready:%d/%m/%Y}."
    return ""
