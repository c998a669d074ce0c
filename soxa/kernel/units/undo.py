"""An act on the tree that should never have been written is taken back: the rows it opened go, those it closed stand again."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel import journal
from soxa.kernel.access import Actor
from soxa.kernel.flow import Refused
from soxa.kernel.models import ALWAYS, Entry, Placing, SealedCorrection, Unit, UnitAct, UnitName
from soxa.kernel.sealed import seal_text, token
from soxa.kernel.units.acts import many_acts
from soxa.law.periods import FOREVER

_ENDING = (UnitAct.MERGE, UnitAct.DISSOLVE, UnitAct.SPLIT)


def last_act(unit_id: int) -> UnitAct | None:
    """The unit's last act, which alone may be taken back; None when the book began with it."""
    acts: Any = UnitAct.objects.filter(unit_id=unit_id).exclude(kind=UnitAct.UNDO)
    act: UnitAct | None = acts.select_related("unit", "into", "entry").order_by("-pk").first()
    return None if act is None or act.on == ALWAYS else act


def parts_of(act: UnitAct) -> list[Unit]:
    """The units that a split founded, in order."""
    codes = act.entry.facts.get("parts", [])
    return sorted(Unit.objects.filter(code__in=codes), key=lambda unit: codes.index(unit.code))


def undo(act: UnitAct, actor: Actor, *, basis: str, on: date) -> Entry:
    """Take the act back and derive the tree anew; its values go into a sealed row.

    `on`: the day of the taking back. Refused in words when a later act rests on this one; nothing is written then.
    """
    if not basis.strip():
        raise Refused(_("Bỏ phần ghi nhầm phải ghi căn cứ (văn bản, ngày, người đồng ý)."))
    with many_acts():
        unit, parts = act.unit, parts_of(act)
        values = str([act.kind, act.unit_id, act.into_id, str(act.on), act.decision, act.entry_id])
        facts = {"basis": basis, "act": act.kind, "old": token(values, "correction")}
        entry = journal.write(
            actor, "units", UnitAct.UNDO, subject=("unit", unit.code), on=on, facts=facts, unit_id=unit.pk
        )
        SealedCorrection.objects.create(entry=entry, sealed=seal_text(values, "correction"))
        UnitAct.objects.create(unit=unit, kind=UnitAct.UNDO, on=on, decision=basis, entry=entry)
        _back(act, unit, parts)
        act.delete()
    return entry


def _back(act: UnitAct, unit: Unit, parts: list[Unit]) -> None:
    if act.kind == UnitAct.RENAME:
        _reopen(UnitName, unit, act.on)
    elif act.kind == UnitAct.MOVE:
        _reopen(Placing, unit, act.on)
    elif act.kind == UnitAct.FOUND:
        _never(unit)
    elif act.kind in _ENDING:
        if unit.until != FOREVER:
            _stand_again(unit, act.on)
        for below in Placing.objects.filter(parent=unit, until=act.on).select_related("unit"):
            _reopen(Placing, below.unit, act.on)
        for part in parts:
            _never(part)
            part.acts.get(kind=UnitAct.FOUND).delete()


def _stand_again(unit: Unit, on: date) -> None:
    for model in (Placing, UnitName):
        _open_again(model, unit, on)
    unit.until = FOREVER
    unit.save(update_fields=["until"])


def _reopen(model: Any, unit: Unit, on: date) -> None:
    last = model.objects.select_for_update().filter(unit=unit, until=FOREVER).first()
    if last is None or last.since != on:
        raise Refused(
            _("{unit} đã có thay đổi sau đó: bỏ ghi thay đổi sau trước.").format(
                unit=unit.names.order_by("-since")[0].name
            )
        )
    last.delete()
    _open_again(model, unit, on)


def _open_again(model: Any, unit: Unit, on: date) -> None:
    row = model.objects.select_for_update().get(unit=unit, until=on)
    above = getattr(row, "parent", None)
    if above and above.until != FOREVER:
        raise Refused(
            _("{unit} đã thôi hoạt động: bỏ ghi việc đó trước.").format(
                unit=above.names.order_by("-since")[0].name
            )
        )
    row.until = FOREVER
    row.save(update_fields=["until"])


def _never(unit: Unit) -> None:
    """A unit founded by mistake never stood: its spells are empty, its code stays taken."""
    if UnitAct.objects.filter(unit=unit).exclude(kind__in=[UnitAct.FOUND, UnitAct.UNDO]).exists():
        raise Refused(
            _("{unit} đã có thay đổi sau đó: bỏ ghi thay đổi sau trước.").format(
                unit=unit.names.order_by("-since")[0].name
            )
        )
    Placing.objects.get(unit=unit, until=FOREVER).delete()
    name = UnitName.objects.get(unit=unit, until=FOREVER)
    name.until = unit.until = unit.since
    name.save(update_fields=["until"])
    unit.save(update_fields=["until"])
