"""What the page of cards and badges shows: the plan of two years, one round of it, the register of badges, cards to mend."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, OuterRef, Q, Subquery, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.access import sight_of
from soxa.kernel.preferences import Preference, declare, value_of
from soxa.kernel.units.tree import tree
from soxa.law.party_badges import BADGE_MONEY_CITE
from soxa.law.periods import FOREVER
from soxa.party.badges.models import Badge, CardEvent
from soxa.party.badges.planning import Due, coming_rounds, reached
from soxa.party.badges.rules import ILL, POSTHUMOUS, Money, early_bands, levels, money, round_before
from soxa.party.models import Membership

PAGE = 50
PLAN, EARLY, UNWRITTEN, UNDATED, REGISTER, CARDS = "", "som", "chua-ghi", "chua-du-ngay", "so", "the"
VIEWS: dict[str, Any] = {
    PLAN: gettext_lazy("Theo đợt trao"),
    EARLY: gettext_lazy("Có thể trao sớm"),
    UNWRITTEN: gettext_lazy("Sổ chưa ghi đã trao"),
    UNDATED: gettext_lazy("Chưa đủ ngày để tính"),
    REGISTER: gettext_lazy("Sổ Huy hiệu"),
    CARDS: gettext_lazy("Thẻ mất, hỏng, cấp lại"),
}
NOT_YET = "chua"
STATES = {NOT_YET: gettext_lazy("Chưa đề nghị"), **dict(Badge.STATES)}
LIGHTS = {
    NOT_YET: "quiet",
    Badge.PROPOSED: "warn",
    Badge.DECIDED: "warn",
    Badge.AWARDED: "good",
    Badge.LOST: "bad",
    Badge.HANDED_BACK: "quiet",
}


@dataclass(frozen=True)
class Asked:
    """What the address asks for; a value nobody knows is as if it were not there."""

    today: date
    view: str
    round_on: date
    level: int
    unit: str
    page: int

    @classmethod
    def of(cls, query: Mapping[str, str], reader: Any, today: date) -> "Asked":
        """Read from a query: xem, dot, muc, chi-bo, trang; over a province, the first commune where none is asked."""
        rounds = coming_rounds(today)
        shown = (round_before(rounds[0]), *rounds)
        chosen = next((day for day in shown if day.isoformat() == query.get("dot")), rounds[0])
        level, page = query.get("muc", ""), query.get("trang", "1")
        unit = query.get("chi-bo", "")
        sight = sight_of(reader, "party")
        known = unit in tree().codes and tree().codes[unit] in sight
        return cls(
            today=today,
            view=query.get("xem", "") if query.get("xem", "") in VIEWS else PLAN,
            round_on=chosen,
            level=int(level) if level.isdecimal() and int(level[:3]) in levels(today) else 0,
            unit=unit if known else _one_commune(reader, today),
            page=int(page[:6]) if page.isdecimal() and int(page[:6]) else 1,
        )

    @property
    def unit_id(self) -> int | None:
        """The unit asked for; None for the whole sight."""
        return tree().codes.get(self.unit)


def _one_commune(reader: Any, today: date) -> str:
    sight = sight_of(reader, "party")
    communes = [node for node in tree().of_kind("commune", today) if node.id in sight]
    return communes[0].code if len(communes) > 1 else ""


@dataclass(frozen=True)
class Plan:
    """Two years of rounds: how many reach which level in each, and the rows of the round asked for."""

    rounds: tuple[date, ...]
    levels: tuple[int, ...]
    counts: Mapping[tuple[date, int], int]
    rows: list[Due]
    states: Mapping[str, int]

    def total(self, round_on: date) -> int:
        """How many in one round."""
        return sum(count for (day, _level), count in self.counts.items() if day == round_on)


def plan_of(asked: Asked, reader: Any) -> Plan:
    """The plan as it stands today, the last round included; the questions of `reached` and no more."""
    rounds = coming_rounds(asked.today)
    rounds = (round_before(rounds[0]), *rounds)
    found = reached(reader, asked.today, after=round_before(rounds[0]), until=rounds[-1], unit=asked.unit_id)
    found = [due for due in found if due.round_on in rounds]
    counts = Counter((due.round_on, due.level) for due in found)
    whole = [due for due in found if due.round_on == asked.round_on]
    rows = [due for due in whole if asked.level in (0, due.level)]
    states = Counter(due.state or NOT_YET for due in rows)
    used = {level for _day, level in counts}
    return Plan(rounds, tuple(one for one in levels(asked.today) if one in used), counts, rows, states)


def early_words(on: date) -> str:
    """How early a badge may be given, as the rule's rows in force on a day say it."""
    said = {
        ILL: _("bệnh nặng, loại {first}–{last} năm: sớm nhất {months} tháng"),
        POSTHUMOUS: _("truy tặng, loại {first}–{last} năm: sớm nhất {months} tháng"),
    }
    bands = early_bands(on)
    words = "; ".join(
        said[one.reason].format(first=one.first, last=one.last, months=one.months) for one in bands
    )
    return words if all(one.confirmed for one in bands) else _("{words} (chưa đối chiếu văn bản mới)").format(words=words)  # fmt: skip


def early_cases(asked: Asked, reader: Any) -> Any:
    """Badges proposed early or posthumously, of every round, the latest first; those no longer proposed at the end."""
    return register_of(asked, reader).filter(reason__in=(Badge.ILL, Badge.POSTHUMOUS)).order_by(
        Case(When(state=Badge.DECLINED, then=1), default=0), "-round_on", "-level", "pk"
    )  # fmt: skip


MONEY_OF_45 = declare(
    Preference(
        "party.badge_money_45",
        gettext_lazy("Tiền thưởng kèm Huy hiệu 45 năm tuổi Đảng (đồng)"),
        0,
        kind="number",
        help=gettext_lazy(
            "Chưa thấy văn bản ghi mức này; để 0 thì dự toán không cộng. Ghi khi xã có văn bản."
        ),
        cite=BADGE_MONEY_CITE,
        confirmed=False,
    )
)


@dataclass(frozen=True)
class MoneyLine:
    """Money with the badges of one level: how many, each, and together (None where the number was not found)."""

    level: int
    count: int
    each: Money | None

    @property
    def together(self) -> int | None:
        """All of this level."""
        return self.each.amount * self.count if self.each else None


def money_of(rows: Iterable[Due], on: date) -> list[MoneyLine]:
    """Money by level for these rows, by the base salary of the day."""
    counts = Counter(due.level for due in rows)
    return [
        MoneyLine(level, count, money(level, on) or _told(level, on))
        for level, count in sorted(counts.items())
    ]


def _told(level: int, on: date) -> Money | None:
    """The sum that the commune wrote for the one level whose number was not found."""
    told = int(value_of(MONEY_OF_45, on=on)) if level == 45 else 0  # noqa: PLR2004
    return Money(told, confirmed=False) if told else None


def register_of(asked: Asked, reader: Any) -> Any:
    """Badges in sight, the latest first."""
    seen: Any = Badge.objects.seen_by(reader)
    found = seen.select_related("member__person")
    if asked.unit_id is not None:
        found = found.filter(unit_id__in=sorted(tree().seen_from(asked.unit_id)))
    if asked.level:
        found = found.filter(level=asked.level)
    return found.order_by("-awarded_on", "-round_on", "-level", "pk")


def cards_of(asked: Asked, reader: Any) -> Any:
    """What happened to cards and badges of members in sight, the latest first: losses, re-issues, damaged, taken back."""
    spells: Any = Membership.objects.seen_by(reader)
    spells = spells.home()
    if asked.unit_id is not None:
        spells = spells.filter(unit_id__in=sorted(tree().seen_from(asked.unit_id)))
    ordinary = (CardEvent.ISSUED, CardEvent.EXCHANGED)
    rows = CardEvent.objects.exclude(kind__in=ordinary).filter(member_id__in=spells.values("member_id"))
    return rows.select_related("member__person", "badge").order_by("-on", "-pk")


def lost_cards(reader: Any) -> Any:
    """Members here whose card or badge is reported lost, and nothing came in its place."""
    last = CardEvent.objects.filter(member=OuterRef("member_id"), badge=None).order_by("-pk")
    seen: Any = Membership.objects.seen_by(reader)
    spells = seen.home().annotate(last=Subquery(last.values("kind")[:1]))
    lost_badge = Q(member__badges__state=Badge.LOST)
    return spells.filter(Q(last=CardEvent.LOST) | lost_badge, until=FOREVER).distinct()
