"""How early work of a year is written down: so many months before the year, which is custom and therefore a setting."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.preferences import Preference, declare, value_of
from soxa.law.periods import add_months

MOST = 12  # months of the year before


def _fault(given: Any) -> str:
    return "" if str(given).isdecimal() and int(given) < MOST else _("Số tháng từ 0 đến 11.")


PLANS_AHEAD = declare(
    Preference(
        "party.plans_months_ahead",
        gettext_lazy(
            "Chương trình kiểm tra, đăng ký làm theo Bác của một năm ghi được trước năm ấy bao nhiêu tháng"
        ),
        3,
        "number",
        gettext_lazy("Chưa thấy văn bản quy định; mặc định từ ngày 01 tháng 10 năm trước."),
        confirmed=False,
        check=_fault,
    )
)
DUES_AHEAD = declare(
    Preference(
        "party.dues_months_ahead",
        gettext_lazy("Đảng phí của một năm nhận được trước năm ấy bao nhiêu tháng"),
        1,
        "number",
        gettext_lazy("Chưa thấy văn bản quy định; mặc định từ ngày 01 tháng 12 năm trước."),
        confirmed=False,
        check=_fault,
    )
)


def opens(year: int, ahead: Preference) -> date:
    """The first day on which work of a year may be written, as the setting stands at the year's beginning."""
    first = date(year, 1, 1)
    return add_months(first, -int(value_of(ahead, on=first)))
