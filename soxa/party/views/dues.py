"""Pages of dues: the cells of a month, a cell's collection, a payment put right, money handed up, who is in arrears."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from soxa.kernel.access import Actor, actor_for, allow, may
from soxa.kernel.flow import Refused
from soxa.kernel.page import page
from soxa.kernel.preferences import book_day
from soxa.kernel.units.tree import tree
from soxa.law.dues import RATE_INSURED
from soxa.law.numbers import count_text
from soxa.law.periods import add_months
from soxa.party.dues import above, flow, forms, lists
from soxa.party.dues.beside import DUES_READERS, writes_dues
from soxa.party.dues.models import DuesLine, DuesMonth
from soxa.party.dues.reckoning import Setup
from soxa.party.models import Cell

LEAF, MOST_AT_ONCE, FEW_ABOVE = 60, 400, 6
LEVELS = ("warn", "quiet", "good")


def month_asked(request: HttpRequest) -> date:
    """The month of the address (?thang=2026-11), else this month."""
    return lists.month_of(request.GET.get("thang", ""), book_day())


def cell_or_404(request: HttpRequest, code: str) -> Cell:
    """The cell, when it lies in the reader's sight; Http404 otherwise."""
    seen: Any = Cell.objects.seen_by(request.user)
    found: Cell | None = seen.filter(unit__code=code).first()
    if found is None:
        raise Http404(code)
    return found


def writer(request: HttpRequest, unit_id: int) -> Actor:
    """The reader in the office that may write dues of this cell; PermissionDenied in words when there is none."""
    if may(request.user, flow.OFFICE, unit_id, domain="party"):
        return actor_for(request.user, flow.OFFICE, unit_id, domain="party")
    return actor_for(request.user, flow.OWN_CELL, unit_id, domain="party")


def place_of(code: str, month: date) -> str:
    """The address of a cell's page for a month."""
    return f"{reverse('dues_cell', args=[code])}?thang={month:%Y-%m}"


def months(month: date) -> dict[str, Any]:
    """What the choice of a month shows: the months, the one before and the one after."""
    offered = lists.months_offered(book_day())
    return {
        "month": month,
        "months": [(f"{one:%Y-%m}", f"{one:%m/%Y}") for one in offered],
        "before": add_months(month, -1) if month > offered[-1] else None,
        "after": add_months(month, 1) if month < offered[0] else None,
    }


@allow(*DUES_READERS)
def index(request: HttpRequest) -> HttpResponse:
    """The cells of a month: collected, missing, handed up."""
    month, today = month_asked(request), book_day()
    rows = lists.cells_in_sight(request.user, month)
    whole = len(rows) <= MOST_AT_ONCE
    if whole:
        lists.numbered(rows, month)
    level = request.GET.get("muc", "") if whole and request.GET.get("muc") in LEVELS else ""
    kept = [row for row in rows if level in ("", row.level)]
    leaves = Paginator(kept, LEAF).get_page(request.GET.get("trang"))
    if not whole:
        lists.numbered(list(leaves.object_list), month)
    return page(
        request,
        "party/dues/index.html",
        part="rows",
        **months(month),
        rows=rows,
        leaves=leaves,
        level=level,
        by_level={name: sum(row.level == name for row in rows) for name in LEVELS} if whole else {},
        whole=whole,
        above=_above(request, month),
        draws=_draws(request),
        undrawn=sum(row.sheet is None for row in rows) if whole and _draws(request) else 0,
        arrears=_people(lists.arrears_counted(request.user, today).filter(months__gte=2)),
        query=request.GET,
        today=today,
    )


def _above(request: HttpRequest, month: date) -> list[above.Above]:
    """The units above the cells in sight with their sums, where they are few; else none, and the list has its own page."""
    found = above.above_in_sight(request.user, month)
    return list(above.summed(found, month)) if 0 < len(found) <= FEW_ABOVE else []


def _people(counted: Any) -> int:
    """How many members are in rows of arrears."""
    found: int = counted.order_by().aggregate(n=Count("member_id", distinct=True))["n"]
    return found


def _draws(request: HttpRequest) -> bool:
    return may(request.user, flow.OFFICE, domain="party")


@require_POST
@allow(*DUES_READERS)
def draw(request: HttpRequest) -> HttpResponse:
    """Draw up the month's lists of all cells in sight that have none."""
    month = lists.month_of(request.POST.get("thang", ""), book_day())
    actor = actor_for(request.user, flow.OFFICE, domain="party")
    within = tree().seen_from(actor.unit_id) if actor.unit_id else frozenset()
    units = [row.unit_id for row in lists.cells_in_sight(request.user, month) if row.unit_id in within]
    try:
        drawn = flow.draw(units[:MOST_AT_ONCE], month, actor, today=book_day())
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Đã lập danh sách thu của {n} chi bộ.").format(n=drawn))
    return redirect(f"{reverse('dues')}?thang={month:%Y-%m}")


@allow(*DUES_READERS)
def cell(request: HttpRequest, code: str) -> HttpResponse:
    """A cell's collection of a month: everybody with the sum, ticked; exceptions typed; saved in one go."""
    found, month = cell_or_404(request, code), month_asked(request)
    try:
        sheet = lists.sheet_of(found.unit_id, month)
    except LookupError as error:
        messages.error(request, str(error))
        return redirect("dues")
    if request.method != "POST":
        return _cell_page(request, code, sheet)
    actor = writer(request, found.unit_id)
    given = forms.Collection(request.POST, sheet.lines)
    if given.valid:
        try:
            _collect(request, sheet, given, actor)
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            return redirect(place_of(code, month))
    return _cell_page(request, code, sheet, given=given)


def _collect(request: HttpRequest, sheet: lists.Sheet, given: forms.Collection, actor: Actor) -> None:
    paid = {who: flow.Payment(on, way, amount, held) for who, (amount, on, way, held) in given.paid.items()}
    done = flow.collect(sheet.unit_id, sheet.month, paid, actor, today=book_day())
    if done.written:
        messages.success(request, _("Đã ghi thu {n} đồng chí.").format(n=done.written))
    elif not done.held:
        messages.info(request, _("Không có gì mới: những khoản này đã ghi từ trước, không ghi lần nữa."))
    if done.held:
        names = {line.member_id: line.member.person.full_name for line in sheet.lines}
        told = ", ".join(names[one] for one in done.held)
        messages.warning(
            request,
            _("Đã ghi nộp từ trước với số khác, muốn sửa thì đính chính: {names}.").format(names=told),
        )


def _cell_page(
    request: HttpRequest, code: str, sheet: lists.Sheet, *, given: forms.Collection | None = None
) -> HttpResponse:
    today = book_day()
    together = given.together if given else forms.Together(initial={"on": today}, label_suffix="")
    first = sheet.sheet is None or sheet.sheet.collected_on is None
    return page(
        request,
        "party/dues/cell.html",
        status=422 if given else 200,
        code=code,
        name=tree().name(sheet.unit_id, sheet.month),
        sheet=sheet,
        together=together,
        given=given,
        ticked=first and sheet.month <= today,
        first=first,
        ahead=sheet.month > today,
        writes=writes_dues(request.user, sheet.unit_id),
        region=Setup.of(sheet.unit_id, sheet.month).region,
        confirmed=RATE_INSURED.on(sheet.month).confirmed,
        free_words=lists.FREE_WORDS,
        lacks_words=lists.LACKS_WORDS,
        ways=DuesLine.WAYS,
        unit_name=tree().name,
        **months(sheet.month),
    )


@require_POST
@allow(*DUES_READERS)
def reckon(request: HttpRequest, code: str) -> HttpResponse:
    """Reckon the unpaid lines of a month anew."""
    found, month = cell_or_404(request, code), month_asked(request)
    actor = writer(request, found.unit_id)
    sheet = DuesMonth.objects.filter(unit_id=found.unit_id, month=month).first()
    if sheet is not None:
        try:
            flow.reckon_month(sheet, actor, today=book_day())
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(
                request,
                _("Đã cập nhật danh sách theo nơi sinh hoạt và tính lại số phải nộp của người chưa nộp."),
            )
    return redirect(place_of(code, month))


@allow(*DUES_READERS)
def mend(request: HttpRequest, pk: int) -> HttpResponse:
    """Put one payment right, or take it back."""
    seen: Any = DuesLine.objects.seen_by(request.user)
    line: DuesLine | None = seen.select_related("member__person").filter(pk=pk).first()
    if line is None or line.paid_on is None:
        raise Http404(pk)
    actor, code = writer(request, line.unit_id), tree().nodes[line.unit_id].code
    initial = {
        "amount": count_text(line.amount or 0), "on": line.paid_on, "way": line.way, "partly": bool(line.short),
    }  # fmt: skip
    form = forms.MendPayment(request.POST or None, initial=initial, due=line.due)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        payment = None if told["taken_back"] else flow.Payment(told["on"], told["way"], told["amount"])
        try:
            flow.correct_payment(line, payment, actor, basis=told["basis"], today=book_day())
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã đính chính."))
            return redirect(place_of(code, line.month))
    words = _("{name}, tháng {month:%m/%Y}").format(name=line.member.person.full_name, month=line.month)
    return step_page(request, form, _("Đính chính khoản nộp"), words, code, line.month)


def step_page(
    request: HttpRequest, form: Any, label: str, words: str, code: str, month: date
) -> HttpResponse:
    """The form of one act on a cell's dues."""
    unit_id = tree().codes[code]
    return page(
        request,
        "party/dues/step.html",
        status=422 if form.is_bound else 200,
        form=form,
        label=label,
        words=words,
        home=place_of(code, month),
        name=tree().name(unit_id, month),
    )


@allow(*DUES_READERS)
def arrears(request: HttpRequest) -> HttpResponse:
    """Who has not paid for some months of a year, the most months first."""
    today = book_day()
    counted = lists.arrears_counted(request.user, today)
    leaves = Paginator(counted, LEAF).get_page(request.GET.get("trang"))
    found = lists.arrears_of(list(leaves.object_list), today)
    return page(
        request,
        "party/dues/arrears.html",
        leaves=leaves,
        found=found,
        people=_people(counted),
        code_of=lambda unit_id: tree().nodes[unit_id].code,
        name_of=lambda unit_id: tree().name(unit_id, today),
        today=today,
        query=request.GET,
    )
