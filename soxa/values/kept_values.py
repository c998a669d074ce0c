"""How reported values and results by criteria are told again a year after a paper that printed them went out."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.figures import Source, SourceColumn
from soxa.kernel.figures.kept import Keeping, keeps
from soxa.kernel.page import day_text
from soxa.kernel.units.tree import tree
from soxa.law.periods import Period
from soxa.org.roles import VALUES
from soxa.values.criteria.answers import FACTS, SOURCE
from soxa.values.criteria.models import CriterionResult
from soxa.values.figures import value_text
from soxa.values.models import ReportedValue

_UNIT = SourceColumn(gettext_lazy("Đơn vị"), "unit_id")

REPORTED = Source(
    code="values.reported", title=gettext_lazy("Số liệu báo cáo"), kind="event", rows=ReportedValue.objects.all, order=("since", "unit_id", "pk"),
    facts=("unit_id", "since", "until", "sort", "value", "met", "of", "word", "replaced_by_id", "numerator", "denominator"),
    columns=(
        _UNIT, SourceColumn(gettext_lazy("Kỳ"), "since"), SourceColumn(gettext_lazy("Loại số"), "sort"),
        SourceColumn(gettext_lazy("Giá trị"), "value"), SourceColumn(gettext_lazy("Nguồn"), "source"),
    ),
    sight_domain=VALUES,
)  # fmt: skip
JUDGED = Source(
    code=SOURCE, title=gettext_lazy("Kết quả theo tiêu chí"), kind="stock", rows=CriterionResult.objects.all, order=("indicator_id", "unit_id", "pk"),
    facts=FACTS,
    columns=(
        _UNIT, SourceColumn(gettext_lazy("Chỉ tiêu"), "indicator_id"), SourceColumn(gettext_lazy("Kết quả"), "outcome"),
        SourceColumn(gettext_lazy("Ngày đánh giá"), "since"),
    ),
    sight_domain=VALUES,
)  # fmt: skip


def known(facts: list[Any]) -> list[Any]:
    """The facts of a value; without a numerator and a denominator as before there were any, so that older prints still agree."""
    return facts[:-2] if facts[-1] is None else facts


def _values(rows: QuerySet[Any]) -> dict[int, tuple[str, ...]]:
    return {
        one.pk: (
            tree().name(one.unit_id), Period.of_days(one.since, one.until).title(day_text), str(one.get_sort_display()),
            value_text(one), one.source,
        )
        for one in rows.select_related("measure")
    }  # fmt: skip


def _results(rows: QuerySet[Any]) -> dict[int, tuple[str, ...]]:
    return {
        one.pk: (
            tree().name(one.unit_id),
            _("{number}. {title}").format(number=one.indicator.number, title=one.indicator.title),
            str(one.get_outcome_display()),
            day_text(one.since),
        )
        for one in rows.select_related("indicator")
    }


keeps(Keeping(REPORTED, _values, known))
keeps(Keeping(JUDGED, _results))
