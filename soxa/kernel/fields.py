"""Model fields of the kernel: a date that may be known only to the month or the year."""

from typing import Any

from django.db import models

from soxa.law.partial import PartialDate


class PartialDateField(models.IntegerField):  # type: ignore[type-arg]
    """A `PartialDate`, stored as the whole number YYYYMMDD with 00 for what is not known; it sorts and compares."""

    _pyi_private_set_type: Any
    _pyi_private_get_type: Any

    def from_db_value(self, value: int | None, expression: Any, connection: Any) -> PartialDate | None:
        """The stored number as a partial date."""
        return None if value is None else PartialDate.of(value)

    def to_python(self, value: Any) -> PartialDate | None:
        """A partial date from a number or from itself."""
        if value in (None, ""):
            return None
        return value if isinstance(value, PartialDate) else PartialDate.of(int(value))

    def get_prep_value(self, value: Any) -> int | None:
        """The number that the database keeps; a whole number passes, for comparisons with a day."""
        return value.number if isinstance(value, PartialDate) else value

    def value_to_string(self, obj: models.Model) -> str:
        """The stored number, for a backup."""
        number = self.get_prep_value(self.value_from_object(obj))
        return "" if number is None else str(number)

    def formfield(self, **kwargs: Any) -> Any:
        """Forms give partial dates by a field of their own."""
        return None


def day_number(day: Any) -> int:
    """A full day as the number a `PartialDateField` compares with."""
    number: int = (day.year * 100 + day.month) * 100 + day.day
    return number
