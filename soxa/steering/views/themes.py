"""Pages of yearly themes: those of a unit year by year, and what is written of one."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from soxa.kernel.access import actor_for, allow
from soxa.kernel.page import page
from soxa.kernel.preferences import book_day
from soxa.kernel.units.tree import tree
from soxa.org.roles import STEERING, STEERING_READERS
from soxa.steering.resolutions import forms, lists, themes
from soxa.steering.resolutions.flow import WRITE
from soxa.steering.resolutions.models import YearTheme
from soxa.steering.views.acts import shown, written
from soxa.steering.views.places import chosen


def _seen(request: HttpRequest) -> Any:
    rows: Any = YearTheme.objects.seen_by(request.user)  # type: ignore[attr-defined]
    return rows.select_related("resolution")


def _home(code: str) -> str:
    return f"{reverse('themes')}?don-vi={code}"


@allow(*STEERING_READERS)
def index(request: HttpRequest) -> HttpResponse:
    """The themes of a unit, the latest year first."""
    unit = chosen(request, book_day())
    rows = list(_seen(request).filter(unit_id=unit.unit_id))
    return page(request, "steering/themes.html", unit=unit, rows=rows, this_year=book_day().year)


@allow(*STEERING_READERS)
def new(request: HttpRequest) -> HttpResponse:
    """The theme of a year."""
    today = book_day()
    unit = chosen(request, today)
    actor = actor_for(request.user, WRITE, unit.unit_id, domain=STEERING)
    texts = lists.choices(request.user, unit.unit_id, today)
    form = forms.ThemeForm(request.POST or None, texts=texts, initial={"year": today.year})

    def write() -> HttpResponse:
        themes.new(unit.unit_id, form.facts(), actor, today=today)
        return redirect(_home(unit.code))

    if done := written(request, form, write, _("Đã ghi sổ.")):
        return done
    return _form(request, form, _("Ghi chủ đề năm"), unit.code, unit.name)


@allow(*STEERING_READERS)
def mend(request: HttpRequest, key: int) -> HttpResponse:
    """Put a year's theme right, with the basis."""
    today, one = book_day(), _seen(request).filter(pk=key).first()
    if one is None:
        raise Http404(key)
    actor = actor_for(request.user, WRITE, one.unit_id, domain=STEERING)
    held = {"year": one.year, "words": one.words, "resolution": one.resolution_id, "paper": one.paper}
    texts = lists.choices(request.user, one.unit_id, today)
    form = forms.MendTheme(request.POST or None, texts=texts, initial=held)
    node = tree().nodes[one.unit_id]

    def write() -> HttpResponse:
        told = form.facts()
        themes.mend(one, told, actor, basis=told.pop("basis"), today=today)
        return redirect(_home(node.code))

    if done := written(request, form, write, _("Đã đính chính.")):
        return done
    label = _("Đính chính chủ đề năm {year}").format(year=one.year)
    return _form(request, form, label, node.code, tree().name(node.id, today))


def _form(request: HttpRequest, form: Any, label: str, code: str, sub: str) -> HttpResponse:
    return shown(request, "steering/act_of_resolution.html", form, label=label, home=_home(code), sub=sub)
