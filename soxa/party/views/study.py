"""Pages of study: studies of a year, one study, and what is written down of it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from soxa.documents.models import Document
from soxa.kernel.access import Actor, actor_for, allow, may
from soxa.kernel.figures import FIGURES, Moment, read_many
from soxa.kernel.flow import Refused
from soxa.kernel.page import page
from soxa.kernel.preferences import book_day
from soxa.kernel.units.tree import tree
from soxa.org.roles import PARTY, PARTY_READERS
from soxa.party.study import flow, forms, lists
from soxa.party.study.flow import WRITE
from soxa.party.study.models import Study

LEAF = 50
READ = ("party.study_sittings", "party.studied_papers", "party.study_attendance")


def own_unit(request: HttpRequest) -> int:
    """The unit for which the reader organises: that of his office which writes, else of his first office here."""
    held = [one for one in request.user.held_offices() if PARTY in one.role.domains]  # type: ignore[union-attr]
    writing = [one.unit_id for one in held if one.role.may(WRITE)]
    found: int = (writing or [one.unit_id for one in held])[0]
    return found


@allow(*PARTY_READERS)
def index(request: HttpRequest) -> HttpResponse:
    """Studies of a year in sight."""
    today, unit_id = book_day(), own_unit(request)
    typed = request.GET.get("nam", "")
    known = typed.isdecimal() and len(typed) == 4 and 2000 <= int(typed) <= today.year + 1
    year = int(typed) if known else today.year
    leaves = Paginator(lists.studies_of(request.user, year), LEAF).get_page(request.GET.get("trang"))
    figures = [FIGURES[code] for code in READ] if year <= today.year else []
    moment = Moment.at(today if year == today.year else today.replace(year, 12, 31))
    readings = read_many(figures, moment, [unit_id])
    return page(
        request,
        "party/study/index.html",
        year=year,
        years=list(range(today.year + (today.month >= 11), today.year - 4, -1)),
        leaves=leaves,
        readings=[readings[one.code, unit_id] for one in figures],
        moment=moment,
        unit_code=tree().nodes[unit_id].code,
        light=lambda one: lists.light_of(one, today),
        unit_name=tree().name,
        own=unit_id,
        writes=may(request.user, WRITE, unit_id),
        query=request.GET,
    )


def seen_study(request: HttpRequest, pk: int) -> Study:
    """The study, if it lies in the reader's sight; Http404 otherwise."""
    found: Study = get_object_or_404(Study.objects.seen_by(request.user), pk=pk)
    return found


@allow(*PARTY_READERS)
def study(request: HttpRequest, pk: int) -> HttpResponse:
    """One study: its documents, sittings, plan and review."""
    found = seen_study(request, pk)
    papers = list(found.papers.order_by("pk"))
    keys = [int(one.document_key) for one in papers if one.document_key]
    seen: Any = Document.objects.seen_by(request.user)
    return page(
        request,
        "party/study/study.html",
        one=found,
        unit=tree().name(found.unit_id),
        papers=papers,
        documents=set(seen.filter(pk__in=keys).values_list("pk", flat=True)) if keys else set(),
        sittings=lists.sittings_of(found, request.user),
        writes=may(request.user, WRITE, found.unit_id),
    )


@allow(*PARTY_READERS)
def begin(request: HttpRequest) -> HttpResponse:
    """Put a study into the plan of work."""
    today, unit_id = book_day(), own_unit(request)
    actor = actor_for(request.user, WRITE, unit_id)
    form = forms.Open(request.POST or None, today=today)
    if request.method == "POST" and form.is_valid():
        paper = {name: form.cleaned_data[name] for name in form.PAPER}
        about = {name: value for name, value in form.cleaned_data.items() if name not in form.PAPER}
        key = document_key(request, paper["number"])
        made = flow.open_study(unit_id, about, paper, actor, on=today, document_key=key)
        messages.success(request, _("Đã ghi nội dung học tập, quán triệt."))
        return redirect("study", pk=made.pk)
    return shown(request, form, _("Thêm nội dung học tập, quán triệt"), reverse("studies"))


def document_key(request: HttpRequest, number: str) -> str:
    """The document of the book that bears this number, if there is one in sight; a soft reference."""
    seen: Any = Document.objects.seen_by(request.user)
    found = list(seen.filter(notation=number).values_list("pk", flat=True)[:2])
    return str(found[0]) if len(found) == 1 else ""


def _take(
    request: HttpRequest, pk: int, form_class: Any, label: str, act: Callable[[Study, dict[str, Any], Actor], Any]
) -> HttpResponse:  # fmt: skip
    found, today, home = seen_study(request, pk), book_day(), reverse("study", args=[pk])
    actor = actor_for(request.user, WRITE, found.unit_id)
    form = form_class(request.POST or None, today=today, document=found)
    if request.method == "POST" and form.is_valid():
        try:
            act(found, form.cleaned_data, actor)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã ghi sổ: {act}.").format(act=label))
            return redirect(home)
    return shown(request, form, label, home, one=found)


@allow(*PARTY_READERS)
def add_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """One more document."""

    def act(found: Study, facts: dict[str, Any], actor: Actor) -> None:
        key = document_key(request, facts["number"])
        flow.add_paper(found, facts, actor, on=book_day(), document_key=key)

    return _take(request, pk, forms.Paper, _("Thêm văn bản được học"), act)


@allow(*PARTY_READERS)
def hold(request: HttpRequest, pk: int) -> HttpResponse:
    """A sitting that took place."""
    return _take(request, pk, forms.Held, _("Ghi buổi học tập"), flow.hold)


@allow(*PARTY_READERS)
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """The plan that followed."""
    return _take(request, pk, forms.PlanIssued, _("Ghi kế hoạch thực hiện"), flow.issue_plan)


@allow(*PARTY_READERS)
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """What came of it."""
    return _take(request, pk, forms.Reviewed, _("Ghi sơ kết, kiểm điểm"), flow.review)


@allow(*PARTY_READERS)
def mend(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct what is said of a study."""
    found, home = seen_study(request, pk), reverse("study", args=[pk])
    actor = actor_for(request.user, WRITE, found.unit_id)
    given = {name: getattr(found, name) for name in forms.Mend.base_fields if name != "basis"}
    form = forms.Mend(request.POST or None, today=book_day(), initial=given)
    if request.method == "POST" and form.is_valid():
        try:
            flow.mend(found, form.changes(), actor, basis=form.cleaned_data["basis"])
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã đính chính."))
            return redirect(home)
    return shown(request, form, _("Đính chính"), home, one=found)


def shown(request: HttpRequest, form: Any, label: Any, home: str, **context: Any) -> HttpResponse:
    """The page of a form of study; 422 when something in it is to be mended."""
    blank = {"one": None, "words": ""}
    wrong = 422 if form.is_bound and form.errors else 200
    return page(
        request, "party/study/step.html", status=wrong, form=form, label=label, home=home, **{**blank, **context}
    )  # fmt: skip


def ending_or_404(ending: str) -> str:
    """One of the endings of files."""
    if ending not in ("pdf", "docx", "xlsx"):
        raise Http404(ending)
    return ending
