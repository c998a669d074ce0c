"""Numbers of issued reports: they run by kind of document within the term of the Party committee."""

from datetime import date

from django.db.models import Max
from django.utils.translation import gettext_lazy

from soxa.kernel.preferences import Preference, declare, value_of
from soxa.reports.models import Report

TERM_SINCE = declare(
    Preference(
        "reports.term_since",
        gettext_lazy("Ngày đầu nhiệm kỳ, từ đó số văn bản chạy lại từ đầu"),
        "",
        kind="date",
        help=gettext_lazy("Ngày sau ngày bế mạc đại hội. Để trống: số chạy liền từ khi lập sổ."),
        confirmed=False,
    )
)
FIRST_NUMBER = declare(
    Preference(
        "reports.first_number",
        gettext_lazy("Số báo cáo đầu tiên do sổ cấp trong nhiệm kỳ"),
        1,
        kind="number",
        help=gettext_lazy("Các số trước đó đã cấp ngoài sổ. Khi phát hành vẫn sửa được số."),
    )
)


def term_since(unit_id: int, on: date) -> date | None:
    """First day of the term in which a report signed on a day is numbered; None when none was set."""
    said = value_of(TERM_SINCE, (unit_id,), on)
    return date.fromisoformat(said) if said else None


def next_number(unit_id: int, on: date) -> int:
    """The number after the last one given in the term, not below the first number set."""
    given = Report.objects.filter(unit_id=unit_id, term_since=term_since(unit_id, on))
    last = given.aggregate(last=Max("number"))["last"] or 0
    return max(last + 1, int(value_of(FIRST_NUMBER, (unit_id,), on)))


def is_taken(unit_id: int, on: date, number: int) -> bool:
    """Whether a number was already given in the term."""
    given = Report.objects.filter(unit_id=unit_id, term_since=term_since(unit_id, on), number=number)
    return given.exists()
