"""How a real book begins: its commune, its name, and the first person who may sign in."""

import secrets
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from django.db import transaction
from django.utils.translation import gettext as _

from soxa.kernel import journal
from soxa.kernel.access import machine
from soxa.kernel.flow import Refused
from soxa.kernel.models import Entry, Unit
from soxa.kernel.preferences import BOOK_NAME, book_day, put
from soxa.kernel.units.acts import Founding, found
from soxa.law.words import fold
from soxa.org.models import Account, Office, Person
from soxa.org.roles import OFFICE_HEAD

COMMUNE = "commune"
FIRST_ACCOUNT = "van-phong"
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that a reader could take for another
_NEAR = 5


@dataclass(frozen=True)
class Opened:
    """What was made: the commune's name and code, and the first account with its password, told once."""

    name: str
    code: str
    username: str
    password: str


def new_password() -> str:
    """A password one can read aloud: three groups of five, 74 bits."""
    groups = ["".join(secrets.choice(_LETTERS) for _letter in range(5)) for _group in range(3)]
    return "-".join(groups)


def first_commune(name: str, code: str = "") -> Opened:
    """Found the book's commune and its first account; Refused in words when the book has one or the name says nothing."""
    clean = " ".join(name.split())
    if not clean:
        raise Refused(_("Thiếu tên xã."))
    if Unit.objects.filter(kind=COMMUNE).exists():
        raise Refused(_("Sổ này đã có xã. Mỗi xã một thư mục sổ (SOXA_DATA_DIR)."))
    known = code.strip() or _only_code(clean) or "xa"
    actor = machine("soxa init")
    password = new_password()
    with transaction.atomic():
        unit = found(Founding(known, COMMUNE, clean), actor)
        put(BOOK_NAME, clean, since=book_day(), actor=actor)
        entry = journal.write(
            actor, "accounts", "create", subject=("account", FIRST_ACCOUNT), unit_id=unit.pk,
            facts={"role": OFFICE_HEAD.code},
        )  # fmt: skip
        open_account(FIRST_ACCOUNT, _("Văn phòng Đảng ủy"), password, unit=unit, entry=entry)
    return Opened(clean, known, FIRST_ACCOUNT, password)


def open_account(username: str, person_name: str, password: str, *, unit: Unit, entry: Entry) -> Account:
    """The office's account: a person who stands for the office, holding it from today."""
    person = Person.named(person_name, entry=entry)
    person.save(force_insert=True)
    Office.objects.create(
        person=person,
        unit=unit,
        role=OFFICE_HEAD.code,
        title=str(OFFICE_HEAD.title),
        way=Office.EMPLOYED,
        since=book_day(),
        rank=10,
        entry=entry,
    )
    return Account.objects.create_user(username, password, person=person)


@dataclass(frozen=True)
class OfficialName:
    """A commune of the official list: its five figures, its name, its province."""

    code: str
    name: str
    province: str

    def __str__(self) -> str:
        return f"{self.name}, {self.province} ({self.code})"


@cache
def official_names() -> tuple[OfficialName, ...]:
    """Every commune of the list in force since 1 July 2025, read once per process."""
    from vietnam_provinces import Province, Ward  # a long list, which few commands and pages ask for

    provinces = {one.code: one.name for one in Province.iter_all()}
    return tuple(
        OfficialName(f"{int(ward.code):05d}", ward.name, provinces[ward.province_code])
        for ward in Ward.iter_all()
    )


@cache
def _folded() -> dict[str, list[OfficialName]]:
    names: dict[str, list[OfficialName]] = {}
    for one in official_names():
        names.setdefault(fold(one.name), []).append(one)
    return names


def matching_names(words: str, most: int = 20) -> list[OfficialName]:
    """Official communes whose name, code or province holds all the words, whatever their tone marks."""
    asked = fold(words).split()
    if not asked:
        return []
    held = (one for one in official_names() if all(word in fold(str(one)) for word in asked))
    return [one for one, _count in zip(held, range(most), strict=False)]


def _named(name: str) -> list[OfficialName]:
    """Communes of that name; the province may follow a comma."""
    short, _comma, province = name.partition(",")
    found_here = _folded().get(fold(short), [])
    wanted = fold(province).removeprefix("tinh ").removeprefix("thanh pho ").strip()
    return [one for one in found_here if not wanted or wanted in fold(one.province)]


def _only_code(name: str) -> str:
    same = _named(name)
    return same[0].code if len(same) == 1 else ""


def official_warning(name: str, code: str = "") -> str:
    """A sentence when name and code differ from the official list, with the names that are near; else an empty text."""
    clean = " ".join(name.split())
    if code.strip():
        return _of_code(clean, code.strip())
    if _named(clean):
        return ""
    return _("Danh mục đơn vị hành chính không có “{name}”.{near}").format(name=clean, near=_near(clean))


def _of_code(name: str, code: str) -> str:
    known = {one.code: one for one in official_names()}
    if code not in known:
        return _("Danh mục đơn vị hành chính không có mã {code}.{near}").format(code=code, near=_near(name))
    if known[code] in _named(name):
        return ""
    return _("Mã {code} trong danh mục là {official}, khác tên “{name}”.").format(
        code=code, official=f"{known[code].name}, {known[code].province}", name=name
    )


def _near(name: str) -> str:
    short = name.partition(",")[0]
    close = get_close_matches(fold(short), _folded(), n=_NEAR, cutoff=0.75)
    same = _folded().get(fold(short), [])
    found_near = [*same, *(one for key in close for one in _folded()[key] if one not in same)][:_NEAR]
    return _(" Gần giống: {names}.").format(names="; ".join(map(str, found_near))) if found_near else ""
