"""Four goods as pages show them: the year of every unit, one unit's four contents with what the book knows of each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.access import sight_of
from soxa.kernel.figures import Moment, Reading, find, read_many
from soxa.kernel.units.tree import tree
from soxa.law.numbers import quantity_text
from soxa.law.periods import Period
from soxa.meetings.goods.models import UNIT_KINDS, FourGoods
from soxa.meetings.goods.rules import PASS, PASSED, content_good
from soxa.meetings.kinds import CELL
from soxa.meetings.quality.flow import nearest, sheets_until
from soxa.meetings.quality.models import Score
from soxa.meetings.quality.rules import mean_of, points_of
from soxa.org.roles import PARTY
from soxa.party.listed import Listed

OF_MEETINGS = 2  # the content that the quality of meetings speaks of
# number of the content → figures that say something of it
KNOWN = {
    1: ("tasks.on_time_share", "party.dues_paid_share", "party.commitments"),
    2: ("meetings.held", "meetings.attendance", "meetings.thematic", "meetings.quality_good"),
    3: ("party.organisations_disciplined", "party.disciplined"),
    4: ("party.study_attendance", "party.files_complete"),
}

SILENT, TO_APPRAISE, TO_DECIDE, GOOD, NOT_GOOD = (
    "chua-tu-danh-gia", "cho-tham-dinh", "cho-quyet-dinh", "bon-tot", "khong-cong-nhan",
)  # fmt: skip
# where a unit stands in its year, as the address says it → as the page does
STAGES: dict[str, Any] = {
    SILENT: gettext_lazy("Chưa tự đánh giá"),
    TO_APPRAISE: gettext_lazy("Chờ thẩm định"),
    TO_DECIDE: gettext_lazy("Chờ quyết định"),
    GOOD: gettext_lazy("Bốn tốt"),
    NOT_GOOD: gettext_lazy("Không công nhận"),
}
LIGHTS = {GOOD: "good", NOT_GOOD: "warn"}


@dataclass(frozen=True)
class Row:
    """The year of one unit: what was written of it, None where it has said nothing yet."""

    unit_id: int
    code: str
    name: str
    case: Any

    @property
    def stage(self) -> str:
        """Where it stands, a key of STAGES."""
        if self.case is None:
            return SILENT
        if self.case.decided_on:
            return GOOD if self.case.good else NOT_GOOD
        return TO_DECIDE if self.case.appraised_on else TO_APPRAISE

    @property
    def light(self) -> tuple[str, Any]:
        """(kind of light, words) of where it stands."""
        return LIGHTS.get(self.stage, "quiet"), STAGES[self.stage]


def words_of(good: bool | None) -> str:  # noqa: FBT001 – the value itself is told
    """Whether good, in a word; a dash for what was not said."""
    return "–" if good is None else _("tốt") if good else _("chưa tốt")


def board(reader: Any, year: int, today: date, units: Iterable[int] | None = None) -> list[Row]:
    """Every cell and grassroots organisation in sight that stood at the end of the year, or stands today; one question."""
    on = min(today, date(year, 12, 31))
    sight, inside = sight_of(reader, PARTY), None if units is None else set(units)
    seen: Any = FourGoods.objects.seen_by(reader)
    held = {one.unit_id: one for one in seen.of_year(year)}
    rows = [
        Row(node.id, node.code, tree().name(node.id, on), held.get(node.id))
        for kind, _title in UNIT_KINDS
        for node in tree().of_kind(kind, on)
        if node.id in sight and (inside is None or node.id in inside)
    ]
    return sorted(rows, key=lambda row: row.code)


@dataclass(frozen=True)
class Line:
    """One content of a unit's year: what it gave itself, what was found, and what the book knows of it."""

    content: Any
    own: str
    other: str
    own_good: bool | None
    other_good: bool | None
    remarks: tuple[str, ...]
    known: tuple[Reading, ...]


def lines(unit_id: int, year: int, framework: Any, case: Any, today: date) -> list[Line]:
    """A line for each content."""
    readings = readings_of(unit_id, year, today)
    own, other = (case.self_marks, case.appraised_marks) if case else ({}, {})
    found = []
    for one in framework.contents.all():
        key = str(one.number)
        said = [told[key][1] for told in (own, other) if key in told and told[key][1]]
        found.append(
            Line(
                one, _mark(framework, own.get(key)), _mark(framework, other.get(key)),
                _good(framework, one, own.get(key)), _good(framework, one, other.get(key)),
                tuple(dict.fromkeys(said)), tuple(readings.get(one.number, ())),
            )
        )  # fmt: skip
    return found


def readings_of(unit_id: int, year: int, today: date) -> dict[int, list[Reading]]:
    """Number of the content → what the book knows of it in the year, up to today."""
    moment = Moment.over(Period.parse(str(year)), cut=today)
    codes = [code for several in KNOWN.values() for code in several]
    told = read_many([find(code) for code in codes], moment, [unit_id])
    return {number: [told[code, unit_id] for code in several] for number, several in KNOWN.items()}


def proposed(unit_id: int, year: int, framework: Any, today: date) -> tuple[Decimal, str] | None:
    """Points for the content on meetings, in the measure of the year's mean score, and from what; None where nothing was scored."""
    scores = Score.objects.filter(meeting__kind=CELL, unit_id=unit_id, month__year=year)
    totals = list(scores.filter(since__lte=today, until__gt=today).values_list("total", flat=True))
    mean = mean_of(totals)
    sheet = nearest(sheets_until(CELL, min(today, date(year, 12, 31))), unit_id, today)
    content = next((one for one in framework.contents.all() if one.number == OF_MEETINGS), None)
    if mean is None or sheet is None or content is None or framework.way == PASS:
        return None
    most = sum((one.most for one in sheet.criteria.all()), Decimal())
    points = points_of(content.most, Fraction(mean) / Fraction(most))
    words = _("Bình quân {n} buổi đã chấm: {mean}/{most} điểm → {points}")
    told = words.format(
        n=len(totals), mean=quantity_text(mean), most=quantity_text(most), points=quantity_text(points)
    )
    return points, told


def _mark(framework: Any, told: list[str] | None) -> str:
    if told is None:
        return "–"
    if framework.way == PASS:
        return _("Đạt") if Decimal(told[0]) >= PASSED else _("Không đạt")
    return quantity_text(Decimal(told[0]))


def _good(framework: Any, content: Any, told: list[str] | None) -> bool | None:
    return (
        None if told is None else content_good(Decimal(told[0]), content.most, framework.way, framework.share)
    )


def sheet(rows: list[Row], year: int) -> Listed:
    """The year of every unit as it is printed."""
    return Listed(
        slug=f"bon-tot-{year}",
        title=_("Đánh giá chi bộ, đảng bộ cơ sở bốn tốt"),
        about=_("Năm {year}").format(year=year),
        columns=(_("TT"), _("Tổ chức"), _("Tự đánh giá"), _("Thẩm định"), _("Kết quả"), _("Quyết định")),
        shares=(6, 34, 12, 12, 14, 22),
        rows=[
            (
                str(number), row.name, words_of(row.case.self_good if row.case else None),
                words_of(row.case.appraised_good if row.case else None), str(row.light[1]),
                row.case.decision if row.case else "",
            )
            for number, row in enumerate(rows, start=1)
        ],
    )  # fmt: skip
