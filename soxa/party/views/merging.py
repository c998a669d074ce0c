"""Records that may be of one person: the list, two records beside each other, made one or said to be two people."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from soxa.kernel.access import Actor, actor_for, allow, may
from soxa.kernel.addresses import KEY
from soxa.kernel.flow import Refused
from soxa.kernel.page import day_text, page
from soxa.kernel.preferences import book_day
from soxa.kernel.units.tree import tree
from soxa.law.periods import FOREVER
from soxa.org.roles import PARTY_OFFICES
from soxa.party.flow import WRITE
from soxa.party.merging import flow
from soxa.party.merging.forms import Grounds
from soxa.party.merging.lists import doubles, named, pair_seen
from soxa.party.merging.pair import GONE, KEPT, Line, Pair, shown

_LEAF = 20


@allow(*PARTY_OFFICES)
def index(request: HttpRequest) -> HttpResponse:
    """Pairs that may be one person; and a search for two that are written differently."""
    found, words = doubles(request.user), request.GET.get("q", "")
    leaves = Paginator(found.pairs, _LEAF).get_page(request.GET.get("page"))
    return page(
        request,
        "party/merging/index.html",
        found=found,
        leaves=leaves,
        words=words,
        people=named(words, request.user),
        query=request.GET,
        writes=may(request.user, WRITE),
    )


@allow(*PARTY_OFFICES)
def chosen(request: HttpRequest) -> HttpResponse:
    """The pair that was chosen from the search."""
    keys = [request.GET.get(name, "") for name in (KEPT, GONE)]
    if not all(KEY.fullmatch(key) for key in keys) or keys[0] == keys[1]:
        messages.error(request, _("Chọn một bản ghi để giữ và một bản ghi khác để nhập vào."))
        return redirect("merging")
    return redirect("merging_pair", kept=int(keys[0]), gone=int(keys[1]))


def _pair(request: HttpRequest, kept: int, gone: int) -> tuple[Pair, Actor]:
    """The pair in sight and who may write in every unit that speaks of either record."""
    found = pair_seen(kept, gone, request.user)
    if found is None:
        raise Http404(kept)
    actors = [actor_for(request.user, WRITE, unit_id) for unit_id in sorted(found.units)]
    return found, actors[0] if actors else actor_for(request.user, WRITE)


@allow(*PARTY_OFFICES)
def pair(request: HttpRequest, kept: int, gone: int) -> HttpResponse:
    """Two records beside each other; made one after it was said what that does."""
    found, actor = _pair(request, kept, gone)
    sent = {line.name: request.POST.get(line.name, "") for line in found.lines}
    choices = {name: value for name, value in sent.items() if value in (KEPT, GONE)}
    form = Grounds(request.POST or None, request.FILES or None, at_odds=bool(found.at_odds))
    if request.method == "POST" and form.is_valid():
        member = next(iter(found.members.values()), None)
        key = found.members[kept].pk if kept in found.members else member.pk if member else None
        try:
            grounds = flow.Grounds(**form.cleaned_data)
            flow.merge(found, choices, actor, grounds=grounds, unit_id=next(iter(sorted(found.units)), None))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã nhập hai bản ghi thành một; địa chỉ cũ dẫn về hồ sơ còn lại."))
            return redirect("member", pk=key) if key else redirect("merging")
    why = flow.no_authority(found, actor) or found.hindrance(book_day())
    return page(
        request,
        "party/merging/pair.html",
        status=422 if form.errors else 200,
        pair=found,
        lines=[_shown(line, found, choices) for line in found.lines],
        sealed=_sealed(found),
        kept_facts=_facts(found, found.kept.pk),
        gone_facts=_facts(found, found.gone.pk),
        rows=flow.rows_of(found),
        why=why,
        form=form,
    )


def _record(found: Pair, key: int, name: str) -> Any:
    person = found.kept if found.kept.pk == key else found.gone
    return person if hasattr(person, name) else found.members.get(key)


def _shown(line: Line, found: Pair, choices: dict[str, str]) -> dict[str, Any]:
    return {
        "name": line.name,
        "title": line.title,
        "kept": shown(line.name, _record(found, found.kept.pk, line.name), book_day()),
        "gone": shown(line.name, _record(found, found.gone.pk, line.name), book_day()),
        "differs": line.differs,
        "chosen": choices.get(line.name, line.offered),
    }


def _sealed(found: Pair) -> list[tuple[str, bool, bool]]:
    titles = (("citizen_id", _("Số CCCD")), ("ethnicity", _("Dân tộc")), ("religion", _("Tôn giáo")))
    return [
        (title, bool(getattr(found.kept, f"{name}_sealed")), bool(getattr(found.gone, f"{name}_sealed")))
        for name, title in titles
    ]


def _facts(found: Pair, key: int) -> list[str]:
    """Where a record stands: its spells, offices and account, as lines."""
    member, standing = found.members.get(key), tree()
    said = [
        _("{cell}: {kind}, {since} – {until}").format(
            cell=standing.name(spell.unit_id),
            kind=spell.get_kind_display(),
            since=day_text(spell.since),
            until=_("nay") if spell.until == FOREVER else day_text(spell.until),
        )
        for spell in found.spells
        if member and spell.member_id == member.pk
    ]
    said += [
        f"{office.title} ({standing.name(office.unit_id)})"
        for office in found.offices
        if office.person_id == key
    ]
    if key in found.accounts:
        said.append(_("tài khoản {name}").format(name=found.accounts[key].username))
    return said or [_("không có chi bộ, chức vụ, tài khoản nào")]


@require_POST
@allow(*PARTY_OFFICES)
def apart(request: HttpRequest, kept: int, gone: int) -> HttpResponse:
    """Two people after all: the list names them no more."""
    found, actor = _pair(request, kept, gone)
    try:
        flow.say_apart(found, actor, unit_id=next(iter(sorted(found.units)), None))
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("merging_pair", kept=kept, gone=gone)
    messages.success(request, _("Đã ghi: hai người khác nhau."))
    return redirect("merging")
