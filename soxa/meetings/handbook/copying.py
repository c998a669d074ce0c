"""Meetings of a month copied out in the field order of the electronic handbook, a row each; read back, the book knows them again."""

from collections.abc import Container, Iterable, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel.preferences import value_of
from soxa.kernel.sheets.columns import Columns
from soxa.kernel.sheets.writer import write
from soxa.kernel.units.tree import tree
from soxa.meetings.after.handbook import FIELDS, ORDER, codes
from soxa.meetings.handbook.columns import CELL_COLUMN, MEETINGS, PLACES
from soxa.meetings.handbook.standing import Standing
from soxa.meetings.handbook.told import TAKEN
from soxa.meetings.models import Meeting

_COPIED = (CELL_COLUMN, "kind", "month", "held_on")
"""Columns without which no row is known again; they stand first where the order of fields leaves them out."""


def held_in(reader: Any, month: date, units: frozenset[int] | None = None) -> list[Meeting]:
    """The cells' meetings of a month in sight that were held and sent, in the order of the cells' codes; with `units` theirs alone."""
    seen: Any = Meeting.objects.seen_by(reader).filter(kind__in=TAKEN, month=month, closed_on__isnull=False)
    if units is not None:
        seen = seen.filter(unit__in=sorted(units))
    found = list(seen.select_related("chair", "scribe").order_by("planned_on", "pk"))
    return sorted(found, key=lambda one: tree().nodes[one.unit_id].code)


def workbook(meetings: Sequence[Meeting], month: date, without_reasons: Container[int] = ()) -> bytes:
    """The meetings as .xlsx; the order of fields is that of the unit above the cells.

    `without_reasons`: meetings of which the reader does not write; of these why one stayed away is left out.
    """
    standing = Standing(list(meetings))
    title = _("Sinh hoạt chi bộ tháng {month:%m/%Y}, theo thứ tự trường của Sổ tay đảng viên điện tử")
    notes = [
        _("Tên và thứ tự trường do sổ này đặt, chưa có văn bản xác nhận. Biểu quyết chép ở từng cuộc họp.")
    ]
    rows = (_row(one, standing, reasons=one.pk not in without_reasons) for one in meetings)
    return write(_columns(meetings, month), rows, title=title.format(month=month), notes=notes)


def _columns(meetings: Sequence[Meeting], month: date) -> Columns:
    above = tree().ancestors(meetings[0].unit_id, month) if meetings else []
    order = codes(value_of(ORDER, tuple(above), month)) or list(FIELDS)
    names = [PLACES[code] for code in order if code in PLACES]
    first = [name for name in _COPIED if name not in names]
    return Columns(MEETINGS.code, MEETINGS.title, tuple(MEETINGS[name] for name in (*first, *names)))


def _row(one: Meeting, standing: Standing, *, reasons: bool) -> dict[str, Any]:
    away = {
        name: _people([(who, why if reasons else "") for who, why in people]) or 0
        for name, people in standing.away(one).items()
    }
    texts = {name: _numbered(lines) for name, lines in standing.texts(one).items()}
    hours = " – ".join(f"{at:%H:%M}" for at in (one.began_at, one.ended_at) if at)
    hours += _(" hôm sau") if one.past_midnight else ""
    return {
        CELL_COLUMN: tree().name(one.unit_id, one.held_on), "kind": one.kind, "month": one.month, "held_on": one.held_on,
        "hours": hours, "place": one.place, "theme": one.theme, "guests": _people(standing.visitors(one)),
        "chair": one.chair.full_name if one.chair else "", "scribe": one.scribe.full_name if one.scribe else "",
        **standing.counts(one), **away, **texts,
    }  # fmt: skip


def _people(people: Iterable[tuple[str, str]]) -> str:
    return "; ".join(f"{name} – {why}" if why else name for name, why in people)


def _numbered(lines: Iterable[str]) -> str:
    return "\n".join(f"{number}. {line}" for number, line in enumerate(lines, start=1))
