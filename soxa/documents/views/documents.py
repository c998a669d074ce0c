"""Pages of documents: the list, one document with its life, the forms that begin one or move it, its files."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from soxa.documents import forms, lists
from soxa.documents.acting import acting, acting_if_any, may_act
from soxa.documents.beside import BESIDE_DOCUMENT
from soxa.documents.catalogue import IN, OUT, bodies
from soxa.documents.charges import charged
from soxa.documents.circulation import asks, rounds
from soxa.documents.comparing import has_words
from soxa.documents.files import by_hand
from soxa.documents.flow import FLOWS, NUMBER, SIGN, WRITE, add_file, draft, receive
from soxa.documents.handing import paper_before, signed_here
from soxa.documents.keeping.plan import unshelvable
from soxa.documents.laying import laid_days
from soxa.documents.models import DOMAINS, Document, DocumentFile
from soxa.documents.signatures import held_back, kept_verdicts, shown
from soxa.documents.signing import levels
from soxa.documents.slugs import DIRECTIONS, NAMES, SIDES, SLUGS
from soxa.documents.views.previews import previews_of
from soxa.kernel.access import actor_for, allow, may
from soxa.kernel.downloads import download
from soxa.kernel.flow import Refused
from soxa.kernel.page import day_text, page
from soxa.kernel.preferences import book_day
from soxa.kernel.units.tree import tree
from soxa.org.roles import PAPER_READERS

GOOD, WARN, BAD, QUIET = "good", "warn", "bad", "quiet"
_LIGHTS = {
    Document.ISSUED: GOOD,
    Document.ANSWERED: GOOD,
    Document.FILED: GOOD,
    Document.RECALLED: WARN,
    Document.VOID: WARN,
    Document.REPLACED: WARN,
    Document.SENT_BACK: WARN,
}
# a page of the book must not run what a file says, whatever a browser makes of it


def seen_or_404(request: HttpRequest, pk: int) -> Document:
    """The document, if it lies in the reader's sight; Http404 otherwise."""
    found: Document = get_object_or_404(
        Document.objects.seen_by(request.user).select_related("register", "folder"), pk=pk
    )
    return found


def light_of(document: Document, today: date, laid_by: date | None = None) -> tuple[str, str]:
    """Light and words of where a document stands; an answer that is late says so, and what should have been laid before
    the chief by a day.
    """
    if document.answer_due and document.answered_on is None and document.direction == IN:
        late = (today - document.answer_due).days
        if late > 0 and document.state != Document.SENT_BACK:
            return BAD, _("Quá hạn trả lời {days} ngày").format(days=late)
    if laid_by and laid_by < today:
        return BAD, _("Quá hạn trình {days} ngày").format(days=(today - laid_by).days)
    if laid_by:
        return WARN, _("Chờ trình, hạn {day}").format(day=day_text(laid_by))
    return _LIGHTS.get(document.state, QUIET), str(document.get_state_display())


@allow(*PAPER_READERS)
def index(request: HttpRequest) -> HttpResponse:
    """Documents of one direction in sight, narrowed by the address."""
    asked, today = lists.Asked.of(request.GET), book_day()
    laid_by = laid_days(today)
    found = lists.page_of(asked, request.user, today)
    sides = lists.sides_of(request.user)
    return page(
        request,
        "documents/index.html",
        part="rows",
        asked=asked,
        found=found,
        sides=[(slug, words) for slug, words in _side_words().items() if SIDES[slug] in sides],
        kinds=lists.kind_choices(sides),
        states=lists.state_choices(asked.direction),
        light_of=lambda one: light_of(one, today, laid_by(one)),
        query=request.GET,
        writes=may(request.user, WRITE),
        signs=may(request.user, SIGN),
        unit_name=tree().name,
        several=len({one.unit_id for one in found.rows}) > 1,
    )


def _side_words() -> dict[str, str]:
    return {"dang": _("Đảng"), "chinh-quyen": _("Chính quyền")}


@allow(*PAPER_READERS)
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """One document: what is known of it, its files, its life so far, and what may be done now."""
    found = seen_or_404(request, pk)
    held = list(found.files.select_related("entry"))
    return page(
        request,
        "documents/document.html",
        one=found,
        stands=light_of(found, book_day(), laid_days(book_day())(found)),
        body=bodies()[found.body].title,
        unit=tree().name(found.unit_id),
        buttons=_buttons(request, found),
        files=[(kept, digest_words(kept.digest)) for kept in held],
        previews=previews_of(found, held),
        slips=list(found.slips.order_by("pk")),
        charged=charged(found, request.user, book_day()),
        asks=asks(request.user, found),
        rounds=rounds(found),
        shelves=_may_shelve(request, found),
        adds=not found.is_secret and may_act(request.user, WRITE, found),
        compares=len({one.entry_id or -one.pk for one in held if has_words(one)}) > 1,
        composes=found.direction == OUT and found.state == Document.DRAFT,
        signed=lambda kept: shown(kept_verdicts(kept)),
        held_back=held_back,
        to_sign=_goes_out_to_sign(request, found),
        answers=found.answers,
        replaces=found.replaces,
        answered=list(found.answered_by.all()),
        replaced=list(found.replaced_by.all()),
        beside=BESIDE_DOCUMENT.of(found, request.user),
    )


def _goes_out_to_sign(request: HttpRequest, found: Document) -> bool:
    """Whether the reader may take the paper out to be signed in the office's own program."""
    act = {Document.APPROVED: SIGN, Document.NUMBERED: NUMBER}.get(found.state, "")
    return bool(act) and may_act(request.user, act, found) and paper_before(found) is not None


def _may_shelve(request: HttpRequest, found: Document) -> bool:
    """Whether the reader may put it into a file of the plan by itself; what came in goes there with its own step."""
    own_step = found.direction == IN and found.state != Document.FILED
    return not own_step and not unshelvable(found) and may_act(request.user, WRITE, found)


def digest_words(digest: str) -> str:
    """A digest as people compare it: its first sixteen characters in fours."""
    return " ".join(digest[at : at + 4] for at in range(0, 16, 4))


def _buttons(request: HttpRequest, found: Document) -> list[tuple[Any, str]]:
    """(label, slug) of the steps that the reader may take now."""
    flow, offered = FLOWS[found.direction], []
    for step in flow.steps.values():
        if found.state in step.from_states and step.by and step.name != "replace":
            actor = acting_if_any(request.user, step.by, found)
            if actor and not step.refusal(found, actor):
                offered.append((step.label, SLUGS[step.name]))
    return offered


@allow(*PAPER_READERS)
def step(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """The form of one step of a document's life."""
    found, today = seen_or_404(request, pk), book_day()
    chosen = FLOWS[found.direction].steps.get(NAMES.get(slug, ""))
    if chosen is None or chosen.name == "replace":
        raise Http404(slug)
    actor = acting(request.user, chosen.by, found)
    if why := chosen.refusal(found, actor):
        return _form(request, None, chosen.label, one=found, refused=why, status=409)
    form_class: Any = chosen.form or forms.StepForm
    sent = request.POST if request.method == "POST" else None
    form = form_class(sent, request.FILES or None, today=today, document=found, reader=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            facts = signed_here(chosen.name, found, form.cleaned_data)
            FLOWS[found.direction].take(chosen.name, found, actor, facts)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _said(chosen.name, chosen.label, found, facts))
            return redirect("document", pk=pk)
    return _form(request, form, chosen.label, one=found, cite=chosen.cite)


def _said(name: str, label: Any, found: Document, facts: dict[str, Any] | None = None) -> str:
    if level := (facts or {}).get("level"):
        return _("Đã ký số, {level}.").format(level=levels.title(level))
    if name in ("number", "register"):
        return _("Đã cấp số {number}.").format(
            number=found.notation if found.direction == OUT else found.number
        )
    return _("Đã ghi sổ: {act}.").format(act=label)


@allow(*PAPER_READERS)
def begin(request: HttpRequest, direction: str) -> HttpResponse:
    """A new document: a draft that is to go out, or one that has come in."""
    way = DIRECTIONS.get(direction)
    if way is None:
        raise Http404(direction)
    own = lists.own_bodies(request.user, WRITE)
    if not own:
        raise PermissionDenied(_("Chức vụ hiện nay của đồng chí không ghi được sổ văn bản."))
    code = request.GET.get("co-quan", "")
    chosen = code if code in own else next(iter(own))
    unit_id = own[chosen][1]
    form_class: Any = forms.Draft if way == OUT else forms.Receive
    form = form_class(
        request.POST or None, request.FILES or None, today=book_day(), side=bodies()[chosen].side
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = _begun(request, way, chosen, unit_id, form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _said("register" if way == IN else "draft", _("Soạn văn bản"), made))
            return redirect("document", pk=made.pk)
    label = _("Văn bản đi mới") if way == OUT else _("Vào sổ văn bản đến")
    return _form(
        request,
        form,
        label,
        one=None,
        way=direction,
        bodies=[(code, title) for code, (title, _u) in own.items()],
        chosen=chosen,
    )


def _begun(request: HttpRequest, way: str, body: str, unit_id: int, told: dict[str, Any]) -> Document:
    actor = actor_for(request.user, WRITE, unit_id, domain=DOMAINS[bodies()[body].side])
    upload, on = told.pop("file"), told.pop("on", None)
    linked = _linked(request) if way == OUT else {}
    made = Document(unit_id=unit_id, body=body, side=bodies()[body].side, **told, **linked)
    if way == OUT:
        return draft(made, actor, upload=upload)
    return receive(made, actor, on=on, upload=upload)


def _linked(request: HttpRequest) -> dict[str, Document]:
    """The document that a draft answers or replaces, named in the address and in sight."""
    named = (("tra-loi", "answers", IN), ("thay-the", "replaces", OUT))
    found = {}
    for key, field, direction in named:
        value = request.GET.get(key, "")
        if value.isdecimal() and len(value) < 19:
            one = seen_or_404(request, int(value))
            if one.direction == direction:
                found[field] = one
    return found


@allow(*PAPER_READERS)
def attach(request: HttpRequest, pk: int) -> HttpResponse:
    """One more file put to a document."""
    found = seen_or_404(request, pk)
    actor = acting(request.user, WRITE, found)
    if found.is_secret:
        return _form(request, None, _("Thêm tệp"), one=found, refused=_("Văn bản mật chỉ ghi số trong sổ; không đưa tệp vào máy nối mạng."), status=409)  # fmt: skip
    form = forms.AddFile(
        request.POST or None,
        request.FILES or None,
        today=book_day(),
        document=found,
        roles=[(code, title) for code, title in DocumentFile.ROLES if code in by_hand(found)],
    )
    if request.method == "POST" and form.is_valid():
        try:
            add_file(found, form.cleaned_data["file"], form.cleaned_data["role"], actor)
        except Refused as refused:
            form.add_error("file", str(refused))
        else:
            messages.success(request, _("Đã thêm tệp."))
            return redirect("document", pk=pk)
    return _form(request, form, _("Thêm tệp"), one=found)


@allow(*PAPER_READERS)
def file(request: HttpRequest, pk: int, key: int) -> HttpResponse:
    """The bytes of a file, as they were handed in."""
    return sent_out(get_object_or_404(seen_or_404(request, pk).files, pk=key))


def sent_out(kept: DocumentFile) -> HttpResponse:
    """A file as a download that no browser runs; Http404 when its bytes are gone."""
    if kept.gone_on:
        raise Http404(kept.digest)
    return download(kept.digest, kept.media_type, f"van-ban-{kept.document_id}-{kept.pk}", kept.name)


def _form(request: HttpRequest, form: Any, label: Any, *, status: int = 200, **context: Any) -> HttpResponse:
    blank: dict[str, Any] = {
        "refused": "",
        "cite": None,
        "way": "",
        "bodies": [],
        "chosen": "",
        "one": None,
        "linked": {},
    }
    wrong = 422 if form is not None and form.is_bound and form.errors else status
    return page(request, "documents/step.html", status=wrong, form=form, label=label, **{**blank, **context})
