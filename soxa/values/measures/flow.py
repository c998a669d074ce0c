"""A measure of one's own is added, any measure is changed with its basis; what would make kept values mean something else is refused."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel.access import Actor
from soxa.kernel.flow import all_or_nothing, correct, record, reference
from soxa.kernel.models import Entry
from soxa.kernel.page import day_text
from soxa.kernel.refusal import Refused
from soxa.kernel.units.tree import tree
from soxa.law.numbers import quantity_text
from soxa.law.periods import Period
from soxa.law.words import fold
from soxa.values.models import Measure, ReportedValue
from soxa.values.money import DONG

WRITE = "values.write"
_LONGEST_NAME, STEP, _LAST = 36, 10, 32_000


def new_measure(unit_id: int, facts: dict[str, Any], actor: Actor, *, today: date) -> Measure:
    """A measure of a unit's own. Refused in words."""
    _must(actor)
    with all_or_nothing():
        _no_twin(unit_id, facts["title"], but=0)
        told = {**facts, "code": code_of(unit_id, facts)}
        measure = made(unit_id, told, position=next_position())
        measure.save(force_insert=True)
        measure.entry = _about(measure, "new", actor, on=today)
        measure.save(update_fields=["entry"])
    return measure


def next_position() -> int:
    """The place behind every measure of the book."""
    last = Measure.objects.order_by("-position").values_list("position", flat=True).first() or 0
    return last + STEP


def made(unit_id: int, facts: dict[str, Any], *, position: int) -> Measure:
    """A measure of a unit's own as it is to be written, with its code among the facts."""
    return Measure(folded=fold(facts["title"]), position=min(position, _LAST), owner_id=unit_id, **facts)


def change_measure(measure: Measure, facts: dict[str, Any], actor: Actor, *, basis: str) -> None:
    """Change what is said of a measure, with its basis. Refused in words."""
    _must(actor)
    with all_or_nothing():
        _no_twin(measure.owner_id, facts["title"], but=measure.pk)  # type: ignore[attr-defined]
        _keeps_its_meaning(measure, facts)
        correct(measure, {**facts, "folded": fold(facts["title"])}, actor, basis=basis, unit_id=actor.unit_id)


def _must(actor: Actor) -> None:
    if not actor.may(WRITE):
        raise Refused(_("Chức vụ hiện nay của đồng chí không làm được việc này."))


def _about(measure: Measure, step: str, actor: Actor, *, on: date) -> Entry:
    facts = {"code": measure.code}
    return record(("measure", step), reference(measure), actor, on=on, unit_id=measure.owner_id, facts=facts)  # type: ignore[attr-defined]


def _no_twin(unit_id: int | None, title: str, *, but: int) -> None:
    same = Measure.objects.filter(folded=fold(title), owner_id__in=[None, unit_id]) | Measure.objects.filter(
        folded=fold(title), owner=None
    )
    twin = same.exclude(pk=but).first()
    if twin:
        raise Refused(
            _("Danh mục đã có chỉ tiêu “{title}” ({code}); dùng chỉ tiêu ấy hoặc đặt tên khác.").format(
                title=twin.title, code=twin.code
            )
        )


def _keeps_its_meaning(measure: Measure, facts: dict[str, Any]) -> None:
    """Kind, unit and factor of a measure that has values stay; money may be printed in another unit, for it is kept in đồng.

    No value is of a period that begins once the measure is no longer used.
    """
    values = ReportedValue.objects.filter(measure=measure, replaced_by=None)
    if not values.exists():
        return
    _not_used_later(values.exclude(sort=ReportedValue.PLAN), facts.get("ended"))
    if facts["factor"] != measure.factor and values.exclude(denominator=None).exists():
        raise Refused(_("Số liệu đã tính theo hệ số {factor} nên không đổi hệ số; thêm chỉ tiêu mới.").format(factor=quantity_text(measure.factor.normalize())))  # fmt: skip
    if facts["kind"] != measure.kind:
        raise Refused(_("Chỉ tiêu này đã có số liệu nên không đổi loại số; thêm chỉ tiêu mới."))
    money = measure.unit_word in DONG and facts["unit_word"] in DONG
    if facts["unit_word"] != measure.unit_word and not money:
        raise Refused(
            _("Số liệu đã ghi theo “{unit}” nên không đổi đơn vị tính; thêm chỉ tiêu mới.").format(
                unit=measure.unit_word
            )
        )


def _not_used_later(values: Any, ended: date | None) -> None:
    if ended is None:
        return
    later = values.filter(since__gte=ended).order_by("-since", "-until", "pk").first()
    if later is not None:
        period = Period.of_days(later.since, later.until).title(day_text)
        raise Refused(
            _("Đã có số liệu của {period}: chọn ngày thôi dùng sau ngày {day}.").format(
                period=period, day=day_text(later.since)
            )
        )


def code_of(unit_id: int, facts: dict[str, Any], *, but: Iterable[str] = ()) -> str:
    """A code of its own: the catalogue, the name without marks, the unit's code; numbered where it is taken, in the book or by `but`."""
    name = (
        re.sub(r"[^a-z0-9]+", "_", fold(facts["title"])).strip("_")[:_LONGEST_NAME].strip("_") or "chi_tieu"
    )
    place = re.sub(r"[^a-z0-9]+", "_", fold(tree().nodes[unit_id].code))[:12]
    stem = f"{facts['group']}.{name}_{place}"
    taken = set(Measure.objects.filter(code__startswith=stem).values_list("code", flat=True)) | set(but)
    return next(code for code in (stem, *(f"{stem}_{n}" for n in range(2, 1000))) if code not in taken)
