"""The offices, rooms and stations of the commune as units of their own, and who serves in them."""

from dataclasses import dataclass

from soxa.kernel import journal
from soxa.kernel.access import Actor
from soxa.kernel.models import Unit
from soxa.kernel.units.acts import Founding, found, many_acts
from soxa.org.models import Office, Person
from soxa.samples.commune import plan
from soxa.samples.commune.people import Face
from soxa.samples.commune.plan import MERGER
from soxa.samples.names import rolls

AGENCY = "agency"
DECISION = (
    "Quyết định số 02-QĐ/ĐU ngày 01/7/2025 và Quyết định số 03/QĐ-UBND ngày 01/7/2025 về tổ chức bộ máy"
)
STAFF_OF_EACH = 2
OLDEST = 60


@dataclass(frozen=True)
class Body:
    """One office: its code and name, the cell its people belong to, and its head when known by name."""

    code: str
    name: str
    cell: str
    head: str
    known: str = ""


BODIES = (
    Body("99901.VPDU", "Văn phòng Đảng ủy", "99901.37", "Chánh Văn phòng Đảng ủy", "tuyet.ngo"),
    Body("99901.BXDD", "Ban Xây dựng Đảng", "99901.37", "Trưởng Ban Xây dựng Đảng", "kien.phung"),
    Body("99901.UBKT", "Cơ quan Ủy ban Kiểm tra Đảng ủy", "99901.37", "Chủ nhiệm Ủy ban Kiểm tra", "sang.ha"),
    Body("99901.MTTQ", "Cơ quan Ủy ban MTTQ Việt Nam xã", "99901.37", "Chủ tịch Ủy ban MTTQ xã", "tham.mong"),
    Body("99901.VPHU", "Văn phòng HĐND và UBND xã", "99901.38", "Chánh Văn phòng HĐND và UBND xã"),
    Body("99901.PKT", "Phòng Kinh tế", "99901.39", "Trưởng phòng Kinh tế"),
    Body("99901.PVHX", "Phòng Văn hóa - Xã hội", "99901.39", "Trưởng phòng Văn hóa - Xã hội"),
    Body(
        "99901.TTHC",
        "Trung tâm Phục vụ hành chính công",
        "99901.40",
        "Giám đốc Trung tâm Phục vụ hành chính công",
        "quang.bui",
    ),
    Body("99901.CAX", "Công an xã", "99901.41", "Trưởng Công an xã"),
    Body("99901.QSX", "Ban Chỉ huy Quân sự xã", "99901.42", "Chỉ huy trưởng Ban Chỉ huy Quân sự xã"),
    Body("99901.TYT", "Trạm Y tế xã", "99901.43", "Trạm trưởng Trạm Y tế xã"),
)
# officials who sign in and serve in an office without being its head
SERVING = (("yen.le", "99901.VPDU"),)
EMPLOYED = "Cán bộ, công chức"


def found_bodies(units: dict[str, Unit], actor: Actor) -> None:
    """Found the offices under the commune on the day of the merger; they are added to `units`."""
    commune = units[plan.COMMUNE[0]]
    with many_acts():
        for body in BODIES:
            wish = Founding(body.code, AGENCY, body.name, commune, MERGER, DECISION)
            units[body.code] = found(wish, actor)


def seat_bodies(faces: list[Face], units: dict[str, Unit], actor: Actor) -> None:
    """A head and two others in each office, and those who sign in where they serve."""
    people = {face.life.tag: face.person for face in faces if face.life.named and face.life.tag}
    taken: set[int] = set()
    rows: list[Office] = []
    for body in BODIES:
        able = _able(faces, body.cell, taken)
        head = people[body.known] if body.known else able.pop(0).person
        rows.append(_office(units[body.code], head, body.head, "unit_head", 15))
        chosen = able[:STAFF_OF_EACH]
        taken |= {face.person.pk for face in chosen} | {head.pk}
        rows += [
            _office(units[body.code], face.person, f"{EMPLOYED} {body.name}", "unit_staff", 30)
            for face in chosen
        ]
    names = {body.code: body.name for body in BODIES}
    rows += [
        _office(units[code], people[tag], f"{EMPLOYED} {names[code]}", "unit_staff", 25)
        for tag, code in SERVING
    ]
    entry = journal.write(
        actor, "samples", "offices", subject=("unit", plan.COMMUNE[0]), on=MERGER, facts={"rows": len(rows)},
        unit_id=units[plan.COMMUNE[0]].pk,
    )  # fmt: skip
    Office.objects.loaded(rows, entry)


def _able(faces: list[Face], cell: str, taken: set[int]) -> list[Face]:
    """Official members of the cell of working age, since the merger and without a name of their own, in a fixed order."""
    here = [
        face
        for face in faces
        if face.life.cell_on(plan.BOOK_DAY) == face.life.cell_on(MERGER) == cell
        and not (face.life.named and face.life.tag)
        and face.person.pk not in taken
        and face.life.born.age_on(plan.BOOK_DAY) < OLDEST
    ]
    rolls(f"bodies {cell}").shuffle(here)
    return sorted(here, key=lambda face: not face.person.theory)


def _office(unit: Unit, person: Person, title: str, role: str, rank: int) -> Office:
    return Office(
        person=person, unit=unit, role=role, title=title, way=Office.EMPLOYED, rank=rank, since=MERGER
    )
