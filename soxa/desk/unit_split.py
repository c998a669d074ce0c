"""A unit split: some of its members, or of the units below it, go to new units beside it; it goes on, or ends."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from soxa.desk.unit_acts import CELL, WRITE, Outcome, too_early
from soxa.desk.unit_carried import carry, end_cell
from soxa.kernel.access import Actor
from soxa.kernel.flow import Refused
from soxa.kernel.models import Unit
from soxa.kernel.page import day_text
from soxa.kernel.preferences import book_day
from soxa.kernel.units import acts
from soxa.kernel.units.tree import Node, forget_tree, tree
from soxa.law.numbers import count_text
from soxa.law.party import CELL_MINIMUM
from soxa.law.periods import FOREVER
from soxa.party.models import Cell, Membership
from soxa.party.rules import is_official
from soxa.tasks.flow import carry as carry_tasks

SPLITS = (CELL, "base")
STAYS = 0


@dataclass(frozen=True)
class SplitWish:
    """What is asked: the new units as (code, name), and for each row the number of the part it goes to, from 1; 0 stays.

    `keeper`: the number of the part that keeps the old books, 0 for the unit above; None when the unit goes on.
    """

    unit: Node
    on: date
    decision: str
    parts: tuple[tuple[str, str], ...]
    goes: dict[int, int] = field(default_factory=dict)
    keeper: int | None = None

    @property
    def ends(self) -> bool:
        """Whether the unit ends with the split."""
        return self.keeper is not None


@dataclass(frozen=True)
class SplitRow:
    """What may go to a part: a spell of a member, or a unit below; its key, name and small print."""

    key: int
    name: str
    about: str
    official: bool = False
    home: bool = True


def rows_of(unit: Node, on: date) -> list[SplitRow]:
    """Members of a cell in order of name, or the units directly below, as they stand now."""
    if unit.kind != CELL:
        return [
            SplitRow(node.id, tree().name(node.id), node.code)
            for node in tree().children(unit.id, book_day())
        ]
    spells: Any = Membership.objects.filter(unit_id=unit.id, until=FOREVER).select_related("member__person")
    return [_row(spell, on) for spell in spells.order_by("-kind", "name_key", "pk")]


def _row(spell: Membership, on: date) -> SplitRow:
    person, home = spell.member.person, spell.kind == Membership.HOME
    official = home and is_official(spell.member.recognised_on, on)
    born = person.born.text() if person.born else _("chưa ghi ngày sinh")
    stands = _("chính thức") if official else _("dự bị") if home else _("đến sinh hoạt tạm thời")
    return SplitRow(spell.pk, person.full_name, f"{born} · {stands}", official, home)


def outcome(wish: SplitWish) -> Outcome:
    """What the split would do; nothing is written."""
    if why := refusal(wish):
        return Outcome(refusal=why)
    name, day, rows = tree().name(wish.unit.id), day_text(wish.on), rows_of(wish.unit, wish.on)
    parts = ", ".join(part[1] for part in wish.parts)
    said = [_("Từ ngày {day}, {name} chia, tách thành: {parts}.").format(day=day, name=name, parts=parts)]
    for number, (_code, title) in enumerate(wish.parts, 1):
        said.append(_comes(wish, title, [row for row in rows if wish.goes.get(row.key) == number]))
    if wish.ends:
        said.append(
            _(
                "{name} thôi hoạt động; {keeper} giữ sổ cũ, xem và làm tiếp được, không cộng vào số liệu."
            ).format(name=name, keeper=_keeper_name(wish))
        )
        said.append(_("Chức vụ đang giữ ở {name} phải ghi thôi giữ riêng.").format(name=name))
    else:
        staying = [row for row in rows if wish.goes.get(row.key, STAYS) == STAYS]
        said.append(_comes(wish, name, staying, stays=True))
    said.append(_("Ghi là “do sắp xếp tổ chức”, không phải chuyển sinh hoạt."))
    return Outcome(tuple(said))


def _comes(wish: SplitWish, name: str, rows: list[SplitRow], *, stays: bool = False) -> str:
    if wish.unit.kind != CELL:
        return _("{name}: {count} tổ chức trực thuộc.").format(name=name, count=count_text(len(rows)))
    least = CELL_MINIMUM.count_on(wish.on)
    official = sum(row.official for row in rows)
    counted = count_text(sum(row.home for row in rows))
    words = _("{name}: còn {count} đảng viên.") if stays else _("{name}: {count} đảng viên.")
    said = words.format(name=name, count=counted)
    if official < least:
        said += " " + _("Mới có {official} đảng viên chính thức, Điều lệ đòi ít nhất {least}.").format(
            official=count_text(official), least=count_text(least)
        )
    return said


def _keeper_name(wish: SplitWish) -> str:
    above = tree().parent(wish.unit.id, wish.on)
    return wish.parts[wish.keeper - 1][1] if wish.keeper else tree().name(above)


def refusal(wish: SplitWish) -> str:
    """Why the split may not be taken; empty when it may."""
    if wish.unit.until != FOREVER:
        return _("Đơn vị này đã thôi hoạt động.")
    if wish.unit.kind not in SPLITS:
        return _("Sổ chia, tách được chi bộ và đảng bộ cơ sở.")
    if wish.on > book_day():
        return _("Ngày {day} chưa đến; sổ chỉ ghi việc đã có hiệu lực.").format(day=day_text(wish.on))
    return _no_parts(wish) or too_early(wish) or _no_sharing(wish) or _moved_since(wish)


def _no_parts(wish: SplitWish) -> str:
    codes, names = [part[0] for part in wish.parts], [part[1].casefold() for part in wish.parts]
    if not wish.parts or (wish.ends and len(wish.parts) < 2):
        return _("Chia thì ít nhất hai đơn vị mới; tách thì ít nhất một.")
    if any(not code for code in codes) or any(not name for name in names):
        return _("Mỗi đơn vị mới phải có cả tên và mã.")
    if len(set(codes)) < len(codes) or len(set(names)) < len(names):
        return _("Các đơn vị mới phải khác nhau cả tên và mã.")
    taken = [code for code in codes if code in tree().codes]
    if taken:
        return _("Mã đơn vị {code} đã có trong sổ.").format(code=taken[0])
    return ""


def _no_sharing(wish: SplitWish) -> str:
    rows = rows_of(wish.unit, wish.on)
    known, last = {row.key for row in rows}, len(wish.parts)
    if not set(wish.goes) <= known or not all(0 <= number <= last for number in wish.goes.values()):
        return _("Danh sách đã thay đổi từ lúc mở trang: xem lại và phân lại.")
    unshared = [row.name for row in rows if wish.goes.get(row.key, STAYS) == STAYS]
    if wish.ends and unshared:
        return _("Còn {count} dòng chưa phân về đơn vị mới, đầu tiên là {name}.").format(
            count=count_text(len(unshared)), name=unshared[0]
        )
    return ""


def _moved_since(wish: SplitWish) -> str:
    """Members are carried as they stood on the day; later movements would be cut through."""
    spells = Membership.objects.filter(unit_id=wish.unit.id)
    if not wish.ends:
        spells = spells.filter(pk__in=_going(wish)) if wish.unit.kind == CELL else spells.none()
    later = spells.filter(since__gte=wish.on) | spells.filter(until__gt=wish.on, until__lt=FOREVER)
    if count := later.count():
        return _(
            "Từ ngày {day} đã ghi {count} biến động đảng viên ở đây: chọn ngày sau các biến động đó."
        ).format(day=day_text(wish.on), count=count_text(count))
    return ""


def _going(wish: SplitWish) -> list[int]:
    return [key for key, number in wish.goes.items() if number != STAYS]


def perform(wish: SplitWish, actor: Actor) -> list[Unit]:
    """Split the unit, in one transaction; the new units. Refused in words when it may not be."""
    if not actor.may(WRITE):
        raise Refused(_("Chức vụ hiện nay của đồng chí không làm được việc này."))
    with transaction.atomic():
        unit = Unit.objects.select_for_update().get(pk=wish.unit.id)
        forget_tree()
        held = SplitWish(tree().nodes[unit.pk], wish.on, wish.decision, wish.parts, wish.goes, wish.keeper)
        if why := refusal(held):
            raise Refused(why)
        made = _split(held, unit, actor)
        if held.ends:
            into = made[held.keeper - 1] if held.keeper else _above(made[0])
            end_cell(unit, held.on, held.decision, actor)
            carry_tasks(unit, into, held.on, decision=held.decision, actor=actor)
    return made


def _split(wish: SplitWish, unit: Unit, actor: Actor) -> list[Unit]:
    shares = [[key for key, to in wish.goes.items() if to == part] for part in range(1, len(wish.parts) + 1)]
    below = {one.pk: one for one in Unit.objects.filter(pk__in=_going(wish))} if unit.kind != CELL else {}
    parts = [
        acts.Part(code, name, [below[key] for key in share if key in below])
        for (code, name), share in zip(wish.parts, shares, strict=True)
    ]
    keeper = None
    if wish.ends:
        above = tree().parent(unit.pk, wish.on)
        keeper = wish.parts[wish.keeper - 1][0] if wish.keeper else tree().nodes[above or 0].code
    made = acts.split(unit, parts, wish.on, keeper=keeper, decision=wish.decision, actor=actor)
    if unit.kind == CELL:
        kept = _kept_by_parts(unit)
        for one, share in zip(made, shares, strict=True):
            entry = one.acts.get().entry
            Cell.objects.create(unit=one, since=wish.on, entry=entry, **kept)
            carry(Membership.objects.filter(pk__in=share), one, wish.on, wish.decision, actor)
    return made


def _kept_by_parts(unit: Unit) -> dict[str, Any]:
    """What the parts of a cell are as the whole was; the consent to its size was given to the whole alone."""
    fields = ("kind", "branch", "grassroots")
    return Cell.objects.filter(unit=unit).values(*fields).first() or {"kind": "other"}


def _above(part: Unit) -> Unit:
    return Unit.objects.get(pk=tree().parent(part.pk, part.since) or 0)
