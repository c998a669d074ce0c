"""Sets as a whole: the criteria with what they ask on a day and what changes, printed under the headings of a workbook."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from soxa.party.listed import Listed
from soxa.values.criteria.counting import criteria_ever, criteria_of
from soxa.values.criteria.models import CriteriaSet, Criterion, Indicator
from soxa.values.criteria.wordings import lines_of, nearest
from soxa.values.criteria.words import general_text, others_of, zones_text


@dataclass(frozen=True)
class Asked:
    """An indicator as it is asked on a day, what it asked before and will ask, and the last of its words, which a change follows."""

    one: Indicator
    others: Sequence[str]
    latest: Indicator


def parts(of: CriteriaSet, on: date) -> list[tuple[Criterion, list[Asked]]]:
    """The criteria of a set with what they ask on a day, and what is still to come of them."""
    return [(one, _lines(one, on)) for one in criteria_ever(of)]


def _lines(criterion: Criterion, on: date) -> list[Asked]:
    told: dict[int, list[Indicator]] = {}
    for row in criterion.indicators.all():  # type: ignore[attr-defined]
        told.setdefault(row.key, []).append(row)
    return [
        Asked(one, others_of(rows, one), max(rows, key=lambda row: row.since))
        for rows in told.values()
        for one in (nearest(rows, on),)
    ]


def sheet(of: CriteriaSet, on: date) -> Listed:
    """A set as it is asked on a day, as a list to print, under the headings by which it may be handed in again."""
    columns = (
        _("Số tiêu chí"), _("Tiêu chí"), _("Số chỉ tiêu"), _("Chỉ tiêu"), _("Yêu cầu"), _("Mức theo vùng, nhóm xã"),
        _("Đơn vị tính"), _("Đối chiếu"),
    )  # fmt: skip
    rows = [
        (
            str(part.number), part.title, one.number, one.title, general_text(one), zones_text(one), one.unit_word,
            _("đã đối chiếu") if one.confirmed else _("chưa xác nhận"),
        )
        for part in criteria_of(of, on)
        for one in lines_of(part, on)
    ]  # fmt: skip
    return Listed(
        "bo-tieu-chi", of.name, of.cite, columns, (0.06, 0.17, 0.06, 0.27, 0.14, 0.14, 0.08, 0.08), rows
    )
