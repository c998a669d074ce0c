"""What study can be counted by: sittings, documents studied, who came of those who were to come, who registered for the year."""

from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from soxa.kernel.figures import Figure, Moment, Source, SourceColumn, once_told
from soxa.kernel.units.tree import tree
from soxa.law.acts import CHARTER, CT_05
from soxa.org.roles import PARTY
from soxa.party.figures import MEMBERS
from soxa.party.study.lists import eased_on, exempt_too
from soxa.party.study.models import Attendance, Commitment, Sitting, Studied


def _day(day: Any) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


_UNIT = SourceColumn(_("Đơn vị"), "unit_id", lambda unit_id: tree().name(unit_id))
ATTENDANCE = Source(
    code="party.study_attendances",
    title=_("Lượt đảng viên phải dự học tập, quán triệt"),
    rows=lambda: Attendance.objects.all(),
    kind="event",
    on="sitting__held_on",
    facts=("unit_id", "sitting_id", "sitting__held_on", "member_id", "present"),
    columns=(
        SourceColumn(_("Họ và tên"), "member__person__full_name"),
        _UNIT,
        SourceColumn(_("Nội dung"), "sitting__study__title"),
        SourceColumn(_("Ngày"), "sitting__held_on", _day),
        SourceColumn(_("Có mặt"), "present", lambda yes: "có" if yes else "vắng"),
    ),
    order=("sitting__held_on", "name_key", "pk"),
    link=lambda row: reverse("sitting", args=[row["sitting_id"]]),
    link_path="sitting_id",
    sight_domain=PARTY,
)
SITTINGS = Source(
    code="party.study_sitting_rows",
    title=_("Hội nghị, buổi học tập, quán triệt"),
    rows=lambda: Sitting.objects.all(),
    kind="event",
    on="held_on",
    facts=("unit_id", "study_id", "held_on"),
    columns=(
        SourceColumn(_("Nội dung"), "study__title"),
        SourceColumn(_("Ngày"), "held_on", _day),
        SourceColumn(_("Địa điểm"), "place"),
        _UNIT,
    ),
    order=("held_on", "pk"),
    link=lambda row: reverse("sitting", args=[row["pk"]]),
    sight_domain=PARTY,
)
STUDIED = Source(
    code="party.studied_rows",
    title=_("Văn bản đã học tập, quán triệt"),
    rows=lambda: Studied.objects.all(),
    kind="event",
    on="studied_on",
    facts=("unit_id", "study_id", "number", "studied_on"),
    columns=(
        SourceColumn(_("Số, ký hiệu"), "number"),
        SourceColumn(_("Cơ quan ban hành"), "issuer"),
        SourceColumn(_("Trích yếu"), "about"),
        SourceColumn(_("Ngày học tập"), "studied_on", _day),
    ),
    order=("studied_on", "pk"),
    link=lambda row: reverse("study", args=[row["study_id"]]),
    link_path="study_id",
    sight_domain=PARTY,
)


def came(moment: Moment) -> Q:
    """Was present."""
    return Q(present=True)


@once_told
def registered(moment: Moment) -> Q:
    """Registered by the end of the day what he will do in its year."""
    made = Commitment.objects.filter(year=moment.on.year, made_on__lte=moment.on)
    return Q(member_id__in=made.values("member_id"))


def to_register(moment: Moment) -> Q:
    """Who is to register: every member, or those whose duties were not eased on the day."""
    if exempt_too(moment.on):
        return Q()
    return _not_eased(moment.on)


@once_told
def _not_eased(on: date) -> Q:
    return ~Q(member_id__in=eased_on(on))


_STUDY, _LAW = CHARTER.at("Điều 2"), CT_05.at("")

Figure(
    "party.study_sittings", _("Hội nghị học tập, quán triệt"), _("hội nghị"), SITTINGS, _STUDY,
    _("Hội nghị, buổi học tập nghị quyết, chỉ thị… tổ chức trong kỳ, cả buổi do chi bộ tự tổ chức."),
    sentence=_("Tổ chức {f} hội nghị học tập, quán triệt."),
)  # fmt: skip
Figure(
    "party.studied_papers", _("Văn bản đã học tập, quán triệt"), _("văn bản"), STUDIED, _STUDY,
    _("Văn bản được học lần đầu trong kỳ, theo ngày của buổi học đầu tiên."),
)  # fmt: skip
Figure(
    "party.study_attendance", _("Đảng viên tham gia học tập, quán triệt"), "%", ATTENDANCE, _STUDY,
    _("Lượt đảng viên có mặt ÷ lượt đảng viên phải dự các buổi trong kỳ; người được miễn không ở mẫu số."),
    counts=came, share=True, missing_title=_("lượt vắng"),
)  # fmt: skip
Figure(
    "party.commitments", _("Đảng viên đã đăng ký làm theo Bác trong năm"), "%", MEMBERS, _LAW,
    _("Đảng viên đã đăng ký, cam kết của năm đến ngày chốt ÷ đảng viên phải đăng ký."),
    counts=registered, among=to_register, share=True, missing_title=_("đảng viên chưa đăng ký"),
)  # fmt: skip
