"""What programmes can be counted by: those that run, how their items stand, what inspections found and what was put right.

Every condition reads dated facts alone: an item that was given as a task stands as its task did on the day.
"""

from typing import Any

from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from soxa.kernel.figures import Figure, Moment, Source, SourceColumn, once_told
from soxa.kernel.units.tree import tree
from soxa.law.acts_of_steering import INSPECTION_LAW, YEAR_PLAN
from soxa.org.roles import STEERING
from soxa.steering.programmes import standing
from soxa.steering.programmes.models import Finding, ProgrammeItem, WorkProgramme
from soxa.tasks.models import DueDay, Report

_KINDS = dict(WorkProgramme.KINDS)


def _day(day: Any) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def _sum(amount: Any) -> str:
    return f"{amount:,}".replace(",", ".") if amount is not None else ""


def _unit(unit_id: int) -> str:
    return tree().name(unit_id)


def _page(row: dict[str, Any]) -> str:
    return reverse("programme", args=[row["pk"]])


def _page_of_programme(row: dict[str, Any]) -> str:
    return reverse("programme", args=[row["programme_id"]])


_UNIT, _TITLE = (
    SourceColumn(_("Đơn vị"), "unit_id", _unit),
    SourceColumn(_("Chương trình"), "programme__title"),
)

PROGRAMMES = Source(
    code="programmes.rows",
    title=_("Chương trình, đề án, kế hoạch đang thực hiện"),
    rows=WorkProgramme.objects.all,
    kind="stock",
    facts=("kind", "title", "since", "until"),
    columns=(
        _UNIT,
        SourceColumn(_("Loại"), "kind", lambda kind: str(_KINDS[kind])),
        SourceColumn(_("Số, ký hiệu"), "symbol"),
        SourceColumn(_("Tên"), "title"),
        SourceColumn(_("Từ ngày"), "since", _day),
        SourceColumn(_("Đến hết ngày"), "last_on", _day),
    ),
    order=("unit_id", "since", "pk"),
    link=_page,
    sight_domain=STEERING,
    stands=standing.running,
)
ITEMS = Source(
    code="programmes.item_rows",
    title=_("Đầu việc của chương trình, đề án, kế hoạch đang thực hiện"),
    rows=ProgrammeItem.objects.all,
    kind="stock",
    facts=("programme_id", "unit_id", "content", "due_on", "task_id", "done_on", "since", "until"),
    columns=(
        _TITLE,
        SourceColumn(_("Việc"), "content"),
        SourceColumn(_("Đơn vị thực hiện"), "unit_id", _unit),
        SourceColumn(_("Hạn của chương trình"), "due_on", _day),
        SourceColumn(_("Hạn của nhiệm vụ"), "task__due_on", _day),
        SourceColumn(_("Nhiệm vụ báo cáo xong"), "task__finished_on", _day),
        SourceColumn(_("Ghi xong"), "done_on", _day),
    ),
    order=("programme_id", "number", "pk"),
    link=_page_of_programme,
    link_path="programme_id",
    sight_domain=STEERING,
    stands=standing.running_item,
)
_FOUND = (
    SourceColumn(_("Đơn vị được thanh tra, kiểm tra"), "unit_id", _unit),
    _TITLE,
    SourceColumn(_("Kiến nghị, yêu cầu xử lý"), "recommendation"),
    SourceColumn(_("Số tiền (đồng)"), "amount", _sum),
    SourceColumn(_("Ngày kết luận"), "since", _day),
    SourceColumn(_("Hạn khắc phục"), "due_on", _day),
    SourceColumn(_("Khắc phục xong"), "put_right_on", _day),
)


def _findings(code: str, title: Any, kind: str, **told: Any) -> Source:
    return Source(
        code=code,
        title=title,
        kind=kind,
        facts=("programme_id", "unit_id", "amount", "since", "due_on", "put_right_on"),
        columns=_FOUND,
        order=("since", "programme_id", "number", "pk"),
        link=_page_of_programme,
        link_path="programme_id",
        sight_domain=STEERING,
        **told,
    )


STATED = _findings(
    "findings.stated_rows", _("Kết luận, kiến nghị thanh tra, kiểm tra"), "event", rows=Finding.objects.all, on="since"
)  # fmt: skip
PUT_RIGHT = _findings(
    "findings.put_right_rows", _("Kiến nghị đã khắc phục"), "event",
    rows=lambda: Finding.objects.exclude(put_right_on=None), on="put_right_on",
)  # fmt: skip
STANDING = _findings(
    "findings.standing_rows", _("Kiến nghị chưa khắc phục"), "stock", rows=Finding.objects.all
)


def _held_by_task(moment: Moment) -> Q:
    """A task stood for the item at the end of the day."""
    withdrawn = Q(task__withdrawn_on=None) | Q(task__withdrawn_on__gt=moment.on)
    return Q(task__given_on__lte=moment.on) & withdrawn


def _no_task(moment: Moment) -> Q:
    """No task stood for the item at the end of the day."""
    return Q(task=None) | Q(task__given_on__gt=moment.on) | Q(task__withdrawn_on__lte=moment.on)


@once_told
def _in_time(moment: Moment) -> Q:
    """The task was reported done on or before the due day in force that day."""
    finished = F("task__finished_on")
    kept = DueDay.objects.filter(since__lte=finished, until__gt=finished, due_on__gte=finished)
    return Q(task_id__in=kept.values("task_id"))


def on_time(moment: Moment) -> Q:
    """Done by the end of the day, not after its due day."""
    by_itself = Q(done_on__lte=moment.on, task=None) & Q(done_on__lte=F("due_on"))
    return by_itself | (Q(task__done_on__lte=moment.on) & _in_time(moment))


def done_late(moment: Moment) -> Q:
    """Done by the end of the day, after its due day."""
    by_itself = Q(done_on__lte=moment.on, task=None) & Q(done_on__gt=F("due_on"))
    return by_itself | (Q(task__done_on__lte=moment.on) & ~_in_time(moment))


@once_told
def overdue(moment: Moment) -> Q:
    """Not done by the end of the day, its due day past, and no report waits for the giver."""
    not_done = Q(done_on=None) | Q(done_on__gt=moment.on)
    by_itself = _no_task(moment) & not_done & Q(due_on__lt=moment.on)
    passed = DueDay.objects.filter(DueDay.standing(moment.on), due_on__lt=moment.on).values("task_id")
    reported = Report.objects.filter(Report.standing(moment.on)).values("task_id")
    task_open = Q(task__done_on=None) | Q(task__done_on__gt=moment.on)
    by_task = _held_by_task(moment) & task_open & Q(task_id__in=passed) & ~Q(task_id__in=reported)
    return by_itself | by_task


def late(moment: Moment) -> Q:
    """Done late, or overdue."""
    return done_late(moment) | overdue(moment)


def within(moment: Moment) -> Q:
    """Neither done nor overdue."""
    return ~(on_time(moment) | late(moment))


def adopted(moment: Moment) -> Q:
    """Adopted by the day: what began before it was adopted did not yet stand."""
    return Q(adopted_on__lte=moment.on)


def past_due(moment: Moment) -> Q:
    """To be put right by a day that has passed."""
    return Q(due_on__lt=moment.on)


_LAW, _INSPECTED = YEAR_PLAN.at(""), INSPECTION_LAW.at("")
_ITEMS, _FINDINGS = _("đầu việc"), _("kiến nghị")

Figure(
    "programmes.total", _("Chương trình, đề án, kế hoạch đang thực hiện"), _("chương trình"), PROGRAMMES, _LAW,
    _("Đã ban hành, đã đến ngày bắt đầu, chưa kết thúc hay dừng vào cuối ngày ấy."), counts=adopted,
)  # fmt: skip
Figure(
    "programmes.items", _("Đầu việc của các chương trình đang thực hiện"), _ITEMS, ITEMS, _LAW,
    _("Đầu việc, bước, mốc của chương trình, đề án, kế hoạch đang thực hiện, trừ việc đã bỏ; tính cho đơn vị thực hiện."),
    parts=(
        (_("xong đúng hạn"), "programmes.on_time"), (_("trong hạn"), "programmes.open"),
        (_("chậm, quá hạn"), "programmes.late"),
    ),
)  # fmt: skip
for _code, _title, _said, _counts in (
    (
        "programmes.on_time", _("Đầu việc chương trình xong đúng hạn"),
        _("Nhiệm vụ của việc được báo cáo xong trong hạn và đã xác nhận; việc không giao thành nhiệm vụ: ghi xong trong hạn."),
        on_time,
    ),
    (
        "programmes.late", _("Đầu việc chương trình chậm, quá hạn"),
        _("Xong sau hạn, hoặc chưa xong mà hạn đã qua vào cuối ngày ấy."), late,
    ),
    (
        "programmes.overdue", _("Đầu việc chương trình quá hạn chưa xong"),
        _("Chưa báo cáo xong vào cuối ngày ấy và hạn có hiệu lực vào ngày ấy đã qua."), overdue,
    ),
    (
        "programmes.open", _("Đầu việc chương trình đang làm trong hạn"),
        _("Chưa xong vào cuối ngày ấy và chưa quá hạn; gồm việc đã báo cáo, đang chờ xác nhận."), within,
    ),
):  # fmt: skip
    Figure(_code, _title, _ITEMS, ITEMS, _LAW, _said, counts=_counts)

Figure(
    "findings.stated", _("Kiến nghị của thanh tra, kiểm tra"), _FINDINGS, STATED, _INSPECTED,
    _("Kết luận, kiến nghị có ngày kết luận trong kỳ, tính cho đơn vị được thanh tra, kiểm tra."),
)  # fmt: skip
Figure(
    "findings.put_right", _("Kiến nghị đã khắc phục xong"), _FINDINGS, PUT_RIGHT, _INSPECTED,
    _("Kiến nghị được ghi khắc phục xong trong kỳ, có căn cứ xác nhận, dù kết luận trong kỳ hay từ trước."),
)  # fmt: skip
Figure(
    "findings.overdue", _("Kiến nghị quá hạn chưa khắc phục"), _FINDINGS, STANDING, _INSPECTED,
    _("Chưa khắc phục xong vào cuối ngày ấy và hạn khắc phục đã qua."), counts=past_due,
)  # fmt: skip
Figure(
    "findings.open", _("Kiến nghị chưa khắc phục"), _FINDINGS, STANDING, _INSPECTED,
    _("Đã kết luận, chưa khắc phục xong vào cuối ngày ấy, kể cả chưa đến hạn."),
)  # fmt: skip
