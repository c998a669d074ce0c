"""What discipline of organisations can be counted by: decisions announced in a period, by level."""

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from soxa.kernel.figures import Figure, Source, SourceColumn
from soxa.kernel.units.tree import tree
from soxa.law.acts import CHARTER
from soxa.org.roles import CASES
from soxa.party.censure.models import Censure

ANNOUNCED = Source(
    code="party.censures",
    title=_("Tổ chức đảng bị thi hành kỷ luật"),
    rows=lambda: Censure.objects.exclude(announced_on=None),
    kind="event",
    on="announced_on",
    facts=("unit_id", "announced_on", "level", "subject"),
    columns=(
        SourceColumn(_("Tổ chức đảng"), "unit_id", lambda unit_id: tree().name(unit_id)),
        SourceColumn(_("Hình thức"), "level", lambda level: str(dict(Censure.LEVELS).get(level, level))),
        SourceColumn(_("Ngày công bố"), "announced_on", lambda day: f"{day:%d/%m/%Y}" if day else ""),
        SourceColumn(_("Quyết định"), "decision"),
    ),
    order=("announced_on", "pk"),
    link=lambda row: reverse("censure", args=[row["pk"]]),
    sight_domain=CASES,
)


def _of_level(level: str) -> Any:
    return lambda moment: Q(level=level)


Figure(
    "party.organisations_disciplined", _("Tổ chức đảng bị kỷ luật"), _("tổ chức đảng"), ANNOUNCED, CHARTER.at("Điều 35"),
    _("Quyết định kỷ luật tổ chức đảng, cấp ủy công bố trong kỳ."),
    parts=((_("khiển trách"), "party.organisations_reprimand"), (_("cảnh cáo"), "party.organisations_warning"),
           (_("giải tán"), "party.organisations_dissolution")),
)  # fmt: skip
for level, title in Censure.LEVELS:
    Figure(
        f"party.organisations_{level}", _("Tổ chức đảng bị {level}").format(level=title), _("tổ chức đảng"), ANNOUNCED,
        CHARTER.at("Điều 35"), _("Quyết định kỷ luật tổ chức đảng theo hình thức này, công bố trong kỳ."),
        counts=_of_level(level),
    )  # fmt: skip
