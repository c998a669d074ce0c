"""Pages of opinions by circulation: asking, the count, closing it, and the slip of one member."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from soxa.documents import circulation
from soxa.documents.acting import acting, may_act
from soxa.documents.circulation import EXECUTIVE, STANDING, WRITE
from soxa.documents.circulation_forms import AddMembers, Answer, Ask, Close, TakeBack
from soxa.documents.models import Circulation, Document, Opinion
from soxa.documents.views.documents import seen_or_404, sent_out
from soxa.kernel.access import Actor, allow
from soxa.kernel.page import page
from soxa.kernel.preferences import book_day
from soxa.kernel.refusal import Refused
from soxa.org.roles import PAPER_READERS

COMMITTEES = {"ban-thuong-vu": STANDING, "ban-chap-hanh": EXECUTIVE}


@allow(*PAPER_READERS)
def index(request: HttpRequest, pk: int) -> HttpResponse:
    """The newest round about a draft with its count; where there is none, the form that begins one."""
    found = seen_or_404(request, pk)
    newest = next(iter(circulation.rounds(found)), None)
    if newest is None or (newest.closed_on and "moi" in request.GET):
        return _ask(request, found)
    return _count(request, found, newest)


def _ask(request: HttpRequest, found: Document) -> HttpResponse:
    actor, today = acting(request.user, WRITE, found), book_day()
    if why := circulation.objection(found):
        return _form(request, None, found, _("Xin ý kiến"), refused=why, status=409)
    slug = request.GET.get("thanh-phan", "ban-chap-hanh")
    seats = circulation.seats(found, today, committee=COMMITTEES.get(slug, EXECUTIVE))
    form = Ask(request.POST or None, today=today, document=found, seats=seats)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            circulation.ask(
                found, actor, question=told["question"], asked_on=told["on"], due_on=told["due"],
                people=form.chosen(),
            )  # fmt: skip
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã gửi phiếu xin ý kiến."))
            return redirect("circulation", pk=found.pk)
    return _form(request, form, found, _("Xin ý kiến"), committee=slug if found.body == "committee" else "")


def _count(request: HttpRequest, found: Document, round_: Circulation) -> HttpResponse:
    slips = list(round_.opinions.select_related("person__account", "entry").order_by("pk"))
    writes = may_act(request.user, WRITE, found)
    reader: Any = request.user
    return page(
        request,
        "documents/circulation.html",
        one=found,
        round=round_,
        slips=slips,
        tally=circulation.tally(slips),
        off=circulation.off_words,
        reminder=circulation.reminder(round_, slips, reader.office_title()) if writes else "",
        writes=writes,
        own=reader.person_id,
        again=bool(round_.closed_on) and circulation.asks(reader, found),
        own_hand=circulation.own_hand,
        late=lambda slip: bool(slip.answered_on and slip.answered_on > round_.due_on),
    )


@allow(*PAPER_READERS)
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close the round that runs, on a day."""
    found, today = seen_or_404(request, pk), book_day()
    actor = acting(request.user, WRITE, found)
    round_ = get_object_or_404(found.circulations, closed_on=None)
    form = Close(request.POST or None, today=today, document=found)
    if request.method == "POST" and form.is_valid():
        try:
            circulation.close(round_, actor, on=form.cleaned_data["on"])
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã tổng hợp ý kiến."))
            return redirect("circulation", pk=pk)
    return _form(request, form, found, _("Chốt tổng hợp ý kiến"))


@allow(*PAPER_READERS)
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask more members in the round that runs."""
    found, today = seen_or_404(request, pk), book_day()
    actor = acting(request.user, WRITE, found)
    round_ = get_object_or_404(found.circulations, closed_on=None)
    asked = set(round_.opinions.filter(off_on=None).values_list("person_id", flat=True))
    seats = [one for one in circulation.seats(found, today) if one.person_id not in asked]
    label = _("Gửi thêm phiếu")
    if not seats:
        why = _("Mọi người giữ chức vụ trong đơn vị đều đã được gửi phiếu.")
        return _form(request, None, found, label, refused=why, status=409)
    form = AddMembers(request.POST or None, today=today, document=found, seats=seats)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            circulation.add_members(round_, form.chosen(), actor, on=told["on"], reason=told["reason"])
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã gửi thêm phiếu xin ý kiến."))
            return redirect("circulation", pk=pk)
    return _form(request, form, found, label)


@allow(*PAPER_READERS)
def take_back(request: HttpRequest, pk: int, key: int) -> HttpResponse:
    """Take a slip back before it was answered."""
    found, today = seen_or_404(request, pk), book_day()
    actor = acting(request.user, WRITE, found)
    opinion = get_object_or_404(
        Opinion.objects.select_related("person", "circulation"), pk=key, circulation__document=found
    )
    label = _("Rút phiếu của {name}").format(name=opinion.person.full_name)
    form = TakeBack(request.POST or None, today=today, document=found)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            circulation.take_back(opinion, actor, on=told["on"], reason=told["reason"])
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã rút phiếu."))
            return redirect("circulation", pk=pk)
    return _form(request, form, found, label)


@allow()
def slip(request: HttpRequest, pk: int) -> HttpResponse:
    """One member's slip: he answers it himself, or the clerk types it from paper; for anybody else it does not exist."""
    opinion, own = _slip(request, pk)
    if why := circulation.closed_words(opinion.circulation) or circulation.off_words(opinion):
        late = request.method == "POST"
        return _slip_page(
            request, opinion, None, own=own, refused=why if late else "", status=409 if late else 200
        )
    given = {"answer": opinion.answer, "words": opinion.words} if opinion.answer else None
    document = opinion.circulation.document
    form = Answer(request.POST or None, today=book_day(), document=document, own=own, initial=given)
    if request.method == "POST" and form.is_valid():
        actor = _self(request) if own else acting(request.user, WRITE, document)
        told = form.cleaned_data
        try:
            circulation.answer(opinion, actor, answer=told["answer"], words=told["words"], on=form.day())
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã ghi ý kiến."))
            return redirect("opinion", pk=pk) if own else redirect("circulation", pk=document.pk)
    return _slip_page(request, opinion, form, own=own)


def _slip(request: HttpRequest, pk: int) -> tuple[Opinion, bool]:
    """The slip and whether it is the reader's own; Http404 for who is neither asked nor keeps the papers."""
    reader: Any = request.user
    slips = Opinion.objects.select_related("person", "circulation__document", "entry")
    found: Opinion = get_object_or_404(slips, pk=pk)
    if reader.person_id == found.person_id:
        return found, True
    document = found.circulation.document
    sees = Document.objects.seen_by(reader).filter(pk=document.pk).exists()
    if not (sees and may_act(reader, WRITE, document)):
        raise Http404(pk)
    return found, False


def _self(request: HttpRequest) -> Actor:
    """A member answering for himself: no office is needed but the seat he was asked in."""
    reader: Any = request.user
    held = reader.held_offices()[0]
    return Actor(reader.full_name(), held.title, held.unit_id, reader.pk, held.role)


def _slip_page(
    request: HttpRequest, opinion: Opinion, form: Any, *, own: bool, refused: str = "", status: int = 200
) -> HttpResponse:
    document = opinion.circulation.document
    wrong = 422 if form is not None and form.is_bound and form.errors else status
    return page(
        request,
        "documents/opinion.html",
        status=wrong,
        slip=opinion,
        round=opinion.circulation,
        one=document,
        form=form,
        own=own,
        refused=refused,
        off=circulation.off_words(opinion),
        files=[] if own and opinion.off_on else list(document.files.all()),
        late=book_day() > opinion.circulation.due_on,
    )


@allow()
def paper(request: HttpRequest, pk: int, key: int) -> HttpResponse:
    """A file of the draft, for who is asked about it."""
    opinion, own = _slip(request, pk)
    if own and opinion.off_on:
        raise Http404(pk)
    return sent_out(get_object_or_404(opinion.circulation.document.files, pk=key))


def _form(request: HttpRequest, form: Any, found: Document, label: Any, **context: Any) -> HttpResponse:
    status = context.pop("status", 200)
    wrong = 422 if form is not None and form.is_bound and form.errors else status
    blank = {"refused": "", "committee": ""}
    return page(
        request, "documents/circulation_form.html", status=wrong, form=form, one=found, label=label, **{**blank, **context}
    )  # fmt: skip
