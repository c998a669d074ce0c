"""Pages of the sets themselves: all that the book holds, one with its indicators, and how they are made, copied, put right."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from soxa.kernel.access import Actor, actor_for, allow, may, sight_of
from soxa.kernel.page import page
from soxa.kernel.preferences import book_day
from soxa.kernel.refusal import Refused
from soxa.kernel.units.tree import tree
from soxa.org.roles import UNITS, VALUE_READERS, VALUES
from soxa.party.listed import KINDS, answer
from soxa.values.criteria import making, set_forms, sets
from soxa.values.criteria.models import CriteriaSet, Indicator
from soxa.values.criteria.places import named_regions
from soxa.values.criteria.words import general_text, zones_text
from soxa.values.views.criteria import own_unit, set_or_404


@allow(*VALUE_READERS)
def index(request: HttpRequest) -> HttpResponse:
    """Every set that the reader reads, by what it measures."""
    seen: Any = CriteriaSet.objects.seen_by(request.user)  # type: ignore[attr-defined]
    today = book_day()
    rows = seen.annotate(indicators=Count("criteria__indicators")).order_by("level", "title", "-since", "pk")
    return page(
        request,
        "values/criteria_sets.html",
        rows=[(one, tree().name(one.unit_id, today) if one.unit_id else "") for one in rows],
        today=today,
        makes=may(request.user, making.WRITE, own_unit(request, today), domain=VALUES),
    )


def _mends(request: HttpRequest, of: CriteriaSet) -> bool:
    """A unit's own set is its own; one of the State is for who sees the whole book."""
    whole = sight_of(request.user, UNITS).everything
    return may(request.user, making.WRITE, of.unit_id, domain=VALUES) and (of.unit_id is not None or whole)  # type: ignore[attr-defined]


@allow(*VALUE_READERS)
def one(request: HttpRequest, key: int) -> HttpResponse:
    """One set: who made it, when it is judged by, its criteria with what is asked."""
    of, today = set_or_404(request, key), book_day()
    on = max(today, of.since)
    parts = sets.parts(of, on)
    asked = [
        line.one for part, lines in parts if not part.condition for line in lines if line.one.since <= on
    ]
    return page(
        request,
        "values/criteria_set.html",
        of=of,
        today=today,
        owner=tree().name(of.unit_id, today) if of.unit_id else "",
        on=on,
        parts=parts,
        held=len(asked),
        counted=len({one.criterion_id for one in asked}),  # type: ignore[attr-defined]
        zones=zones_text,
        regions=named_regions(place for _part, lines in parts for line in lines for place in line.one.zones),
        asked=general_text,
        versions=CriteriaSet.objects.seen_by(request.user).filter(based_on=of).order_by("since", "pk"),
        mends=_mends(request, of),
        makes=may(request.user, making.WRITE, own_unit(request, today), domain=VALUES),
    )


@allow(*VALUE_READERS)
def file(request: HttpRequest, key: int, ending: str) -> HttpResponse:
    """One set as PDF, Word or Excel; the workbook can be handed in again as a set."""
    if ending not in KINDS:
        raise Http404(ending)
    of, today = set_or_404(request, key), book_day()
    return answer(sets.sheet(of, max(today, of.since)), ending, unit_id=of.unit_id, on=today)


def _written(
    request: HttpRequest, form: Any, write: Callable[[], HttpResponse], said: str, **shown: Any
) -> HttpResponse:
    """The form, or what `write` answers once it is sent and nothing stands in the way."""
    if request.method == "POST" and form.is_valid():
        try:
            done = write()
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, said)
            return done
    status = 422 if form.is_bound and form.errors else 200
    context = {"of": None, "sub": "", "two": False, **shown}
    return page(request, "values/criteria_act.html", status=status, form=form, **context)


@allow(*VALUE_READERS)
def new(request: HttpRequest) -> HttpResponse:
    """A set of the unit's own, by hand or from a workbook."""
    today = book_day()
    unit_id = own_unit(request, today)
    actor = actor_for(request.user, making.WRITE, unit_id, domain=VALUES)
    form = set_forms.NewSet(
        request.POST or None, request.FILES or None, label_suffix="",
        initial={"since": today, "tally": CriteriaSet.CRITERIA},
    )  # fmt: skip

    def write() -> HttpResponse:
        made = making.make(unit_id, form.facts(), form.cleaned_data["workbook"], actor, today=today)
        return redirect("criteria_set", key=made.pk)

    return _written(
        request, form, write, _("Đã lập bộ tiêu chí."), label=_("Lập bộ tiêu chí"), home=reverse("criteria_sets"),
        sub=tree().name(unit_id, today),
    )  # fmt: skip


@allow(*VALUE_READERS)
def copy(request: HttpRequest, key: int) -> HttpResponse:
    """A set as a new version of the unit's own."""
    of, today = set_or_404(request, key), book_day()
    unit_id = own_unit(request, today)
    actor = actor_for(request.user, making.WRITE, unit_id, domain=VALUES)
    form = set_forms.CopySet(
        request.POST or None, label_suffix="", initial={"title": of.title, "since": today}
    )

    def write() -> HttpResponse:
        made = making.copy(of, unit_id, form.facts(), actor, today=today)
        return redirect("criteria_set", key=made.pk)

    sub = _("{unit} · chép từ {name}").format(unit=tree().name(unit_id, today), name=of.name)
    return _written(
        request, form, write, _("Đã chép thành phiên bản mới."), label=_("Chép thành phiên bản mới"), of=of, sub=sub,
        home=reverse("criteria_set", args=[of.pk]),
    )  # fmt: skip


def _actor(request: HttpRequest, of: CriteriaSet) -> Actor:
    """Who puts the set right; Http404 for one that is not his."""
    actor = actor_for(request.user, making.WRITE, of.unit_id, domain=VALUES)  # type: ignore[attr-defined]
    if not _mends(request, of):
        raise Http404(of.pk)
    return actor


@allow(*VALUE_READERS)
def add(request: HttpRequest, key: int) -> HttpResponse:
    """An indicator more."""
    of, today = set_or_404(request, key), book_day()
    actor = _actor(request, of)
    form = set_forms.AddIndicator(
        request.POST or None, label_suffix="", initial={"since": making.begins(of, today)}
    )

    def write() -> HttpResponse:
        making.add(of, form.told(), actor, since=form.cleaned_data["since"], today=today)
        return redirect("criteria_set", key=of.pk)

    return _written(
        request, form, write, _("Đã thêm chỉ tiêu."), label=_("Thêm chỉ tiêu"), of=of, sub=of.version,
        home=reverse("criteria_set", args=[of.pk]),
    )  # fmt: skip


@allow(*VALUE_READERS)
def mend(request: HttpRequest, key: int, indicator: int) -> HttpResponse:
    """What an indicator asks, put right."""
    of, today = set_or_404(request, key), book_day()
    actor = _actor(request, of)
    one = Indicator.objects.filter(pk=indicator, criterion__of=of).select_related("criterion__of").first()
    if one is None:
        raise Http404(indicator)
    initial = {
        **set_forms.held(one, general_text(one), zones_text(one)),
        "since": max(one.since, making.begins(of, today)),
    }
    form = set_forms.MendIndicator(request.POST or None, label_suffix="", initial=initial)

    def write() -> HttpResponse:
        told = form.cleaned_data
        making.mend(one, form.changes(one), actor, basis=told["basis"], since=told["since"], today=today)
        return redirect("criteria_set", key=of.pk)

    return _written(
        request, form, write, _("Đã ghi thay đổi."), label=_("Đính chính, đổi yêu cầu"), of=of, sub=f"{one.number}. {one.title}",
        home=reverse("criteria_set", args=[of.pk]),
    )  # fmt: skip
