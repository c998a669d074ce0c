"""What badges can be counted by: how many were awarded in a period, of every level and of each."""

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from soxa.kernel.figures import Figure, Moment, Source, SourceColumn
from soxa.kernel.units.tree import tree
from soxa.law.acts import HD_01
from soxa.party.badges.models import Badge


def _day(day: Any) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def _member_page(row: dict[str, Any]) -> str:
    return reverse("member", args=[row["member_id"]])


AWARDED = Source(
    code="party.badges_awarded",
    title=_("Huy hiệu Đảng đã trao"),
    rows=lambda: Badge.objects.exclude(awarded_on=None),
    kind="event",
    on="awarded_on",
    facts=("unit_id", "awarded_on", "level", "member_id"),
    columns=(
        SourceColumn(_("Họ và tên"), "member__person__full_name"),
        SourceColumn(_("Chi bộ"), "unit_id", lambda unit_id: tree().name(unit_id)),
        SourceColumn(_("Loại (năm)"), "level"),
        SourceColumn(_("Ngày trao"), "awarded_on", _day),
        SourceColumn(_("Quyết định"), "decision"),
    ),
    order=("awarded_on", "-level", "member__person__name_key", "pk"),
    link=_member_page,
    link_path="member_id",
    sight_domain="party",
)


def _of_level(level: int) -> Any:
    def counts(moment: Moment) -> Q:
        return Q(level=level)

    return counts


Figure(
    "party.badges", _("Huy hiệu Đảng đã trao"), _("đồng chí"), AWARDED, HD_01.at("mục 18"),
    _("Huy hiệu có ngày trao trong kỳ, kể cả truy tặng; tính tại chi bộ đề nghị."),
    sentence=_("Trao Huy hiệu Đảng cho {f} đồng chí."),
)  # fmt: skip
for level in (30, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90):
    Figure(
        f"party.badges_{level}", _("Huy hiệu {level} năm đã trao").format(level=level), _("đồng chí"), AWARDED,
        HD_01.at("mục 18"), _("Huy hiệu loại này có ngày trao trong kỳ."), counts=_of_level(level),
    )  # fmt: skip
