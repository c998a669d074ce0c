"""Replays a commune's published figures: facts become invented records, and the program's own figures must print the same."""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from soxa.documents.catalogue import OUT, PARTY
from soxa.documents.models import Document
from soxa.kernel import journal
from soxa.kernel.access import Actor, machine
from soxa.kernel.figures import Moment, find, read
from soxa.kernel.models import Entry, Unit
from soxa.kernel.units import acts
from soxa.kernel.units.acts import Founding, many_acts
from soxa.law.numbers import share_value
from soxa.law.partial import PartialDate
from soxa.law.periods import Period, add_months
from soxa.meetings.models import Meeting
from soxa.org.models import Person
from soxa.party.models import Cell, Member, Membership, MissingPaper, PaperKind
from soxa.steering.targets.models import PlannedValue, Target
from soxa.steering.targets.reading import figure_of, read_targets
from soxa.values.models import Measure, ReportedValue
from soxa.values.money import in_dong


class UnknownKey(KeyError):
    """A key that no replay understands; it is named."""

    def __str__(self) -> str:
        return f"Không hiểu khóa “{self.args[0]}” trong tệp số liệu đã công bố."


@dataclass(frozen=True)
class Row:
    """One published figure beside what the book computed; `computed` is None where the book has no such domain."""

    code: str
    published: str
    computed: str | None

    @property
    def same(self) -> bool:
        """Digit for digit."""
        return self.computed == self.published

    @property
    def word(self) -> str:
        """The verdict in words."""
        return "giống" if self.same else "khác" if self.computed is not None else ""

    def as_json(self) -> dict[str, Any]:
        """The object that `--json` prints."""
        return {"code": self.code, "published": self.published, "computed": self.computed, "same": self.same}


# a file uses a subset; facts of domains that are not built yet are understood and left alone
KNOWN: dict[str, frozenset[str]] = {
    "": frozenset({"commune", "facts", "reported", "figures", "targets", "awards"}),
    "commune": frozenset({"name", "as_of", "period", "term"}),
    "facts": frozenset({"members", "cells", "meetings", "appraisal", "petitions", "documents", "services", "council", "models",
                        "units", "discipline"}),
    "facts.members": frozenset({"total", "official", "cards_exchanged", "files_complete", "women"}),
    "facts.cells": frozenset({"total", *(kind for kind, _title in Cell.KINDS)}),
    "facts.units": frozenset({"merged_from", "merged_on"}),
    "facts.appraisal": frozenset({"members", "cells"}),
    "facts.appraisal.members": frozenset({"rated", "good_or_better", "excellent", "completed", "not_completed"}),
    "facts.appraisal.cells": frozenset({"rated", "clean_and_strong", "completed_well"}),
    "facts.meetings": frozenset({"attendance_share", "held_monthly", "thematic", "paperless_share"}),
    "facts.petitions": frozenset({"received", "settled", "settled_or_mediated", "open_overdue", "fields"}),
    "facts.documents": frozenset({"issued_digitally_signed_share"}),
    "facts.services": frozenset({"online_share"}),
    "facts.council": frozenset({"thematic_supervisions_per_year", "voter_meetings"}),
}  # fmt: skip


def replayed(text: str) -> list[Row]:
    """Rows of a file's `[figures]`, after loading its facts into the (empty) book.

    Raises UnknownKey for a key that is not understood, ValueError in words for a file that is no such file or
    whose facts contradict each other.
    """
    told = tomllib.loads(text)
    check_keys(told)
    commune = told.get("commune", {})
    if not isinstance(commune.get("as_of"), date) or "figures" not in told:
        raise ValueError("thiếu [commune] as_of (một ngày) hoặc thiếu [figures].")
    actor = machine("soxa replay")
    with many_acts():
        home, cells = _found_units(commune, told.get("facts", {}), actor)
    entry = journal.write(actor, "replay", "load", subject=("replay", home.code), on=commune["as_of"])
    _load_members(told.get("facts", {}).get("members", {}), cells, commune["as_of"], entry)
    _load_documents(told.get("facts", {}).get("documents", {}), home, commune["as_of"], entry)
    _load_meetings(told.get("facts", {}).get("meetings", {}), home, commune["as_of"], entry)
    _load_reported(told.get("reported", {}), home, commune, entry)
    _load_appraisal(told.get("facts", {}).get("appraisal", {}), home, commune, entry)
    _load_targets(told.get("targets", {}), home, commune, entry)
    moment = Moment.at(commune["as_of"])
    return [
        Row(code, published, _computed(code, moment, home.pk)) for code, published in told["figures"].items()
    ]


def check_keys(told: dict[str, Any]) -> None:
    """Raise UnknownKey for the first key that is not understood."""
    _check("", told)
    _check("commune", told.get("commune", {}))
    facts = told.get("facts", {})
    _check("facts", facts)
    for name in facts:
        if f"facts.{name}" in KNOWN:
            _check(f"facts.{name}", facts[name])
    for name, counts in facts.get("appraisal", {}).items():
        _check(f"facts.appraisal.{name}", counts)


def _check(place: str, table: dict[str, Any]) -> None:
    for key in table:
        if key not in KNOWN[place]:
            raise UnknownKey(f"{place}.{key}".lstrip("."))


def _found_units(commune: dict[str, Any], facts: dict[str, Any], actor: Actor) -> tuple[Unit, list[Unit]]:
    merger, name = facts.get("units", {}), commune.get("name", "xã")
    merged_on = merger.get("merged_on")
    home = acts.found(Founding("REPLAY", "commune", name, on=merged_on), actor)
    old = [
        acts.found(Founding(f"REPLAY.OLD{number}", "commune", old_name), actor)
        for number, old_name in enumerate(merger.get("merged_from", []), 1)
    ]
    cells = _found_cells(facts.get("cells", {}), old[0] if old else home, actor)
    if old:
        acts.merge(old, home, merged_on, decision="", actor=actor)
    return home, cells


def _found_cells(facts: dict[str, int], home: Unit, actor: Actor) -> list[Unit]:
    kinds = [kind for kind, count in facts.items() if kind != "total" for _ in range(count)]
    kinds += ["other"] * (facts.get("total", len(kinds)) - len(kinds)) or []
    founded = []
    for number, kind in enumerate(kinds or ["other"] * (not facts), 1):
        unit = acts.found(Founding(f"REPLAY.{number:02d}", "cell", f"Chi bộ số {number}", parent=home), actor)
        if facts:
            Cell.objects.create(unit=unit, kind=kind, since=unit.since)
        founded.append(unit)
    return founded


def _load_members(facts: dict[str, int], cells: list[Unit], as_of: date, entry: Entry) -> None:
    total = facts.get("total", 0)
    official = facts.get("official", total)
    _require(official <= total, "đảng viên chính thức nhiều hơn tổng số đảng viên")
    _require(facts.get("cards_exchanged", 0) <= official, "số đổi thẻ nhiều hơn đảng viên chính thức")
    women, complete = facts.get("women", 0), facts.get("files_complete", 0)
    _require(max(women, complete) <= total, "số nữ hoặc số hồ sơ đầy đủ nhiều hơn tổng số đảng viên")
    people = [
        Person.named(
            f"Người Số {number}", sex=Person.FEMALE if number < women else Person.MALE, born=PartialDate(1980)
        )
        for number in range(total)
    ]
    Person.objects.loaded(people, entry)
    members = [_member(person, number, official, facts, as_of) for number, person in enumerate(people)]
    Member.objects.loaded(members, entry)
    spells = [
        Membership(
            member=member,
            unit=cells[number % len(cells)],
            since=as_of,
            assumed=True,
            name_key=people[number].name_key,
        )
        for number, member in enumerate(members)
    ]
    Membership.objects.loaded(spells, entry)
    paper = PaperKind.objects.order_by("pk").first()
    lacking = [MissingPaper(member=member, paper=paper, since=as_of) for member in members[complete:]]
    MissingPaper.objects.loaded(lacking if "files_complete" in facts else [], entry)


def _member(person: Person, number: int, official: int, facts: dict[str, int], as_of: date) -> Member:
    settled = number < official
    return Member(
        person=person,
        recognised_on=PartialDate.exactly(add_months(as_of, -12)) if settled else None,
        card_exchanged_on=as_of if number < facts.get("cards_exchanged", 0) else None,
        file_checked_on=as_of if "files_complete" in facts else None,
    )


def _load_documents(facts: dict[str, str], home: Unit, as_of: date, entry: Entry) -> None:
    """Documents that went out, as many as tell the published share to its second decimal."""
    if "issued_digitally_signed_share" not in facts:
        return
    total, signed = _that_tell(facts["issued_digitally_signed_share"], "tỷ lệ văn bản ký số")
    rows = [
        Document(
            unit=home,
            side=PARTY,
            body="committee",
            direction=OUT,
            kind="cong_van",
            state=Document.ISSUED,
            abstract=f"Văn bản số {number}",
            issued_on=as_of,
            released_on=as_of,
            digitally_signed=number < signed,
        )
        for number in range(total)
    ]
    Document.objects.loaded(rows, entry)


def _load_meetings(facts: dict[str, str], home: Unit, as_of: date, entry: Entry) -> None:
    """Meetings of the standing committee, as many as tell the published share without paper to its second decimal."""
    if "paperless_share" not in facts:
        return
    total, paperless = _that_tell(facts["paperless_share"], "tỷ lệ cuộc họp không giấy")
    rows = [
        Meeting(
            unit=home,
            kind="standing",
            month=as_of.replace(day=1),
            planned_on=as_of,
            held_on=as_of,
            state=Meeting.CLOSED,
            paperless=number < paperless,
        )
        for number in range(total)
    ]
    Meeting.objects.loaded(rows, entry)


def _that_tell(share: str, words: str) -> tuple[int, int]:
    """(whole, part) that give exactly a share in percent, about a hundred in all."""
    told = Fraction(share) / 100
    _require(0 <= told <= 1, f"{words} không nằm trong 0–100%")
    whole = told.denominator * (100 // told.denominator or 1)
    return whole, int(told * whole)


def _require(holds: object, otherwise: str) -> None:
    if not holds:
        raise ValueError(f"các số trong [facts] mâu thuẫn: {otherwise}.")


def _usual(commune: dict[str, Any]) -> Period:
    """The period that reported values are of where they do not say: the file's own, its term, or the year up to its day."""
    if held := commune.get("period") or commune.get("term"):
        return Period.between(held["since"], held["until"])
    day: date = commune["as_of"]
    return Period.of_days(date(day.year, 1, 1), day + timedelta(days=1))


def _measures() -> dict[str, Measure]:
    return {measure.code: measure for measure in Measure.objects.all()}


def _load_reported(reported: dict[str, Any], home: Unit, commune: dict[str, Any], entry: Entry) -> None:
    known, usual = _measures(), _usual(commune)
    values = [_value(known, code, told, usual, home) for code, told in reported.items()]
    ReportedValue.objects.loaded(values, entry)


def _load_appraisal(
    facts: dict[str, dict[str, int]], home: Unit, commune: dict[str, Any], entry: Entry
) -> None:
    """Shares of those who were rated: the book has no ratings yet, so that they are reported with their two numbers."""
    known, usual = _measures(), _usual(commune)
    values = []
    for rated, counts in facts.items():
        whole = counts.get("rated", 0)
        for name, part in counts.items():
            if name == "rated":
                continue
            _require(0 <= part <= whole, f"{name} nhiều hơn số được đánh giá")
            value = ReportedValue(
                measure=known[f"appraisal.{rated}_{name}"], unit=home, since=usual.since, until=usual.until,
                value=share_value(part, whole), met=part, of=whole,
            )  # fmt: skip
            values.append(value)
    ReportedValue.objects.loaded(values, entry)


def _load_targets(targets: dict[str, str], home: Unit, commune: dict[str, Any], entry: Entry) -> None:
    """Targets of the term, each with what it was to come to in the end."""
    usual = _usual(commune)
    for position, (code, value) in enumerate(targets.items(), start=1):
        if figure_of(code) is None:
            raise UnknownKey(f"targets.{code}")
        target = Target(
            unit=home, code=code, title=code, position=position, pace=Target.AT_END, since=usual.since, until=usual.until
        )  # fmt: skip
        Target.objects.loaded([target], entry)
        planned = PlannedValue(target=target, since=usual.since, until=usual.until, value=Decimal(value))
        PlannedValue.objects.loaded([planned], entry)


def _value(known: dict[str, Measure], code: str, told: Any, usual: Period, home: Unit) -> ReportedValue:
    if code not in known:
        raise UnknownKey(f"reported.{code}")
    facts = told if isinstance(told, dict) else {"value": told}
    period = Period.parse(str(facts["year"])) if "year" in facts else usual
    value = ReportedValue(measure=known[code], unit=home, since=period.since, until=period.until)
    if "met" in facts:
        value.met, value.of = facts["met"], facts["of"]
    elif known[code].kind == Measure.WORD:
        value.word = facts["value"]
    else:
        value.value = in_dong(Decimal(facts["value"]), known[code].unit_word)
    return value


OVER_TARGET = ":over_target"


def _computed(code: str, moment: Moment, unit_id: int) -> str | None:
    if code.endswith(OVER_TARGET):
        return _over(code.removesuffix(OVER_TARGET), unit_id)
    try:
        figure = find(code)
    except KeyError:
        return None
    return read(figure, moment, unit_id).text


def _over(code: str, unit_id: int) -> str | None:
    """How far a figure is from its target, as printed; None where none was set."""
    found: Any = Target.objects.filter(unit_id=unit_id, code=code).first()
    if found is None:
        return None
    (got,) = read_targets([found], Period.between(found.since, found.until), unit_id)
    return got.distance
