"""Elects the committees of the cells: a secretary, a deputy and members, among those who stay in the cell."""

from datetime import date
from random import Random

from soxa.kernel.models import Unit
from soxa.law.periods import FOREVER
from soxa.org.models import Office
from soxa.samples.commune import plan
from soxa.samples.commune.people import Face
from soxa.samples.commune.plan import MERGER
from soxa.samples.commune.portrait import HARVEST, HEADS
from soxa.samples.commune.standing import BEN_DA, DAM_SEN, Marks
from soxa.samples.names import rolls

MILITARY, DOI_CHE = "99901.42", "99901.32"
SECRETARY, DEPUTY, MEMBER = "cell_secretary", "cell_deputy", "cell_committee"
# code of an office → its title before the cell's name, and its rank
TITLES = {SECRETARY: ("Bí thư", 20), DEPUTY: ("Phó Bí thư", 21), MEMBER: ("Chi ủy viên", 22)}
# secretaries known by name; the two of `SEATED` get their office with their sign-in
KNOWN = {
    DOI_CHE: "doi-che-secretary",
    DAM_SEN: "dam-sen-secretary",
    "99901.37": "lan.vi",
    "99901.38": "diep.cao",
    "99901.40": "quang.bui",
}
SEATED = (MILITARY, BEN_DA)
COMMITTEE_FROM, LARGE_CELL = 9, 30
YOUNGEST, OLDEST, YOUNGEST_HEAD = 28, 70, 36
# the day on which Đồi Chè lost its deputy secretary, and with him its committee
DOI_CHE_LOSS = date(2026, 4, 11)


def elected(faces: list[Face], marks: Marks, units: dict[str, Unit], on: date) -> list[Office]:
    """Offices, not yet saved, in every cell that stands on `on`; heads of schools, posts and firms get their work's name."""
    election, offices = _Election(faces, marks, units, on), []
    for cell in plan.cells().values():
        if not cell.ended:
            offices += election.offices(cell)
    return offices


class _Election:
    def __init__(self, faces: list[Face], marks: Marks, units: dict[str, Unit], on: date) -> None:
        self.faces, self.units, self.on = faces, units, on
        self.roll: Random = rolls("committees")
        self.eased = {id(life) for life, *_ in marks.eased}

    def offices(self, cell: plan.PlannedCell) -> list[Office]:
        """Offices of one cell, the secretary first."""
        here = [face for face in self.faces if face.life.cell_on(self.on) == cell.code]
        official = [face for face in here if face.life.recognised_by(self.on)]
        able = self._able(official, cell)
        if cell.code == DOI_CHE:
            able.insert(1, next(face for face in self.faces if face.life.tag == "doi-che-deputy"))
        codes = self._codes(cell.code, len(official))
        return [self._office(cell, code, face) for code, face in zip(codes, able, strict=False)]

    def _office(self, cell: plan.PlannedCell, code: str, face: Face) -> Office:
        title, rank = TITLES[code]
        lost = cell.code == DOI_CHE and code != SECRETARY
        if cell.kind in HEADS and code != MEMBER and not face.life.named:
            face.person.occupation = HEADS[cell.kind][code == DEPUTY]
        return Office(
            person=face.person,
            unit=self.units[cell.code],
            title=f"{title} {cell.name}",
            code=code,
            role=SECRETARY if code == SECRETARY else "",
            rank=rank,
            since=MERGER if cell.founded else date(2025, 3, 10 + int(cell.code[-2:]) % 18),
            until=DOI_CHE_LOSS if lost else FOREVER,
        )

    def _able(self, official: list[Face], cell: plan.PlannedCell) -> list[Face]:
        known = KNOWN.get(cell.code, "")
        first = [face for face in official if known and face.life.tag == known]
        fit = [face for face in official if self._fit(face, cell)]
        self.roll.shuffle(fit)
        head_from = YOUNGEST_HEAD if cell.kind in HEADS else YOUNGEST
        fit.sort(key=lambda face: (face.life.born.age_on(self.on) < head_from, not face.person.theory))
        return first + fit

    def _fit(self, face: Face, cell: plan.PlannedCell) -> bool:
        life = face.life
        age = life.born.age_on(self.on)
        settled = life.last.since <= (MERGER if cell.founded else plan.START) and life.admitted < HARVEST
        free = id(life) not in self.eased and not (life.named and life.named.tag)
        return settled and free and YOUNGEST <= age <= OLDEST

    def _codes(self, cell: str, official: int) -> list[str]:
        if cell == DAM_SEN:
            return [SECRETARY]
        size = 0 if official < COMMITTEE_FROM else 3 if official >= LARGE_CELL else 1
        return ([] if cell in SEATED else [SECRETARY]) + [DEPUTY] + [MEMBER] * size
