"""Đơn vị: a unit split – new units, then who goes where, then what will be written – and an act taken back."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from soxa.desk import unit_undo
from soxa.desk.unit_forms import MOST_PARTS, Split
from soxa.desk.unit_pages import WRITE, seen_unit, writable
from soxa.desk.unit_split import SPLITS, SplitRow, SplitWish, outcome, perform, rows_of
from soxa.kernel.access import Actor, actor_for, allow
from soxa.kernel.flow import Refused
from soxa.kernel.models import UnitAct
from soxa.kernel.page import page
from soxa.kernel.preferences import book_day
from soxa.kernel.units.tree import Node, tree
from soxa.kernel.units.undo import last_act
from soxa.law.words import spaced

_ROW = "ve-"


def codes_for(node: Node) -> list[str]:
    """Free codes for the parts: the next numbers of the unit's own row, "99901.57" after "99901.56"."""
    head, dot, last = node.code.rpartition(".")
    if not dot or not last.isdecimal():
        head, last = node.code, "00"
    taken = [code.rpartition(".")[2] for code in tree().codes if code.startswith(f"{head}.")]
    highest = max((int(one) for one in taken if one.isdecimal()), default=0)
    return [f"{head}.{highest + number:0{len(last)}d}" for number in range(1, MOST_PARTS + 1)]


@allow()
def split(request: HttpRequest, code: str) -> HttpResponse:
    """A split in three steps, each sent whole: what comes of it, who goes where, what will be written."""
    node, today = seen_unit(request, code), book_day()
    if node.kind not in SPLITS:
        raise Http404(code)
    actor = actor_for(request.user, WRITE, node.id)
    offered = {f"code_{number}": one for number, one in enumerate(codes_for(node), 1)}
    form = Split(
        request.POST or None,
        unit=node,
        today=today,
        writable=writable(request.user),
        initial={"on": today, **offered},
    )
    shown: dict[str, Any] = {"step": 1}
    if request.method == "POST" and "sua" not in request.POST and form.is_valid():
        rows = rows_of(node, form.cleaned_data["on"])
        wish = _wish(request, node, form, rows)
        if "ghi" in request.POST and _written(wish, form, actor):
            messages.success(request, _("Đã ghi sổ: {act}.").format(act=_("Chia, tách")))
            return redirect("unit", code=node.code)
        shown = _shown(request, wish, rows, form)
    wrong = form.is_bound and "sua" not in request.POST and bool(form.errors)
    return page(
        request,
        "desk/unit_split.html",
        status=422 if wrong else 200,
        node=node,
        name=tree().name(node.id),
        form=form,
        numbers=range(1, MOST_PARTS + 1),
        kept=[(name, value) for name, value in request.POST.items() if name.startswith(_ROW)],
        **shown,
    )


def _written(wish: SplitWish, form: Any, actor: Actor) -> bool:
    try:
        perform(wish, actor)
    except Refused as refused:
        form.add_error(None, str(refused))
    return not form.errors


def _shown(request: HttpRequest, wish: SplitWish, rows: list[SplitRow], form: Any) -> dict[str, Any]:
    """The second step, or the third when everything has been shared out and nothing stands in the way."""
    sharing = {"step": 2, "rows": rows, "parts": wish.parts, "goes": wish.goes, "ends": wish.ends}
    if form.errors or "buoc" not in request.POST:
        return sharing
    told = outcome(wish)
    if told.refusal:
        form.add_error(None, told.refusal)
    return sharing if told.refusal or "phan-lai" in request.POST else {"step": 3, "told": told}


def _wish(request: HttpRequest, node: Node, form: Any, rows: list[SplitRow]) -> SplitWish:
    given = form.cleaned_data
    sent = {
        row.key: int(value)
        for row in rows
        if (value := request.POST.get(f"{_ROW}{row.key}", "")).isdecimal() and len(value) < 3
    }
    keeper = int(given["keeper"]) if given["keeper"] else None
    return SplitWish(node, given["on"], spaced(given["decision"]), form.parts(), sent, keeper)


@allow()
def take_back(request: HttpRequest, code: str) -> HttpResponse:
    """The last act of a unit taken back, with its basis, after what that does has been said."""
    node = seen_unit(request, code)
    actor = actor_for(request.user, WRITE, node.id)
    act = last_act(node.id)
    if act is None:
        raise Http404(code)
    wrong, basis = "", spaced(request.POST.get("basis", ""))
    if request.method == "POST":
        try:
            unit_undo.take_back(node.code, actor, basis=basis[:200])
        except Refused as refused:
            wrong = str(refused)
        else:
            messages.success(request, _("Đã bỏ phần ghi nhầm; nhật ký còn giữ căn cứ."))
            return redirect("unit", code=node.code)
    return page(
        request,
        "desk/unit_undo.html",
        status=422 if wrong else 200,
        node=node,
        name=tree().name(node.id),
        act=act,
        title=dict(UnitAct.KINDS)[act.kind],
        sentences=unit_undo.what_back(act),
        basis=basis,
        wrong=wrong,
    )
