"""A month's list of a cell as it would be drawn up: who is on it, by which rate, and what each owes."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy

from soxa.kernel.preferences import Preference, declare, value_of
from soxa.kernel.request_memo import held_reading
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
    base: int | None
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
    found = Grounds.read(units, month, month, members=members).reckoned(month)
    return {unit_id: [one.line(month) for one in lines] for unit_id, lines in found.items()}


@dataclass(frozen=True)
class Drift:
    """How a cell's list of a month differs from who was at home there on the first of it.

    `gone`: lines not paid, of members at home elsewhere or nowhere; `late`: lines to come, unsaved; `elsewhere`: lines
    of members at home here that were paid on another cell's list, where they stay.
    """

    gone: list[DuesLine]
    late: list[DuesLine]
    elsewhere: list[DuesLine]


def drift_of(unit_id: int, month: date, held: Collection[DuesLine]) -> Drift:
    """How the lines `held` of a cell's list have drifted; one query where they have not. LookupError as `lines_of`."""
    at_home: Any = Membership.objects.home().filter(Membership.standing(month), unit_id=unit_id)
    here = set(at_home.values_list("member_id", flat=True))
    missing = here - {one.member_id for one in held}
    gone = [one for one in held if one.paid_on is None and one.member_id not in here]
    if not missing:
        return Drift(gone, [], [])
    paid: Any = DuesLine.objects.filter(
        month=month, member_id__in=at_home.values("member_id"), paid_on__isnull=False
    )
    elsewhere = list(paid.exclude(unit_id=unit_id).select_related("member__person").order_by("name_key"))
    missing -= {one.member_id for one in elsewhere}
    late = lines_of([unit_id], month, members=missing).get(unit_id, []) if missing else []
    return Drift(gone, late, elsewhere)


@dataclass(frozen=True, slots=True)
class Reckoned:
    """One member's place on a month's list: who, by which rate, what is owed, and whether later payment was granted."""

    spell: Membership
    kind: str
    due: Due
    excused: bool

    def line(self, month: date) -> DuesLine:
        """As an unsaved line."""
        return DuesLine(
            unit_id=self.spell.unit_id,
            month=month,
            member=self.spell.member,
            name_key=self.spell.name_key,
            kind=self.kind,
            due=self.due.amount,
            free=self.due.free,
            lacks=self.due.lacks,
            excused=self.excused,
        )


@dataclass(frozen=True)
class Grounds:
    """What the dues of some cells hang on from one month to another, read once; a base is opened once for all of them."""

    spells: list[Membership]
    kinds: dict[int, list[DuesCategory]]
    eased: dict[int, list[DuesRelief]]
    bases: dict[int, int | None]

    @classmethod
    def read(
        cls, units: Iterable[int], first: date, last: date, *, members: Iterable[int] | None = None
    ) -> "Grounds":
        """Of the cells `units`, for the months from `first` to `last`; in three queries."""
        over = Q(since__lte=last, until__gt=first)
        wanted: Any = Membership.objects.home().filter(over, unit_id__in=sorted(units))
        if members is not None:
            wanted = wanted.filter(member_id__in=sorted(members))
        who = wanted.values("member_id")
        kinds: dict[int, list[DuesCategory]] = defaultdict(list)
        for category in DuesCategory.objects.filter(over, member_id__in=who):
            kinds[category.member_id].append(category)
        eased: dict[int, list[DuesRelief]] = defaultdict(list)
        for relief in DuesRelief.objects.filter(over, member_id__in=who):
            eased[relief.member_id].append(relief)
        opened = {one.pk: open_text(one.base_sealed, BASE) for found in kinds.values() for one in found}
        return cls(
            list(wanted.select_related("member__person").order_by("name_key", "pk")),
            kinds,
            eased,
            {key: int(base) if base else None for key, base in opened.items()},
        )

    def reckoned(self, month: date, units: Collection[int] | None = None) -> dict[int, list[Reckoned]]:
        """Who is on the list of a month and owes what, by unit, of all cells or some; one query. LookupError as `lines_of`."""
        here = [
            one
            for one in self.spells
            if one.since <= month < one.until and (units is None or one.unit_id in units)
        ]
        outside = outside_of((one.member_id for one in here), last_day(month))
        with held_reading():
            setups = {unit_id: Setup.of(unit_id, month) for unit_id in {one.unit_id for one in here}}
        found: dict[int, list[Reckoned]] = defaultdict(list)
        for spell in here:
            key = spell.member_id
            category = next((one for one in self.kinds.get(key, ()) if one.since <= month < one.until), None)
            base = self.bases[category.pk] if category else None
            reliefs = [one for one in self.eased.get(key, ()) if one.since <= month < one.until]
            ground = _Ground(category, base, reliefs, setups[spell.unit_id], outside.get(key, 0))
            excused = any(one.kind == DuesRelief.DELAYED for one in reliefs)
            due = _due(spell.member, month, ground)
            found[spell.unit_id].append(Reckoned(spell, category.kind if category else "", due, excused))
        return dict(found)


def _due(member: Member, month: date, ground: _Ground) -> Due:
    person, category = member.person, ground.category
    payer = Payer(
        kind=category.kind if category else "",
        base=ground.base,
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
