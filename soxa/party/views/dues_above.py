"""Pages of money going up: units above the cells in a month, one of them, a hand-over written down or put right, the report."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from soxa.documents.printed import outputs
from soxa.kernel.access import allow, may, sight_of
from soxa.kernel.flow import Refused
from soxa.kernel.page import page
from soxa.kernel.preferences import book_day
from soxa.kernel.units.tree import Node, tree
from soxa.law.numbers import count_text
from soxa.org.roles import PARTY
from soxa.party.dues import above, flow, forms, handing, printed_above
from soxa.party.dues.beside import DUES_READERS
from soxa.party.dues.models import HandOver
from soxa.party.dues.reckoning import nearest_first
from soxa.party.dues.split import share_kept
from soxa.party.listed import KINDS
from soxa.party.views.dues import LEAF, month_asked, months, place_of, writer


def _node(request: HttpRequest, code: str, kinds: tuple[str, ...]) -> Node:
    """The unit of one of these kinds, when it lies in the reader's sight; Http404 otherwise."""
    unit_id = tree().codes.get(code)
    if unit_id is None or unit_id not in sight_of(request.user, PARTY):
        raise Http404(code)
    node = tree().nodes[unit_id]
    if node.kind not in kinds:
        raise Http404(code)
    return node


def _home(node: Node, month: date) -> str:
    """The page on which the unit's month stands."""
    if node.kind == handing.CELL:
        return place_of(node.code, month)
    return f"{reverse('dues_above_of', args=[node.code])}?thang={month:%Y-%m}"


@allow(*DUES_READERS)
def index(request: HttpRequest) -> HttpResponse:
    """The units above the cells in sight: what each received in a month and handed up."""
    month = month_asked(request)
    leaves = Paginator(above.above_in_sight(request.user, month), LEAF).get_page(request.GET.get("trang"))
    rows = above.summed(list(leaves.object_list), month)
    return page(
        request, "party/dues/above_all.html", leaves=leaves, rows=rows, query=request.GET, **months(month)
    )


@allow(*DUES_READERS)
def unit(request: HttpRequest, code: str) -> HttpResponse:
    """One unit above the cells: who handed up to it in a month, what it handed up itself."""
    month = month_asked(request)
    node = _node(request, code, handing.ABOVE)
    (row,) = above.summed([above.Above(node.id, code, tree().name(node.id, month))], month)
    return page(
        request,
        "party/dues/above.html",
        code=code,
        row=row,
        rows=above.below(node.id, month),
        share=share_kept(node.kind, nearest_first(node.id, month), month),
        writes=may(request.user, flow.OFFICE, node.id, domain=PARTY),
        here=reverse("dues_above_of", args=[code]),
        **months(month),
    )


@allow(*DUES_READERS)
def hand_up(request: HttpRequest, code: str) -> HttpResponse:
    """Write down that a unit handed its share up."""
    month, today = month_asked(request), book_day()
    node = _node(request, code, (handing.CELL, *handing.ABOVE))
    actor = writer(request, node.id)
    initial = {"on": today, "percent": share_kept(node.kind, nearest_first(node.id, month), month)}
    form = forms.HandUp(request.POST or None, initial=initial, label_suffix="")
    if request.method == "POST" and form.is_valid():
        try:
            made = handing.hand_over(node.id, month, form.cleaned_data, actor, today=today)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã ghi nộp lên {sum} đồng.").format(sum=count_text(made.sent)))
            return redirect(_home(node, month))
    came, before = handing.to_hand_over(node.id, month)
    words = _("Tháng {month:%m/%Y}: đã thu {sum} đồng, trong đó chưa nộp phần của {left} đồng.")
    if node.kind in handing.ABOVE:
        words = _(
            "Tháng {month:%m/%Y}: cấp dưới đã nộp {sum} đồng, trong đó chưa nộp lên phần của {left} đồng."
        )
    words = words.format(month=month, sum=count_text(came), left=count_text(max(came - before, 0)))
    return _step(request, form, _("Nộp đảng phí lên cấp trên"), words, node, month)


@allow(*DUES_READERS)
def mend(request: HttpRequest, pk: int) -> HttpResponse:
    """Put one hand-over right, or take it back."""
    seen: Any = HandOver.objects.seen_by(request.user)
    one: HandOver | None = seen.filter(pk=pk).first()
    if one is None:
        raise Http404(pk)
    node, actor = tree().nodes[one.unit_id], writer(request, one.unit_id)
    initial = {"on": one.on, "percent": f"{one.percent.normalize():f}".replace(".", ","), "paper": one.paper}
    form = forms.MendHandUp(request.POST or None, initial=initial, label_suffix="")
    if request.method == "POST" and form.is_valid():
        told = dict(form.cleaned_data)
        try:
            handing.mend_hand_over(one, told, actor, basis=told.pop("basis"), today=book_day())
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã đính chính."))
            return redirect(_home(node, one.month))
    words = printed_above.handed_words(one)
    return _step(request, form, _("Đính chính lần nộp lên"), words, node, one.month)


def _step(request: HttpRequest, form: Any, label: str, words: str, node: Node, month: date) -> HttpResponse:
    return page(
        request,
        "party/dues/step.html",
        status=422 if form.is_bound else 200,
        form=form,
        label=label,
        words=words,
        home=_home(node, month),
        name=tree().name(node.id, month),
    )


@allow(*DUES_READERS)
def report(request: HttpRequest, code: str, ending: str) -> HttpResponse:
    """A month's report of a unit above the cells, or with ?nam= a year's: PDF, Word or Excel."""
    node, today = _node(request, code, handing.ABOVE), book_day()
    asked, month = request.GET.get("nam", ""), month_asked(request)
    if asked.isdecimal() and len(asked) == 4 and 2026 <= int(asked) <= today.year:
        sheet = printed_above.year_report(node.id, int(asked), above.year_of(node.id, int(asked), today))
        name = f"dang-phi-{asked}-{code}"
    else:
        (row,) = above.summed([above.Above(node.id, code, "")], month)
        sheet = printed_above.month_report(row, above.below(node.id, month), month)
        name = f"dang-phi-{month:%Y-%m}-{code}"
    make = {
        "pdf": lambda: outputs.pdf(sheet, "", today),
        "docx": lambda: outputs.word(sheet, ""),
        "xlsx": lambda: outputs.excel(sheet, ""),
    }[ending]
    made = HttpResponse(make(), content_type=KINDS[ending])
    made["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    return made
