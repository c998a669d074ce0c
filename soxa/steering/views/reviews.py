"""Pages of reviews: those of a unit, one with what the book counts and people write, its rows, its files, its steps."""

from itertools import pairwise
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from soxa.documents.composing import ENDINGS, as_file
from soxa.kernel.access import actor_for, allow, may
from soxa.kernel.figures.kept import LEAF
from soxa.kernel.page import page
from soxa.kernel.paper.html import html
from soxa.kernel.preferences import book_day
from soxa.kernel.refusal import Refused
from soxa.kernel.units.tree import tree
from soxa.meetings.after.pieces import PART, POINT
from soxa.org.roles import STEERING, STEERING_READERS
from soxa.steering.programmes.models import WorkProgramme
from soxa.steering.resolutions.models import Resolution
from soxa.steering.reviews import issuing, lists, writing
from soxa.steering.reviews.models import Review
from soxa.steering.reviews.opened import TITLES, opened, opened_cell
from soxa.steering.reviews.review_forms import Begin, Issue, Subject
from soxa.steering.views.acts import shown, written
from soxa.steering.views.places import chosen

LIGHTS = {Review.DRAFT: "quiet", Review.ISSUED: "good", Review.WITHDRAWN: "warn"}


def _seen(request: HttpRequest) -> Any:
    rows: Any = Review.objects.seen_by(request.user)  # type: ignore[attr-defined]
    return rows.select_related("resolution", "programme", "document")


def _or_404(request: HttpRequest, key: int) -> Any:
    found = _seen(request).filter(pk=key).first()
    if found is None:
        raise Http404(key)
    return found


@allow(*STEERING_READERS)
def index(request: HttpRequest) -> HttpResponse:
    """The reviews of a unit, the latest period first."""
    unit = chosen(request, book_day())
    rows = lists.with_shortcomings(_seen(request).filter(unit_id=unit.unit_id))
    return page(
        request, "steering/reviews.html", unit=unit, leaves=Paginator(rows, LEAF).get_page(request.GET.get("trang")),
        title_of=lists.title_of, lights=LIGHTS, query=request.GET,
    )  # fmt: skip


@allow(*STEERING_READERS)
def begin(request: HttpRequest) -> HttpResponse:
    """A review of the text (`van-ban`) or the programme (`chuong-trinh`) named in the address; without one it is asked for."""
    if not {"chuong-trinh", "van-ban"} & request.GET.keys():
        return _choose(request)
    kind: Any = WorkProgramme if "chuong-trinh" in request.GET else Resolution
    key = request.GET.get("chuong-trinh") or request.GET.get("van-ban") or ""
    about = (
        kind.objects.seen_by(request.user).filter(pk=int(key)).first()
        if key.isdecimal() and len(key) < 16
        else None
    )
    if about is None:
        raise Http404(key)
    today = book_day()
    actor = actor_for(request.user, issuing.WRITE, about.unit_id, domain=STEERING)
    form = Begin(request.POST or None, label_suffix="", initial={"year": today.year})

    def write() -> HttpResponse:
        facts = {**form.facts(), "about": about}
        return redirect("review", key=issuing.begin(about.unit_id, facts, actor, today=today).pk)

    if done := written(request, form, write, _("Đã lập bản dự thảo từ số liệu của sổ.")):
        return done
    home = reverse("programme" if kind is WorkProgramme else "resolution", args=[about.pk])
    return _form(request, form, _("Lập sơ kết, tổng kết"), home, about.name)


def _choose(request: HttpRequest) -> HttpResponse:
    """What is to be reviewed, of the texts and programmes of one unit; then the form of its review."""
    today = book_day()
    unit = chosen(request, today)
    actor_for(request.user, issuing.WRITE, unit.unit_id, domain=STEERING)
    home = f"{reverse('reviews')}?{urlencode({'don-vi': unit.code})}"
    form = Subject(
        request.POST or None, label_suffix="", offered=lists.to_review(unit.unit_id, request.user, today)
    )
    if request.method == "POST" and form.is_valid():
        return redirect(
            f"{reverse('review_begin')}?{urlencode(dict([form.cleaned_data['about'].split(':')]))}"
        )
    if not form.offered:
        said = _(
            "Sổ của {unit} chưa có nghị quyết, kế hoạch, chương trình nào. Ghi văn bản vào sổ trước."
        ).format(unit=unit.name)
        return _form(request, form, _("Lập sơ kết, tổng kết"), home, unit.name, refused=said)
    return _form(request, form, _("Lập sơ kết, tổng kết"), home, unit.name, verb=_("Tiếp"))


def _form(request: HttpRequest, form: Any, label: Any, home: str, sub: str, **context: Any) -> HttpResponse:
    return shown(request, "steering/act_of_review.html", form, label=label, home=home, sub=sub, **context)


@allow(*STEERING_READERS)
def review(request: HttpRequest, key: int) -> HttpResponse:
    """One review; a post keeps what was written in its parts."""
    found = _or_404(request, key)
    if request.method != "POST":
        return _shown(request, found)
    actor = actor_for(request.user, issuing.WRITE, found.unit_id, domain=STEERING)
    after = {
        code: int(said) for code, said in _typed(request, "v-").items() if said.isdecimal() and len(said) < 16
    }
    try:
        changed = issuing.write(found, _typed(request, "p-"), after, actor, on=book_day())
    except Refused as refused:
        return _shown(request, found, wrong=str(refused), typed=_typed(request, "p-"))
    messages.success(
        request, _("Đã lưu {n} mục.").format(n=changed) if changed else _("Không có gì thay đổi.")
    )
    return redirect("review", key=key)


def _typed(request: HttpRequest, before: str) -> dict[str, str]:
    return {
        name.removeprefix(before): str(said) for name, said in request.POST.items() if name.startswith(before)
    }


def _shown(
    request: HttpRequest, found: Review, *, wrong: str = "", typed: dict[str, str] | None = None
) -> HttpResponse:
    today, unit_id = book_day(), int(found.unit_id)  # type: ignore[attr-defined]
    paper, told = issuing.paper_now(found, today)
    writes = may(request.user, issuing.WRITE, unit_id, domain=STEERING)
    pieces = writing.pieces_of(told) if told and writes else []
    return page(
        request, "steering/review.html", status=422 if wrong else 200, one=found, title=lists.title_of(found),
        lights=LIGHTS, unit_code=tree().nodes[unit_id].code, unit_name=tree().name(unit_id, today),
        about_address=reverse("resolution" if found.resolution else "programme", args=[found.about.pk]),
        paper=html(paper), wrong=wrong, writes=writes, drafted=told is not None,
        unkept=told is None and any(not one.fingerprint for one in paper.numbers()),
        stale=[one for one in pieces if one.stale],
        pieces=[
            (one, (typed or {}).get(one.code, one.text))
            for one, following in pairwise([*pieces, None])
            if one is not None and not (one.sort == POINT and following and following.sort == PART)
        ],
        document=issuing.document_of(found, request.user),
        steps=_steps(request, found), slugs=issuing.SLUGS,
    )  # fmt: skip


def _steps(request: HttpRequest, found: Review) -> list[Any]:
    unit_id: int = found.unit_id  # type: ignore[attr-defined]
    return [
        one
        for one in issuing.FLOW.steps.values()
        if found.state in one.from_states and may(request.user, one.by, unit_id, domain=STEERING)
    ]


@allow(*STEERING_READERS)
def rows(request: HttpRequest, key: int, slug: str) -> HttpResponse:
    """The rows behind one number of a review."""
    found, code = _or_404(request, key), slug.replace("-", "_")
    behind = opened(found, code, request.user, book_day()) if code in TITLES else None
    if behind is None:
        raise Http404(slug)
    return page(
        request, "steering/review_rows.html", one=found, title=TITLES[code], review_title=lists.title_of(found),
        behind=behind, leaves=Paginator(behind.rows, LEAF).get_page(request.GET.get("trang")), query=request.GET,
    )  # fmt: skip


@allow(*STEERING_READERS)
def cell(request: HttpRequest, key: int, place: str) -> HttpResponse:
    """The rows behind a number of the table of an issued review, as they were kept with it."""
    found = _or_404(request, key)
    behind = opened_cell(found, place, request.user, whole="tat-ca" in request.GET)
    if behind is None:
        raise Http404(place)
    leaves = Paginator(behind.rows.keys, LEAF).get_page(request.GET.get("trang"))
    return page(
        request, "steering/review_cell.html", one=found, review_title=lists.title_of(found), behind=behind, leaves=leaves,
        shown=behind.rows.rows(list(leaves.object_list), behind.cell.on), query=request.GET,
    )  # fmt: skip


@allow(*STEERING_READERS)
def file(request: HttpRequest, key: int, ending: str) -> HttpResponse:
    """The review as Word or PDF."""
    found, today = _or_404(request, key), book_day()
    if ending not in ENDINGS:
        raise Http404(ending)
    paper, _told = issuing.paper_now(found, today)
    name = f"{'tong-ket' if found.kind == Review.TEN else 'so-ket'}-{found.until.year}-{found.pk}"
    made = as_file(paper, name, ending)
    answer = HttpResponse(made.content, content_type=made.media_type)
    answer["Content-Disposition"] = f'attachment; filename="{made.name}"'
    return answer


@allow(*STEERING_READERS)
def step(request: HttpRequest, key: int, slug: str) -> HttpResponse:
    """The form of one step of a review; back to it once it is written."""
    found, today, name = _or_404(request, key), book_day(), issuing.NAMES.get(slug)
    if name is None:
        raise Http404(slug)
    one = issuing.FLOW.steps[name]
    actor = actor_for(request.user, one.by, found.unit_id, domain=STEERING)
    home, title = reverse("review", args=[found.pk]), lists.title_of(found)
    if why := one.refusal(found, actor):
        return page(
            request, "steering/act_of_review.html", status=409, label=one.label, home=home, sub=title, refused=why, form=None
        )  # fmt: skip
    kind: Any = one.form
    more: dict[str, Any] = {"hands": writing.hands(found, today)} if kind is Issue else {}
    about = (
        _("Sau khi ban hành, lời văn và số liệu giữ nguyên, dù sổ có thay đổi về sau.")
        if kind is Issue
        else ""
    )
    form = kind(request.POST or None, today=today, label_suffix="", **more)

    def write() -> HttpResponse:
        issuing.take(name, found, actor, form.facts())
        return redirect(home)

    if done := written(request, form, write, _("Đã ghi sổ.")):
        return done
    return _form(request, form, one.label, home, title, cite=one.cite, about=about, verb=one.label)
