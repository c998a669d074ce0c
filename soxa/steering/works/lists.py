"""Public works as pages show them: the year's list with money and progress, one work with all that was written of it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import OuterRef, Subquery, Sum
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from soxa.kernel.charts import NARROW, line
from soxa.kernel.page import day_text
from soxa.kernel.units.tree import tree
from soxa.law.numbers import quantity_text, share_text
from soxa.law.periods import FOREVER
from soxa.law.words import fold
from soxa.party.listed import Listed
from soxa.steering.works import standing
from soxa.steering.works.models import (
    CapitalPlan,
    Contribution,
    Disbursement,
    Progress,
    Term,
    Work,
    WorkStop,
)
from soxa.steering.works.typed import millions

# address word of a filter → what it keeps
FILTERS = ("chua-khoi-cong", "dang-thi-cong", "hoan-thanh", "cham", "dung")


@dataclass(frozen=True)
class Row:
    """A work on a day: until when it is to be finished, its progress, and this year's capital given and paid, đồng; `stopped_on`: from when it was stopped on the day."""

    work: Work
    finish: date | None
    percent: Decimal | None
    plan: int | None
    paid: int
    on: date
    stopped_on: date | None = None

    @property
    def kind(self) -> str:
        """Which filter keeps it."""
        one, on = self.work, self.on
        if self.stopped_on:
            return "dung"
        if one.finished_on and one.finished_on <= on:
            return "hoan-thanh"
        return "dang-thi-cong" if one.started_on and one.started_on <= on else "chua-khoi-cong"

    @property
    def late(self) -> bool:
        """Whether it should have been finished before the day."""
        return (
            self.kind in ("chua-khoi-cong", "dang-thi-cong")
            and self.finish is not None
            and self.finish < self.on
        )

    @property
    def light(self) -> tuple[str, Any]:
        """(kind of light, words)."""
        if self.late:
            days = (self.on - self.finish).days  # type: ignore[operator]
            return "bad", _("Chậm {n} ngày").format(n=days)
        words = {
            "dung": ("quiet", _("Đã dừng")), "chua-khoi-cong": ("quiet", _("Chưa khởi công")),
            "dang-thi-cong": ("good", _("Đang thi công")), "hoan-thanh": ("good", _("Đã hoàn thành")),
        }  # fmt: skip
        if self.work.handed_over_on and self.work.handed_over_on <= self.on:
            return "good", _("Đã bàn giao")
        return words[self.kind]

    @property
    def share(self) -> str:
        """How much of the year's capital was paid; empty without any."""
        return share_text(self.paid, self.plan) if self.plan else ""


@dataclass(frozen=True)
class Board:
    """The works of a unit in the list of a year, as they stand on a day."""

    rows: Sequence[Row]
    on: date

    @property
    def plan(self) -> int:
        """Capital of the year, đồng."""
        return sum(row.plan or 0 for row in self.rows)

    @property
    def paid(self) -> int:
        """Paid of it, đồng."""
        return sum(row.paid for row in self.rows if row.plan is not None)

    def counted(self) -> list[tuple[str, Any, int]]:
        """(address word, words, how many) of each filter that keeps any."""
        words = {
            "chua-khoi-cong": _("Chưa khởi công"), "dang-thi-cong": _("Đang thi công"), "hoan-thanh": _("Đã hoàn thành"),
            "cham": _("Chậm tiến độ"), "dung": _("Đã dừng"),
        }  # fmt: skip
        counts = {key: sum(row.kind == key for row in self.rows) for key in FILTERS}
        counts["cham"] = sum(row.late for row in self.rows)
        return [(key, words[key], counts[key]) for key in FILTERS if counts[key]]

    def kept(self, key: str, words: str = "") -> list[Row]:
        """Rows of a filter, of which the name, place or investor holds the words."""
        rows = [row for row in self.rows if not key or row.kind == key or (key == "cham" and row.late)]
        asked = fold(words)
        return [row for row in rows if asked in fold(f"{row.work.name} {row.work.place} {row.work.investor}")]


def board(rows: Any, on: date) -> Board:
    """Works of a queryset that are in the list of the day's year, late ones first; five questions."""
    stops = WorkStop.objects.filter(WorkStop.standing(on), work_id=OuterRef("pk")).order_by("-since")
    listed = rows.filter(standing.listed(on)).annotate(stopped_on=Subquery(stops.values("since")[:1]))
    works = list(listed.order_by("name", "pk"))
    keys = [one.pk for one in works]
    plans = dict(
        CapitalPlan.objects.filter(CapitalPlan.standing(on), work_id__in=keys, year=on.year).values_list(
            "work_id", "amount"
        )
    )
    paid = dict(
        Disbursement.objects.filter(work_id__in=keys, year=on.year, on__lte=on)
        .order_by().values_list("work_id").annotate(sum=Sum("amount"))
    )  # fmt: skip
    terms = dict(Term.objects.filter(Term.standing(on), work_id__in=keys).values_list("work_id", "finish"))
    told = Progress.objects.filter(work_id__in=keys, on__lte=on).order_by("on", "pk")
    percents = dict(told.values_list("work_id", "percent"))
    found = [
        Row(
            one,
            terms.get(one.pk),
            percents.get(one.pk),
            plans.get(one.pk),
            paid.get(one.pk, 0),
            on,
            one.stopped_on,
        )
        for one in works
    ]
    return Board(sorted(found, key=lambda row: not row.late), on)


@dataclass(frozen=True)
class Year:
    """The capital of one year: the plans given, the one in force, what was paid of it."""

    year: int
    plans: Sequence[CapitalPlan]
    paid: int

    @property
    def plan(self) -> int | None:
        """The plan in force."""
        return next((one.amount for one in self.plans if one.until == FOREVER), None)

    @property
    def share(self) -> str:
        """How much of it was paid."""
        return share_text(self.paid, self.plan) if self.plan else ""


@dataclass(frozen=True)
class Given:
    """What the people gave of one kind, together."""

    kind: str
    words: str


@dataclass
class Whole:
    """One work with everything written of it."""

    work: Work
    row: Row
    terms: list[Term]
    stops: list[WorkStop]
    years: list[Year]
    disbursements: list[Disbursement]
    progress: list[Progress]
    contributions: list[Contribution]
    observations: list[Any]
    given: list[Given] = field(default_factory=list)

    @property
    def paid(self) -> int:
        """Paid over all years, đồng."""
        return sum(one.amount for one in self.disbursements)

    @property
    def drawing(self) -> SafeString:
        """The progress as a line; empty where there are fewer than two words on it."""
        if len(self.progress) < 2:
            return SafeString("")
        values = [(f"{one.on:%d/%m/%y}", one.percent) for one in self.progress]
        title = _("Khối lượng hoàn thành (%)")
        return line(values, title=title, unit="%", width=NARROW)


def whole(work: Work, on: date) -> Whole:
    """Read one work; eight questions."""
    terms = list(Term.objects.filter(work=work))
    plans: dict[int, list[CapitalPlan]] = defaultdict(list)
    for one in CapitalPlan.objects.filter(work=work):
        plans[one.year].append(one)
    paid: dict[int, int] = defaultdict(int)
    disbursements = list(Disbursement.objects.filter(work=work))
    for each in disbursements:
        paid[each.year] += each.amount
    progress = list(Progress.objects.filter(work=work))
    contributions = list(Contribution.objects.filter(work=work))
    years = [Year(year, plans[year], paid[year]) for year in sorted({*plans, *paid}, reverse=True)]
    now = next((one for one in years if one.year == on.year), None)
    finish = next((one.finish for one in terms if one.since <= on < one.until), None)
    percent = progress[-1].percent if progress else None
    stops = list(WorkStop.objects.filter(work=work))
    stop = next((one.since for one in stops if one.since <= on < one.until), None)
    row = Row(work, finish, percent, now.plan if now else None, now.paid if now else 0, on, stop)
    observations = list(work.observations.all())  # type: ignore[attr-defined]
    return Whole(
        work,
        row,
        terms,
        stops,
        years,
        disbursements,
        progress,
        contributions,
        observations,
        given(contributions),
    )


def quantity_words(one: Contribution) -> str:
    """What was given, in words: "2.310 m²", "12 tấn xi măng"."""
    return _amount(one.kind, one.quantity, one.measure)


def _amount(kind: str, quantity: Decimal, measure: str = "") -> str:
    if kind == Contribution.MONEY:
        return _("{n} triệu đồng").format(n=millions(int(quantity)))
    unit = {Contribution.LAND: "m²", Contribution.LABOUR: _("ngày công")}.get(kind, measure)
    return f"{quantity_text(quantity.normalize())} {unit}"


def given(rows: Iterable[Contribution]) -> list[Given]:
    """The sum of each kind that can be added up."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for one in rows:
        sums[one.kind] += one.quantity
    kinds = (Contribution.LAND, Contribution.LABOUR, Contribution.MONEY)
    return [Given(kind, _amount(kind, sums[kind])) for kind in kinds if sums[kind]]


def sheet(rows: Iterable[Row], unit_id: int, on: date) -> Listed:
    """The works as a list to print."""
    about = _("{unit} – tính đến {day}").format(unit=tree().name(unit_id, on), day=day_text(on))
    columns = (
        _("TT"), _("Công trình, dự án"), _("Địa điểm"), _("Chủ đầu tư"), _("Tổng mức đầu tư (triệu đồng)"),
        _("Kế hoạch vốn năm (triệu đồng)"), _("Đã giải ngân (triệu đồng)"), _("Tỷ lệ"), _("Khối lượng"),
        _("Dự kiến hoàn thành"), _("Tình trạng"),
    )  # fmt: skip
    told = [_told(order, row) for order, row in enumerate(rows, start=1)]
    shares = (0.04, 0.2, 0.1, 0.12, 0.08, 0.08, 0.08, 0.07, 0.07, 0.08, 0.08)
    return Listed("cong-trinh", _("Công trình, dự án đầu tư công"), about, columns, shares, told)


def _told(order: int, row: Row) -> tuple[str, ...]:
    one = row.work
    percent = "" if row.percent is None else f"{quantity_text(row.percent.normalize())}%"
    return (
        str(order), one.name, one.place, one.investor, millions(one.total), millions(row.plan) if row.plan else "",
        millions(row.paid) if row.paid else "", row.share, percent, day_text(row.finish) if row.finish else "",
        str(row.light[1]),
    )  # fmt: skip
