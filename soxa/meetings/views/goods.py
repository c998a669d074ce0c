"""Pages of four goods: the year of every unit, one unit's year with its steps, the frameworks."""

from collections import Counter
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from soxa.kernel.access import Actor, actor_for, allow, may, sight_of
from soxa.kernel.flow import Step
from soxa.kernel.page import page
from soxa.kernel.preferences import book_day
from soxa.kernel.refusal import Refused
from soxa.kernel.units.tree import Node, tree
from soxa.meetings.flow import WRITE
from soxa.meetings.goods import flow, forms, lists
from soxa.meetings.goods.models import UNIT_KINDS, FourGoods, Framework
from soxa.meetings.views.offices import acting_in
from soxa.meetings.views.quality_board import communes_near, year_asked, years_offered
from soxa.org.roles import PARTY, PARTY_OFFICES, PARTY_READERS
from soxa.party.communes import commune_of
from soxa.party.listed import KINDS, answer

LEAF = 100
SLUGS = {"assess": "tu-danh-gia", "appraise": "tham-dinh", "decide": "quyet-dinh", "reopen": "mo-lai"}
NAMES = {slug: name for name, slug in SLUGS.items()}
OF_FRAMEWORKS = {"chi-bo": "cell", "dang-bo-co-so": "base"}


@allow(*PARTY_READERS)
def index(request: HttpRequest) -> HttpResponse:
    """Cells and grassroots organisations in sight with what was said of their year."""
    today = book_day()
    year, communes = year_asked(request, today), communes_near(request, today)
    rows = lists.board(request.user, year, today, communes.units)
    if len(rows) == 1:
        return redirect("four_goods_unit", code=rows[0].code)
    cases, asked = [row.case for row in rows if row.case], _stage(request)
    shown = [row for row in rows if row.stage == asked] if asked else rows
    return page(
        request,
        "meetings/goods/board.html",
        year=year,
        years=years_offered(today),
        communes=communes,
        rows=rows,
        leaves=Paginator(shown, LEAF).get_page(request.GET.get("trang")),
        query=request.GET,
        asked=asked,
        stages=_stages(rows),
        said=len(cases),
        own=sum(one.self_good for one in cases),
        recognised=sum(bool(one.good) for one in cases),
        words=lists.words_of,
    )


def _stage(request: HttpRequest) -> str:
    """The stage that is asked; empty for all."""
    typed = request.GET.get("muc", "")
    return typed if typed in lists.STAGES else ""


def _stages(rows: list[lists.Row]) -> list[tuple[str, Any, int]]:
    """(key, words, how many) of each stage that anybody stands at."""
    counted = Counter(row.stage for row in rows)
    return [(key, words, counted[key]) for key, words in lists.STAGES.items() if counted[key]]


@allow(*PARTY_READERS)
def file(request: HttpRequest, ending: str) -> HttpResponse:
    """The year of every unit, or of those at the stage that is asked, as PDF, Word or Excel."""
    if ending not in KINDS:
        raise Http404(ending)
    today = book_day()
    year = year_asked(request, today)
    rows = lists.board(request.user, year, today, communes_near(request, today).units)
    if asked := _stage(request):
        rows = [row for row in rows if row.stage == asked]
    unit_id = commune_of(rows[0].unit_id, today) if rows else None
    return answer(lists.sheet(rows, year), ending, unit_id=unit_id, on=today)


def _node(request: HttpRequest, code: str) -> Node:
    """The unit of a code, if it is one that is assessed and lies in sight; Http404 otherwise."""
    unit_id = tree().codes.get(code)
    if unit_id is None or unit_id not in sight_of(request.user, PARTY):
        raise Http404(code)
    node = tree().nodes[unit_id]
    if node.kind not in dict(UNIT_KINDS):
        raise Http404(code)
    return node


def _case(request: HttpRequest, node: Node, year: int) -> Any:
    seen: Any = FourGoods.objects.seen_by(request.user)  # type: ignore[attr-defined]
    return seen.filter(unit_id=node.id, year=year).select_related("framework").first()


@allow(*PARTY_READERS)
def unit(request: HttpRequest, code: str) -> HttpResponse:
    """One unit's year: its four contents with both marks and what the book knows of each, and what may be done."""
    node, today = _node(request, code), book_day()
    year = year_asked(request, today)
    case = _case(request, node, year)
    framework = case.framework if case else flow.framework_of(node.id, year)
    own = may(request.user, WRITE, node.id, domain=PARTY)
    return page(
        request,
        "meetings/goods/unit.html",
        row=lists.Row(node.id, code, tree().name(node.id, today), case),
        case=case,
        year=year,
        years=years_offered(today),
        framework=framework,
        lines=lists.lines(node.id, year, framework, case, today) if framework else [],
        steps=_steps(request, case) if case else [],
        begins=case is None and own and framework is not None,
        words=lists.words_of,
        alone=len(sight_of(request.user, PARTY).units) == 1,
        slugs=SLUGS,
    )


def _steps(request: HttpRequest, case: FourGoods) -> list[Step]:
    return [
        step
        for step in flow.FLOW.steps.values()
        if case.state in step.from_states and may(request.user, step.by, case.unit_id, domain=PARTY)  # type: ignore[attr-defined]
    ]


@allow(*PARTY_READERS)
def step(request: HttpRequest, code: str, year: int, slug: str) -> HttpResponse:
    """The form of one step of a unit's year; back to its page once it is written."""
    node, today = _node(request, code), book_day()
    name, case = NAMES.get(slug), _case(request, node, year)
    if name is None or (case is None and name != "assess"):
        raise Http404(slug)
    chosen = flow.FLOW.steps[name]
    actor = actor_for(request.user, chosen.by, node.id, domain=PARTY)
    if case and (why := chosen.refusal(case, actor)):
        return _shown(request, node, year, chosen, refused=why, status=409)
    framework = case.framework if case else flow.framework_of(node.id, year)
    if framework is None:
        raise Http404(slug)
    given: dict[str, Any] = {}
    if chosen.form is forms.Marked:
        proposed = lists.proposed(node.id, year, framework, today)
        begun = {str(lists.OF_MEETINGS): [str(proposed[0]), ""]} if proposed else {}
        given = {"framework": framework, "marks": case.told_marks if case else begun}
    kind: Any = chosen.form
    form = kind(request.POST or None, today=today, label_suffix="", **given)
    if request.method == "POST" and form.is_valid() and _taken(name, case, node, year, form, actor):
        messages.success(request, _("Đã ghi sổ."))
        return redirect(_home(node, year))
    status = 422 if form.is_bound and form.errors else 200
    return _shown(
        request,
        node,
        year,
        chosen,
        form=form,
        framework=framework,
        first=case is None,
        status=status,
        case=case,
    )


def _taken(name: str, case: Any, node: Node, year: int, form: Any, actor: Actor) -> bool:
    """Take the step, or begin the year; whether it was written, else the form says why not."""
    try:
        if case:
            flow.take(name, case, actor, form.facts())
        else:
            flow.assess(node.id, year, form.facts(), actor, today=book_day())
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    return True


def _home(node: Node, year: int) -> str:
    return f"{reverse('four_goods_unit', args=[node.code])}?nam={year}"


def _shown(
    request: HttpRequest, node: Node, year: int, chosen: Step, *, status: int = 200, first: bool = False, **context: Any
) -> HttpResponse:  # fmt: skip
    marks, today = chosen.form is forms.Marked and "form" in context, book_day()
    if marks:
        context["known"] = lists.readings_of(node.id, year, today)
        context["proposed"] = lists.proposed(node.id, year, context["framework"], today)
        context |= {"code": node.code, "of_meetings": lists.OF_MEETINGS}
    return page(
        request,
        "meetings/goods/marks.html" if marks else "meetings/goods/step.html",
        status=status,
        label=_("Tự đánh giá bốn tốt") if first else chosen.label,
        cite=chosen.cite,
        unit=tree().name(node.id, today),
        year=year,
        home=_home(node, year),
        name=chosen.name,
        said=lists.words_of,
        **{"form": None, "case": None, **context},
    )


@allow(*PARTY_READERS)
def frameworks(request: HttpRequest) -> HttpResponse:
    """The frameworks that apply to what the reader sees, the latest first of each kind of unit."""
    today = book_day()
    sight = sight_of(request.user, PARTY)
    around = {up for one in sight.units for up in tree().ancestors(one, today)} | sight.units
    rows = [
        one
        for one in Framework.objects.prefetch_related("contents").order_by("kind", "-since", "-pk")
        if one.unit_id is None or sight.everything or one.unit_id in around
    ]
    return page(
        request,
        "meetings/goods/frameworks.html",
        kinds=[
            (title, slug, [one for one in rows if one.kind == kind])
            for (kind, title), slug in zip(UNIT_KINDS, OF_FRAMEWORKS, strict=True)
        ],
        names={one.unit_id: tree().name(one.unit_id, today) for one in rows if one.unit_id},
        writes=_office(request) is not None,
    )


def _office(request: HttpRequest) -> int | None:
    """The commune in whose office the reader changes frameworks; None where he holds none."""
    actor = acting_in(request.user, flow.APPRAISE, "commune", PARTY)
    return actor.unit_id if actor else None


@allow(*PARTY_OFFICES)
def new_framework(request: HttpRequest, slug: str) -> HttpResponse:
    """A new framework for a kind of unit, begun from the one in force."""
    if slug not in OF_FRAMEWORKS:
        raise Http404(slug)
    kind, today, unit_id = OF_FRAMEWORKS[slug], book_day(), _office(request)
    actor = actor_for(request.user, flow.APPRAISE, unit_id, domain=PARTY)
    held = Framework.objects.filter(kind=kind, unit=unit_id).order_by("-since").first()
    like = held or Framework.objects.filter(kind=kind, unit=None).order_by("-since").first()
    form = forms.NewFramework(request.POST or None, like=like, today=today)
    if request.method == "POST" and form.is_valid() and unit_id:
        try:
            flow.new_framework(unit_id, kind, form.facts(), actor, today=today)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã ghi khung đánh giá mới; năm đã đánh giá giữ theo khung cũ."))
            return redirect("four_goods_frameworks")
    return page(
        request,
        "meetings/goods/new_framework.html",
        status=422 if form.is_bound else 200,
        form=form,
        label=_("Khung đánh giá mới"),
        kind=dict(UNIT_KINDS)[kind],
        home=reverse("four_goods_frameworks"),
    )
