"""What inspection can be counted by: planned and concluded of the year's programme, late, recommendations seen to.

A commune's own figures leave out what cells inspect themselves: those are figures of their own.
"""

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from soxa.kernel.figures import Figure, Moment, Source, SourceColumn
from soxa.kernel.units.tree import tree
from soxa.law.discipline_acts import QD_296
from soxa.org.roles import INSPECTIONS, PARTY
from soxa.party.inspection.catalogue import CHECK, SUPERVISION, bodies, codes_of, kinds
from soxa.party.inspection.models import Inspection, Recommendation

CELL = "cell"


def _day(day: Any) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def _page(row: dict[str, Any]) -> str:
    return reverse("inspection", args=[row["pk"]])


def _case_page(row: dict[str, Any]) -> str:
    return reverse("inspection", args=[row["inspection_id"]])


_COLUMNS = (
    SourceColumn(_("Hình thức"), "kind", lambda kind: kinds()[kind].title),
    SourceColumn(_("Chủ thể"), "body", lambda body: bodies()[body].title),
    SourceColumn(_("Tổ chức đảng được kiểm tra, giám sát"), "subject_id", lambda unit_id: tree().name(unit_id)),
    SourceColumn(_("Nội dung"), "content"),
    SourceColumn(_("Hạn kết luận"), "due_on", _day),
    SourceColumn(_("Ngày kết luận"), "concluded_on", _day),
)  # fmt: skip
_FACTS = ("unit_id", "kind", "body", "subject_id", "due_on", "concluded_on", "dropped_on")


def _source(code: str, title: Any, kind: str, **told: Any) -> Source:
    return Source(
        code=code, title=title, kind=kind, facts=_FACTS, columns=_COLUMNS, order=("due_on", "pk"), link=_page,
        sight_domain=PARTY, closed_domain=INSPECTIONS, **told,
    )  # fmt: skip


PROGRAMME = _source(
    "party.inspection_programme", _("Cuộc kiểm tra, giám sát trong chương trình năm"), "stock",
    rows=lambda: Inspection.objects.filter(programme__isnull=False).exclude(body=CELL),
)  # fmt: skip
CONCLUDED = _source(
    "party.inspections_concluded", _("Cuộc kiểm tra, giám sát đã kết luận"), "event", on="concluded_on",
    rows=lambda: Inspection.objects.all(),
)  # fmt: skip
DUE = _source(
    "party.inspections_due", _("Cuộc kiểm tra, giám sát đã đến hạn kết luận"), "event", on="due_on",
    rows=lambda: Inspection.objects.exclude(body=CELL),
)  # fmt: skip
RECOMMENDATIONS = Source(
    code="party.recommendations",
    title=_("Kiến nghị, yêu cầu sau kiểm tra, giám sát"),
    rows=lambda: Recommendation.objects.all(),
    kind="stock",
    facts=("unit_id", "inspection_id", "since", "until", "due_on", "verified_on"),
    columns=(
        SourceColumn(_("Nội dung"), "text"),
        SourceColumn(_("Ai thực hiện"), "addressee"),
        SourceColumn(_("Hạn"), "due_on", _day),
        SourceColumn(_("Xác minh đã thực hiện"), "verified_on", _day),
    ),
    order=("due_on", "pk"),
    link=_case_page,
    link_path="inspection_id",
    sight_domain=PARTY,
    closed_domain=INSPECTIONS,
)


def concluded(moment: Moment) -> Q:
    """Concluded by the end of the day."""
    return Q(concluded_on__lte=moment.on)


def late(moment: Moment) -> Q:
    """Due before the day, at its end neither concluded nor taken out; concluded after its due day counts until then."""
    waiting = Q(concluded_on=None) | Q(concluded_on__gt=moment.on)
    kept = Q(dropped_on=None) | Q(dropped_on__gt=moment.on)
    return Q(due_on__lt=moment.on) & waiting & kept


def above_cells(moment: Moment) -> Q:
    """Carried out by a body above the cells."""
    return ~Q(body=CELL)


def by_cells(moment: Moment) -> Q:
    """Carried out by a cell."""
    return Q(body=CELL)


def _of_group(group: str) -> Any:
    return lambda moment: above_cells(moment) & Q(kind__in=codes_of(group))


def verified(moment: Moment) -> Q:
    """Seen to be done by the end of the day."""
    return Q(verified_on__lte=moment.on)


def overdue(moment: Moment) -> Q:
    """Due before the day and at its end not seen to be done."""
    return Q(due_on__lt=moment.on) & (Q(verified_on=None) | Q(verified_on__gt=moment.on))


_CASES, _LAW = _("cuộc"), QD_296.at("")

Figure(
    "party.inspections_planned", _("Cuộc kiểm tra, giám sát theo chương trình năm"), _CASES, PROGRAMME, _LAW,
    _("Cuộc có trong chương trình đã ban hành của năm, vào cuối ngày chốt; không tính cuộc do chi bộ tiến hành."),
)  # fmt: skip
Figure(
    "party.inspection_programme_done", _("Thực hiện chương trình kiểm tra, giám sát"), "%", PROGRAMME, _LAW,
    _("Cuộc đã kết luận vào hoặc trước ngày chốt ÷ cuộc có trong chương trình năm vào ngày ấy."),
    counts=concluded, share=True, missing_title=_("cuộc chưa kết luận"),
)  # fmt: skip
Figure(
    "party.inspections_done", _("Cuộc kiểm tra, giám sát đã kết luận"), _CASES, CONCLUDED, _LAW,
    _("Tính theo ngày kết luận trong kỳ, cả cuộc ngoài chương trình; không tính cuộc do chi bộ tiến hành."),
    counts=above_cells, parts=((_("kiểm tra"), "party.checks_done"), (_("giám sát"), "party.supervisions_done")),
)  # fmt: skip
Figure(
    "party.checks_done", _("Cuộc kiểm tra đã kết luận"), _CASES, CONCLUDED, _LAW,
    _("Cuộc thuộc các hình thức kiểm tra, tính theo ngày kết luận trong kỳ."), counts=_of_group(CHECK),
)  # fmt: skip
Figure(
    "party.supervisions_done", _("Cuộc giám sát đã kết luận"), _CASES, CONCLUDED, _LAW,
    _("Cuộc giám sát chuyên đề, thường xuyên, tính theo ngày kết luận trong kỳ."), counts=_of_group(SUPERVISION),
)  # fmt: skip
Figure(
    "party.inspections_late", _("Cuộc kiểm tra, giám sát chậm kết luận"), _CASES, DUE, _LAW,
    _("Cuộc có hạn kết luận trong kỳ, hạn ấy đã qua mà đến hết ngày chốt chưa kết luận."), counts=late,
)  # fmt: skip
Figure(
    "party.cell_inspections_done", _("Cuộc kiểm tra, giám sát do chi bộ kết luận"), _CASES, CONCLUDED, _LAW,
    _("Tính theo ngày kết luận trong kỳ."), counts=by_cells,
)  # fmt: skip
Figure(
    "party.recommendations_done", _("Kiến nghị sau kiểm tra, giám sát đã thực hiện"), "%", RECOMMENDATIONS, _LAW,
    _("Kiến nghị, yêu cầu đã được xác minh là thực hiện xong ÷ toàn bộ kiến nghị, yêu cầu đã nêu đến ngày chốt."),
    counts=verified, share=True, missing_title=_("kiến nghị chưa thực hiện xong"),
)  # fmt: skip
Figure(
    "party.recommendations_late", _("Kiến nghị sau kiểm tra, giám sát quá hạn"), _("kiến nghị"), RECOMMENDATIONS,
    _LAW, _("Hạn thực hiện đã qua mà đến hết ngày chốt chưa được xác minh là thực hiện xong."), counts=overdue,
)  # fmt: skip
