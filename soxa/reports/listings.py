"""Tables and lists that a report takes from the book's rows: targets that need work, shortcomings stated and left."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from soxa.kernel.figures import FIGURES, row_filter
from soxa.kernel.paper.model import Block, Bullets, Run, Table, Text
from soxa.kernel.units.tree import tree
from soxa.law.periods import date_text
from soxa.reports.assessed import Assessed
from soxa.reports.readings import Readings
from soxa.steering.reviews.lists import who
from soxa.steering.targets.models import Standing

# red before yellow
_ORDER = {Standing.RED: 0, Standing.YELLOW: 1}
_COLUMNS = (
    "TT", "Chỉ tiêu", "Kế hoạch", "Thực hiện", "Còn phải đạt", "Nguyên nhân; việc khắc phục", "Chủ trì; mốc",
)  # fmt: skip
_WIDTHS = (0.9, 3.1, 2.0, 2.0, 2.1, 4.9, 3.2)


@dataclass(frozen=True)
class Listed:
    """What listings are made of: the numbers of the report, and the targets as they were assessed."""

    numbers: Readings
    targets: Assessed | None


def listing(key: str, listed: Listed) -> list[Block]:
    """The blocks of a listing; none where there is nothing to list."""
    return _MADE[key](listed)


def _pressing(listed: Listed) -> list[Block]:
    """Red and yellow targets, each with what is missing, why, what is done about it, by whom and by when."""
    rows = [one for one in listed.targets.rows if one.level in _ORDER] if listed.targets else []
    if not rows:
        return []
    rows.sort(key=lambda one: (_ORDER[one.level], one.target.position, one.pk))
    lines = tuple(_line(listed.numbers, one, order) for order, one in enumerate(rows, start=1))
    return [Table(_COLUMNS, lines, widths=_WIDTHS, numeric=(2, 3, 4))]


def _line(numbers: Readings, one: Any, order: int) -> tuple[tuple[Run, ...], ...]:
    level = str(one.get_level_display()).lower()
    lead = tree().name(one.target.lead_unit_id, numbers.moments.party.on) if one.target.lead_unit_id else ""
    reading = numbers.reading(one.target.code)
    now: Run = (
        numbers.run(reading, reading.text)
        if reading is not None and reading.text == one.text
        else Text(one.text or "–")
    )
    estimate = (Text(" (ước)"),) if one.estimate else ()
    about = "; ".join(filter(None, (one.reason, one.remedy)))
    due = date_text(one.remedy_due) if one.remedy_due else ""
    head = "; ".join(filter(None, (lead, one.person.full_name if one.person else "", due)))
    return (
        (Text(str(order)),), (Text(f"{one.target.title} ({level})"),), (Text(one.plan_text or "–"),), (now, *estimate),
        (Text(one.left or "–"),), (Text(about or "–"),), (Text(head or "–"),),
    )  # fmt: skip


def _stated(listed: Listed) -> list[Block]:
    """Shortcomings of the unit itself that were stated in the period, with their cause."""
    return _bullets(
        f"{one.content.rstrip('.')}; nguyên nhân: {one.cause}" if one.cause else one.content.rstrip(".")
        for one in _rows(listed, "shortcomings.own_stated")
    )


def _left(listed: Listed) -> list[Block]:
    """Those that still stood at the cut-off, with who puts them right and by when."""
    on = listed.numbers.moments.party.on
    return _bullets(
        f"{one.content.rstrip('.')} ({', '.join(filter(None, (who(one, on), f'hạn {date_text(one.due_on)}')))}"
        f"{', quá hạn' if one.due_on < on else ''})"
        for one in _rows(listed, "shortcomings.own_open")
    )


def _rows(listed: Listed, code: str) -> list[Any]:
    """The very rows that the figure of the sentence before counts."""
    if not listed.numbers.counted[code].part:
        return []
    rows = row_filter(FIGURES[code], listed.numbers.moments.party, listed.numbers.unit_id, part="part")
    return list(rows.select_related("person").order_by("due_on", "pk"))


def _bullets(texts: Any) -> list[Block]:
    items = tuple((Text(f"{text}{';' if not last else '.'}"),) for text, last in _marked(list(texts)))
    return [Bullets(items)] if items else []


def _marked(texts: list[str]) -> list[tuple[str, bool]]:
    return [(text, at == len(texts)) for at, text in enumerate(texts, start=1)]


_MADE: dict[str, Callable[[Listed], list[Block]]] = {"pressing": _pressing, "stated": _stated, "left": _left}
