"""What share of dues a cell keeps: a setting that the book does not fill in, since the text of 2026 was not read."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.preferences import Preference, declare
from soxa.law.dues import SPLIT_CITE
from soxa.law.numbers import parse_decimal


def fault_of_share(given: Any) -> str:
    """What is wrong with a share in per cent; nothing with a blank one."""
    if not str(given).strip():
        return ""
    try:
        share = parse_decimal(str(given).replace("%", ""))
    except ValueError as error:
        return str(error)
    return "" if 0 <= share <= 100 else _("Tỷ lệ từ 0 đến 100.")


CELL_KEEPS = declare(
    Preference(
        "party.dues_cell_keeps",
        gettext_lazy("Tỷ lệ đảng phí chi bộ được giữ lại (%)"),
        "",
        help=gettext_lazy(
            "Để trống thì mỗi lần nộp lên phải ghi tỷ lệ. Quy định cũ (2010) cho chi bộ giữ 30–50%; tỷ lệ mới chưa đối chiếu."
        ),
        cite=SPLIT_CITE,
        confirmed=False,
        check=fault_of_share,
    )
)
