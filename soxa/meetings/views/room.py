"""At the meeting: one screen of five parts for whoever leads it, and the door through which the screen sends what was pressed and typed."""

import json
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from soxa.kernel.access import Actor, allow
from soxa.kernel.page import page, piece
from soxa.kernel.preferences import book_day
from soxa.kernel.refusal import Refused
from soxa.kernel.units.tree import tree
from soxa.meetings import flow, lists
from soxa.meetings.forms import Close
from soxa.meetings.kinds import HEADS
from soxa.meetings.models import Meeting, Presence
from soxa.meetings.room import screen
from soxa.meetings.room.changes import call, number, take, take_in
from soxa.meetings.views.meeting import seen_or_404, writer
from soxa.meetings.voting.lists import heads_of
from soxa.org.roles import MEETING_READERS

_BODY = 300_000


@allow(*MEETING_READERS)
def home(request: HttpRequest, pk: int) -> HttpResponse:
    """The first part that has not been gone through: the roll, then the agenda."""
    found = seen_or_404(request, pk, alone=True)
    called = found.what.summoned == HEADS or found.presences.exists()
    return redirect("meeting_room_part", pk, screen.AGENDA if called else screen.ROLL)


@allow(*MEETING_READERS)
@never_cache
def part(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """One part of the screen; without a script its forms come here."""
    if name not in dict(screen.PARTS):
        raise Http404(name)
    found = seen_or_404(request, pk, alone=True)
    actor = writer(request.user, found)
    if found.state != Meeting.OPEN:
        words = {
            Meeting.CLOSED: _("Buổi họp đã gửi; cần sửa thì bấm “Mở lại để sửa”, ghi căn cứ."),
            Meeting.CALLED_OFF: _("Cuộc họp đã hoãn."),
        }
        messages.info(request, words.get(found.state, _("Bắt đầu họp rồi mới điểm danh, ghi ý kiến.")))
        return redirect("meeting", pk=pk)
    if request.method == "POST":
        return _acted(request, found, name, actor)
    return _screen(request, found, name)


def _acted(request: HttpRequest, found: Meeting, name: str, actor: Actor) -> HttpResponse:
    if name == screen.DONE:
        return _closed(request, found, actor)
    here = reverse("meeting_room_part", args=[found.pk, name])
    if "roll" in request.POST:
        wrong = _rolled(request, found, actor)
        here = here if wrong else reverse("meeting_room_part", args=[found.pk, screen.AGENDA])
    else:
        wrong = take(found, request.POST.dict(), actor)
    if wrong:
        return _screen(request, found, name, wrong=wrong, typed=request.POST.dict())
    if item := number(request.POST.get("item")):
        here += f"?muc={item}"
    return redirect(here)


def _rolled(request: HttpRequest, found: Meeting, actor: Actor) -> str:
    """The whole roll as one form: what differs from what the page showed was pressed, the rest was proposed."""
    pressed: dict[int, tuple[str, str | None]] = {}
    proposed: dict[int, tuple[str, str | None]] = {}
    for name, answer in request.POST.dict().items():
        if not name.startswith("m"):
            continue
        person, why = name[1:], request.POST.get(f"w{name[1:]}", "")
        same = request.POST.get(f"was{person}", "") == f"{answer}:{why}"
        (proposed if same else pressed)[number(person)] = (answer, why)
    try:
        wrong = call(found, pressed, proposed, actor)
    except Refused as refused:
        return str(refused)
    return " ".join(dict.fromkeys(wrong.values()))


def _closed(request: HttpRequest, found: Meeting, actor: Actor) -> HttpResponse:
    form = _closing(found, screen.closing(found), request.POST)
    if form.is_valid():
        try:
            flow.take("close", found, actor, form.facts())
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã kết thúc và gửi kết quả họp."))
            return redirect("meeting", pk=found.pk)
    return _screen(request, found, screen.DONE, form=form)


def _closing(found: Meeting, context: dict[str, Any], given: Any = None) -> Close:
    """The form that ends a meeting: as it was filled in, else as the book proposes it."""
    came = [one for one in context["people"] if one.answer in Presence.CAME]
    people = lists.who_may_lead(found) if context["heads"] else lists.people_of(came)
    today, now = book_day(), timezone.localtime()
    if given is not None:
        return Close(given, today=today, meeting=found, items=context["items"], people=people)
    initial: dict[str, Any] = {
        "theme": found.theme, "heads_due": heads_of(found) if context["heads"] else None, "heads_came": found.heads_came, "paperless": found.paperless,
        "ended_at": found.ended_at, "next_day": found.past_midnight, **screen.leading(found, people),
    }  # fmt: skip
    if found.ended_at is None and found.held_on == today and found.began_at and now.time() > found.began_at:
        initial["ended_at"] = now.time().replace(second=0, microsecond=0)
    return Close(today=today, meeting=found, initial=initial, items=context["items"], people=people)


def _screen(
    request: HttpRequest, found: Meeting, name: str, *, wrong: str = "", typed: Any = None, form: Any = None
) -> HttpResponse:
    context = screen.shown(found)
    item = number(request.GET.get("muc", ""))
    refused = wrong or (form is not None and form.errors)
    return page(
        request,
        "meetings/room/screen.html",
        status=422 if refused else 200,
        **context,
        one=found,
        seen=screen.since(found, 0).last,
        unit=tree().name(found.unit_id, found.held_on),
        parts=screen.PARTS,
        part_name=name,
        wrong=wrong,
        typed=typed or _mended(request, context),
        item=item,
        form=form or _closing(found, context),
        labels=dict(screen.PARTS),
    )


def _mended(request: HttpRequest, context: dict[str, Any]) -> dict[str, str]:
    """What stands in the form of a line that is to be mended, `?sua=` its key; empty for a new one."""
    pk = number(request.GET.get("sua", ""))
    for one in context["said"]:
        if one.pk == pk and "y-kien" in request.path:
            who = f"p{one.person_id}" if one.person_id else "x"
            return {
                "do": "say_again", "id": str(pk), "who": who, "name": "" if one.person_id else one.name, "text": one.text,
                "item": str(one.item_id or ""), "reserved": "1" if one.reserved else "",
            }  # fmt: skip
    for one in context["decided"]:
        if one.pk == pk and "viec" in request.path:
            due = f"{one.due_on:%d/%m/%Y}" if one.due_on else ""
            return {
                "do": "decide_again", "id": str(pk), "text": one.text, "person": str(one.person_id or ""), "due": due,
                "item": str(one.item_id or ""),
            }  # fmt: skip
    return {}


@allow(*MEETING_READERS)
@never_cache
@require_POST
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """What a page kept and sends: changes with their keys; answered by what was taken, what was refused and why, and how the book stands now."""
    found = seen_or_404(request, pk, alone=True)
    actor = writer(request.user, found)
    changes, seen = _changes(request)
    if changes is None:
        return JsonResponse({"said": _("Không đọc được nội dung gửi lên; tải lại trang.")}, status=400)
    done = take_in(found, changes, actor)
    news = screen.since(found, seen)
    told = screen.told(found, news, done.known)
    shown = {**told.shown, "one": found}
    answer: dict[str, Any] = {
        "took": done.took,
        "refused": done.refused,
        "at": f"{timezone.localtime():%H:%M}",
        "open": done.open,
        "seen": news.last,
        "counts": {name: len(shown[name]) for name in ("said", "decided") if name in shown},
    }
    if told.roll:
        answer["roll"] = {one.person_id: [one.answer, one.reason, one.written] for one in shown["people"]}
    for name in told.pieces:
        answer[name] = piece(request, f"meetings/room/{name}.html", **shown)
    return JsonResponse(answer)


def _changes(request: HttpRequest) -> tuple[list[dict[str, Any]] | None, int]:
    """The changes, None where they cannot be read, and the last entry that the page has seen, 0 where it says none."""
    try:
        told = json.loads(request.body) if len(request.body) <= _BODY else None
    except (ValueError, RecursionError):  # no text, no JSON, or brackets in brackets without end
        return None, 0
    told = told if isinstance(told, dict) else {}
    found = told.get("changes")
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        return None, 0
    return found, number(told.get("seen"))
