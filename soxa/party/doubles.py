"""People whom a member list names twice: taken once when all that is said agrees, told by both rows when it does not."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel.sheets import Fault, Row
from soxa.party.matching import compatible

_FREE_TEXT = frozenset(("full_name", "home_place", "address", "occupation", "education", "theory"))


@dataclass(slots=True)
class Listed:
    """One row of a member list on its way into the book.

    `cell` is the key of a unit, or the key (text) of a proposed cell; `person_id` the person of the book, if any.
    """

    row: Row
    values: dict[str, Any]
    folded: str
    cell: int | str | None
    person_id: int | None = None
    member_id: int | None = None
    fields: tuple[str, ...] = ()


@dataclass
class Doubles:
    """Rows kept, one for each person, and what was found about the others."""

    kept: list[Listed] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)


def single(rows: Iterable[Listed]) -> Doubles:
    """Each person once; see `Doubles`."""
    found = Doubles()
    seen: dict[tuple[str, Any], Listed] = {}
    names: dict[tuple[str, int], list[Listed]] = defaultdict(list)
    for one in rows:
        born = one.values["born"]
        group = names[one.folded, born.year]
        other = next((kept for kept in group if _same_person(kept, one)), None)
        if other is not None:
            _told_twice(other, one, found)
            continue
        if _taken(one, seen, found):
            continue
        group.append(one)
        found.kept.append(one)
    return found


def _same_person(one: Listed, other: Listed) -> bool:
    """Whether two rows of one name and birth year mean one person: by card and number where both have them, else by birth."""
    decided = None
    for name in ("citizen_id", "card_no"):
        a, b = one.values[name], other.values[name]
        if a and b:
            if a == b:
                return True
            decided = False
    return decided is None and compatible(one.values["born"], other.values["born"])


def differing(one: Listed, other: Listed) -> list[str]:
    """Names of the columns in which both rows say something, and not the same."""
    names = [name for name in one.values if name not in ("cell", "full_name")]
    said = [name for name in names if one.values[name] is not None and other.values[name] is not None]
    found = [name for name in said if not _agree(name, one.values[name], other.values[name])]
    return found + (["cell"] if one.cell != other.cell else [])


def _agree(name: str, one: Any, other: Any) -> bool:
    if name in _FREE_TEXT:
        return bool(one.casefold() == other.casefold())
    return bool(one == other)


def place(row: Row) -> str:
    """Where a row stands, in words: "dòng 12, trang ‘Bến Đá’"."""
    return _("dòng {row}, trang ‘{sheet}’").format(row=row.number, sheet=row.sheet)


def _told_twice(kept: Listed, again: Listed, found: Doubles) -> None:
    differs = differing(kept, again)
    if not differs:
        for name, value in again.values.items():
            if kept.values[name] is None:
                kept.values[name] = value
        wrong = _("đã có ở {place}, cùng dữ liệu").format(place=place(kept.row))
        found.warnings.append(again.row.fault("full_name", wrong, right=_("Chỉ ghi một lần.")))
        return
    columns = again.row.places.columns
    titles = ", ".join(f"“{columns[name].title}”" for name in differs)
    wrong = _("đã có ở {place} nhưng khác ở cột {titles}").format(place=place(kept.row), titles=titles)
    right = _("Một người: bỏ một dòng. Hai người: ghi thêm số thẻ hoặc CCCD ở cả hai dòng.")
    found.faults.append(again.row.fault("full_name", wrong, right=right))


def _taken(one: Listed, seen: dict[tuple[str, Any], Listed], found: Doubles) -> bool:
    """Tell a card or a citizen's number that another person of the list already has."""
    taken = False
    for name in ("card_no", "citizen_id"):
        value = one.values[name]
        if not value:
            continue
        other = seen.setdefault((name, value), one)
        if other is not one:
            taken = True
            wrong = _("đã ghi cho {name} ở {place}").format(
                name=other.values["full_name"], place=place(other.row)
            )
            right = _("Mỗi số chỉ của một người: sửa một trong hai dòng.")
            found.faults.append(one.row.fault(name, wrong, right=right))
    return taken
