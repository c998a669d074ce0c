"""Suspension of activities: by those who judge members, under a case that is open, no longer than the Charter lets it be."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.calendar import working_calendar
from soxa.kernel.day_field import DayField
from soxa.kernel.models import Entry
from soxa.kernel.page import day_text
from soxa.law.acts import CHARTER
from soxa.law.deadlines import Due, Limit
from soxa.law.force import Law
from soxa.law.party_cases import SUSPENSION_DAYS, SUSPENSION_MOST_DAYS
from soxa.party import forms
from soxa.party.act import PROCEED, Act, Facts
from soxa.party.effects import begin_exemption, end_exemption
from soxa.party.models import Exemption
from soxa.party.opening import opened_on
from soxa.party.standing import HERE, Life

SUSPENDED = Exemption.SUSPENDED
_CITE = CHARTER.at("Điều 40")


def last_day(since: date, law: Law = SUSPENSION_DAYS) -> Due:
    """The last day of a suspension, or under the other law of its longest extension."""
    limit = Limit.under(law, since, unit="working_day", event=_("ngày đình chỉ"))
    return limit.due(since, working_calendar(since))


class Suspend(forms.Decided):
    """From when, until when, by what decision."""

    on = DayField(gettext_lazy("Đình chỉ từ ngày"))
    ends_on = DayField(gettext_lazy("Đến hết ngày"))


class Prolong(forms.Decided):
    """Until when it is extended."""

    on = DayField(gettext_lazy("Ngày quyết định gia hạn"))
    ends_on = DayField(gettext_lazy("Gia hạn đến hết ngày"))


def _over(ends: date, since: date, law: Law) -> str:
    due = last_day(since, law)
    if ends <= due.on:
        return ""
    if law is SUSPENSION_DAYS:
        return _("Đình chỉ sinh hoạt chỉ đến hết ngày {day} ({law}); lâu hơn thì ghi gia hạn.").format(
            day=day_text(due.on), law=due.limit.cite
        )
    return _("Đình chỉ sinh hoạt kể cả gia hạn chỉ đến hết ngày {day} ({law}).").format(
        day=day_text(due.on), law=due.limit.cite
    )


def _begins(life: Life, facts: Facts) -> str:
    on, ends = facts["on"], facts["ends_on"]
    if life.eased(SUSPENDED):
        return _("Việc này đang có hiệu lực, không ghi lần nữa.")
    if ends < on:
        return _("Ngày kết thúc phải từ ngày bắt đầu trở đi.")
    return _over(ends, on, SUSPENSION_DAYS) or _without_case(life, on)


def _without_case(life: Life, on: date) -> str:
    """A case under examination stands on the day; what is of before the book is written by its old paper."""
    if life.member.disciplines.filter(announced_on=None, dropped_on=None, opened_on__lte=on).exists():
        return ""
    began = opened_on(life.unit_id or 0, life.on)
    if began and on < began:
        return ""
    return _(
        "Đình chỉ sinh hoạt cần có hồ sơ đang xem xét kỷ luật từ ngày ấy: lập hồ sơ ở mục Kỷ luật trước."
    )


def _prolonged(life: Life, facts: Facts) -> str:
    one = life.eased(SUSPENDED)
    if one is None:
        return _("Hiện không bị đình chỉ sinh hoạt.")
    if facts["on"] < one.since or (one.ends_on and facts["ends_on"] <= one.ends_on):
        return _("Ngày gia hạn phải sau ngày kết thúc đã ghi.")
    return _over(facts["ends_on"], one.since, SUSPENSION_MOST_DAYS)


def _lifted(life: Life, facts: Facts) -> str:
    one = life.eased(SUSPENDED)
    if one and facts["on"] <= one.since:
        return _("Ngày phải sau {day}, là ngày bắt đầu.").format(day=day_text(one.since))
    return ""


def _is_suspended(life: Life) -> str:
    return "" if life.eased(SUSPENDED) else _("Hiện không bị đình chỉ sinh hoạt.")


def _is_not(life: Life) -> str:
    return _("Đang bị đình chỉ sinh hoạt.") if life.eased(SUSPENDED) else ""


def _of_suspension(effect: Any) -> Any:
    def taken(life: Life, facts: Facts, entry: Entry) -> None:
        effect(life, {**facts, "kind": SUSPENDED}, entry)

    return taken


def _prolong(life: Life, facts: Facts, entry: Entry) -> None:
    """It goes on until another day; the paper of the extension stands in the journal."""
    if one := life.eased(SUSPENDED):
        one.ends_on = facts["ends_on"]
        one.save(update_fields=["ends_on"])


SUSPENSION_ACTS = (
    Act(
        "suspend", gettext_lazy("Đình chỉ sinh hoạt đảng"), Suspend, HERE, _of_suspension(begin_exemption), _CITE,
        _begins, _is_not, group="duties", by=PROCEED,
    ),
    Act(
        "prolong_suspension", gettext_lazy("Gia hạn đình chỉ sinh hoạt"), Prolong, HERE, _prolong, _CITE, _prolonged,
        _is_suspended, group="duties", by=PROCEED,
    ),
    Act(
        "lift_suspension", gettext_lazy("Hết đình chỉ sinh hoạt"), forms.Decided, HERE, _of_suspension(end_exemption),
        _CITE, _lifted, _is_suspended, group="duties", by=PROCEED,
    ),
)  # fmt: skip
SUSPENSION_NAMES = frozenset(act.name for act in SUSPENSION_ACTS)
