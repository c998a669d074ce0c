"""Pages of signatures: each one checked anew, papers out to be signed, many signed at once, a file looked up by its digest."""

from contextlib import closing
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from soxa.documents import signing_forms
from soxa.documents.acting import acting, may_act
from soxa.documents.anchors import trusted
from soxa.documents.catalogue import OUT
from soxa.documents.flow import OUTGOING, SIGN
from soxa.documents.handing import approved_papers, made, paper_before, personal_mark, ready
from soxa.documents.means import wishes
from soxa.documents.models import Document, DocumentFile
from soxa.documents.signatures import PDF, answers, holding, holding_digest, kept_verdicts, shown
from soxa.documents.signing.batch import Task, sign_all
from soxa.documents.signing.means import means_of
from soxa.documents.signing.reading import Unreadable
from soxa.documents.signing.verdict import verdicts
from soxa.documents.views.documents import seen_or_404
from soxa.kernel import files
from soxa.kernel.access import allow, may
from soxa.kernel.page import page
from soxa.kernel.preferences import book_day
from soxa.kernel.refusal import Refused
from soxa.org.roles import PAPER_READERS

MOST_AT_ONCE = 100


@allow(*PAPER_READERS)
def signatures(request: HttpRequest, pk: int, key: int) -> HttpResponse:
    """Every signature of one file checked anew, each question answered apart, beside how it stood when the file came."""
    found = seen_or_404(request, pk)
    kept: DocumentFile = get_object_or_404(found.files, pk=key)
    told, trouble = _anew(kept)
    return page(
        request,
        "documents/signatures.html",
        one=found,
        kept=kept,
        trouble=trouble,
        signatures=[(each, answers(each.verdict)) for each in shown(told)],
        roots=len(trusted().roots),
    )


def _anew(kept: DocumentFile) -> tuple[Any, str]:
    """(verdicts of today, why they are only those of the day the file came)."""
    if kept.media_type != PDF:
        return [], ""
    try:
        return verdicts(files.fetch(kept.digest), trusted(), at=kept.added_at), ""
    except FileNotFoundError:
        why = _("Tệp không còn trong kho tệp, nên không kiểm lại được; dưới đây là kết quả khi tệp vào sổ.")
    except Unreadable as error:
        why = str(error)
    except ValueError:
        why = _("Tệp trong kho đã bị thay đổi so với lúc vào sổ; dưới đây là kết quả khi tệp vào sổ.")
    return kept_verdicts(kept), why


@allow(*PAPER_READERS)
def to_sign(request: HttpRequest, pk: int) -> HttpResponse:
    """The paper that waits for its next signature, to be signed in the office's own program and handed in again."""
    found = seen_or_404(request, pk)
    before = paper_before(found) if found.state in (Document.APPROVED, Document.NUMBERED) else None
    if before is None:
        raise Http404(pk)
    try:
        content = ready(found, before)
    except Refused as error:
        raise Http404(str(error)) from error
    answer = HttpResponse(content, content_type=PDF, headers={"X-Content-Type-Options": "nosniff"})
    answer["Content-Disposition"] = f'attachment; filename="van-ban-{pk}-de-ky.pdf"'
    return answer


@allow(*PAPER_READERS)
def sign_many(request: HttpRequest) -> HttpResponse:
    """Approved documents that wait for their signature, signed together with one key."""
    waiting = _waiting(request)
    if not waiting and not may(request.user, SIGN):
        raise PermissionDenied(_("Chức vụ hiện nay của đồng chí không ký văn bản trong sổ."))
    form = signing_forms.SignMany(
        request.POST or None, request.FILES or None, today=book_day(), reader=request.user
    )
    ticked = set(request.POST.getlist("van-ban"))
    done: list[Document] = []
    refused: list[tuple[Document, str]] = []
    if request.method == "POST" and form.is_valid():
        chosen = [one for one in waiting if str(one[0].pk) in ticked]
        try:
            if not chosen:
                raise Refused(_("Chọn ít nhất một văn bản để ký."))
            done, refused = _signed_together(request, chosen, form.cleaned_data)
        except Refused as error:
            form.add_error(None, str(error))
    if done:
        messages.success(request, _("Đã ký số {count} văn bản.").format(count=len(done)))
    gone = {one.pk for one in done}
    return page(
        request,
        "documents/sign_many.html",
        status=422 if form.is_bound and form.errors else 200,
        form=form,
        waiting=[one for one in waiting if one[0].pk not in gone],
        ticked=ticked if form.errors else {str(one.pk) for one, _why in refused},
        done=done,
        refused=refused,
    )


def _waiting(request: HttpRequest) -> list[tuple[Document, DocumentFile]]:
    """Approved documents with an approved PDF that the reader may sign, oldest first."""
    seen = Document.objects.seen_by(request.user).filter(state=Document.APPROVED, direction=OUT, secrecy="")
    own = [one for one in seen.order_by("pk")[:500] if may_act(request.user, SIGN, one)]
    papers = approved_papers(own)
    return [(one, papers[one.pk]) for one in own if one.pk in papers][:MOST_AT_ONCE]


def _signed_together(
    request: HttpRequest, chosen: list[tuple[Document, DocumentFile]], told: dict[str, Any]
) -> tuple[list[Document], list[tuple[Document, str]]]:
    """(documents that are signed now, those that are not, each with the reason). Raises Refused for the key itself."""
    documents, papers = {str(one.pk): one for one, _paper in chosen}, dict(_keyed(chosen))
    tasks, refused, done = [], [], []
    with closing(told["token"]()) as token:
        mark = personal_mark(None, token.subject, told)
        for key, paper in papers.items():
            try:
                tasks.append(Task(key, ready(documents[key], paper), mark))
            except Refused as error:
                refused.append((documents[key], str(error)))
        means = means_of(token, wishes())
        outcome = sign_all(tasks, token, timestamper=means.stamper, revocation=means.evidence)
    facts: dict[str, Any] = {name: told[name] for name in ("signer", "kept_picture") if name in told}
    for key, signed in outcome.done:
        one = documents[key]
        try:
            actor = acting(request.user, SIGN, one)
            OUTGOING.take("sign", one, actor, {**facts, **made(signed, papers[key], means)})
            done.append(one)
        except Refused as error:
            refused.append((one, str(error)))
    refused += [(documents[key], why) for key, why in outcome.refused]
    refused += [(documents[key], outcome.stopped) for key in outcome.untouched]
    return done, refused


def _keyed(chosen: list[tuple[Document, DocumentFile]]) -> list[tuple[str, DocumentFile]]:
    return [(str(one.pk), paper) for one, paper in chosen]


@allow(*PAPER_READERS)
def look_up(request: HttpRequest) -> HttpResponse:
    """Which document in sight holds a file, told by its bytes or by its digest."""
    form = signing_forms.LookUp(request.POST or None, request.FILES or None)
    found = None
    if request.method == "POST" and form.is_valid():
        content, digest = form.cleaned_data["file"], form.cleaned_data["digest"]
        found = holding(content, request.user) if content else holding_digest(digest, request.user)
    return page(
        request,
        "documents/look_up.html",
        status=422 if form.is_bound and form.errors else 200,
        form=form,
        found=found,
    )
