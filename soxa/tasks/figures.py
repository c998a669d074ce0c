"""What tasks can be counted by: given, done on time and late, open within the due day, overdue, withdrawn.

Every condition reads dated facts alone. A task counts for the unit that held it on the day. What was open before a
period, plus what was given, less what was done and withdrawn, is what is open at its end.
"""

from typing import Any

from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from soxa.kernel.figures import Figure, Moment, Source, SourceColumn, once_told
from soxa.kernel.units.tree import tree
from soxa.tasks.models import SIGHT, DueDay, Holding, Report
from soxa.tasks.rules import WORKING_RULES


def _day(day: Any) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def _page(row: dict[str, Any]) -> str:
    return reverse("task", args=[row["task_id"]])


_CONTENT = SourceColumn(_("Nhiệm vụ"), "task__content")
_UNIT = SourceColumn(_("Đơn vị thực hiện"), "unit_id", lambda unit_id: tree().name(unit_id))
_PERSON = SourceColumn(_("Người thực hiện"), "person__full_name")
_GIVER = SourceColumn(_("Người giao"), "task__giver_office")
_SOURCE = SourceColumn(_("Căn cứ"), "task__source_title")
_GIVEN = SourceColumn(_("Ngày giao"), "task__given_on", _day)
_DUE = SourceColumn(_("Hạn hiện nay"), "task__due_on", _day)
_FINISHED = SourceColumn(_("Báo cáo xong"), "task__finished_on", _day)
_ORDER = ("task__due_on", "task_id", "pk")


def _source(code: str, title: Any, kind: str, **told: Any) -> Source:
    return Source(
        code=code,
        title=title,
        kind=kind,
        order=_ORDER,
        link=_page,
        link_path="task_id",
        sight_domain=SIGHT,
        **told,
    )


GIVEN = _source(
    "tasks.given_rows",
    _("Nhiệm vụ được giao"),
    "event",
    rows=lambda: Holding.objects.filter(opened_by=Holding.GIVEN),
    on="since",
    facts=("task_id", "unit_id", "since"),
    columns=(_CONTENT, _UNIT, _PERSON, _GIVER, _SOURCE, _GIVEN, _DUE, _FINISHED),
)
DONE = _source(
    "tasks.done_rows",
    _("Nhiệm vụ hoàn thành"),
    "event",
    rows=lambda: Holding.objects.filter(closed_by=Holding.DONE),
    on="until",
    facts=("task_id", "unit_id", "until", "task__finished_on"),
    columns=(
        _CONTENT, _UNIT, _PERSON, _GIVEN, _DUE, _FINISHED, SourceColumn(_("Xác nhận"), "until", _day),
    ),
)  # fmt: skip
WITHDRAWN = _source(
    "tasks.withdrawn_rows",
    _("Nhiệm vụ đã rút"),
    "event",
    rows=lambda: Holding.objects.filter(closed_by=Holding.WITHDRAWN),
    on="until",
    facts=("task_id", "unit_id", "until"),
    columns=(_CONTENT, _UNIT, _GIVEN, SourceColumn(_("Ngày rút"), "until", _day)),
)
STANDING = _source(
    "tasks.standing_rows",
    _("Nhiệm vụ chưa xong"),
    "stock",
    rows=lambda: Holding.objects.all(),
    facts=("task_id", "unit_id", "since", "until", "task__due_on"),
    columns=(_CONTENT, _UNIT, _PERSON, _GIVER, _SOURCE, _GIVEN, _DUE),
)


@once_told
def on_time(moment: Moment) -> Q:
    """Reported as done on or before the due day that was in force on the day of that report."""
    finished = F("task__finished_on")
    kept = DueDay.objects.filter(since__lte=finished, until__gt=finished, due_on__gte=finished)
    return Q(task_id__in=kept.values("task_id"))


def late(moment: Moment) -> Q:
    """Reported as done after the due day in force that day."""
    return ~on_time(moment)


@once_told
def overdue(moment: Moment) -> Q:
    """The due day in force at the end of the day lies before it, and no report waits for the giver."""
    passed = DueDay.objects.filter(DueDay.standing(moment.on), due_on__lt=moment.on).values("task_id")
    reported = Report.objects.filter(Report.standing(moment.on)).values("task_id")
    return Q(task_id__in=passed) & ~Q(task_id__in=reported)


def within(moment: Moment) -> Q:
    """Not overdue."""
    return ~overdue(moment)


_TASKS, _LAW = _("nhiệm vụ"), WORKING_RULES.at("")

Figure(
    "tasks.given", _("Nhiệm vụ được giao"), _TASKS, GIVEN, _LAW,
    _("Nhiệm vụ có ngày giao trong kỳ, tính cho đơn vị được giao."),
    sentence=_("Giao {f} nhiệm vụ."),
)  # fmt: skip
Figure(
    "tasks.done", _("Nhiệm vụ hoàn thành"), _TASKS, DONE, _LAW,
    _("Nhiệm vụ được người giao xác nhận hoàn thành trong kỳ, dù giao trong kỳ hay từ trước."),
    parts=((_("đúng hạn"), "tasks.done_on_time"), (_("chậm"), "tasks.done_late")),
)  # fmt: skip
Figure(
    "tasks.done_on_time", _("Hoàn thành đúng hạn"), _TASKS, DONE, _LAW,
    _("Đơn vị báo cáo xong chậm nhất trong ngày đến hạn, theo hạn có hiệu lực vào ngày báo cáo; người giao đã xác nhận."),
    counts=on_time,
)  # fmt: skip
Figure(
    "tasks.done_late", _("Hoàn thành chậm"), _TASKS, DONE, _LAW,
    _("Đơn vị báo cáo xong sau ngày đến hạn, theo hạn có hiệu lực vào ngày báo cáo; gia hạn sau đó không làm thành đúng hạn."),
    counts=late,
)  # fmt: skip
Figure(
    "tasks.on_time_share", _("Tỷ lệ hoàn thành đúng hạn"), "%", DONE, _LAW,
    _("Hoàn thành đúng hạn ÷ hoàn thành trong kỳ. Việc quá hạn chưa xong không ở mẫu số, nên đọc cùng số quá hạn."),
    counts=on_time, share=True, missing_title=_("nhiệm vụ hoàn thành chậm"),
)  # fmt: skip
Figure(
    "tasks.open", _("Đang thực hiện trong hạn"), _TASKS, STANDING, _LAW,
    _("Chưa xác nhận hoàn thành vào cuối ngày chốt và chưa quá hạn; gồm việc đã báo cáo, đang chờ xác nhận."),
    counts=within,
)  # fmt: skip
Figure(
    "tasks.overdue", _("Nhiệm vụ quá hạn"), _TASKS, STANDING, _LAW,
    _("Chưa báo cáo xong vào cuối ngày chốt, và hạn có hiệu lực vào ngày ấy đã qua; quá hạn từ ngày sau ngày đến hạn."),
    counts=overdue,
)  # fmt: skip
Figure(
    "tasks.withdrawn", _("Nhiệm vụ đã rút"), _TASKS, WITHDRAWN, _LAW,
    _("Nhiệm vụ người giao rút lại trong kỳ."),
)  # fmt: skip
