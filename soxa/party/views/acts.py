"""The form pages of acts on a member: fetch through sight, at most one verb, then back to the member."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from soxa.kernel.access import actor_for, allow, may, sight_of
from soxa.kernel.downloads import NEVER, attached, bytes_of
from soxa.kernel.flow import Refused, all_or_nothing
from soxa.kernel.page import page
from soxa.kernel.preferences import book_day
from soxa.kernel.units.tree import tree
from soxa.org.roles import PARTY, PARTY_OFFICES
from soxa.party import forms
from soxa.party.corrections.models import CorrectionScan
from soxa.party.flow import ACTS, WRITE, Act, correct, enter, take
from soxa.party.models import Member
from soxa.party.newcomers import AlreadyThere
from soxa.party.portrait import member_seen
from soxa.party.posts import ended_words
from soxa.party.rules import recognition_due
from soxa.party.slugs import NAMES
from soxa.party.standing import Life, life_of
from soxa.party.transfers.flow import brought, receive
from soxa.party.transfers.models import Transfer
from soxa.party.views.members import seen_or_404

ENDINGS = {
    "jpeg": "jpg",
    "vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "vnd.oasis.opendocument.text": "odt",
}


def cells_of(request: HttpRequest) -> list[tuple[int, str]]:
    """Cells into which this person may write today, in the order of their codes."""
    nodes = tree().of_kind("cell", book_day())
    return [(node.id, tree().name(node.id)) for node in nodes if may(request.user, WRITE, node.id)]


@allow(*PARTY_OFFICES)
def act(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """One act with one member."""
    chosen, today = _act(slug), book_day()
    found = seen_or_404(request, pk)
    life = life_of(found, today)
    actor = actor_for(request.user, chosen.by, life.unit_id)
    form = chosen.form(request.POST or None, life=life, today=today, cells=cells_of(request))
    if why := chosen.refusal(life.standing, actor) or chosen.fits(life):
        return _form_page(request, form, chosen.label, life=life, refused=why, status=409)
    if request.method == "POST" and form.is_valid():
        try:
            _into_own_unit(request, form.cleaned_data)
            entry = take(chosen.name, found, actor, today=today, facts=form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            said = _("Đã ghi sổ: {act}.").format(act=chosen.label)
            messages.success(request, f"{said} {ended_words(found, entry)}".strip())
            return redirect("member", pk=pk)
    if request.method == "GET":
        form.initial = {**form.initial, **_suggested(chosen, life)}
    return _form_page(request, form, chosen.label, life=life, cite=chosen.cite)


def _act(slug: str) -> Act:
    name = NAMES.get(slug)
    if name is None:
        raise Http404(slug)
    return ACTS[name]


def _suggested(chosen: Act, life: Life) -> dict[str, Any]:
    due = recognition_due(life.member.admitted_on) if chosen.name == "recognise" else None
    return {"on": due} if due else {}


def _into_own_unit(request: HttpRequest, facts: dict[str, Any]) -> None:
    """A unit chosen in the form must be one this person may write into; PermissionDenied otherwise."""
    if unit_id := facts.get("unit"):
        actor_for(request.user, WRITE, unit_id)


@allow(*PARTY_OFFICES)
def newcomer(request: HttpRequest, slug: str) -> HttpResponse:
    """A person not yet on this list: admitted, transferred in, or here for a time."""
    chosen, today = _act(slug), book_day()
    if chosen.group != "newcomers":
        raise Http404(slug)
    if not may(request.user, WRITE):
        raise PermissionDenied(_("Chức vụ hiện nay của đồng chí không ghi được danh sách đảng viên."))
    form: Any = chosen.form(request.POST or None, life=None, today=today, cells=cells_of(request))
    there: Member | None = None
    letter = _letter_of(request)
    form.initial = {**form.initial, **(brought(letter) if letter else {})}
    if request.method == "POST" and form.is_valid():
        try:
            made = _entered(request, chosen, form.cleaned_data, letter)
        except AlreadyThere as met:
            form.add_error(None, str(met))
            there = member_seen(met.member_id, request.user)
            if met.namesake:
                form.ask_whether_another()
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã ghi sổ: {act}.").format(act=chosen.label))
            return redirect("member", pk=made.pk)
    there_life = life_of(there, today) if there else None
    return _form_page(request, form, chosen.label, there=there_life, cite=chosen.cite)


def _entered(request: HttpRequest, chosen: Act, facts: dict[str, Any], letter: Transfer | None) -> Member:
    """The newcomer written down, and with him the letter he came by; all or nothing."""
    actor = actor_for(request.user, WRITE, facts["unit"])
    with all_or_nothing():
        made = enter(chosen.name, actor, today=book_day(), facts=facts)
        if letter:
            receive(letter, made, actor, on=facts["on"], unit_id=facts["unit"])
    return made


def _letter_of(request: HttpRequest) -> Transfer | None:
    """The transfer that the address names (ho-so), where it may be received now; 404 for any other."""
    asked = request.GET.get("ho-so", "")
    if not asked:
        return None
    seen: Any = Transfer.objects.seen_by(request.user)
    waits = seen.filter(direction=Transfer.IN, state=Transfer.ARRIVED, file_confirmed=True)
    found: Transfer | None = (
        waits.filter(pk=int(asked)).first() if asked.isdecimal() and len(asked) < 18 else None
    )
    if found is None:
        raise Http404(asked)
    return found


@allow(*PARTY_OFFICES)
def correction(request: HttpRequest, pk: int) -> HttpResponse:
    """Facts of the record put right, with basis and consent."""
    today = book_day()
    found = seen_or_404(request, pk)
    life = life_of(found, today)
    actor = actor_for(request.user, WRITE, life.unit_id)
    form = forms.Correct(request.POST or None, request.FILES or None, life=life, today=today)
    if request.method == "POST" and form.is_valid():
        try:
            correct(found, actor, today=today, facts=form.cleaned_data, unit_id=life.unit_id)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã đính chính; giá trị cũ và mới được niêm kín trong nhật ký."))
            return redirect("member", pk=pk)
    return _form_page(request, form, _("Đính chính hồ sơ"), life=life)


@allow(*PARTY_OFFICES)
def scan(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """The scan of the consent to a correction, for an office that keeps the whole record."""
    found = seen_or_404(request, pk)
    if life_of(found, book_day()).unit_id not in sight_of(request.user, PARTY):
        raise Http404(pk)
    kept = get_object_or_404(CorrectionScan, pk=number, member=found)
    ending = kept.media_type.rpartition("/")[2]
    name = f"dong-y-dinh-chinh-{kept.pk}.{ENDINGS.get(ending, ending)}"
    return attached(bytes_of(kept.digest, name), kept.media_type, name, NEVER)


def _form_page(
    request: HttpRequest, form: Any, label: Any, *, status: int = 200, **context: Any
) -> HttpResponse:
    blank: dict[str, Any] = {"life": None, "there": None, "refused": "", "cite": None}
    given = {**blank, **context}
    for life, where in (("life", "where"), ("there", "there_where")):
        given[where] = tree().name(given[life].unit_id) if given[life] else ""
    wrong = 422 if form.is_bound and not form.is_valid() else status
    return page(request, "party/act.html", status=wrong, form=form, label=label, **given)
