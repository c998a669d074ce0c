"""How many of how many must agree, and who is left out of the count."""

from dataclasses import dataclass
from fractions import Fraction

from soxa.law.acts import CHARTER, QD_294
from soxa.law.citation import cites


@cites(CHARTER.at("Điều 4"))
def two_thirds(n: int) -> int:
    """The fewest of `n` that are at least two thirds of them: 6 of 9, 7 of 10."""
    return at_least(n, "2/3")


@cites(CHARTER.at("Điều 36"))
def over_half(n: int) -> int:
    """The fewest of `n` that are more than half of them: 5 of 9, 6 of 10."""
    return more_than(n, "1/2")


@cites(CHARTER.at("Điều 4"))
def at_least(n: int, share: str) -> int:
    """The fewest of `n` that are at least a share written as the law writes it, "2/3"."""
    part = Fraction(share)
    return -(-n * part.numerator // part.denominator)


@cites(CHARTER.at("Điều 36"))
def more_than(n: int, share: str) -> int:
    """The fewest of `n` that are more than a share written as the law writes it, "1/2"."""
    part = Fraction(share)
    return n * part.numerator // part.denominator + 1


@dataclass(frozen=True)
class Electorate:
    """Official members of a cell on a day: all of them, those whose duties are eased or who are away, those suspended.

    A committee has members alone.
    """

    official: int
    eased: int = 0
    suspended: int = 0

    @cites(QD_294.at(""))
    def counted(self, eased_present: int = 0, *, leaves_out_absent: bool = True) -> int:
        """How many the vote is counted among: the eased who stayed away and the suspended are left out, or everybody is in.

        Who is eased and came counts like anyone.
        """
        if not leaves_out_absent:
            return self.official
        return self.official - self.suspended - max(self.eased - eased_present, 0)


@dataclass(frozen=True)
class Cast:
    """What was cast: members with a vote who came, those for, those against, and slips that say neither."""

    present: int
    ayes: int
    noes: int = 0
    blank: int = 0
    eased_present: int = 0


@cites(CHARTER.at("Điều 4"))
def fault(who: Electorate, cast: Cast) -> str:
    """What cannot be true of a count, in words; empty when it can."""
    most = who.official - who.suspended
    if not cast.present:
        return "Không có đồng chí nào có mặt thì không có biểu quyết: ghi số đảng viên chính thức dự họp."
    if cast.eased_present > who.eased:
        return f"Chỉ có {who.eased} đồng chí được miễn, tạm miễn hoặc tạm đi; không thể có {cast.eased_present} đồng chí dự."
    if cast.present > most - who.eased + cast.eased_present:
        return (
            f"Có mặt {cast.present} là nhiều hơn số đảng viên chính thức có quyền biểu quyết "
            f"({most - who.eased + cast.eased_present})."
        )
    if cast.ayes + cast.noes + cast.blank > cast.present:
        return "Tổng số phiếu tán thành, không tán thành và không hợp lệ nhiều hơn số có mặt."
    if cast.eased_present > cast.present:
        return "Số đồng chí được miễn mà đến dự không thể nhiều hơn số có mặt."
    return ""
