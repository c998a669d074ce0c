"""Acts on the tree, each with its decision: found, rename, move, merge, split, dissolve."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from soxa.kernel import journal
from soxa.kernel.access import Actor
from soxa.kernel.flow import Refused
from soxa.kernel.models import ALWAYS, Placing, Unit, UnitAct, UnitName
from soxa.kernel.units.tree import forget_tree
from soxa.kernel.units.within import rebuild
from soxa.law.periods import FOREVER, plausible


@dataclass(frozen=True)
class Founding:
    """A unit to found: its code, kind, name, parent, and the first day (None: it stood before the book began)."""

    code: str
    kind: str
    name: str
    parent: Unit | None = None
    on: date | None = None
    decision: str = ""


_waiting: list[bool] = []


@contextmanager
def many_acts() -> Iterator[None]:
    """Write many acts in one transaction and derive the tree once, at the end."""
    with transaction.atomic():
        _waiting.append(True)
        try:
            yield
        finally:
            _waiting.pop()
        _derive()


def _derive() -> None:
    if not _waiting:
        rebuild()
        forget_tree()


def found(wish: Founding, actor: Actor) -> Unit:
    """Found a unit under its parent; Refused when the code is taken."""
    if Unit.objects.filter(code=wish.code).exists():
        raise Refused(_("Mã đơn vị {code} đã có trong sổ.").format(code=wish.code))
    day = _said(wish.on) if wish.on else ALWAYS
    with transaction.atomic():
        unit = Unit.objects.create(code=wish.code, kind=wish.kind, since=day)
        UnitName.objects.create(unit=unit, name=wish.name, since=day)
        Placing.objects.create(unit=unit, parent=wish.parent, since=day)
        _write(
            UnitAct(unit=unit, kind=UnitAct.FOUND, on=day, into=wish.parent, decision=wish.decision), actor
        )
        _derive()
    return unit


def rename(unit: Unit, name: str, on: date, *, decision: str, actor: Actor) -> None:
    """Give the unit a new name from a day on; the old one stays for the days before."""
    with transaction.atomic():
        old = UnitName.objects.select_for_update().get(unit=unit, until=FOREVER)
        _refuse_before(old.since, on)
        old.until = on
        old.save(update_fields=["until"])
        UnitName.objects.create(unit=unit, name=name, since=on)
        _write(UnitAct(unit=unit, kind=UnitAct.RENAME, on=on, decision=decision), actor)
        _derive()


def move(unit: Unit, parent: Unit, on: date, *, decision: str, actor: Actor) -> None:
    """Place the unit, with all below it, under another parent from a day on."""
    with transaction.atomic():
        _place(unit, parent, on)
        _write(UnitAct(unit=unit, kind=UnitAct.MOVE, on=on, into=parent, decision=decision), actor)
        _derive()


def merge(sources: Sequence[Unit], into: Unit, on: date, *, decision: str, actor: Actor) -> None:
    """End the sources on `on`; what lay under them goes under the successor, their books into its custody."""
    with transaction.atomic():
        for source in sources:
            for below in Placing.objects.filter(parent=source, until=FOREVER).select_related("unit"):
                _place(below.unit, into, on)
            _end(source, on)
            _write(UnitAct(unit=source, kind=UnitAct.MERGE, on=on, into=into, decision=decision), actor)
        _derive()


@dataclass(frozen=True)
class Part:
    """What comes of a split: a new unit's code and name, and the units below the old one that go to it."""

    code: str
    name: str
    takes: Sequence[Unit] = ()


def split(
    source: Unit, parts: Sequence[Part], on: date, *, keeper: str | None, decision: str, actor: Actor
) -> list[Unit]:
    """Found the parts beside the source on `on` and place below them what they take; the new units, in order.

    With a `keeper` (the code of a part, or of the unit above) the source ends and its books go into that custody;
    without one it goes on.
    """
    with many_acts():
        above = Placing.objects.select_related("parent").get(unit=source, until=FOREVER).parent
        made = []
        for part in parts:
            made.append(found(Founding(part.code, source.kind, part.name, above, on, decision), actor))
            for below in part.takes:
                _place(below, made[-1], on)
        into = Unit.objects.get(code=keeper) if keeper else None
        if into:
            _end(source, on)
        act = UnitAct(unit=source, kind=UnitAct.SPLIT, on=on, into=into, decision=decision)
        _write(act, actor, parts=[unit.code for unit in made])
    return made


def dissolve(unit: Unit, keeper: Unit, on: date, *, decision: str, actor: Actor) -> None:
    """End a unit with nothing below it; its books go into the keeper's custody."""
    if Placing.objects.filter(parent=unit, until=FOREVER).exists():
        raise Refused(_("Còn tổ chức trực thuộc: chuyển các tổ chức đó đi trước rồi mới giải thể."))
    with transaction.atomic():
        _end(unit, on)
        _write(UnitAct(unit=unit, kind=UnitAct.DISSOLVE, on=on, into=keeper, decision=decision), actor)
        _derive()


def _place(unit: Unit, parent: Unit, on: date) -> None:
    old = Placing.objects.select_for_update().get(unit=unit, until=FOREVER)
    _refuse_before(old.since, on)
    old.until = on
    old.save(update_fields=["until"])
    Placing.objects.create(unit=unit, parent=parent, since=on)


def _end(unit: Unit, on: date) -> None:
    for model in (Placing, UnitName):
        row = model.objects.select_for_update().get(unit=unit, until=FOREVER)
        _refuse_before(row.since, on)
        row.until = on
        row.save(update_fields=["until"])
    unit.until = on
    unit.save(update_fields=["until"])


def _said(on: date) -> date:
    """The day an act says; Refused when no book speaks of it."""
    try:
        return plausible(on)
    except ValueError as error:
        raise Refused(str(error)) from error


def _refuse_before(since: date, on: date) -> None:
    if _said(on) <= since:
        day = since.strftime("%d/%m/%Y")
        raise Refused(
            _("Ngày có hiệu lực phải sau ngày {day}, là ngày bắt đầu của ghi chép trước.").format(day=day)
        )


def _write(act: UnitAct, actor: Actor, **more: Any) -> None:
    facts = {"decision": act.decision, "into": act.into.code if act.into else "", **more}
    subject = ("unit", act.unit.code)
    act.entry = journal.write(
        actor, "units", act.kind, subject=subject, on=act.on, facts=facts, unit_id=act.unit_id
    )
    act.save(force_insert=True)
