"""The acts that have a case of their own – expulsion, strike-off, admission – written straight from a paper of before the book."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.models import Entry
from soxa.kernel.page import day_text
from soxa.kernel.preferences import Preference, declare, demo_day, value_of
from soxa.kernel.units.tree import tree
from soxa.law.words import fold
from soxa.party.admission.again import straight_twin
from soxa.party.admission.models import Admission
from soxa.party.standing import Life

Facts = dict[str, Any]
_MEMBERS_LOADED = "members"
OPENED = declare(
    Preference(
        "party.book_opened",
        gettext_lazy("Ngày bắt đầu ghi danh sách đảng viên bằng sổ này"),
        "",
        kind="date",
        help=gettext_lazy(
            "Khai trừ, xóa tên, kết nạp từ ngày này chỉ ghi qua hồ sơ; việc trước ngày này được ghi thẳng theo văn bản cũ. "
            "Để trống thì lấy ngày nhập danh sách đảng viên lần đầu; chưa nhập thì lấy ngày lập sổ."
        ),
        confirmed=False,
    )
)
_WAY = {
    "expelled": gettext_lazy("lập hồ sơ ở mục Kỷ luật"),
    "struck_off": gettext_lazy("lập hồ sơ ở mục Xóa tên"),
    "admit": gettext_lazy("lập hồ sơ ở mục Kết nạp"),
}


def opened_on(unit_id: int, today: date) -> date | None:
    """The first day on which this unit's Party work is written in the book as it happens; None in a demo book."""
    around = (unit_id, *tree().ancestors(unit_id, today))
    if set_to := value_of(OPENED, around, today):
        return date.fromisoformat(set_to)
    loads = Entry.objects.filter(flow="sheets", step=_MEMBERS_LOADED, unit_id__in=around)
    if first := loads.order_by("id").first():
        return first.on
    written = None if demo_day() else Entry.objects.order_by("id").first()
    return timezone.localdate(written.at) if written else None


def from_paper(name: str, objection: Callable[[Life, Facts], str]) -> Callable[[Life, Facts], str]:
    """The objection to an act that a case takes too: taken straight, only of before the book, and while no case is open."""

    def unless(life: Life, facts: Facts) -> str:
        return ("" if facts.get("case") else _straight(name, life, facts)) or objection(life, facts)

    return unless


def _straight(name: str, life: Life, facts: Facts) -> str:
    if _case_open(name, life, facts):
        return _("Đang có hồ sơ xem xét việc này: ghi bước tiếp theo ở hồ sơ ấy, hoặc kết thúc hồ sơ trước.")
    if name == "admit" and (why := straight_twin(facts, life.on)):
        return why
    began = opened_on(life.unit_id or facts["unit"], life.on)
    if began is None or facts["on"] < began:
        return ""
    return _(
        "Ghi thẳng chỉ dành cho việc có trước ngày {day}, ngày bắt đầu dùng sổ (mục Cài đặt). Việc này: {way}."
    ).format(day=day_text(began), way=_WAY[name])


def _case_open(name: str, life: Life, facts: Facts) -> bool:
    member = life.member
    if name == "admit":
        if member.pk is None and facts.get("other_person"):
            return False
        born = facts.get("born")
        same: Any = Admission.objects.filter(ended_on=None, person__folded=fold(facts["full_name"]))
        return bool(same.filter(person__born=born).exists())
    struck = member.strike_offs.filter(decided_on=None, dropped_on=None)
    judged = member.disciplines.filter(announced_on=None, dropped_on=None)
    return bool(struck.exists() or judged.exists())
