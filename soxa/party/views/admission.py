"""Pages of admission: the list by stage, one case with its file and its next step, a new prospect."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.access import Actor, actor_for, allow, may
from soxa.kernel.calendar import working_calendar
from soxa.kernel.flow import Refused
from soxa.kernel.page import page
from soxa.kernel.preferences import book_day
from soxa.kernel.units.tree import tree
from soxa.org.roles import PARTY_READERS
from soxa.party.act import WRITE
from soxa.party.admission import flow, forms, lists
from soxa.party.admission.effects import MEASURE
from soxa.party.admission.flow import LIFE, PREPARE
from soxa.party.admission.models import Admission
from soxa.party.admission.papers import stage_of
from soxa.party.case_cell import cell_of
from soxa.party.communes import commune_of
from soxa.party.leaving import told_why
from soxa.party.listed import KINDS, answer
from soxa.party.lists import cell_choices
from soxa.party.models import Membership
from soxa.party.newcomers import AlreadyThere
from soxa.party.own_case import is_about
from soxa.party.slugs import ADMISSION_NAMES, ADMISSION_SLUGS
from soxa.party.views.members import query_of
from soxa.party.voting.count import base_words
from soxa.party.voting.models import Ballot

MOST_PRINTED = 2000


@allow(*PARTY_READERS)
def index(request: HttpRequest) -> HttpResponse:
    """Cases in sight by stage: what is to be done next, by when."""
    today = book_day()
    seen: Any = Membership.objects.seen_by(request.user)
    return page(
        request,
        "party/admission/index.html",
        found=lists.page_of(request.GET, request.user, today),
        stage=request.GET.get("giai-doan", ""),
        cells=cell_choices(request.user, today),
        query=query_of(request),
        probationers=seen.home().filter(
            Membership.standing(today), member__recognised_on=None, member__admissions=None
        ).count(),
        writes=may(request.user, PREPARE),
    )  # fmt: skip


@allow(*PARTY_READERS)
@told_why(gettext_lazy("In danh sách kết nạp"))
def printed(request: HttpRequest, ending: str) -> HttpResponse:
    """The same list as PDF, Word or Excel."""
    if ending not in KINDS:
        raise Http404(ending)
    today = book_day()
    found = lists.in_stage(lists.asked(request.GET, request.user), request.GET.get("giai-doan", ""))
    calendar = working_calendar(today)
    rows = [lists.row_of(one, today, calendar) for one in found.select_related("person")[:MOST_PRINTED]]
    unit = commune_of(rows[0].case.unit_id, today) if rows else None
    return answer(lists.listed(rows, today), ending, unit_id=unit, on=today)


def seen_case(request: HttpRequest, pk: int) -> Admission:
    """The case, if its cell lies in the reader's sight; Http404 otherwise."""
    rows = Admission.objects.seen_by(request.user).select_related("person", "member", "helper__person")
    found: Admission = get_object_or_404(rows, pk=pk)
    return found


def _actor(request: HttpRequest, act: str, case: Admission) -> Actor | None:
    return actor_for(request.user, act, case.unit_id) if may(request.user, act, case.unit_id) else None


@allow(*PARTY_READERS)
def case(request: HttpRequest, pk: int) -> HttpResponse:
    """One case: the next step first, the file, the votes, what was done; on the right what may be done now."""
    found, today = seen_case(request, pk), book_day()
    shown = lists.portrait(found, today)
    return page(
        request,
        "party/admission/case.html",
        case=found,
        shown=shown,
        cell=tree().name(found.unit_id, today),
        cell_code=tree().nodes[found.unit_id].code,
        former=_former(request, found),
        buttons=_buttons(request, found),
        mends=_actor(request, WRITE, found) is not None and not is_about(found, request.user),
        today=today,
    )


def _former(request: HttpRequest, found: Admission) -> int | None:
    """The record of a former life, until it is opened again and where the reader may see it."""
    if found.member_id or not found.formerly:
        return None
    seen: Any = Membership.objects.seen_by(request.user)
    return seen.filter(member__person=found.person_id).values_list("member_id", flat=True).first()  # type: ignore[no-any-return]


def _buttons(request: HttpRequest, found: Admission) -> list[tuple[Any, str, str]]:
    """(label, slug, refusal) of what this reader may do now: papers, the review, then the steps of the stage."""
    offered: list[tuple[Any, str, str]] = []
    if _actor(request, PREPARE, found) and not found.ended_on:
        if stage_of(found):
            offered.append((_("Ghi giấy tờ vào hồ sơ"), "giay-to", ""))
        if found.state in Admission.BEFORE:
            offered.append((_("Ghi rà soát nguồn, người giúp đỡ"), "ra-soat", ""))
    for one in LIFE.steps.values():
        if one.form is None or found.state not in one.from_states:
            continue
        if actor := _actor(request, one.by, found):
            offered.append((one.label, ADMISSION_SLUGS[one.name], one.refusal(found, actor)))
    return offered


@allow(*PARTY_READERS)
def new(request: HttpRequest) -> HttpResponse:
    """A person put on the list of prospects."""
    today = book_day()
    cells = [
        (node.id, tree().name(node.id))
        for node in tree().of_kind("cell", today)
        if may(request.user, PREPARE, node.id)
    ]
    if not cells:
        raise PermissionDenied(_("Chức vụ hiện nay của đồng chí không ghi được danh sách nguồn kết nạp."))
    form: Any = forms.Prospect(request.POST or None, life=None, today=today, cells=cells)
    if request.method == "GET" and len(cells) == 1:
        form.initial = {"unit": cells[0][0]}
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        try:
            made = flow.begin(actor_for(request.user, PREPARE, facts["unit"]), today=today, facts=facts)
        except AlreadyThere as met:
            form.add_error(None, str(met))
            if met.namesake:
                form.ask_whether_another()
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã đưa vào danh sách nguồn kết nạp."))
            return redirect("admission", pk=made.pk)
    return _form(request, form, _("Đưa người vào nguồn kết nạp"))  # fmt: skip


@allow(*PARTY_READERS)
def step(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """The form of one step of a case."""
    if slug in ("giay-to", "ra-soat"):
        return _beside(request, pk, slug)
    found, today = seen_case(request, pk), book_day()
    chosen = LIFE.steps.get(ADMISSION_NAMES.get(slug, ""))
    if chosen is None or chosen.form is None:
        raise Http404(slug)
    actor = actor_for(request.user, chosen.by, found.unit_id)
    if why := chosen.refusal(found, actor):
        return _form(request, None, chosen.label, case=found, refused=why, status=409)
    form_class: Any = chosen.form
    form = form_class(request.POST or None, today=today, case=found)
    if request.method == "POST" and form.is_valid():
        try:
            entry = flow.step(chosen.name, found, actor, today=today, facts=form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            _said(request, chosen, entry)
            return redirect("admission", pk=pk)
    body = flow.VOTES.get(chosen.name, ("",))[0]
    words = base_words(cell_of(found, today), today, MEASURE) if body == Ballot.CELL else ""
    return _form(request, form, chosen.label, case=found, cite=chosen.cite, words=words)


def _said(request: HttpRequest, chosen: Any, entry: Any) -> None:
    if entry.step == chosen.name:
        messages.success(request, _("Đã ghi sổ: {act}.").format(act=chosen.label))
    else:
        messages.warning(
            request,
            _("Đã ghi: {what}. Kết quả vẫn báo cáo đầy đủ lên cấp có thẩm quyền.").format(
                what=LIFE.steps[entry.step].label
            ),
        )


def _beside(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """A paper put into the file, or the monthly look at the list."""
    found, today = seen_case(request, pk), book_day()
    actor = actor_for(request.user, PREPARE, found.unit_id)
    is_paper = slug == "giay-to"
    label = _("Ghi giấy tờ vào hồ sơ") if is_paper else _("Ghi rà soát nguồn, người giúp đỡ")
    if found.ended_on or (is_paper and not stage_of(found)):
        return _form(request, None, label, case=found, refused=_("Bước này không nhận việc ấy."), status=409)
    form: Any = (forms.Paper if is_paper else forms.Review)(request.POST or None, today=today, case=found)
    if request.method == "GET":
        form.initial = {"kind": request.GET.get("loai", ""), "on": None if is_paper else today}
    if request.method == "POST" and form.is_valid():
        try:
            if is_paper:
                flow.put_paper(found, actor, today=today, facts=form.cleaned_data)
            else:
                flow.review(found, actor, facts=form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã ghi sổ."))
            return redirect("admission", pk=pk)
    return _form(request, form, label, case=found)


def _form(request: HttpRequest, form: Any, label: Any, *, status: int = 200, **context: Any) -> HttpResponse:
    blank: dict[str, Any] = {"case": None, "refused": "", "cite": None, "words": ""}
    wrong = 422 if form is not None and form.is_bound and form.errors else status
    given = {**blank, **context}
    case = given["case"]
    home = reverse("admission", args=[case.pk]) if case else reverse("admissions")
    return page(
        request, "party/admission/step.html", status=wrong, form=form, label=label, home=home, **given
    )
