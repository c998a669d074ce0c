"""The bounds of planning as the province or commune has set them; none of them was read in the text in force."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy

from soxa.kernel.preferences import Preference, declare, value_of
from soxa.law.acts import QD_377
from soxa.party.cadres.rules import Bounds

_HELP = gettext_lazy(
    "Theo quy định cũ và hướng dẫn của tỉnh; đối chiếu với Quy định 377-QĐ/TW trước khi dùng."
)


def _number(code: str, title: Any, default: int) -> Preference:
    return declare(
        Preference(code, title, default, kind="number", help=_HELP, cite=QD_377.at(""), confirmed=False)
    )


FEWEST = _number("party.planned_fewest", gettext_lazy("Quy hoạch: ít nhất số người cho một chức danh"), 2)
MOST = _number("party.planned_most", gettext_lazy("Quy hoạch: nhiều nhất số người cho một chức danh"), 3)
POSTS_MOST = _number("party.planned_posts", gettext_lazy("Quy hoạch: một người nhiều nhất số chức danh"), 3)
YOUNG = _number("party.planned_young", gettext_lazy("Quy hoạch: tỷ lệ cán bộ trẻ ít nhất (%)"), 20)
WOMEN = _number("party.planned_women", gettext_lazy("Quy hoạch: tỷ lệ cán bộ nữ ít nhất (%)"), 20)
YOUNG_AGE = _number(
    "party.planned_young_age", gettext_lazy("Quy hoạch: cán bộ trẻ là từ tuổi này trở xuống"), 40
)


def bounds_on(on: date) -> Bounds:
    """The bounds that hold on a day."""
    asked = (FEWEST, MOST, POSTS_MOST, YOUNG, WOMEN, YOUNG_AGE)
    return Bounds(*(int(value_of(one, on=on)) for one in asked))
