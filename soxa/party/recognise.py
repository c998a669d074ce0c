"""Decides for each row of a member list who it is in the book: someone new, someone known, or a question to the office."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from soxa.kernel.sealed import token
from soxa.kernel.sheets import Fault
from soxa.law.partial import PartialDate
from soxa.org.models import CITIZEN_ID
from soxa.party.doubles import Listed, place
from soxa.party.elsewhere import told_elsewhere
from soxa.party.matching import Known, PersonIndex, compatible


@dataclass
class Recognised:
    """Rows whose person was looked for, those with a question left out; the faults are questions to the office.

    `elsewhere` are rows with a number of another commune's member.
    """

    rows: list[Listed] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    seen: dict[int, Listed] = field(default_factory=dict)
    elsewhere: list[Listed] = field(default_factory=list)


def recognise(rows: list[Listed], units: Collection[int]) -> Recognised:
    """Set `person_id` of every row that the book already knows; `units` are those of the commune whose list it is."""
    index = PersonIndex.of(
        cards={one.values["card_no"] for one in rows if one.values["card_no"]},
        citizen_ids=[one.values["citizen_id"] for one in rows if one.values["citizen_id"]],
        names={one.folded for one in rows},
        units=units,
    )
    found = Recognised()
    for one in rows:
        asked = len(found.faults)
        known = _known(one, index, found)
        if known is not None:
            _enter(one, known, found)
        if len(found.faults) == asked:
            found.rows.append(one)
    return found


def _enter(one: Listed, known: Known, found: Recognised) -> None:
    before = found.seen.setdefault(known.id, one)
    if before is one:
        one.person_id = known.id
        return
    wrong = _("và {place} là cùng một đồng chí trong sổ").format(place=place(before.row))
    right = _("Bỏ một dòng hoặc sửa số thẻ, CCCD.")
    found.faults.append(one.row.fault("full_name", wrong, right=right))


def _known(one: Listed, index: PersonIndex, found: Recognised) -> Known | None:
    faults = found.faults
    if not (index.by_card or index.by_token or index.by_name):
        return None
    card, number = one.values["card_no"], one.values["citizen_id"]
    by_card = index.by_card.get(card) if card else None
    by_token = index.by_token.get(token(number, CITIZEN_ID)) if number else None
    for name, met in (("card_no", by_card), ("citizen_id", by_token)):
        if met and met.id in index.others:
            found.elsewhere.append(one)
            faults.append(one.row.fault(name, _("chưa ghi được"), right=told_elsewhere()))
            return None
    if by_card and by_token and by_card.id != by_token.id:
        wrong = _("là số thẻ của một đồng chí trong sổ, số CCCD lại của đồng chí khác")
        faults.append(one.row.fault("card_no", wrong, right=_("Sửa số thẻ hoặc số CCCD.")))
        return None
    known, name = (by_token, "citizen_id") if by_token else (by_card, "card_no")
    if known is None:
        return _by_name(one, index.by_name.get(one.folded, []), faults)
    if _someone_else(one, known):
        wrong = _("đã là của một đồng chí khác trong sổ (khác họ tên và ngày sinh)")
        faults.append(
            one.row.fault(name, wrong, right=_("Sửa số này, hoặc sửa họ tên, ngày sinh cho đúng người."))
        )
        return None
    return known


def _someone_else(one: Listed, known: Known) -> bool:
    """Whether a number of the list belongs to a person of another name who was not born on the same day."""
    if one.folded == known.folded:
        return False
    born: PartialDate = one.values["born"]
    return not (born.exact and known.born and born.number == known.born.number)


def _by_name(one: Listed, namesakes: Iterable[Known], faults: list[Fault]) -> Known | None:
    near = [known for known in namesakes if compatible(one.values["born"], known.born)]
    possible = [known for known in near if not _other_numbers(one, known)]
    if len(possible) > 1:
        wrong = _("có {n} đồng chí cùng họ tên, ngày sinh trong sổ").format(n=len(possible))
        right = _("Ghi thêm số thẻ đảng viên hoặc số CCCD để biết là ai.")
        faults.append(one.row.fault("full_name", wrong, right=right))
        return None
    if possible:
        return possible[0]
    born: PartialDate = one.values["born"]
    if any(_only_card_differs(one, known) and born.exact and born == known.born for known in near):
        wrong = _("có trong sổ với cùng ngày sinh nhưng số thẻ khác")
        right = _("Một người: đính chính số thẻ ở trang đảng viên rồi nạp lại. Hai người: ghi thêm số CCCD.")
        faults.append(one.row.fault("full_name", wrong, right=right))
    return None


def _other_numbers(one: Listed, known: Known) -> bool:
    """Whether a number that both sides have says that they are two people."""
    card, number = one.values["card_no"], one.values["citizen_id"]
    if number and known.token:
        return True  # equal ones were found by the number
    return bool(card and known.card_no)


def _only_card_differs(one: Listed, known: Known) -> bool:
    return bool(one.values["card_no"] and known.card_no and not (one.values["citizen_id"] and known.token))
