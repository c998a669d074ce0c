"""A small named cast: two communes, three offices in the upper one, and those who sign in."""

from dataclasses import dataclass, field
from datetime import date

import soxa.org.roles  # noqa: F401 – declares the roles that offices name
from soxa.kernel.access import Actor, machine
from soxa.kernel.models import Unit
from soxa.kernel.units.acts import Founding, found, many_acts
from soxa.org.models import Account, Office, Person
from soxa.tasks.flow import Giver, Wish, give, take
from soxa.tasks.models import Task

TODAY = date(2026, 11, 20)
LONG_UNIT = "Phòng Văn hóa - Xã hội, Giáo dục, Y tế, Khoa học, Công nghệ và Chuyển đổi số liên thôn"
LONG_NAME = "Công Tằng Tôn Nữ Hoàng Thị Thiên Hương Nguyễn Phúc Bảo Quyên Trâm Anh"
UNITS = (
    ("province", "99800", "province", "tỉnh Sông Cẩm", None),
    ("upper", "99801", "commune", "xã Khe Trên", "province"),
    ("lower", "99802", "commune", "xã Khe Dưới", "province"),
    ("economy", "99801.KT", "agency", "Phòng Kinh tế", "upper"),
    ("culture", "99801.VH", "agency", LONG_UNIT, "upper"),
    ("empty", "99801.TT", "agency", "Trạm Y tế", "upper"),
)


@dataclass
class Cast:
    """Units by short name, accounts and people by sign-in name."""

    units: dict[str, Unit] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)

    def office(self, login: str, role: str, unit: str, title: str, *, name: str = "", rank: int = 10) -> None:
        """Someone who signs in, with an office in a unit."""
        self.people[login] = person = Person.named(name or f"Người {login}")
        person.save()
        Office.objects.create(
            person=person, unit=self.units[unit], role=role, title=title, since=date(2020, 1, 1), rank=rank
        )
        self.accounts[login] = Account.objects.create_user(login, "mat-khau-dai", person=person)

    def giver(self, unit: str = "upper") -> Giver:
        """The upper commune's office head, as he gives."""
        return Giver(self.units[unit].pk, "Chánh Văn phòng Đảng ủy")

    def wish(
        self, content: str = "Rà soát hộ nghèo năm 2026", unit: str = "economy", **facts: object
    ) -> Wish:
        """A task for an office, given on 2/11/2026 for 13/11/2026 unless said otherwise."""
        days = {
            "given_on": date(2026, 11, 2),
            **({} if "working_days" in facts else {"due_on": date(2026, 11, 13)}),
        }
        return Wish(content=content, giver=self.giver(), unit_id=self.units[unit].pk, **{**days, **facts})

    def task(
        self, content: str = "Rà soát hộ nghèo năm 2026", unit: str = "economy", **facts: object
    ) -> Task:
        """That task, given."""
        return give(self.wish(content, unit, **facts), ACTOR)

    def step(self, task: Task, name: str, day: date, **facts: object) -> None:
        """A step taken by the machine on a day."""
        take(name, task, ACTOR, today=date(2030, 1, 1), facts={"on": day, **facts})


ACTOR: Actor = machine("thử")


def make_cast() -> Cast:
    """The whole cast."""
    cast = Cast()
    with many_acts():
        for key, code, kind, name, parent in UNITS:
            above = cast.units[parent] if parent else None
            cast.units[key] = found(Founding(code, kind, name, above), ACTOR)
    cast.office("chanh", "office_head", "upper", "Chánh Văn phòng Đảng ủy")
    cast.office("khac", "office_head", "lower", "Chánh Văn phòng Đảng ủy")
    cast.office("kinhte", "unit_head", "economy", "Trưởng phòng Kinh tế", name="Lò Văn Ấn", rank=1)
    cast.office("chuyenvien", "unit_staff", "economy", "Chuyên viên", name=LONG_NAME, rank=5)
    cast.office("vanhoa", "unit_head", "culture", "Trưởng phòng", name="Vi Thị Bưởi", rank=1)
    cast.office("nhung", "auditor", "province", "Người kiểm tra sổ")
    cast.office("dan", "petition_officer", "upper", "Công chức tiếp công dân")
    return cast
