"""What filings ask of whom: to enter what a unit usually files and has not for the period that ended, to check, to approve."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext_lazy

from soxa.kernel.preferences import Preference, declare, value_of
from soxa.law.periods import Period
from soxa.values.filing import periods
from soxa.values.filing.lists import group_title
from soxa.values.filing.models import Filing

# how long after a period has ended its numbers are still asked for
_ASKED_FOR = timedelta(days=60)


def _fault(value: Any) -> str:
    return "" if isinstance(value, int) and 1 <= value <= 60 else "Ghi số ngày từ 1 đến 60."  # noqa: PLR2004


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
        check=_fault,
    )
)


@dataclass(frozen=True)
class Missing:
    """Catalogues that a unit filed before for this kind of period and has not submitted for the one that ended."""

    unit_id: int
    period: Period
    due: date
    titles: tuple[str, ...]


def missing(units: Iterable[int] | None, today: date) -> list[Missing]:
    """What units still have to file; `units` None asks of all. One question."""
    rows: Any = Filing.objects.filter(measure=None, sort=Filing.ACTUAL)
    if units is not None:
        rows = rows.filter(unit_id__in=sorted(units))
    filed = rows.order_by("unit_id").values_list("unit_id", "group", "since", "until", "state")
    usual: dict[tuple[int, str], set[str]] = defaultdict(set)
    done: set[tuple[int, str, Period]] = set()
    for unit_id, group, since, until, state in filed:
        period = Period.of_days(since, until)
        usual[unit_id, periods.kind_of(period)].add(group)
        if state != Filing.OPEN:
            done.add((unit_id, group, period))
    found = []
    for (unit_id, kind), groups in sorted(usual.items()):
        if not kind:
            continue
        period = periods.latest(kind, today)
        lacking = [one for one in sorted(groups) if (unit_id, one, period) not in done]
        if lacking and today < period.until + _ASKED_FOR:
            due = period.last_day + timedelta(days=int(value_of(FILING_DAYS, (unit_id,), on=today)))
            found.append(Missing(unit_id, period, due, tuple(map(group_title, lacking))))
    return found
