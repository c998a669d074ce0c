"""Discipline and strike-off that wait: decisions to announce, cases under way, what the three-month rules raise."""

from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from soxa.desk.waiting_line import BAD, WARN, Waiting, due_words
from soxa.kernel.access import may
from soxa.kernel.page import day_text
from soxa.law.acts import CHARTER
from soxa.law.numbers import count_text
from soxa.org.roles import CASES
from soxa.party.discipline.flow import PROCEED
from soxa.party.discipline.lists import beside
from soxa.party.discipline.models import Discipline
from soxa.party.striking.sources import findings

AHEAD = timedelta(days=30)


def disciplines(reader: Any, today: date) -> list[Waiting]:
    """Decisions not yet announced, for who may write them down; one line for all."""
    if not may(reader, PROCEED, domain=CASES):
        return []
    seen: Any = Discipline.objects.seen_by(reader)
    waiting = list(
        seen.filter(state=Discipline.DECIDED).order_by("decided_on").values_list("decided_on", flat=True)
    )
    if not waiting:
        return []
    return [
        Waiting(
            title=_("{count} quyết định kỷ luật chưa ghi công bố").format(count=count_text(len(waiting))),
            detail=_("Sớm nhất: quyết định ngày {day}").format(day=day_text(waiting[0])),
            verb=_("Xem danh sách"),
            address=reverse("disciplines") + "?muc=dang-xem-xet",
            level=WARN,
            words=_("Cần xử lý"),
            why=(_("Quyết định có hiệu lực từ khi công bố ({cite}).").format(cite=CHARTER.at("Điều 40")),),
        )
    ]


def suspensions(reader: Any, today: date) -> list[Waiting]:
    """Suspensions that end within thirty days or should have, for who may prolong or lift them."""
    if not may(reader, PROCEED, domain=CASES):
        return []
    found = [one for one in beside(reader, today) if one.on and one.on <= today + AHEAD]
    return [
        Waiting(
            title=_("Hết thời hạn đình chỉ sinh hoạt: {name}").format(name=one.name),
            detail=f"{one.where} · {one.words}",
            verb=_("Mở hồ sơ"),
            address=reverse("member", args=[one.member_id]),
            level=due_words(one.on, today)[0],
            words=due_words(one.on, today)[1],
            on=one.on,
            why=(_("Gia hạn hoặc ghi hết đình chỉ ({cite}).").format(cite=CHARTER.at("Điều 40")),),
        )
        for one in found
        if one.on
    ]


def strike_offs(reader: Any, today: date) -> list[Waiting]:
    """What the three-month rules raise, as one line."""
    found = findings(reader, today)
    if not found:
        return []
    reached = sum(one.says == "reached" for one in found)
    return [
        Waiting(
            title=_("{count} đảng viên đến mức hoặc sắp đến mức phải xem xét xóa tên").format(
                count=count_text(len(found))
            ),
            detail=_("{count} đồng chí đã đủ ba tháng trong năm").format(count=count_text(reached)),
            verb=_("Xem danh sách"),
            address=reverse("strike_offs"),
            level=BAD if reached else WARN,
            words=_("Cần xử lý"),
            why=(
                _("Sổ chỉ nêu việc; xóa tên do chi bộ biểu quyết ({cite}).").format(
                    cite=CHARTER.at("Điều 8")
                ),
            ),
        )
    ]
