"""An act on the tree taken back with all that it carried along: members, tasks, the Party's facts of a cell."""

from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from soxa.desk.unit_acts import CELL, WRITE
from soxa.desk.unit_carried import carried_from, reopen_cell, uncarry
from soxa.kernel.access import Actor
from soxa.kernel.flow import Refused
from soxa.kernel.models import Entry, Placing, Unit, UnitAct, UnitName, Within
from soxa.kernel.page import day_text
from soxa.kernel.preferences import book_day
from soxa.kernel.sealed import seal_text
from soxa.kernel.units import undo as kernel
from soxa.kernel.units.tree import tree
from soxa.law.numbers import count_text
from soxa.party.models import Cell
from soxa.tasks.flow import uncarry as uncarry_tasks

_OWN = (Placing, UnitName, Within, UnitAct, Entry, Cell)
_ENDING = (UnitAct.MERGE, UnitAct.DISSOLVE, UnitAct.SPLIT)


def what_back(act: UnitAct) -> list[str]:
    """What taking the act back would do, in sentences; nothing is written."""
    name, day = tree().name(act.unit_id), day_text(act.on)
    into = tree().name(act.into_id) if act.into_id else ""
    back = _("{carried} đã đi theo trở về {name}, như chưa có việc này.").format(
        carried=_carried(act.unit, act), name=name
    )
    parts = ", ".join(tree().name(unit.pk) for unit in kernel.parts_of(act))
    said = {
        UnitAct.FOUND: [_("{name} coi như chưa được thành lập; mã không dùng lại.").format(name=name)],
        UnitAct.RENAME: [_("{name} trở lại tên cũ, như chưa đổi từ {day}.").format(name=name, day=day)],
        UnitAct.MOVE: [
            _("{name} trở lại nơi trực thuộc cũ; bỏ việc chuyển về {into} từ {day}.").format(
                name=name, into=into, day=day
            )
        ],
        UnitAct.MERGE: [_("{name} hoạt động lại, không nhập vào {into}.").format(name=name, into=into), back],
        UnitAct.DISSOLVE: [_("{name} hoạt động lại, không giải thể từ {day}.").format(name=name, day=day)],
        UnitAct.SPLIT: [
            _("{name} trở lại như trước ngày {day}; {parts} coi như chưa được thành lập.").format(
                name=name, day=day, parts=parts
            ),
            back,
        ],
    }
    return said[act.kind]


def _carried(unit: Unit, act: UnitAct) -> str:
    if unit.kind == CELL:
        count = count_text(carried_from(unit, act.on).count())
        return _("{count} đảng viên").format(count=count)
    below = Placing.objects.filter(parent=unit, until=act.on).values("unit").distinct().count()
    return _("{count} tổ chức trực thuộc").format(count=count_text(below))


def take_back(code: str, actor: Actor, *, basis: str) -> Entry:
    """Take back the last act of the unit; Refused in words, and nothing written, when later facts rest on it."""
    if not actor.may(WRITE):
        raise Refused(_("Chức vụ hiện nay của đồng chí không làm được việc này."))
    with transaction.atomic():
        unit = Unit.objects.select_for_update().get(code=code)
        act = kernel.last_act(unit.pk)
        if act is None:
            raise Refused(_("Đơn vị này không có thay đổi nào bỏ ghi được."))
        parts = kernel.parts_of(act)
        intos = parts or ([act.into] if act.into else [])
        for one in Unit.objects.select_for_update().filter(pk__in=[into.pk for into in intos]):
            _refuse_later(one, act)
        entry = kernel.undo(act, actor, basis=basis, on=book_day())
        _carry_back(act, unit, intos, entry)
        for one in parts if act.kind == UnitAct.SPLIT else [unit] if act.kind == UnitAct.FOUND else []:
            _never(one)
    return entry


def _carry_back(act: UnitAct, unit: Unit, intos: list[Unit], entry: Entry) -> None:
    if act.kind not in _ENDING:
        return
    reopen_cell(unit, act.on, act.decision, entry)
    struck = uncarry(unit, intos, act.on, act.decision, entry)
    if struck:
        sealed = entry.correction
        sealed.sealed = seal_text(str(struck), "correction")
        sealed.save(update_fields=["sealed"])
    if act.into:
        uncarry_tasks(unit, act.into, act.on)


def _refuse_later(into: Unit, act: UnitAct) -> None:
    later = UnitAct.objects.filter(unit=into, kind__in=_ENDING, pk__gt=act.pk)
    if later.exists():
        raise Refused(
            _("{unit} đã có thay đổi sau đó: bỏ ghi thay đổi sau trước.").format(unit=tree().name(into.pk))
        )


def _never(unit: Unit) -> None:
    """Refused when anything but the act itself speaks of the unit; the Party's facts of its cell end with it."""
    for relation in Unit._meta.get_fields(include_hidden=True):
        if not isinstance(relation, models.ManyToOneRel) or relation.related_model in _OWN:
            continue
        rows: Any = relation.related_model._base_manager.filter(**{relation.field.name: unit})
        if rows.exists():
            raise Refused(_kept(unit))
    below = Placing.objects.filter(parent=unit).exists()
    if below or UnitAct.objects.filter(into=unit).exists():
        raise Refused(_kept(unit))
    cell = Cell.objects.filter(unit=unit).first()
    if cell:
        cell.until = cell.since
        cell.save(update_fields=["until"])


def _kept(unit: Unit) -> str:
    return _("{unit} đã có người, chức vụ hoặc việc ghi trong sổ: không bỏ ghi việc thành lập được.").format(
        unit=tree().name(unit.pk)
    )
