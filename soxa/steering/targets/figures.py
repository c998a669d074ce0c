"""What targets can be counted by: how many stand at each level on a day, by the last assessment that was decided."""

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from soxa.kernel.figures import Figure, Moment, Source, SourceColumn
from soxa.kernel.units.tree import tree
from soxa.law.acts_of_steering import YEAR_PLAN
from soxa.org.roles import STEERING
from soxa.steering.targets.models import Standing

_LEVELS = dict(Standing.LEVELS)


def _page(row: dict[str, Any]) -> str:
    return reverse("target", args=[row["target_id"]])


STANDINGS = Source(
    code="targets.standings",
    title=_("Chỉ tiêu theo lần đánh giá gần nhất"),
    rows=Standing.objects.all,
    kind="stock",
    facts=("target_id", "level", "text", "plan_text", "since"),
    columns=(
        SourceColumn(_("Đơn vị"), "unit_id", lambda unit_id: tree().name(unit_id)),
        SourceColumn(_("Chỉ tiêu"), "target__title"),
        SourceColumn(_("Kế hoạch"), "plan_text"),
        SourceColumn(_("Thực hiện"), "text"),
        SourceColumn(_("Đánh giá"), "level", lambda level: str(_LEVELS[level])),
        SourceColumn(_("Nguyên nhân"), "reason"),
    ),
    order=("unit_id", "target__position", "pk"),
    link=_page,
    link_path="target_id",
    sight_domain=STEERING,
)
_LAW = YEAR_PLAN.at("")


def _at(level: str) -> Any:
    def counts(moment: Moment) -> Q:
        return Q(level=level)

    counts.__doc__ = f"Stand at {level}."
    return counts


Figure(
    "targets.total", _("Chỉ tiêu được đánh giá"), _("chỉ tiêu"), STANDINGS, _LAW,
    _("Chỉ tiêu có trong lần đánh giá đã kết luận gần nhất tính đến ngày ấy."),
)  # fmt: skip
for _code, _level, _title in (
    ("targets.green", Standing.GREEN, _("Chỉ tiêu đạt kế hoạch, tiến độ")),
    ("targets.yellow", Standing.YELLOW, _("Chỉ tiêu cần tập trung")),
    ("targets.red", Standing.RED, _("Chỉ tiêu khó đạt")),
    ("targets.not_due", Standing.NOT_DUE, _("Chỉ tiêu chưa đến kỳ đánh giá")),
    ("targets.no_value", Standing.NO_VALUE, _("Chỉ tiêu chưa có số liệu")),
):
    Figure(
        _code, _title, _("chỉ tiêu"), STANDINGS, _LAW,
        _("Theo lần đánh giá đã kết luận gần nhất tính đến ngày ấy."), counts=_at(_level),
    )  # fmt: skip
