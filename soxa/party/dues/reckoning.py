"""A month's list of a cell as it would be drawn up: who is on it, by which rate, and what each owes."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy

from soxa.kernel.preferences import Preference, declare, value_of
from soxa.kernel.sealed import open_text
from soxa.kernel.units.tree import tree
from soxa.law.acts import ND_293, QD_01_DUES
from soxa.law.dues import REGIONS
from soxa.party.badges.outside import outside_of
from soxa.party.dues.models import DuesCategory, DuesLine, DuesRelief
from soxa.party.dues.rules import Due, Payer, due_for, last_day
from soxa.party.models import Member, Membership

REGION = declare(
    Preference(
        "party.dues_wage_region",
        gettext_lazy("Vùng lương tối thiểu của xã"),
        "",
        kind="choice",
        help=gettext_lazy(
            "Đảng phí của đảng viên không hưởng lương hưu, không đóng bảo hiểm xã hội tính theo lương tối thiểu của vùng này."
        ),
        cite=ND_293.at("Phụ lục"),
        confirmed=False,
        choices=(("", gettext_lazy("chưa chọn")), *((one, one) for one in REGIONS)),
    )
)
NEAREST = declare(
    Preference(
        "party.dues_nearest",
        gettext_lazy("Làm tròn đảng phí đến"),
        "1",
        kind="choice",
        help=gettext_lazy("Chưa thấy văn bản nói về làm tròn, nên mặc định giữ đến đồng."),
        cite=QD_01_DUES.at(""),
        confirmed=False,
        choices=(
            ("1", gettext_lazy("đồng")),
            ("100", gettext_lazy("trăm đồng")),
            ("1000", gettext_lazy("nghìn đồng")),
        ),
    )
)
BASE = "dues_base"
"""The purpose under which wages, allowances and pensions are sealed."""


@dataclass(frozen=True)
class Setup:
    """What a unit's dues hang on beside its members: the wage region and the rounding."""

    region: str
    nearest: int

    @classmethod
    def of(cls, unit_id: int, month: date) -> "Setup":
        """In force for a unit in a month; the nearest unit above that has set it decides."""
        region = value_of(REGION, nearest_first(unit_id, month), last_day(month))
        return cls(region, int(value_of(NEAREST, on=last_day(month))))


def nearest_first(unit_id: int, month: date) -> tuple[int, ...]:
    """The unit and those around it in a month, the innermost first: where a setting is looked for."""
    standing = tree()
    around = standing.ancestors(unit_id, month)
    return tuple(sorted(around, key=lambda up: len(standing.ancestors(up, month)), reverse=True))


@dataclass(frozen=True)
class _Ground:
    """What one member's dues of a month hang on, beside his record."""

    category: DuesCategory | None
    reliefs: list[DuesRelief]
    setup: Setup
    outside: int


def lines_of(
    units: Iterable[int], month: date, *, members: Iterable[int] | None = None
) -> dict[int, list[DuesLine]]:
    """Unsaved lines by unit, in the order of names, in four queries: members at home there on the first of the month.

    So one who moves pays that month where he was, and one who comes during a month pays from the next. LookupError in
    words for a month before the first rates.
    """
    wanted: Any = Membership.objects.home().filter(Membership.standing(month), unit_id__in=sorted(units))
    if members is not None:
        wanted = wanted.filter(member_id__in=sorted(members))
    spells = list(wanted.select_related("member__person").order_by("name_key", "pk"))
    who = wanted.values("member_id")
    standing: Any = DuesCategory.objects.filter(DuesCategory.standing(month), member_id__in=who)
    kinds = {one.member_id: one for one in standing}
    eased: dict[int, list[DuesRelief]] = defaultdict(list)
    for one in DuesRelief.objects.filter(DuesRelief.standing(month), member_id__in=who):
        eased[one.member_id].append(one)
    outside = outside_of((one.member_id for one in spells), last_day(month))
    setups = {unit_id: Setup.of(unit_id, month) for unit_id in {one.unit_id for one in spells}}
    found: dict[int, list[DuesLine]] = defaultdict(list)
    for spell in spells:
        key = spell.member_id
        ground = _Ground(kinds.get(key), eased[key], setups[spell.unit_id], outside.get(key, 0))
        found[spell.unit_id].append(_line(spell, month, ground))
    return dict(found)


def _line(spell: Membership, month: date, ground: _Ground) -> DuesLine:
    due = _due(spell.member, month, ground)
    return DuesLine(
        unit_id=spell.unit_id,
        month=month,
        member=spell.member,
        name_key=spell.name_key,
        kind=ground.category.kind if ground.category else "",
        due=due.amount,
        free=due.free,
        lacks=due.lacks,
        excused=any(one.kind == DuesRelief.DELAYED for one in ground.reliefs),
    )


def _due(member: Member, month: date, ground: _Ground) -> Due:
    person, category = member.person, ground.category
    base = open_text(category.base_sealed, BASE) if category else ""
    payer = Payer(
        kind=category.kind if category else "",
        base=int(base) if base else None,
        sex=person.sex,
        born=person.born,
        decision=member.decision_on,
        admitted=member.admitted_on,
        recognised=member.recognised_on,
        outside=ground.outside,
        region=ground.setup.region,
        off=max((one.percent for one in ground.reliefs), default=0),
        free=any(one.kind == DuesRelief.FREE for one in ground.reliefs),
    )
    return due_for(payer, month, to_nearest=ground.setup.nearest)
