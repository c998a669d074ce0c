"""Writes the lives as rows, in few loads: one per old commune, one for the merger, one per month after."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from soxa.kernel import journal
from soxa.kernel.access import Actor
from soxa.kernel.models import Entry, Unit
from soxa.law.partial import PartialDate
from soxa.org.models import Person
from soxa.party.models import Exemption, Member, Membership, MissingPaper, PaperKind
from soxa.samples.commune import plan
from soxa.samples.commune.lives import ATTACHED, Life, Stay
from soxa.samples.commune.people import Face
from soxa.samples.commune.standing import Cards, Marks
from soxa.samples.names import rolls

FILES_CHECKED = date(2024, 11, 15)


@dataclass(frozen=True)
class Load:
    """One load of the journal: its step, the day it belongs to and its subject."""

    step: str
    on: date
    subject: tuple[str, str]


class Writer:
    """Turns faces and marks into saved rows; a load's entry counts what it holds."""

    def __init__(self, units: dict[str, Unit], actor: Actor, on: date) -> None:
        self.units, self.actor, self.on = units, actor, on
        self.cells = plan.cells()
        self.members: dict[int, Member] = {}
        self.entries: dict[Load, Entry] = {}

    def write(self, faces: list[Face], marks: Marks) -> None:
        """Save people, members, their spells and what stands beside them."""
        self._people(faces, marks)
        self._spells(faces)
        self._marks(marks)

    def _entry(self, load: Load, count: int) -> Entry:
        if load not in self.entries:
            facts = {"rows": count}
            unit = self.units.get(load.subject[1])
            self.entries[load] = journal.write(
                self.actor, "samples", load.step, subject=load.subject, on=load.on, facts=facts,
                unit_id=unit.pk if unit else self.units[plan.COMMUNE[0]].pk,
            )  # fmt: skip
        return self.entries[load]

    def _load(self, model: Any, rows: dict[Load, list[Any]]) -> None:
        for load, together in rows.items():
            model.objects.loaded(together, self._entry(load, len(together)))

    def _people(self, faces: list[Face], marks: Marks) -> None:
        cards, roll = Cards(self.on, marks.waits), rolls("files")
        people: dict[Load, list[Person]] = defaultdict(list)
        members: dict[Load, list[Member]] = defaultdict(list)
        for face in faces:
            load, life = self._load_of(face.life.stays[0]), face.life
            member = Member(person=face.person, decision_on=self._decided(life, roll))
            member.admitted_on = PartialDate.exactly(life.admitted)
            if recognised := life.recognised_by(self.on):
                member.recognised_on = PartialDate.exactly(recognised)
            member.card_no, member.card_exchanged_on = cards.number(life), cards.exchanged_on(life)
            member.card_wait_reason = marks.waits.get(id(life), "")
            member.file_checked_on = self._checked(life)
            people[load].append(face.person)
            members[load].append(member)
            self.members[id(life)] = member
        self._load(Person, people)
        self._load(Member, members)

    def _spells(self, faces: list[Face]) -> None:
        spells: dict[Load, list[Membership]] = defaultdict(list)
        for face in faces:
            member = self.members[id(face.life)]
            for stay in face.life.stays:
                spells[self._load_of(stay)].append(
                    Membership(
                        member=member,
                        unit=self.units[stay.cell],
                        name_key=face.person.name_key,
                        since=stay.since,
                        until=stay.until,
                        kind=stay.kind,
                        opened_by=stay.opened_by,
                        closed_by=stay.closed_by,
                        assumed=stay.assumed,
                        paper=stay.paper,
                        closing_paper=stay.closing_paper,
                        came_from=stay.came_from,
                        went_to=stay.went_to,
                    )  # fmt: skip
                )
        self._load(Membership, spells)

    def _marks(self, marks: Marks) -> None:
        eased = [
            Exemption(member=self.members[id(life)], kind=kind, since=since, until=until)
            for life, kind, since, until in marks.eased
        ]
        kinds = {kind.code: kind for kind in PaperKind.objects.all()}
        lacking = [
            MissingPaper(
                member=self.members[id(life)], paper=kinds[code], year=year, since=since, until=until
            )
            for life, code, year, since, until in marks.lacking
        ]
        subject = ("unit", plan.COMMUNE[0])
        self._load(Exemption, {Load("exemptions", self.on, subject): eased})
        self._load(MissingPaper, {Load("files", self.on, subject): lacking})

    def _load_of(self, stay: Stay) -> Load:
        if stay.assumed:
            code = self.cells[stay.cell].old_commune
            return Load("members", plan.START, ("unit", code))
        if stay.opened_by == "reorganised":
            return Load("reorganisation", plan.MERGER, ("unit", plan.COMMUNE[0]))
        month = stay.since.replace(day=1)
        return Load("movements", month, ("month", f"{month:%Y-%m}"))

    def _decided(self, life: Life, roll: Any) -> PartialDate:
        return PartialDate.exactly(life.admitted - timedelta(days=roll.randrange(5, 24)))

    def _checked(self, life: Life) -> date | None:
        first = life.stays[0]
        if first.kind == ATTACHED:
            return None
        return FILES_CHECKED if first.assumed else first.since
