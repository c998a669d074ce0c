"""Badges of the demo commune: dates arranged so that the round of 2/9/2026 is the one known by hand, then every award written."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from soxa.kernel import journal
from soxa.kernel.access import Actor
from soxa.kernel.models import Entry
from soxa.party.badges.models import Badge, CardEvent
from soxa.party.badges.rules import due_on, first_round, levels, rounds_between
from soxa.party.models import Member
from soxa.samples.commune import plan
from soxa.samples.commune.lives import ATTACHED, Life
from soxa.samples.commune.people import Face
from soxa.samples.commune.portrait import years_after
from soxa.samples.commune.rows import Writer

ROUND = date(2026, 9, 2)
LAST_BEFORE, FIRST = date(2024, 11, 7), date(2025, 2, 3)
# level → how many at the round of 2/9/2026; one more, of 60 years, was gravely ill and had his early
KNOWN = {30: 4, 40: 3, 45: 2, 50: 1, 55: 1, 60: 0, 65: 0, 70: 0, 75: 0, 80: 0}
EARLY = 60
# a ceremony may fall in the round only, whatever day in the weeks before it the decision bears
SURELY, PERHAPS = (date(2026, 6, 12), date(2026, 9, 6)), (date(2026, 5, 20), date(2026, 9, 26))
MIDDLE, BACK = date(2026, 7, 6), timedelta(days=150)
FORGOTTEN, WAITING = 4, 2


def arranged(lives: list[Life]) -> list[Life]:
    """The same lives, some admitted a few months sooner or later, so that exactly KNOWN come full in the round."""
    for level, count in KNOWN.items():
        near = [life for life in lives if _free(life) and _full(life, level) > PERHAPS[0]]
        near.sort(key=lambda life: (abs((_full(life, level) - MIDDLE).days), life.stays[0].cell))
        for number, life in enumerate(near):
            full = _full(life, level)
            if number < count:
                if not SURELY[0] < full < SURELY[1]:
                    _move(life, MIDDLE + timedelta(days=3 * number) - full)
            elif full < PERHAPS[1]:
                _move(life, -BACK)
    return lives


def _free(life: Life) -> bool:
    return (
        not life.kept and life.named is None and life.stays[0].kind != ATTACHED and bool(life.cell_on(ROUND))
    )


def _full(life: Life, level: int) -> date:
    return years_after(life.admitted, level)


def _move(life: Life, days: timedelta) -> None:
    moved = life.admitted + days
    life.admitted = moved.replace(day=28) if (moved.month, moved.day) == (2, 29) else moved
    first = life.stays[0]
    first.since = max(first.since, life.admitted) if first.assumed else first.since


@dataclass(frozen=True)
class Held:
    """A member with his life and the day from which his Party age counts."""

    life: Life
    member: Member
    start: date


class _Awards:
    def __init__(self, writer: Writer, faces: list[Face], actor: Actor) -> None:
        self.writer, self.actor, self.on = writer, actor, writer.on
        self.levels = levels(self.on)
        self.known = [
            Held(face.life, member, member.decision_on.exact)
            for face in faces
            if (member := writer.members[id(face.life)]).recognised_on
            and member.decision_on.exact
            and face.life.stays[0].kind != ATTACHED
        ]
        self.rounds: dict[date, list[Badge]] = defaultdict(list)
        self.number = 118_240

    def entry(self, count: int) -> Entry:
        """The one entry of all that is loaded."""
        unit, facts = self.writer.units[plan.COMMUNE[0]], {"rows": count}
        subject = ("unit", unit.code)
        return journal.write(
            self.actor, "samples", "badges", subject=subject, on=self.on, facts=facts, unit_id=unit.pk
        )

    def kept(self) -> list[Badge]:
        """The highest badge that each had before the book; a few were forgotten, so that a person has to look."""
        rows = []
        for one in self.known:
            had = [level for level in self.levels if due_on(one.start, level) <= LAST_BEFORE]
            if had and (cell := one.life.cell_on(self.on)):
                unit = self.writer.units[cell]
                rows.append(Badge(member=one.member, unit=unit, level=had[-1], reason=Badge.KEPT, state=Badge.AWARDED))  # fmt: skip
        return rows[FORGOTTEN:]

    def awarded(self) -> None:
        """Every award of the book's own time, each in its round and in the cell of that day."""
        last = max(rounds_between(FIRST, self.on))
        for one in self.known:
            for level in self.levels:
                full = due_on(one.start, level)
                if LAST_BEFORE < full <= last and (cell := one.life.cell_on(first_round(full))):
                    self._put(one, level, full, first_round(full), cell)
        if self.on >= ROUND:
            self._early()

    def _early(self) -> None:
        soon = [one for one in self.known if ROUND < due_on(one.start, EARLY) <= years_after(ROUND, 1)]
        one = min(soon, key=lambda held: (due_on(held.start, EARLY) < date(2026, 11, 8), held.start))
        badge = self._put(one, EARLY, due_on(one.start, EARLY), ROUND, one.life.cell_on(ROUND))
        badge.reason = Badge.ILL

    def _put(self, one: Held, level: int, full: date, day: date, cell: str) -> Badge:
        self.number += 7
        decided = day - timedelta(days=12)
        badge = Badge(
            member=one.member, unit=self.writer.units[cell], level=level, round_on=day, due_on=full,
            state=Badge.AWARDED, proposed_on=day - timedelta(days=50), decided_on=decided, awarded_on=day,
            decision=f"Quyết định tặng Huy hiệu Đảng đợt {day:%d/%m/%Y} của Tỉnh ủy", number=f"{level}-{self.number}",
        )  # fmt: skip
        self.rounds[day].append(badge)
        return badge

    def write(self) -> None:
        """Load what was made under one entry; of the last round two still wait for their ceremony."""
        rows = self.kept()
        self.awarded()
        newest = max(self.rounds)
        if self.on < newest + timedelta(days=60):
            for badge in self.rounds[newest][:WAITING]:
                badge.state, badge.awarded_on, badge.number = Badge.DECIDED, None, ""
        rows += [badge for _day, given in sorted(self.rounds.items()) for badge in given]
        entry = self.entry(len(rows))
        Badge.objects.loaded(rows, entry)
        CardEvent.objects.loaded(self._cards(), entry)

    def _cards(self) -> list[CardEvent]:
        """A card lost and not yet replaced, one lost and issued again, one damaged."""
        told = (
            (CardEvent.LOST, date(2026, 10, 12), "rơi khi đi làm đồng"),
            (CardEvent.REISSUED, date(2026, 8, 20), "thay thẻ báo mất ngày 02/7/2026"),
            (CardEvent.DAMAGED, date(2026, 9, 8), "thẻ ngấm nước"),
        )
        settled = [one for one in self.known if one.life.cell_on(self.on) and one.member.card_no and not one.life.named]  # fmt: skip
        rows = []
        for (kind, on, note), one in zip(told, settled[40::160], strict=False):
            if on <= self.on:
                number = one.member.card_no
                paper = "" if kind == CardEvent.LOST else f"Quyết định số {on.day + 30}-QĐ/ĐU"
                rows.append(CardEvent(member=one.member, kind=kind, on=on, old_number=number, number=number, note=note, paper=paper))  # fmt: skip
        return rows


def award_all(writer: Writer, faces: list[Face], actor: Actor) -> None:
    """Write every badge of the demo commune, and what happened to three cards."""
    _Awards(writer, faces, actor).write()
