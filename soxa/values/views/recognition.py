"""Pages of recognition: a commune with what it lacks and every decision, the communes of a province, the forms."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.access import actor_for, allow, may
from soxa.kernel.downloads import download
from soxa.kernel.page import day_text, page
from soxa.kernel.preferences import book_day
from soxa.kernel.refusal import Refused
from soxa.kernel.units.tree import Node, tree
from soxa.org.roles import VALUE_READERS, VALUES
from soxa.party.listed import KINDS, answer
from soxa.values.criteria.counting import board
from soxa.values.criteria.lists import fits, measured
from soxa.values.criteria.models import CriteriaSet
from soxa.values.recognition import flow, forms, lists, rules
from soxa.values.recognition.models import Recognition, ReplacedPaper
from soxa.values.views.criteria import LEAF, day_of, own_unit

KEPT = {
    "da": gettext_lazy("Đã đạt chuẩn"),
    "du": gettext_lazy("Đủ điều kiện đề nghị"),
    "chua": gettext_lazy("Chưa đủ"),
}


def page_of(unit_id: int) -> str:
    """The page of a commune's recognition."""
    return f"{reverse('recognitions')}?don-vi={tree().nodes[unit_id].code}"


@allow(*VALUE_READERS)
def index(request: HttpRequest) -> HttpResponse:
    """A commune with what it lacks and every decision on it; of a province, its communes."""
    today = book_day()
    unit_id, on = own_unit(request, today), day_of(request, today)
    shown: dict[str, Any] = {
        "unit_code": tree().nodes[unit_id].code,
        "unit_name": tree().name(unit_id, on),
        "on": on,
    }
    if tree().nodes[unit_id].kind != "commune":
        return _communes(request, unit_id, on, shown)
    kept = sorted(tree().seen_from(unit_id), key=lambda key: (key != unit_id, tree().nodes[key].code))
    places = [key for key in kept if tree().nodes[key].kind == "commune"]
    seen: Any = Recognition.objects.seen_by(request.user)  # type: ignore[attr-defined]
    acts = list(
        seen.filter(unit_id__in=places, since__lte=on)
        .select_related("of")
        .prefetch_related("replaced_papers")
    )
    held = {one.kind: one for one in acts if one.unit_id == unit_id and one.since <= on < one.until}
    gone = unit_id not in tree().ancestors(unit_id, on)
    sets = [] if gone else _sets(request, unit_id, on)
    boards = [board(of, unit_id, on) for of in sets]
    return page(
        request,
        "values/recognition.html",
        today=today,
        gone=gone,
        stands=[(one, lists.standing_of(one, held)) for one in boards],
        acts=[(one, tree().name(one.unit_id, one.since) if one.unit_id != unit_id else "") for one in acts],
        writes=may(request.user, flow.WRITE, unit_id, domain=VALUES),
        **shown,
    )


def _sets(request: HttpRequest, unit_id: int, on: date) -> list[CriteriaSet]:
    """Sets by which the commune may be proposed on a day."""
    seen: Any = CriteriaSet.objects.seen_by(request.user)  # type: ignore[attr-defined]
    return [
        one
        for one in seen.filter(code__in=rules.OF_SET, since__lte=on, until__gt=on)
        if fits(one, unit_id, on)
    ]


def _nodes(request: HttpRequest, unit_id: int, on: date) -> list[Node]:
    whole = CriteriaSet(level=CriteriaSet.COMMUNE)  # of nobody: it measures every commune
    return measured(whole, unit_id, request.user, on)


def _communes(request: HttpRequest, unit_id: int, on: date, shown: dict[str, Any]) -> HttpResponse:
    rows, key = lists.rows_of(_nodes(request, unit_id, on), on), request.GET.get("xem", "")
    counted = [(name, words, sum(row.key == name for row in rows)) for name, words in KEPT.items()]
    kept = [row for row in rows if row.key == key] if key in KEPT else rows
    return page(
        request,
        "values/recognitions.html",
        all=len(rows),
        counted=counted,
        kinds=[(kind, words, sum(kind in row.held for row in rows)) for kind, words in Recognition.KINDS],
        leaves=Paginator(kept, LEAF).get_page(request.GET.get("trang")),
        key=key if key in KEPT else "",
        query=request.GET,
        **shown,
    )


@allow(*VALUE_READERS)
def file(request: HttpRequest, ending: str) -> HttpResponse:
    """The communes with their counts and recognitions as PDF, Word or Excel."""
    if ending not in KINDS:
        raise Http404(ending)
    today = book_day()
    unit_id, on = own_unit(request, today), day_of(request, today)
    rows, key = lists.rows_of(_nodes(request, unit_id, on), on), request.GET.get("xem", "")
    kept = [row for row in rows if row.key == key] if key in KEPT else rows
    return answer(lists.sheet(kept, unit_id, on), ending, unit_id=unit_id, on=on)


def _or_404(request: HttpRequest, key: int) -> Any:
    seen: Any = Recognition.objects.seen_by(request.user)  # type: ignore[attr-defined]
    found = seen.select_related("of").filter(pk=key).first()
    if found is None:
        raise Http404(key)
    return found


@allow(*VALUE_READERS)
def one(request: HttpRequest, key: int) -> HttpResponse:
    """A decision, where a figure or the journal names one: its place on the page of the commune."""
    return redirect(f"{page_of(_or_404(request, key).unit_id)}#q{key}")


def _written(
    request: HttpRequest, form: Any, write: Callable[[], HttpResponse], unit_id: int, label: Any
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            done = write()
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã ghi sổ."))
            return done
    status = 422 if form.is_bound and form.errors else 200
    return page(
        request, "values/recognition_act.html", status=status, form=form, label=label, home=page_of(unit_id),
        sub=tree().name(unit_id, book_day()), cite=flow.LAW,
    )  # fmt: skip


def _offered(request: HttpRequest, unit_id: int) -> list[CriteriaSet]:
    seen: Any = CriteriaSet.objects.seen_by(request.user)  # type: ignore[attr-defined]
    return lists.sets_offered(seen, unit_id)


@allow(*VALUE_READERS)
def new(request: HttpRequest) -> HttpResponse:
    """A decision that recognises a commune."""
    today = book_day()
    unit_id = own_unit(request, today)
    actor = actor_for(request.user, flow.WRITE, unit_id, domain=VALUES)
    form = forms.Recognise(request.POST or None, request.FILES or None, sets=_offered(request, unit_id))

    def write() -> HttpResponse:
        made = flow.new(unit_id, form.facts(), actor, today=today)
        _tell_before(request, made)
        return redirect(page_of(unit_id))

    return _written(request, form, write, unit_id, _("Ghi quyết định công nhận"))


def _tell_before(request: HttpRequest, made: Recognition) -> None:
    """What must have come before a decision and is not in the book: said, nothing is refused for it."""
    before = rules.needed_before(made.kind, made.since)
    unit_id: int = made.unit_id  # type: ignore[attr-defined]
    if before and before not in lists.held_by([unit_id], made.since).get(unit_id, {}):
        said = _("Sổ chưa có quyết định công nhận {kind} còn giá trị ngày {day}; ghi thêm quyết định ấy.")
        kind = lists.lowered(str(lists.WORDS[before]))
        messages.warning(request, said.format(kind=kind, day=day_text(made.since)))


@allow(*VALUE_READERS)
def withdraw(request: HttpRequest, key: int) -> HttpResponse:
    """A recognition withdrawn by another decision."""
    held, today = _or_404(request, key), book_day()
    actor = actor_for(request.user, flow.WRITE, held.unit_id, domain=VALUES)
    form = forms.Withdraw(request.POST or None, label_suffix="")

    def write() -> HttpResponse:
        flow.withdraw(held, form.facts(), actor, today=today)
        return redirect(page_of(held.unit_id))

    return _written(
        request, form, write, held.unit_id, _("Ghi thu hồi: {kind}").format(kind=held.get_kind_display())
    )


@allow(*VALUE_READERS)
def mend(request: HttpRequest, key: int) -> HttpResponse:
    """A recognition put right, or taken out of the book, with the basis."""
    held, today = _or_404(request, key), book_day()
    actor = actor_for(request.user, flow.WRITE, held.unit_id, domain=VALUES)
    sets = _offered(request, held.unit_id)
    if held.of and held.of not in sets:
        sets.append(held.of)
    form = forms.MendRecognition(
        request.POST or None, request.FILES or None, sets=sets, initial=forms.held(held), kept=held.digest
    )

    def write() -> HttpResponse:
        told = form.facts()
        basis, struck = told.pop("basis"), told.pop("struck")
        flow.mend(held, told, actor, basis=basis, struck=struck, today=today)
        return redirect(page_of(held.unit_id))

    return _written(request, form, write, held.unit_id, _("Đính chính quyết định công nhận"))


@allow(*VALUE_READERS)
def paper(request: HttpRequest, key: int) -> HttpResponse:
    """The decision itself, as a download that no browser runs."""
    held = _or_404(request, key)
    return download(held.digest, held.media_type, f"quyet-dinh-{held.pk}", held.name)


@allow(*VALUE_READERS)
def replaced(request: HttpRequest, key: int, paper: int) -> HttpResponse:
    """A file of the decision that another took the place of."""
    former: ReplacedPaper = get_object_or_404(_or_404(request, key).replaced_papers, pk=paper)
    return download(former.digest, former.media_type, f"quyet-dinh-{key}-tep-truoc-{former.pk}", former.name)
