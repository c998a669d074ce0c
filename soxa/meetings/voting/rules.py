"""What a count of votes must come to, what cannot be true of it, and who is chosen."""

from collections.abc import Sequence
from dataclasses import dataclass

from soxa.law.acts import CHARTER, GRASSROOTS_DEMOCRACY
from soxa.law.citation import cites
from soxa.law.meetings import PRACTICE
from soxa.party.voting.rules import at_least, more_than


@cites(CHARTER.at("Điều 9 khoản 5"))
def needed(of: int, share: str, *, strict: bool) -> int:
    """The fewest of `of` that pass a share, or where the rule is not strict reach it: 15 of 29 for more than a half."""
    return more_than(of, share) if strict else at_least(of, share)


@dataclass(frozen=True)
class Hands:
    """A vote by raised card: those with a vote who are there, and how they raised it."""

    present: int
    ayes: int
    noes: int = 0
    other: int = 0


@cites(PRACTICE.at(""))
def faults_of_hands(cast: Hands) -> list[str]:
    """What cannot be true of raised cards, in words: every card raised once by somebody who is there."""
    raised = cast.ayes + cast.noes + cast.other
    if raised > cast.present:
        return [
            f"Tổng số tán thành, không tán thành và ý kiến khác là {raised}, nhiều hơn {cast.present} người "
            "có quyền biểu quyết có mặt."
        ]
    return []


@dataclass(frozen=True)
class Papers:
    """A count of paper ballots; `ayes` and `noes` where a question was put."""

    present: int
    given: int
    returned: int
    valid: int
    invalid: int
    ayes: int = 0
    noes: int = 0


@cites(PRACTICE.at(""))
def faults_of_papers(cast: Papers) -> list[str]:
    """What does not agree between the papers given out, returned, valid and invalid; each in words."""
    found = []
    if cast.given > cast.present:
        found.append(
            f"Phát ra {cast.given} phiếu, nhiều hơn {cast.present} người có quyền biểu quyết có mặt."
        )
    if cast.returned > cast.given:
        found.append(f"Thu về {cast.returned} phiếu, nhiều hơn {cast.given} phiếu phát ra.")
    if cast.valid + cast.invalid != cast.returned:
        found.append(
            f"Hợp lệ {cast.valid} cộng không hợp lệ {cast.invalid} là {cast.valid + cast.invalid}, "
            f"khác số thu về {cast.returned}."
        )
    return found


@cites(PRACTICE.at(""))
def faults_of_answers(cast: Papers) -> list[str]:
    """What does not agree between the valid papers and those for and against."""
    if cast.ayes + cast.noes == cast.valid:
        return []
    return [
        f"Đồng ý {cast.ayes} cộng không đồng ý {cast.noes} là {cast.ayes + cast.noes}, "
        f"khác số phiếu hợp lệ {cast.valid}."
    ]


@cites(PRACTICE.at(""))
def faults_of_names(names: Sequence[tuple[str, int]], valid: int, seats: int) -> list[str]:
    """What cannot be true of votes by name: none has more than there are valid papers, all have no more than was to be chosen."""
    found = [
        f"{name}: {count} phiếu, nhiều hơn {valid} phiếu hợp lệ." for name, count in names if count > valid
    ]
    total = sum(count for _name, count in names)
    if total > valid * seats:
        found.append(
            f"Tổng số phiếu của các tên là {total}, nhiều hơn {valid} phiếu hợp lệ × {seats} được chọn."
        )
    return found


@cites(PRACTICE.at(""))
def chosen(counts: Sequence[int], needed_by: int, seats: int) -> set[int]:
    """Places of those chosen: enough votes, the most votes first; of equals at the last place none, they are voted on again."""
    enough = [count for count in counts if count >= needed_by]
    if len(enough) > seats:
        last = sorted(enough, reverse=True)[seats]
        needed_by = max(needed_by, last + 1)
    return {place for place, count in enumerate(counts) if count >= needed_by}


def _as_read(name: str) -> str:
    return " ".join(name.casefold().split())


@cites(PRACTICE.at(""))
def named_twice(names: Sequence[str]) -> str:
    """The first name that stands twice, whatever its letters and spaces; empty where none does. Tones and marks tell names apart."""
    read = [_as_read(name) for name in names]
    return next((name for place, name in enumerate(names) if read[place] in read[:place]), "")


@cites(GRASSROOTS_DEMOCRACY.at(""))
def fault_of_team(names: Sequence[str], candidates: Sequence[str], *, least: int, most: int) -> str:
    """What is wrong with a team of tellers: too few, too many, one twice, or one who is voted on."""
    if not least <= len(names) <= most:
        return f"Tổ kiểm phiếu có từ {least} đến {most} người; đang ghi {len(names)} người."
    folded = [_as_read(name) for name in names]
    if named_twice(names):
        return "Một người ghi hai lần trong tổ kiểm phiếu."
    voted_on = {_as_read(name) for name in candidates}
    if both := [name for name, key in zip(names, folded, strict=True) if key in voted_on]:
        return f"{', '.join(both)} có tên trong danh sách bầu nên không ở tổ kiểm phiếu."
    return ""
