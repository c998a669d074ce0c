"""In which region and group of communes a unit lies, by settings: what sets ask differs between them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from soxa.kernel.preferences import Preference, declare, value_of
from soxa.kernel.units.tree import tree
from soxa.law.acts_of_criteria import DIGITAL_PLAN, QD_51_2025, QD_318

REGIONS: tuple[tuple[str, Any], ...] = (
    ("", _("chưa đặt")),
    ("TDMNPB", _("Trung du miền núi phía Bắc")),
    ("ĐBSH", _("Đồng bằng sông Hồng")),
    ("BTB", _("Bắc Trung Bộ")),
    ("DHNTB", _("Duyên hải Nam Trung Bộ")),
    ("TN", _("Tây Nguyên")),
    ("ĐNB", _("Đông Nam Bộ")),
    ("ĐBSCL", _("Đồng bằng sông Cửu Long")),
)
GROUPS: tuple[tuple[str, Any], ...] = (
    ("", _("chưa đặt")),
    ("1", _("nhóm 1: liền kề đô thị, định hướng thành đô thị, hoặc nông nghiệp dưới 10% cơ cấu kinh tế")),
    ("2", _("nhóm 2: các xã còn lại")),
    ("3", _("nhóm 3: xã khu vực II, III vùng đồng bào dân tộc thiểu số và miền núi")),
)

REGION = declare(
    Preference(
        "criteria.region", _("Vùng của xã khi xét tiêu chí nông thôn mới 2021–2025"), "", "choice",
        _("Bộ tiêu chí 2021–2025 đặt một số mức riêng cho từng vùng."), cite=QD_318.at(""), confirmed=False, choices=REGIONS,
    )
)  # fmt: skip
GROUP = declare(
    Preference(
        "criteria.group", _("Nhóm xã khi xét tiêu chí nông thôn mới 2026–2030"), "", "choice",
        _("Bộ tiêu chí 2026–2030 đặt mức riêng cho ba nhóm xã."), cite=QD_51_2025.at(""), choices=GROUPS,
    )
)  # fmt: skip


def _per_cent(value: Any) -> str:
    most = 100
    return "" if str(value).isdecimal() and 1 <= int(value) <= most else str(_("Ghi số nguyên từ 1 đến 100."))


GREEN_FROM = declare(
    Preference(
        "criteria.green_from", _("Danh mục chuyển đổi số: xanh từ bao nhiêu phần trăm việc xong"), 100, "number",
        _("Chưa thấy văn bản quy định mức của cấp xã."), cite=DIGITAL_PLAN.at(""), confirmed=False, check=_per_cent,
    )
)  # fmt: skip
YELLOW_FROM = declare(
    Preference(
        "criteria.yellow_from", _("Danh mục chuyển đổi số: vàng từ bao nhiêu phần trăm việc xong (dưới đó là đỏ)"), 70,
        "number", _("Chưa thấy văn bản quy định mức của cấp xã."), cite=DIGITAL_PLAN.at(""), confirmed=False,
        check=_per_cent,
    )
)  # fmt: skip


def places_of(unit_id: int, on: date) -> tuple[str, ...]:
    """The unit's group of communes and its region on a day, as thresholds name them; without those not set."""
    around = tuple(tree().ancestors(unit_id, on))
    return tuple(place for place in (value_of(GROUP, around, on), value_of(REGION, around, on)) if place)


def bands(unit_id: int, on: date) -> dict[str, int]:
    """From how many per cent on a list is green, and yellow, in the words of `rules.band`."""
    around = tuple(tree().ancestors(unit_id, on))
    return {
        "green_from": int(value_of(GREEN_FROM, around, on)),
        "yellow_from": int(value_of(YELLOW_FROM, around, on)),
    }


def named_regions(places: Iterable[str]) -> list[tuple[str, Any]]:
    """(abbreviation, name) of the regions among the places that thresholds are for, a place being "ĐBSH" or "ĐBSH/2025"."""
    used = {place.partition("/")[0] for place in places}
    return [(code, name) for code, name in REGIONS if code and code in used]
