"""Pages of discipline and of strike-off: a list, one case, its steps, a new case on a member; both rooms work alike."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from soxa.kernel.access import actor_for, allow, may
from soxa.kernel.flow import Flow, Refused
from soxa.kernel.page import day_text, page
from soxa.kernel.preferences import book_day
from soxa.kernel.units.tree import tree
from soxa.law.periods import FOREVER
from soxa.law.words import fold
from soxa.org.roles import CASE_READERS, CASES
from soxa.party.admission.effects import MEASURE
from soxa.party.case_cell import cell_of
from soxa.party.communes import commune_of
from soxa.party.discipline import flow as discipline_flow
from soxa.party.discipline import forms as discipline_forms
from soxa.party.discipline import lists as discipline_lists
from soxa.party.discipline.changes import read_why
from soxa.party.discipline.flow import PROCEED
from soxa.party.discipline.models import Discipline
from soxa.party.flow import ACTS, READ_SEALED
from soxa.party.leaving import told_why
from soxa.party.listed import KINDS, answer
from soxa.party.models import Exemption
from soxa.party.own_case import is_about, own_case, veiled
from soxa.party.posts import ended_words
from soxa.party.slugs import PROCEEDING_NAMES, PROCEEDING_SLUGS, SLUGS
from soxa.party.standing import life_of
from soxa.party.striking import flow as striking_flow
from soxa.party.striking import forms as striking_forms
from soxa.party.striking import lists as striking_lists
from soxa.party.striking.models import StrikeOff
from soxa.party.views.members import query_of, seen_or_404
from soxa.party.voting.count import base_words

LEAF = 50
MOST_PRINTED = 2000


@dataclass(frozen=True)
class Room:
    """One of the two rooms: the names of its addresses, its words, its life, and how a case is shown."""

    name: str
    title: Any
    about: Any
    nothing: Any
    opening: Any
    model: Any
    life: Flow
    form: Any
    begin: Callable[..., Any]
    step: Callable[..., Any]
    lists: Any
    mends: str

    def address(self, case: Any) -> str:
        """The page of a case."""
        return reverse(self.name, args=[case.pk])

    @property
    def home(self) -> str:
        """The page of the list."""
        return reverse(f"{self.name}s")


DISCIPLINE = Room(
    "discipline",
    gettext_lazy("Kỷ luật đảng viên"),
    gettext_lazy("Từ khi xem xét đến hết hiệu lực; chỉ cơ quan của Đảng và bí thư của chính chi bộ ấy xem được."),
    gettext_lazy("Chưa có hồ sơ kỷ luật nào. Mở trang một đảng viên rồi chọn “Lập hồ sơ xem xét kỷ luật”."),
    gettext_lazy("Lập hồ sơ xem xét kỷ luật"),
    Discipline, discipline_flow.LIFE, discipline_forms.Open, discipline_flow.begin, discipline_flow.step, discipline_lists,
    "ky-luat",
)  # fmt: skip
STRIKE_OFF = Room(
    "strike_off",
    gettext_lazy("Xem xét xóa tên"),
    gettext_lazy("Quy định ba tháng chỉ nêu việc cần xem xét; xóa tên là do chi bộ biểu quyết và cấp có thẩm quyền quyết định."),
    gettext_lazy("Chưa có hồ sơ xóa tên nào. Mở trang một đảng viên rồi chọn “Lập hồ sơ xem xét xóa tên”."),
    gettext_lazy("Lập hồ sơ xem xét xóa tên"),
    StrikeOff, striking_flow.LIFE, striking_forms.Open, striking_flow.begin, striking_flow.step, striking_lists,
    "xoa-ten",
)  # fmt: skip


def _asked(request: HttpRequest, room: Room) -> Any:
    found: Any = room.model.objects.seen_by(request.user).select_related("member__person")
    for word in fold(request.GET.get("q", "")).split():
        found = found.filter(member__person__folded__contains=word)
    return room.lists.narrowed(found, request.GET.get("muc", ""))


def _index(request: HttpRequest, room: Room) -> HttpResponse:
    today = book_day()
    leaves = Paginator(_asked(request, room), LEAF).get_page(request.GET.get("trang"))
    return page(
        request,
        "party/proceedings/index.html",
        room=room,
        rows=[room.lists.row_of(veiled(one, request.user), today) for one in leaves],
        leaves=leaves,
        query=query_of(request),
        sorts=room.lists.SORTS,
        beside=room.lists.beside(request.user, today),
        writes=may(request.user, PROCEED),
    )


def _printed(request: HttpRequest, room: Room, ending: str) -> HttpResponse:
    if ending not in KINDS:
        raise Http404(ending)
    today = book_day()
    cases = list(_asked(request, room)[:MOST_PRINTED])
    unit = commune_of(cases[0].unit_id, today) if cases else None
    rows = [room.lists.row_of(veiled(one, request.user), today) for one in cases]
    return answer(room.lists.listed(rows, today), ending, unit_id=unit, on=today)


def _seen(request: HttpRequest, room: Room, pk: int) -> Any:
    return get_object_or_404(room.model.objects.seen_by(request.user).select_related("member__person"), pk=pk)


def _case(request: HttpRequest, room: Room, pk: int, *, opened: str = "") -> HttpResponse:
    found, today = veiled(_seen(request, room, pk), request.user), book_day()
    writes = may(request.user, PROCEED, found.unit_id, domain=CASES)
    actor = actor_for(request.user, PROCEED, found.unit_id, domain=CASES) if writes else None
    buttons = [
        (one.label, PROCEEDING_SLUGS[one.name], one.refusal(found, actor))
        for one in room.life.steps.values()
        if actor and one.form is not None and found.state in one.from_states
    ]
    return page(
        request,
        "party/proceedings/case.html",
        room=room,
        case=found,
        shown=room.lists.portrait(found, today),
        cell=tree().name(found.unit_id, today),
        cell_code=tree().nodes[found.unit_id].code,
        buttons=buttons,
        opened=opened,
        suspends=_suspends(found, actor),
        mends=room.mends if actor and not is_about(found, request.user) else "",
        may_open=room is DISCIPLINE
        and may(request.user, READ_SEALED, found.unit_id, domain=CASES)
        and found.deferrals.exists(),
    )


def _suspends(case: Any, actor: Any) -> tuple[Any, str, str] | None:
    """The act on the member that suspends his activities, or lifts it, while his case is under examination."""
    if (
        not isinstance(case, Discipline)
        or actor is None
        or case.announced_on
        or case.dropped_on
        or own_case(case, actor)
    ):
        return None
    stands = case.member.exemptions.filter(kind=Exemption.SUSPENDED, until=FOREVER).first()
    act = ACTS["lift_suspension" if stands else "suspend"]
    words = ""
    if stands:
        last = day_text(stands.ends_on) if stands.ends_on else "…"
        words = _("đình chỉ từ {since} đến hết {last}").format(since=day_text(stands.since), last=last)
    return act.label, SLUGS[act.name], words


def _step(request: HttpRequest, room: Room, pk: int, slug: str) -> HttpResponse:
    found, today = _seen(request, room, pk), book_day()
    chosen = room.life.steps.get(PROCEEDING_NAMES.get(slug, ""))
    if chosen is None or chosen.form is None:
        raise Http404(slug)
    actor = actor_for(request.user, PROCEED, found.unit_id, domain=CASES)
    context = {"room": room, "label": chosen.label, "member": found.member, "home": room.address(found)}
    if why := chosen.refusal(found, actor):
        return _form(request, None, status=409, refused=why, **context)
    form_class: Any = chosen.form
    form = form_class(request.POST or None, today=today, case=found)
    if request.method == "POST" and form.is_valid():
        try:
            entry = room.step(chosen.name, found, actor, today=today, facts=form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            said = room.life.steps[entry.step].label
            told = messages.success if entry.step == chosen.name else messages.warning
            told(
                request,
                f"{_('Đã ghi sổ: {act}.').format(act=said)} {ended_words(found.member, entry)}".strip(),
            )
            return redirect(room.address(found))
    words = base_words(cell_of(found, today), today, _measure(room)) if chosen.name == "vote" else ""
    if words and room is DISCIPLINE:
        words += " " + _("Đề nghị khai trừ thì cần ít nhất hai phần ba.")
    return _form(request, form, cite=chosen.cite, words=words, **context)


def _measure(room: Room) -> Any:
    return MEASURE if room is STRIKE_OFF else discipline_flow.measure_of("")


def _new(request: HttpRequest, room: Room, pk: int) -> HttpResponse:
    found, today = seen_or_404(request, pk), book_day()
    life = life_of(found, today)
    actor = actor_for(request.user, PROCEED, life.unit_id, domain=CASES)
    form = room.form(request.POST or None, today=today)
    if request.method == "GET":
        form.initial = {
            name: request.GET[key] for key, name in (("ly-do", "ground"), ("cu-the", "detail")) if key in request.GET
        } | {"on": today}  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            made = room.begin(found, actor, today=today, facts=form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã lập hồ sơ."))
            return redirect(room.address(made))
    return _form(
        request, form, room=room, label=room.opening, member=found, home=reverse("member", args=[pk])
    )


def _form(request: HttpRequest, form: Any, *, status: int = 200, **context: Any) -> HttpResponse:
    blank: dict[str, Any] = {"refused": "", "cite": None, "words": ""}
    wrong = 422 if form is not None and form.is_bound and form.errors else status
    return page(request, "party/proceedings/step.html", status=wrong, form=form, **{**blank, **context})


@allow(*CASE_READERS)
def disciplines(request: HttpRequest) -> HttpResponse:
    """Discipline in sight."""
    return _index(request, DISCIPLINE)


@allow(*CASE_READERS)
@told_why(gettext_lazy("In danh sách thi hành kỷ luật"))
def disciplines_printed(request: HttpRequest, ending: str) -> HttpResponse:
    """The same list as PDF, Word or Excel."""
    return _printed(request, DISCIPLINE, ending)


@allow(*CASE_READERS)
def discipline(request: HttpRequest, pk: int) -> HttpResponse:
    """One discipline case."""
    return _case(request, DISCIPLINE, pk)


@require_POST
@allow(*CASE_READERS)
def discipline_why(request: HttpRequest, pk: int) -> HttpResponse:
    """Why a case was last deferred: sealed, so that reading it is an act written in the journal."""
    found = _seen(request, DISCIPLINE, pk)
    actor = actor_for(request.user, READ_SEALED, found.unit_id, domain=CASES)
    last = found.deferrals.order_by("-since").first()
    if last is None:
        raise Http404(pk)
    answer = _case(request, DISCIPLINE, pk, opened=read_why(last, actor, today=book_day()))
    answer["Cache-Control"] = "no-store"
    return answer


@allow(*CASE_READERS)
def discipline_step(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """One step of a discipline case."""
    return _step(request, DISCIPLINE, pk, slug)


@allow(*CASE_READERS)
def discipline_new(request: HttpRequest, pk: int) -> HttpResponse:
    """A discipline case opened on a member."""
    return _new(request, DISCIPLINE, pk)


@allow(*CASE_READERS)
def strike_offs(request: HttpRequest) -> HttpResponse:
    """Strike-off cases in sight, and what the three-month rules raise."""
    return _index(request, STRIKE_OFF)


@allow(*CASE_READERS)
@told_why(gettext_lazy("In danh sách xem xét xóa tên"))
def strike_offs_printed(request: HttpRequest, ending: str) -> HttpResponse:
    """The same list as PDF, Word or Excel."""
    return _printed(request, STRIKE_OFF, ending)


@allow(*CASE_READERS)
def strike_off(request: HttpRequest, pk: int) -> HttpResponse:
    """One strike-off case."""
    return _case(request, STRIKE_OFF, pk)


@allow(*CASE_READERS)
def strike_off_step(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """One step of a strike-off case."""
    return _step(request, STRIKE_OFF, pk, slug)


@allow(*CASE_READERS)
def strike_off_new(request: HttpRequest, pk: int) -> HttpResponse:
    """A strike-off case opened on a member."""
    return _new(request, STRIKE_OFF, pk)
