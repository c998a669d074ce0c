"""The lines of forms 2 and 3 as figures of their own: each number opens its rows, and none crowds the list of figures."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from soxa.kernel.fields import day_number
from soxa.kernel.figures import Figure, Moment, Source, once_told, provide
from soxa.kernel.preferences import Preference, declare
from soxa.kernel.request_memo import once_per_request
from soxa.kernel.sealed import token
from soxa.law.acts import CHARTER, HD_11
from soxa.law.party import AGE_BANDS
from soxa.law.peoples import ETHNIC_GROUPS, MAJORITY, RELIGIONS, named_once
from soxa.org.models import Person
from soxa.party.ages import age_number, age_number_of, aged
from soxa.party.figures import MEMBERS, OPENED, official, probationary
from soxa.party.models import Exemption, Membership
from soxa.party.statistics.rules import CLASSES, OTHER, UNSTATED, class_of

Condition = Callable[[Moment], Q]
_WOMEN = Q(member__person__sex=Person.FEMALE)
WOMEN = "women"
SMALL_GROUP = declare(
    Preference(
        "party.statistics_small_group",
        _("Biểu thống kê: nhóm dân tộc, tôn giáo có ít hơn số người này không in số"),
        3,
        kind="number",
        help=_(
            "Chỉ người được mở dữ liệu niêm kín thấy số thật của nhóm nhỏ hơn; người khác thấy “ít”. "
            "Chưa thấy văn bản nào định con số này."
        ),
        cite=HD_11.at("biểu 4-TCTW"),
        confirmed=False,
    )
)
FORM_FIGURES: dict[str, "FormFigure"] = {}


@dataclass(frozen=True)
class FormFigure(Figure):
    """A number of a form: found by its code as any figure, but not among those that the list of figures shows."""

    def __post_init__(self) -> None:
        if self.code in FORM_FIGURES:
            raise ValueError(f"figure {self.code} is declared twice")
        FORM_FIGURES[self.code] = self


provide(FORM_FIGURES.get, lambda: FORM_FIGURES)
ADMISSIONS = Source(
    code="party.admissions",
    title=_("Đảng viên mới kết nạp"),
    rows=lambda: (
        Membership.objects.home()
        .filter(opened_by=Membership.ADMITTED)
        .annotate(day_admitted=age_number_of("since"))
    ),
    kind="event",
    on="since",
    facts=OPENED.facts,
    columns=OPENED.columns,
    order=OPENED.order,
    link=OPENED.link,
    link_path=OPENED.link_path,
    sight_domain="party",
)


@dataclass(frozen=True)
class LineOf:
    """A line of a form before it is read: its title, the condition of its rows, and whether it may only be a total.

    Lines of one `group` share out the whole: each row is in one of them. `gap` marks lines for what a file lacks.
    """

    code: str
    title: Any
    counts: Condition
    group: str = ""
    sealed: bool = False
    gap: bool = False


@dataclass(frozen=True)
class Group:
    """Lines under one heading; `whole` when they share out the total among themselves."""

    code: str
    title: Any
    lines: tuple[LineOf, ...] = field(default_factory=tuple)
    whole: bool = True


@once_per_request
def texts_by_class(column: str) -> dict[str, list[str]]:
    """What files say of "education", "theory" or "occupation", sorted into classes; few texts for many files."""
    found: dict[str, list[str]] = {}
    for text in Person.objects.order_by().values_list(column, flat=True).distinct():
        found.setdefault(class_of(column, text), []).append(text)
    return found


_NOBODYS = [" "]  # no file says this: a class without texts has no rows, and still its number


def _classed(column: str, code: str) -> Condition:
    path = f"member__person__{column}"
    if code == UNSTATED:
        return lambda moment: Q(**{path: ""})
    return lambda moment: Q(**{f"{path}__in": texts_by_class(column).get(code) or _NOBODYS})


_TITLES: dict[str, dict[str, Any]] = {
    "education": {
        "doctor": _("Tiến sĩ"), "master": _("Thạc sĩ"), "university": _("Đại học"), "college": _("Cao đẳng"),
        "secondary": _("Trung cấp"), "primary": _("Sơ cấp, công nhân kỹ thuật"), "untrained": _("Chưa qua đào tạo"),
    },
    "theory": {
        "advanced": _("Cao cấp, cử nhân"), "middle": _("Trung cấp"), "elementary": _("Sơ cấp"), "none": _("Chưa học"),
    },
    "occupation": {
        "official": _("Cán bộ, công chức, viên chức, cán bộ thôn"), "armed": _("Công an, quân đội, dân quân thường trực"),
        "teacher": _("Giáo viên, cán bộ quản lý giáo dục"), "health": _("Y tế"), "worker": _("Công nhân, người lao động"),
        "farmer": _("Nông dân, xã viên, ngư dân"), "business": _("Kinh doanh, chủ doanh nghiệp"),
        "student": _("Học sinh, sinh viên"), "retired": _("Hưu trí, nghỉ chế độ"),
    },
}  # fmt: skip
_HEADINGS = {
    "education": _("Trình độ chuyên môn"),
    "theory": _("Trình độ lý luận chính trị"),
    "occupation": _("Nghề nghiệp, công tác"),
}


def _classes(column: str) -> Group:
    known = [code for code, _pattern in CLASSES[column]]
    titles = _TITLES[column]
    lines = [LineOf(f"{column}_{code}", titles[code], _classed(column, code), column) for code in titles]
    assert set(titles) == set(known)  # noqa: S101 – a class without a line would be lost from the form
    lines.append(
        LineOf(f"{column}_other", _("Khác, chưa xếp được loại"), _classed(column, OTHER), column, gap=True)
    )
    lines.append(LineOf(f"{column}_unstated", _("Chưa ghi"), _classed(column, UNSTATED), column, gap=True))
    return Group(column, _HEADINGS[column], tuple(lines))


_BORN = "member__person__born"
Reckoned = Callable[[Moment], Any]


def _on_the_day(moment: Moment) -> Any:
    return age_number(moment.on)


def _on_admission(moment: Moment) -> Any:
    return F("day_admitted")


def _aged(day: Reckoned, youngest: int, oldest: int | None) -> Condition:
    """Completed years between two ages on the day; see `aged`."""
    return lambda moment: aged(day(moment), youngest, oldest)


def _ages(day: Reckoned) -> Group:
    youngest = AGE_BANDS[0].first
    lines = [
        LineOf(
            f"age_{band.first}_{band.last or ''}".rstrip("_"),
            band.title,
            _aged(day, band.first, band.last),
            "age",
        )
        for band in AGE_BANDS
    ]
    young = LineOf(
        "age_below", _("Dưới {age}").format(age=youngest),
        lambda moment: Q(**{f"{_BORN}__gt": day(moment) - youngest * 10_000}), "age", gap=True,
    )  # fmt: skip
    unknown = LineOf(
        "age_unknown", _("Chưa ghi ngày sinh"), lambda moment: Q(**{_BORN: None}), "age", gap=True
    )
    return Group("age", _("Tuổi"), (*lines, young, unknown))


_SPANS: tuple[tuple[int | None, int | None, Any], ...] = (
    (None, 1954, _("Trước 21/7/1954")), (1954, 1975, _("21/7/1954 đến 30/4/1975")), (1975, 1996, _("01/5/1975 đến 1995")),
    (1996, 2006, "1996–2005"), (2006, 2016, "2006–2015"), (2016, None, _("Từ 2016 đến nay")),
)  # fmt: skip
_EDGES = {1954: date(1954, 7, 21), 1975: date(1975, 5, 1)}


def _edge(year: int) -> int:
    return day_number(_EDGES.get(year, date(year, 1, 1)))


def _joined(first: int | None, stop: int | None) -> Condition:
    path = "member__admitted_on"
    wanted = Q()
    if first is not None:
        wanted &= Q(**{f"{path}__gte": _edge(first) if first in _EDGES else first * 10_000})
    if stop is not None:
        wanted &= Q(**{f"{path}__lt": _edge(stop) if stop in _EDGES else stop * 10_000})
    return lambda moment: wanted


def _times_of_joining() -> Group:
    lines = [
        LineOf(f"joined_{first or 'before'}", title, _joined(first, stop), "joined")
        for first, stop, title in _SPANS
    ]
    unknown = LineOf(
        "joined_unknown",
        _("Chưa ghi ngày kết nạp"),
        lambda moment: Q(member__admitted_on=None),
        "joined",
        gap=True,
    )
    return Group("joined", _("Thời gian kết nạp"), (*lines, unknown))


def tokens_of(names: tuple[tuple[str, ...], ...], purpose: str) -> dict[str, str]:
    """Token → first name, for every known spelling of every name: a table reckoned from the list, opening no row."""
    return {token(named_once(spelt), purpose): row[0] for row in names for spelt in row}


@once_per_request
def _minority_tokens() -> list[str]:
    return [mark for mark, name in tokens_of(ETHNIC_GROUPS, "ethnicity").items() if name != MAJORITY]


@once_per_request
def _religion_tokens() -> list[str]:
    return list(tokens_of(RELIGIONS, "religion"))


def minority(moment: Moment) -> Q:
    """Of one of the groups other than the Kinh, as far as the name in the file is known."""
    return Q(member__person__ethnicity_token__in=_minority_tokens())


def religious(moment: Moment) -> Q:
    """Of one of the religions whose name is known."""
    return Q(member__person__religion_token__in=_religion_tokens())


@once_told
def exempt(moment: Moment) -> Q:
    """Exempt from work and meetings at the end of the day."""
    spells = Exemption.objects.filter(Exemption.standing(moment.on), kind=Exemption.EXEMPT)
    return Q(member_id__in=spells.values("member_id"))


Figure(
    "party.exempt", _("Đảng viên được miễn công tác và sinh hoạt"), _("đảng viên"), MEMBERS, CHARTER.at("Điều 7"),
    _("Đảng viên được miễn công tác và sinh hoạt đảng vào cuối ngày chốt; tạm miễn và tạm đi không tính."), counts=exempt,
)  # fmt: skip
_AMONG = (
    LineOf("minority", _("Dân tộc thiểu số"), minority, sealed=True),
    LineOf("religious", _("Theo tôn giáo"), religious, sealed=True),
)
_STANDING = Group(
    "standing",
    _("Tư cách đảng viên"),
    (
        LineOf("official", _("Chính thức"), official, "standing"),
        LineOf("probationary", _("Dự bị"), probationary, "standing"),
    ),
)
_AMONG_TITLE = _("Trong đó")
GROUPS: dict[str, tuple[Group, ...]] = {
    "2": (
        Group("among", _AMONG_TITLE, _AMONG, whole=False),
        _ages(_on_admission), _classes("education"), _classes("theory"), _classes("occupation"),
    ),
    "3": (
        _STANDING,
        Group("among", _AMONG_TITLE, (*_AMONG, LineOf("exempt", _("Được miễn công tác và sinh hoạt"), exempt)), whole=False),
        _ages(_on_the_day), _times_of_joining(), _classes("education"), _classes("theory"), _classes("occupation"),
    ),
}  # fmt: skip
SOURCES = {"2": ADMISSIONS, "3": MEMBERS}
_PEOPLE = _("đảng viên")


def and_women(counts: Condition | None) -> Condition:
    """The women among the rows of a condition."""
    return lambda moment: (counts(moment) if counts else Q()) & _WOMEN


def _declare(code: str, title: Any, source: Source, clause: str, counts: Condition | None) -> None:
    cite, said = HD_11.at(clause), _("Một dòng của biểu thống kê; bố cục biểu chưa đối chiếu với văn bản.")
    FormFigure(code, title, _PEOPLE, source, cite, said, counts=counts)
    women = _("{title}, nữ").format(title=title)
    FormFigure(f"{code}.{WOMEN}", women, _PEOPLE, source, cite, said, counts=and_women(counts))


for number, groups in GROUPS.items():
    clause = f"biểu {number}-TCTW"
    whole = {"2": _("Kết nạp trong kỳ"), "3": _("Đảng viên có đến cuối kỳ")}[number]
    _declare(f"form{number}.total", whole, SOURCES[number], clause, None)
    for group in groups:
        for line in group.lines:
            if not line.sealed:
                titled = _("{group}: {line}").format(group=group.title, line=line.title)
                _declare(f"form{number}.{line.code}", titled, SOURCES[number], clause, line.counts)
