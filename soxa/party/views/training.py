"""Pages of courses: the list, one course with who attended, enrolling, certificates."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.access import actor_for, allow, may
from soxa.kernel.flow import Refused
from soxa.kernel.page import page
from soxa.kernel.preferences import book_day
from soxa.org.roles import PARTY_OFFICES
from soxa.party.cadres import flow, forms, lists
from soxa.party.cadres.models import Attended, Course
from soxa.party.communes import communes_of
from soxa.party.flow import WRITE
from soxa.party.leaving import told_why
from soxa.party.listed import KINDS, answer
from soxa.party.views.cadres import commune_asked, step
from soxa.party.views.members import query_of

LEAF = 50


@allow(*PARTY_OFFICES)
def index(request: HttpRequest) -> HttpResponse:
    """Courses, the latest first."""
    unit = commune_asked(request)
    communes = communes_of(request.GET, request.user, book_day())
    return page(
        request,
        "party/cadres/courses.html",
        leaves=Paginator(lists.courses(unit), LEAF).get_page(request.GET.get("trang")),
        communes=communes.offered,
        commune=communes.chosen,
        writes=may(request.user, WRITE, unit),
        query=query_of(request),
    )


@allow(*PARTY_OFFICES)
def begin(request: HttpRequest) -> HttpResponse:
    """A new course."""
    unit, today = commune_asked(request), book_day()
    actor = actor_for(request.user, WRITE, unit)
    form = forms.OpenCourse(request.POST or None, today=today)
    if request.method == "POST" and form.is_valid():
        try:
            made = flow.open_course(unit, actor, form.cleaned_data, today=today)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã ghi lớp học."))
            return redirect("course", pk=made.pk)
    return step(request, form, _("Ghi lớp đào tạo, bồi dưỡng"), home=reverse("courses"))


def _seen(request: HttpRequest, pk: int) -> Course:
    found: Course = get_object_or_404(Course.objects.seen_by(request.user), pk=pk)
    return found


@allow(*PARTY_OFFICES)
def course(request: HttpRequest, pk: int) -> HttpResponse:
    """One course and everyone on its list."""
    found = _seen(request, pk)
    rows = lists.attended(found, book_day())
    return page(
        request,
        "party/cadres/course.html",
        one=found,
        rows=rows,
        certified=sum(row.certified_on is not None for row, _cell in rows),
        writes=may(request.user, WRITE, found.unit_id),
    )


@allow(*PARTY_OFFICES)
@told_why(gettext_lazy("In danh sách lớp học"), there=lambda request, pk, ending: _seen(request, pk))
def printed(request: HttpRequest, pk: int, ending: str) -> HttpResponse:
    """The list of a course as PDF, Word or Excel."""
    found, today = _seen(request, pk), book_day()
    if ending not in KINDS:
        raise Http404(ending)
    sheet = lists.course_sheet(found, lists.attended(found, today))
    return answer(sheet, ending, unit_id=found.unit_id, on=today)


@allow(*PARTY_OFFICES)
def enrol(request: HttpRequest, pk: int) -> HttpResponse:
    """Members put on the list of a course by the numbers of their cards."""
    found, today = _seen(request, pk), book_day()
    actor = actor_for(request.user, WRITE, found.unit_id)
    form = forms.Enrol(request.POST or None, today=today, reader=request.user)
    if request.method == "POST" and form.is_valid():
        people: Any = form.cleaned_data["cards"]
        try:
            flow.enrol(found, people, actor, today=today)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã ghi {n} học viên.").format(n=len(people)))
            return redirect("course", pk=pk)
    return step(request, form, _("Ghi học viên"), sub=found.title, home=reverse("course", args=[pk]))


@allow(*PARTY_OFFICES)
def certify(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """The certificate of one who attended."""
    found, today = _seen(request, pk), book_day()
    attended = get_object_or_404(Attended.objects.select_related("member__person"), pk=row, course=found)
    actor = actor_for(request.user, WRITE, found.unit_id)
    form = forms.Certify(request.POST or None, today=today, initial={"on": min(found.ends_on, today)})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            flow.certify(attended, actor, on=told["on"], number=told["number"], today=today)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã ghi chứng chỉ."))
            return redirect("course", pk=pk)
    sub = f"{attended.member.person.full_name} · {found.title}"
    return step(request, form, _("Ghi chứng chỉ, bằng"), sub=sub, home=reverse("course", args=[pk]))
