"""The rows behind a number of a review: as they are now for a draft, as they were kept for one that was issued."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel import files
from soxa.kernel.figures import Moment, Reading, address_of, read
from soxa.kernel.figures.kept import KeptRows, kept_rows
from soxa.kernel.figures.row_sets import Rows, RowSet, fingerprint
from soxa.kernel.lost import telling
from soxa.kernel.page import day_text
from soxa.kernel.units.tree import tree
from soxa.steering.programmes.models import Finding, WorkProgramme
from soxa.steering.reviews.issuing import counted_to
from soxa.steering.reviews.models import FrozenCell, FrozenCount, Review, Shortcoming
from soxa.steering.reviews.record import counted_of, facts_of
from soxa.steering.targets.models import Standing
from soxa.steering.targets.reading import figure_of
from soxa.tasks.models import Holding
from soxa.values.asking import domain_of, reads

# the first word of a code → whose rows they are
_MODELS: dict[str, tuple[Any, tuple[str, ...]]] = {
    "programmes": (WorkProgramme, ()), "tasks": (Holding, ("task",)), "findings": (Finding, ()),
    "targets": (Standing, ("target",)), "before": (Shortcoming, ("person",)), "stated": (Shortcoming, ("person",)),
}  # fmt: skip


@dataclass(frozen=True)
class Row:
    """One row: what it is, what is said of it, its unit, its page; whether it is no longer as it was kept."""

    title: str
    sub: str
    unit: str
    address: str
    changed: bool = False


@dataclass(frozen=True)
class Opened:
    """The rows of a number in the reader's sight, and how many lie outside it; `frozen`: as they were kept on issue."""

    total: int
    rows: list[Row]
    frozen: bool

    @property
    def hidden(self) -> int:
        """How many the reader may not see."""
        return self.total - len(self.rows)


def opened(review: Review, code: str, reader: Any, today: date) -> Opened | None:
    """The rows behind a count; None for a code the review has not."""
    kept = FrozenCount.objects.filter(review=review, code=code).first()
    if kept is not None:
        rows = _kept(TITLES[code], kept.count, kept.rows)
    elif review.content:
        return None
    else:
        found = counted_of(review, counted_to(review, today)).counts.get(code)
        if found is None:
            return None
        rows = found
    model, joined = _MODELS[code.partition("_")[0]]
    seen = model.objects.seen_by(reader).filter(pk__in=list(rows.rows))
    told, on = _TOLD[model], counted_to(review, today)
    now = rows.rows if kept is None else _prints(seen, code, on)
    shown = [
        replace(told(one, on), changed=now[one.pk] != rows.rows[one.pk])
        for one in (seen.select_related(*joined) if joined else seen).order_by("pk")
    ]
    return Opened(len(rows.rows), shown, kept is not None)


def _kept(title: Any, text: Any, digest: str) -> RowSet:
    with telling(_("Các dòng được giữ cùng con số “{name}” đã in là {text}.").format(name=title, text=text)):
        return RowSet.read(files.fetch(digest))


def _prints(rows: QuerySet[Any], code: str, on: date) -> Rows:
    found = rows.order_by().values_list("pk", "unit_id", *facts_of(code))
    return {pk: (own, fingerprint(facts, on)) for pk, own, *facts in found}


@dataclass(frozen=True)
class OpenedCell:
    """A number of the table of an issued review: the rows that were kept with it, and what the book says today.

    `whole`: whether all rows looked at are shown, and not those alone that count; `now` is None for who may not ask the figure.
    """

    cell: FrozenCell
    rows: KeptRows
    whole: bool
    counts: tuple[int, int]
    now: Reading | None
    address: str


def opened_cell(review: Review, place: str, reader: Any, *, whole: bool) -> OpenedCell | None:
    """The rows behind a number of the table as they were kept on issue; None for a place where none was printed."""
    cell = FrozenCell.objects.filter(review=review, place=place).first()
    if cell is None:
        return None
    part, looked_at = (_kept(cell.title, cell.text, digest) for digest in (cell.part_rows, cell.rows))
    moment = Moment(cell.on, cell.since, cell.until, f"{cell.since}..{cell.until}")
    unit_id: int = review.unit_id  # type: ignore[attr-defined]
    figure = figure_of(cell.code)
    asks = figure is not None and reads(reader, domain_of(figure))
    return OpenedCell(
        cell, kept_rows(looked_at if whole else part, reader), whole, (len(part.rows), len(looked_at.rows)),
        read(figure, moment, unit_id) if asks else None, address_of(figure, moment, unit_id) if asks else "",
    )  # fmt: skip


def _unit(unit_id: int | None) -> str:
    return tree().name(unit_id) if unit_id else ""


def _programme(one: Any, on: date) -> Row:
    return Row(
        one.title, one.name, _unit(one.lead_unit_id or one.unit_id), reverse("programme", args=[one.pk])
    )


def _task(one: Any, on: date) -> Row:
    said = _("giao ngày {given}, hạn {due}").format(
        given=day_text(one.task.given_on), due=day_text(one.task.due_on)
    )
    return Row(one.task.content, said, _unit(one.unit_id), reverse("task", args=[one.task_id]))


def _finding(one: Any, on: date) -> Row:
    said = _("hạn {day}").format(day=day_text(one.due_on))
    return Row(one.content, said, _unit(one.unit_id), reverse("programme", args=[one.programme_id]))


def _standing(one: Any, on: date) -> Row:
    said = f"{one.text or '–'} · {one.get_level_display()}"
    return Row(one.target.title, said, _unit(one.unit_id), reverse("target", args=[one.target_id]))


def _shortcoming(one: Any, on: date) -> Row:
    said = _("hạn {day}").format(day=day_text(one.due_on))
    if one.confirmed_on and one.confirmed_on <= on:
        said = _("đã khắc phục ngày {day}").format(day=day_text(one.confirmed_on))
    return Row(one.content, said, _unit(one.lead_unit_id), reverse("shortcoming", args=[one.pk]))


_TOLD: dict[Any, Callable[[Any, date], Row]] = {
    WorkProgramme: _programme, Holding: _task, Finding: _finding, Standing: _standing, Shortcoming: _shortcoming,
}  # fmt: skip
TITLES: dict[str, Any] = {
    "programmes": gettext_lazy("Chương trình, đề án, kế hoạch trong kỳ"),
    "tasks_given": gettext_lazy("Nhiệm vụ giao trong kỳ"),
    "tasks_on_time": gettext_lazy("Nhiệm vụ hoàn thành đúng hạn"),
    "tasks_late": gettext_lazy("Nhiệm vụ hoàn thành chậm"),
    "tasks_open": gettext_lazy("Nhiệm vụ đang thực hiện trong hạn"),
    "tasks_overdue": gettext_lazy("Nhiệm vụ quá hạn"),
    "findings": gettext_lazy("Kiến nghị, kết luận phải khắc phục"),
    "findings_right": gettext_lazy("Kiến nghị, kết luận đã khắc phục"),
    "findings_left": gettext_lazy("Kiến nghị, kết luận chưa khắc phục"),
    "before": gettext_lazy("Hạn chế kỳ trước nêu"),
    "before_right": gettext_lazy("Hạn chế kỳ trước nêu, đã khắc phục"),
    "before_left": gettext_lazy("Hạn chế kỳ trước nêu, chưa khắc phục"),
    "before_overdue": gettext_lazy("Hạn chế kỳ trước nêu, quá hạn khắc phục"),
    "stated": gettext_lazy("Hạn chế, khuyết điểm kỳ này nêu"),
    "targets": gettext_lazy("Chỉ tiêu được đánh giá"),
    "targets_green": gettext_lazy("Chỉ tiêu đạt kế hoạch, tiến độ"),
    "targets_yellow": gettext_lazy("Chỉ tiêu cần tập trung"),
    "targets_red": gettext_lazy("Chỉ tiêu khó đạt"),
    "targets_not_due": gettext_lazy("Chỉ tiêu chưa đến kỳ"),
    "targets_no_value": gettext_lazy("Chỉ tiêu chưa có số liệu"),
}
