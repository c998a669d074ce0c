"""Writes the planned tasks as rows in one load: who held them when, under which due day, what was asked and reported."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from soxa.kernel import journal
from soxa.kernel.access import Actor
from soxa.kernel.models import Unit
from soxa.law.periods import FOREVER
from soxa.law.words import fold
from soxa.org.models import Office
from soxa.samples.commune import plan
from soxa.samples.commune.assignments import EXTENDED_WHY, Planned, half_year, rhythm, running
from soxa.tasks.models import DueDay, Extension, Helper, Holding, Report, Task

# how a task of the standing committee, and any other, names who gave it: the title it is known by, the seat behind it
CHIEF = ("Thường trực Đảng ủy", "Phó Bí thư Thường trực Đảng ủy")
OTHER = ("Bí thư Đảng ủy", "Bí thư Đảng ủy, Chủ tịch HĐND xã")
DAY = timedelta(days=1)


def planned(on: date) -> list[Planned]:
    """Every task given by a day, as it stood at its end."""
    rows = [*half_year(), *rhythm(on), *_begun(on)]
    return [row.by(on) for row in rows if row.given <= on]


def _begun(on: date) -> list[Planned]:
    """What runs today, none of it given before July, so that the half-year stays as it was."""
    found = []
    for row in running(on):
        given = max(row.given, plan.RHYTHM_FROM)
        if row.due >= given:
            later = max(row.accepted, given) if row.accepted else None
            found.append(replace(row, given=given, accepted=later))
    return found


@dataclass
class _Rows:
    """Rows not yet saved, by model, in the order in which they are to be saved."""

    tasks: list[Task] = field(default_factory=list)
    beside: dict[Any, list[Any]] = field(default_factory=dict)

    def add(self, row: Any) -> None:
        self.beside.setdefault(type(row), []).append(row)


class _Assigner:
    """Knows the units and who serves in them; turns plans into rows."""

    def __init__(self, units: dict[str, Unit]) -> None:
        self.units, self.rows = units, _Rows()
        heads = Office.objects.filter(role="unit_head").select_related("person", "unit")
        self.heads = {office.unit.code: office for office in heads}
        commune = Office.objects.filter(unit=units[plan.COMMUNE[0]], title__in=(CHIEF[1], OTHER[1]))
        self.seats = {office.title: office for office in commune}

    def add(self, one: Planned) -> None:
        """The rows of one task."""
        said, seat = CHIEF if one.chief else OTHER
        holder = one.handed[1] if one.handed else one.unit
        task = Task(
            content=one.content, result_wanted=one.result, giver_unit=self.units[plan.COMMUNE[0]],
            giver_person_id=self.seats[seat].person_id, giver_office=said, unit=self.units[holder],
            person_id=self.heads[holder].person_id if one.named else None, given_on=one.given, due_on=one.due,
            source_kind=one.source[0], source_key=one.source[1], source_title=one.source[2],
            state=_standing(one), accepted_on=one.accepted, folded=fold(f"{one.content} {one.source[2]}"),
        )  # fmt: skip
        if one.done:
            task.finished_on, task.done_on = one.finished, one.done
        self.rows.tasks.append(task)
        self._held(task, one, said)
        self._due(task, one)
        if one.finished:
            text = f"Đã hoàn thành. Sản phẩm: {one.result[:1].lower()}{one.result[1:]}."
            confirmed = self._name(self.seats[seat]) if one.done else ""
            self.rows.add(
                Report(task=task, since=one.finished, text=text, by=self._by(holder), answered_by=confirmed)
            )
        for code in one.helpers:
            self.rows.add(Helper(task=task, unit=self.units[code]))

    def _held(self, task: Task, one: Planned, giver: str) -> None:
        until, closed = (one.done, Holding.DONE) if one.done else (FOREVER, "")
        since, opened, by, inner = one.given, Holding.GIVEN, giver, None
        if one.handed:
            on, _code, inner = one.handed
            first = self.units[one.unit]
            since, opened, by = max(on, one.given), Holding.HANDED_ON, self._by(one.unit)
            self.rows.add(
                Holding(
                    task=task, unit=first, since=one.given, until=since, opened_by=Holding.GIVEN,
                    closed_by=Holding.HANDED_ON, by=giver,
                )
            )  # fmt: skip
        self.rows.add(
            Holding(
                task=task, unit=task.unit, person_id=task.person_id, since=since, until=until, opened_by=opened,
                closed_by=closed, inner_due_on=inner, by=by,
            )
        )  # fmt: skip

    def _due(self, task: Task, one: Planned) -> None:
        if not one.first_due:
            self.rows.add(DueDay(task=task, due_on=one.due, since=one.given))
        else:
            first, granted = one.first_due
            self.rows.add(DueDay(task=task, due_on=first, since=one.given, until=granted))
            self.rows.add(DueDay(task=task, due_on=one.due, since=granted, reason=EXTENDED_WHY))
            answered = {
                "answered_on": granted,
                "granted_until": one.due,
                "answered_by": self._name(self.seats[CHIEF[1]]),
            }
            self._asked(task, (granted - DAY, one.due, EXTENDED_WHY), one.unit, **answered)
        if one.asked:
            self._asked(task, one.asked, one.unit)

    def _asked(self, task: Task, asked: tuple[date, date, str], unit: str, **answer: Any) -> None:
        on, wanted, why = asked
        asker = self._by(unit)
        self.rows.add(
            Extension(
                task=task,
                asked_on=max(on, task.given_on),
                wanted_on=wanted,
                reason=why,
                asked_by=asker,
                **answer,
            )
        )

    def _by(self, code: str) -> str:
        return self._name(self.heads[code])

    def _name(self, office: Office) -> str:
        return f"{office.person.full_name}, {office.title}"


def _standing(one: Planned) -> str:
    if one.done:
        return Task.DONE
    if one.finished:
        return Task.REPORTED
    return Task.ACCEPTED if one.accepted else Task.GIVEN


def assign_all(units: dict[str, Unit], actor: Actor, on: date) -> None:
    """Every task of the demo commune, in one load written down on `on`."""
    writer = _Assigner(units)
    for one in planned(on):
        writer.add(one)
    commune = units[plan.COMMUNE[0]]
    subject, facts = ("unit", commune.code), {"rows": len(writer.rows.tasks)}
    entry = journal.write(actor, "samples", "tasks", subject=subject, on=on, facts=facts, unit_id=commune.pk)
    Task.objects.loaded(writer.rows.tasks, entry)
    for model, rows in writer.rows.beside.items():
        model.objects.loaded(rows, entry)
