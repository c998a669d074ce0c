"""The board of a month: which cells met, which have sent nothing, and what to write to them."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from soxa.documents.files import OFFICE_TYPES
from soxa.kernel.access import actor_for, allow, may, sight_of
from soxa.kernel.page import page
from soxa.kernel.preferences import book_day
from soxa.kernel.refusal import Refused
from soxa.kernel.units.tree import tree
from soxa.law.numbers import share_text
from soxa.meetings import flow, lists
from soxa.meetings.after import silence
from soxa.meetings.flow import WRITE
from soxa.meetings.handbook import copying
from soxa.meetings.views.meeting import writes
from soxa.meetings.views.offices import acting_in
from soxa.org.roles import MEETING_READERS, PARTY
from soxa.party.communes import Communes, communes_of
from soxa.party.leaving import told_why

MONTHS_BACK, MONTHS_AHEAD = 24, 1
LEAF = 100


def asked_month(typed: str, today: date) -> date:
    """The first day of a month typed 2026-11; this month's for what is none of those offered."""
    return next((one for one in months(today) if f"{one:%Y-%m}" == typed), today.replace(day=1))


def months(today: date) -> list[date]:
    """Months that are offered, the latest first."""
    last = today.year * 12 + today.month - 1 + MONTHS_AHEAD
    return [date(one // 12, one % 12 + 1, 1) for one in range(last, last - MONTHS_BACK, -1)]


@allow(*MEETING_READERS)
def index(request: HttpRequest) -> HttpResponse:
    """Meetings of a month in sight, those who have sent nothing first."""
    today = book_day()
    month = asked_month(request.GET.get("thang", ""), today)
    cells = set(lists.cells_of(request.user, lists.day_of(month)))
    if not cells and not sees_party(request.user):
        return redirect("body_meetings")
    if len(cells) == 1:
        (own,) = cells
        return page(
            request,
            "meetings/cell.html",
            unit=tree().name(own, today),
            rows=lists.of_cell(request.user, own, today),
        )
    communes = communes_of(request.GET, request.user, today)
    units = _kept_by(communes)
    rows = lists.board(request.user, month, today, units)
    told = silence.lines(rows, today, reminds=may(request.user, WRITE))
    asked = _lacking(request)
    late = [one.row for one in told if one.lacks in (silence.NOT_HELD, silence.NOT_SENT)]
    held = [row for row in rows if row.meeting.held_on]
    missing = (cells if units is None else cells & units) - {row.meeting.unit_id for row in rows}
    required, came = sum(row.required for row in rows), sum(row.came for row in rows)
    return page(
        request,
        "meetings/board.html",
        month=month,
        months=months(today),
        communes=communes,
        leaves=Paginator([one for one in told if asked in ("", one.lacks)], LEAF).get_page(
            request.GET.get("trang")
        ),
        asked=asked,
        lacking=[
            (slug, words, sum(one.lacks == slug for one in told)) for slug, words in silence.WORDS.items()
        ],
        query=request.GET,
        rows=rows,
        late=late,
        held=len(held),
        on_day=sum(row.meeting.held_on == lists.day_of(month) for row in held),
        required=required,
        came=came,
        share=share_text(came, required),
        missing=len(missing),
        bare=not cells,
        imports=acting_in(request.user, WRITE, "commune", PARTY) is not None,
        lays=bool(missing) and may(request.user, WRITE),
        reminder=_reminder(month, late) if 0 < len(late) <= LEAF and may(request.user, WRITE) else "",
    )


def _lacking(request: HttpRequest) -> str:
    """What is asked to be lacking; empty for all."""
    typed = request.GET.get("muc", "")
    return typed if typed in silence.WORDS else ""


def _kept_by(communes: Communes) -> frozenset[int] | None:
    """Units of the commune that is asked, with those whose books it keeps; None where there is nothing to choose."""
    return tree().seen_from(tree().codes[communes.chosen]) if communes.chosen else None


@allow(*MEETING_READERS)
def export(request: HttpRequest) -> HttpResponse:
    """The rows of the board that are shown as a workbook."""
    today = book_day()
    month = asked_month(request.GET.get("thang", ""), today)
    units = _kept_by(communes_of(request.GET, request.user, today))
    rows = silence.lines(lists.board(request.user, month, today, units), today, reminds=False)
    asked = _lacking(request)
    rows = [one for one in rows if asked in ("", one.lacks)]
    said = {"Content-Disposition": f'attachment; filename="sinh-hoat-chi-bo-{month:%Y-%m}.xlsx"'}
    return HttpResponse(silence.workbook(rows, month), content_type=OFFICE_TYPES["xlsx"], headers=said)


@allow(*MEETING_READERS)
@told_why(gettext_lazy("Xuất sinh hoạt chi bộ của tháng theo Sổ tay đảng viên điện tử (Excel)"))
def handbook_month(request: HttpRequest) -> HttpResponse:
    """The meetings of a month that were sent, in the field order of the electronic handbook."""
    today = book_day()
    month = asked_month(request.GET.get("thang", ""), today)
    units = _kept_by(communes_of(request.GET, request.user, today))
    found = copying.held_in(request.user, month, units)
    content = copying.workbook(found, month, {one.pk for one in found if not writes(request.user, one)})
    said = {"Content-Disposition": f'attachment; filename="so-tay-{month:%Y-%m}.xlsx"'}
    return HttpResponse(content, content_type=OFFICE_TYPES["xlsx"], headers=said)


def sees_party(reader: Any) -> bool:
    """Whether any of the Party's rows are in sight: who sees none has no cells here, and other meetings."""
    sight = sight_of(reader, PARTY)
    return sight.everything or bool(sight.units)


def _reminder(month: date, late: list[Any]) -> str:
    names = ", ".join(row.cell for row in late)
    return _(
        "Văn phòng Đảng ủy đề nghị các chi bộ chưa gửi kết quả sinh hoạt tháng {month}: {names}. "
        "Đồng chí bí thư chi bộ vào sổ ghi điểm danh, kết luận rồi bấm “Kết thúc và gửi”; chi bộ không họp thì ghi lý do."
    ).format(month=f"{month:%m/%Y}", names=names)


@allow(*MEETING_READERS)
@require_POST
def lay_out(request: HttpRequest) -> HttpResponse:
    """Lay out the month's meeting of every cell of the reader's office that has none."""
    today = book_day()
    month = asked_month(request.POST.get("thang", ""), today)
    actor = actor_for(request.user, WRITE)
    reach = tree().seen_from(actor.unit_id) if actor.unit_id else frozenset()
    cells = [unit for unit in lists.cells_of(request.user, lists.day_of(month)) if unit in reach]
    try:
        count = flow.lay_out(cells, month, actor, on=today)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Đã lập lịch cho {n} chi bộ.").format(n=count))
    return redirect(f"{reverse('meetings')}?thang={month:%Y-%m}")
