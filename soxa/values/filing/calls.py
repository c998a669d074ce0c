"""What filings ask of whom: to enter what a unit usually files and has not for the period that ended, to check, to approve."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext_lazy

from soxa.kernel.preferences import Preference, declare, value_of
from soxa.kernel.units.tree import tree
from soxa.law.periods import Period, add_months
from soxa.values.filing import periods
from soxa.values.filing.grid import measures_of
from soxa.values.filing.lists import group_title
from soxa.values.filing.models import Filing

_MOST_MONTHS = 60


def _between(low: int, high: int, said: str) -> Callable[[Any], str]:
    def fault(value: Any) -> str:
        return "" if isinstance(value, int) and low <= value <= high else said

    return fault


FILING_DAYS = declare(
    Preference(
        "values.filing_days",
        gettext_lazy("Hạn nhập số liệu: số ngày sau khi hết kỳ"),
        10,
        kind="number",
        help=gettext_lazy(
            "Việc của tôi nhắc nhóm chỉ tiêu mà đơn vị đã từng lập bảng; theo lịch báo cáo của tỉnh."
        ),
        confirmed=False,
        check=_between(1, 60, "Ghi số ngày từ 1 đến 60."),
    )
)
ASKED_DAYS = declare(
    Preference(
        "values.filing_asked_days",
        gettext_lazy("Nhắc nhập số liệu trong bao nhiêu ngày sau khi hết kỳ"),
        60,
        kind="number",
        help=gettext_lazy("Quá số ngày này thì thôi nhắc kỳ ấy; bảng vẫn lập được."),
        confirmed=False,
        check=_between(1, 366, "Ghi số ngày từ 1 đến 366."),
    )
)
USUAL_MONTHS = declare(
    Preference(
        "values.filing_usual_months",
        gettext_lazy("Nhắc nhóm chỉ tiêu đã lập bảng trong bao nhiêu tháng gần đây"),
        15,
        kind="number",
        help=gettext_lazy(
            "Nhóm mà kỳ lập bảng gần nhất đã hết quá số tháng này thì coi là không còn báo cáo nữa."
        ),
        confirmed=False,
        check=_between(1, _MOST_MONTHS, "Ghi số tháng từ 1 đến 60."),
    )
)


@dataclass(frozen=True)
class Missing:
    """Catalogues that a unit filed before for this kind of period and has not submitted for the one that ended."""

    unit_id: int
    period: Period
    due: date
    titles: tuple[str, ...]


Usual = dict[tuple[int, str], set[str]]


def missing(units: Iterable[int] | None, today: date) -> list[Missing]:
    """What units that still stand have to file of what they filed lately; `units` None asks of all. One question."""
    usual, done = _lately(units, today)
    found = []
    for (unit_id, kind), groups in sorted(usual.items()):
        period = periods.latest(kind, today)
        if not _asked_of(unit_id, period, today):
            continue
        lacking = [
            one
            for one in sorted(groups)
            if (unit_id, one, period) not in done and measures_of(one, period, unit_id)
        ]
        if lacking:
            due = period.last_day + timedelta(days=int(value_of(FILING_DAYS, (unit_id,), on=today)))
            found.append(Missing(unit_id, period, due, tuple(map(group_title, lacking))))
    return found


def _lately(units: Iterable[int] | None, today: date) -> tuple[Usual, set[tuple[int, str, Period]]]:
    """What each unit filed lately by kind of period, and what of it is submitted."""
    rows: Any = Filing.objects.filter(
        measure=None, sort=Filing.ACTUAL, until__gt=add_months(today, -_MOST_MONTHS)
    )
    if units is not None:
        rows = rows.filter(unit_id__in=sorted(units))
    usual: Usual = defaultdict(set)
    done = set()
    for unit_id, group, since, until, state in rows.order_by("unit_id").values_list(
        "unit_id", "group", "since", "until", "state"
    ):
        period = Period.of_days(since, until)
        kind = periods.kind_of(period)
        if kind and today < add_months(until, int(value_of(USUAL_MONTHS, (unit_id,), on=today))):
            usual[unit_id, kind].add(group)
        if state != Filing.OPEN:
            done.add((unit_id, group, period))
    return usual, done


def _asked_of(unit_id: int, period: Period, today: date) -> bool:
    """Whether the unit stands, stood in the period, and the period is still asked for."""
    node = tree().nodes[unit_id]
    asked = timedelta(days=int(value_of(ASKED_DAYS, (unit_id,), on=today)))
    return node.stands(today) and node.since < period.until and today < period.until + asked
