"""Pages of targets: the board of a unit, one target with its plans and how it stood, what is written of it."""

from datetime import date, timedelta
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from soxa.kernel.access import actor_for, allow, may
from soxa.kernel.figures import Moment
from soxa.kernel.page import page
from soxa.kernel.preferences import book_day
from soxa.kernel.units.tree import tree
from soxa.law.typed_day import typed_day
from soxa.org.roles import STEERING, STEERING_READERS
from soxa.party.listed import KINDS, answer, too_long
from soxa.steering.programmes.beside import of_target
from soxa.steering.resolutions import lists as texts
from soxa.steering.resolutions.themes import theme_of
from soxa.steering.targets import flow, forms, lists
from soxa.steering.targets.models import PlannedValue, Target
from soxa.steering.targets.path import path_of
from soxa.steering.targets.reading import figure_of, measurable, planned_text
from soxa.steering.targets.target_export import export
from soxa.steering.views.acts import checked, shown, written
from soxa.steering.views.places import Chosen, chosen, desk
from soxa.tasks.takers import grouped, people_choices, units_around
from soxa.values.counted import counted

LEAF, TURNED = 100, 50
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _day(request: HttpRequest, today: date) -> date:
    """The day asked, today when none or one no book speaks of."""
    try:
        return min(typed_day(request.GET.get("ngay", "")), today)
    except ValueError:
        return today


@allow(*STEERING_READERS)
def index(request: HttpRequest) -> HttpResponse:
    """The targets of a unit with their lights, what turned, and what has to be done about the yellow and red ones."""
    today = book_day()
    unit, on = chosen(request, today), _day(request, today)
    found = lists.board(unit.unit_id, on)
    turned, turned_all = found.turned(TURNED)
    level = lists.LEVELS.get(request.GET.get("muc", ""), "")
    return page(
        request,
        "steering/targets.html",
        unit=unit,
        on=on,
        found=found,
        turned=turned,
        turned_all=turned_all,
        theme=theme_of(unit.unit_id, on),
        leaves=Paginator(_shown(request, found), LEAF).get_page(request.GET.get("trang")),
        level=level,
        gone=request.GET.get("phu-trach") == "khong",
        name=lambda unit_id: tree().name(unit_id, on),
        words={level: word for word, level in lists.LEVELS.items()},
        query=request.GET,
    )


def _shown(request: HttpRequest, found: lists.Board) -> lists.Rows:
    """The rows asked for: of one level, or those whose person holds no office any more."""
    level = lists.LEVELS.get(request.GET.get("muc", ""), "")
    return found.asked(level=level, ownerless=request.GET.get("phu-trach") == "khong")


@allow(*STEERING_READERS)
def file(request: HttpRequest, ending: str) -> HttpResponse:
    """The targets as PDF, Word or Excel."""
    if ending not in KINDS:
        raise Http404(ending)
    today = book_day()
    unit, on = chosen(request, today), _day(request, today)
    found = lists.board(unit.unit_id, on)
    rows = _shown(request, found)
    if ending == "pdf" and (why := too_long(len(rows))):
        home = f"{reverse('targets')}?{request.GET.urlencode()}"
        told = {"label": _("In danh sách chỉ tiêu"), "sub": unit.name, "home": home, "refused": why}
        return page(request, "steering/act.html", status=409, form=None, **told)
    return answer(lists.sheet(found, rows, unit.unit_id, on), ending, unit_id=unit.unit_id, on=on)


@allow(*STEERING_READERS)
def workbook(request: HttpRequest) -> HttpResponse:
    """The targets of the year with every plan, in the columns that may be handed in again."""
    today = book_day()
    unit = chosen(request, today)
    made = HttpResponse(export(unit.unit_id, today), content_type=EXCEL)
    made["Content-Disposition"] = f'attachment; filename="ke-hoach-chi-tieu-{today.year}.xlsx"'
    return made


def target_or_404(request: HttpRequest, key: int) -> Any:
    """A target in the reader's sight; Http404 otherwise."""
    seen: Any = Target.objects.seen_by(request.user)  # type: ignore[attr-defined]
    found = seen.select_related("person", "lead_unit", "resolution").filter(pk=key).first()
    if found is None:
        raise Http404(key)
    return found


@allow(*STEERING_READERS)
def target(request: HttpRequest, key: int) -> HttpResponse:
    """One target: what is asked, by whom, what came of it at every assessment."""
    one, today = target_or_404(request, key), book_day()
    figure = figure_of(one.code)
    plans = PlannedValue.objects.filter(target=one).select_related("replaced_by")
    if one.span == Target.TERM:  # what leads stands on the path
        plans = plans.exclude(replaced_by=None, leads=True)
    plans = plans.order_by("-since", "giver", "pk")
    return page(
        request,
        "steering/target.html",
        one=one,
        last_day=one.until - timedelta(days=1),
        figure=figure,
        counts=counted([one.code], [one.unit_id], Moment.at(today)).get((one.code, one.unit_id)),
        path=path_of(one, figure, today),
        plans=[(plan, planned_text(plan, one, figure)) for plan in plans],
        period_of=lists.period_title,
        history=lists.history(one),
        light=lists.light_of,
        unit_code=tree().nodes[one.unit_id].code,
        unit_name=tree().name(one.unit_id, today),
        lead=tree().name(one.lead_unit_id, today) if one.lead_unit_id else "",
        writes=may(request.user, flow.WRITE, one.unit_id, domain=STEERING),
        programmes=of_target(one, request.user, today),
        desk=desk(request),
        text=texts.seen(request.user).filter(pk=one.resolution_id).first() if one.resolution_id else None,
    )


def _offered(request: HttpRequest, unit_id: int, today: date) -> dict[str, list[Any]]:
    nodes = units_around(unit_id, today)
    codes = [(code, f"{figure_of(code).title} ({code})") for code in measurable()]
    return {
        "code": sorted(codes, key=lambda one: one[1]),
        "lead_unit": grouped(nodes, today),
        "person": people_choices(nodes, today),
        "resolution": texts.choices(request.user, unit_id, today),
    }


@allow(*STEERING_READERS)
def new(request: HttpRequest) -> HttpResponse:
    """A new target of a unit."""
    today = book_day()
    unit = chosen(request, today)
    actor = actor_for(request.user, flow.WRITE, unit.unit_id, domain=STEERING)
    held = Target.objects.filter(unit_id=unit.unit_id, until__gt=today)
    place = (held.aggregate(last=Max("position"))["last"] or 0) + 1
    initial = {"position": place, "higher": "1", **_span(request, today)}
    form = forms.TargetForm(
        request.POST or None, offered=_offered(request, unit.unit_id, today), initial=initial
    )

    def write() -> HttpResponse:
        made = flow.new_target(unit.unit_id, form.facts(), actor, today=today)
        return redirect("target", key=made.pk)

    if done := written(request, form, write, _("Đã ghi chỉ tiêu. Ghi tiếp kế hoạch của chỉ tiêu.")):
        return done
    check = f"{reverse('target_check')}?don-vi={unit.code}"
    return _form(request, form, _("Thêm chỉ tiêu"), _index(unit), unit.name, check=check)


@require_POST
@allow(*STEERING_READERS)
def check(request: HttpRequest) -> HttpResponse:
    """What is wrong with a target while it is typed: a new one of a unit, or one that is put right (`chi-tieu`). Writes nothing."""
    today, key = book_day(), request.GET.get("chi-tieu", "")
    one = target_or_404(request, int(key)) if key.isdecimal() and len(key) < 10 else None
    unit_id = one.unit_id if one else chosen(request, today).unit_id
    actor_for(request.user, flow.WRITE, unit_id, domain=STEERING)
    form = forms.TargetForm(request.POST, offered=_offered(request, unit_id, today), held=one)

    def bars(told: dict[str, Any]) -> list[str]:
        whole = form.is_valid()
        return [flow.objection(unit_id, form.facts(), today, but=one.pk if one else None)] if whole else []

    return checked(request, form, bars)


def _span(request: HttpRequest, today: date) -> dict[str, Any]:
    """The days a new target is first offered: this year, or five years when one of the term is asked for."""
    first = date(today.year, 1, 1)
    if request.GET.get("nhiem-ky") == "1":
        return {
            "span": Target.TERM,
            "since": first,
            "until": date(today.year + 4, 12, 31),
            "pace": Target.AT_END,
        }
    return {"span": Target.YEAR, "since": first, "until": date(today.year, 12, 31), "pace": Target.LINEAR}


def _index(unit: Chosen) -> str:
    return f"{reverse('targets')}?don-vi={unit.code}"


def _form(  # noqa: PLR0913 – what the page of a form says
    request: HttpRequest, form: Any, label: str, home: str, sub: str, *, check: str
) -> HttpResponse:
    return shown(request, "steering/act_checked.html", form, label=label, home=home, sub=sub, check=check)


@allow(*STEERING_READERS)
def mend(request: HttpRequest, key: int) -> HttpResponse:
    """Correct what is said of a target, with the basis."""
    one, today = target_or_404(request, key), book_day()
    actor = actor_for(request.user, flow.WRITE, one.unit_id, domain=STEERING)
    names = ("title", "code", "span", "position", "pace", "yellow_from", "threshold_why", "paper", "since")
    held = {name: getattr(one, name) for name in names}
    held |= {
        "higher": "1" if one.higher else "0", "until": one.until - timedelta(days=1), "lead_unit": one.lead_unit_id,
        "person": one.person_id, "resolution": one.resolution_id,
    }  # fmt: skip
    form = forms.MendTarget(
        request.POST or None, offered=_offered(request, one.unit_id, today), initial=held, held=one
    )

    def write() -> HttpResponse:
        told = form.facts()
        flow.mend_target(one, told, actor, basis=told.pop("basis"), today=today)
        return redirect("target", key=one.pk)

    if done := written(request, form, write, _("Đã đính chính.")):
        return done
    home, check = reverse("target", args=[one.pk]), f"{reverse('target_check')}?chi-tieu={one.pk}"
    return _form(request, form, _("Đính chính chỉ tiêu"), home, one.title, check=check)
