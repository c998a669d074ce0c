"""By which rate members pay, from a workbook into the book: planned and shown first, then written whole or not at all."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel import sheets
from soxa.kernel.access import Actor
from soxa.kernel.flow import Refused
from soxa.kernel.page import day_text
from soxa.kernel.sealed import open_text
from soxa.kernel.sheets import Row
from soxa.kernel.sheets.load import Loading, Workbook, book_mark, digest_of
from soxa.kernel.sheets.preview import NotLoadable, Preview
from soxa.law.numbers import count_text
from soxa.law.periods import FOREVER
from soxa.party.dues import grounds
from soxa.party.dues.models import DuesCategory
from soxa.party.dues.reckoning import BASE
from soxa.party.dues.rolls import AtHome, Roll, known_rows
from soxa.party.dues.rules import OF_A_BASE
from soxa.party.dues.sheets import RATES

KIND = "dues_rates"


@dataclass(frozen=True)
class Rated:
    """A row whose member is known: the rate it gives, from which month, and what stands now ("" for nothing)."""

    row: Row
    who: AtHome
    rate: grounds.Rate
    since: date
    before: str = ""


@dataclass
class RatesPreview(Preview):
    """What a workbook of rates would change; an income is told nowhere."""

    new: list[Rated] = field(default_factory=list)
    same: int = 0
    changed: list[Rated] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        """New, same and changed rates."""
        return {"new": len(self.new), "same": self.same, "changed": len(self.changed)}

    def told(self) -> list[str]:
        """The sums."""
        counted = {name: count_text(count) for name, count in self.counts.items()}
        return [_("Mới {new} đồng chí, trùng với sổ {same}, thay đổi {changed}.").format(**counted)]

    def written_rows(self) -> list[Any]:
        """Each rate to be written."""
        return [
            [one.who.member_id, one.rate.kind, one.rate.base, str(one.since)]
            for one in (*self.new, *self.changed)
        ]

    def again(self) -> "RatesPreview":
        """See `plan`."""
        return plan(self.content, unit_id=self.workbook.unit_id, on=self.workbook.on)

    def write(self, loading: Loading, actor: Actor) -> None:
        """Cell by cell and month by month, by the same act as the page."""
        together: dict[tuple[int, date], dict[int, grounds.Rate]] = defaultdict(dict)
        for one in (*self.new, *self.changed):
            together[one.who.unit_id, one.since][one.who.member_id] = one.rate
        try:
            for (unit_id, since), rates in sorted(together.items()):
                grounds.set_rates(unit_id, rates, since, actor, today=self.workbook.on)
        except Refused as refused:
            raise NotLoadable(str(refused)) from refused


def plan(content: bytes, *, unit_id: int, on: date) -> RatesPreview:
    """Read and check a workbook against the book as of `on`, writing nothing."""
    preview = RatesPreview(Workbook(KIND, digest_of(content), unit_id, book_mark(), on), content)
    if preview.known_before():
        return preview
    read = sheets.read(content, RATES, sheet_as="cell", on=on)
    roll = Roll(unit_id, on)
    rows = known_rows(read, lambda _row: roll)
    held: Any = DuesCategory.objects.filter(
        member_id__in=[who.member_id for _row, who in rows], until=FOREVER
    )
    standing = {one.member_id: one for one in held}
    for row, who in rows:
        if fault := _sort_out(row, who, standing.get(who.member_id), preview):
            column, wrong, right = fault
            read.found.add(row.fault(column, wrong, right=right))
    preview.account(read)
    return preview


def _sort_out(
    row: Row, who: AtHome, held: DuesCategory | None, preview: RatesPreview
) -> tuple[str, str, str] | None:
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
    before = str(held.get_kind_display()) if held else ""
    (preview.changed if held else preview.new).append(Rated(row, who, rate, since, before))
    return None


def _same_base(held: DuesCategory, rate: grounds.Rate) -> bool:
    return rate.base is None or open_text(held.base_sealed, BASE) == str(rate.base)
