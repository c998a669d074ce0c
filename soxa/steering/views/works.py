"""Pages of public works: the year's list, one work, its forms."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.access import actor_for, allow, may
from soxa.kernel.page import page
from soxa.kernel.preferences import book_day
from soxa.kernel.units.tree import tree
from soxa.law.typed_day import typed_day
from soxa.org.roles import STEERING, STEERING_READERS
from soxa.party.listed import KINDS, answer
from soxa.steering.programmes.models import WorkProgramme
from soxa.steering.resolutions import lists as texts
from soxa.steering.views.acts import refused, shown, written
from soxa.steering.views.places import chosen
from soxa.steering.views.targets import EXCEL
from soxa.steering.works import bars, effects, flow, forms, lists, mend_forms, photos, stops
from soxa.steering.works.models import Contribution, Disbursement, Observation, Progress, Work, WorkStop
from soxa.steering.works.works_export import export

LEAF = 100
SLUGS = {
    "begin": "khoi-cong", "finish": "hoan-thanh", "hand_over": "ban-giao", "stop": "dung", "resume": "thi-cong-lai"
}  # fmt: skip
STEPS = {slug: name for name, slug in SLUGS.items()}


@dataclass(frozen=True)
class Act:
    """Something written of a work that is no step of its life: its form, what it is called, the verb."""

    label: Any
    form: Any
    write: Callable[..., Any]


ACTS = {
    "gia-han": Act(gettext_lazy("Gia hạn"), forms.Extend, flow.extend),
    "ke-hoach-von": Act(gettext_lazy("Ghi kế hoạch vốn"), forms.GiveCapital, flow.give_capital),
    "giai-ngan": Act(gettext_lazy("Ghi giải ngân"), forms.Disburse, flow.disburse),
    "tien-do": Act(gettext_lazy("Ghi tiến độ"), forms.ReportProgress, flow.report_progress),
    "dong-gop": Act(gettext_lazy("Ghi đóng góp của Nhân dân"), forms.Contribute, flow.contribute),
    "giam-sat": Act(gettext_lazy("Ghi phát hiện của Ban Giám sát"), forms.Observe, flow.observe),
}
# rows that are put right: address word → (model, form)
MENDED: dict[str, tuple[Any, Any]] = {
    "giai-ngan": (Disbursement, mend_forms.MendDisbursement),
    "tien-do": (Progress, mend_forms.MendProgress),
    "dong-gop": (Contribution, mend_forms.MendContribution),
    "giam-sat": (Observation, mend_forms.MendObservation),
    "dung": (WorkStop, mend_forms.MendStop),
}


def _seen(request: HttpRequest) -> Any:
    rows: Any = Work.objects.seen_by(request.user)  # type: ignore[attr-defined]
    return rows


def _of(request: HttpRequest, unit_id: int, on: date) -> Any:
    """Works of a unit and of those in it, as the figures of the unit count them."""
    return _seen(request).filter(unit_id__in=tree().within(unit_id, on) | {unit_id})


def _day(request: HttpRequest, today: date) -> date:
    """The day asked, today when none or one no book speaks of."""
    try:
        return min(typed_day(request.GET.get("ngay", "")), today)
    except ValueError:
        return today


def _kept(request: HttpRequest, found: lists.Board) -> list[lists.Row]:
    key = request.GET.get("xem", "")
    return found.kept(key if key in lists.FILTERS else "", request.GET.get("q", ""))


@allow(*STEERING_READERS)
def index(request: HttpRequest) -> HttpResponse:
    """The works of a unit in the list of the year: capital, payments, progress, what is late."""
    today = book_day()
    unit, on = chosen(request, today), _day(request, today)
    found = lists.board(_of(request, unit.unit_id, on), on)
    return page(
        request,
        "steering/works.html",
        unit=unit,
        on=on,
        found=found,
        leaves=Paginator(_kept(request, found), LEAF).get_page(request.GET.get("trang")),
        key=request.GET.get("xem", ""),
        words=request.GET.get("q", ""),
        query=request.GET,
        millions=lists.millions,
        year=f"{on:%Y}",
        name_of=lambda unit_id: tree().name(unit_id, on),
    )


@allow(*STEERING_READERS)
def file(request: HttpRequest, ending: str) -> HttpResponse:
    """The works as PDF, Word or Excel."""
    if ending not in KINDS:
        raise Http404(ending)
    today = book_day()
    unit, on = chosen(request, today), _day(request, today)
    found = lists.board(_of(request, unit.unit_id, on), on)
    return answer(lists.sheet(_kept(request, found), unit.unit_id, on), ending, unit_id=unit.unit_id, on=on)


@allow(*STEERING_READERS)
def workbook(request: HttpRequest) -> HttpResponse:
    """The works of the unit itself with the capital of the year, in the columns that may be handed in again."""
    today = book_day()
    unit = chosen(request, today)
    rows = lists.board(_seen(request).filter(unit_id=unit.unit_id), today).rows
    made = HttpResponse(export(rows, unit.unit_id, today), content_type=EXCEL)
    made["Content-Disposition"] = f'attachment; filename="cong-trinh-{today.year}.xlsx"'
    return made


def work_or_404(request: HttpRequest, key: int) -> Any:
    """A work in the reader's sight; Http404 otherwise."""
    found = _seen(request).select_related("resolution", "programme").filter(pk=key).first()
    if found is None:
        raise Http404(key)
    return found


@allow(*STEERING_READERS)
def work(request: HttpRequest, key: int) -> HttpResponse:
    """One work: its money, progress, photographs, contributions, supervision."""
    one, today = work_or_404(request, key), book_day()
    writes = may(request.user, flow.WRITE, one.unit_id, domain=STEERING)
    steps = [step for step in flow.LIFE.steps.values() if writes and one.state in step.from_states]
    pictures = photos.of_work(one)
    return page(
        request,
        "steering/work.html",
        one=one,
        all=lists.whole(one, today),
        steps=[(step, SLUGS[step.name]) for step in steps],
        pictures=pictures[:SHOWN_PICTURES],
        many_pictures=len(pictures),
        unit_code=tree().nodes[one.unit_id].code,
        unit_name=tree().name(one.unit_id, today),
        writes=writes,
        millions=lists.millions,
        quantity=lists.quantity_words,
        today=today,
        forever=lists.FOREVER,
    )


SHOWN_PICTURES = 8


def _offered(request: HttpRequest, unit_id: int, today: date) -> dict[str, list[Any]]:
    seen: Any = WorkProgramme.objects.seen_by(request.user)  # type: ignore[attr-defined]
    around = list(tree().ancestors(unit_id, today))
    programmes = [(one.pk, f"{one.name} – {one.title}"[:140]) for one in seen.filter(unit_id__in=around)]
    return {"resolution": texts.choices(request.user, unit_id, today), "programme": programmes}


@allow(*STEERING_READERS)
def new(request: HttpRequest) -> HttpResponse:
    """A new work of a unit."""
    today = book_day()
    unit = chosen(request, today)
    actor = actor_for(request.user, flow.WRITE, unit.unit_id, domain=STEERING)
    form = forms.NewWork(request.POST or None, today=today, offered=_offered(request, unit.unit_id, today))

    def write() -> HttpResponse:
        made = flow.new(unit.unit_id, form.facts(), actor, today=today)
        return redirect("work", key=made.pk)

    def fits(told: dict[str, Any]) -> list[str]:
        return refused(lambda: flow.must_fit(unit.unit_id, told, today))

    if done := written(
        request, form, write, _("Đã ghi công trình. Ghi tiếp kế hoạch vốn của năm."), bars=fits
    ):
        return done
    home = f"{reverse('works')}?don-vi={unit.code}"
    return _form(request, form, _("Ghi công trình, dự án"), home, unit.name)


def _form(request: HttpRequest, form: Any, label: Any, home: str, sub: str, **more: Any) -> HttpResponse:
    return shown(request, "steering/act_of_work.html", form, label=label, home=home, sub=sub, **more)


@allow(*STEERING_READERS)
def mend(request: HttpRequest, key: int) -> HttpResponse:
    """Put right what is said of a work, with the basis."""
    one, today = work_or_404(request, key), book_day()
    actor = actor_for(request.user, flow.WRITE, one.unit_id, domain=STEERING)
    names = [name for name in forms.MendWork.base_fields if name not in ("basis", "resolution", "programme")]
    held = {name: getattr(one, name) for name in names}
    held |= {"resolution": one.resolution_id, "programme": one.programme_id}
    form = forms.MendWork(
        request.POST or None,
        work=one,
        today=today,
        offered=_offered(request, one.unit_id, today),
        initial=held,
    )

    def write() -> HttpResponse:
        told = form.facts()
        flow.mend(one, told, actor, basis=told.pop("basis"), today=today)
        return redirect("work", key=one.pk)

    def fits(told: dict[str, Any]) -> list[str]:
        said = {"since": one.since, **told}
        return refused(
            lambda: flow.must_fit(one.unit_id, said, today, but=one.pk), lambda: effects.in_order(one, told)
        )

    if done := written(request, form, write, _("Đã đính chính."), bars=fits):
        return done
    return _form(request, form, _("Đính chính công trình"), reverse("work", args=[one.pk]), one.name)


@allow(*STEERING_READERS)
def act(request: HttpRequest, key: int, slug: str) -> HttpResponse:
    """The form of one step of a work's life, or of something written beside it."""
    one = work_or_404(request, key)
    if slug in STEPS:
        return _step(request, one, STEPS[slug])
    if slug not in ACTS:
        raise Http404(slug)
    chosen_act, today = ACTS[slug], book_day()
    actor = actor_for(request.user, flow.WRITE, one.unit_id, domain=STEERING)
    form = chosen_act.form(
        request.POST or None, work=one, today=today, initial={"on": today, "year": today.year}
    )

    def write() -> HttpResponse:
        chosen_act.write(one, form.facts(), actor, today=today)
        return redirect("work", key=one.pk)

    def stands(told: dict[str, Any]) -> list[str]:
        return refused(lambda: bars.OF_ACTS[slug](one, told)) if slug in bars.OF_ACTS else []

    if done := written(request, form, write, _("Đã ghi sổ."), bars=stands):
        return done
    return _form(request, form, chosen_act.label, reverse("work", args=[one.pk]), one.name)


def _step(request: HttpRequest, one: Work, name: str) -> HttpResponse:
    step, today = flow.LIFE.steps[name], book_day()
    actor = actor_for(request.user, step.by, one.unit_id, domain=STEERING)  # type: ignore[attr-defined]
    home = reverse("work", args=[one.pk])
    told = {"label": step.label, "cite": step.cite, "home": home, "sub": one.name}
    if why := step.refusal(one, actor):
        return page(request, "steering/act_of_work.html", status=409, refused=why, form=None, **told)
    kind: Any = step.form
    form = kind(request.POST or None, today=today, label_suffix="")

    def write() -> HttpResponse:
        flow.take(name, one, actor, form.facts())
        return redirect(home)

    def stands(said: dict[str, Any]) -> list[str]:
        return refused(lambda: effects.step_must(name, one, said["on"])) if "on" in said else []

    if done := written(request, form, write, _("Đã ghi sổ."), bars=stands):
        return done
    return shown(request, "steering/act_of_work.html", form, **told)


def _row_or_404(one: Work, kind: str, row: int) -> tuple[Any, Any]:
    if kind not in MENDED:
        raise Http404(kind)
    model, form = MENDED[kind]
    found = model.objects.select_related("work").filter(work=one, pk=row).first()
    if found is None:
        raise Http404(row)
    return found, form


@allow(*STEERING_READERS)
def mend_row(request: HttpRequest, key: int, kind: str, row: int) -> HttpResponse:
    """Put right one row of a work, or take it out of the book, with the basis."""
    one, today = work_or_404(request, key), book_day()
    found, form_kind = _row_or_404(one, kind, row)
    actor = actor_for(request.user, flow.WRITE, one.unit_id, domain=STEERING)
    names = [name for name in form_kind.base_fields if name not in ("basis", "struck", "looked")]
    held = {name: getattr(found, form_kind.columns.get(name, name)) for name in names}
    form = form_kind(
        request.POST or None, work=one, today=today, row_pk=found.pk, initial={**held, "struck": False}
    )

    def write() -> HttpResponse:
        told = form.facts()
        basis, struck = told.pop("basis"), told.pop("struck")
        flow.mend_row(found, told, actor, basis=basis, struck=struck)
        return redirect("work", key=one.pk)

    def stands(told: dict[str, Any]) -> list[str]:
        said = {"since": told.get("on"), "until": told.get("again")}
        return refused(lambda: stops.must_stand(found, said, struck=bool(told.get("struck"))))

    of_days = stands if kind == "dung" else None
    if done := written(request, form, write, _("Đã đính chính."), bars=of_days):
        return done
    return _form(request, form, _("Đính chính một dòng"), reverse("work", args=[one.pk]), one.name)


@allow(*STEERING_READERS)
def put_right(request: HttpRequest, key: int, row: int) -> HttpResponse:
    """Say that what supervision saw has been put right."""
    one, today = work_or_404(request, key), book_day()
    found, _form_kind = _row_or_404(one, "giam-sat", row)
    actor = actor_for(request.user, flow.WRITE, one.unit_id, domain=STEERING)
    form = forms.PutRight(request.POST or None, work=one, today=today, initial={"on": today})

    def write() -> HttpResponse:
        flow.put_right(found, form.facts(), actor, today=today)
        return redirect("work", key=one.pk)

    if done := written(request, form, write, _("Đã ghi sổ.")):
        return done
    return _form(request, form, _("Ghi đã khắc phục"), reverse("work", args=[one.pk]), one.name)
