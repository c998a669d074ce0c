"""Why duties may not be eased, or taken up again, with the facts given; empty when they may."""

from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel.page import day_text
from soxa.law.transfers import TEMPORARY_EXEMPTION_MONTHS
from soxa.party.models import Exemption
from soxa.party.standing import Life
from soxa.party.transfers.rules import too_long_for_a_time

Facts = dict[str, Any]


def exemption(life: Life, facts: Facts) -> str:
    """Not twice the same; a probationary member is not exempt for good; an exemption for a time is short."""
    if facts["kind"] == Exemption.SUSPENDED:
        return _("Đình chỉ sinh hoạt là việc của hồ sơ kỷ luật, có việc riêng để ghi.")
    if life.eased(facts["kind"]):
        return _("Việc này đang có hiệu lực, không ghi lần nữa.")
    if why := _too_long(facts):
        return why
    if facts["kind"] == Exemption.EXEMPT and life.standing == "probationary":
        return _("Đảng viên dự bị không thuộc diện miễn công tác và sinh hoạt đảng.")
    return ""


def _too_long(facts: Facts) -> str:
    ends = facts.get("ends_on")
    if ends and ends <= facts["on"]:
        return _("Ngày sinh hoạt trở lại phải sau ngày bắt đầu.")
    if ends and facts["kind"] == Exemption.TEMP_EXEMPT and too_long_for_a_time(facts["on"], ends):
        limit = TEMPORARY_EXEMPTION_MONTHS.on(facts["on"])
        return _("Tạm miễn sinh hoạt chỉ với người đi dưới {months} tháng ({law}); lâu hơn thì chuyển sinh hoạt.").format(
            months=limit.amount, law=limit.cite
        )  # fmt: skip
    return ""


def exemption_end(life: Life, facts: Facts) -> str:
    """It stands, and began before the day."""
    if facts["kind"] == Exemption.SUSPENDED:
        return _("Đình chỉ sinh hoạt là việc của hồ sơ kỷ luật, có việc riêng để ghi.")
    one = life.eased(facts["kind"])
    if one is None:
        return _("Loại này hiện không có hiệu lực.")
    if facts["on"] <= one.since:
        return _("Ngày phải sau {day}, là ngày bắt đầu.").format(day=day_text(one.since))
    return ""
