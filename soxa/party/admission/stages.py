"""Where an admission stands on a day: the next step, by when and why, and whether it is late."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from soxa.kernel.page import day_text
from soxa.law.calendar import Calendar
from soxa.law.deadlines import Limit
from soxa.law.force import Law
from soxa.law.partial import PartialDate
from soxa.law.party import PROBATION_MONTHS, RECOGNITION_DAYS
from soxa.law.party_cases import (
    CEREMONY_DAYS,
    DECISION_DAYS,
    LIST_REVIEW_MONTHS,
    RECOGNITION_DECISION_DAYS,
)
from soxa.law.periods import FOREVER, add_months
from soxa.party.admission.models import Admission
from soxa.party.models import Membership
from soxa.party.rules import recognition_due

A = Admission
AHEAD = timedelta(days=30)


@dataclass(frozen=True)
class Next:
    """What is to be done next with a case: the step's name, in words, by when, why then, how it stands in a light and words.

    `on` is None where no text sets a day.
    """

    step: str
    words: str
    level: str = "quiet"
    due_words: str = ""
    on: date | None = None
    why: tuple[str, ...] = ()

    @property
    def late(self) -> bool:
        """Whether the day has passed."""
        return self.level == "bad"


def _stand(on: date, today: date) -> tuple[str, str]:
    left = (on - today).days
    if left < 0:
        return "bad", _("Quá hạn {days} ngày").format(days=-left)
    if left == 0:
        return "warn", _("Hôm nay")
    return ("warn" if left <= 7 else "quiet"), _("Còn {days} ngày").format(days=left)


def _within(law: Law, start: date, event: str, calendar: Calendar) -> tuple[date, tuple[str, ...]]:
    due = Limit.under(law, start, unit="working_day", event=event).due(start, calendar)
    return due.on, tuple(due.why())


def _listed(case: Admission) -> tuple[date, tuple[str, ...]]:
    seen = case.reviewed_on or case.since
    row = LIST_REVIEW_MONTHS.on(seen)
    on = add_months(seen, int(row.amount))
    why = _("Chi bộ rà soát danh sách nguồn mỗi tháng ({cite}); lần gần nhất ngày {day}.").format(
        cite=row.cite, day=day_text(seen)
    )
    return on, (why,)


def _probation(case: Admission, today: date, calendar: Calendar) -> tuple[date, tuple[str, ...], bool]:
    """Until the twelve months end their end is the day; afterwards the last day for the cell to consider."""
    assert case.ceremony_on  # noqa: S101
    ends = recognition_due(PartialDate.exactly(case.ceremony_on)) or case.ceremony_on
    if ends > today:
        months = PROBATION_MONTHS.on(case.ceremony_on)
        why = _("{months} tháng từ ngày làm lễ {day} ({cite}).").format(
            months=months.amount, day=day_text(case.ceremony_on), cite=months.cite
        )
        return ends, (why,), True
    on, reasons = _within(RECOGNITION_DAYS, ends, _("ngày hết 12 tháng dự bị"), calendar)
    return on, reasons, False


def no_home() -> Any:
    """Whether the member of a case is at home nowhere in the book any more, as a column of a list of cases."""
    return ~Exists(Membership.objects.home().filter(member=OuterRef("member_id"), until=FOREVER))


def has_left(case: Admission) -> bool:
    """Whether who was admitted by the case has died, moved or left since; asked once where no list has asked."""
    if case.member_id is None:
        return False
    kept = case.__dict__
    if "gone" not in kept:
        kept["gone"] = not Membership.objects.home().filter(member=case.member_id, until=FOREVER).exists()
    return bool(kept["gone"])


def next_of(case: Admission, today: date, calendar: Calendar) -> Next | None:
    """The next step of a case; None for one that has ended."""
    if case.state in A.AFTER and has_left(case):
        left = _("Kết thúc hồ sơ: đồng chí này không còn sinh hoạt ở chi bộ nào trong sổ")
        return Next("close", left, "warn", _("chờ kết thúc"))
    return _next_step(case, today, calendar)


def _next_step(case: Admission, today: date, calendar: Calendar) -> Next | None:
    words: dict[str, tuple[str, Any]] = {
        A.LISTED: ("apply", _("Rà soát nguồn; nhận đơn xin vào Đảng")),
        A.FILED: ("cell_vote", _("Hoàn chỉnh hồ sơ, chi bộ biểu quyết")),
        A.CELL_AGREED: ("committee_vote", _("Đảng ủy cơ sở biểu quyết hoặc gửi hồ sơ")),
        A.COMMITTEE_AGREED: ("send", _("Gửi hồ sơ lên cấp quyết định")),
        A.SENT: ("decide", _("Chờ quyết định kết nạp")),
        A.DECIDED: ("admit", _("Tổ chức lễ kết nạp")),
        A.PROBATION: ("recognition_vote", _("Chi bộ xét công nhận chính thức")),
        A.RECOGNITION_AGREED: ("recognise", _("Đảng ủy cơ sở xét (nếu có), quyết định công nhận")),
        A.ENDORSED: ("recognise", _("Quyết định công nhận")),
        A.RECOGNISED: ("card", _("Phát thẻ đảng viên")),
    }
    if case.state not in words:
        return None
    step, said = words[case.state]
    on: date | None = None
    why: tuple[str, ...] = ()
    ahead = False
    if case.state in (A.LISTED, A.FILED):
        on, why = _listed(case)
    elif case.state == A.SENT and case.sent_on:
        on, why = _within(DECISION_DAYS, case.sent_on, _("ngày gửi đủ hồ sơ"), calendar)
    elif case.state == A.DECIDED and case.received_on:
        on, why = _within(CEREMONY_DAYS, case.received_on, _("ngày chi bộ nhận quyết định kết nạp"), calendar)
    elif case.state == A.PROBATION:
        on, why, ahead = _probation(case, today, calendar)
        said = _("Hết 12 tháng dự bị, chi bộ xét công nhận") if ahead else said
    elif case.state in (A.RECOGNITION_AGREED, A.ENDORSED) and case.recognition_agreed_on:
        on, why = _within(
            RECOGNITION_DECISION_DAYS, case.recognition_agreed_on, _("ngày chi bộ xét công nhận"), calendar
        )
    if on is None:
        return Next(step, said, due_words=_("không đặt hạn"))
    level, due = _stand(on, today)
    return Next(step, said, "quiet" if ahead else level, due, on, why)
