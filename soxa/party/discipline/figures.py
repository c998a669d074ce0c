"""What discipline can be counted by: decisions announced in a period, by level; the rows are for those who may see them."""

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from soxa.kernel.figures import Figure, Moment, Source, SourceColumn
from soxa.kernel.units.tree import tree
from soxa.law.acts import CHARTER
from soxa.org.roles import CASES
from soxa.party.discipline.models import Discipline


def _page(row: dict[str, Any]) -> str:
    return reverse("discipline", args=[row["pk"]])


ANNOUNCED = Source(
    code="party.disciplines",
    title=_("Đảng viên bị thi hành kỷ luật"),
    rows=lambda: Discipline.objects.exclude(announced_on=None),
    kind="event",
    on="announced_on",
    facts=("unit_id", "announced_on", "level", "member_id", "annulled_on"),
    columns=(
        SourceColumn(_("Họ và tên"), "member__person__full_name"),
        SourceColumn(_("Chi bộ"), "unit_id", lambda unit_id: tree().name(unit_id)),
        SourceColumn(_("Hình thức"), "level", lambda level: str(dict(Discipline.LEVELS).get(level, level))),
        SourceColumn(_("Ngày công bố"), "announced_on", lambda day: f"{day:%d/%m/%Y}" if day else ""),
        SourceColumn(_("Quyết định"), "decision"),
    ),
    order=("announced_on", "pk"),
    link=_page,
    sight_domain=CASES,
)


def _stands(moment: Moment) -> Q:
    return Q(annulled_on=None) | Q(annulled_on__gt=moment.on)


def _of_level(level: str) -> Any:
    return lambda moment: _stands(moment) & Q(level=level)


Figure(
    "party.disciplined", _("Quyết định kỷ luật đảng viên"), _("quyết định"), ANNOUNCED, CHARTER.at("Điều 35"),
    _("Quyết định kỷ luật đảng viên công bố trong kỳ, tại chi bộ của đảng viên lúc xem xét; quyết định đã bị xóa bỏ không tính."),
    counts=_stands,
    parts=((_("khiển trách"), "party.disciplined_reprimand"), (_("cảnh cáo"), "party.disciplined_warning"),
           (_("cách chức"), "party.disciplined_removal"), (_("khai trừ"), "party.disciplined_expulsion")),
)  # fmt: skip
for level, title in Discipline.LEVELS:
    Figure(
        f"party.disciplined_{level}", _("Kỷ luật {level}").format(level=title), _("quyết định"), ANNOUNCED,
        CHARTER.at("Điều 35"), _("Quyết định kỷ luật theo hình thức này, công bố trong kỳ."), counts=_of_level(level),
    )  # fmt: skip
