"""How the targets of a report's unit stood at the assessment of the report's own period, as people decided it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from soxa.kernel.paper.model import Appendix, Number, Run, Table, Text
from soxa.law.periods import date_text
from soxa.reports.readings import Readings, as_reading, own_moment
from soxa.steering.targets.models import Standing
from soxa.values.cut_off import Moments

# what the opening sentence of `items` names
TOTAL = "targets.total"
CODES = (TOTAL, "targets.green", "targets.yellow", "targets.red", "targets.not_due", "targets.no_value")
_COLUMNS = (
    "TT", "Chỉ tiêu", "Kế hoạch", "Thực hiện", "So với kế hoạch", "Cùng kỳ năm trước", "Đánh giá",
    "Nguyên nhân, việc khắc phục",
)  # fmt: skip


@dataclass(frozen=True)
class Assessed:
    """The standings of one unit that a report of a period tells of, in the order of the targets."""

    rows: list[Any]

    @property
    def codes(self) -> list[str]:
        """Codes of the figures by which these targets are measured."""
        return [one.target.code for one in self.rows]


def assessed(unit_id: int, when: Moments) -> Assessed | None:
    """The standings in force where the report is cut off; None unless the last assessment by then was of this very period.

    What stood a quarter ago is no word on the half-year: without an assessment of its own a report says nothing of targets.
    """
    rows: Any = Standing.objects.filter(unit_id=unit_id).filter(Standing.standing(when.party.on))
    held = list(rows.select_related("target", "assessment", "person").order_by("target__position", "pk"))
    last = max((one.assessment for one in held), key=lambda one: (one.counted_on, one.pk), default=None)
    if last is None or (last.since, last.until) != (when.period.since, when.period.until):
        return None
    return Assessed(held)


def count(numbers: Readings, codes: Iterable[str], found: Assessed | None) -> None:
    """Read the figures of a report's sentences and table; of targets none is told where more than this unit's own would be counted."""
    numbers.count(dict.fromkeys([*codes, *(found.codes if found else ())]))
    whole = numbers.counted.get(TOTAL)
    if found is None or whole is None or whole.part != len(found.rows):
        for code in CODES:
            numbers.counted.pop(code, None)


def appendix(numbers: Readings, found: Assessed | None) -> Appendix | None:
    """Every target with its plan, what came of it, its light, and of a yellow or red one why and what is done about it."""
    if found is None:
        return None
    period = numbers.moments.period
    rows = tuple(_row(numbers, one, order) for order, one in enumerate(found.rows, 1))
    table = Table(_COLUMNS, rows, widths=(1, 5.2, 2.8, 2.6, 2.4, 2.6, 2.6, 6.2), numeric=(2, 3, 4, 5))
    case = found.rows[0].assessment
    note = f"Đánh giá tính đến hết ngày {date_text(case.counted_on)}" + (
        f"; {case.paper}" if case.paper else ""
    )
    title = f"CHỈ TIÊU CHỦ YẾU VÀ KẾT QUẢ THỰC HIỆN\n{period.title().upper()}"
    return Appendix("", title, (table,), note=note, wide=True)


def _row(numbers: Readings, one: Any, order: int) -> tuple[tuple[Run, ...], ...]:
    plans = "; ".join(filter(None, (one.plan_text, one.other_plan_text)))
    parts = f" ({one.parts})" if one.parts else ""
    estimate = " (ước)" if one.estimate else ""
    told = numbers.told.get(one.target.code)
    before = told.same_before if told else None
    then: Run = Text("")
    if told and before:
        then = _number(numbers, as_reading(told.figure, before, own_moment(before), numbers.unit_id))
    about = "; ".join(filter(None, (one.reason, _remedy(one))))
    value = _value(numbers, one)
    return (
        (Text(str(order)),), (Text(one.target.title),), (Text(plans),),
        (value, Text(parts + estimate)) if parts or estimate else (value,),
        (Text(one.done),), (then,), (Text(str(one.get_level_display())),), (Text(about),),
    )  # fmt: skip


def _remedy(one: Any) -> str:
    who = one.person.full_name if one.person else ""
    due = f"hạn {date_text(one.remedy_due)}" if one.remedy_due else ""
    said = ", ".join(filter(None, (who, due)))
    return f"{one.remedy} ({said})" if one.remedy and said else one.remedy


def _value(numbers: Readings, one: Any) -> Run:
    """What was read then, a door to the figure as long as the book still says the same."""
    reading = numbers.reading(one.target.code)
    if reading is not None and reading.text == one.text:
        return _number(numbers, reading)
    return Text(one.text or "–")


def _number(numbers: Readings, reading: Any) -> Number:
    return numbers.run(reading, reading.text)
