"""A day as a person types it, ngày/tháng/năm, or as an address writes it, 2026-06-15."""

import re
from datetime import date

from soxa.law.periods import plausible

# with /, - or . between, with or without leading zeros; eight figures from a phone that shows figures alone
_TYPED = re.compile(r"(?P<day>[0-9]{1,2})[/.-](?P<month>[0-9]{1,2})[/.-](?P<year>[0-9]{4})")
_RUN = re.compile(r"(?P<day>[0-9]{2})(?P<month>[0-9]{2})(?P<year>[0-9]{4})")
_ISO = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})")
_MISREAD = "“{text}” không phải ngày có thật. Viết ngày/tháng/năm, ví dụ 05/03/2026."


def typed_day(text: str) -> date:
    """The day of "15/06/2026", "15/6/2026", "15-6-2026", "15.6.2026", "15062026" or "2026-06-15".

    ValueError in Vietnamese words for what is no day, and for a day that no book speaks of.
    """
    bare = "".join(text.split())
    found = _TYPED.fullmatch(bare) or _RUN.fullmatch(bare) or _ISO.fullmatch(bare)
    if found is None:
        raise ValueError(_MISREAD.format(text=text))
    try:
        day = date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError as error:
        raise ValueError(_MISREAD.format(text=text)) from error
    return plausible(day)
