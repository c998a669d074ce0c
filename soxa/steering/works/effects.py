"""What each step of a work's life changes, and what stands in its way."""

from datetime import date
from typing import Any

from django.db.models import Sum
from django.utils.translation import gettext as _

from soxa.kernel.flow import Refused
from soxa.kernel.models import Entry
from soxa.kernel.page import day_text
from soxa.law.numbers import count_text, quantity_text
from soxa.law.periods import FOREVER
from soxa.steering.works.models import CapitalPlan, Disbursement, Progress, Work, WorkStop
from soxa.steering.works.stops import must_be_clear

Facts = dict[str, Any]
WHOLE = 100
# days of a work's life in the order in which they follow one another, with what each is called
DAYS = {
    "since": "ngày quyết định đầu tư", "started_on": "ngày khởi công", "finished_on": "ngày hoàn thành",
    "handed_over_on": "ngày bàn giao",
}  # fmt: skip


def must_follow(facts: Facts) -> None:
    """Refused in words where a day of a work's life lies before the one it follows."""
    known = [(words, facts.get(name)) for name, words in DAYS.items() if facts.get(name)]
    for (before, first), (after, then) in zip(known, known[1:], strict=False):
        if then < first:  # type: ignore[operator]
            raise Refused(
                _("{after} {then} trước {before} {first}. Sửa một trong hai ngày.").format(
                    after=after.capitalize(), then=day_text(then), before=before, first=day_text(first)
                )
            )


def latest_progress(work: Work) -> Progress | None:
    """The last word on how far a work has come."""
    found: Progress | None = Progress.objects.filter(work=work).order_by("-on", "-pk").first()
    return found


def not_yet_whole(work: Work) -> str:
    """Why a work is not finished: its last progress is less than the whole; empty when it is whole."""
    last = latest_progress(work)
    if last is None:
        return _("Chưa ghi tiến độ nào. Ghi tiến độ 100% trước khi ghi hoàn thành.")
    if last.percent < WHOLE:
        said = _("Tiến độ ghi gần nhất ({day}) là {percent}%. Ghi tiến độ 100% trước khi ghi hoàn thành.")
        return said.format(day=day_text(last.on), percent=quantity_text(last.percent.normalize()))
    return ""


def must_be_begun(work: Work, on: date) -> None:
    """Refused in words for a day before work began."""
    if work.started_on is None:
        raise Refused(_("Công trình chưa khởi công. Ghi ngày khởi công trước."))
    if on < work.started_on:
        raise Refused(_("Ngày này trước ngày khởi công {day}.").format(day=day_text(work.started_on)))


def must_be_paid_by_its_plan(work: Work, year: int, *, plan: int | None = None, more: int = 0) -> None:
    """Refused in words where what was paid of a year's capital, with `more`, goes beyond the plan in force or the one to come."""
    rows = Disbursement.objects.filter(work=work, year=year)
    paid = (rows.aggregate(sum=Sum("amount"))["sum"] or 0) + more
    if plan is None:
        plan = (
            CapitalPlan.objects.filter(work=work, year=year, until=FOREVER)
            .values_list("amount", flat=True)
            .first()
        )
    if plan is None and paid:
        raise Refused(
            _("Công trình chưa có kế hoạch vốn năm {year}. Ghi kế hoạch vốn trước.").format(year=year)
        )
    if plan is not None and paid > plan:
        raise Refused(
            _("Giải ngân năm {year} là {paid} đồng, vượt kế hoạch vốn {plan} đồng. Sửa số tiền, hoặc điều chỉnh kế hoạch vốn trước.").format(
                year=year, paid=count_text(paid), plan=count_text(plan)
            )
        )  # fmt: skip


def in_order(work: Work, days: Facts) -> None:
    """Refused in words where one of the days, with those that the work has, lies before the one it follows or across a stop."""
    must_follow({**{name: getattr(work, name) for name in DAYS}, **days})
    must_be_clear(work, days)


def step_must(name: str, work: Work, on: date) -> None:
    """Refused in words for a day on which a step of a work's life cannot have been taken."""
    if told := {"begin": "started_on", "finish": "finished_on", "hand_over": "handed_over_on"}.get(name):
        in_order(work, {told: on})
    if name == "finish":
        must_have_gone_on(work, on, _("Ngày hoàn thành"))
    elif name == "stop":
        begun = work.started_on or work.since
        if on < begun:
            raise Refused(_("Ngày dừng không trước {day}.").format(day=day_text(begun)))
        must_have_gone_on(work, on, _("Ngày dừng"))
    elif name == "resume":
        held = WorkStop.objects.get(work=work, until=FOREVER)
        if on < held.since:
            said = _("Ngày thi công lại không trước ngày dừng {day}.")
            raise Refused(said.format(day=day_text(held.since)))


def begin(work: Work, facts: Facts, entry: Entry) -> None:
    """The work has begun."""
    step_must("begin", work, facts["on"])
    work.started_on = facts["on"]


def finish(work: Work, facts: Facts, entry: Entry) -> None:
    """The work is built."""
    step_must("finish", work, facts["on"])
    work.finished_on = facts["on"]


def must_have_gone_on(work: Work, on: date, called: str) -> None:
    """Refused in words for a day before a stopped work went on."""
    last = WorkStop.objects.filter(work=work).order_by("-until").first()
    if last and on < last.until:
        said = _("{called} không trước ngày thi công lại {day}.")
        raise Refused(said.format(called=called, day=day_text(last.until)))


def hand_over(work: Work, facts: Facts, entry: Entry) -> None:
    """The work was taken over by whoever uses it."""
    step_must("hand_over", work, facts["on"])
    work.handed_over_on = facts["on"]


def stop(work: Work, facts: Facts, entry: Entry) -> None:
    """The work is given up, or put off without a day."""
    step_must("stop", work, facts["on"])
    WorkStop.objects.create(work=work, since=facts["on"], why=facts["why"], entry=entry)


def resume(work: Work, facts: Facts, entry: Entry) -> None:
    """A stopped work goes on; that it was stopped stays, for the days on which it was."""
    step_must("resume", work, facts["on"])
    held = WorkStop.objects.get(work=work, until=FOREVER)
    work.started_on = work.started_on or facts["on"]
    WorkStop.objects.filter(pk=held.pk).moved(entry, until=facts["on"], resumed_by=facts["why"])
