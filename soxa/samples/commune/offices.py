"""Who holds which office: committees of the cells, the offices of the commune, and the accounts one signs in with."""

from dataclasses import dataclass
from datetime import date
from random import Random

from django.contrib.auth.hashers import make_password

from soxa.kernel import journal
from soxa.kernel.access import Actor
from soxa.kernel.models import Unit
from soxa.law.partial import PartialDate
from soxa.law.periods import FOREVER
from soxa.org.models import Account, Office, Person
from soxa.samples.commune import plan
from soxa.samples.commune.people import Face
from soxa.samples.commune.plan import MERGER
from soxa.samples.commune.standing import BEN_DA, Marks
from soxa.samples.names import rolls

PASSWORD = "dong-vai-2026"  # noqa: S105 – printed at the door of the demo book
MILITARY, FOLLOWED = "99901.42", (BEN_DA, "99901.15", "99901.16", "99901.17")
DOI_CHE, HONG_LAC, DAM_SEN = "99901.32", "99901.36", "99901.56"
COMMITTEE_FROM, LARGE_CELL = 9, 30
DOI_CHE_LOSS = date(2026, 4, 11)


@dataclass(frozen=True)
class Seat:
    """An office with a sign-in: whose, its role, title, rank, how it was given, and the units governed."""

    tag: str
    role: str
    title: str
    rank: int
    way: str = Office.EMPLOYED
    units: tuple[str, ...] = ("99901",)
    code: str = ""


SEATS = (
    Seat("thuan.dang", "secretary", "Bí thư Đảng ủy, Chủ tịch HĐND xã", 1, Office.APPOINTED),
    Seat("thuan.dang", "cell_secretary", "Bí thư Chi bộ Quân sự xã", 20, Office.APPOINTED, (MILITARY,), "cell_secretary"),
    Seat("lan.vi", "secretary", "Phó Bí thư Thường trực Đảng ủy", 2, Office.APPOINTED),
    Seat("diep.cao", "secretary", "Phó Bí thư Đảng ủy", 3, Office.APPOINTED),
    Seat("diep.cao", "government", "Chủ tịch UBND xã", 4, Office.ELECTED),
    Seat("tuyet.ngo", "office_head", "Chánh Văn phòng Đảng ủy", 6),
    Seat("yen.le", "clerk", "Văn thư Văn phòng Đảng ủy", 12),
    Seat("kien.phung", "organiser", "Trưởng Ban Xây dựng Đảng", 7),
    Seat("sang.ha", "inspector", "Chủ nhiệm Ủy ban Kiểm tra", 8, Office.APPOINTED),
    Seat("buong.luc", "cell_secretary", "Bí thư Chi bộ thôn Bến Đá", 20, Office.ELECTED, (BEN_DA,), "cell_secretary"),
    Seat("hoa.trieu", "committee_member", "Đảng ủy viên theo dõi chi bộ", 10, Office.APPOINTED, FOLLOWED),
    Seat("luong.nguyen", "petition_officer", "Công chức tiếp công dân, xử lý đơn", 13),
    Seat("ngan.ta", "petition_officer", "Công chức giữ thông tin người tố cáo", 13),
    Seat("quang.bui", "government", "Phó Chủ tịch UBND xã, Giám đốc Trung tâm Phục vụ hành chính công", 5),
    Seat("tham.mong", "front", "Chủ tịch Ủy ban MTTQ xã", 9, Office.ELECTED),
    Seat("tri.doan", "system_admin", "Quản trị hệ thống cấp tỉnh", 50),
    Seat("nhung.tran", "auditor", "Người kiểm tra sổ", 51),
)  # fmt: skip
OUTSIDE = {
    "tri.doan": ("Doãn Minh Trí", Person.MALE, 1990),
    "nhung.tran": ("Trần Thị Nhung", Person.FEMALE, 1985),
}
KNOWN_SECRETARIES = {DOI_CHE: "doi-che-secretary", DAM_SEN: "dam-sen-secretary", "99901.37": "lan.vi", "99901.38": "diep.cao", "99901.40": "quang.bui"}  # fmt: skip


def seat_all(faces: list[Face], marks: Marks, units: dict[str, Unit], actor: Actor, on: date) -> None:
    """Committees of every cell, offices of the commune, and an account for everyone who signs in."""
    people = {face.life.tag: face.person for face in faces if face.life.named and face.life.tag}
    rows = _commune(people, units, actor) + _Committees(faces, marks, units, on).rows()
    subject, facts = ("unit", plan.COMMUNE[0]), {"rows": len(rows)}
    entry = journal.write(
        actor, "samples", "offices", subject=subject, on=MERGER, facts=facts, unit_id=units["99901"].pk
    )
    Office.objects.loaded(rows, entry)
    _accounts(people)


def sign_ins() -> list[tuple[str, str, str, str]]:
    """(name, office, username, password) of everyone who can sign in to the demo book, in order of rank."""
    accounts = Account.objects.exclude(demo_password="").select_related("person").order_by("id")
    titles = {seat.tag: seat.title for seat in reversed(SEATS)}
    return [
        (one.full_name(), titles[one.username], one.username, one.demo_password)
        for one in accounts
        if one.username in titles
    ]


def _commune(people: dict[str, Person], units: dict[str, Unit], actor: Actor) -> list[Office]:
    strangers = [Person.named(name, sex=sex, born=PartialDate(born)) for name, sex, born in OUTSIDE.values()]
    entry = journal.write(
        actor, "samples", "people", subject=("unit", plan.COMMUNE[0]), facts={"rows": len(strangers)}
    )
    people |= dict(zip(OUTSIDE, Person.objects.loaded(strangers, entry), strict=True))
    return [
        Office(
            person=people[seat.tag], unit=units[code], role=seat.role, title=seat.title, way=seat.way,
            rank=seat.rank, code=seat.code, since=date(2025, 3, 18) if code == BEN_DA and seat.code else MERGER,
        )
        for seat in SEATS
        for code in seat.units
    ]  # fmt: skip


def _accounts(people: dict[str, Person]) -> None:
    password = make_password(PASSWORD)
    for tag in dict.fromkeys(seat.tag for seat in SEATS):
        Account.objects.create(username=tag, person=people[tag], password=password, demo_password=PASSWORD)


class _Committees:
    """Elects a secretary, a deputy and committee members among those who stay in a cell."""

    def __init__(self, faces: list[Face], marks: Marks, units: dict[str, Unit], on: date) -> None:
        self.units, self.on = units, on
        self.roll: Random = rolls("committees")
        self.faces = faces
        self.eased = {id(life) for life, *_ in marks.eased}
        self.seated = {seat.tag for seat in SEATS}

    def rows(self) -> list[Office]:
        """Offices in every cell that stands on the day of the book."""
        rows = []
        for cell in plan.cells().values():
            if not cell.ended:
                rows += self._cell(cell)
        return rows

    def _cell(self, cell: plan.PlannedCell) -> list[Office]:
        here = [face for face in self.faces if face.life.cell_on(self.on) == cell.code]
        official = [face for face in here if face.life.recognised_by(self.on)]
        able = self._able(official, cell)
        since = MERGER if cell.founded else date(2025, 3, 10 + int(cell.code[-2:]) % 18)
        titles = self._titles(cell.code, len(official))
        if cell.code == DOI_CHE:
            deputy = next(face for face in self.faces if face.life.tag == "doi-che-deputy")
            able.insert(1, deputy)
        return [
            Office(
                person=face.person, unit=self.units[cell.code], title=f"{title} {cell.name}", code=code,
                role="cell_secretary" if code == "cell_secretary" else "", rank=rank, since=since,
                until=DOI_CHE_LOSS if cell.code == DOI_CHE and rank > 20 else FOREVER,
            )
            for (code, title, rank), face in zip(titles, able, strict=False)
        ]  # fmt: skip

    def _able(self, official: list[Face], cell: plan.PlannedCell) -> list[Face]:
        joined = MERGER if cell.founded else plan.START
        known = KNOWN_SECRETARIES.get(cell.code, "")
        first = [face for face in official if known and face.life.tag == known]
        fit = [
            face
            for face in official
            if face not in first
            and id(face.life) not in self.eased
            and face.life.tag not in self.seated
            and face.life.last.since <= joined
            and 28 <= face.life.born.age_on(self.on) <= 70
        ]
        self.roll.shuffle(fit)
        fit.sort(key=lambda face: not face.person.theory)
        return first + fit

    def _titles(self, code: str, official: int) -> list[tuple[str, str, int]]:
        secretary = ("cell_secretary", "Bí thư", 20)
        deputy = ("cell_deputy", "Phó Bí thư", 21)
        if code == DAM_SEN:
            return [secretary]
        ordinary = ("cell_committee", "Chi ủy viên", 22)
        size = 0 if official < COMMITTEE_FROM else 3 if official >= LARGE_CELL else 1
        titles = [secretary, deputy, *[ordinary] * size]
        return titles[1:] if code in (MILITARY, BEN_DA) else titles
