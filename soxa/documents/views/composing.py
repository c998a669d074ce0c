"""The page on which a draft is written: typed text, the paper it makes, its versions."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from soxa.documents.acting import acting
from soxa.documents.catalogue import OUT
from soxa.documents.composing import Writing, compose, refusal, shown
from soxa.documents.composing_forms import OWN, Compose, key_of
from soxa.documents.flow import WRITE
from soxa.documents.heads import Signer, signers_of
from soxa.documents.models import Document, Version
from soxa.documents.office_templates.taking import standing
from soxa.documents.views.documents import seen_or_404
from soxa.kernel.access import allow
from soxa.kernel.page import page
from soxa.kernel.paper.html import html
from soxa.kernel.preferences import book_day
from soxa.kernel.refusal import Refused
from soxa.org.roles import PAPER_READERS

PREVIEW = "xem"


@allow(*PAPER_READERS)
def index(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft as it is written: a post with `xem` only shows the paper, any other keeps a new version."""
    found, today = seen_or_404(request, pk), book_day()
    if found.direction != OUT:
        raise Http404(pk)
    actor = acting(request.user, WRITE, found)
    if why := refusal(found):
        return page(request, "documents/compose.html", status=409, one=found, refused=why, form=None)
    versions = list(Version.objects.filter(document=found))
    form = Compose(
        request.POST or None,
        template=standing(found.unit_id, found.body, found.kind),
        signers=_signers(found, versions),
        initial=_begun(found, versions),
    )
    paper = None
    if form.is_valid():
        if PREVIEW not in request.POST:
            try:
                kept = compose(found, form.writing(), actor, on=today)
            except Refused as refused:
                form.add_error(None, str(refused))
            else:
                messages.success(
                    request, _("Đã lưu lần thảo {number}: Word và PDF.").format(number=kept.number)
                )
                return redirect("document", pk=pk)
        paper = html(shown(found, form.writing(), today))
    elif versions and not form.is_bound:
        paper = html(shown(found, _written(versions[-1]), today))
    wrong = form.is_bound and bool(form.errors)
    return page(
        request, "documents/compose.html", status=422 if wrong else 200, one=found, refused="", form=form,
        paper=paper, versions=versions,
    )  # fmt: skip


def _signers(found: Document, versions: list[Version]) -> list[Signer]:
    """Who may sign, and who was to sign the last version, should he hold his office no more."""
    standing = signers_of(found.unit_id, found.body, book_day())
    last = [_written(versions[-1]).signer] if versions else []
    keys = {key_of(one) for one in standing}
    return standing + [one for one in last if key_of(one) not in keys]


def _begun(found: Document, versions: list[Version]) -> dict[str, Any]:
    if not versions:
        return {"abstract": found.abstract, "recipients": found.recipients, "layout": OWN, "after": 0}
    last = versions[-1]
    written = _written(last)
    return {
        "abstract": found.abstract, "recipients": found.recipients, "text": last.text,
        "signer": key_of(written.signer), "layout": OWN if last.template_id else "", "after": last.number,
    }  # fmt: skip


def _written(version: Version) -> Writing:
    signer = Signer(version.name, version.post, version.authority)
    return Writing(version.abstract, version.text, signer, version.recipients, version.number)
