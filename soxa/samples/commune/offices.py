"""The offices of the commune, and the accounts one signs in with."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.hashers import make_password

from soxa.kernel import journal
from soxa.kernel.access import Actor
from soxa.kernel.models import Unit
from soxa.law.partial import PartialDate
from soxa.org.models import Account, Office, Person
from soxa.samples.commune import plan
from soxa.samples.commune.committees import MILITARY
from soxa.samples.commune.people import Face
from soxa.samples.commune.plan import MERGER
from soxa.samples.commune.standing import BEN_DA

PASSWORD = "dong-vai-2026"  # noqa: S105 – printed at the door of the demo book
FOLLOWED = (BEN_DA, "99901.15", "99901.16", "99901.17")


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
    Seat("hoa.trieu", "committee_member", "Đảng ủy viên theo dõi chi bộ", 10, Office.APPOINTED, FOLLOWED, "cell_follower"),
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


def seat_all(faces: list[Face], elected: list[Office], units: dict[str, Unit], actor: Actor) -> None:
    """Write the elected committees, the offices of the commune, and an account for everyone who signs in."""
    people = {face.life.tag: face.person for face in faces if face.life.named and face.life.tag}
    rows = _commune(people, units, actor) + elected
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
            rank=seat.rank, code=seat.code, since=date(2025, 3, 18) if code == BEN_DA and seat.role == "cell_secretary" else MERGER,
        )
        for seat in SEATS
        for code in seat.units
    ]  # fmt: skip


def _accounts(people: dict[str, Person]) -> None:
    password = make_password(PASSWORD)
    for tag in dict.fromkeys(seat.tag for seat in SEATS):
        Account.objects.create(username=tag, person=people[tag], password=password, demo_password=PASSWORD)
