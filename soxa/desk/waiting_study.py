"""What waits among studies: those due within thirty days, rolls that a cell has not written, members who have not registered."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from soxa.desk.waiting_line import WARN, Waiting, due_words
from soxa.kernel.access import sight_of
from soxa.kernel.page import day_text
from soxa.kernel.units.tree import tree
from soxa.law.numbers import count_text
from soxa.org.roles import CELL_SECRETARY, PARTY
from soxa.party.study.flow import WRITE
from soxa.party.study.lists import pledges
from soxa.party.study.models import Attendance, Sitting, Study

AHEAD = timedelta(days=30)
SINCE = timedelta(days=90)  # an older roll is asked for on the page of its sitting alone
MOST = 5


def _own(reader: Any) -> list[Any]:
    return [one for one in reader.held_offices() if one.role.may(WRITE)]


def studies(reader: Any, today: date) -> list[Waiting]:
    """Studies of the reader's own unit that are due within thirty days, or late, and have not sat."""
    units = [one.unit_id for one in _own(reader)]
    if not units:
        return []
    sat = Sitting.objects.filter(study=OuterRef("pk"))
    found = Study.objects.filter(~Exists(sat), unit_id__in=units, due_on__lte=today + AHEAD)
    return [_study(one, today) for one in found.order_by("due_on", "pk")[:MOST]]


def _study(one: Study, today: date) -> Waiting:
    assert one.due_on  # noqa: S101 – asked for by the question
    level, words = due_words(one.due_on, today)
    return Waiting(
        title=_("Tổ chức học tập: {title}").format(title=one.title),
        detail=_("Hạn tổ chức xong {day}").format(day=day_text(one.due_on)),
        verb=_("Mở nội dung"),
        address=reverse("study", args=[one.pk]),
        level=level,
        words=words,
        on=one.due_on,
        why=(_("Hạn do người lập kế hoạch học tập ghi."),),
    )


def rolls(reader: Any, today: date) -> list[Waiting]:
    """Sittings of the last three months whose roll the reader's own cell has not written."""
    cells = [one.unit_id for one in _own(reader) if one.role == CELL_SECRETARY]
    if not cells:
        return []
    found = []
    for unit_id in cells:
        written = Attendance.objects.filter(sitting=OuterRef("pk"), unit_id=unit_id)
        around = tree().ancestors(unit_id, today)
        rows = Sitting.objects.filter(
            ~Exists(written), unit_id__in=around, held_on__gt=today - SINCE, study__audience="all"
        )
        for one in rows.select_related("study").order_by("held_on")[:MOST]:
            found.append(_roll(one, unit_id))
    return found


def _roll(one: Sitting, unit_id: int) -> Waiting:
    return Waiting(
        title=_("Điểm danh học tập ngày {day}").format(day=day_text(one.held_on)),
        detail=one.study.title,
        verb=_("Điểm danh"),
        address=reverse("sitting_roll", args=[one.pk, tree().nodes[unit_id].code]),
        level=WARN,
        words=_("Chờ ghi"),
    )


def commitments(reader: Any, today: date) -> list[Waiting]:
    """How many members of the reader's own units have not registered for the year, as one task."""
    held = _own(reader)
    if not held:
        return []
    sight = sight_of(reader, PARTY)
    inside = tree().within(held[0].unit_id, today)
    cells = [one.id for one in tree().of_kind("cell", today) if one.id in inside and one.id in sight]
    short = [one for one in pledges(cells, today.year, today) if one.missing]
    missing = sum(one.missing for one in short)
    if not missing:
        return []
    alone = len(cells) == 1
    return [
        Waiting(
            title=_("{count} đảng viên chưa đăng ký làm theo Bác năm {year}").format(
                count=count_text(missing), year=today.year
            ),
            detail=short[0].name if alone else _("ở {cells} chi bộ").format(cells=len(short)),
            verb=_("Xem danh sách"),
            address=reverse("commitments_of", args=[short[0].code])
            if alone
            else reverse("commitments") + "?thieu=1",
            words=_("Không có hạn"),
        )
    ]
