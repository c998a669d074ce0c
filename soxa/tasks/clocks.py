"""The two clocks of a task: the giver's due day, and the time for accepting or answering; each explains itself."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.calendar import working_calendar
from soxa.kernel.page import day_text, first_upper
from soxa.kernel.preferences import Preference, declare, value_of
from soxa.law.calendar import Calendar, weekday
from soxa.law.deadlines import Due, Limit
from soxa.tasks.models import DueDay
from soxa.tasks.rules import WORKING_RULES

ACCEPT_DAYS = declare(
    Preference(
        "tasks.accept_days",
        gettext_lazy("Số ngày làm việc để đơn vị nhận việc, kể từ ngày được giao"),
        2,
        "number",
        gettext_lazy("Chưa thấy văn bản chung quy định; đặt theo quy chế làm việc của xã."),
        WORKING_RULES.at(""),
        confirmed=False,
    )
)
ANSWER_DAYS = declare(
    Preference(
        "tasks.answer_days",
        gettext_lazy("Số ngày làm việc để người giao trả lời xin gia hạn hoặc xác nhận kết quả"),
        3,
        "number",
        gettext_lazy("Chưa thấy văn bản chung quy định; đặt theo quy chế làm việc của xã."),
        WORKING_RULES.at(""),
        confirmed=False,
    )
)


def _limit(preference: Preference, since: date, title: str, event: str) -> Limit:
    days = max(int(value_of(preference, on=since)), 1)
    cite = WORKING_RULES.at("")
    return Limit(preference.code, title, days, "working_day", cite, event=event, confirmed=False)


def accept_due(held_since: date, calendar: Calendar | None = None) -> Due:
    """By when the unit that holds the task since a day is to accept it."""
    limit = _limit(ACCEPT_DAYS, held_since, _("nhận việc"), _("ngày đơn vị được giao việc"))
    return limit.due(held_since, calendar or working_calendar())


def answer_due(asked_on: date, calendar: Calendar | None = None) -> Due:
    """By when the giver is to answer a request or a report made on a day."""
    limit = _limit(ANSWER_DAYS, asked_on, _("trả lời đơn vị"), _("ngày đơn vị xin gia hạn hoặc báo cáo"))
    return limit.due(asked_on, calendar or working_calendar())


def day_after(start: date, working_days: int, calendar: Calendar | None = None) -> Due:
    """The due day of a task to be done within so many working days after the day it is given."""
    limit = Limit(
        "tasks.within", _("thực hiện nhiệm vụ"), working_days, "working_day", WORKING_RULES.at(""),
        event=_("ngày giao việc"),
    )  # fmt: skip
    return limit.due(start, calendar or working_calendar())


def why_due(dues: Sequence[DueDay], calendar: Calendar | None = None) -> list[str]:
    """How the giver's present due day came to be: first set, then each extension, and what the calendar says of it."""
    if not dues:
        return []
    calendar = calendar or working_calendar()
    first, *later = dues
    if first.working_days:
        sentences = day_after(first.since, first.working_days, calendar).why()
    else:
        sentences = [
            _("Hạn {due} do người giao đặt khi giao việc ngày {day}.").format(
                due=day_text(first.due_on), day=day_text(first.since)
            )
        ]
    sentences += [
        _("Ngày {day}, người giao cho gia hạn đến {due}: {reason}").format(
            day=day_text(one.since), due=day_text(one.due_on), reason=one.reason or _("không ghi lý do")
        )
        for one in later
    ]
    due = dues[-1].due_on
    if not calendar.is_working(due):
        sentences.append(
            _("{weekday} {due} là ngày nghỉ ({why}); người giao đặt đúng ngày này nên hạn không dời.").format(
                weekday=first_upper(weekday(due)), due=day_text(due), why=calendar.reason_off(due)
            )
        )
    sentences.append(_("Báo cáo xong trong ngày đến hạn là đúng hạn; từ ngày hôm sau là quá hạn."))
    return sentences
