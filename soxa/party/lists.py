"""The member list: what may be asked by address, and the rows of one page."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q, QuerySet, Value, Window
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.access import Sight, sight_of
from soxa.kernel.units.tree import tree
from soxa.law.partial import PartialDate
from soxa.law.party import AGE_BANDS
from soxa.law.periods import FOREVER, plausible
from soxa.org.models import Person
from soxa.party.ages import age_number, aged
from soxa.party.badges.outside import outside_of
from soxa.party.models import Exemption, Membership, MissingPaper
from soxa.party.present import held_then, with_card, with_keeper
from soxa.party.rules import card_text, is_official, party_age

PAGE = 50
LEAVING = (
    Membership.TRANSFERRED_OUT,
    Membership.DIED,
    Membership.STRUCK_OFF,
    Membership.EXPELLED,
    Membership.LEFT,
)
STATES = {
    "": gettext_lazy("đang sinh hoạt"),
    "tam-den": gettext_lazy("tạm thời từ nơi khác đến"),
    "da-ra": gettext_lazy("đã ra khỏi danh sách"),
}
STANDING = {
    "": gettext_lazy("chính thức và dự bị"),
    "chinh-thuc": gettext_lazy("chính thức"),
    "du-bi": gettext_lazy("dự bị"),
}
SORTS = {"": gettext_lazy("tên"), "chi-bo": gettext_lazy("chi bộ"), "tuoi": gettext_lazy("tuổi, cao trước")}
_ORDER = {
    "": ("name_key", "pk"),
    "chi-bo": ("unit_id", "name_key", "pk"),
    "tuoi": ("member__person__born", "name_key", "pk"),
}
BANDS = {f"{band.first}-{band.last or ''}": band for band in AGE_BANDS}


@dataclass(frozen=True)
class Asked:
    """What the address asks for; a value nobody knows is as if it were not there."""

    on: date
    today: date
    q: str = ""
    unit: str = ""
    standing: str = ""
    state: str = ""
    band: str = ""
    women: bool = False
    unexchanged: bool = False
    incomplete: bool = False
    eased: str = ""
    sort: str = ""
    page: int = 1

    @classmethod
    def of(cls, query: Mapping[str, str], today: date) -> "Asked":
        """Read from a query: q, chi-bo, dang, trang-thai, tuoi, nu, the, ho-so, mien, xep, ngay, trang."""
        page = query.get("trang", "1")
        return cls(
            on=_day(query.get("ngay", ""), today),
            today=today,
            q=query.get("q", "").strip()[:80],
            unit=_known(query.get("chi-bo"), tree().codes),
            standing=_known(query.get("dang"), STANDING),
            state=_known(query.get("trang-thai"), STATES),
            band=_known(query.get("tuoi"), BANDS),
            women=query.get("nu") == "1",
            unexchanged=query.get("the") == "chua-doi",
            incomplete=query.get("ho-so") == "thieu",
            eased=_known(query.get("mien"), dict(Exemption.KINDS)),
            sort=_known(query.get("xep"), SORTS),
            page=min(int(page), 100_000) if page.isdecimal() and int(page[:6]) else 1,
        )

    @property
    def narrowed(self) -> int:
        """How many conditions narrow the list, the day and the state aside."""
        given = (
            self.q, self.unit, self.standing, self.band, self.women, self.unexchanged, self.incomplete,
            self.eased,
        )  # fmt: skip
        return sum(1 for one in given if one)

    @property
    def elsewhen(self) -> bool:
        """Whether another day than today is asked."""
        return self.on != self.today

    @property
    def backward(self) -> bool:
        """Whether the spells asked for may have ended by today."""
        return self.elsewhen or self.state == "da-ra"


def _known(value: str | None, choices: Mapping[str, Any]) -> str:
    return value if value and value in choices else ""


def _day(text: str, today: date) -> date:
    if not text:
        return today
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return plausible(datetime.strptime(text.strip(), form).date())
        except ValueError:
            continue
    return today


@dataclass(slots=True)
class Row:
    """One member as the list shows him."""

    member_id: int
    name: str
    unit_id: int
    cell: str
    cell_code: str
    born: PartialDate | None
    age: int | None
    sex: str
    official: bool
    admitted: PartialDate | None
    recognised: PartialDate | None
    party_years: int | None
    card: str
    exchanged: bool
    eased: str
    lacks_paper: bool
    left_on: date | None
    left_by: str


@dataclass(frozen=True)
class Page:
    """One page of the list; `total` is None where an exact total would be dear (more than one commune)."""

    rows: list[Row]
    number: int
    more: bool
    total: int | None

    @property
    def first(self) -> int:
        """Number of the first row shown."""
        return (self.number - 1) * PAGE + 1

    @property
    def last(self) -> int:
        """Number of the last row shown."""
        return self.first + len(self.rows) - 1


_FIELDS = (
    "member_id",
    "unit_id",
    "until",
    "closed_by",
    "recognised_then",
    "member__person__full_name",
    "member__person__born",
    "member__person__sex",
    "member__decision_on",
    "member__admitted_on",
    "member__recognised_on",
    "member__card_no",
    "member__card_exchanged_on",
    "card_then",
    "keeper",
)

_LACKING = "lacking"


def page_of(asked: Asked, reader: Any) -> Page:
    """One page in three queries, whatever the size of the book: the rows, what their notes say, their time outside.

    Up to a commune the total is counted in the same pass that sorts the list; over a province the index in name order
    is walked, and nothing is counted.
    """
    start, words = (asked.page - 1) * PAGE, _Words()
    wanted, counted = ordered(spells(asked, reader), asked), countable(asked, reader)
    wanted, sight = with_keeper(wanted, past=asked.backward), sight_of(reader, "party")
    wanted = with_card(wanted, asked.on, past=asked.elsewhen)
    fields = wanted.values(*_FIELDS, total=Window(Count("pk"))) if counted else wanted.values(*_FIELDS)
    rows = list(fields[start : start + PAGE + 1])
    total: int | None = None
    if counted:
        total = rows[0]["total"] if rows else wanted.count() if start else 0
    marks = _marks_of([one["member_id"] for one in rows[:PAGE]], asked.on)
    outside = outside_of([one["member_id"] for one in rows[:PAGE]], asked.on)
    shown = [
        _row(_cut(one, sight), asked, words, marks[one["member_id"]], outside.get(one["member_id"], 0))
        for one in rows[:PAGE]
    ]
    return Page(shown, asked.page, len(rows) > PAGE, total)


def ordered(found: Any, asked: Asked) -> Any:
    """The spells in the order asked for."""
    return found.order_by(*_ORDER[asked.sort])


def countable(asked: Asked, reader: Any) -> bool:
    """Whether an exact total is worth its price: up to a commune."""
    standing = tree()
    if not asked.unit and not sight_of(reader, "party").everything:
        return True
    communes = standing.of_kind("commune", asked.on)
    if len(communes) <= 1 or not asked.unit:
        return len(communes) <= 1
    inside = standing.within(standing.codes[asked.unit], asked.on)
    return sum(node.id in inside for node in communes) <= 1


def in_sight(asked: Asked, reader: Any) -> int:
    """How many there are with no condition but the day, for the words of an empty list."""
    return spells(Asked(on=asked.on, today=asked.today, state=asked.state), reader).count()


def spells(asked: Asked, reader: Any) -> QuerySet[Any]:
    """The spells asked for, inside the reader's sight."""
    wide = not countable(asked, reader)
    found: Any = _of_state(asked, Membership.objects.seen_by(reader), wide=wide)
    if asked.unit:
        found = found.filter(_of_unit(asked))
    if asked.q:
        found = found.matching(asked.q)
    return found.filter(_of_member(asked))


def _of_state(asked: Asked, rows: Any, *, wide: bool) -> Any:
    if asked.state == "da-ra":
        return rows.home().filter(closed_by__in=LEAVING, until__lte=asked.on)
    kind = Membership.ATTACHED if asked.state == "tam-den" else Membership.HOME
    return rows.filter(_standing(asked.on, wide=wide), kind=kind)


def _standing(on: date, *, wide: bool) -> Q:
    """The spell stands at the end of the day.

    Over a whole province, where nothing ends after the day, it is said by equality, so that the index in name order
    can be walked instead of sorting every row.
    """
    if wide and not Membership.objects.filter(until__gt=on, until__lt=FOREVER).exists():
        return Q(until=FOREVER, since__lte=on)
    return Membership.standing(on)


def _of_unit(asked: Asked) -> Q:
    node = tree().by_code(asked.unit)
    if asked.state == "da-ra":
        return Q(unit_id__in=sorted(tree().seen_from(node.id)))
    units = sorted(tree().within(node.id, asked.on)) or [node.id]
    return Q(unit_id=units[0]) if len(units) == 1 else Q(unit_id__in=units)


def _of_member(asked: Asked) -> Q:
    on, wanted = asked.on, Q()
    if asked.standing:
        official = asked.standing == "chinh-thuc"
        wanted &= Membership.official_by(on) if official else Membership.probationary_by(on)
    if asked.women:
        wanted &= Q(member__person__sex=Person.FEMALE)
    if asked.band:
        band = BANDS[asked.band]
        wanted &= aged(age_number(on), band.first, band.last)
    if asked.unexchanged:
        wanted &= Membership.official_by(on)
        wanted &= Q(member__card_exchanged_on=None) | Q(member__card_exchanged_on__gt=on)
    if asked.incomplete:
        unchecked = Q(member__file_checked_on=None) | Q(member__file_checked_on__gt=on)
        wanted &= unchecked | Q(
            member_id__in=MissingPaper.objects.filter(MissingPaper.standing(on)).values("member_id")
        )
    if asked.eased:
        eased = Exemption.objects.filter(Exemption.standing(on), kind=asked.eased)
        wanted &= Q(member_id__in=eased.values("member_id"))
    return wanted


def _marks_of(members: list[int], on: date) -> dict[int, set[str]]:
    """By member, the kinds of exemption that stand on the day, and _LACKING where his file lacks a paper."""
    marks: dict[int, set[str]] = defaultdict(set)
    if not members:
        return marks
    eased = Exemption.objects.filter(Exemption.standing(on), member_id__in=members)
    lacks = MissingPaper.objects.filter(MissingPaper.standing(on), member_id__in=members)
    found = eased.values_list("member_id", "kind").union(lacks.values_list("member_id", Value(_LACKING)))
    for member, mark in found:
        marks[member].add(mark)
    return marks


def _cut(found: dict[str, Any], sight: Sight) -> dict[str, Any]:
    """The row without what another unit keeps now."""
    return found if found["keeper"] in sight else found | {"member__card_no": ""}


def _row(found: dict[str, Any], asked: Asked, words: "_Words", marks: set[str], outside: int) -> Row:
    born, left = found["member__person__born"], asked.state == "da-ra"
    standing, on = tree(), found["until"] if left else asked.on
    found = held_then(found, on) if asked.backward else found
    eased, recognised, exchanged = (
        marks - {_LACKING}, found["member__recognised_on"], found["member__card_exchanged_on"],
    )  # fmt: skip
    decision, admitted = found["member__decision_on"], found["member__admitted_on"]
    age = party_age(decision, recognised, on=on, admitted=admitted, days_outside=outside)
    return Row(
        member_id=found["member_id"],
        name=found["member__person__full_name"],
        unit_id=found["unit_id"],
        cell=standing.name(found["unit_id"], on),
        cell_code=standing.nodes[found["unit_id"]].code,
        born=born,
        age=born.age_on(on) if born else None,
        sex=words.sexes.get(found["member__person__sex"], ""),
        official=is_official(recognised, on),
        admitted=admitted,
        recognised=recognised,
        party_years=age.years,
        card=card_text(found["member__card_no"], asked.today) if found["member__card_no"] else "",
        exchanged=bool(exchanged and exchanged <= on),
        eased=words.kinds[min(eased)] if eased else "",
        lacks_paper=_LACKING in marks,
        left_on=found["until"] if left else None,
        left_by=words.closings.get(found["closed_by"], "") if left else "",
    )


class _Words:
    """The words of choices, turned into text once a page."""

    def __init__(self) -> None:
        self.sexes = {code: str(word) for code, word in _SEXES.items()}
        self.kinds = {code: str(word) for code, word in _KINDS.items()}
        self.closings = {code: str(word) for code, word in _CLOSINGS.items()}


_SEXES = {Person.FEMALE: gettext_lazy("Nữ"), Person.MALE: gettext_lazy("Nam")}
_KINDS, _CLOSINGS = dict(Exemption.KINDS), dict(Membership.CLOSINGS)


def cell_choices(reader: Any, on: date) -> list[tuple[str, str]]:
    """(code, name) of what the list may be narrowed to: the communes of a province, else the cells in sight on the day."""
    sight, standing = sight_of(reader, "party"), tree()
    communes = [node for node in standing.of_kind("commune", on) if node.id in sight]
    if sight.everything and len(communes) <= 1:
        cells = standing.of_kind("cell", on)
    else:
        cells = sorted(
            (
                node
                for node in map(standing.nodes.__getitem__, sight.units)
                if node.kind == "cell" and node.stands(on)
            ),
            key=lambda node: node.code,
        )
    found = [*(communes if len(communes) > 1 else []), *cells]
    return [(node.code, standing.name(node.id, on)) for node in found]


def words_of(asked: Asked) -> list[tuple[str, dict[str, None]]]:
    """Each condition in words, with the change of address that takes it away."""
    shown: list[tuple[bool, str, str]] = [
        (bool(asked.q), f"“{asked.q}”", "q"),
        (bool(asked.unit), tree().name(tree().codes.get(asked.unit), asked.on), "chi-bo"),
        (bool(asked.standing), str(STANDING[asked.standing]), "dang"),
        (asked.women, _("nữ"), "nu"),
        (
            bool(asked.band),
            _("tuổi {band}").format(band=BANDS[asked.band].title) if asked.band else "",
            "tuoi",
        ),
        (asked.unexchanged, _("chưa đổi thẻ"), "the"),
        (asked.incomplete, _("hồ sơ thiếu hoặc chưa kiểm tra"), "ho-so"),
        (bool(asked.eased), str(_KINDS.get(asked.eased, "")), "mien"),
        (bool(asked.state), str(STATES[asked.state]), "trang-thai"),
    ]
    return [(words, {name: None, "trang": None}) for given, words, name in shown if given]
