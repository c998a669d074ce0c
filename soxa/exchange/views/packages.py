"""Pages of packages: what came and waits, what went, one package with its answers, the step of one, sending a document."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from soxa.documents.acting import acting, may_act
from soxa.documents.catalogue import IN, OUT
from soxa.documents.files import looked_at
from soxa.documents.flow import NUMBER
from soxa.documents.views.documents import seen_or_404
from soxa.exchange import forms
from soxa.exchange.carrying import Round, carry_in_words
from soxa.exchange.flow import INBOX, kind_of
from soxa.exchange.lights import stands
from soxa.exchange.models import Mailbox, Package, Partner
from soxa.exchange.packing import letter_of
from soxa.exchange.sending import mailbox_of, objection
from soxa.exchange.sending import send as send_document
from soxa.exchange.slugs import NAMES, SLUGS
from soxa.exchange.twins import day
from soxa.kernel.access import allow, may
from soxa.kernel.downloads import attached
from soxa.kernel.page import page
from soxa.kernel.preferences import book_day
from soxa.kernel.refusal import Refused
from soxa.org.roles import GOVERNMENT, PARTY_OFFICES

READERS = (*PARTY_OFFICES, GOVERNMENT)
PAGE = 50
P = Package
_WAITING = (P.HERE, P.ASKED)
_TABS = ("cho", "den", "khong-nhan", "di")
# what a file of others says must not run in a page of the book


@allow(*READERS)
def index(request: HttpRequest) -> HttpResponse:
    """Letters in sight: those that wait, all that came, what was not taken, what went out."""
    seen = P.objects.seen_by(request.user).filter(kind=P.LETTER)
    tab = request.GET.get("muc", "")
    tab = tab if tab in _TABS else _TABS[0]
    wanted = {
        "cho": seen.filter(direction=IN, state__in=_WAITING),
        "den": seen.filter(direction=IN).exclude(state=P.DAMAGED),
        "khong-nhan": seen.filter(direction=IN, state=P.DAMAGED),
        "di": seen.filter(direction=OUT),
    }[tab]
    rows = wanted.select_related("partner").order_by("pk" if tab == "cho" else "-pk")
    return page(
        request,
        "exchange/index.html",
        tab=tab,
        leaves=Paginator(rows, PAGE).get_page(request.GET.get("trang")),
        query=request.GET,
        stands=stands,
        issued=day,
        mailboxes=Mailbox.objects.seen_by(request.user).exists(),
        carries=may(request.user, NUMBER),
        opens=may(request.user, NUMBER),
    )


@require_POST
@allow(*READERS)
def carry_now(request: HttpRequest) -> HttpResponse:
    """Carry once for the mailboxes whose numbers the reader gives, without waiting for the timer."""
    for one in Mailbox.objects.seen_by(request.user):
        actor = acting(request.user, NUMBER, one)
        done = carry_in_words(one, actor)
        if done.trouble:
            messages.error(request, f"{one.code}: {done.trouble}")
        else:
            messages.success(request, _carried(done))
    return redirect("exchange")


def _carried(done: Round) -> str:
    return _("{code}: {came} gói đến, {went} gói ra trục.").format(
        code=done.mailbox.code, came=done.came, went=done.went
    )


def _seen(request: HttpRequest, pk: int) -> Package:
    rows = P.objects.seen_by(request.user).filter(kind=P.LETTER)
    found: Package = get_object_or_404(rows.select_related("partner", "mailbox", "document", "about"), pk=pk)
    return found


@allow(*READERS)
def package(request: HttpRequest, pk: int) -> HttpResponse:
    """One letter: what it says, its files, what was answered, and what may be done now."""
    found = _seen(request, pk)
    answers = P.objects.filter(kind=P.ANSWER, about=found).order_by("at", "pk")
    return page(
        request,
        "exchange/package.html",
        one=found,
        stands=stands(found),
        says=found.said,
        issued_on=day(found.said["issued_on"]),
        due_on=day(found.said["due_on"]),
        answers=list(answers),
        follows=list(found.followed_by.filter(kind=P.LETTER).order_by("pk")),
        buttons=_buttons(request, found),
        light_of=stands,
    )


def _buttons(request: HttpRequest, found: Package) -> list[tuple[Any, str]]:
    if not may_act(request.user, NUMBER, found):
        return []
    steps = [one for one in INBOX.steps.values() if one.name in SLUGS and found.state in one.from_states]
    return [(one.label, SLUGS[one.name]) for one in steps]


@allow(*READERS)
def enclosure(request: HttpRequest, pk: int, at: int) -> HttpResponse:
    """A file of a letter as it came, to be read before the letter is taken."""
    found = _seen(request, pk)
    if found.direction != IN or found.state == P.DAMAGED:
        raise Http404(pk)
    try:
        inside = letter_of(found).enclosures
    except Refused as error:
        raise Http404(pk) from error
    if not 0 < at <= len(inside):
        raise Http404(at)
    file = inside[at - 1]
    ending = file.name.rpartition(".")[2].lower()
    ending = ending if ending.isalnum() and ending.isascii() else "bin"
    media_type = looked_at(file.content, file.name).media_type
    return attached(file.content, media_type, f"goi-{found.pk}-{at}.{ending}")


@allow(*READERS)
def step(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """The form of one step of a package that came in."""
    found, today = _seen(request, pk), book_day()
    chosen = INBOX.steps.get(NAMES.get(slug, ""))
    if chosen is None or chosen.form is None:
        raise Http404(slug)
    actor = acting(request.user, chosen.by, found)
    if why := chosen.refusal(found, actor):
        return _form(request, None, chosen.label, one=found, refused=why, status=409)
    initial = {"kind": kind_of(found), "answer_due": day(found.said["due_on"])}
    form_class: Any = chosen.form
    form = form_class(
        _sent(request), today=today, document=found, initial=initial if chosen.name == "take" else None
    )
    if request.method == "POST" and form.is_valid():
        try:
            INBOX.take(chosen.name, found, actor, form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _done(found, chosen.label))
            return redirect("document", pk=found.document_id) if found.document_id else redirect("exchange")
    return _form(request, form, chosen.label, one=found, cite=chosen.cite)


def _sent(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _done(found: Package, label: Any) -> str:
    if found.state == P.TAKEN and found.document:
        return _("Đã vào sổ, số đến {number}.").format(number=found.document.number)
    return _("Đã ghi sổ: {act}. Nơi gửi được báo ở lượt chuyển tới.").format(act=label)


@allow(*READERS)
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """Sending an issued document to offices that the mailbox knows."""
    found = seen_or_404(request, pk)
    actor = acting(request.user, NUMBER, found)
    label = _("Gửi văn bản điện tử")
    if why := objection(found):
        return _form(request, None, label, document=found, refused=why, status=409)
    mailbox = mailbox_of(found)
    partners = list(Partner.objects.filter(mailbox=mailbox).order_by("name", "pk"))
    choices = [(str(one.pk), f"{one.name} ({one.code})") for one in partners]
    form = forms.Send(_sent(request), partners=choices)
    if request.method == "POST" and form.is_valid():
        wanted = [one for one in partners if str(one.pk) in form.cleaned_data["to"]]
        try:
            send_document(found, wanted, actor)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(
                request,
                _("Đã lập gói gửi {count} nơi; gói ra trục ở lượt chuyển tới.").format(count=len(wanted)),
            )
            return redirect("document", pk=pk)
    return _form(request, form, label, document=found, empty_list=not partners)


def _form(request: HttpRequest, form: Any, label: Any, *, status: int = 200, **context: Any) -> HttpResponse:
    blank: dict[str, Any] = {"refused": "", "cite": None, "one": None, "document": None, "empty_list": False}
    wrong = 422 if form is not None and form.is_bound and form.errors else status
    return page(request, "exchange/step.html", status=wrong, form=form, label=label, **{**blank, **context})
