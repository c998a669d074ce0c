"""What waits of programmes: items nobody has as a task yet, milestones that are due, findings not put right in time."""

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from soxa.desk.waiting_line import Waiting, due_words
from soxa.kernel.access import may
from soxa.kernel.page import day_text
from soxa.kernel.units.tree import tree
from soxa.law.numbers import count_text
from soxa.org.roles import STEERING
from soxa.steering.programmes.flow import WRITE
from soxa.steering.programmes.models import Finding, ProgrammeItem, WorkProgramme
from soxa.steering.programmes.work import TO_DO
from soxa.tasks.flow import GIVE

AHEAD = timedelta(days=14)


def programmes(reader: Any, today: date) -> list[Waiting]:
    """Of the programmes of units that the reader writes or gives for."""
    return [*_items(reader, today), *_findings(reader, today)]


def _items(reader: Any, today: date) -> list[Waiting]:
    seen: Any = ProgrammeItem.objects.seen_by(reader).filter(TO_DO, programme__state=WorkProgramme.ADOPTED)
    rows = seen.select_related("programme").order_by("due_on", "pk")
    ungiven: dict[Any, list[Any]] = defaultdict(list)
    waiting = []
    for one in rows:
        if one.kind != ProgrammeItem.MILESTONE:
            ungiven[one.programme].append(one)
        elif one.due_on <= today + AHEAD and may(reader, WRITE, one.programme.unit_id, domain=STEERING):
            waiting.append(_milestone(one, today))
    waiting += [
        _ungiven(programme, items, today)
        for programme, items in ungiven.items()
        if may(reader, GIVE, programme.unit_id, domain=STEERING)
    ]
    return waiting


def _milestone(one: Any, today: date) -> Waiting:
    level, words = due_words(one.due_on, today)
    return Waiting(
        title=_("Mốc của chương trình: {content}").format(content=one.content),
        detail=_("{title} · hạn {day}").format(title=one.programme.title, day=day_text(one.due_on)),
        verb=_("Mở mốc"),
        address=reverse("item", args=[one.programme_id, one.pk]),
        level=level,
        words=words,
        on=one.due_on,
        why=(_("Hạn đặt trong chương trình; ghi xong khi đạt mốc."),),
    )


def _ungiven(programme: Any, items: list[Any], today: date) -> Waiting:
    first = items[0]
    level, words = due_words(first.due_on, today)
    said = _("Giao {n} việc của chương trình: {title}")
    return Waiting(
        title=said.format(n=count_text(len(items)), title=programme.title),
        detail=_("{content} · hạn {day}").format(content=first.content, day=day_text(first.due_on)),
        verb=_("Giao việc"),
        address=reverse("programme_give", args=[programme.pk]),
        level=level,
        words=words,
        on=first.due_on,
        why=(_("Việc ghi trong chương trình chưa ai nhận làm nhiệm vụ; hạn gần nhất là hạn đặt trong chương trình."),),
    )  # fmt: skip


def _findings(reader: Any, today: date) -> list[Waiting]:
    seen: Any = Finding.objects.seen_by(reader).filter(put_right_on=None, due_on__lt=today)
    late: dict[Any, list[Any]] = defaultdict(list)
    for one in seen.select_related("programme").order_by("due_on", "pk"):
        late[one.programme].append(one)
    return [
        _late(programme, rows, today)
        for programme, rows in late.items()
        if may(reader, WRITE, programme.unit_id, domain=STEERING)
    ]


def _late(programme: Any, rows: list[Any], today: date) -> Waiting:
    first = rows[0]
    level, words = due_words(first.due_on, today)
    return Waiting(
        title=_("{n} kiến nghị quá hạn khắc phục: {title}").format(
            n=count_text(len(rows)), title=programme.title
        ),
        detail=_("{unit}: {text} · hạn {day}").format(
            unit=tree().name(first.unit_id, today), text=first.recommendation, day=day_text(first.due_on)
        ),
        verb=_("Mở kiến nghị"),
        address=f"{reverse('programme', args=[programme.pk])}#kien-nghi",
        level=level,
        words=words,
        on=first.due_on,
    )
