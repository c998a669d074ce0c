"""A table of targets and plans from a workbook into the book: planned and shown first, then written whole or not at all."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel import sheets
from soxa.kernel.access import Actor
from soxa.kernel.flow import correct
from soxa.kernel.sheets.load import Loading, Workbook, book_mark, digest_of
from soxa.kernel.sheets.preview import Preview
from soxa.law.numbers import count_text
from soxa.law.periods import Period
from soxa.steering.targets import doubts
from soxa.steering.targets.amounts import NOTHING, Amount, amount_of, columns_of, kind_of, number, text_of
from soxa.steering.targets.flow import put_plan
from soxa.steering.targets.models import PlannedValue, Target
from soxa.steering.targets.sheets import GIVERS, TARGETS
from soxa.steering.targets.stated import Said, Table
from soxa.values.figures import ReportedFigure
from soxa.values.models import ReportedValue

KIND = "targets"
_GIVERS = dict(PlannedValue.GIVERS)
# what a column of a target is called where it changes
_WORDS = {
    "title": gettext_lazy("tên chỉ tiêu"), "higher": gettext_lazy("chiều tốt"), "pace": gettext_lazy("đánh giá giữa kỳ"),
    "lead_unit_id": gettext_lazy("đơn vị chủ trì"), "person_id": gettext_lazy("người chịu trách nhiệm"),
    "yellow_from": gettext_lazy("ngưỡng vàng"), "threshold_why": gettext_lazy("lý do ngưỡng"),
    "paper": gettext_lazy("văn bản giao"),
    **dict.fromkeys(
        ("baseline", "baseline_met", "baseline_of", "baseline_since", "baseline_until"), gettext_lazy("số đầu kỳ")
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Line:
    """A row against the book: the target it is of (None: a new one), its columns that change, the plans to be written."""

    said: Said
    target: Target | None
    columns: dict[str, Any]
    plans: list[tuple[str, Amount, bool]]

    @property
    def what(self) -> str:
        """The plans and the columns in words: "tỉnh giao 21.400 triệu đồng; số đầu kỳ"."""
        plans = [
            f"{_GIVERS[giver]} {text_of(amount, self.said.figure)}" for giver, amount, _leads in self.plans
        ]
        if self.target is None:
            return "; ".join(plans)
        names = dict.fromkeys(_WORDS[one] for one in self.columns)
        return "; ".join([*plans, *map(str, names)])


@dataclass
class TargetPreview(Preview):
    """What a table would change; targets that it does not name stay as they are."""

    new: list[Line] = field(default_factory=list)
    same: int = 0
    changed: list[Line] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        """New, same and changed targets."""
        return {"new": len(self.new), "same": self.same, "changed": len(self.changed)}

    def told(self) -> list[str]:
        """Changed targets with what differs, and the sums."""
        said = [f"{one.said.row['title']}: {one.what}." for one in self.changed]
        counted = {name: count_text(count) for name, count in self.counts.items()}
        return [*said, _("Mới {new} chỉ tiêu, trùng với sổ {same}, thay đổi {changed}.").format(**counted)]

    def written_rows(self) -> list[Any]:
        """Each target to be written or changed, with its plans."""
        return [
            [one.said.figure.code, one.said.year.key, str(one.columns), str(one.plans)]
            for one in (*self.new, *self.changed)
        ]

    def again(self) -> "TargetPreview":
        """See `plan`."""
        where = self.workbook
        return plan(self.content, unit_id=where.unit_id, on=where.on)

    def write(self, loading: Loading, actor: Actor) -> None:
        """Insert the new targets, correct the others with the workbook as the basis, write the plans."""
        basis = _("theo bảng tính {digest}").format(digest=self.workbook.digest[:12])
        for one in self.new:
            target = Target(unit_id=self.workbook.unit_id, entry=loading.entry, **one.columns)
            target.save(force_insert=True)
            self._write_plans(one, target, loading)
        for one in self.changed:
            if one.target is None:
                continue
            if one.columns:
                correct(one.target, one.columns, actor, basis=basis, unit_id=self.workbook.unit_id)
            self._write_plans(one, Target.objects.select_for_update().get(pk=one.target.pk), loading)

    @staticmethod
    def _write_plans(one: Line, target: Target, loading: Loading) -> None:
        year, paper = one.said.year, (one.said.row["paper"] or "")[:200]
        for giver, amount, leads in sorted(one.plans, key=lambda row: row[2]):
            facts = {"since": year.since, "until": year.until, "giver": giver, "leads": leads, "paper": paper}
            put_plan(target, {**facts, **columns_of(amount)}, loading.entry)


def plan(content: bytes, *, unit_id: int, on: date) -> TargetPreview:
    """Read and check a workbook against the targets of a unit as of `on`, writing nothing."""
    preview = TargetPreview(Workbook(KIND, digest_of(content), unit_id, book_mark(), on), content)
    if preview.known_before():
        return preview
    read = sheets.read(content, TARGETS, on=on)
    table = Table(unit_id, on, read)
    rows = [one for row in read.rows if (one := table.said(row))]
    book = Held(unit_id, {one.figure.code for one in rows})
    met: dict[tuple[str, Period], Said] = {}
    for one in rows:
        first = met.setdefault((one.figure.code, one.year), one)
        if first is not one:
            wrong = _("là số liệu đã có ở dòng {number} của cùng năm").format(number=first.row.number)
            read.found.add(one.row.fault("title", wrong, right=_("Giữ một dòng.")))
            continue
        _sort_out(one, book, preview, read)
    preview.account(read)
    return preview


class Held:
    """What the book holds of the targets of some figures: targets by code and year, plans by target, typed plans."""

    def __init__(self, unit_id: int, codes: Collection[str]) -> None:
        held: Any = Target.objects.filter(unit_id=unit_id, span=Target.YEAR)
        self.targets = [one for one in held.order_by("since", "pk") if one.code in codes]
        self.next = max((one.position for one in held), default=0) + 1
        self.plans = list(PlannedValue.objects.filter(target__in=self.targets, replaced_by=None))
        typed: Any = ReportedValue.objects.filter(unit_id=unit_id, sort=ReportedValue.PLAN, replaced_by=None)
        self.typed = list(typed.filter(measure__code__in=codes).select_related("measure"))

    def target(self, said: Said) -> Target | None:
        """The target of the row's figure that holds in its year."""
        year = said.year
        fit = [
            one
            for one in self.targets
            if one.code == said.figure.code and one.since < year.until and year.since < one.until
        ]
        return fit[-1] if fit else None

    def given(self, target: Target, year: Period) -> dict[str, PlannedValue]:
        """Plans of exactly the year, by giver."""
        return {
            one.giver: one
            for one in self.plans
            if one.target_id == target.pk and (one.since, one.until) == (year.since, year.until)  # type: ignore[attr-defined]
        }

    def leading(self, target: Target, year: Period) -> Amount:
        """The plan the target is held against in the year, the longest: one written here before one that came with the values."""
        here: list[Any] = [one for one in self.plans if one.target_id == target.pk and one.leads]  # type: ignore[attr-defined]
        with_values = [one for one in self.typed if one.measure.code == target.code]
        for rows in (here, with_values):
            fit = [one for one in rows if one.since >= year.since and one.until <= year.until]
            if fit:
                found = amount_of(max(fit, key=lambda one: one.until - one.since))
                # a share reported with its parts is planned by the share alone
                return found if found.value is None else Amount(found.value)
        return NOTHING


def _sort_out(said: Said, book: Held, preview: TargetPreview, read: sheets.SheetRead) -> None:
    """Put a row among the new, the same or the changed; with what is doubtful as faults or warnings."""
    target = book.target(said)
    columns = _columns(said, target)
    plans = _plans(said, target, book)
    if target is None:
        columns["position"] = book.next
        book.next += 1
    shadow = target or Target(unit_id=preview.workbook.unit_id, **columns)
    if target and not columns and not plans:
        preview.same += 1
        return
    _doubt(said, shadow, plans, preview, read)
    line = Line(said, target, columns, plans)
    (preview.changed if target else preview.new).append(line)


def _columns(said: Said, target: Target | None) -> dict[str, Any]:
    """The columns of a new target; of one in the book those that the row says otherwise. What is blank says nothing."""
    row = said.row
    given: dict[str, Any] = {
        "title": row["title"][:200], "higher": row["higher"], "pace": row["pace"], "lead_unit_id": said.lead_id,
        "person_id": said.person_id, "yellow_from": said.amounts["yellow"].value,
        "threshold_why": (row["why"] or "")[:300] or None, "paper": (row["paper"] or "")[:200] or None,
    }  # fmt: skip
    if said.amounts["before"] != NOTHING:
        given |= columns_of(said.amounts["before"], "baseline_")
        given |= {"baseline_since": said.before.since, "baseline_until": said.before.until}
    told = {name: value for name, value in given.items() if value is not None}
    if target is not None:
        return {name: value for name, value in told.items() if getattr(target, name) != value}
    record = said.figure.record if isinstance(said.figure, ReportedFigure) else None
    usual = {
        "code": said.figure.code,
        "span": Target.YEAR,
        "since": said.year.since,
        "until": said.year.until,
    }
    return {**usual, "higher": record.higher_is_better if record else True, **told}


def _plans(said: Said, target: Target | None, book: Held) -> list[tuple[str, Amount, bool]]:
    """(giver, amount, whether it leads) of each plan that is new or another."""
    given = {GIVERS[name]: said.amounts[name] for name in GIVERS if said.amounts[name] != NOTHING}
    held = book.given(target, said.year) if target else {}
    now, wanted = book.leading(target, said.year) if target else NOTHING, said.amounts["plan"]
    leader = next((giver for giver, one in held.items() if one.leads), "")
    if wanted not in (NOTHING, now):
        leader = next((giver for giver, amount in given.items() if amount == wanted), PlannedValue.COMMITTEE)
        given.setdefault(leader, wanted)
    elif now == NOTHING:
        leader = next(iter(given), "")
    fresh = []
    for giver, amount in given.items():
        old = held.get(giver)
        if old is None or amount_of(old) != amount or old.leads != (giver == leader):
            fresh.append((giver, amount, giver == leader))
    return fresh


def _doubt(
    said: Said,
    target: Target,
    plans: list[tuple[str, Amount, bool]],
    preview: TargetPreview,
    read: sheets.SheetRead,
) -> None:
    """What the form would ask of such a plan is a warning here, what it would refuse a fault."""
    known = _known(said)
    columns = {giver: name for name, giver in GIVERS.items()}
    for giver, amount, _leads in plans:
        own = columns[giver]
        name = own if said.amounts[own] == amount else "plan"
        for one in doubts.of_amount(name, amount, target, said.figure, known):
            fault = said.row.fault(name, one.words.rstrip("."), right=_("Xem lại số này."))
            preview.warnings.append(fault) if one.sure else read.found.add(fault)
    if target.yellow_from is not None and not target.threshold_why:
        wrong = _("là ngưỡng riêng mà chưa có lý do")
        read.found.add(said.row.fault("yellow", wrong, right=_("Ghi lý do ở cột Lý do ngưỡng.")))


def _known(said: Said) -> doubts.Known | None:
    before = said.amounts["before"]
    exact = number(before, kind_of(said.figure))
    if exact is None:
        return None
    words = _("số năm {year} ({text})")
    return doubts.Known(exact, words.format(year=said.before.since.year, text=text_of(before, said.figure)))
