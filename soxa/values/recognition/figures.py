"""What recognitions can be counted by: communes that stand recognised, by kind."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from soxa.kernel.figures import Figure, Moment, Source, SourceColumn
from soxa.kernel.page import day_text
from soxa.kernel.units.tree import tree
from soxa.law.acts_of_criteria import QD_18_2022
from soxa.org.roles import VALUES
from soxa.values.recognition import rules
from soxa.values.recognition.models import Recognition

_LAW = QD_18_2022.at("")
_WORDS = dict(Recognition.KINDS)


def _page(row: dict[str, Any]) -> str:
    return reverse("recognition", args=[row["pk"]])


_COLUMNS = (
    SourceColumn(_("Xã"), "unit_id", lambda unit_id: tree().name(unit_id)),
    SourceColumn(_("Công nhận là"), "kind", lambda kind: str(_WORDS[kind])),
    SourceColumn(_("Năm đạt chuẩn"), "year"),
    SourceColumn(_("Quyết định"), "decision"),
    SourceColumn(_("Ngày quyết định"), "since", day_text),
    SourceColumn(_("Người, cơ quan quyết định"), "decided_by"),
)
_FACTS = ("unit_id", "kind", "year", "decision", "since")
STANDING = Source(
    code="rural.recognitions",
    title=_("Xã được công nhận nông thôn mới"),
    rows=Recognition.objects.all,
    kind="stock",
    facts=_FACTS,
    columns=_COLUMNS,
    order=("unit_id", "kind", "pk"),
    link=_page,
    sight_domain=VALUES,
)


def _of_kind(kind: str) -> Callable[[Moment], Q]:
    def counts(moment: Moment) -> Q:
        return Q(kind=kind)

    counts.__doc__ = f"Of the kind {kind}."
    return counts


_STANDS = _("Xã có quyết định công nhận còn giá trị ở cuối ngày ấy: chưa bị thu hồi, xã còn hoạt động.")
for _code, _kind, _title in (
    ("rural.recognised", rules.STANDARD, _("Xã đạt chuẩn nông thôn mới")),
    ("rural.recognised_advanced", rules.ADVANCED, _("Xã nông thôn mới nâng cao")),
    ("rural.recognised_model", rules.MODEL, _("Xã nông thôn mới kiểu mẫu")),
):
    Figure(_code, _title, _("xã"), STANDING, _LAW, _STANDS, counts=_of_kind(_kind))
