"""Acts on the tree with what they carry along: the members of a merged cell, the Party's facts of a founded one."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.desk.unit_carried import carry, end_cell
from soxa.kernel.access import Actor
from soxa.kernel.flow import Refused
from soxa.kernel.models import Unit, UnitAct
from soxa.kernel.page import day_text, first_upper
from soxa.kernel.preferences import book_day
from soxa.kernel.units import acts
from soxa.kernel.units.tree import Node, forget_tree, tree
from soxa.law.numbers import count_text
from soxa.law.periods import FOREVER
from soxa.party.models import Cell, Membership
from soxa.tasks.flow import carry as carry_tasks

CELL, WRITE = "cell", "units.write"
KINDS: dict[str, Any] = {
    "province": gettext_lazy("tỉnh"),
    "commune": gettext_lazy("xã, phường"),
    "agency": gettext_lazy("cơ quan, phòng, ban"),
    "village": gettext_lazy("thôn, tổ dân phố"),
    "base": gettext_lazy("đảng bộ cơ sở"),
    "cell": gettext_lazy("chi bộ"),
}
# kind → the kinds it may stand under; "" is nothing
UNDER = {
    "province": ("",),
    "commune": ("", "province"),
    "agency": ("commune",),
    "village": ("commune",),
    "base": ("commune",),
    "cell": ("base", "commune"),
}


@dataclass(frozen=True)
class Wish:
    """What is asked: the act, the unit, the first day, the decision; and what the act needs besides."""

    act: str
    unit: Node
    on: date
    decision: str
    name: str = ""
    code: str = ""
    kind: str = ""
    cell_kind: str = ""
    into: Node | None = None


@dataclass(frozen=True)
class Outcome:
    """What will happen, in sentences, before anything is written; `refusal` says why it may not."""

    sentences: tuple[str, ...] = ()
    refusal: str = ""
    counts: dict[str, int] = field(default_factory=dict)


def outcome(wish: Wish) -> Outcome:
    """What the act would do to the tree and the members; nothing is written."""
    if why := _refusal(wish):
        return Outcome(refusal=why)
    cells, members = _below(wish.unit, wish.on)
    name, day = tree().name(wish.unit.id), day_text(wish.on)
    into = tree().name(wish.into.id) if wish.into else ""
    carried = _("{cells} chi bộ, {members} đảng viên").format(
        cells=count_text(cells), members=count_text(members)
    )
    said = {
        UnitAct.FOUND: (
            _("Thành lập {new} dưới {name} từ ngày {day}.").format(new=wish.name, name=name, day=day),
            _("Đơn vị mới chưa có người; đảng viên đến bằng chuyển sinh hoạt hoặc hợp nhất."),
        ),
        UnitAct.RENAME: (
            _("Từ ngày {day}, {name} mang tên {new}.").format(day=day, name=name, new=wish.name),
            _("Xem sổ của những ngày trước vẫn thấy tên cũ."),
        ),
        UnitAct.MOVE: (
            _("Từ ngày {day}, {name} trực thuộc {into}.").format(day=day, name=name, into=into),
            _("Đi theo: {carried}. Sinh hoạt đảng của từng người giữ nguyên.").format(carried=carried),
        ),
        UnitAct.MERGE: (
            _("Từ ngày {day}, {name} thôi hoạt động, nhập vào {into}.").format(day=day, name=name, into=into),
            _("Đi theo: {carried}; ghi là “do sắp xếp tổ chức”, không phải chuyển sinh hoạt.").format(
                carried=carried
            ),
            _("{into} giữ sổ cũ của {name}: xem và làm tiếp được, không cộng vào số liệu.").format(
                into=into, name=name
            ),
            _("Chức vụ đang giữ ở {name} phải ghi thôi giữ riêng.").format(name=name),
        ),
        UnitAct.DISSOLVE: (
            _("Từ ngày {day}, {name} thôi hoạt động; {into} giữ sổ cũ.").format(
                day=day, name=name, into=into
            ),
        ),
    }
    return Outcome(said[wish.act], counts={"cells": cells, "members": members})


def _below(unit: Node, on: date) -> tuple[int, int]:
    """Cells and members in the unit at the end of the day before."""
    before = date.fromordinal(max(on.toordinal() - 1, 1))
    within = tree().within(unit.id, before)
    cells = sum(tree().nodes[key].kind == CELL for key in within)
    spells = Membership.objects.home().filter(Membership.standing(before), unit_id__in=sorted(within))
    return cells, spells.count()


def _refusal(wish: Wish) -> str:
    checks = {
        UnitAct.FOUND: _no_founding,
        UnitAct.RENAME: _no_renaming,
        UnitAct.MOVE: _no_moving,
        UnitAct.MERGE: _no_merging,
        UnitAct.DISSOLVE: _no_dissolving,
    }
    if wish.unit.until != FOREVER:
        return _("Đơn vị này đã thôi hoạt động.")
    if wish.act in (UnitAct.MOVE, UnitAct.MERGE, UnitAct.DISSOLVE) and wish.on > book_day():
        return _("Ngày {day} chưa đến; sổ chỉ ghi việc đã có hiệu lực.").format(day=day_text(wish.on))
    return checks[wish.act](wish)


def _no_founding(wish: Wish) -> str:
    if wish.code in tree().codes:
        return _("Mã đơn vị {code} đã có trong sổ.").format(code=wish.code)
    if wish.unit.kind not in UNDER.get(wish.kind, ()):
        return _("{kind} không đứng trực tiếp dưới {above}.").format(
            kind=first_upper(KINDS.get(wish.kind, wish.kind)),
            above=KINDS.get(wish.unit.kind, wish.unit.kind),
        )
    if wish.on < wish.unit.since:
        return _("Ngày {day} đơn vị cấp trên chưa thành lập.").format(day=day_text(wish.on))
    return ""


def _no_renaming(wish: Wish) -> str:
    return _("Tên mới giống tên đang dùng.") if wish.name == tree().name(wish.unit.id) else too_early(wish)


def _no_moving(wish: Wish) -> str:
    if wish.into is None or wish.into.kind not in UNDER.get(wish.unit.kind, ()):
        return _("Chọn đơn vị cấp trên đúng loại.")
    if wish.into.id in tree().within(wish.unit.id, wish.on):
        return _("Không chuyển một đơn vị về dưới chính nó.")
    if tree().parent(wish.unit.id, wish.on) == wish.into.id:
        return _("Đơn vị này đang trực thuộc {into}.").format(into=tree().name(wish.into.id))
    return _not_standing(wish.into, wish.on) or too_early(wish)


def _no_merging(wish: Wish) -> str:
    if wish.into is None or wish.into.kind != wish.unit.kind or wish.into.id == wish.unit.id:
        return _("Chọn một đơn vị khác cùng loại để nhập vào.")
    return _not_standing(wish.into, wish.on) or too_early(wish) or _moved_since(wish)


def _no_dissolving(wish: Wish) -> str:
    if wish.into is None or wish.into.id == wish.unit.id:
        return _("Chọn đơn vị giữ sổ cũ.")
    if wish.into.kind != wish.unit.kind and wish.into.id not in tree().ancestors(wish.unit.id, wish.on):
        return _("Sổ cũ do đơn vị cấp trên hoặc một đơn vị cùng loại giữ.")
    if tree().children(wish.unit.id, wish.on):
        return _("Còn tổ chức trực thuộc: chuyển các tổ chức đó đi trước rồi mới giải thể.")
    staying = Membership.objects.home().filter(unit_id=wish.unit.id, until__gt=wish.on).count()
    if staying:
        return _("Còn {count} đảng viên: chuyển sinh hoạt cho các đồng chí trước rồi mới giải thể.").format(
            count=count_text(staying)
        )
    return _not_standing(wish.into, wish.on) or too_early(wish)


def _not_standing(into: Node, on: date) -> str:
    """Why the unit named cannot take anything over on the day: it does not exist then, or has ended since."""
    if not into.stands(on):
        return _("Ngày {day}, {into} không hoạt động.").format(day=day_text(on), into=tree().name(into.id))
    if into.until != FOREVER:
        return _("{into} đã thôi hoạt động từ {day}.").format(
            into=tree().name(into.id), day=day_text(into.until)
        )
    return ""


def too_early(wish: Any) -> str:
    """The day must follow the first day of the unit's present name and place; empty when it does."""
    standing = tree()
    begun = [
        spells[-1][0] for spells in (standing.names[wish.unit.id], standing.parents[wish.unit.id]) if spells
    ]
    latest = max(begun, default=date.min)
    if wish.on > latest:
        return ""
    return _("Ngày có hiệu lực phải sau ngày {day}, là ngày bắt đầu của ghi chép trước.").format(
        day=day_text(latest)
    )


def _moved_since(wish: Wish) -> str:
    """A merged cell's members are carried as they stood on the day; later movements would be cut through."""
    home = Membership.objects.filter(unit_id=wish.unit.id)
    later = home.filter(since__gte=wish.on) | home.filter(until__gt=wish.on, until__lt=FOREVER)
    if count := later.count():
        return _(
            "Từ ngày {day} đã ghi {count} biến động đảng viên ở đây: chọn ngày sau các biến động đó."
        ).format(day=day_text(wish.on), count=count_text(count))
    return ""


def perform(wish: Wish, actor: Actor) -> Unit:
    """Take the act with all it carries, in one transaction; Refused in words when it may not be taken."""
    if not actor.may(WRITE):
        raise Refused(_("Chức vụ hiện nay của đồng chí không làm được việc này."))
    with transaction.atomic():
        wish, units = _held(wish)
        if why := _refusal(wish):
            raise Refused(why)
        unit = units[wish.unit.id]
        if wish.act == UnitAct.FOUND:
            return _found(wish, unit, actor)
        if wish.act == UnitAct.RENAME:
            acts.rename(unit, wish.name, wish.on, decision=wish.decision, actor=actor)
            return unit
        assert wish.into is not None, "these acts name another unit"  # noqa: S101
        into = units[wish.into.id]
        if wish.act == UnitAct.MOVE:
            acts.move(unit, into, wish.on, decision=wish.decision, actor=actor)
        elif wish.act == UnitAct.MERGE:
            acts.merge([unit], into, wish.on, decision=wish.decision, actor=actor)
            end_cell(unit, wish.on, wish.decision, actor)
            carry(Membership.objects.filter(unit=unit, until=FOREVER), into, wish.on, wish.decision, actor)
            carry_tasks(unit, into, wish.on, decision=wish.decision, actor=actor)
        else:
            acts.dissolve(unit, into, wish.on, decision=wish.decision, actor=actor)
            end_cell(unit, wish.on, wish.decision, actor)
            carry_tasks(unit, into, wish.on, decision=wish.decision, actor=actor)
    return unit


def _held(wish: Wish) -> tuple[Wish, dict[int, Unit]]:
    """The units of the wish, locked in one order, and the wish with them as they are now."""
    named = [node.id for node in (wish.unit, wish.into) if node]
    units = {unit.pk: unit for unit in Unit.objects.select_for_update().filter(pk__in=named).order_by("pk")}
    forget_tree()
    into = tree().nodes[wish.into.id] if wish.into else None
    return replace(wish, unit=tree().nodes[wish.unit.id], into=into), units


def _found(wish: Wish, parent: Unit, actor: Actor) -> Unit:
    made = acts.found(acts.Founding(wish.code, wish.kind, wish.name, parent, wish.on, wish.decision), actor)
    if wish.kind == CELL:
        entry = made.acts.get(kind=UnitAct.FOUND).entry
        Cell.objects.create(unit=made, kind=wish.cell_kind or "other", since=wish.on, entry=entry)
    return made
