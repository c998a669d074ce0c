"""Pages of inspection: a year's programme, one case with its stages, and what is written down of it."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.documents.models import Document
from soxa.documents.printed import outputs
from soxa.kernel.access import Actor, actor_for, allow, may, sight_of
from soxa.kernel.figures import FIGURES, Moment, read_many
from soxa.kernel.flow import Refused
from soxa.kernel.page import page
from soxa.kernel.preferences import book_day
from soxa.kernel.units.tree import tree
from soxa.org.roles import INSPECTIONS, PARTY, PARTY_READERS
from soxa.party.inspection import forms, lists, programme
from soxa.party.inspection.flow import LIFE, NAMES, SLUGS, WRITE
from soxa.party.inspection.models import Inspection, Programme, Recommendation
from soxa.party.inspection.printed import sheet, subject_words
from soxa.party.leaving import told_why

LEAF = 50
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
READ = (
    "party.inspections_planned",
    "party.inspections_done",
    "party.inspections_late",
    "party.recommendations_late",
)


def _home(asked: lists.Asked) -> str:
    return f"{reverse('inspections')}?{urlencode({'don-vi': asked.code, 'nam': str(asked.year)})}"


def _asked(request: HttpRequest) -> lists.Asked:
    """What the address asks; a unit out of sight is a 404, so that nothing is written where nobody meant it."""
    code = request.GET.get("don-vi", "")
    if code and tree().codes.get(code) not in sight_of(request.user, PARTY):
        raise Http404(code)
    return lists.asked_of(request.GET, request.user, book_day())


@allow(*PARTY_READERS)
def index(request: HttpRequest) -> HttpResponse:
    """The programme of a unit and year, with how each inspection stands."""
    today = book_day()
    asked = _asked(request)
    leaves = Paginator(lists.rows_of(asked, request.user, today), LEAF).get_page(request.GET.get("trang"))
    found = lists.programme_of(asked, request.user)
    own = tree().nodes[asked.unit_id].kind != "cell"
    moment = Moment.at(today if asked.year >= today.year else today.replace(asked.year, 12, 31))
    figures = [FIGURES[code] for code in READ] if own and asked.year <= today.year else []
    readings = read_many(figures, moment, [asked.unit_id])
    return page(
        request,
        "party/inspection/index.html",
        part="rows",
        asked=asked,
        programme=found,
        leaves=leaves,
        readings=[readings[one.code, asked.unit_id] for one in figures],
        moment=moment,
        unit=tree().name(asked.unit_id),
        is_cell=not own,
        units=lists.units_of(request.user, today),
        years=lists.years_of(today),
        groups=lists.GROUP_WORDS,
        standings=list(lists.STANDING.items()),
        light=lambda one: lists.light_of(one, today),
        subject=lambda one: subject_words(one, today),
        writes=may(request.user, WRITE, asked.unit_id),
        home=_home(asked),
        unit_name=tree().name,
        query=request.GET,
    )


@allow(*PARTY_READERS)
@told_why(gettext_lazy("In chương trình kiểm tra, giám sát"))
def printed(request: HttpRequest, ending: str) -> HttpResponse:
    """The same programme with its results as PDF, Word or Excel, every row in sight."""
    today = book_day()
    asked = _asked(request)
    made = sheet(
        lists.programme_of(asked, request.user), lists.rows_of(asked, request.user, today),
        unit_id=asked.unit_id, year=asked.year, on=today,
    )  # fmt: skip
    if ending == "pdf":
        content, kind = outputs.pdf(made, "", today), "application/pdf"
    elif ending == "docx":
        content, kind = outputs.word(made, ""), WORD
    elif ending == "xlsx":
        content, kind = outputs.excel(made, ""), EXCEL
    else:
        raise Http404(ending)
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="kiem-tra-giam-sat-{asked.year}.{ending}"'
    return answer


def seen_case(request: HttpRequest, pk: int) -> Inspection:
    """The inspection, if it lies in the reader's sight; Http404 otherwise."""
    rows: Any = Inspection.objects.seen_by(request.user).select_related("member__person", "programme")
    found: Inspection = get_object_or_404(rows, pk=pk)
    return found


def writer(request: HttpRequest, case: Inspection) -> Actor:
    """The reader in an office that writes here; of a closed case or of a member, one that sees what is concluded."""
    narrow = case.closed or case.member_id is not None
    return actor_for(request.user, WRITE, case.unit_id, domain=INSPECTIONS if narrow else "")


def _writes(request: HttpRequest, case: Inspection) -> bool:
    narrow = case.closed or case.member_id is not None
    return may(request.user, WRITE, case.unit_id, domain=INSPECTIONS if narrow else "")


@allow(*PARTY_READERS)
def inspection(request: HttpRequest, pk: int) -> HttpResponse:
    """One inspection: its facts, its stages, its conclusion for who may read it, the recommendations."""
    case, today = seen_case(request, pk), book_day()
    reads, writes = lists.reads_conclusion(case, request.user), _writes(request, case)
    buttons = []
    if writes:
        actor = writer(request, case)
        for step in LIFE.steps.values():
            if case.state in step.from_states:
                buttons.append((step.label, SLUGS[step.name], step.refusal(case, actor)))
    stages = list(case.stages.order_by("pk"))
    seen: Any = Document.objects.seen_by(request.user)
    keys = [int(one.document_key) for one in stages if one.document_key]
    return page(
        request,
        "party/inspection/inspection.html",
        one=case,
        unit=tree().name(case.unit_id),
        subject=subject_words(case, today),
        light=lists.light_of(case, today),
        stages=stages,
        documents=set(seen.filter(pk__in=keys).values_list("pk", flat=True)) if keys else set(),
        ended=case.state in (Inspection.FILED, Inspection.DROPPED),
        reads=reads,
        recommendations=_followed(case, today) if reads else [],
        buttons=buttons,
        writes=writes,
        today=today,
        home=_home(lists.Asked(case.unit_id, case.year)),
    )


def _followed(case: Inspection, today: Any) -> list[tuple[Recommendation, Any, list[Any], bool]]:
    found = []
    for one in case.recommendations.order_by("number").prefetch_related("answers"):
        answers = sorted(one.answers.all(), key=lambda row: row.pk)
        waits = any(row.checked_on is None for row in answers)
        found.append((one, lists.rec_light(one, today, waits=waits), answers, waits))
    return found


@allow(*PARTY_READERS)
def step(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """The form of one stage."""
    case, today = seen_case(request, pk), book_day()
    chosen, home = LIFE.steps.get(NAMES.get(slug, "")), reverse("inspection", args=[pk])
    if chosen is None:
        raise Http404(slug)
    actor = writer(request, case)
    if why := chosen.refusal(case, actor):
        return form_page(request, None, chosen.label, home, one=case, refused=why, status=409)
    form_class: Any = chosen.form
    form = form_class(request.POST if request.method == "POST" else None, today=today, document=case)
    if request.method == "POST" and form.is_valid():
        facts = {**form.cleaned_data, "document_key": document_key(request, form.cleaned_data["paper"])}
        try:
            LIFE.take(chosen.name, case, actor, facts)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã ghi sổ: {act}.").format(act=chosen.label))
            return redirect("inspection", pk=pk)
    return form_page(request, form, chosen.label, home, one=case, cite=chosen.cite)


def document_key(request: HttpRequest, paper: str) -> str:
    """The document of the book that the paper's number names, if there is one in sight; a soft reference."""
    number = paper.split()[0].strip(",;") if paper.split() else ""
    seen: Any = Document.objects.seen_by(request.user)
    found = list(seen.filter(notation=number).values_list("pk", flat=True)[:2]) if number else []
    return str(found[0]) if len(found) == 1 else ""


def _subjects(request: HttpRequest, unit_id: int) -> list[tuple[int, str]]:
    today, standing = book_day(), tree()
    inside = standing.within(unit_id, today) & {
        node.id for kind in ("base", "cell") for node in standing.of_kind(kind, today)
    }
    nodes = sorted((standing.nodes[key] for key in inside), key=lambda node: node.code)
    return [(node.id, standing.name(node.id, today)) for node in nodes]


@allow(*PARTY_READERS)
def begin(request: HttpRequest) -> HttpResponse:
    """Begin the programme of a year."""
    asked = _asked(request)
    actor = actor_for(request.user, WRITE, asked.unit_id)
    form = forms.StepForm(request.POST if request.method == "POST" else None, today=book_day())
    if request.method == "POST" and form.is_valid():
        try:
            programme.begin(asked.unit_id, asked.year, actor, on=book_day())
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã lập dự thảo chương trình năm {year}.").format(year=asked.year))
            return redirect(_home(asked))
    words = _("Lập dự thảo, ghi từng cuộc, rồi ghi ban hành. Cuộc trong dự thảo chưa tính vào số liệu.")
    label = _("Lập chương trình năm {year}").format(year=asked.year)
    return form_page(request, form, label, _home(asked), words=words)


@allow(*PARTY_READERS)
def approve(request: HttpRequest) -> HttpResponse:
    """Issue a programme by its paper."""
    asked, today = _asked(request), book_day()
    actor = actor_for(request.user, WRITE, asked.unit_id)
    found = _programme_or_404(request, asked)
    form = forms.Approve(request.POST or None, today=today)
    if request.method == "POST" and form.is_valid():
        try:
            programme.approve(found, actor, on=form.cleaned_data["on"], paper=form.cleaned_data["paper"])
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã ghi ban hành chương trình năm {year}.").format(year=asked.year))
            return redirect(_home(asked))
    return form_page(request, form, _("Ghi ban hành chương trình"), _home(asked))


def _programme_or_404(request: HttpRequest, asked: lists.Asked) -> Programme:
    found = lists.programme_of(asked, request.user)
    if found is None:
        raise Http404("programme")
    return found


@allow(*PARTY_READERS)
def add(request: HttpRequest) -> HttpResponse:
    """Put an inspection into a programme; once it is issued, by a paper, or beside it."""
    asked, today = _asked(request), book_day()
    actor = actor_for(request.user, WRITE, asked.unit_id)
    found = _programme_or_404(request, asked)
    narrow = asked.unit_id in sight_of(request.user, INSPECTIONS)
    form_class: Any = forms.Added if found.approved_on else forms.Planned
    form = form_class(
        request.POST or None, today=today, unit_id=asked.unit_id, narrow=narrow,
        units=_subjects(request, asked.unit_id),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            made = programme.plan(
                found, form.cleaned_data, form.member, actor, unit_id=asked.unit_id, year=asked.year, on=today
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã ghi vào chương trình."))
            return redirect("inspection", pk=made.pk)
    label = _("Bổ sung cuộc kiểm tra, giám sát") if found.approved_on else _("Thêm cuộc kiểm tra, giám sát")
    return form_page(request, form, label, _home(asked))


@allow(*PARTY_READERS)
def mend(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct what is said of an inspection."""
    case, home = seen_case(request, pk), reverse("inspection", args=[pk])
    actor = writer(request, case)
    given = {name: getattr(case, name) for name in forms.Mend.CHANGED}
    form = forms.Mend(
        request.POST or None, today=book_day(), unit_id=case.unit_id, narrow=True, units=[], initial=given
    )
    if request.method == "POST" and form.is_valid():
        try:
            programme.mend(case, form.changes(), actor, basis=form.cleaned_data["basis"])
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã đính chính."))
            return redirect("inspection", pk=pk)
    return form_page(request, form, _("Đính chính"), home, one=case)


@allow(*PARTY_READERS)
def recommend(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down what a conclusion asks for."""
    case, today, home = seen_case(request, pk), book_day(), reverse("inspection", args=[pk])
    actor = writer(request, case)
    form = forms.Recommend(
        request.POST or None, today=today, document=case, initial={"addressee": tree().name(case.subject_id)}
    )
    if request.method == "POST" and form.is_valid():
        try:
            programme.recommend(case, form.cleaned_data, actor, on=today)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã ghi kiến nghị, yêu cầu."))
            return redirect("inspection", pk=pk)
    return form_page(request, form, _("Thêm kiến nghị, yêu cầu"), home, one=case)


@allow(*PARTY_READERS)
def follow(request: HttpRequest, pk: int, number: int, slug: str) -> HttpResponse:
    """What was done about a recommendation, or what was found of it."""
    case, today, home = seen_case(request, pk), book_day(), reverse("inspection", args=[pk])
    actor = writer(request, case)
    one: Recommendation = get_object_or_404(Recommendation, inspection=case, number=number)
    if slug not in ("bao-cao", "xac-minh"):
        raise Http404(slug)
    answering = slug == "bao-cao"
    form_class: Any = forms.Answered if answering else forms.Verified
    form = form_class(request.POST or None, today=today, document=one)
    if request.method == "POST" and form.is_valid():
        try:
            (programme.answer if answering else programme.verify)(one, form.cleaned_data, actor)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã ghi sổ."))
            return redirect("inspection", pk=pk)
    label = _("Ghi kết quả thực hiện kiến nghị") if answering else _("Xác minh việc thực hiện")
    return form_page(request, form, label, home, one=case, words=one.text)


def form_page(
    request: HttpRequest, form: Any, label: Any, home: str, *, status: int = 200, **context: Any
) -> HttpResponse:
    blank = {"refused": "", "cite": None, "one": None, "words": ""}
    wrong = 422 if form is not None and form.is_bound and form.errors else status
    return page(
        request, "party/inspection/step.html", status=wrong, form=form, label=label, home=home, **{**blank, **context}
    )  # fmt: skip
