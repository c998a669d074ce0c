"""Pages of the planning of cadres: a term's planning, one post, putting in and taking out, the yearly review."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.access import Actor, actor_for, allow, may, sight_of
from soxa.kernel.flow import Refused
from soxa.kernel.page import page
from soxa.kernel.preferences import book_day
from soxa.kernel.units.tree import tree
from soxa.org.roles import PARTY_OFFICES
from soxa.party.cadres import flow, forms, lists
from soxa.party.cadres.models import Candidate, PlannedPost
from soxa.party.communes import communes_of
from soxa.party.flow import WRITE
from soxa.party.following.lists import who_may_follow
from soxa.party.leaving import told_why
from soxa.party.listed import KINDS, answer
from soxa.party.views.members import asked_of, query_of


def commune_asked(request: HttpRequest) -> int:
    """The commune that the page is of: the one asked for, or the only one in sight; Http404 where there is none."""
    today = book_day()
    chosen = communes_of(request.GET, request.user, today).chosen
    if chosen:
        return tree().codes[chosen]
    sight = sight_of(request.user, "party")
    seen = [node.id for node in tree().of_kind("commune", today) if node.id in sight]
    if not seen:
        raise Http404("commune")
    return seen[0]


def _writer(request: HttpRequest, unit_id: int) -> Actor | None:
    return actor_for(request.user, WRITE, unit_id) if may(request.user, WRITE, unit_id) else None


@allow(*PARTY_OFFICES)
def index(request: HttpRequest) -> HttpResponse:
    """The planning of a term on a day, with what is to be said of it."""
    asked, trouble = asked_of(request)
    unit = commune_asked(request)
    terms = lists.terms_of(unit)
    term = request.GET.get("nhiem-ky", "")
    term = term if term in terms else terms[0] if terms else ""
    communes = communes_of(request.GET, request.user, book_day())
    return page(
        request,
        "party/cadres/index.html",
        asked=asked,
        trouble=trouble,
        found=lists.planning(unit, term, asked.on),
        terms=terms,
        communes=communes.offered,
        commune=communes.chosen,
        writes=_writer(request, unit) is not None and not asked.elsewhen,
        query=query_of(request),
    )


@allow(*PARTY_OFFICES)
@told_why(gettext_lazy("In danh sách quy hoạch cán bộ"))
def printed(request: HttpRequest, ending: str) -> HttpResponse:
    """A term's planning as PDF, Word or Excel."""
    if ending not in KINDS:
        raise Http404(ending)
    asked, _trouble = asked_of(request)
    unit = commune_asked(request)
    terms = lists.terms_of(unit)
    term = request.GET.get("nhiem-ky", "")
    term = term if term in terms else terms[0] if terms else ""
    return answer(lists.sheet(lists.planning(unit, term, asked.on)), ending, unit_id=unit, on=asked.on)


@allow(*PARTY_OFFICES)
def add(request: HttpRequest) -> HttpResponse:
    """One more post planned for."""
    unit, today = commune_asked(request), book_day()
    actor = actor_for(request.user, WRITE, unit)
    terms = lists.terms_of(unit)
    form = forms.Post(request.POST or None, today=today, initial={"term": terms[0] if terms else ""})
    if request.method == "POST" and form.is_valid():
        try:
            made = flow.add_post(unit, actor, form.cleaned_data, today=today)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã thêm chức danh quy hoạch."))
            return redirect(home_of(made.term))
    return step(request, form, _("Thêm chức danh quy hoạch"), home=reverse("cadres"))


def home_of(term: str) -> str:
    """The page of a term's planning."""
    return f"{reverse('cadres')}?{urlencode({'nhiem-ky': term})}"


@allow(*PARTY_OFFICES)
def put_in(request: HttpRequest, pk: int) -> HttpResponse:
    """One more member planned for a post."""
    post: PlannedPost = get_object_or_404(PlannedPost.objects.seen_by(request.user), pk=pk)
    today, actor = book_day(), actor_for(request.user, WRITE, post.unit_id)
    form = forms.PutIn(
        request.POST or None, today=today, reader=request.user, people=who_may_follow({post.unit_id}, today),
        initial={"on": today},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid() and form.chosen:
        told = form.cleaned_data
        try:
            flow.put_in(post, form.chosen, actor, on=told["on"], paper=told["paper"], today=today)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã ghi vào quy hoạch."))
            return redirect(home_of(post.term))
    return step(request, form, _("Đưa vào quy hoạch"), sub=_post_words(post), home=home_of(post.term))


def _post_words(post: PlannedPost) -> str:
    return f"{post.title} · {_('nhiệm kỳ {term}').format(term=post.term)}"


@allow(*PARTY_OFFICES)
def take_out(request: HttpRequest, pk: int) -> HttpResponse:
    """A planning ended, with its reason."""
    found = get_object_or_404(Candidate.objects.select_related("post", "member__person"), pk=pk)
    if not PlannedPost.objects.seen_by(request.user).filter(pk=found.post_id).exists():
        raise Http404(pk)
    today, actor = book_day(), actor_for(request.user, WRITE, found.post.unit_id)
    form = forms.TakeOut(request.POST or None, today=today, initial={"on": today})
    if request.method == "POST" and form.is_valid():
        try:
            flow.take_out(found, actor, form.cleaned_data, today=today)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã ghi đưa ra khỏi quy hoạch."))
            return redirect(home_of(found.post.term))
    sub = f"{found.member.person.full_name} · {_post_words(found.post)}"
    return step(request, form, _("Đưa ra khỏi quy hoạch"), sub=sub, home=home_of(found.post.term))


@allow(*PARTY_OFFICES)
def review(request: HttpRequest) -> HttpResponse:
    """The yearly review of a term's planning."""
    unit, today = commune_asked(request), book_day()
    actor, terms = actor_for(request.user, WRITE, unit), lists.terms_of(unit)
    asked = request.GET.get("nhiem-ky", "")
    term = asked if asked in terms else terms[0] if terms else ""
    form = forms.Review(request.POST or None, today=today, initial={"on": today, "term": term})
    if request.method == "POST" and form.is_valid():
        try:
            made = flow.review(unit, actor, form.cleaned_data, today=today)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã ghi rà soát quy hoạch năm {year}.").format(year=made.year))
            return redirect(home_of(made.term))
    return step(request, form, _("Ghi rà soát quy hoạch"), home=reverse("cadres"))


def step(request: HttpRequest, form: Any, label: str, *, home: str, sub: str = "") -> HttpResponse:
    """The page of a form of this room."""
    status = 422 if form.is_bound and form.errors else 200
    return page(request, "party/cadres/step.html", status=status, form=form, label=label, sub=sub, home=home)
