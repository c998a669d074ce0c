"""Exemptions that end: members whose agreed time of easing is over, or is within thirty days; more than five are one line."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from soxa.desk.waiting_line import BAD, WARN, Waiting, due_words
from soxa.kernel.access import may
from soxa.kernel.page import day_text
from soxa.kernel.units.tree import tree
from soxa.law.numbers import count_text
from soxa.law.periods import FOREVER
from soxa.party.act import WRITE
from soxa.party.models import Exemption, Membership
from soxa.party.slugs import SLUGS
from soxa.party.transfers.models import Transfer

AHEAD = timedelta(days=30)
FEW = 5
_KINDS = dict(Exemption.KINDS)
EASED = [kind for kind in _KINDS if kind != Exemption.SUSPENDED]


@dataclass(frozen=True)
class _Ending:
    member_id: int
    unit_id: int
    name: str
    kind: str
    on: date


def exemptions(reader: Any, today: date) -> list[Waiting]:
    """Easings in sight that end within thirty days or should have; who is away by a letter is watched with the letter."""
    seen: Any = Membership.objects.seen_by(reader)
    spells = seen.home().filter(
        Membership.standing(today), member__exemptions__until=FOREVER, member__exemptions__ends_on__lte=today + AHEAD,
        member__exemptions__kind__in=EASED,
    )  # fmt: skip
    by_letter = Transfer.objects.filter(direction=Transfer.OUT, ended_on=None).values("member_id")
    found = spells.exclude(member_id__in=by_letter).values_list(
        "member_id", "unit_id", "member__person__full_name", "member__exemptions__kind", "member__exemptions__ends_on"
    )  # fmt: skip
    ending = [_Ending(*row) for row in found.order_by("member__exemptions__ends_on", "name_key", "pk")]
    return [_line(reader, one, today) for one in ending] if len(ending) <= FEW else [_together(ending, today)]


def _line(reader: Any, one: _Ending, today: date) -> Waiting:
    level, words = due_words(one.on, today)
    writes = may(reader, WRITE, one.unit_id)
    return Waiting(
        title=_("Hết thời gian {kind}: {name}").format(kind=_KINDS[one.kind], name=one.name),
        detail=_("{cell} · dự kiến sinh hoạt trở lại ngày {day}").format(
            cell=tree().name(one.unit_id, today), day=day_text(one.on)
        ),
        verb=_("Ghi sinh hoạt trở lại") if writes else _("Mở hồ sơ"),
        address=reverse("member_act", args=[one.member_id, SLUGS["end_exemption"]])
        if writes
        else reverse("member", args=[one.member_id]),
        level=level,
        words=words,
        on=one.on,
        why=(_("Ngày do chi bộ, cấp ủy ghi khi đồng ý cho miễn, tạm miễn."),),
    )


def _together(ending: list[_Ending], today: date) -> Waiting:
    late = sum(one.on < today for one in ending)
    return Waiting(
        title=_("{count} đồng chí hết hoặc sắp hết thời gian miễn, tạm miễn sinh hoạt").format(
            count=count_text(len(ending))
        ),
        detail=_("Sớm nhất: {name}, ngày {day}; quá ngày: {late}").format(
            name=ending[0].name, day=day_text(ending[0].on), late=count_text(late)
        ),
        verb=_("Xem danh sách"),
        address=reverse("members") + "?mien=" + ending[0].kind,
        level=BAD if late else WARN,
        words=due_words(ending[0].on, today)[1],
        on=ending[0].on,
    )
