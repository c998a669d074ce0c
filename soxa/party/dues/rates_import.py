"""By which rate members pay, from a workbook into the book: planned and shown first, then written whole or not at all."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel import sheets
from soxa.kernel.access import Actor
from soxa.kernel.page import day_text
from soxa.kernel.sealed import open_text
from soxa.kernel.sheets import Row
from soxa.law.numbers import count_text
from soxa.law.periods import FOREVER
from soxa.party.dues import grounds
from soxa.party.dues.by_workbook import DuesPreview, Typed, Where, Wrong, sort_out
from soxa.party.dues.models import DuesCategory
from soxa.party.dues.reckoning import BASE
from soxa.party.dues.rolls import AtHome, Roll, known_rows
from soxa.party.dues.rules import OF_A_BASE
from soxa.party.dues.sheets import RATES

KIND = "dues_rates"


@dataclass
class RatesPreview(DuesPreview):
    """What a workbook of rates would change; an income is told nowhere."""

    def told(self) -> list[str]:
        """The sums."""
        counted = {name: count_text(count) for name, count in self.counts.items()}
        return [_("Mới {new} đồng chí, trùng với sổ {same}, thay đổi {changed}.").format(**counted)]

    def written_rows(self) -> list[Any]:
        """Each rate to be written."""
        return [[one.who.member_id, one.said.kind, one.said.base, str(one.month)] for one in self.typed]

    def again(self) -> "RatesPreview":
        """See `plan`."""
        return plan(self.content, unit_id=self.workbook.unit_id, on=self.workbook.on)

    def act(self, where: Where, said: dict[int, Any], actor: Actor) -> None:
        """As the page of the cell's rates."""
        unit_id, since = where
        grounds.set_rates(unit_id, said, since, actor, today=self.workbook.on)


def plan(content: bytes, *, unit_id: int, on: date) -> RatesPreview:
    """Read and check a workbook against the book as of `on`, writing nothing."""
    preview = RatesPreview.begun(KIND, content, unit_id, on)
    if preview.known_before():
        return preview
    read = sheets.read(content, RATES, sheet_as="cell", on=on)
    roll = Roll(unit_id, on)
    rows = known_rows(read, lambda _row: roll)
    held: Any = DuesCategory.objects.filter(
        member_id__in=[who.member_id for _row, who in rows], until=FOREVER
    )
    standing = {one.member_id: one for one in held}
    sort_out(read, rows, lambda row, who: _sort_out(row, who, standing.get(who.member_id), preview))
    preview.account(read)
    return preview


def _sort_out(row: Row, who: AtHome, held: DuesCategory | None, preview: RatesPreview) -> Wrong:
    """Put a row among the new, the same or the changed; or (column, what is wrong, what would be right)."""
    rate, since = grounds.Rate(row["kind"], row["base"] if row["kind"] in OF_A_BASE else None), row["since"]
    if held and held.kind == rate.kind and _same_base(held, rate):
        preview.same += 1
        return None
    if rate.kind in OF_A_BASE and not rate.base:
        return "kind", _("mà chưa ghi thu nhập tính đảng phí"), _("Ghi thu nhập tháng của dòng này.")
    if held and held.since > since:
        wrong = _("trước mức đang dùng, ghi từ {day}").format(day=day_text(held.since))
        return "since", wrong, _("Chọn tháng ấy hoặc sau đó.")
    preview.typed.append(Typed(row, who, since, rate, str(held.get_kind_display()) if held else ""))
    return None


def _same_base(held: DuesCategory, rate: grounds.Rate) -> bool:
    return rate.base is None or open_text(held.base_sealed, BASE) == str(rate.base)
