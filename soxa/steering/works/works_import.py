"""Public works with the capital of a year from a workbook into the book: planned and shown first, then written whole or not at all."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel import sheets
from soxa.kernel.access import Actor
from soxa.kernel.page import day_text
from soxa.kernel.sheets.load import Loading, Workbook, book_mark, digest_of
from soxa.kernel.sheets.named import NotNamed, Words, named
from soxa.kernel.sheets.preview import Preview
from soxa.kernel.sheets.results import Row, SheetRead
from soxa.kernel.units.tree import tree
from soxa.law.numbers import count_text
from soxa.law.periods import FOREVER
from soxa.law.words import fold
from soxa.steering.programmes.models import WorkProgramme
from soxa.steering.resolutions.models import Resolution
from soxa.steering.works.forms import NewWork, paid_in_time
from soxa.steering.works.models import CapitalPlan, Disbursement, Term, Work
from soxa.steering.works.sheets import WORKS
from soxa.steering.works.typed import millions

KIND = "works"
_MONEY = ("total", "fund_central", "fund_province", "fund_commune", "fund_people", "fund_other")


@dataclass
class Asked:
    """A work that the workbook names: its columns when it is new, and the years for which it says anything of capital."""

    row: Row
    work: Work | None
    facts: dict[str, Any]
    years: list["OfYear"] = field(default_factory=list)

    @property
    def name(self) -> str:
        """How it is called."""
        return self.work.name if self.work else self.facts["name"]

    @property
    def what(self) -> str:
        """Capital and payments to be written, in words: "kế hoạch vốn năm 2026: 4.000 triệu đồng"."""
        return "; ".join(one.what for one in self.years)


@dataclass(frozen=True)
class OfYear:
    """Capital of a year that is new or another, and how much more was paid of it than the book has; None: nothing is written."""

    year: int
    plan: int | None
    plan_on: date
    plan_paper: str
    more: int
    paid_on: date

    @property
    def what(self) -> str:
        """In words."""
        said = []
        if self.plan is not None:
            said.append(
                _("kế hoạch vốn năm {year}: {n} triệu đồng").format(year=self.year, n=millions(self.plan))
            )
        if self.more:
            told = _("giải ngân vốn năm {year} thêm {n} triệu đồng")
            said.append(told.format(year=self.year, n=millions(self.more)))
        return "; ".join(said)


@dataclass
class WorksPreview(Preview):
    """What a table would change; works that it does not name stay as they are."""

    new: list[Asked] = field(default_factory=list)
    same: int = 0
    changed: list[Asked] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        """New, same and changed works."""
        return {"new": len(self.new), "same": self.same, "changed": len(self.changed)}

    def told(self) -> list[str]:
        """What is written of works that stand in the book, and the sums."""
        said = [f"{one.name}: {one.what}." for one in self.changed]
        counted = {name: count_text(count) for name, count in self.counts.items()}
        return [
            *said,
            _("Mới {new} công trình, trùng với sổ {same}, ghi thêm vốn {changed}.").format(**counted),
        ]

    def written_rows(self) -> list[Any]:
        """Each work with what would be written of it."""
        return [[one.name, str(one.facts), str(one.years)] for one in (*self.new, *self.changed)]

    def again(self) -> "WorksPreview":
        """See `plan`."""
        where = self.workbook
        return plan(self.content, unit_id=where.unit_id, on=where.on)

    def write(self, loading: Loading, actor: Actor) -> None:
        """Insert the new works, then the capital and payments of all."""
        paper = _("lũy kế theo bảng tính {digest}").format(digest=self.workbook.digest[:12])
        for one in (*self.new, *self.changed):
            work = one.work or self._made(one, loading)
            for told in one.years:
                _write_year(work, told, loading, paper)

    def _made(self, one: Asked, loading: Loading) -> Work:
        facts = dict(one.facts)
        finish = facts.pop("planned_finish")
        made = Work(unit_id=self.workbook.unit_id, entry=loading.entry, **facts)
        made.save(force_insert=True)
        Term.objects.create(
            work=made, since=made.since, finish=finish, paper=made.decision, entry=loading.entry
        )
        return made


def _write_year(work: Work, told: OfYear, loading: Loading, paper: str) -> None:
    entry = loading.entry
    if told.plan is not None:
        rows = CapitalPlan.objects.filter(work=work, year=told.year, until=FOREVER)
        rows.moved(entry, until=told.plan_on)
        CapitalPlan.objects.create(
            work=work,
            year=told.year,
            since=told.plan_on,
            amount=told.plan,
            paper=told.plan_paper,
            entry=entry,
        )
    if told.more:
        Disbursement.objects.create(
            work=work, year=told.year, on=told.paid_on, amount=told.more, paper=paper, entry=entry
        )


class _Book:
    """What rows are read against: the unit's works, their capital in force, what was paid, the texts and programmes they follow."""

    def __init__(self, unit_id: int, on: date) -> None:
        self.unit_id, self.on = unit_id, on
        self.works: dict[str, list[Work]] = defaultdict(list)
        for one in Work.objects.filter(unit_id=unit_id):
            self.works[fold(one.name)].append(one)
        plans = CapitalPlan.objects.filter(work__unit_id=unit_id, until=FOREVER)
        self.plans: dict[tuple[int, int], CapitalPlan] = {(one.work_id, one.year): one for one in plans}  # type: ignore[attr-defined]
        paid = Disbursement.objects.filter(work__unit_id=unit_id).order_by()
        sums = paid.values_list("work_id", "year").annotate(sum=Sum("amount"))
        self.paid = {(work, year): amount for work, year, amount in sums}
        self.offered: dict[str, list[Any]] = {}
        self.texts: dict[str, dict[str, list[Any]]] = {}
        around = list(tree().ancestors(unit_id, on))
        for name, kind in (("resolution", Resolution), ("programme", WorkProgramme)):
            found: dict[str, list[Any]] = defaultdict(list)
            for text in kind.objects.filter(unit_id__in=around):
                for said in {fold(text.symbol), fold(text.title), fold(text.name)} - {""}:
                    found[said].append(text)
            self.texts[name] = found
            self.offered[name] = list({(one.pk, one.name) for held in found.values() for one in held})

    def work(self, row: Row) -> Work | None:
        """The work of a row that stands in the book: by its name, and by the day of its decision where there are several."""
        found = self.works.get(fold(row["name"]), [])
        fit = [one for one in found if row["since"] in (None, one.since)]
        return fit[0] if len(fit) == 1 else None


_TEXTS = {
    "resolution": Words(
        gettext_lazy("không phải văn bản chỉ đạo trong sổ"), gettext_lazy("là tên của nhiều văn bản"),
        gettext_lazy("Ghi số, ký hiệu văn bản của đơn vị hoặc cấp trên như trong sổ, hoặc để trống."),
    ),
    "programme": Words(
        gettext_lazy("không phải chương trình trong sổ"), gettext_lazy("là tên của nhiều chương trình"),
        gettext_lazy("Ghi số, ký hiệu chương trình của đơn vị hoặc cấp trên như trong sổ, hoặc để trống."),
    ),
}  # fmt: skip


def _typed(value: Any) -> str:
    """A value as one types it into the form that looks at it."""
    if value is None:
        return ""
    return day_text(value) if isinstance(value, date) else str(value)


def _facts(row: Row, book: _Book, read: SheetRead) -> dict[str, Any] | None:
    """The columns of a new work, looked at by the form of a new work; None with every fault told."""
    told = {name: _typed(row[name]) for name in NewWork.base_fields if name in row.values}
    told["field"] = told["field"] or Work.OTHER
    faults = 0
    for name, words in _TEXTS.items():
        found = (
            named(row[name], book.texts[name], words, lambda one: one.symbol or one.title)
            if row[name]
            else None
        )
        told[name] = str(found.pk) if found and not isinstance(found, NotNamed) else ""
        if isinstance(found, NotNamed):
            read.found.add(row.fault(name, found.wrong, right=found.right))
            faults += 1
    form = NewWork(told, today=book.on, offered=book.offered)
    for name, words_of in form.errors.items():
        column = name if name in row.values else "name"
        read.found.add(row.fault(column, _("chưa ghi được"), right=" ".join(map(str, words_of))))
        faults += 1
    return None if faults else form.facts()


def _of_year(row: Row, one: Asked, book: _Book, read: SheetRead) -> OfYear | None:
    """What a row says of the capital of a year beyond what the book has; None for nothing, or with every fault told."""
    if row["plan"] is None and row["paid"] is None:
        return None
    year = row["year"] or book.on.year
    key = (one.work.pk if one.work else 0, year)
    held, before = book.plans.get(key), book.paid.get(key, 0)
    amount = row["plan"] if row["plan"] is not None else (held.amount if held else None)
    paid = row["paid"] if row["paid"] is not None else before
    fresh = row["plan"] is not None and (held is None or held.amount != row["plan"])
    wrongs = [
        *(_wrong_plan(row, held, book.on) if fresh else ()),
        *(_wrong_payment(row, amount, paid, before, book.on) if paid != before else ()),
    ]
    if amount is not None and paid > amount and paid == before:
        wrongs.append(
            ("plan", _("Sổ đã ghi giải ngân {n} đồng, vượt kế hoạch vốn này.").format(n=count_text(paid)))
        )
    for name, right in wrongs:
        read.found.add(row.fault(name, _("chưa ghi được"), right=right))
    if wrongs or not (fresh or paid > before):
        return None
    return OfYear(
        year, row["plan"] if fresh else None, row["plan_on"] or book.on, (row["plan_paper"] or "")[:200], paid - before,
        row["paid_on"] or book.on,
    )  # fmt: skip


def _wrong_plan(row: Row, held: CapitalPlan | None, on: date) -> list[tuple[str, str]]:
    """(column, what would be right) of a plan that cannot be written so."""
    day = row["plan_on"]
    if day is None:
        return [("plan", _("Ghi ngày giao vốn ở cột “Ngày giao vốn”."))]
    found = []
    if not row["plan_paper"]:
        found.append(("plan", _("Ghi văn bản ở cột “Văn bản giao vốn”.")))
    if day > on:
        found.append(("plan_on", _("Ngày này chưa đến.")))
    if held and day < held.since:
        said = _("Kế hoạch vốn đang dùng có từ {day}; ngày điều chỉnh không trước ngày ấy.")
        found.append(("plan_on", said.format(day=day_text(held.since))))
    return found


def _wrong_payment(
    row: Row, plan_amount: int | None, paid: int, before: int, on: date
) -> list[tuple[str, str]]:
    """(column, what would be right) of payments that cannot be written so."""
    if paid < before:
        said = _("Sổ đã ghi {n} đồng; lũy kế không thấp hơn. Ghi nhầm thì đính chính trên trang công trình.")
        return [("paid", said.format(n=count_text(before)))]
    if plan_amount is None:
        return [("paid", _("Công trình chưa có kế hoạch vốn của năm này: ghi ở cột “Kế hoạch vốn năm”."))]
    if paid > plan_amount:
        said = _("Lũy kế {paid} đồng vượt kế hoạch vốn {plan} đồng.")
        return [("paid", said.format(paid=count_text(paid), plan=count_text(plan_amount)))]
    day = row["paid_on"]
    if day is None:
        return [("paid", _("Ghi ngày ở cột “Giải ngân đến ngày”."))]
    if day > on:
        return [("paid_on", _("Ngày này chưa đến."))]
    wrong = paid_in_time(row["year"] or on.year, day)
    return [("paid_on", wrong)] if wrong else []


def plan(content: bytes, *, unit_id: int, on: date) -> WorksPreview:
    """Read and check a workbook against the works of a unit as of `on`, writing nothing."""
    preview = WorksPreview(Workbook(KIND, digest_of(content), unit_id, book_mark(), on), content)
    if preview.known_before():
        return preview
    read = sheets.read(content, WORKS, on=on)
    book = _Book(unit_id, on)
    met: dict[Any, Asked] = {}
    years: dict[Any, Row] = {}
    for row in read.rows:
        if row.bad:
            continue
        one = _asked(row, book, met, read)
        if one is None:
            _of_year(row, Asked(row, None, {}), book, read)  # what is wrong with its capital is told as well
            continue
        said = (id(one), row["year"] or on.year)
        if years.setdefault(said, row) is not row:
            wrong = _("đã có ở dòng {number} của cùng năm").format(number=years[said].number)
            read.found.add(row.fault("name", wrong, right=_("Giữ một dòng cho mỗi công trình, mỗi năm.")))
            continue
        if told := _of_year(row, one, book, read):
            one.years.append(told)
    for one in met.values():
        _sort_out(one, preview)
    preview.account(read)
    return preview


def _asked(row: Row, book: _Book, met: dict[Any, Asked], read: SheetRead) -> Asked | None:
    """The work of a row, the same for every row that names it; None with every fault told."""
    work = book.work(row)
    key = work.pk if work else (fold(row["name"]), row["since"])
    if key in met:
        return met[key]
    facts = {} if work else _facts(row, book, read)
    if facts is None:
        return None
    met[key] = Asked(row, work, facts)
    return met[key]


def _sort_out(one: Asked, preview: WorksPreview) -> None:
    """Put a work among the new, the same or the changed; capital beyond the whole investment is asked about."""
    if one.work is None:
        preview.new.append(one)
    elif one.years:
        preview.changed.append(one)
    else:
        preview.same += 1
    given = sum(told.plan or 0 for told in one.years)
    total = one.work.total if one.work else one.facts["total"]
    if given > total:
        wrong = _("là công trình có kế hoạch vốn các năm cộng lại {n} đồng, vượt tổng mức đầu tư")
        right = _("Xem lại kế hoạch vốn hoặc tổng mức đầu tư.")
        preview.warnings.append(one.row.fault("name", wrong.format(n=count_text(given)), right=right))
