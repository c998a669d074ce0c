"""What waits of targets: an assessment that is not decided yet, remedies one answers for, and those whose day has passed."""

from datetime import date
from typing import Any

from django.db.models import Min
from django.urls import reverse
from django.utils.translation import gettext as _

from soxa.desk.waiting_line import WARN, Waiting, due_words
from soxa.kernel.access import may
from soxa.kernel.page import day_text
from soxa.kernel.units.tree import tree
from soxa.law.numbers import count_text
from soxa.org.roles import STEERING
from soxa.steering.targets.flow import WRITE
from soxa.steering.targets.lists import period_title, served
from soxa.steering.targets.models import Assessment, Standing, Target


def targets(reader: Any, today: date) -> list[Waiting]:
    """The reader's own remedies; for the office that assesses, what is not decided, what is late and what nobody answers for any more."""
    return [*_own(reader, today), *_open(reader), *_late(reader, today), *_ownerless(reader, today)]


def _pressing(today: date) -> Any:
    rows: Any = Standing.objects.filter(level__in=Standing.PRESSING).exclude(remedy_due=None)
    return rows.filter(Standing.standing(today))


def _own(reader: Any, today: date) -> list[Waiting]:
    person = getattr(reader, "person_id", None)
    if not person:
        return []
    rows = _pressing(today).filter(person_id=person).select_related("target").order_by("remedy_due", "pk")
    return [_remedy(row, today) for row in rows]


def _remedy(row: Any, today: date) -> Waiting:
    level, words = due_words(row.remedy_due, today)
    return Waiting(
        title=_("Khắc phục chỉ tiêu: {title}").format(title=row.target.title),
        detail=_("{remedy} · hạn {day}").format(remedy=row.remedy, day=day_text(row.remedy_due)),
        verb=_("Mở chỉ tiêu"),
        address=reverse("target", args=[row.target_id]),
        level=level,
        words=words,
        on=row.remedy_due,
    )


def _open(reader: Any) -> list[Waiting]:
    seen: Any = Assessment.objects.seen_by(reader).filter(state=Assessment.OPEN).prefetch_related("standings")  # type: ignore[attr-defined]
    return [
        _undecided(case, sum(bool(row.lacks) for row in case.standings.all()))
        for case in seen
        if may(reader, WRITE, case.unit_id, domain=STEERING)
    ]


def _undecided(case: Any, lacking: int) -> Waiting:
    said = _("{n} chỉ tiêu vàng, đỏ chưa ghi đủ nguyên nhân, người, việc khắc phục, hạn")
    return Waiting(
        title=_("Đánh giá chỉ tiêu {period} chưa kết luận").format(period=period_title(case)),
        detail=said.format(n=count_text(lacking)) if lacking else _("Đã ghi đủ, chờ kết luận."),
        verb=_("Mở đánh giá"),
        address=reverse("assessment", args=[case.pk]),
        level=WARN,
        words=_("Chưa kết luận"),
    )


def _late(reader: Any, today: date) -> list[Waiting]:
    """One line a unit that the reader writes for, of remedies that others answer for."""
    rows = _pressing(today).filter(remedy_due__lt=today, pk__in=Standing.objects.seen_by(reader).values("pk"))  # type: ignore[attr-defined]
    others = rows.exclude(person_id=getattr(reader, "person_id", None) or 0).values_list(
        "unit_id", "target__title"
    )
    late: dict[int, list[str]] = {}
    for unit_id, title in others.order_by("remedy_due", "pk"):
        late.setdefault(unit_id, []).append(title)
    nearest = dict(rows.order_by().values_list("unit_id").annotate(day=Min("remedy_due"))) if late else {}
    return [
        Waiting(
            title=_("{n} chỉ tiêu quá hạn khắc phục").format(n=count_text(len(titles))),
            detail=", ".join(titles[:3]) + (" …" if len(titles) > 3 else ""),
            verb=_("Xem chỉ tiêu"),
            address=f"{reverse('targets')}?don-vi={tree().nodes[unit_id].code}",
            level=due_words(nearest[unit_id], today)[0],
            words=due_words(nearest[unit_id], today)[1],
            on=nearest[unit_id],
        )
        for unit_id, titles in late.items()
        if may(reader, WRITE, unit_id, domain=STEERING)
    ]


def _ownerless(reader: Any, today: date) -> list[Waiting]:
    """One line a unit that the reader writes for, of targets whose person holds no office any more."""
    seen: Any = Target.objects.seen_by(reader).filter(Target.standing(today)).exclude(person=None)  # type: ignore[attr-defined]
    rows = served(seen, today).filter(served=False).order_by("unit_id", "position", "pk")
    gone: dict[int, list[str]] = {}
    for unit_id, title, name in rows.values_list("unit_id", "title", "person__full_name"):
        gone.setdefault(unit_id, []).append(f"{title} ({name})")
    return [
        Waiting(
            title=_("{n} chỉ tiêu không còn người phụ trách").format(n=count_text(len(told))),
            detail=", ".join(told[:3]) + (" …" if len(told) > 3 else ""),
            verb=_("Xem chỉ tiêu"),
            address=f"{reverse('targets')}?don-vi={tree().nodes[unit_id].code}&phu-trach=khong",
            level=WARN,
            words=_("Thôi giữ chức vụ"),
        )
        for unit_id, told in gone.items()
        if may(reader, WRITE, unit_id, domain=STEERING)
    ]
