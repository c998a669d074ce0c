"""Pages of OCOP products: the list, one product with its ratings, its forms."""

from collections.abc import Callable
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
from soxa.org.roles import STEERING, STEERING_READERS
from soxa.party.listed import KINDS, answer
from soxa.steering.products import flow, forms, lists
from soxa.steering.products.models import Product, Rating
from soxa.steering.views.acts import shown, written
from soxa.steering.views.places import chosen

LEAF = 100
ACTS: dict[str, tuple[Any, Any, Callable[..., Any]]] = {
    "cong-nhan": (gettext_lazy("Ghi công nhận, đánh giá lại"), forms.Rate, flow.rate),
    "thu-hoi": (gettext_lazy("Ghi thu hồi giấy chứng nhận"), forms.Ending, flow.withdraw),
    "thoi": (gettext_lazy("Ghi thôi tham gia"), forms.Ending, flow.give_up),
}


def _seen(request: HttpRequest) -> Any:
    rows: Any = Product.objects.seen_by(request.user)  # type: ignore[attr-defined]
    return rows


def _kept(request: HttpRequest, unit_id: int, today: date) -> tuple[lists.Shelf, list[lists.Row]]:
    found = lists.shelf(_seen(request).filter(unit_id=unit_id), today)
    return found, found.kept(request.GET.get("xem", ""), request.GET.get("q", ""))


@allow(*STEERING_READERS)
def index(request: HttpRequest) -> HttpResponse:
    """The products of a unit with their stars, and which certificates end soon or have ended."""
    today = book_day()
    unit = chosen(request, today)
    found, rows = _kept(request, unit.unit_id, today)
    return page(
        request,
        "steering/products.html",
        unit=unit,
        found=found,
        leaves=Paginator(rows, LEAF).get_page(request.GET.get("trang")),
        key=request.GET.get("xem", ""),
        words=request.GET.get("q", ""),
        query=request.GET,
    )


@allow(*STEERING_READERS)
def file(request: HttpRequest, ending: str) -> HttpResponse:
    """The products as PDF, Word or Excel."""
    if ending not in KINDS:
        raise Http404(ending)
    today = book_day()
    unit = chosen(request, today)
    _found, rows = _kept(request, unit.unit_id, today)
    return answer(lists.sheet(rows, unit.unit_id, today), ending, unit_id=unit.unit_id, on=today)


def _or_404(request: HttpRequest, key: int) -> Any:
    found = _seen(request).filter(pk=key).first()
    if found is None:
        raise Http404(key)
    return found


@allow(*STEERING_READERS)
def product(request: HttpRequest, key: int) -> HttpResponse:
    """One product: whose it is, and every rating with its certificate."""
    one, today = _or_404(request, key), book_day()
    return page(
        request,
        "steering/product.html",
        one=one,
        row=lists.shelf(_seen(request).filter(pk=key), today).rows[0],
        ratings=list(Rating.objects.filter(product=one)),
        today=today,
        unit_code=tree().nodes[one.unit_id].code,
        unit_name=tree().name(one.unit_id, today),
        writes=may(request.user, flow.WRITE, one.unit_id, domain=STEERING),
    )


def _form(request: HttpRequest, form: Any, label: Any, home: str, sub: str) -> HttpResponse:
    return shown(request, "steering/act_of_product.html", form, label=label, home=home, sub=sub)


@allow(*STEERING_READERS)
def new(request: HttpRequest) -> HttpResponse:
    """A new product of a unit."""
    today = book_day()
    unit = chosen(request, today)
    actor = actor_for(request.user, flow.WRITE, unit.unit_id, domain=STEERING)
    form = forms.ProductForm(request.POST or None, today=today)

    def write() -> HttpResponse:
        return redirect("product", key=flow.new(unit.unit_id, form.facts(), actor, today=today).pk)

    if done := written(request, form, write, _("Đã ghi sản phẩm. Ghi tiếp quyết định công nhận nếu đã có.")):
        return done
    return _form(request, form, _("Ghi sản phẩm"), f"{reverse('products')}?don-vi={unit.code}", unit.name)


@allow(*STEERING_READERS)
def mend(request: HttpRequest, key: int) -> HttpResponse:
    """Put right what is said of a product, with the basis."""
    one, today = _or_404(request, key), book_day()
    actor = actor_for(request.user, flow.WRITE, one.unit_id, domain=STEERING)
    held = {name: getattr(one, name) for name in ("name", "kind", "holder", "place")}
    form = forms.MendProduct(request.POST or None, today=today, initial=held)

    def write() -> HttpResponse:
        told = form.facts()
        flow.mend(one, told, actor, basis=told.pop("basis"))
        return redirect("product", key=one.pk)

    if done := written(request, form, write, _("Đã đính chính.")):
        return done
    return _form(request, form, _("Đính chính sản phẩm"), reverse("product", args=[one.pk]), one.name)


@allow(*STEERING_READERS)
def act(request: HttpRequest, key: int, slug: str) -> HttpResponse:
    """A rating, a withdrawal, the end of a product."""
    one, today = _or_404(request, key), book_day()
    if slug not in ACTS:
        raise Http404(slug)
    label, kind, verb = ACTS[slug]
    actor = actor_for(request.user, flow.WRITE, one.unit_id, domain=STEERING)
    form = kind(request.POST or None, today=today, initial={"on": today})

    def write() -> HttpResponse:
        verb(one, form.facts(), actor, today=today)
        return redirect("product", key=one.pk)

    if done := written(request, form, write, _("Đã ghi sổ.")):
        return done
    return _form(request, form, label, reverse("product", args=[one.pk]), one.name)


@allow(*STEERING_READERS)
def mend_rating(request: HttpRequest, key: int, row: int) -> HttpResponse:
    """Put a rating right, or take it out of the book, with the basis."""
    one, today = _or_404(request, key), book_day()
    rating = Rating.objects.filter(product=one, pk=row).first()
    if rating is None:
        raise Http404(row)
    actor = actor_for(request.user, flow.WRITE, one.unit_id, domain=STEERING)
    names = [name for name in forms.MendRating.base_fields if name not in ("basis", "struck")]
    held = {name: getattr(rating, name) for name in names}
    form = forms.MendRating(request.POST or None, today=today, initial={**held, "struck": False})

    def write() -> HttpResponse:
        told = form.facts()
        basis, struck = told.pop("basis"), told.pop("struck")
        flow.mend_rating(rating, told, actor, basis=basis, struck=struck)
        return redirect("product", key=one.pk)

    if done := written(request, form, write, _("Đã đính chính.")):
        return done
    return _form(request, form, _("Đính chính lần công nhận"), reverse("product", args=[one.pk]), one.name)
