"""Pages of registers: which stand open, and one as it is printed."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from soxa.documents import forms
from soxa.documents.acting import acting, may_act
from soxa.documents.catalogue import IN, OUT, bodies, register_columns
from soxa.documents.flow import NUMBER
from soxa.documents.lists import own_bodies
from soxa.documents.models import DOMAINS, Register
from soxa.documents.printed import outputs
from soxa.documents.printed.lines import Line, lines, sheet
from soxa.documents.registers import cover, open_register, skip_to, term_since
from soxa.documents.rules import series
from soxa.kernel.access import actor_for, allow, may
from soxa.kernel.page import page
from soxa.kernel.preferences import book_day
from soxa.kernel.refusal import Refused
from soxa.kernel.units.tree import tree
from soxa.org.roles import PAPER_READERS

PRINTED = 500
_OF_THE_DESK = ("archive_holder", "copies", "handed_on", "received_by")


@allow(*PAPER_READERS)
def index(request: HttpRequest) -> HttpResponse:
    """Registers in sight, both directions side by side, those that stand open first."""
    today = book_day()
    found = Register.objects.seen_by(request.user).order_by("-since", "side", "body", "kind")
    rows: dict[str, list[Any]] = {OUT: [], IN: []}
    for one in found:
        rows[one.direction].append((one, cover(one), one.since <= today < one.until))
    return page(
        request,
        "documents/registers.html",
        outgoing=rows[OUT],
        incoming=rows[IN],
        numbers=may(request.user, NUMBER),
        unit_name=tree().name,
    )


@allow(*PAPER_READERS)
def register(request: HttpRequest, pk: int) -> HttpResponse:
    """One register with the columns of the annex, each number with what became of it."""
    found: Register = get_object_or_404(Register.objects.seen_by(request.user), pk=pk)
    columns = register_columns(found.direction)
    leaves = Paginator(found.documents.order_by("number"), PRINTED).get_page(request.GET.get("trang"))
    held, gaps = list(leaves), list(found.gaps.order_by("first"))
    after = (held[0].number or 1) - 1 if held and leaves.number > 1 else 0
    shown = list(lines(held, gaps, columns, after=after))
    return page(
        request,
        "documents/register.html",
        register=found,
        cover=cover(found),
        unit=tree().name(found.unit_id),
        columns=columns,
        leaves=leaves,
        lines=shown,
        looks=[_look(column.field, at, shown) for at, column in enumerate(columns)],
        query=request.GET,
        numbers=may_act(request.user, NUMBER, found) and found.since <= book_day() < found.until,
    )


def _look(field: str, at: int, shown: list[Line]) -> str:
    """How a column looks on the screen: left out where no line has anything in it; paper keeps every one of the annex."""
    if not any(line.cells[at] for line in shown if line.cells):
        return "void"
    return {"kind_and_abstract": "abstract"}.get(field, "desk-only" if field in _OF_THE_DESK else "")


@allow(*PAPER_READERS)
def skip(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave out numbers that were given outside the book, with the reason."""
    found: Register = get_object_or_404(Register.objects.seen_by(request.user), pk=pk)
    actor, today = acting(request.user, NUMBER, found), book_day()
    form = forms.Skip(request.POST or None, today=today, initial={"number": found.next_number + 1})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            skip_to(found, told["number"], actor, on=today, reason=told["reason"])
        except Refused as refused:
            form.add_error("number", str(refused))
        else:
            messages.success(request, _("Số tiếp theo của sổ là {number}.").format(number=told["number"]))
            return redirect("register", pk=pk)
    return page(
        request,
        "documents/register_step.html",
        form=form,
        label=_("Bỏ qua số đã cấp ngoài sổ"),
        title=" · ".join(cover(found)[1:]),
        home=reverse("register", args=[pk]),
        bodies=[],
        chosen="",
    )


@allow(*PAPER_READERS)
def begin(request: HttpRequest) -> HttpResponse:
    """Open a register before its first number, so that numbers given on paper are left out."""
    own, today = own_bodies(request.user, NUMBER), book_day()
    if not own:
        raise PermissionDenied(_("Chức vụ hiện nay của đồng chí không mở được sổ đăng ký văn bản."))
    code = request.GET.get("co-quan", "")
    chosen = code if code in own else next(iter(own))
    unit_id = own[chosen][1]
    form = forms.OpenRegister(request.POST or None, today=today, side=bodies()[chosen].side)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        run = series(
            chosen, OUT, told["kind"], told["on"], secret=False, term=term_since(unit_id, told["on"])
        )
        actor = actor_for(request.user, NUMBER, unit_id, domain=DOMAINS[bodies()[chosen].side])
        try:
            with transaction.atomic():
                opened = open_register(unit_id, run, actor, on=told["on"])
                if told["number"] > 1:
                    skip_to(
                        opened,
                        told["number"],
                        actor,
                        on=told["on"],
                        reason=_("đã cấp trên giấy trước khi dùng sổ"),
                    )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("register", pk=opened.pk)
    return page(
        request,
        "documents/register_step.html",
        form=form,
        label=_("Mở sổ văn bản đi"),
        title="",
        home=reverse("registers"),
        bodies=[(one, title) for one, (title, _u) in own.items()],
        chosen=chosen,
    )


EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@allow(*PAPER_READERS)
def printed(request: HttpRequest, pk: int, ending: str) -> HttpResponse:
    """The whole register in the columns of the annex, as PDF, Word or Excel."""
    found: Register = get_object_or_404(Register.objects.seen_by(request.user), pk=pk)
    whole, way = sheet(found), found.direction
    if ending == "pdf":
        content, kind = outputs.pdf(whole, way, book_day()), "application/pdf"
    elif ending == "docx":
        content, kind = outputs.word(whole, way), WORD
    else:
        content, kind = outputs.excel(whole, way), EXCEL
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="so-van-ban-{pk}.{ending}"'
    return answer
