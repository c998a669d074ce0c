"""Quality as pages show it: the meetings of a month with both scores, the year of every cell, the months of one."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from soxa.kernel.access import sight_of
from soxa.kernel.page import day_text
from soxa.kernel.units.tree import tree
from soxa.law.numbers import quantity_text
from soxa.meetings.kinds import CELL
from soxa.meetings.models import Meeting
from soxa.meetings.quality import discipline, rules
from soxa.meetings.quality.beside import LIGHTS, WORDS
from soxa.meetings.quality.flow import nearest, sheets_until
from soxa.meetings.quality.models import SCORED, Score
from soxa.org.roles import PARTY
from soxa.party.listed import Listed

_ORDER = {"": 0, rules.POOR: 1, rules.AVERAGE: 2, rules.FAIR: 3, rules.GOOD: 4}
LEVELS = (rules.GOOD, rules.FAIR, rules.AVERAGE, rules.POOR)


@dataclass(frozen=True)
class Row:
    """A meeting that was held, with both scores and the level that is read from them ("" while there is none)."""

    meeting: Any
    cell: str
    code: str
    own: Any
    other: Any
    level: str
    by_rule: bool = False

    @property
    def light(self) -> tuple[str, Any]:
        """(kind of light, words) of the level."""
        return (LIGHTS[self.level], WORDS[self.level]) if self.level else ("quiet", _("Chưa chấm"))

    @property
    def apart(self) -> str:
        """The follower's total less the cell's own; a dash unless both scored."""
        if self.own is None or self.other is None:
            return "–"
        differs = self.other.total - self.own.total
        return "0" if not differs else f"{'+' if differs > 0 else '−'}{quantity_text(abs(differs))}"

    def total(self, side: str) -> str:
        """The total of a side as printed; a dash where it has not scored."""
        one = self.own if side == Score.SELF else self.other
        return quantity_text(one.total) if one else "–"


def month_rows(reader: Any, month: date, today: date, units: Iterable[int] | None = None) -> list[Row]:
    """Meetings of a month that are scored and were held, those without a score first, then the poorest; two questions."""
    seen: Any = Meeting.objects.seen_by(reader).filter(kind__in=SCORED, month=month, held_on__lte=today)
    rows = _rows(seen if units is None else seen.filter(unit_id__in=sorted(units)), today)
    return sorted(rows, key=lambda row: (_ORDER[row.level], row.code, row.meeting.pk))


def cell_rows(reader: Any, unit_id: int, year: int, today: date) -> list[Row]:
    """Meetings of one cell in a year, the latest first; two questions."""
    seen: Any = Meeting.objects.seen_by(reader).filter(kind__in=SCORED, unit_id=unit_id, month__year=year)
    return _rows(seen.filter(held_on__lte=today).order_by("-held_on", "-pk"), today)


def _rows(meetings: Any, today: date) -> list[Row]:
    found = list(meetings.prefetch_related(Prefetch("scores", Score.objects.order_by("side"))))
    nodes, names = tree().nodes, tree().name
    units, years = {one.unit_id for one in found}, {one.month.year for one in found}
    hit = {pair for year in years for pair in discipline.months_of(units, year, today)}
    rows = []
    for one in found:
        sides = {score.side: score for score in one.scores.all()}
        decided = [score.level for score in sides.values() if score.since <= today < score.until]
        by_rule = bool(decided) and (one.unit_id, one.month) in hit
        level = rules.POOR if by_rule else decided[0] if decided else ""
        rows.append(
            Row(one, names(one.unit_id, one.planned_on), nodes[one.unit_id].code, sides.get(Score.SELF),
                sides.get(Score.FOLLOWER), level, by_rule)
        )  # fmt: skip
    return rows


@dataclass
class Year:
    """The year of one cell: its regular meetings by level, their mean, the level of the year."""

    unit_id: int
    code: str
    cell: str
    totals: list[Decimal] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    mean: Decimal | None = None
    level: str = ""
    by_rule: bool = False

    @property
    def light(self) -> tuple[str, Any]:
        """(kind of light, words) of the level."""
        return (LIGHTS[self.level], WORDS[self.level]) if self.level else ("quiet", _("Chưa chấm"))


def year_rows(reader: Any, year: int, today: date, units: Iterable[int] | None = None) -> list[Year]:
    """The year of every cell in sight that stood on its last day, or stands today; a fixed number of questions."""
    on = min(today, date(year, 12, 31))
    sight, inside = sight_of(reader, PARTY), None if units is None else set(units)
    cells = [
        node
        for node in tree().of_kind("cell", on)
        if node.id in sight and (inside is None or node.id in inside)
    ]
    found: Any = Score.objects.seen_by(reader).filter(meeting__kind=CELL, month__year=year)
    scored: dict[int, list[tuple[date, Decimal, str]]] = defaultdict(list)
    for unit_id, month, total, level in found.filter(since__lte=today, until__gt=today).values_list(
        "unit_id", "month", "total", "level"
    ):
        scored[unit_id].append((month, total, level))
    hit = discipline.months_of({node.id for node in cells}, year, today)
    sheets = sheets_until(CELL, on)
    rows = []
    for node in cells:
        row = Year(node.id, node.code, tree().name(node.id, on))
        for month, total, level in scored[node.id]:
            row.totals.append(total)
            row.counts[rules.POOR if (node.id, month) in hit else level] += 1
        row.mean, sheet = rules.mean_of(row.totals), nearest(sheets, node.id, on)
        if row.mean is not None and sheet is not None:
            row.by_rule = any(unit_id == node.id for unit_id, _month in hit)
            row.level = rules.POOR if row.by_rule else rules.level_of(row.mean, sheet.bounds)
        rows.append(row)
    return sorted(rows, key=lambda row: (_ORDER[row.level], row.code))


def month_sheet(rows: list[Row], month: date) -> Listed:
    """The meetings of a month as they are printed."""
    return Listed(
        slug=f"chat-luong-sinh-hoat-{month:%Y-%m}",
        title=_("Chất lượng sinh hoạt chi bộ"),
        about=_("Tháng {month}").format(month=f"{month:%m/%Y}"),
        columns=(_("TT"), _("Chi bộ"), _("Ngày họp"), _("Tự chấm"), _("Theo dõi chấm"), _("Chênh lệch"), _("Xếp loại")),
        shares=(6, 34, 14, 11, 13, 10, 12),
        rows=[
            (
                str(number), row.cell, day_text(row.meeting.held_on), row.total(Score.SELF), row.total(Score.FOLLOWER),
                row.apart, str(row.light[1]),
            )
            for number, row in enumerate(rows, start=1)
        ],
    )  # fmt: skip


def year_sheet(rows: list[Year], year: int) -> Listed:
    """The year of every cell as it is printed."""
    return Listed(
        slug=f"chat-luong-sinh-hoat-{year}",
        title=_("Chất lượng sinh hoạt chi bộ"),
        about=_("Năm {year}").format(year=year),
        columns=(_("TT"), _("Chi bộ"), *(str(WORDS[level]) for level in LEVELS), _("Điểm bình quân"), _("Xếp loại năm")),
        shares=(6, 36, 8, 8, 12, 8, 12, 10),
        rows=[
            (
                str(number), row.cell, *(str(row.counts[level]) for level in LEVELS),
                "–" if row.mean is None else quantity_text(row.mean), str(row.light[1]),
            )
            for number, row in enumerate(rows, start=1)
        ],
    )  # fmt: skip
