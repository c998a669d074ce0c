"""Congresses of cells and communes that are due soon or late, the nearest first; many of them are one line."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from soxa.desk.waiting_line import Waiting, due_words
from soxa.kernel.access import may
from soxa.law.numbers import count_text
from soxa.party.congress.lists import Standing, standings
from soxa.party.congress.rules import DUE_SOON, LATE
from soxa.party.flow import WRITE

FEW = 5


def congresses(reader: Any, today: date) -> list[Waiting]:
    """For whoever writes the Party's rows: what is late or due within three months."""
    if not may(reader, WRITE):
        return []
    rows = [row for row in standings(reader, today) if row.level in (LATE, DUE_SOON) and row.due]
    rows.sort(key=lambda row: (row.due or date.max, row.code))
    if len(rows) > FEW:
        return [_all(rows, today)]
    return [_line(row, today) for row in rows]


def _line(row: Standing, today: date) -> Waiting:
    due: date = row.due  # type: ignore[assignment]
    level, words = due_words(due, today)
    address = reverse("congress", args=[row.ahead.pk]) if row.ahead else reverse("congress_begin", args=[row.code, "du-kien"])  # fmt: skip
    return Waiting(
        title=_("Đại hội: {unit}").format(unit=row.name),
        detail=_("Nhiệm kỳ {term} hết ngày {due}.").format(
            term=row.last.term if row.last else "", due=f"{due:%d/%m/%Y}"
        ),
        verb=_("Mở đại hội") if row.ahead else _("Ghi dự kiến"),
        address=address,
        level=level,
        words=words,
        on=due,
    )


def _all(rows: list[Standing], today: date) -> Waiting:
    due: date = rows[0].due  # type: ignore[assignment]
    level, words = due_words(due, today)
    late = sum(row.level == LATE for row in rows)
    return Waiting(
        title=_("{count} tổ chức đảng quá hạn hoặc sắp đến hạn đại hội").format(count=count_text(len(rows))),
        detail=_("{late} quá hạn; gần nhất: {unit}.").format(late=count_text(late), unit=rows[0].name),
        verb=_("Xem danh sách"),
        address=reverse("congresses"),
        level=level,
        words=words,
        on=due,
    )
