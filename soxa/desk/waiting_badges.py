"""What waits of cards and badges: a round that comes without its proposals, a decision without its ceremony, a loss."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from soxa.desk.waiting_line import QUIET, WARN, Waiting, due_words
from soxa.kernel.access import may
from soxa.kernel.page import day_text
from soxa.kernel.preferences import value_of
from soxa.law.acts import HD_01
from soxa.law.numbers import count_text
from soxa.party.act import WRITE
from soxa.party.badges.flow import CELL_WRITE
from soxa.party.badges.lists import lost_cards
from soxa.party.badges.models import Badge
from soxa.party.badges.planning import LEAD_DAYS, coming_rounds, of_round
from soxa.party.badges.rules import round_before


def badges(reader: Any, today: date) -> list[Waiting]:
    """Rounds that come, ceremonies not written down, cards and badges lost; none for one who only reads."""
    if not (may(reader, WRITE) or may(reader, CELL_WRITE)):
        return []
    return [*_to_propose(reader, today), *_half_done(reader, today), *_lost(reader)]


def _to_propose(reader: Any, today: date) -> list[Waiting]:
    last = today + timedelta(days=value_of(LEAD_DAYS, on=today))
    rounds = [day for day in coming_rounds(today) if day <= last]
    return [line for day in rounds if (line := _round_to_propose(reader, day, today))]


def _round_to_propose(reader: Any, round_on: date, today: date) -> Waiting | None:
    missing = [due for due in of_round(reader, round_on, today) if due.proposable]
    if not missing:
        return None
    level, words = due_words(round_on, today)
    levels = sorted(Counter(due.level for due in missing).items())
    told = _("Đợt trao theo {law}; ngày này là ngày trao, danh sách phải gửi trước.")
    return Waiting(
        title=_("Đề nghị tặng Huy hiệu Đảng đợt {day}: {n} đồng chí chưa đề nghị").format(
            day=day_text(round_on), n=count_text(len(missing))
        ),
        detail=", ".join(_("{level} năm: {n}").format(level=one, n=count) for one, count in levels),
        verb=_("Lập danh sách"),
        address=f"{reverse('badges')}?dot={round_on.isoformat()}#dot",
        level=WARN if (round_on - today).days <= 30 else level,
        words=words,
        on=round_on,
        why=(told.format(law=HD_01.at("mục 18")),),
    )


def _half_done(reader: Any, today: date) -> list[Waiting]:
    """Decided and not given though the round is past; proposed and not decided though it is near."""
    if not may(reader, WRITE):
        return []
    seen: Any = Badge.objects.seen_by(reader)
    rows = seen.filter(state__in=(Badge.PROPOSED, Badge.DECIDED)).values_list("round_on", "state")
    counts = Counter(row for row in rows if row[0])
    found = []
    for (round_on, state), count in sorted(counts.items()):
        past = state == Badge.DECIDED and round_on <= today
        near = state == Badge.PROPOSED and round_on <= today + timedelta(days=30)
        if past or near:
            said = _("{n} Huy hiệu đợt {day} có quyết định, chưa ghi trao") if past else _("{n} đề nghị tặng Huy hiệu đợt {day} chưa ghi quyết định")  # fmt: skip
            found.append(
                Waiting(
                    title=said.format(n=count_text(count), day=day_text(round_on)),
                    detail=_("Ghi khi đã trao, hoặc thôi đề nghị.")
                    if past
                    else _("Ghi quyết định của cấp có thẩm quyền."),  # fmt: skip
                    verb=_("Ghi đã trao") if past else _("Ghi quyết định"),
                    address=reverse(
                        "badges_round", args=[round_on.isoformat(), "trao" if past else "quyet-dinh"]
                    )
                    if _listed(round_on, today)
                    else f"{reverse('badges')}?xem=so",
                    level=WARN,
                    words=_("Cần xử lý"),
                )
            )
    return found


def _listed(round_on: date, today: date) -> bool:
    """Whether the steps of a whole round are still open for it: the last two, and those to come."""
    return round_on >= round_before(round_before(coming_rounds(today)[0]))


def _lost(reader: Any) -> list[Waiting]:
    count = lost_cards(reader).count()
    if not count:
        return []
    return [
        Waiting(
            title=_("{n} thẻ, Huy hiệu báo mất chờ cấp lại").format(n=count_text(count)),
            detail=_("Gửi đơn và danh sách đề nghị cấp lại."),
            verb=_("Xem danh sách"),
            address=reverse("badges") + "?xem=the",
            level=QUIET,
            words=_("Không có hạn"),
        )
    ]
