"""Pages of programmes: which run and who is late, one with its chain and items, what is written of it."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from soxa.kernel.access import actor_for, allow, may
from soxa.kernel.page import page
from soxa.kernel.preferences import book_day
from soxa.kernel.units.tree import tree
from soxa.org.models import Person
from soxa.org.roles import STEERING, STEERING_READERS
from soxa.party.listed import KINDS, answer
from soxa.steering.programmes import ends, flow, forms, lists, printed
from soxa.steering.programmes.models import WorkProgramme
from soxa.steering.resolutions import lists as texts
from soxa.steering.resolutions.adopting import meeting_of
from soxa.steering.reviews.lists import reviews_of
from soxa.steering.targets.models import Target
from soxa.steering.views.acts import refused, shown, written
from soxa.steering.views.places import Chosen, chosen
from soxa.tasks.flow import GIVE
from soxa.tasks.takers import grouped, people_choices, units_around

LEAF = 100
SLUGS = {"adopt": "ban-hanh", "close": "ket-thuc", "stop": "dung", "reopen": "mo-lai"}
NAMES = {slug: name for name, slug in SLUGS.items()}
STATES = {"": (WorkProgramme.DRAFT, WorkProgramme.ADOPTED), "het": (WorkProgramme.CLOSED, WorkProgramme.STOPPED)}  # fmt: skip


def _asked(request: HttpRequest, unit: Chosen, today: date) -> tuple[list[Any], list[lists.Line]]:
    """The programmes of a unit and above it in the state asked for, and those of them that the filters leave."""
    around = list(tree().ancestors(unit.unit_id, today))
    states = STATES.get(request.GET.get("tinh-trang", ""), STATES[""])
    rows = lists.seen(request.user).filter(unit_id__in=around, state__in=states)
    found = lists.lines(list(rows.select_related("person", "above", "resolution")), today)
    kind, lead, person = (request.GET.get(name, "") for name in ("loai", "chu-tri", "nguoi"))
    kept = [
        one
        for one in found
        if (not kind or one.programme.kind == kind)
        and (not lead or str(one.programme.lead_unit_id) == lead)  # type: ignore[attr-defined]
        and (not person or person in map(str, one.people))
        and (request.GET.get("cham") != "1" or one.tally.overdue)
    ]
    return found, kept


@allow(*STEERING_READERS)
def index(request: HttpRequest) -> HttpResponse:
    """The programmes of a unit and above it, with how their items stand."""
    today = book_day()
    unit = chosen(request, today)
    found, kept = _asked(request, unit, today)
    leads = sorted({one.programme.lead_unit_id for one in found if one.programme.lead_unit_id})  # type: ignore[attr-defined]
    people = Person.objects.filter(pk__in=set().union(*(one.people for one in found))).order_by(
        "name_key", "pk"
    )
    kinds = {one.programme.kind for one in found}
    return page(
        request,
        "steering/programmes.html",
        unit=unit,
        found=found,
        kept=kept,
        leaves=Paginator(kept, LEAF).get_page(request.GET.get("trang")),
        late=sum(1 for one in found if one.tally.overdue),
        kinds=[(kind, word) for kind, word in WorkProgramme.KINDS if kind in kinds],
        leads=[(key, tree().name(key, today)) for key in leads],
        people=[(one.pk, one.full_name) for one in people],
        names={key: tree().name(key, today) for key in leads},
        ended=request.GET.get("tinh-trang") == "het",
        query=request.GET,
    )


@allow(*STEERING_READERS)
def file(request: HttpRequest, ending: str) -> HttpResponse:
    """The programmes as PDF, Word or Excel."""
    if ending not in KINDS:
        raise Http404(ending)
    today = book_day()
    unit = chosen(request, today)
    _found, kept = _asked(request, unit, today)
    return answer(printed.listed(kept, unit.unit_id, today), ending, unit_id=unit.unit_id, on=today)


def programme_or_404(request: HttpRequest, key: int) -> Any:
    """A programme in the reader's sight; Http404 otherwise."""
    rows = lists.seen(request.user).select_related("person", "resolution", "document")
    found = rows.filter(pk=key).first()
    if found is None:
        raise Http404(key)
    return found


def writes_of(request: HttpRequest, one: Any) -> bool:
    """Whether the reader writes programmes of its unit."""
    return may(request.user, flow.WRITE, one.unit_id, domain=STEERING)


@allow(*STEERING_READERS)
def programme(request: HttpRequest, key: int) -> HttpResponse:
    """One programme: the chain both ways, the targets it serves, its items and who is late, its findings."""
    one, today, reader = programme_or_404(request, key), book_day(), request.user
    items = lists.items(one, reader, today)
    writes, running = writes_of(request, one), one.state in STATES[""]
    line = texts.line_to(one.resolution, reader) if one.resolution else []
    return page(
        request,
        "steering/programme.html",
        one=one,
        unit_code=tree().nodes[one.unit_id].code,
        unit_name=tree().name(one.unit_id, today),
        lead=tree().name(one.lead_unit_id, today) if one.lead_unit_id else "",
        texts=line,
        decided=meeting_of(line[-1], reader) if line else None,
        above=lists.above(one, reader),
        below=lists.below(one, reader),
        served=lists.served(one, reader, today),
        ends=list(one.ends.all()),
        forever=lists.FOREVER,
        items=Paginator(items, LEAF).get_page(request.GET.get("trang")),
        query=request.GET,
        tally=lists.tally((row.item for row in items), today),
        by_unit=lists.by_unit(items, today),
        findings=lists.findings(one, today),
        reviews=reviews_of(one, reader),
        document=texts.document_of(one, reader),
        writes=writes,
        running=running,
        gives=running and one.adopted_on is not None and may(reader, GIVE, one.unit_id, domain=STEERING),
        steps=[step for step in flow.LIFE.steps.values() if one.state in step.from_states and not step.unless(one)]
        if writes
        else [],
        slugs=SLUGS,
        today=today,
    )  # fmt: skip


@allow(*STEERING_READERS)
def items_file(request: HttpRequest, key: int, ending: str) -> HttpResponse:
    """The items of a programme as PDF, Word or Excel."""
    if ending not in KINDS:
        raise Http404(ending)
    one, today = programme_or_404(request, key), book_day()
    rows = lists.items(one, request.user, today)
    return answer(printed.of_items(one, rows, today), ending, unit_id=one.unit_id, on=today)


def _offered(
    request: HttpRequest, unit_id: int, today: date, *, but: int | None = None, held: Any = None
) -> dict[str, list[Any]]:
    """What the form offers; `held`: the person named so far, who may have left since."""
    reader, around = request.user, list(tree().ancestors(unit_id, today))
    above = lists.seen(reader).filter(unit_id__in=around).exclude(pk=but)
    seen_targets: Any = Target.objects.seen_by(reader)  # type: ignore[attr-defined]
    targets = seen_targets.filter(unit_id__in=around, until__gt=today).order_by("unit_id", "position", "pk")
    people = people_choices(units_around(unit_id, today), today)
    return {
        "resolution": texts.choices(reader, unit_id, today),
        "above": [(one.pk, f"{one.name} – {one.title}"[:140]) for one in above],
        "targets": [(one.pk, one.title) for one in targets],
        "lead_unit": grouped(units_around(unit_id, today), today),
        "person": with_held(people, held),
    }


def with_held(people: list[tuple[Any, Any]], held: Any) -> list[tuple[Any, Any]]:
    """People offered, and one named before who serves nowhere now: he can be seen there, and is told of in words when kept."""
    here = {key for _unit, pairs in people for key, _words in pairs}
    if held is None or held.pk in here:
        return people
    return [
        (_("Đang ghi"), [(held.pk, _("{name} – đã thôi giữ chức vụ").format(name=held.full_name))]),
        *people,
    ]


def _preset(request: HttpRequest) -> dict[str, Any]:
    """What the address already says: which resolution, programme or target the new one is for."""
    told: dict[str, Any] = {}
    for name, field in (("thuc-hien", "resolution"), ("thuoc", "above")):
        told[field] = request.GET.get(name, "")
    target = request.GET.get("chi-tieu", "")
    return {**told, "targets": [target] if target.isdecimal() else []}


@allow(*STEERING_READERS)
def new(request: HttpRequest) -> HttpResponse:
    """The draft of a new programme."""
    today = book_day()
    unit = chosen(request, today)
    actor = actor_for(request.user, flow.WRITE, unit.unit_id, domain=STEERING)
    initial = {"since": today, **_preset(request)}
    offered = _offered(request, unit.unit_id, today)
    form = forms.ProgrammeForm(request.POST or None, offered=offered, initial=initial)

    def write() -> HttpResponse:
        made = flow.new(unit.unit_id, form.facts(), actor, today=today)
        return redirect("programme", key=made.pk)

    said = _("Đã ghi dự thảo. Ghi tiếp các đầu việc, rồi ghi ban hành.")
    if done := written(
        request, form, write, said, bars=lambda told: flow.objections(unit.unit_id, told, today)
    ):
        return done
    home = f"{reverse('programmes')}?don-vi={unit.code}"
    return act_form(request, form, _("Lập chương trình, đề án, kế hoạch"), home, unit.name)


def act_form(
    request: HttpRequest, form: Any, label: Any, home: str, sub: str, **context: Any
) -> HttpResponse:
    """A form of programmes; that of a programme itself has a layout of its own."""
    own = isinstance(form, forms.ProgrammeForm)
    template = "steering/programme_form.html" if own else "steering/act_of_programme.html"
    return shown(request, template, form, label=label, home=home, sub=sub, **context)


@allow(*STEERING_READERS)
def mend(request: HttpRequest, key: int) -> HttpResponse:
    """Put right what is said of a programme, with the basis."""
    one, today = programme_or_404(request, key), book_day()
    actor = actor_for(request.user, flow.WRITE, one.unit_id, domain=STEERING)
    names = ("kind", "symbol", "title", "since", "last_on", "paper")
    initial = {name: getattr(one, name) for name in names}
    initial |= {name: getattr(one, f"{name}_id") for name in ("resolution", "above", "lead_unit", "person")}
    initial["targets"] = sorted(one.serves.values_list("target_id", flat=True))
    offered = _offered(request, one.unit_id, today, but=one.pk, held=one.person)
    form = forms.MendProgramme(request.POST or None, offered=offered, initial=initial)

    def write() -> HttpResponse:
        told = form.facts()
        flow.mend(one, told, actor, basis=told.pop("basis"), today=today)
        return redirect("programme", key=one.pk)

    def bars(told: dict[str, Any]) -> Iterator[str]:
        return flow.objections(one.unit_id, told, today, key=one.pk)

    if done := written(request, form, write, _("Đã đính chính."), bars=bars):
        return done
    return act_form(
        request, form, _("Đính chính chương trình"), reverse("programme", args=[one.pk]), one.name
    )


@allow(*STEERING_READERS)
def mend_end(request: HttpRequest, key: int, end_key: int) -> HttpResponse:
    """Put right one end of a programme, or take it out of the book, with the basis."""
    one, today = programme_or_404(request, key), book_day()
    row = one.ends.filter(pk=end_key).first()
    if row is None:
        raise Http404(end_key)
    actor = actor_for(request.user, flow.WRITE, one.unit_id, domain=STEERING)
    form, home = (
        forms.MendEnd(request.POST or None, row=row, today=today),
        reverse("programme", args=[one.pk]),
    )

    def write() -> HttpResponse:
        told = form.facts()
        ends.mend(row, told, actor, basis=told.pop("basis"), struck=told.pop("struck"))
        return redirect(home)

    def bars(told: dict[str, Any]) -> list[str]:
        said = {"last_on": told.get("on"), "until": told.get("again")}
        return refused(lambda: ends.must_stand(row, said, struck=bool(told.get("struck"))))

    if done := written(request, form, write, _("Đã đính chính."), bars=bars):
        return done
    return act_form(request, form, _("Đính chính lần kết thúc"), home, one.name)


@allow(*STEERING_READERS)
def step(request: HttpRequest, key: int, slug: str) -> HttpResponse:
    """The form of one step of a programme's life."""
    one, today, name = programme_or_404(request, key), book_day(), NAMES.get(slug)
    if name is None:
        raise Http404(slug)
    found = flow.LIFE.steps[name]
    actor = actor_for(request.user, found.by, one.unit_id, domain=STEERING)
    home = reverse("programme", args=[one.pk])
    if why := found.refusal(one, actor):
        return page(
            request, "steering/act_of_programme.html", status=409, refused=why, form=None,
            label=found.label, home=home, sub=one.name,
        )  # fmt: skip
    kind: Any = found.form
    initial = {"symbol": one.symbol} if name == "adopt" else {}
    form = kind(request.POST or None, today=today, label_suffix="", initial=initial)

    def write() -> HttpResponse:
        flow.take(name, one, actor, form.facts())
        return redirect(home)

    def bars(told: dict[str, Any]) -> list[str]:
        return refused(lambda: flow.step_must(name, one, told["on"])) if "on" in told else []

    if done := written(request, form, write, _("Đã ghi sổ."), bars=bars):
        return done
    open_items = lists.unfinished(one, today) if name in ("close", "stop") else 0
    return act_form(request, form, found.label, home, one.name, cite=found.cite, open_items=open_items)
