"""When each source of a report was cut off: Party figures by a setting of their own, reported values over the whole period."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.access import Actor
from soxa.kernel.figures import Moment
from soxa.kernel.page import day_text
from soxa.kernel.preferences import Preference, declare, put, value_of
from soxa.kernel.refusal import Refused
from soxa.law.periods import FOREVER, Period, add_months

PARTY_CUT_OFF = declare(
    Preference(
        "reports.party_cut_off",
        gettext_lazy("Ngày chốt số liệu đảng viên, tổ chức đảng của từng kỳ báo cáo"),
        {},
        kind="map",
        help=gettext_lazy("Chỉ báo cáo dùng ngày chốt này; các trang số liệu vẫn tính trọn kỳ."),
        confirmed=False,
        shown=False,
    )
)


@dataclass(frozen=True)
class Moments:
    """The moments at which one report reads: `party` up to its cut-off, `values` over the period, and what they are held against.

    `upto`: the last day counted of a period that is not over.
    """

    period: Period
    cut: date | None = None
    upto: date | None = None

    @property
    def party(self) -> Moment:
        """Members and organisations: the period, closed early by the cut-off day."""
        return Moment.over(self.period, cut=self.cut)

    @property
    def values(self) -> Moment:
        """Reported values: the whole period."""
        return Moment.over(self.period)

    @property
    def counted(self) -> Moment:
        """What the book counts in the place of a reported value: the whole period, as far as it has come."""
        return Moment.over(self.period, cut=self.upto)

    @property
    def year(self) -> Moment:
        """The calendar year of the period, for plans."""
        return Moment.over(Period.parse(str(self.period.since.year)))

    @property
    def year_before(self) -> Moment:
        """The calendar year before."""
        return Moment.over(Period.parse(str(self.period.since.year - 1)))

    @property
    def same_before(self) -> Moment:
        """The same months of the year before."""
        since, until = add_months(self.period.since, -12), add_months(self.period.until, -12)
        return Moment.over(Period.between(since, until))


def moments(unit_id: int, period: Period) -> Moments:
    """The moments of a report of this unit and period, by the cut-off day in force."""
    return Moments(period, party_cut_off(unit_id, period))


def party_cut_off(unit_id: int, period: Period) -> date | None:
    """Last day counted in a report on this period; None when the whole period is counted."""
    day = cut_offs(unit_id).get(period.key)
    return date.fromisoformat(day) if day else None


def cut_offs(unit_id: int) -> dict[str, str]:
    """Cut-off days by period key, as ISO days."""
    return dict(value_of(PARTY_CUT_OFF, (unit_id,), on=FOREVER))


def set_party_cut_off(unit_id: int, period: Period, day: date | None, *, on: date, actor: Actor) -> None:
    """Set or lift (None) the cut-off day of a period; Refused when the day lies outside it."""
    if day is not None and day not in period:
        raise Refused(
            _("Ngày chốt phải nằm trong kỳ, từ {since} đến {last}.").format(
                since=day_text(period.since), last=day_text(period.last_day)
            )
        )
    kept = {key: value for key, value in cut_offs(unit_id).items() if key != period.key}
    if day is not None:
        kept[period.key] = day.isoformat()
    put(PARTY_CUT_OFF, kept, since=on, actor=actor, unit_id=unit_id)
