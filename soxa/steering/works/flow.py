"""Public works are written down, given capital, paid, carried on, supervised, finished, handed over, stopped."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.access import Actor
from soxa.kernel.flow import Flow, Refused, Step, all_or_nothing, correct, record, reference, strike
from soxa.kernel.models import Entry
from soxa.kernel.page import day_text
from soxa.kernel.units.tree import tree
from soxa.law.acts_of_works import PUBLIC_INVESTMENT
from soxa.law.periods import FOREVER
from soxa.law.words import fold
from soxa.steering.programmes.models import WorkProgramme
from soxa.steering.resolutions.models import Resolution
from soxa.steering.works import bars, effects, forms, stops
from soxa.steering.works.effects import must_be_paid_by_its_plan
from soxa.steering.works.models import (
    CapitalPlan,
    Contribution,
    Disbursement,
    Observation,
    Progress,
    Term,
    Work,
    WorkStop,
)

WRITE = "steering.write"
_LAW = PUBLIC_INVESTMENT.at("")
_UNDER_WAY = (Work.PREPARED, Work.STARTED)

LIFE = Flow(
    "work",
    Step(
        "begin", gettext_lazy("Khởi công"), (Work.PREPARED,), Work.STARTED, WRITE, _LAW, forms.Begin, then=effects.begin
    ),
    Step(
        "finish", gettext_lazy("Hoàn thành"), (Work.STARTED,), Work.FINISHED, WRITE, _LAW, forms.Finish,
        unless=effects.not_yet_whole, then=effects.finish,
    ),
    Step(
        "hand_over", gettext_lazy("Bàn giao"), (Work.FINISHED,), Work.HANDED_OVER, WRITE, _LAW, forms.HandOver,
        then=effects.hand_over,
    ),
    Step(
        "stop", gettext_lazy("Dừng"), _UNDER_WAY, Work.STOPPED, WRITE, _LAW, forms.Stop, then=effects.stop,
        untold=frozenset({"why"}),
    ),
    Step(
        "resume", gettext_lazy("Thi công lại"), (Work.STOPPED,), Work.STARTED, WRITE, _LAW, forms.Resume,
        then=effects.resume, untold=frozenset({"why"}),
    ),
)  # fmt: skip


def _must(actor: Actor) -> None:
    if not actor.may(WRITE):
        raise Refused(_("Chức vụ hiện nay của đồng chí không làm được việc này."))


def _about(work: Work, step: str, actor: Actor, *, on: date, facts: dict[str, Any]) -> Entry:
    return record(("work", step), reference(work), actor, on=on, unit_id=work.unit_id, facts=facts)  # type: ignore[attr-defined]


def _locked(work: Work) -> Work:
    return Work.objects.select_for_update().get(pk=work.pk)  # type: ignore[no-any-return]


def must_fit(unit_id: int, facts: dict[str, Any], today: date, *, but: int | None = None) -> None:
    """Refused in words for a work the unit has already, and for a text of a unit beside or below, by what is said so far."""
    if facts.get("since") and facts.get("name"):
        rows = Work.objects.filter(unit_id=unit_id, since=facts["since"]).exclude(pk=but)
        if fold(facts["name"]) in map(fold, rows.values_list("name", flat=True)):
            raise Refused(_("Công trình này đã có trong sổ, cùng tên và cùng ngày quyết định."))
    around = list(tree().ancestors(unit_id, today))
    for kind, key in ((Resolution, facts.get("resolution_id")), (WorkProgramme, facts.get("programme_id"))):
        if key and not kind.objects.filter(pk=key, unit_id__in=around).exists():
            raise Refused(_("Công trình thực hiện văn bản, chương trình của đơn vị này hoặc của cấp trên."))


def new(unit_id: int, facts: dict[str, Any], actor: Actor, *, today: date) -> Work:
    """Write down a work with the day by which it is to be finished. Refused in words."""
    _must(actor)
    told = dict(facts)
    finish, paper = told.pop("planned_finish"), told["decision"]
    with all_or_nothing():
        must_fit(unit_id, told, today)
        made = Work(unit_id=unit_id, **told)
        made.entry = LIFE.start(
            made, actor, unit_id=unit_id, facts={"since": str(made.since), "total": made.total}
        )
        made.save(update_fields=["entry"])
        Term.objects.create(work=made, since=made.since, finish=finish, paper=paper, entry=made.entry)
    return made


def mend(work: Work, facts: dict[str, Any], actor: Actor, *, basis: str, today: date) -> None:
    """Put right what is said of a work, with the basis. Refused in words."""
    _must(actor)
    with all_or_nothing():
        must_fit(work.unit_id, {"since": work.since, **facts}, today, but=work.pk)  # type: ignore[attr-defined]
        effects.in_order(work, facts)
        correct(work, facts, actor, basis=basis, unit_id=work.unit_id)  # type: ignore[attr-defined]


def take(name: str, work: Work, actor: Actor, facts: dict[str, Any]) -> Entry:
    """Take one step of a work's life. Refused in words, nothing written."""
    with all_or_nothing():
        return LIFE.take(name, work, actor, facts)


def extend(work: Work, facts: dict[str, Any], actor: Actor, *, today: date) -> Term:
    """Another day by which the work is to be finished; the one before stays for the days it was in force. Refused in words."""
    _must(actor)
    on: date = facts["on"]
    with all_or_nothing():
        held = _locked(work)
        bars.extend(held, facts)
        old = Term.objects.get(work=held, until=FOREVER)
        entry = _about(held, "extend", actor, on=today, facts={"on": on, "finish": facts["finish"]})
        Term.objects.filter(pk=old.pk).moved(entry, until=on)
        made: Term = Term.objects.create(
            work=held, since=on, finish=facts["finish"], paper=facts["paper"], entry=entry
        )
    return made


def give_capital(work: Work, facts: dict[str, Any], actor: Actor, *, today: date) -> CapitalPlan:
    """The capital of a year, or an adjusted one; never below what was paid out already. Refused in words."""
    _must(actor)
    on: date = facts["on"]
    with all_or_nothing():
        held = _locked(work)
        old = CapitalPlan.objects.filter(work=held, year=facts["year"], until=FOREVER).first()
        bars.give_capital(held, facts)
        about = {"year": facts["year"], "amount": facts["amount"], "on": on}
        entry = _about(held, "capital", actor, on=today, facts=about)
        if old:
            CapitalPlan.objects.filter(pk=old.pk).moved(entry, until=on)
        made: CapitalPlan = CapitalPlan.objects.create(
            work=held, since=on, year=facts["year"], amount=facts["amount"], paper=facts["paper"], entry=entry
        )
    return made


def disburse(work: Work, facts: dict[str, Any], actor: Actor, *, today: date) -> Disbursement:
    """A payment out of the capital of a year, never beyond it. Refused in words."""
    _must(actor)
    with all_or_nothing():
        held = _locked(work)
        bars.disburse(held, facts)
        about = {name: facts[name] for name in ("year", "on", "amount")}
        entry = _about(held, "disburse", actor, on=today, facts=about)
        made: Disbursement = Disbursement.objects.create(work=held, entry=entry, **facts)
    return made


def report_progress(work: Work, facts: dict[str, Any], actor: Actor, *, today: date) -> Progress:
    """How far the work has come on a day; one word a day. Refused in words."""
    _must(actor)
    with all_or_nothing():
        held = _locked(work)
        bars.report_progress(held, facts)
        about = {"on": facts["on"], "percent": facts["percent"]}
        entry = _about(held, "progress", actor, on=today, facts=about)
        made: Progress = Progress.objects.create(work=held, entry=entry, **facts)
    return made


def contribute(work: Work, facts: dict[str, Any], actor: Actor, *, today: date) -> Contribution:
    """What the people gave for the work. Refused in words."""
    _must(actor)
    with all_or_nothing():
        held = _locked(work)
        about = {name: facts[name] for name in ("on", "kind", "quantity")}
        entry = _about(held, "contribute", actor, on=today, facts=about)
        made: Contribution = Contribution.objects.create(work=held, entry=entry, **facts)
    return made


def observe(work: Work, facts: dict[str, Any], actor: Actor, *, today: date) -> Observation:
    """What the community's supervision saw. Refused in words."""
    _must(actor)
    with all_or_nothing():
        held = _locked(work)
        bars.observe(held, facts)
        entry = _about(
            held, "observe", actor, on=today, facts={"on": facts["since"], "due_on": facts["due_on"]}
        )
        made: Observation = Observation.objects.create(work=held, entry=entry, **facts)
    return made


def put_right(row: Observation, facts: dict[str, Any], actor: Actor, *, today: date) -> None:
    """What was seen has been put right. Refused in words."""
    _must(actor)
    on: date = facts["on"]
    with all_or_nothing():
        work = _locked(row.work)
        held = Observation.objects.select_for_update().get(pk=row.pk)
        if held.put_right_on:
            raise Refused(_("Phát hiện này đã khắc phục xong."))
        if on < held.since:
            raise Refused(
                _("Ngày khắc phục không trước ngày phát hiện {day}.").format(day=day_text(held.since))
            )
        held.entry = _about(work, "put_right", actor, on=today, facts={"on": on})
        held.put_right_on = held.until = on
        held.put_right_basis = facts["basis"]
        held.save()


def mend_row(row: Any, facts: dict[str, Any], actor: Actor, *, basis: str, struck: bool) -> None:
    """Put right one row of a work, or take it out of the book, with the basis. Refused in words."""
    _must(actor)
    with all_or_nothing():
        work = _locked(row.work)
        if isinstance(row, WorkStop):
            row.work = work
            stops.must_stand(row, facts, struck=struck)
        if struck:
            strike(row, actor, basis=basis, about=work, unit_id=work.unit_id)  # type: ignore[attr-defined]
            return
        begins = stops.beginning(row, facts) if isinstance(row, WorkStop) else {}
        correct(row, facts, actor, basis=basis, unit_id=work.unit_id, about=work)  # type: ignore[attr-defined]
        if begins:
            correct(work, begins, actor, basis=basis, unit_id=work.unit_id)  # type: ignore[attr-defined]
        if isinstance(row, Disbursement):
            must_be_paid_by_its_plan(work, row.year)
