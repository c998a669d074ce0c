"""What waits among inspections: stages that are due within thirty days or late, recommendations that nobody has seen done."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from soxa.desk.waiting_line import Waiting, due_words
from soxa.kernel.access import may, sight_of
from soxa.kernel.page import day_text
from soxa.kernel.units.tree import tree
from soxa.org.roles import INSPECTIONS
from soxa.party.inspection.flow import LIFE, SLUGS, WRITE
from soxa.party.inspection.models import Answer, Inspection, Recommendation, Stage

AHEAD = timedelta(days=30)
MOST = 20


def stages(reader: Any, today: date) -> list[Waiting]:
    """The next stage of each inspection that is due within thirty days, or late: for those who inspect."""
    if not may(reader, WRITE, domain=INSPECTIONS):
        return []
    rows: Any = Stage.objects.seen_by(reader).filter(
        done_on=None, due_on__lte=today + AHEAD, inspection__dropped_on=None
    )
    earlier = Stage.objects.filter(inspection=OuterRef("inspection"), pk__lt=OuterRef("pk"), done_on=None)
    to_do = Recommendation.objects.filter(inspection=OuterRef("inspection"), verified_on=None)
    # what still waits for its recommendations is told by them
    ready = ~Exists(earlier) & ~(Q(code="follow_up") & Exists(to_do))
    found = rows.filter(ready).select_related("inspection").order_by("due_on", "pk")[:MOST]
    return [_stage(reader, one, today) for one in found]


def _stage(reader: Any, row: Stage, today: date) -> Waiting:
    case = row.inspection
    step = LIFE.steps[row.code]
    narrow = INSPECTIONS if case.closed or case.member_id else ""
    writes = may(reader, WRITE, case.unit_id, domain=narrow)
    level, words = due_words(row.due_on, today)
    page = reverse("inspection_step", args=[case.pk, SLUGS[row.code]])
    return Waiting(
        title=f"{row.title}: {case.kind_title[:1].lower()}{case.kind_title[1:]}",
        detail=_("{unit} · hạn {day}").format(
            unit=tree().name(case.subject_id, today), day=day_text(row.due_on)
        ),
        verb=str(step.label) if writes else _("Mở cuộc kiểm tra"),
        address=page if writes else reverse("inspection", args=[case.pk]),
        level=level,
        words=words,
        on=row.due_on,
        why=(
            _("Hạn kết luận của chương trình là {day}; hạn từng bước là mức mặc định của sổ.").format(
                day=day_text(case.due_on)
            ),
        ),
    )


def recommendations(reader: Any, today: date) -> list[Waiting]:
    """Recommendations past their day, and answers that wait to be verified."""
    narrow = sight_of(reader, INSPECTIONS)
    if not (narrow.everything or narrow.units):
        return []
    waits = Answer.objects.filter(recommendation=OuterRef("pk"), checked_on=None)
    rows: Any = Recommendation.objects.seen_by(reader).filter(verified_on=None)
    found = rows.annotate(waits=Exists(waits)).select_related("inspection").order_by("due_on", "pk")
    late = found.filter(due_on__lt=today) | found.filter(waits=True)
    return [_followed(one, today) for one in late.distinct()[:MOST]]


def _followed(one: Any, today: date) -> Waiting:
    case: Inspection = one.inspection
    level, words = due_words(one.due_on, today)
    return Waiting(
        title=_("Kiến nghị {number} sau kết luận: {who}").format(number=one.number, who=one.addressee),
        detail=_("Đã báo cáo, chờ xác minh") if one.waits else _("Chưa báo cáo kết quả thực hiện"),
        verb=_("Mở kiến nghị"),
        address=reverse("inspection", args=[case.pk]),
        level=level,
        words=words,
        on=one.due_on,
        why=(_("Hạn thực hiện ghi trong kết luận: {day}.").format(day=day_text(one.due_on)),),
    )
