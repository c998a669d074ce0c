"""What dues can be counted by: members who owe for a month, and those who have paid."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from soxa.kernel.figures import Figure, Moment, Source, SourceColumn
from soxa.kernel.units.tree import tree
from soxa.law.acts import QD_01_DUES
from soxa.party.dues.models import OWING, SETTLED, DuesLine

# sums stay out: rows of a figure are opened by more offices than see what somebody earns
LINES = Source(
    code="party.dues_lines",
    title=_("Đảng viên trong danh sách thu đảng phí"),
    rows=lambda: DuesLine.objects.asked(),
    kind="event",
    on="month",
    facts=("unit_id", "month", "member_id", "due", "free", "amount", "paid_on"),
    columns=(
        SourceColumn(_("Họ và tên"), "member__person__full_name"),
        SourceColumn(_("Chi bộ"), "unit_id", lambda unit_id: tree().name(unit_id)),
        SourceColumn(_("Tháng"), "month", lambda month: f"{month:%m/%Y}"),
        SourceColumn(_("Ngày nộp"), "paid_on", lambda day: f"{day:%d/%m/%Y}" if day else ""),
    ),
    order=("month", "name_key", "pk"),
    link=lambda row: reverse("member", args=[row["member_id"]]),
    link_path="member_id",
    sight_domain="party",
)


def owing(moment: Moment) -> Q:
    """Something is owed, be it a sum that cannot be reckoned yet."""
    return OWING


def paid(moment: Moment) -> Q:
    """Owed, and paid whole on the cut-off day or before it."""
    return OWING & SETTLED & Q(paid_on__lte=moment.on)


_TIMES, _LAW = _("lượt đảng viên"), QD_01_DUES.at("")
Figure(
    "party.dues_due", _("Phải nộp đảng phí"), _TIMES, LINES, _LAW,
    _("Mỗi đồng chí mỗi tháng trong kỳ là một lượt, theo danh sách thu mà chi bộ đã lập; người được miễn tháng đó không tính."),
    counts=owing,
)  # fmt: skip
Figure(
    "party.dues_paid", _("Đã nộp đảng phí"), _TIMES, LINES, _LAW,
    _("Lượt phải nộp đã nộp đủ, ngày nộp ghi trong sổ không sau ngày chốt; nộp một phần thì chưa tính."), counts=paid,
)  # fmt: skip
Figure(
    "party.dues_paid_share", _("Tỷ lệ nộp đảng phí"), "%", LINES, _LAW,
    _("Lượt đã nộp ÷ lượt phải nộp."), counts=paid, among=owing, share=True,
    missing_title=_("lượt đảng viên chưa nộp"),
)  # fmt: skip
