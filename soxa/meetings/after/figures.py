"""What conclusions can be counted by: carried out in time of those due by the cut-off. Nothing reads a state."""

from typing import Any

from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from soxa.kernel.figures import Figure, Moment, Source, SourceColumn
from soxa.kernel.units.tree import tree
from soxa.law.acts import HD_12_MEETINGS
from soxa.meetings.kinds import PARTY
from soxa.meetings.models import Conclusion
from soxa.org.roles import PARTY as SIGHT


def _day(day: Any) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


DUE = Source(
    code="meetings.conclusion_rows",
    title=_("Kết luận của các cuộc họp bên Đảng có hạn trong kỳ"),
    rows=lambda: Conclusion.objects.filter(meeting__side=PARTY, due_on__isnull=False),
    kind="event",
    unit="meeting__unit_id",
    on="due_on",
    facts=("meeting_id", "meeting__unit_id", "due_on", "task__finished_on", "task__done_on", "task__withdrawn_on"),
    columns=(
        SourceColumn(_("Nội dung"), "text"),
        SourceColumn(_("Đơn vị họp"), "meeting__unit_id", lambda unit_id: tree().name(unit_id)),
        SourceColumn(_("Ngày họp"), "meeting__held_on", _day),
        SourceColumn(_("Hạn"), "due_on", _day),
        SourceColumn(_("Báo cáo xong"), "task__finished_on", _day),
        SourceColumn(_("Xác nhận"), "task__done_on", _day),
    ),
    order=("due_on", "meeting_id", "pk"),
    link=lambda row: reverse("meeting", args=[row["meeting_id"]]),
    link_path="meeting_id",
    sight_domain=SIGHT,
)  # fmt: skip


def due(moment: Moment) -> Q:
    """Due by the cut-off and not withdrawn by then."""
    return Q(due_on__lte=moment.on) & ~Q(task__withdrawn_on__lte=moment.on)


def in_time(moment: Moment) -> Q:
    """Its task was reported done by the day of the conclusion, and that was confirmed by the cut-off."""
    return Q(task__finished_on__lte=F("due_on"), task__done_on__lte=moment.on)


Figure(
    "meetings.conclusions_in_time", _("Kết luận cuộc họp thực hiện đúng hạn"), "%", DUE, HD_12_MEETINGS.at(""),
    _("Kết luận có hạn trong kỳ, đến hạn vào ngày chốt, đã giao thành nhiệm vụ, báo cáo xong không quá hạn và đã xác nhận ÷ kết luận đến hạn; kết luận chưa giao việc vẫn ở mẫu số, nhiệm vụ đã rút thì không."),
    counts=in_time, among=due, share=True, missing_title=_("kết luận chậm hoặc chưa xong"),
)  # fmt: skip
