"""Who reaches a badge in which award round: computed from the dates on file, held against the badges already written down."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import Coalesce, Mod
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.fields import PartialDateField, day_number
from soxa.kernel.page import day_text
from soxa.kernel.preferences import Preference, declare
from soxa.kernel.units.tree import tree
from soxa.law.acts import HD_01
from soxa.law.partial import PartialDate
from soxa.law.party_badges import BADGE_EARLY_ILL_HIGH, BADGE_EARLY_POSTHUMOUS
from soxa.law.periods import FOREVER, add_months
from soxa.party.badges.models import Badge, TimeOutside
from soxa.party.badges.outside import Spells, spells_outside
from soxa.party.badges.rules import (
    ILL,
    POSTHUMOUS,
    days_outside,
    due_on,
    early_from,
    first_round,
    full_on,
    levels,
    round_before,
    rounds_between,
)
from soxa.party.models import Membership

AHEAD_MONTHS = 24
LEAD_DAYS = declare(
    Preference(
        "party.badge_lead_days",
        gettext_lazy("Nhắc lập danh sách đề nghị tặng Huy hiệu Đảng trước đợt trao (ngày)"),
        90,
        kind="number",
        help=gettext_lazy("Theo thời gian cấp trên cần để xét; tính lùi từ ngày trao."),
        cite=HD_01.at("mục 18"),
        confirmed=False,
    )
)
HERE, AWAY, DEAD, CAME = "here", "away", "dead", "came"
KINDS: dict[str, Any] = {
    HERE: "",
    AWAY: gettext_lazy("đã chuyển đi sau khi đủ năm: nơi cũ xét"),
    DEAD: gettext_lazy("đã từ trần: xét truy tặng"),
    CAME: gettext_lazy("đủ năm trước khi chuyển đến: nơi chuyển đi xét"),
}
_FIELDS = (
    "member_id",
    "unit_id",
    "since",
    "until",
    "opened_by",
    "closed_by",
    "name_key",
    "member__decision_on",
    "member__admitted_on",
    "member__recognised_on",
    "member__person__full_name",
)


@dataclass(frozen=True)
class Due:
    """One member and one level: when it is full, in which round it is given, and what the book has written of it."""

    member_id: int
    name: str
    name_key: str
    unit_id: int
    start: PartialDate
    by_decision: bool
    outside: int
    level: int
    due_on: date
    round_on: date
    kind: str = HERE
    badge_id: int | None = None
    state: str = ""

    @property
    def proposable(self) -> bool:
        """Whether it may be proposed here: nothing is written yet, and this organisation is the one that considers it."""
        return self.badge_id is None and self.kind != CAME

    @property
    def cell(self) -> str:
        """The cell that answers for the member."""
        return tree().name(self.unit_id)

    @property
    def note(self) -> str:
        """What is out of the ordinary: time outside, a missing decision, one who moved or died."""
        said = [str(KINDS[self.kind])]
        if not self.by_decision:
            said.append(_("hồ sơ không có quyết định kết nạp, tính từ ngày vào Đảng"))
        if self.outside:
            said.append(_("trừ {days} ngày không sinh hoạt Đảng").format(days=self.outside))
        return "; ".join(one for one in said if one)


def coming_rounds(today: date) -> tuple[date, ...]:
    """Award rounds from today to the end of the next two years."""
    return rounds_between(today, add_months(today, AHEAD_MONTHS))


def reached(reader: Any, today: date, *, after: date, until: date, unit: int | None = None) -> list[Due]:
    """Levels full after one day and up to another, by members in sight (of one unit, when asked); three questions.

    In sight are members here now, those who moved away once the years were full, and those who died since `after`.
    """
    here, dead = Membership.standing(today), Q(closed_by=Membership.DIED, until__gt=after, until__lte=today)
    away = Q(closed_by=Membership.TRANSFERRED_OUT, until__gt=after, until__lte=today)
    longest = add_months(until, BADGE_EARLY_POSTHUMOUS.count_on(today))
    full = (here | away) & _of_years(after, until, today) | dead & _of_years(after, longest, today)
    spells = _spells(reader, unit).filter(
        full | (here | away | dead) & Q(member_id__in=TimeOutside.objects.values("member_id"))
    )
    rows = list(spells.order_by("name_key", "pk").values(*_FIELDS))
    outside = spells_outside({row["member_id"] for row in rows}, today)
    found = [
        due for row in rows for due in _dues(row, outside.get(row["member_id"], []), after, until, today)
    ]
    return _with_badges(_once(found))


def _spells(reader: Any, unit: int | None) -> Any:
    seen: Any = Membership.objects.seen_by(reader)
    found = seen.home().exclude(member__recognised_on=None).annotate(start=_start())
    if unit is not None:
        found = found.filter(unit_id__in=sorted(tree().seen_from(unit)))
    return found


def _start() -> Coalesce:
    return Coalesce("member__decision_on", "member__admitted_on", output_field=PartialDateField())


def _of_years(after: date, until: date, today: date) -> Q:
    """Decisions from which some level becomes full in the span; a day more on either side, for 29 February."""
    wanted = Q(pk__in=[])
    for level in levels(today):
        first, last = add_months(after, -12 * level), add_months(until, -12 * level)
        wanted |= Q(start__gte=day_number(first), start__lte=day_number(last) + 1)
    return wanted


def _dues(row: dict[str, Any], outside: Spells, after: date, until: date, today: date) -> Iterator[Due]:
    start = row["member__decision_on"] or row["member__admitted_on"]
    if start is None or start.exact is None:
        return
    for level in levels(today):
        full = full_on(start.exact, level, outside)
        kind = _kind(row, full, (after, until), today)
        if not kind:
            continue
        yield Due(
            member_id=row["member_id"],
            name=row["member__person__full_name"],
            name_key=row["name_key"],
            unit_id=row["unit_id"],
            start=start,
            by_decision=row["member__decision_on"] is not None,
            outside=days_outside(outside, full),
            level=level,
            due_on=full,
            round_on=first_round(row["until"] if kind == DEAD else full),
            kind=kind,
        )


def _kind(row: dict[str, Any], full: date, span: tuple[date, date], today: date) -> str:
    """How the member stands to this organisation on the day his years are full; empty when it is not its matter."""
    after, until = span
    if row["closed_by"] == Membership.DIED:
        in_time = after < full and early_from(full, 0, POSTHUMOUS, today) <= row["until"]
        return DEAD if in_time else ""
    if not after < full <= until:
        return ""
    if row["until"] == FOREVER:
        came_full = row["opened_by"] == Membership.TRANSFERRED_IN and row["since"] > full
        return CAME if came_full else HERE
    return AWAY if full <= row["until"] else ""


def _once(found: Iterable[Due]) -> list[Due]:
    """Each member and level once: one who came back is here."""
    kept: dict[tuple[int, int], Due] = {}
    for due in found:
        key = (due.member_id, due.level)
        if key not in kept or due.kind in (HERE, CAME):
            kept[key] = due
    return sorted(kept.values(), key=lambda due: (due.round_on, -due.level, due.name_key, due.member_id))


def _with_badges(found: list[Due]) -> list[Due]:
    rows = Badge.objects.filter(member_id__in={due.member_id for due in found}).exclude(state=Badge.DECLINED)
    written = {
        (member_id, level): (pk, state)
        for pk, member_id, level, state in rows.values_list("pk", "member_id", "level", "state")
    }
    return [
        replace(due, badge_id=key[0], state=key[1])
        if (key := written.get((due.member_id, due.level)))
        else due
        for due in found
    ]


def of_round(reader: Any, round_on: date, today: date, unit: int | None = None) -> list[Due]:
    """Whose level is given in one round, proposed or not; without those already given it early."""
    found = reached(reader, today, after=round_before(round_on), until=round_on, unit=unit)
    return [due for due in found if due.round_on == round_on]


def maybe_early(reader: Any, round_on: date, today: date, unit: int | None = None) -> list[Due]:
    """Whose level is not full by the round, but may be given in it to one who is gravely ill; nothing written yet."""
    until = add_months(round_on, BADGE_EARLY_ILL_HIGH.count_on(round_on))
    found = reached(reader, today, after=round_on, until=until, unit=unit)
    return [
        due
        for due in found
        if due.kind == HERE
        and due.badge_id is None
        and early_from(due.due_on, due.level, ILL, round_on) <= round_on
    ]


def without_day(reader: Any, today: date, unit: int | None = None) -> Any:
    """Official members here whose decision (or admission) is not known to the day, so that no level can be computed."""
    rows = _spells(reader, unit).filter(Membership.standing(today))
    lacking = Q(start=None) | Q(days=0)
    return rows.annotate(days=Mod(F("start"), 100)).filter(lacking).order_by("name_key", "pk")


def unwritten(reader: Any, today: date, unit: int | None = None) -> Any:
    """Spells of members here whose years were full by the last round, and of whom the book has no badge of that level."""
    last = max(rounds_between(add_months(today, -12), today))
    rows = (
        _spells(reader, unit)
        .filter(Membership.standing(today))
        .exclude(member_id__in=TimeOutside.objects.values("member_id"))
    )
    due = Case(*(
        When(start__lte=day_number(add_months(last, -12 * level)), then=Value(level)) for level in reversed(levels(today))
    ))  # fmt: skip
    held = Badge.objects.filter(member_id=OuterRef("member_id"), level=OuterRef("due"))
    lacking = ~Exists(held.exclude(state=Badge.DECLINED))
    return rows.annotate(due=due).filter(lacking, due__isnull=False).order_by("unit_id", "name_key", "pk")


def level_of(start: PartialDate, today: date) -> int | None:
    """The highest level full by the last round; None below the lowest, or where the day is not known."""
    if start.exact is None:
        return None
    last = max(rounds_between(add_months(today, -12), today))
    full = [level for level in levels(today) if due_on(start.exact, level) <= last]
    return full[-1] if full else None


def round_words(round_on: date) -> str:
    """A round as offices call it: "đợt 03/02/2027"."""
    return _("đợt {day}").format(day=day_text(round_on))


def late(reader: Any, today: date, members: Iterable[int]) -> list[Due]:
    """Those among these members whom the book lacks a badge of, as of the coming round: proposed late."""
    rows = unwritten(reader, today).filter(member_id__in=list(members))
    coming = coming_rounds(today)[0]
    found = []
    for row in rows.values(*_FIELDS):
        start = row["member__decision_on"] or row["member__admitted_on"]
        if level := level_of(start, today):
            full = due_on(start.exact, level)
            for due in _dues(row, [], add_months(full, -1), full, today):
                found.append(replace(due, round_on=coming))
    return _with_badges(found)
