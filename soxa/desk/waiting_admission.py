"""Steps of admissions that are due within thirty days or late: one question; more than five of a stage are one line."""

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from soxa.desk.waiting_line import Waiting
from soxa.kernel.access import may
from soxa.kernel.calendar import working_calendar
from soxa.kernel.page import day_text
from soxa.law.numbers import count_text
from soxa.party.act import WRITE
from soxa.party.admission.flow import LIFE, PREPARE
from soxa.party.admission.lists import STAGES, Row, row_of
from soxa.party.admission.models import Admission
from soxa.party.slugs import ADMISSION_SLUGS

AHEAD = timedelta(days=30)
FEW = 5
A = Admission
# probation is watched by the line on recognitions, for members with and without a case
STATES = (A.LISTED, A.FILED, A.SENT, A.DECIDED, A.RECOGNITION_AGREED, A.ENDORSED)


def admissions(reader: Any, today: date) -> list[Waiting]:
    """Steps in sight that the reader may take, due within thirty days."""
    seen: Any = Admission.objects.seen_by(reader).filter(state__in=STATES)
    calendar = working_calendar(today)
    by_stage: dict[str, list[Row]] = defaultdict(list)
    for case in seen.select_related("person").order_by("pk"):
        row = row_of(case, today, calendar)
        if row.next and row.next.on and row.next.on <= today + AHEAD and _his(reader, row, today):
            by_stage[_stage(case.state)].append(row)
    lines = []
    for stage, rows in by_stage.items():
        rows.sort(key=lambda row: row.next.on if row.next and row.next.on else today)
        lines += [_line(row) for row in rows] if len(rows) <= FEW else [_together(stage, rows)]
    return lines


def _his(reader: Any, row: Row, today: date) -> bool:
    """The cell's own work is the cell's; the office is told of it when it is late."""
    if row.next is None or row.next.on is None:
        return False
    step = LIFE.steps[row.next.step]
    if step.by == PREPARE and may(reader, WRITE, row.case.unit_id) and row.next.on >= today:
        return False
    return may(reader, step.by, row.case.unit_id)


def _stage(state: str) -> str:
    return next(code for code, (_title, states) in STAGES.items() if state in states)


def _line(row: Row) -> Waiting:
    assert row.next  # noqa: S101
    listed = row.case.state in (A.LISTED, A.FILED)
    voting = row.case.state == A.RECOGNITION_AGREED  # whether a committee votes in between, the case knows
    slug = "ra-soat" if listed else ADMISSION_SLUGS[row.next.step]
    title = _("Rà soát nguồn kết nạp: {name}") if listed else _("Kết nạp {name}: {what}")
    return Waiting(
        title=title.format(name=row.name, what=row.next.words[:1].lower() + row.next.words[1:]),
        detail=_("{cell} · hạn {day}").format(cell=row.cell, day=day_text(row.next.on)),
        verb=_("Mở hồ sơ") if voting else _("Ghi sổ"),
        address=reverse("admission", args=[row.case.pk])
        if voting
        else reverse("admission_step", args=[row.case.pk, slug]),
        level=row.next.level,
        words=row.next.due_words,
        on=row.next.on,
        why=row.next.why,
    )


def _together(stage: str, rows: list[Row]) -> Waiting:
    first = rows[0].next
    assert first  # noqa: S101
    return Waiting(
        title=_("{count} hồ sơ kết nạp có bước đến hạn: {stage}").format(
            count=count_text(len(rows)), stage=str(STAGES[stage][0]).lower()
        ),
        detail=_("Sớm nhất: {name}, hạn {day}").format(name=rows[0].name, day=day_text(first.on)),
        verb=_("Xem danh sách"),
        address=reverse("admissions") + f"?giai-doan={stage}",
        level=first.level,
        words=first.due_words,
        on=first.on,
        why=first.why,
    )
