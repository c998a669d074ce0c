"""What share of dues each level keeps: settings that the book does not fill in, since the text of 2026 was not read."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.preferences import Preference, declare, value_of
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


def _keeps(code: str, title: Any, help_text: Any) -> Preference:
    return declare(
        Preference(
            code, title, "", help=help_text, cite=SPLIT_CITE, confirmed=False, check=fault_of_share
        )  # fmt: skip
    )


CELL_KEEPS = _keeps(
    "party.dues_cell_keeps",
    gettext_lazy("Tỷ lệ đảng phí chi bộ được giữ lại (%)"),
    gettext_lazy(
        "Để trống thì mỗi lần nộp lên phải ghi tỷ lệ. Quy định cũ (2010) cho chi bộ giữ 30–50%; tỷ lệ mới chưa đối chiếu."
    ),
)
BASE_KEEPS = _keeps(
    "party.dues_base_keeps",
    gettext_lazy("Tỷ lệ đảng phí đảng ủy cơ sở được giữ lại (%)"),
    gettext_lazy(
        "Tính trên số các chi bộ nộp lên đảng ủy cơ sở. Quy định cũ (2010) là 70%; tỷ lệ mới chưa đối chiếu."
    ),
)
COMMUNE_KEEPS = _keeps(
    "party.dues_commune_keeps",
    gettext_lazy("Tỷ lệ đảng phí Đảng ủy xã được giữ lại (%)"),
    gettext_lazy(
        "Tính trên số các chi bộ, đảng bộ cơ sở nộp lên xã. Quy định cũ (2010) cho đảng bộ xã giữ 90%; tỷ lệ mới chưa đối chiếu."
    ),
)
KEEPS = {"cell": CELL_KEEPS, "base": BASE_KEEPS, "commune": COMMUNE_KEEPS}


def share_kept(kind: str, around: tuple[int, ...], on: date) -> str:
    """The share that a unit of a kind keeps by the settings of the units around it; empty where nobody has set it."""
    return str(value_of(KEEPS[kind], around, on)) if kind in KEEPS else ""
