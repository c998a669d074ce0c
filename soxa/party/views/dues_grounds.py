"""Pages of what dues hang on: rates of a cell's members in one table, grants; and the book as paper."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.documents.printed import outputs
from soxa.kernel.access import allow
from soxa.kernel.flow import Refused
from soxa.kernel.page import page
from soxa.kernel.preferences import book_day
from soxa.kernel.units.tree import tree
from soxa.law.periods import FOREVER
from soxa.party.dues import forms, grounds, lists, printed, sheets
from soxa.party.dues.beside import DUES_READERS
from soxa.party.dues.models import DuesCategory, DuesRelief
from soxa.party.dues.rules import OF_A_BASE
from soxa.party.leaving import told_why
from soxa.party.models import Member, Membership
from soxa.party.views.dues import cell_or_404, month_asked, place_of, step_page, writer

PDF = "application/pdf"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _at_home(unit_id: int) -> list[Membership]:
    spells: Any = Membership.objects.home().filter(unit_id=unit_id, until=FOREVER)
    return list(spells.select_related("member__person").order_by("name_key", "pk"))


@allow(*DUES_READERS)
def rates(request: HttpRequest, code: str) -> HttpResponse:
    """By which rate each member of a cell pays; an income is typed and never shown again."""
    found, today = cell_or_404(request, code), book_day()
    actor = writer(request, found.unit_id)
    spells = _at_home(found.unit_id)
    held: Any = DuesCategory.objects.filter(member_id__in=[one.member_id for one in spells], until=FOREVER)
    standing = {one.member_id: one for one in held}
    here, given = [one.member_id for one in spells], None
    if request.method == "POST":
        given = forms.Rates(request.POST, here, standing)
        if given.valid and _set_rates(request, found.unit_id, given, actor, today):
            return redirect(place_of(code, today.replace(day=1)))
    since = given.since if given else forms.Since(initial={"since": today.replace(day=1)}, label_suffix="")
    return page(
        request,
        "party/dues/rates.html",
        status=422 if given else 200,
        code=code,
        name=tree().name(found.unit_id, today),
        spells=spells,
        standing=standing,
        mark=forms.rates_mark(here, standing),
        given=given,
        since=since,
        kinds=DuesCategory.KINDS,
        of_a_base=tuple(OF_A_BASE),
        home=place_of(code, today.replace(day=1)),
    )


def _set_rates(request: HttpRequest, unit_id: int, given: forms.Rates, actor: Any, today: date) -> bool:
    wanted = {who: grounds.Rate(kind, base) for who, (kind, base) in given.rates.items()}
    try:
        changed = grounds.set_rates(unit_id, wanted, given.since.cleaned_data["since"], actor, today=today)
    except Refused as refused:
        messages.error(request, str(refused))
        return False
    messages.success(request, _("Đã ghi đối tượng đóng của {n} đồng chí.").format(n=changed))
    return True


@allow(*DUES_READERS)
def mend_rate(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Put right from which month, and by which rate, a member pays; or take the rate back."""
    found, today = cell_or_404(request, code), book_day()
    actor = writer(request, found.unit_id)
    here = [one.member_id for one in _at_home(found.unit_id)]
    rates: Any = DuesCategory.objects.filter(member_id__in=here, until=FOREVER)
    held: DuesCategory | None = rates.filter(pk=pk).select_related("member__person").first()
    if held is None:
        raise Http404(pk)
    first = {"since": held.since, "kind": held.kind}
    form = forms.MendRate(request.POST or None, initial=first, sealed=held.base_sealed)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        rate = None if told["taken_back"] else grounds.Rate(told["kind"], told["base"])
        try:
            grounds.mend_rate(
                held, rate, told["since"], actor, basis=told["basis"], unit_id=found.unit_id, today=today
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã đính chính; tháng chưa nộp đủ được tính lại."))
            return redirect("dues_rates", code=code)
    words = f"{held.member.person.full_name}: {held.get_kind_display()}"
    return step_page(
        request, form, _("Đính chính đối tượng đóng đảng phí"), words, code, today.replace(day=1)
    )


@allow(*DUES_READERS)
def grant(request: HttpRequest, code: str) -> HttpResponse:
    """Ease a member's dues by a paper."""
    found, today = cell_or_404(request, code), book_day()
    actor = writer(request, found.unit_id)
    spells = {one.member_id: one.member for one in _at_home(found.unit_id)}
    people = [(key, one.person.full_name) for key, one in spells.items()]
    first = {"member": request.GET.get("dong-chi", ""), "since": today.replace(day=1)}
    form = forms.Grant(request.POST or None, people=people, today=today, initial=first)
    if request.method == "POST" and form.is_valid():
        told = dict(form.cleaned_data)
        try:
            made = grounds.grant(spells[told.pop("member")], found.unit_id, told, actor, today=today)
        except (Refused, LookupError) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã ghi: {words}.").format(words=made.words))
            return redirect(place_of(code, today.replace(day=1)))
    words = tree().name(found.unit_id, today)
    return step_page(request, form, _("Miễn, giảm, nộp chậm đảng phí"), words, code, today.replace(day=1))


@allow(*DUES_READERS)
def end_grant(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """End a grant before a month."""
    found, today = cell_or_404(request, code), book_day()
    actor = writer(request, found.unit_id)
    here = [one.member_id for one in _at_home(found.unit_id)]
    relief = DuesRelief.objects.filter(pk=pk, member_id__in=here).select_related("member__person").first()
    if relief is None:
        raise Http404(pk)
    form = forms.EndGrant(request.POST or None, initial={"until": today.replace(day=1)}, label_suffix="")
    if request.method == "POST" and form.is_valid():
        try:
            told = form.cleaned_data
            grounds.end_relief(relief, found.unit_id, told["until"], actor, basis=told["basis"], today=today)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã ghi thôi miễn, giảm."))
            return redirect("member", pk=relief.member_id)
    person: Member = relief.member
    words = f"{person.person.full_name}: {relief.words}"
    return step_page(request, form, _("Thôi miễn, giảm, nộp chậm"), words, code, today.replace(day=1))


@allow(*DUES_READERS)
@told_why(
    gettext_lazy("In sổ thu nộp đảng phí của chi bộ"),
    there=lambda request, code, ending: cell_or_404(request, code),
)
def book(request: HttpRequest, code: str, ending: str) -> HttpResponse:
    """The list of a month, or with ?nam= the book of a year, of one cell: PDF, Word or Excel."""
    found, today = cell_or_404(request, code), book_day()
    asked = request.GET.get("nam", "")
    try:
        if asked:
            year = lists.year_of(asked, today)
            sheet, name = printed.year_book(found.unit_id, year), f"so-dang-phi-{year}"
        else:
            month = month_asked(request)
            sheet = printed.month_list(lists.sheet_of(found.unit_id, month))
            name = f"dang-phi-{month:%Y-%m}"
    except LookupError as error:
        messages.error(request, str(error))
        return redirect("dues")
    if ending == "pdf":
        content, kind = outputs.pdf(sheet, "", today), PDF
    elif ending == "docx":
        content, kind = outputs.word(sheet, ""), WORD
    else:
        content, kind = outputs.excel(sheet, ""), EXCEL
    return _file(content, kind, f"{name}-{code}.{ending}")


@allow(*DUES_READERS)
def export(request: HttpRequest) -> HttpResponse:
    """The cells of a month as Excel."""
    month = month_asked(request)
    rows = lists.cells_in_sight(request.user, month)
    lists.numbered(rows, month)
    return _file(sheets.cells_workbook(rows, month), EXCEL, f"dang-phi-{month:%Y-%m}.xlsx")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
