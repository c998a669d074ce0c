"""The theme of a unit's year: written, put right, and the one a page shows."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel.access import Actor
from soxa.kernel.flow import Refused, all_or_nothing, correct, record, reference
from soxa.kernel.units.tree import tree
from soxa.steering.resolutions.flow import WRITE
from soxa.steering.resolutions.models import Resolution, YearTheme


def theme_of(unit_id: int, on: date) -> YearTheme | None:
    """The theme of the year of a day: the unit's own, else that of the nearest unit above; one question."""
    around = list(tree().ancestors(unit_id, on))
    rows = YearTheme.objects.filter(unit_id__in=around, year=on.year).select_related("resolution")
    found = {one.unit_id: one for one in rows}
    return next((found[unit] for unit in around if unit in found), None)


def _fit(unit_id: int, facts: dict[str, Any], today: date, actor: Actor, *, but: int | None = None) -> None:
    if not actor.may(WRITE):
        raise Refused(_("Chức vụ hiện nay của đồng chí không làm được việc này."))
    if YearTheme.objects.filter(unit_id=unit_id, year=facts["year"]).exclude(pk=but).exists():
        raise Refused(_("Năm {year} đã có chủ đề; đính chính chủ đề ấy.").format(year=facts["year"]))
    text, around = facts["resolution_id"], tree().ancestors(unit_id, today)
    if text and not Resolution.objects.filter(pk=text, unit_id__in=around).exists():
        raise Refused(_("Chủ đề theo văn bản của đơn vị này hoặc của cấp trên."))


def _columns(facts: dict[str, Any]) -> dict[str, Any]:
    told = dict(facts)
    told["resolution_id"] = told.pop("resolution")
    return told


def new(unit_id: int, facts: dict[str, Any], actor: Actor, *, today: date) -> YearTheme:
    """Write down the theme of a year. Refused in words."""
    columns = _columns(facts)
    with all_or_nothing():
        _fit(unit_id, columns, today, actor)
        made = YearTheme(unit_id=unit_id, **columns)
        made.save(force_insert=True)
        made.entry = record(
            ("theme", "new"), reference(made), actor, on=today, unit_id=unit_id, facts={"year": made.year}
        )
        made.save(update_fields=["entry"])
    return made


def mend(one: YearTheme, facts: dict[str, Any], actor: Actor, *, basis: str, today: date) -> None:
    """Put a year's theme right, with the basis. Refused in words."""
    columns, unit_id = _columns(facts), int(one.unit_id)  # type: ignore[attr-defined]
    with all_or_nothing():
        _fit(unit_id, columns, today, actor, but=one.pk)
        correct(one, columns, actor, basis=basis, unit_id=unit_id)
