"""A day on which a step of a case was taken: the Charter in force then is the oldest law that this book knows."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from soxa.kernel.day_field import DayField
from soxa.kernel.page import day_text
from soxa.law.party import CHARTER_DAY


class CaseDayField(DayField):
    """A day from the Charter's own on; what was done before it has no step here and belongs into the member's record."""

    def validate(self, value: Any) -> None:
        """ValidationError in words for an earlier day."""
        super().validate(value)
        if isinstance(value, date) and value < CHARTER_DAY:
            raise ValidationError(
                _(
                    "Sổ biết quy định về việc này từ ngày {day} (Điều lệ Đảng). Ngày {typed} sớm hơn: xem lại năm; "
                    "việc trước ngày ấy ghi ở hồ sơ đảng viên."
                ).format(day=day_text(CHARTER_DAY), typed=day_text(value)),
                code="before_the_law",
            )
