"""Which member a row of a dues workbook means: by card, else by name with cell and birth, among those at home on a day."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from soxa.kernel.sheets import Row, SheetRead
from soxa.kernel.units.tree import tree
from soxa.law.partial import PartialDate
from soxa.law.words import fold
from soxa.party.matching import CellIndex, compatible
from soxa.party.models import Membership


@dataclass(frozen=True, slots=True)
class AtHome:
    """A member at home in a cell on a day."""

    member_id: int
    unit_id: int
    name: str
    born: PartialDate | None


@dataclass
class Roll:
    """Members at home in a unit on a day, found by what rows say."""

    unit_id: int
    on: date
    by_card: dict[str, AtHome] = field(default_factory=dict)
    by_name: dict[str, list[AtHome]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        self.cells = CellIndex(self.unit_id, self.on)
        spells = Membership.objects.home().filter(
            Membership.standing(self.on), unit_id__in=sorted(tree().within(self.unit_id, self.on))
        )
        rows = spells.values_list(
            "member_id", "unit_id", "member__person__full_name", "member__person__born",
            "member__person__folded", "member__card_no",
        )  # fmt: skip
        for member_id, unit_id, name, born, folded, card in rows:
            one = AtHome(member_id, unit_id, name, born)
            self.by_name[folded].append(one)
            if card:
                self.by_card[card] = one

    def find(self, row: Row) -> tuple[AtHome | None, str, str]:
        """(member, "", "") – or None with what is wrong and what would be right."""
        if row["card_no"] and (known := self.by_card.get(row["card_no"])):
            if fold(row["full_name"]) != fold(known.name):
                return None, _("không phải tên của số thẻ này trong sổ"), _("Sửa họ tên hoặc số thẻ.")
            return known, "", ""
        wanted = self.cells.find(row["cell"]) if row["cell"] else []
        if row["cell"] and not wanted:
            right = _("Ghi tên chi bộ như trong sổ; gần giống: {names}.").format(
                names=", ".join(self.cells.like(row["cell"])) or "–"
            )
            return None, _("ở một chi bộ mà sổ không có"), right
        found = [
            one
            for one in self.by_name.get(fold(row["full_name"]), ())
            if (not wanted or one.unit_id in wanted) and compatible(row["born"], one.born)
        ]
        if len(found) == 1:
            return found[0], "", ""
        if not found:
            day = f"{self.on:%d/%m/%Y}"
            wrong = _("không có trong danh sách đảng viên ngày {day}").format(day=day)
            return None, wrong, _("Sửa họ tên, chi bộ, ngày sinh cho đúng với sổ.")
        wrong = _("có {n} đồng chí cùng tên").format(n=len(found))
        return None, wrong, _("Ghi thêm chi bộ, ngày sinh hoặc số thẻ.")


def known_rows(read: SheetRead, roll_of: Callable[[Row], Roll]) -> list[tuple[Row, AtHome]]:
    """Rows whose member is known, each member once on the roll of a day; of the others the fault is told."""
    met: dict[tuple[int, date], Row] = {}
    rows: list[tuple[Row, AtHome]] = []
    for row in read.rows:
        if row.bad:
            continue
        roll = roll_of(row)
        who, wrong, right = roll.find(row)
        if who and (first := met.setdefault((who.member_id, roll.on), row)) is not row:
            wrong, right = _("đã có ở dòng {number}").format(number=first.number), _("Bỏ một dòng.")
        if who and not wrong:
            rows.append((row, who))
        else:
            read.found.add(row.fault("full_name", wrong, right=right))
    return rows
