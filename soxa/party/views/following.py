"""Pages of the assignment: who follows which cell on a day, assigning, ending, and the list as a file."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.access import actor_for, allow, may
from soxa.kernel.flow import Refused
from soxa.kernel.page import page, under
from soxa.kernel.preferences import book_day
from soxa.kernel.units.tree import tree
from soxa.org.models import Office
from soxa.org.roles import PARTY_OFFICES, PARTY_READERS
from soxa.party.cells import cells_seen
from soxa.party.communes import commune_of, communes_of
from soxa.party.flow import WRITE
from soxa.party.following import forms, lists
from soxa.party.following.flow import GIVES_SIGHT, Assigned, assign, end
from soxa.party.leaving import told_why
from soxa.party.listed import KINDS, answer
from soxa.party.models import Cell
from soxa.party.posts import FOLLOWER
from soxa.party.views.members import asked_of, offered, query_of

LEVELS = {"": gettext_lazy("tất cả"), "chua-co": gettext_lazy("chưa có người theo dõi")}
GROUPS = {"": gettext_lazy("chi bộ"), "nguoi": gettext_lazy("đồng chí theo dõi")}


@allow(*PARTY_READERS)
def index(request: HttpRequest) -> HttpResponse:
    """Cells in sight with who follows them, or members with the cells they follow."""
    asked, trouble = asked_of(request)
    communes = communes_of(request.GET, request.user, asked.on)
    rows = lists.followed(request.user, asked.on, units=communes.units)
    bare = [row for row in rows if not row.followers]
    level = request.GET.get("muc", "") if request.GET.get("muc") in LEVELS else ""
    by_person = request.GET.get("xep") == "nguoi" and not level
    return page(
        request,
        "party/following/index.html",
        part="rows",
        asked=asked,
        trouble=trouble,
        rows=rows,
        kept=bare if level else rows,
        bare=bare,
        people=lists.by_member(rows),
        by_person=by_person,
        level=level,
        levels=offered(LEVELS),
        groupings=offered(GROUPS),
        grouping="nguoi" if by_person else "",
        communes=communes.offered,
        commune=communes.chosen,
        writes=may(request.user, WRITE) and not asked.elsewhen,
        query=query_of(request),
    )


@allow(*PARTY_READERS)
@told_why(gettext_lazy("In phân công cấp ủy viên theo dõi chi bộ"))
def printed(request: HttpRequest, ending: str) -> HttpResponse:
    """The assignment of a day as PDF, Word or Excel."""
    if ending not in KINDS:
        raise Http404(ending)
    asked, _trouble = asked_of(request)
    communes = communes_of(request.GET, request.user, asked.on)
    rows = lists.followed(request.user, asked.on, units=communes.units)
    unit = commune_of(rows[0].unit_id, asked.on) if rows else None
    return answer(lists.sheet(rows, asked.on), ending, unit_id=unit, on=asked.on)


@allow(*PARTY_OFFICES)
def assigning(request: HttpRequest) -> HttpResponse:
    """The form by which one member is assigned to several cells."""
    today, actor = book_day(), actor_for(request.user, WRITE)
    communes = communes_of(request.GET, request.user, today)
    cells = [
        cell
        for cell in cells_seen(request.user, today, units=communes.units)
        if may(request.user, WRITE, cell.unit_id)
    ]
    form = forms.Assign(
        request.POST or None,
        today=today,
        reader=request.user,
        people=lists.who_may_follow({commune_of(cell.unit_id, today) for cell in cells}, today),
        cells=_choices(request, cells),
        gives_sight=actor.may(GIVES_SIGHT),
        initial={"on": today, "cells": _asked_cells(request, cells)},
    )
    if request.method == "POST" and form.is_valid() and form.chosen:
        told = form.cleaned_data
        said = Assigned(form.chosen, told["on"], told["paper"], told.get("sees", False))
        ticked = [cell for cell in cells if cell.pk in told["cells"]]
        try:
            assign(ticked, said, actor, today=today)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            words = _("Đã ghi phân công theo dõi {n} chi bộ.").format(n=len(ticked))
            messages.success(request, words)
            return redirect("following")
    return _form(request, form, _("Phân công theo dõi chi bộ"), sub=_("Chi bộ đang có người theo dõi thì người mới thay từ ngày ghi dưới đây."))  # fmt: skip


def _choices(request: HttpRequest, cells: list[Cell]) -> list[tuple[int, str]]:
    """Cells with who follows each today."""
    today = book_day()
    names = {
        row.unit_id: ", ".join(one.person.full_name for one in row.followers)
        for row in lists.followed(request.user, today, units=[cell.unit_id for cell in cells])
    }
    standing = tree()
    return [
        (
            cell.pk,
            f"{under(standing.name(cell.unit_id, today), _('Chi bộ'))} – {names.get(cell.unit_id) or _('chưa có người theo dõi')}",
        )
        for cell in cells
    ]


def _asked_cells(request: HttpRequest, cells: list[Cell]) -> list[int]:
    """The cell that the address names, ticked already."""
    asked = tree().codes.get(request.GET.get("chi-bo", ""))
    return [cell.pk for cell in cells if cell.unit_id == asked]


@allow(*PARTY_OFFICES)
def ending(request: HttpRequest, pk: int) -> HttpResponse:
    """The form by which an assignment ends."""
    seen: Any = Cell.objects.seen_by(request.user)
    found = Office.objects.filter(pk=pk, code=FOLLOWER).select_related("person").first()
    if found is None or not seen.filter(unit_id=found.unit_id).exists():
        raise Http404(pk)
    today, actor = book_day(), actor_for(request.user, WRITE, found.unit_id)
    form = forms.End(request.POST or None, label_suffix="", initial={"on": today})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            end(found, actor, on=told["on"], paper=told["paper"], today=today)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã ghi thôi theo dõi chi bộ."))
            return redirect("following")
    sub = f"{found.person.full_name} · {tree().name(found.unit_id)}"
    return _form(request, form, _("Ghi thôi theo dõi"), sub=sub)


def _form(request: HttpRequest, form: Any, label: str, *, sub: str) -> HttpResponse:
    status = 422 if form.is_bound and form.errors else 200
    home = reverse("following")
    return page(
        request, "party/following/step.html", status=status, form=form, label=label, sub=sub, home=home
    )
