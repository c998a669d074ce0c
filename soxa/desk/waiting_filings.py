"""What waits of filings: numbers that a unit usually files and has not, filings to check, to approve, sent back."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from soxa.desk.waiting_line import WARN, Waiting, due_words
from soxa.kernel.access import may, sight_of
from soxa.kernel.page import day_text
from soxa.kernel.units.tree import tree
from soxa.org.roles import VALUES
from soxa.values.filing import calls, periods
from soxa.values.filing.flow import APPROVE, CHECK
from soxa.values.filing.lists import name_of
from soxa.values.filing.models import Filing
from soxa.values.filing.saving import WRITE

_ASKS = {Filing.SUBMITTED: CHECK, Filing.CHECKED: APPROVE}
_MOST = 20


def filings(reader: Any, today: date) -> list[Waiting]:
    """What the reader has to enter, to check or to approve."""
    return [*_to_settle(reader), *_to_enter(reader, today)]


def _to_settle(reader: Any) -> list[Waiting]:
    seen: Any = Filing.objects.seen_by(reader).select_related("measure")  # type: ignore[attr-defined]
    found = []
    for one in seen.filter(state__in=(*_ASKS, Filing.OPEN)).order_by("submitted_on", "pk"):
        if one.state == Filing.OPEN:
            if one.returned_why and may(reader, WRITE, one.unit_id, domain=VALUES):
                found.append(
                    _line(one, _("Bổ sung số liệu bị trả lại: {name}"), one.returned_why, _("Mở bảng"))
                )
        elif one.submitted_by != reader.pk and may(reader, _ASKS[one.state], one.unit_id, domain=VALUES):
            said = (
                _("Kiểm tra số liệu: {name}") if one.state == Filing.SUBMITTED else _("Duyệt số liệu: {name}")
            )
            detail = _("{unit} · trình ngày {day}").format(
                unit=tree().name(one.unit_id), day=day_text(one.submitted_on)
            )
            found.append(
                _line(one, said, detail, _("Kiểm tra") if one.state == Filing.SUBMITTED else _("Duyệt"))
            )
    return found[:_MOST]


def _line(one: Filing, title: str, detail: str, verb: str) -> Waiting:
    return Waiting(
        title=title.format(name=name_of(one)), detail=detail, verb=verb, address=reverse("filing", args=[one.pk]),
        level=WARN, words=str(one.get_state_display()),
    )  # fmt: skip


def _to_enter(reader: Any, today: date) -> list[Waiting]:
    sight = sight_of(reader, VALUES)
    found = []
    for one in calls.missing(None if sight.everything else sight.units, today):
        if not may(reader, WRITE, one.unit_id, domain=VALUES):
            continue
        level, words = due_words(one.due, today)
        unit = tree().nodes[one.unit_id].code
        found.append(
            Waiting(
                title=_("Nhập số liệu {period}").format(period=periods.title(one.period)),
                detail=_("{unit} · {groups} · hạn {day}").format(
                    unit=tree().name(one.unit_id, today), groups="; ".join(one.titles), day=day_text(one.due)
                ),
                verb=_("Mở bảng"),
                address=f"{reverse('filings')}?don-vi={unit}&ky={one.period.key}",
                level=level,
                words=words,
                on=one.due,
            )
        )
    return found[:_MOST]
