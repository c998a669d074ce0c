"""Pages of criteria for one unit: its sets, one set with its indicators, one indicator with its results, the table of units."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from soxa.kernel.access import actor_for, allow, may, sight_of
from soxa.kernel.downloads import download
from soxa.kernel.page import page
from soxa.kernel.preferences import book_day
from soxa.kernel.refusal import Refused
from soxa.kernel.units.tree import tree
from soxa.law.typed_day import typed_day
from soxa.org.roles import VALUE_READERS, VALUES
from soxa.party.listed import KINDS, answer
from soxa.tasks.takers import commune_of, people_choices, units_around
from soxa.values.criteria import checks as asked
from soxa.values.criteria import flow, forms, lists
from soxa.values.criteria.counting import Board, ask_of, board, criteria_of
from soxa.values.criteria.models import CriteriaSet, CriterionResult, Indicator
from soxa.values.criteria.places import bands, places_of
from soxa.values.criteria.wordings import nearest, wordings_of
from soxa.values.criteria.words import LIGHTS, asked_text, found_text, others_of
from soxa.values.recognition.lists import check_before, held_by, standing_of
from soxa.values.recognition.rules import recognised_as

SLUGS = {"verify": "tham-dinh", "return": "tra-lai"}
NAMES = {slug: name for name, slug in SLUGS.items()}
LEAF = 50


def _typed(text: str, today: date) -> date:
    try:
        return min(typed_day(text), today)
    except ValueError:
        return today


def day_of(request: HttpRequest, today: date) -> date:
    """The day asked, today when none or one no book speaks of."""
    return _typed(request.GET.get("ngay", ""), today)


def unit_or_404(request: HttpRequest, code: str) -> int:
    """A unit in the reader's sight; Http404 otherwise."""
    unit_id = tree().codes.get(code)
    if unit_id is None or unit_id not in sight_of(request.user, VALUES):
        raise Http404(code)
    return unit_id


def own_unit(request: HttpRequest, today: date) -> int:
    """The unit of the address (`don-vi`), else the commune around the reader's first office that sees values."""
    if asked := request.GET.get("don-vi", ""):
        return unit_or_404(request, asked)
    reader: Any = request.user
    for held in reader.held_offices():
        if VALUES in held.role.domains:
            return commune_of(held.unit_id, today)
    raise Http404


def set_or_404(request: HttpRequest, key: int) -> Any:
    """A set that the reader reads; Http404 otherwise."""
    found = CriteriaSet.objects.seen_by(request.user).select_related("based_on").filter(pk=key).first()  # type: ignore[attr-defined]
    if found is None:
        raise Http404(key)
    return found


@allow(*VALUE_READERS)
def index(request: HttpRequest) -> HttpResponse:
    """The sets by which a unit is measured on a day, each with its count; those no longer judged by on demand."""
    today = book_day()
    unit_id, on = own_unit(request, today), day_of(request, today)
    ended = request.GET.get("het") == "1"
    seen: Any = CriteriaSet.objects.seen_by(request.user)  # type: ignore[attr-defined]
    sets = [one for one in seen if ended or not flow.is_over(one, on)]
    own = [one for one in sets if lists.fits(one, unit_id, on)]
    below = [one for one in sets if one not in own and lists.measured(one, unit_id, request.user, on)]
    return page(
        request,
        "values/criteria.html",
        unit_code=tree().nodes[unit_id].code,
        unit_name=tree().name(unit_id, on),
        on=on,
        today=today,
        ended=ended,
        rows=lists.rows_of(own, unit_id, on),
        below=below,
        writes=may(request.user, flow.WRITE, unit_id, domain=VALUES),
    )


def _board(request: HttpRequest, key: int, code: str) -> Board:
    of, unit_id, today = set_or_404(request, key), unit_or_404(request, code), book_day()
    on = day_of(request, today)
    if not lists.fits(of, unit_id, on):
        raise Http404(code)
    return board(of, unit_id, on)


def _shown(one: Board) -> dict[str, Any]:
    """What pages of a unit and a set say of both."""
    return {
        "of": one.of,
        "on": one.on,
        "unit_code": tree().nodes[one.unit_id].code,
        "unit_name": lists.place_name(one.unit_id, one.on),
        "light": LIGHTS,
        "asked": asked_text,
        "found": found_text,
    }


@allow(*VALUE_READERS)
def unit(request: HttpRequest, key: int, code: str) -> HttpResponse:
    """One unit by a set on a day: the count, every criterion with its indicators, what is asked before recognition."""
    one = _board(request, key, code)
    held = held_by([one.unit_id], one.on).get(one.unit_id, {}) if recognised_as(one.of.code) else {}
    return page(
        request,
        "values/criteria_unit.html",
        stand=standing_of(one, held),
        sets_place=may(request.user, "settings.write", one.unit_id)
        and own_unit(request, one.on) == one.unit_id,
        board=one,
        count=one.count,
        whole=lists.light_of(one.count if one.assessed else None),
        checks=[*asked.checks(one), *check_before(one, held)],
        only=request.GET.get("muc", ""),
        bands=bands(one.unit_id, one.on) if one.of.tally == CriteriaSet.INDICATORS else None,
        query=request.GET,
        writes=may(request.user, flow.WRITE, one.unit_id, domain=VALUES) and not flow.is_over(one.of, one.on),
        **_shown(one),
    )


@allow(*VALUE_READERS)
def unit_file(request: HttpRequest, key: int, code: str, ending: str) -> HttpResponse:
    """One unit by a set as PDF, Word or Excel."""
    if ending not in KINDS:
        raise Http404(ending)
    one = _board(request, key, code)
    return answer(lists.sheet(one), ending, unit_id=one.unit_id, on=one.on)


def _indicator(request: HttpRequest, key: int, code: str, indicator: int) -> tuple[list[Indicator], int]:
    """An indicator in all the words it ever had, and the unit."""
    of, unit_id = set_or_404(request, key), unit_or_404(request, code)
    rows = [one for one in wordings_of(indicator) if one.criterion.of_id == of.pk]  # type: ignore[attr-defined]
    if not any(one.pk == indicator and one.key == indicator for one in rows) or not lists.fits(
        of, unit_id, book_day()
    ):
        raise Http404(indicator)
    return rows, unit_id


@allow(*VALUE_READERS)
def indicator(request: HttpRequest, key: int, code: str, indicator: int) -> HttpResponse:
    """One indicator of a unit: what is asked, what stands, and every result that was ever written."""
    wordings, unit_id = _indicator(request, key, code, indicator)
    today = book_day()
    one = nearest(wordings, today)
    rows: Any = CriterionResult.objects.filter(unit_id=unit_id, indicator=indicator)
    found = list(rows.select_related("assessor", "verified_by", "entry").order_by("-since", "-pk"))
    waiting = next((row for row in found if row.state == CriterionResult.WAITING), None)
    standing = next((row for row in found if row.since <= today < row.until), None)
    ask = ask_of(one, places_of(unit_id, today), today.year)
    return page(
        request,
        "values/criterion_results.html",
        one=one,
        others=others_of(wordings, one),
        of=one.criterion.of,
        ask=ask,
        asked=asked_text(one, ask),
        rows=found,
        standing=standing,
        waiting=waiting,
        steps=_steps(request, waiting) if waiting else [],
        withdraws=waiting and may(request.user, flow.WRITE, unit_id, domain=VALUES),
        light=LIGHTS,
        found=found_text,
        unit_code=code,
        unit_name=lists.place_name(unit_id, today),
        assesses=not waiting
        and ask.applies
        and one.since <= today
        and not flow.is_over(one.criterion.of, today)
        and may(request.user, flow.WRITE, unit_id, domain=VALUES),
    )


def _steps(request: HttpRequest, case: CriterionResult) -> list[tuple[Any, str, str]]:
    """(step, slug, why not) of what may be done with a waiting result."""
    unit_id: int = case.unit_id  # type: ignore[attr-defined]
    if not may(request.user, flow.VERIFY, unit_id, domain=VALUES):
        return []
    actor = actor_for(request.user, flow.VERIFY, unit_id, domain=VALUES)
    return [(step, SLUGS[name], step.refusal(case, actor)) for name, step in flow.RESULT.steps.items()]


def page_of_indicator(of: int, code: str, indicator: int) -> str:
    """Address of one indicator of a unit."""
    return reverse("criteria_indicator", args=[of, code, indicator])


@allow(*VALUE_READERS)
def assess(request: HttpRequest, key: int, code: str, indicator: int) -> HttpResponse:
    """Write down what was found of an indicator."""
    wordings, unit_id = _indicator(request, key, code, indicator)
    today = book_day()
    actor = actor_for(request.user, flow.WRITE, unit_id, domain=VALUES)
    home = page_of_indicator(key, code, indicator)
    # what is asked is of the day of the assessment, as soon as one is typed
    on = _typed(request.POST.get("on", ""), today)
    one = nearest(wordings, on)
    ask = ask_of(one, places_of(unit_id, on), on.year)
    label = f"{one.number}. {one.title}"
    sub = _("{unit} · yêu cầu: {asked}").format(
        unit=lists.place_name(unit_id, today), asked=asked_text(one, ask)
    )
    shown: dict[str, Any] = {
        "label": label,
        "sub": sub,
        "home": home,
        "of": one.criterion.of,
        "unit_code": code,
    }
    why = flow.refusal(one.criterion.of, unit_id, today) if flow.is_over(one.criterion.of, today) else ""
    if not ask.applies:
        why = _("Chỉ tiêu này không áp dụng cho đơn vị; không ghi kết quả.")
    if why:
        return page(request, "values/criteria_act.html", status=409, refused=why, form=None, **shown)
    people = people_choices(units_around(unit_id, today), today)
    me = getattr(request.user, "person_id", None)
    form = forms.Assess(
        request.POST or None, request.FILES or None, today=today, indicator=one, ask=ask, people=people,
        initial={"assessor": me}, label_suffix="",
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            flow.assess(unit_id, one, form.facts(), actor, today=today)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã ghi kết quả, chờ người khác thẩm định."))
            return redirect(home)
    status = 422 if form.is_bound and form.errors else 200
    return page(request, "values/criteria_act.html", status=status, form=form, **shown)


def _result_or_404(request: HttpRequest, key: int) -> Any:
    seen: Any = CriterionResult.objects.seen_by(request.user)  # type: ignore[attr-defined]
    found = seen.select_related("indicator__criterion__of", "entry").filter(pk=key).first()
    if found is None:
        raise Http404(key)
    return found


@allow(*VALUE_READERS)
def result(request: HttpRequest, key: int) -> HttpResponse:
    """A result, where the journal names one: the page of its indicator."""
    case = _result_or_404(request, key)
    code = tree().nodes[case.unit_id].code
    return redirect(page_of_indicator(case.indicator.criterion.of_id, code, case.indicator_id))


@allow(*VALUE_READERS)
def step(request: HttpRequest, key: int, slug: str) -> HttpResponse:
    """The form of one step of a result; back to its indicator once it is written."""
    case, today, name = _result_or_404(request, key), book_day(), NAMES.get(slug)
    if name is None:
        raise Http404(slug)
    one, code = case.indicator, tree().nodes[case.unit_id].code
    chosen = flow.RESULT.steps[name]
    actor = actor_for(request.user, chosen.by, case.unit_id, domain=VALUES)
    home = page_of_indicator(one.criterion.of_id, code, one.pk)
    shown: dict[str, Any] = {
        "label": chosen.label, "sub": f"{one.number}. {one.title}", "home": home, "of": one.criterion.of,
        "unit_code": code, "cite": chosen.cite,
    }  # fmt: skip
    if why := chosen.refusal(case, actor):
        return page(request, "values/criteria_act.html", status=409, refused=why, form=None, **shown)
    kind: Any = chosen.form
    form = kind(request.POST or None, today=today, label_suffix="")
    if request.method == "POST" and form.is_valid():
        try:
            flow.take(name, case, actor, form.facts())
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã ghi sổ."))
            return redirect(home)
    status = 422 if form.is_bound and form.errors else 200
    return page(request, "values/criteria_act.html", status=status, form=form, **shown)


@allow(*VALUE_READERS)
def withdraw(request: HttpRequest, key: int) -> HttpResponse:
    """Take back a result that waits."""
    case = _result_or_404(request, key)
    actor = actor_for(request.user, flow.WRITE, case.unit_id, domain=VALUES)
    if request.method == "POST":
        try:
            flow.withdraw(case, actor, today=book_day())
        except Refused as refused:
            messages.warning(request, str(refused))
        else:
            messages.success(request, _("Đã rút lại kết quả."))
    code = tree().nodes[case.unit_id].code
    return redirect(page_of_indicator(case.indicator.criterion.of_id, code, case.indicator_id))


@allow(*VALUE_READERS)
def evidence(request: HttpRequest, key: int) -> HttpResponse:
    """The file handed in with a result, as a download that no browser runs."""
    case = _result_or_404(request, key)
    return download(case.digest, case.media_type, f"minh-chung-{case.pk}", case.name)


@allow(*VALUE_READERS)
def table(request: HttpRequest, key: int) -> HttpResponse:
    """Units inside one by a set: how many criteria each meets, and which not."""
    of, today = set_or_404(request, key), book_day()
    on, around = day_of(request, today), own_unit(request, today)
    nodes = lists.measured(of, around, request.user, on)
    leaves = Paginator(nodes, LEAF).get_page(request.GET.get("trang"))
    criteria = [one for one in criteria_of(of, on) if not one.condition]
    return page(
        request,
        "values/criteria_table.html",
        of=of,
        on=on,
        unit_code=tree().nodes[around].code,
        unit_name=tree().name(around, on),
        rows=lists.across(of, list(leaves.object_list), on),
        criteria=criteria,
        leaves=leaves,
        query=request.GET,
    )
