"""Cells that have not met, not sent, or have no minutes of a month: which, whom to ask, and in what words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.documents.models import Document
from soxa.kernel.page import day_text
from soxa.kernel.sheets.columns import Column, Columns
from soxa.kernel.sheets.writer import write
from soxa.meetings.after.models import MadePaper
from soxa.meetings.after.papers import MINUTES
from soxa.meetings.lists import Row
from soxa.meetings.models import Meeting
from soxa.org.models import Office

NOT_HELD, NOT_SENT, NO_MINUTES = "chua-hop", "chua-gui", "chua-bien-ban"
WORDS = {
    NOT_HELD: gettext_lazy("Chưa họp"),
    NOT_SENT: gettext_lazy("Đã họp, chưa gửi"),
    NO_MINUTES: gettext_lazy("Chưa có biên bản"),
}


@dataclass(frozen=True)
class Line:
    """One cell on the board: its row, what it lacks ("" nothing), how its minutes stand, its secretary and the words to him."""

    row: Row
    lacks: str
    minutes: str
    secretary: str = ""
    phone: str = ""
    reminder: str = ""


def lines(rows: Sequence[Row], today: date, *, reminds: bool) -> list[Line]:
    """The board's rows with what each lacks; with secretaries and words for who may remind. Two questions."""
    made = _made(row.meeting.pk for row in rows)
    held = _secretaries([row.meeting.unit_id for row in rows], today) if reminds else {}
    found = []
    for row in rows:
        document = made.get(row.meeting.pk)
        lacks = _lacks(row.meeting, document, today)
        name, phone = held.get(row.meeting.unit_id, ("", ""))
        said = _said(row, lacks, name) if reminds and lacks else ""
        words = document.notation or str(document.get_state_display()) if document else ""
        found.append(Line(row, lacks, words, name, phone, said))
    return found


def _made(keys: Iterable[int]) -> dict[int, Document]:
    rows = MadePaper.objects.filter(meeting__in=list(keys), paper=MINUTES, item=None).select_related(
        "document"
    )
    standing = rows.exclude(document__state__in=(Document.RECALLED, Document.REPLACED, Document.VOID))
    return {one.meeting_id: one.document for one in standing}


def _lacks(meeting: Meeting, document: Document | None, today: date) -> str:
    if meeting.called_off_on:
        return ""
    if meeting.held_on is None:
        return NOT_HELD if meeting.planned_on < today else ""
    if meeting.closed_on is None:
        return NOT_SENT if meeting.held_on < today else ""
    return "" if document and document.released_on else NO_MINUTES


def _secretaries(units: list[int], on: date) -> dict[int, tuple[str, str]]:
    """Unit → (name, telephone) of its secretary on a day."""
    rows = Office.objects.filter(Office.standing(on), code="cell_secretary", unit__in=units).order_by(
        "-rank", "-id"
    )
    told: Any = rows.values_list("unit_id", "person__full_name", "person__phone")
    return {unit: (name, phone) for unit, name, phone in told}


def _said(row: Row, lacks: str, name: str) -> str:
    meeting = row.meeting
    who = _("đồng chí {name}, bí thư {cell}").format(name=name, cell=row.cell) if name else row.cell
    month, day = f"{meeting.month:%m/%Y}", day_text(meeting.held_on or meeting.planned_on)
    said = {
        NOT_HELD: _(
            "Kính gửi {who}: chi bộ chưa ghi kết quả sinh hoạt tháng {month} (dự kiến họp ngày {day}). Đề nghị đồng chí vào sổ ghi điểm danh, kết luận rồi bấm “Kết thúc và gửi”; không họp thì ghi lý do."
        ),
        NOT_SENT: _(
            "Kính gửi {who}: chi bộ đã họp ngày {day} nhưng chưa gửi kết quả sinh hoạt tháng {month}. Đề nghị đồng chí xem lại điểm danh, kết luận rồi bấm “Kết thúc và gửi”."
        ),
        NO_MINUTES: _(
            "Kính gửi {who}: chi bộ đã gửi kết quả sinh hoạt tháng {month} nhưng chưa phát hành biên bản. Đề nghị đồng chí mở cuộc họp ngày {day}, mục Biên bản, xem lại lời văn, lập văn bản, ký và phát hành."
        ),
    }[lacks]
    return said.format(who=who, month=month, day=day)


SHEET = Columns(
    "meetings_board",
    "Sinh hoạt chi bộ",
    (
        Column("cell", ("Chi bộ",), str, width=44),
        Column("state", ("Tình trạng",), str, width=24),
        Column("lacks", ("Còn thiếu",), str, width=22),
        Column("day", ("Ngày họp",), str, width=14),
        Column("required", ("Phải dự",), int),
        Column("came", ("Có mặt",), int),
        Column("theme", ("Chuyên đề",), str, width=40),
        Column("minutes", ("Biên bản",), str, width=22),
    ),
)


def workbook(found: Sequence[Line], month: date) -> bytes:
    """The board as .xlsx: numbers of cells, no member's name."""
    told = (
        {
            "cell": one.row.cell, "state": str(one.row.light[1]), "lacks": str(WORDS.get(one.lacks, "")),
            "day": day_text(one.row.meeting.held_on or one.row.meeting.planned_on), "required": one.row.required,
            "came": one.row.came, "theme": one.row.meeting.theme, "minutes": one.minutes,
        }
        for one in found
    )  # fmt: skip
    return write(SHEET, told, title=_("Sinh hoạt chi bộ tháng {month:%m/%Y}").format(month=month))
