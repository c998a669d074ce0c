"""Papers of a meeting: shown beside the record they are written from, edited part by part, taken as a file, begun among documents."""

from collections.abc import Mapping
from itertools import pairwise
from types import MappingProxyType
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from soxa.documents.acting import acting, may_act
from soxa.documents.catalogue import kinds
from soxa.documents.composing import ENDINGS, as_file
from soxa.documents.flow import WRITE as DRAFTS
from soxa.kernel.access import allow
from soxa.kernel.page import page
from soxa.kernel.paper.html import html
from soxa.kernel.preferences import book_day
from soxa.kernel.refusal import Refused
from soxa.kernel.units.tree import tree
from soxa.meetings.after import flow, printed
from soxa.meetings.after.papers import DECISIONS, EXCERPT, MINUTES, PAPERS, kind_of, papers_of
from soxa.meetings.after.pieces import PART, POINT
from soxa.meetings.after.record import Record, record_of
from soxa.meetings.models import Item, Meeting
from soxa.meetings.room.changes import number
from soxa.meetings.views.meeting import seen_or_404, writer, writes
from soxa.org.roles import MEETING_READERS

SLUGS = {MINUTES: "bien-ban", DECISIONS: "ket-luan", EXCERPT: "trich"}
_WHICH = {slug: which for which, slug in SLUGS.items()}


def _asked(request: HttpRequest, pk: int, slug: str) -> tuple[Meeting, str, Item | None]:
    """The meeting in sight, the paper, and the point of an excerpt; Http404 for a paper the meeting does not leave."""
    found, which = seen_or_404(request, pk), _WHICH.get(slug, "")
    left = papers_of(found)
    if which == EXCERPT and MINUTES in left:
        item = found.items.filter(number=number(request.GET.get("noi-dung", ""))).first()
        if item is not None:
            return found, which, item
    if which not in left:
        raise Http404(slug)
    return found, which, None


def title_of(meeting: Meeting, which: str) -> str:
    """What a paper is called on screen."""
    if which == EXCERPT:
        return _("Trích biên bản")
    return kinds()[meeting.side, kind_of(meeting, which)].title


@allow(*MEETING_READERS)
def paper(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """One paper of a meeting; a post keeps what was written in its parts."""
    found, which, item = _asked(request, pk, slug)
    if request.method == "POST":
        try:
            changed = _kept(request, found, which)
        except Refused as refused:
            return _shown(request, found, which, item, wrong=str(refused), typed=_typed(request, "p-"))
        messages.success(
            request, _("Đã lưu {n} mục.").format(n=changed) if changed else _("Không có gì thay đổi.")
        )
        return redirect(request.get_full_path())
    return _shown(request, found, which, item)


def _kept(request: HttpRequest, found: Meeting, which: str) -> int:
    """Keep what was sent of the parts; how many changed. Refused in words."""
    if which == EXCERPT:
        raise Refused(_("Trích biên bản nói đúng lời biên bản: sửa ở biên bản."))
    after = {code: number(said) for code, said in _typed(request, "v-").items()}
    actor = writer(request.user, found)
    return flow.write(found, which, _typed(request, "p-"), after, actor, on=book_day())


def _typed(request: HttpRequest, before: str) -> dict[str, str]:
    return {
        name.removeprefix(before): str(said) for name, said in request.POST.items() if name.startswith(before)
    }


def _shown(
    request: HttpRequest, found: Meeting, which: str, item: Item | None, *, wrong: str = "",
    typed: Mapping[str, str] = MappingProxyType({}),
) -> HttpResponse:  # fmt: skip
    why = flow.not_held(found)
    context: dict[str, Any] = {"pieces": [], "paper": None, "stale": [], "made": None, "outdated": False}
    if not why:
        record, made = record_of(found), flow.standing(found, which, item)
        whole = printed.paper(record, which, item)
        shown = as_read(request, record)
        pieces = printed.pieces_of(shown, which, item)
        context = {
            "pieces": [
                (one, typed.get(one.code, one.text))
                for one, following in pairwise([*pieces, None])
                if one is not None and not (one.sort == POINT and following and following.sort == PART)
            ],
            "paper": html(printed.paper(shown, which, item)),
            "stale": [one for one in pieces if one.stale],
            "made": made,
            "outdated": made is not None and made.fingerprint != printed.fingerprint(whole),
        }
    return page(
        request,
        "meetings/after/paper.html",
        status=422 if wrong else 200,
        one=found,
        unit=tree().name(found.unit_id, found.planned_on),
        title=title_of(found, which),
        slug=SLUGS[which],
        item=item,
        query=f"?noi-dung={item.number}" if item else "",
        why=why,
        wrong=wrong,
        writes=writes(request.user, found) and which != EXCERPT and not why,
        makes=_makes(request, found),
        numbered=bool(PAPERS[found.kind].body),
        **context,
    )


def as_read(request: HttpRequest, record: Record) -> Record:
    """The record as the reader may read it: why somebody stayed away is for who writes of the meeting."""
    return record if writes(request.user, record.meeting) else record.without_reasons()


def _makes(request: HttpRequest, found: Meeting) -> bool:
    registers = bool(PAPERS[found.kind].body) and found.state == Meeting.CLOSED
    return registers and writes(request.user, found) and may_act(request.user, DRAFTS, found)


@allow(*MEETING_READERS)
def file(request: HttpRequest, pk: int, slug: str, ending: str) -> HttpResponse:
    """The paper as a Word file or PDF."""
    found, which, item = _asked(request, pk, slug)
    if ending not in ENDINGS or flow.not_held(found):
        raise Http404(ending)
    told = as_read(request, record_of(found))
    kept = as_file(printed.paper(told, which, item), printed.name_of(found, which), ending)
    said = {"Content-Disposition": f'attachment; filename="{kept.name}"', "Cache-Control": "no-store"}
    return HttpResponse(kept.content, content_type=kept.media_type, headers=said)


@require_POST
@allow(*MEETING_READERS)
def make(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """Begin the paper among documents, or bring its draft up to date; what was typed beside it is kept first."""
    found, which, item = _asked(request, pk, slug)
    writer(request.user, found)
    actor = acting(request.user, DRAFTS, found)
    if typed := _typed(request, "p-"):
        try:
            _kept(request, found, which)
        except Refused as refused:
            return _shown(request, found, which, item, wrong=str(refused), typed=typed)
    try:
        document = flow.make(found, which, actor, on=book_day(), item=item)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect(
            reverse("meeting_paper", args=[pk, slug]) + (f"?noi-dung={item.number}" if item else "")
        )
    messages.success(request, _("Đã lập dự thảo, kèm Word và PDF: kiểm tra, ký, cấp số rồi phát hành."))
    return redirect("document", pk=document.pk)
