"""Pages of resolutions: the tree of texts, one with its chain, tasks and targets, what is written of it."""

from datetime import timedelta
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from soxa.kernel.access import actor_for, allow, may
from soxa.kernel.page import page
from soxa.kernel.preferences import book_day
from soxa.kernel.units.tree import tree
from soxa.law.periods import FOREVER
from soxa.org.roles import STEERING, STEERING_READERS
from soxa.steering.programmes.beside import carried_out, of_resolution
from soxa.steering.resolutions import adopting, flow, forms, lists
from soxa.steering.resolutions.models import Resolution
from soxa.steering.resolutions.themes import theme_of
from soxa.steering.reviews.lists import reviews_of
from soxa.steering.views.acts import shown, written
from soxa.steering.views.places import chosen, desk

LEAF = 100


@allow(*STEERING_READERS)
def index(request: HttpRequest) -> HttpResponse:
    """The texts of a unit and above it, each beneath the one it carries out."""
    today = book_day()
    unit = chosen(request, today)
    around = list(tree().ancestors(unit.unit_id, today))
    rows = lists.seen(request.user).filter(unit_id__in=around)
    if request.GET.get("het") != "1":
        rows = rows.filter(until__gt=today)
    found = lists.lines(rows, dict(rows.order_by().annotate(n=Count("targets")).values_list("pk", "n")))
    return page(
        request,
        "steering/resolutions.html",
        unit=unit,
        theme=theme_of(unit.unit_id, today),
        ended=request.GET.get("het") == "1",
        leaves=Paginator(found, LEAF).get_page(request.GET.get("trang")),
        query=request.GET,
        forever=FOREVER,
        day_before=timedelta(days=1),
    )


def _or_404(request: HttpRequest, key: int) -> Any:
    found = lists.seen(request.user).filter(pk=key).select_related("above").first()
    if found is None:
        raise Http404(key)
    return found


@allow(*STEERING_READERS)
def resolution(request: HttpRequest, key: int) -> HttpResponse:
    """One text: what it carries out, what carries it out, its tasks and targets."""
    one, today = _or_404(request, key), book_day()
    above, below = lists.above_and_below(one, request.user)
    return page(
        request,
        "steering/resolution.html",
        one=one,
        last_day=None if one.until == FOREVER else one.until - timedelta(days=1),
        above=above,
        below=below,
        articles=list(one.articles.all()),
        targets=Paginator(lists.targets(one, today), LEAF).get_page(request.GET.get("trang")),
        query=request.GET,
        document=lists.document_of(one, request.user),
        programmes=of_resolution(one, request.user, today),
        carried=carried_out(one, request.user, today),
        reviews=reviews_of(one, request.user),
        adopted=adopting.meeting_of(one, request.user),
        unit_code=tree().nodes[one.unit_id].code,
        unit_name=tree().name(one.unit_id, today),
        writes=may(request.user, flow.WRITE, one.unit_id, domain=STEERING),
        desk=desk(request),
    )


@allow(*STEERING_READERS)
def new(request: HttpRequest) -> HttpResponse:
    """A new text of a unit."""
    today = book_day()
    unit = chosen(request, today)
    actor = actor_for(request.user, flow.WRITE, unit.unit_id, domain=STEERING)
    texts = lists.choices(request.user, unit.unit_id, today)
    asked = request.GET.get("thuc-hien", "")
    meetings = adopting.choices(request.user, unit.unit_id, today)
    form = forms.ResolutionForm(
        request.POST or None, texts=texts, meetings=meetings, initial={"above": asked}
    )

    def write() -> HttpResponse:
        made = flow.new(unit.unit_id, form.facts(), actor, today=today)
        return redirect("resolution", key=made.pk)

    if done := written(request, form, write, _("Đã ghi sổ.")):
        return done
    home = f"{reverse('resolutions')}?don-vi={unit.code}"
    return _form(request, form, _("Ghi nghị quyết, chương trình, kế hoạch"), home, unit.name)


def _form(request: HttpRequest, form: Any, label: str, home: str, sub: str) -> HttpResponse:
    return shown(request, "steering/act_of_resolution.html", form, label=label, home=home, sub=sub)


@allow(*STEERING_READERS)
def mend(request: HttpRequest, key: int) -> HttpResponse:
    """Put right what is said of a text, with the basis."""
    one, today = _or_404(request, key), book_day()
    actor = actor_for(request.user, flow.WRITE, one.unit_id, domain=STEERING)
    texts = lists.choices(request.user, one.unit_id, today, but=one.pk)
    meetings = adopting.choices(request.user, one.unit_id, today, held=one.meeting_id)
    form = forms.MendResolution(request.POST or None, texts=texts, meetings=meetings, initial=_held(one))

    def write() -> HttpResponse:
        told = form.facts()
        flow.mend(one, told, actor, basis=told.pop("basis"), today=today)
        return redirect("resolution", key=one.pk)

    if done := written(request, form, write, _("Đã đính chính.")):
        return done
    return _form(request, form, _("Đính chính"), reverse("resolution", args=[one.pk]), one.name)


def _held(one: Resolution) -> dict[str, Any]:
    names = ("kind", "symbol", "title", "issuer", "adopted_on", "since")
    return {
        **{name: getattr(one, name) for name in names},
        "last": None if one.until == FOREVER else one.until - timedelta(days=1),
        "above": one.above_id,  # type: ignore[attr-defined]
        "meeting": one.meeting_id,  # type: ignore[attr-defined]
        "articles": "\n".join(row.text for row in one.articles.all()),  # type: ignore[attr-defined]
    }
