"""Pages of the catalogue: the measures by group, one added, one changed."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from soxa.kernel.access import actor_for, allow, may, sight_of
from soxa.kernel.page import page
from soxa.kernel.preferences import book_day
from soxa.kernel.refusal import Refused
from soxa.kernel.units.tree import tree
from soxa.org.roles import VALUE_READERS, VALUES
from soxa.tasks.takers import commune_of
from soxa.values.catalogue import groups
from soxa.values.measures import flow, forms, lists, sheets
from soxa.values.models import Measure

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _own_unit(request: HttpRequest) -> int:
    """The commune (or province) of the reader's first office that sees reported values."""
    reader: Any = request.user
    for held in reader.held_offices():
        if VALUES in held.role.domains:
            return commune_of(held.unit_id, book_day())
    raise Http404


@allow(*VALUE_READERS)
def index(request: HttpRequest) -> HttpResponse:
    """The catalogue by group."""
    unit, today = _own_unit(request), book_day()
    words, group = request.GET.get("q", "").strip(), request.GET.get("nhom", "")
    shelves = lists.shelves(request.user, unit, today, words=words, group=group)
    return page(
        request,
        "values/catalogue.html",
        part="shelves",
        shelves=shelves,
        count=sum(len(one.lines) for one in shelves),
        unconfirmed=sum(not line.measure.confirmed for one in shelves for line in one.lines),
        groups=[(one.code, one.title) for one in groups()],
        group=group,
        words=words,
        unit_name=tree().name(unit, today),
        writes=may(request.user, flow.WRITE, unit, domain=VALUES),
    )


@allow(*VALUE_READERS)
def workbook(request: HttpRequest) -> HttpResponse:
    """The catalogue of every book and of the unit's own, in the columns that may be handed in again."""
    unit, today = _own_unit(request), book_day()
    made = HttpResponse(sheets.export(lists.of_catalogue(unit), unit, today), content_type=EXCEL)
    made["Content-Disposition"] = 'attachment; filename="danh-muc-chi-tieu.xlsx"'
    return made


@allow(*VALUE_READERS)
def new(request: HttpRequest) -> HttpResponse:
    """A measure of the unit's own."""
    unit, today = _own_unit(request), book_day()
    actor = actor_for(request.user, flow.WRITE, unit, domain=VALUES)
    form = forms.MeasureForm(
        request.POST or None, catalogue=_known(unit), initial={"group": request.GET.get("nhom", "")}
    )

    def write() -> HttpResponse:
        made = flow.new_measure(unit, form.facts(), actor, today=today)
        return redirect("figure", made.code)

    if done := _written(request, form, write, _("Đã thêm chỉ tiêu vào danh mục.")):
        return done
    return _shown(request, form, _("Thêm chỉ tiêu"), tree().name(unit, today))


@allow(*VALUE_READERS)
def change(request: HttpRequest, key: int) -> HttpResponse:
    """Change what is said of a measure."""
    unit, today = _own_unit(request), book_day()
    one = lists.known_to(unit, today).filter(pk=key).first()
    if one is None or not sight_of(request.user, VALUES):
        raise Http404(key)
    (actor, *_others) = [
        actor_for(request.user, flow.WRITE, whose, domain=VALUES) for whose in lists.answering(one)
    ]
    form = forms.ChangeMeasure(
        request.POST or None, catalogue=[each for each in _known(unit) if each != one], initial=_held(one)
    )

    def write() -> HttpResponse:
        told = form.facts()
        flow.change_measure(one, told, actor, basis=told.pop("basis"))
        return redirect("figure", one.code)

    if done := _written(request, form, write, _("Đã ghi thay đổi của chỉ tiêu.")):
        return done
    return _shown(request, form, _("Sửa chỉ tiêu"), one.title)


def _known(unit: int) -> list[Measure]:
    return list(lists.known_to(unit, book_day()).order_by("position", "code"))


def _held(one: Measure) -> dict[str, Any]:
    names = (
        "group", "title", "kind", "unit_word", "periods", "aggregation", "weight", "numerator_title", "denominator_title",
        "factor", "decimals", "low", "high", "jump", "definition", "cite", "confirmed", "ended",
    )  # fmt: skip
    return {**{name: getattr(one, name) for name in names}, "higher": "1" if one.higher_is_better else "0"}


def _written(
    request: HttpRequest, form: Any, write: Callable[[], HttpResponse], said: str
) -> HttpResponse | None:
    """What `write` answers, told in words; None while the form is not sent or cannot be, with the refusal on it."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        done = write()
    except Refused as refused:
        form.add_error(None, str(refused))
        return None
    messages.success(request, said)
    return done


def _shown(request: HttpRequest, form: Any, label: str, sub: str) -> HttpResponse:
    return page(
        request, "values/measure_form.html", status=422 if form.is_bound and form.errors else 200, form=form, label=label,
        home=reverse("catalogue"), sub=sub,
    )  # fmt: skip
