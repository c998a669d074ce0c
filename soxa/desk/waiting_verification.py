"""Backgrounds asked to be verified whose answer is due within thirty days or late; more than five are one line."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from soxa.desk.waiting_line import Waiting, due_words
from soxa.kernel.access import may
from soxa.kernel.calendar import working_calendar
from soxa.kernel.units.tree import tree
from soxa.law.deadlines import Due, Limit
from soxa.law.numbers import count_text
from soxa.law.party import CHARTER_DAY
from soxa.law.party_cases import VERIFY_DAYS
from soxa.party.admission.flow import PREPARE
from soxa.party.admission.models import Admission, AdmissionPaper
from soxa.party.admission.papers import ASKED, VERIFIED

AHEAD = timedelta(days=30)
FEW = 5


def verifications(reader: Any, today: date) -> list[Waiting]:
    """Answers that are waited for in sight, by who prepares the file: one question."""
    seen: Any = Admission.objects.seen_by(reader).filter(state=Admission.FILED)
    later = {"admission_id": OuterRef("admission_id"), "on__gte": OuterRef("on")}
    answered = AdmissionPaper.objects.filter(kind=VERIFIED, **later)
    again = AdmissionPaper.objects.filter(
        kind=ASKED, admission_id=OuterRef("admission_id"), on__gt=OuterRef("on")
    )
    asked = AdmissionPaper.objects.filter(kind=ASKED, admission__in=seen, on__gte=CHARTER_DAY)
    asked = asked.exclude(Exists(answered)).exclude(Exists(again)).select_related("admission__person")
    calendar = working_calendar(today)
    found = [(one.admission, _due(one, calendar)) for one in asked.order_by("on", "pk")]
    near = [
        (case, due) for case, due in found if due.on <= today + AHEAD and may(reader, PREPARE, case.unit_id)
    ]
    return [_line(case, due, today) for case, due in near] if len(near) <= FEW else [_together(near, today)]


def _due(one: AdmissionPaper, calendar: Any) -> Due:
    limit = Limit.under(
        VERIFY_DAYS, one.on, unit="working_day", event=_("ngày gửi công văn đề nghị thẩm tra")
    )
    return limit.due(one.on, calendar)


def _line(case: Admission, due: Due, today: date) -> Waiting:
    level, words = due_words(due.on, today)
    return Waiting(
        title=_("Chờ trả lời thẩm tra lý lịch: {name}").format(name=case.person.full_name),
        detail=tree().name(case.unit_id, today),
        verb=_("Mở hồ sơ"),
        address=reverse("admission", args=[case.pk]),
        level=level,
        words=words,
        on=due.on,
        why=tuple(due.why()),
    )


def _together(near: list[tuple[Admission, Due]], today: date) -> Waiting:
    first = min(due.on for _case, due in near)
    level, words = due_words(first, today)
    return Waiting(
        title=_("{count} hồ sơ chờ trả lời thẩm tra lý lịch").format(count=count_text(len(near))),
        detail=_("Sớm nhất: {name}").format(name=near[0][0].person.full_name),
        verb=_("Xem danh sách"),
        address=reverse("admissions"),
        level=level,
        words=words,
        on=first,
    )
