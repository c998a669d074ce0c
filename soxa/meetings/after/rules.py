"""How the minutes count a cell's members: who had to come, who came, and that all of them add up to the whole."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time

from soxa.law.acts import HD_12_MEETINGS, HD_42
from soxa.law.citation import cites
from soxa.law.numbers import in_sentence

PRESENT, EXCUSED, ABSENT = "present", "excused", "absent"
EXEMPT, TEMP_EXEMPT, AWAY, SUSPENDED, OTHER = "exempt", "temp_exempt", "temp_out", "suspended", "other"
NOT_DUE = (EXEMPT, TEMP_EXEMPT, AWAY, SUSPENDED, OTHER)


@dataclass(frozen=True)
class Counted:
    """One member as the minutes count him: official or not, why he need not come (empty: he had to), and his answer."""

    official: bool
    eased: str
    answer: str


@dataclass(frozen=True)
class Composition:
    """The numbers of part II of a cell's minutes."""

    official: int
    probationary: int
    required: int
    came: int
    came_official: int
    excused: int
    absent: int
    eased: dict[str, int]
    freely: int
    guests: int = 0

    @property
    def total(self) -> int:
        """Members of the cell."""
        return self.official + self.probationary

    @property
    def adds_up(self) -> bool:
        """Whether those who had to come and those who had not are the whole, and came, excused and absent those who had to."""
        parts = self.came + self.excused + self.absent
        return self.required + sum(self.eased.values()) == self.total and parts == self.required


@cites(HD_12_MEETINGS.at(""))
def composition(members: Iterable[Counted], *, guests: int = 0) -> Composition:
    """Members counted once each: one who need not come and came is not among those who had to; he came freely."""
    rows = list(members)
    due = [one for one in rows if not one.eased]
    came = [one for one in due if one.answer == PRESENT]
    official = sum(one.official for one in rows)
    return Composition(
        official=official,
        probationary=len(rows) - official,
        required=len(due),
        came=len(came),
        came_official=sum(one.official for one in came),
        excused=sum(one.answer == EXCUSED for one in due),
        absent=sum(one.answer == ABSENT for one in due),
        eased={kind: sum(one.eased == kind for one in rows) for kind in NOT_DUE},
        freely=sum(one.answer == PRESENT for one in rows if one.eased),
        guests=guests,
    )


@cites(HD_12_MEETINGS.at(""))
def sum_line(counted: Composition) -> str:
    """How the whole is made up: "30 = 26 phải dự + 03 miễn + 01 tạm đi"; kinds that nobody is of are left out."""
    words = {
        EXEMPT: "miễn",
        TEMP_EXEMPT: "tạm miễn",
        AWAY: "tạm đi",
        SUSPENDED: "đình chỉ",
        OTHER: "không phải dự vì lý do khác",
    }
    parts = [f"{in_sentence(counted.required)} phải dự"]
    parts += [f"{in_sentence(n)} {words[kind]}" for kind, n in counted.eased.items() if n]
    return f"{in_sentence(counted.total)} = {' + '.join(parts)}"


@cites(HD_42.at(""))
def hour_text(at: time) -> str:
    """An hour as minutes write it: "19 giờ 30 phút", "08 giờ 00 phút"."""
    return f"{at.hour:02d} giờ {at.minute:02d} phút"
