"""Who follows which cell of the demo commune: its leading officials, by one decision after the merger; two cells are left over."""

from datetime import date

from soxa.kernel import journal
from soxa.kernel.access import Actor
from soxa.kernel.models import Unit
from soxa.org.models import Office, Person
from soxa.party.posts import FOLLOWER
from soxa.samples.commune import plan
from soxa.samples.commune.people import Face

ASSIGNED = date(2025, 7, 10)
DECISION = "Quyết định số 15-QĐ/ĐU ngày 10/7/2025 của Ban Thường vụ Đảng ủy"
# sign-in name → the numbers of his cells; cells 14–17 are followed by one who sees them (`offices.SEATS`), 54 and 56 by nobody
CELLS = {
    "thuan.dang": (1, 2, 37, 41),
    "lan.vi": (3, 4, 5, 38, 40, 42),
    "diep.cao": (6, 7, 8, 39, 43, 53, 55),
    "tuyet.ngo": (9, 10, 11, 12, 13, 18),
    "kien.phung": (19, 20, 21, 22, 23, 24),
    "sang.ha": (25, 26, 27, 28, 29, 30),
    "quang.bui": (31, 32, 33, 34, 35, 36),
    "tham.mong": (44, 45, 46, 47, 48, 49, 50, 51, 52),
}


def assign_followers(faces: list[Face], units: dict[str, Unit], actor: Actor) -> None:
    """Write the assignments in one load."""
    people: dict[str, Person] = {
        face.life.tag: face.person for face in faces if face.life.named and face.life.tag
    }
    rows = [
        Office(
            person=people[tag], unit=units[f"{plan.COMMUNE[0]}.{number:02d}"], code=FOLLOWER,
            title="Đảng ủy viên theo dõi chi bộ", way=Office.APPOINTED, decision=DECISION, rank=40, since=ASSIGNED,
        )
        for tag, numbers in CELLS.items()
        for number in numbers
    ]  # fmt: skip
    entry = journal.write(
        actor, "samples", "offices", subject=("unit", plan.COMMUNE[0]), on=ASSIGNED, facts={"rows": len(rows)},
        unit_id=units[plan.COMMUNE[0]].pk,
    )  # fmt: skip
    Office.objects.loaded(rows, entry)
