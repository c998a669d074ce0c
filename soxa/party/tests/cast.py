"""A small named cast: a province of two communes with three cells, the people in them, and those who sign in."""

from dataclasses import dataclass, field
from datetime import date

from soxa.kernel.access import machine
from soxa.kernel.models import Unit
from soxa.kernel.preferences import BOOK_DAY, put
from soxa.kernel.units.acts import Founding, found, many_acts
from soxa.law.partial import PartialDate
from soxa.law.words import name_key
from soxa.org.models import Account, Office, Person
from soxa.party.models import Cell, Member, Membership

TODAY = date(2026, 11, 20)
LONG_NAME = "Công Tằng Tôn Nữ Hoàng Thị Thiên Hương Nguyễn Phúc Bảo Quyên Trâm Anh"


@dataclass
class Cast:
    """Units by short name, members by short name, accounts by sign-in name."""

    units: dict[str, Unit] = field(default_factory=dict)
    cells: dict[str, Cell] = field(default_factory=dict)
    members: dict[str, Member] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)

    def office(self, login: str, role: str, unit: str, title: str) -> Account:
        """Someone who signs in, with an office in a unit; no office when `role` is empty."""
        person = Person.named(f"Người {login}")
        person.save()
        if role:
            Office.objects.create(
                person=person, unit=self.units[unit], role=role, title=title, since=date(2020, 1, 1)
            )
        self.accounts[login] = Account.objects.create_user(login, "mat-khau-dai", person=person)
        return self.accounts[login]

    def member(self, key: str, name: str, cell: str, **facts: object) -> Member:
        """A member at home in a cell since his admission; dates as "dd/mm/yyyy", "mm/yyyy" or "yyyy"."""
        read = {one: PartialDate.parse(str(facts.pop(one))) for one in _DATES if facts.get(one)}
        person = Person.named(
            name,
            born=read.pop("born", None),
            sex=str(facts.pop("sex", "")),
            citizen_id=str(facts.pop("citizen_id", "")),
        )
        person.save()
        spell = {one: facts.pop(one) for one in ("since", "opened_by") if one in facts}
        self.members[key] = Member.objects.create(person=person, **read, **facts)
        began = spell.get("since") or read["admitted_on"].exact or date(read["admitted_on"].year, 1, 1)
        Membership.objects.create(
            member=self.members[key],
            unit=self.units[cell],
            since=began,
            opened_by=str(spell.get("opened_by", "")),
            name_key=name_key(name),
        )
        return self.members[key]


_DATES = ("born", "decision_on", "admitted_on", "recognised_on")
UNITS = (
    ("province", "99800", "province", "tỉnh Sông Cẩm", None),
    ("upper", "99801", "commune", "xã Khe Trên", "province"),
    ("lower", "99802", "commune", "xã Khe Dưới", "province"),
    ("ben_da", "99801.01", "cell", "Chi bộ thôn Bến Đá", "upper"),
    ("school", "99801.02", "cell", "Chi bộ Trường THCS Khe Trên", "upper"),
    ("dong_cham", "99802.01", "cell", "Chi bộ thôn Đồng Chằm", "lower"),
)
KINDS = {"ben_da": "village", "school": "school", "dong_cham": "village"}


def units_of(cast: Cast) -> None:
    """Found the province, its communes and their cells."""
    with many_acts():
        for key, code, kind, name, parent in UNITS:
            above = cast.units[parent] if parent else None
            cast.units[key] = found(Founding(code, kind, name, above), machine("thử"))
    for key, kind in KINDS.items():
        cast.cells[key] = Cell.objects.create(
            unit=cast.units[key], kind=kind, grassroots=True, since=date(1, 1, 1)
        )


def people_of(cast: Cast) -> None:
    """Bến Đá: four official women and men whose names try the order, one probationary; the school two; Đồng Chằm one."""
    official = {
        "admitted_on": "03/02/1996",
        "recognised_on": "03/02/1997",
        "file_checked_on": date(2025, 9, 1),
    }
    cast.member("dang", "Đặng Thị Ân", "ben_da", born="05/03/1962", sex="F", card_no="12000001", **official)
    cast.member("sac", "Lò Văn Ấn", "ben_da", born="1958", sex="M", card_no="12000002", **official)
    cast.member(
        "an", "Bùi Văn An", "ben_da", born="20/11/1990", sex="M", card_no="12345678",
        citizen_id="001062012345", decision_on="15/03/1996", card_exchanged_on=date(2025, 8, 28), **official,
    )  # fmt: skip
    cast.member("au", "Triệu Thị Âu", "ben_da", born="3/1971", sex="F", **official)
    cast.member(
        "moi", "Vi Thị Bưởi", "ben_da", born="21/11/2001", sex="F", decision_on="20/12/2025",
        admitted_on="06/01/2026", opened_by=Membership.ADMITTED,
    )  # fmt: skip
    cast.member("long", LONG_NAME, "school", born="09/09/1979", sex="F", card_no="12000007", **official)
    cast.member("thay", "Hà Văn Thụ", "school", born="01/01/1980", sex="M", **official)
    cast.member("xa", "Nông Văn Ân", "dong_cham", born="01/05/1965", sex="M", card_no="12000009", **official)


def offices_of(cast: Cast) -> None:
    """An office head per commune, a cell secretary, an auditor of the province, the government, and nobody."""
    cast.office("chanh", "office_head", "upper", "Chánh Văn phòng Đảng ủy")
    cast.office("khac", "office_head", "lower", "Chánh Văn phòng Đảng ủy")
    cast.office("buong", "cell_secretary", "ben_da", "Bí thư Chi bộ thôn Bến Đá")
    cast.office("nhung", "auditor", "province", "Người kiểm tra sổ")
    cast.office("ubnd", "government", "upper", "Chủ tịch UBND xã")
    cast.office("la", "", "upper", "")


def make_cast() -> Cast:
    """The whole cast."""
    cast = Cast()
    units_of(cast)
    people_of(cast)
    offices_of(cast)
    return cast


def cast_on_its_day() -> Cast:
    """The whole cast in a book whose today is 20/11/2026."""
    put(BOOK_DAY, str(TODAY), since=date(2020, 1, 1), actor=machine("thử"))
    return make_cast()
