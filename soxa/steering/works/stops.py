"""The days of a work's stops put right: none before the work began, across another stop, or beyond its finish."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel.flow import Refused
from soxa.kernel.page import day_text
from soxa.law.periods import FOREVER
from soxa.steering.works.models import Work, WorkStop

Facts = dict[str, Any]


def first_day(work: Work, row: WorkStop) -> date:
    """The day before which the stop cannot lie: one that came before work began stays so, after the decision."""
    begun: date | None = work.started_on
    return begun if begun and begun <= row.since else work.since


def _bounds(row: WorkStop, since: date, until: date) -> list[tuple[bool, date, str]]:
    """(is it wrong, the day that bounds it, words) of each bound."""
    work: Work = row.work
    others = WorkStop.objects.filter(work=work).exclude(pk=row.pk)
    before = others.filter(since__lte=row.since, until__lte=row.since).order_by("-until").first()
    after = others.filter(since__gte=row.until).order_by("since").first()
    first = first_day(work, row)
    found = [
        (since < first, first, _("Ngày dừng không trước {day}.")),
        (until < since, since, _("Ngày thi công lại không trước ngày dừng {day}.")),
    ]
    if before:
        said = _("Ngày dừng không trước ngày thi công lại {day}.")
        found.append((since < before.until, before.until, said))
    if after:
        said = _("Ngày thi công lại không sau ngày dừng lần sau {day}.")
        found.append((until > after.since, after.since, said))
    if work.finished_on and until != FOREVER:
        said = _("Ngày thi công lại không sau ngày hoàn thành {day}.")
        found.append((until > work.finished_on, work.finished_on, said))
    return found


def must_stand(row: WorkStop, facts: Facts, *, struck: bool = False) -> None:
    """Refused in words for days on which the work cannot have stood still, by what is said of them so far."""
    if struck:
        if row.until == FOREVER:
            raise Refused(
                _(
                    "Công trình đang dừng theo dòng này. Ghi thi công lại từ ngày dừng, rồi mở lại đây để bỏ dòng này."
                )
            )
        return
    since, until = (facts.get(name) or getattr(row, name) for name in ("since", "until"))
    for wrong, day, said in _bounds(row, since, until):
        if wrong:
            raise Refused(said.format(day=day_text(day)))


def beginning(row: WorkStop, facts: Facts) -> Facts:
    """The day on which work begins as columns of the work, where it began by going on after this stop and that day is put right."""
    until: date = facts.get("until") or row.until
    began = row.since < row.until == row.work.started_on
    return {"started_on": until} if began and until != row.until else {}


def must_be_clear(work: Work, days: Facts) -> None:
    """Refused in words where the work is to have begun or been finished on the wrong side of one of its stops."""
    start, finish = (
        days.get(name) if days.get(name) != getattr(work, name) else None
        for name in ("started_on", "finished_on")
    )
    if not (start or finish):
        return
    for row in WorkStop.objects.filter(work=work):
        if finish and finish < row.until != FOREVER:
            said = _("Ngày hoàn thành không trước ngày thi công lại {day}.")
            raise Refused(said.format(day=day_text(row.until)))
        if start:
            _must_begin_clear(work, row, start)


def _must_begin_clear(work: Work, row: WorkStop, start: date) -> None:
    if work.started_on and row.since < work.started_on:
        wrong, day, said = (
            start < row.until,
            row.until,
            _("Ngày khởi công {start} trước ngày thi công lại {day}."),
        )
    else:
        wrong, day, said = start > row.since, row.since, _("Ngày khởi công {start} sau ngày dừng {day}.")
    if wrong:
        raise Refused(said.format(start=day_text(start), day=day_text(day)))
