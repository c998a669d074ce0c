"""Pages of transfers: the list, a case with its clock and next steps, its forms, the letter."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.documents.heads import signers_of
from soxa.kernel.access import actor_for, allow, may
from soxa.kernel.flow import Refused
from soxa.kernel.page import page
from soxa.kernel.paper.pdf import pdf
from soxa.kernel.paper.word import word
from soxa.kernel.preferences import book_day, value_of
from soxa.kernel.units.tree import tree
from soxa.org.roles import PARTY_OFFICES, PARTY_READERS
from soxa.party.communes import commune_of
from soxa.party.leaving import told_why
from soxa.party.listed import KINDS, answer
from soxa.party.own_case import is_about
from soxa.party.transfers import forms, lists
from soxa.party.transfers.flow import LETTERS, WRITE, arrive, begin, life, take
from soxa.party.transfers.letter import letter
from soxa.party.transfers.models import Transfer
from soxa.party.views.acts import cells_of
from soxa.party.views.members import query_of, seen_or_404

SLUGS = {
    "review": "chi-bo-xem-xet",
    "introduce": "gioi-thieu",
    "settle": "da-tiep-nhan",
    "return": "khong-tiep-nhan",
    "withdraw": "rut-ho-so",
    "confirm": "xac-nhan-ho-so",
    "refuse": "tu-choi",
}
NAMES = {slug: name for name, slug in SLUGS.items()}
MADE = {"pdf": pdf, "docx": word}


def _seen(request: HttpRequest, pk: int) -> Transfer:
    seen: Any = Transfer.objects.seen_by(request.user)
    found: Transfer = get_object_or_404(seen.select_related("member__person"), pk=pk)
    return found


@allow(*PARTY_READERS)
def index(request: HttpRequest) -> HttpResponse:
    """Cases in sight: on the way out, arrived, over."""
    today = book_day()
    part, rows, leaves = lists.leaf(request.GET, request.user, today)
    counted = lists.counts(request.user)
    parts = [(title, f"?muc={code}", code == part, counted[code]) for code, title in lists.PARTS.items()]
    return page(
        request,
        "party/transfers/index.html",
        part="rows",
        chosen=part,
        parts=parts,
        rows=rows,
        leaves=leaves,
        q=request.GET.get("q", ""),
        query=query_of(request),
        writes=may(request.user, WRITE),
        any=sum(counted.values()),
    )


@allow(*PARTY_READERS)
@told_why(gettext_lazy("In danh sách chuyển sinh hoạt"))
def printed(request: HttpRequest, ending: str) -> HttpResponse:
    """The part asked for as PDF, Word or Excel."""
    if ending not in KINDS:
        raise Http404(ending)
    today = book_day()
    listed = lists.listed(request.GET, request.user, today)
    return answer(listed, ending, unit_id=lists.first_unit(request.user), on=today)


@allow(*PARTY_READERS)
def transfer(request: HttpRequest, pk: int) -> HttpResponse:
    """One case: what is known of it, its clock with its reasons, what may be done."""
    found, today = _seen(request, pk), book_day()
    writes = may(request.user, WRITE, found.unit_id)
    steps = [(one, one.refusal(found, actor_for(request.user, WRITE, found.unit_id))) for one in life(found).steps.values() if found.state in one.from_states] if writes else []  # fmt: skip
    signs = found.direction == Transfer.OUT and found.letter_on and value_of(LETTERS, (found.unit_id,), today)
    return page(
        request,
        "party/transfers/case.html",
        row=lists.row(found, today),
        case=found,
        steps=steps,
        slugs=SLUGS,
        prints=bool(signs),
        mends=writes and not is_about(found, request.user),
        receives=writes and found.state == Transfer.ARRIVED and found.file_confirmed,
        kept=tree().name(found.unit_id),
    )


@allow(*PARTY_OFFICES)
def request_away(request: HttpRequest, pk: int) -> HttpResponse:
    """A member's request to be transferred away."""
    found, today = seen_or_404(request, pk), book_day()
    form = forms.Request(request.POST or None, today=today)
    home = reverse("member", args=[pk])
    unit = found.memberships.order_by("-until", "-since").values_list("unit_id", flat=True).first()
    actor = actor_for(request.user, WRITE, unit)
    if request.method == "POST" and form.is_valid():
        try:
            made = begin(found, actor, today=today, facts=form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã ghi hồ sơ xin chuyển sinh hoạt."))
            return redirect("transfer", pk=made.pk)
    return _form(request, form, _("Làm thủ tục chuyển đi"), home, sub=found.person.full_name)


@allow(*PARTY_OFFICES)
def arrival(request: HttpRequest) -> HttpResponse:
    """Somebody presents a letter of introduction."""
    today = book_day()
    if not may(request.user, WRITE):
        raise PermissionDenied(_("Chức vụ hiện nay của đồng chí không ghi được danh sách đảng viên."))
    form = forms.Arrive(request.POST or None, today=today, cells=cells_of(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = arrive(actor_for(request.user, WRITE, form.cleaned_data["unit"]), today=today, facts=form.cleaned_data)  # fmt: skip
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã ghi việc xuất trình giấy giới thiệu."))
            return redirect("transfer", pk=made.pk)
    return _form(request, form, _("Ghi người xuất trình giấy giới thiệu"), reverse("transfers") + "?muc=den")


@allow(*PARTY_OFFICES)
def step(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """The form of one step of a case."""
    found, today = _seen(request, pk), book_day()
    chosen = life(found).steps.get(NAMES.get(slug, ""))
    if chosen is None or chosen.form is None:
        raise Http404(slug)
    actor, home = actor_for(request.user, WRITE, found.unit_id), reverse("transfer", args=[pk])
    label = _words(found, chosen)
    if why := chosen.refusal(found, actor):
        return _form(request, None, label, home, sub=found.full_name, refused=why, status=409)
    form_class: Any = chosen.form
    form = form_class(request.POST or None, today=today, case=found)
    if request.method == "POST" and form.is_valid():
        try:
            take(chosen.name, found, actor, today=today, facts=form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã ghi sổ: {act}.").format(act=label))
            return redirect("transfer", pk=pk)
    return _form(request, form, label, home, sub=found.full_name, cite=chosen.cite)


def _words(case: Transfer, chosen: Any) -> str:
    if chosen.name == "settle" and case.sort == Transfer.TEMPORARY:
        return _("Đã trở về chi bộ")
    return str(chosen.label)


def _letter_here(request: HttpRequest, pk: int) -> Transfer:
    """A transfer out whose letter this commune prints."""
    found, today = _seen(request, pk), book_day()
    if found.direction != Transfer.OUT or not found.letter_on:
        raise Http404(pk)
    if not value_of(LETTERS, (found.unit_id,), today):
        raise PermissionDenied(
            _("Giấy giới thiệu lấy trên Cổng dịch vụ công. Muốn in từ sổ thì đổi cài đặt “In giấy giới thiệu sinh hoạt đảng từ sổ”.")
        )  # fmt: skip
    return found


@allow(*PARTY_OFFICES)
@told_why(
    gettext_lazy("In giấy giới thiệu sinh hoạt đảng"),
    there=lambda request, pk, ending: _letter_here(request, pk),
)
def letter_file(request: HttpRequest, pk: int, ending: str) -> HttpResponse:
    """The letter of introduction, where the commune prints it itself."""
    found, today = _letter_here(request, pk), book_day()
    if ending not in MADE or found.letter_on is None:
        raise Http404(ending)
    signer = signers_of(commune_of(found.unit_id, found.letter_on), "committee", found.letter_on)[0]
    made = HttpResponse(MADE[ending](letter(found, signer, on=today)), content_type=KINDS[ending])
    made["Content-Disposition"] = f'attachment; filename="giay-gioi-thieu-{found.pk}.{ending}"'
    return made


def _form(
    request: HttpRequest, form: Any, label: Any, home: str, *, status: int = 200, **context: Any
) -> HttpResponse:
    blank = {"refused": "", "cite": None, "sub": ""}
    wrong = 422 if form is not None and form.is_bound and form.errors else status
    return page(request, "party/transfers/step.html", status=wrong, form=form, label=label, home=home, **{**blank, **context})  # fmt: skip
