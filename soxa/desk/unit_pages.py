"""Đơn vị: the tree on a day, a unit with its names, places and acts, and the acts themselves, confirmed before written."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from soxa.desk.asked import asked, became
from soxa.desk.journal_pages import reads_journal
from soxa.desk.opening import COMMUNE, matching_names, official_warning
from soxa.desk.unit_acts import KINDS, outcome, perform
from soxa.desk.unit_forms import FORMS, Rename
from soxa.desk.unit_split import SPLITS
from soxa.kernel.access import actor_for, allow, may, sight_of
from soxa.kernel.figures import FIGURES, Moment, read_many
from soxa.kernel.flow import Refused
from soxa.kernel.models import ALWAYS, UnitAct
from soxa.kernel.page import day_text, page
from soxa.kernel.preferences import book_day
from soxa.kernel.units.tree import Node, tree
from soxa.kernel.units.undo import last_act
from soxa.law.periods import FOREVER
from soxa.org.models import Office
from soxa.org.roles import PARTY, UNITS

WRITE = "units.write"
MOST = 400


@dataclass(frozen=True)
class Branch:
    """A unit in the tree as listed: how deep it stands, how many units lie in it."""

    node: Node
    name: str
    depth: int
    below: int


@allow()
def index(request: HttpRequest) -> HttpResponse:
    """The tree in sight on a day; a large one without its cells."""
    found = asked(request, UNITS)
    day, standing = found.moment.on, tree()
    sight = sight_of(request.user, UNITS)
    seen = [node for node in standing.nodes.values() if node.stands(day) and node.id in sight]
    shown = seen if len(seen) <= MOST else [node for node in seen if node.kind != "cell"]
    branches = _branches({node.id for node in shown}, day)
    ended = [node for node in standing.nodes.values() if node.since < node.until <= day and node.id in sight]
    return page(
        request,
        "desk/units.html",
        asked=found,
        branches=branches,
        hidden=len(seen) - len(shown),
        kinds=KINDS,
        totals=_totals(seen),
        ended=sorted(
            ((node, standing.name(node.id)) for node in ended if node.kind != "cell"),
            key=lambda pair: pair[0].code,
        ),
        ended_cells=sum(node.kind == "cell" for node in ended),
    )


def _totals(seen: list[Node]) -> list[tuple[str, int]]:
    counts: dict[str, int] = {}
    for node in seen:
        counts[node.kind] = counts.get(node.kind, 0) + 1
    return [(str(KINDS.get(kind, kind)), count) for kind, count in counts.items()]


def _branches(shown: set[int], day: date) -> list[Branch]:
    standing = tree()
    tops = [key for key in shown if standing.parent(key, day) not in shown]
    branches: list[Branch] = []

    def grow(key: int, depth: int) -> None:
        node = standing.nodes[key]
        branches.append(Branch(node, standing.name(key, day), depth, len(standing.within(key, day)) - 1))
        for child in below.get(key, []):
            grow(child, depth + 1)

    below: dict[int, list[int]] = {}
    for key in sorted(shown, key=lambda key: standing.nodes[key].code):
        if (parent := standing.parent(key, day)) in shown and parent is not None:
            below.setdefault(parent, []).append(key)
    for key in sorted(tops, key=lambda key: standing.nodes[key].code):
        grow(key, 0)
    return branches


def seen_unit(request: HttpRequest, code: str) -> Node:
    """The unit of a code in the reader's sight; Http404 otherwise."""
    standing = tree()
    node = standing.nodes.get(standing.codes.get(code, 0))
    if node is None or node.id not in sight_of(request.user, UNITS):
        raise Http404(code)
    return node


def span(since: date, until: date) -> str:
    """A spell in words: "từ 01/07/2025", "đến trước 01/07/2025", "01/01/2020 – trước 01/07/2025"."""
    if until == FOREVER:
        return _("từ {day}").format(day=day_text(since))
    if since == ALWAYS:
        return _("đến trước {day}").format(day=day_text(until))
    return _("{since} đến trước {until}").format(since=day_text(since), until=day_text(until))


@allow()
def unit(request: HttpRequest, code: str) -> HttpResponse:
    """One unit."""
    node, today, standing = seen_unit(request, code), book_day(), tree()
    children = standing.children(node.id, today)
    kept = {row[0] for row in standing.inside.get(node.id, ()) if row[3]}
    alike = became(standing, [node])
    acts = UnitAct.objects.filter(unit_id=node.id).select_related("into").order_by("-on", "-id")
    return page(
        request,
        "desk/unit.html",
        node=node,
        name=standing.name(node.id),
        kind=KINDS.get(node.kind, node.kind),
        stands=node.stands(today),
        names=[(span(since, until), name) for since, until, name in reversed(standing.names[node.id])],
        places=[
            (span(since, until), standing.name(up), standing.nodes[up].code)
            for since, until, up in reversed(standing.parents[node.id])
            if up
        ],
        acts=[(one, standing.name(one.into_id) if one.into_id else "") for one in acts],
        children=[(child, standing.name(child.id, today)) for child in children],
        kept=[(one, standing.name(one.id)) for one in alike],
        kept_below=len(kept) - len(alike),
        offices=Office.of_unit(node.id, today),
        members=_members(request, node, today),
        choices=_choices(node),
        writes=node.until == FOREVER and may(request.user, WRITE, node.id),
        undoable=last_act(node.id) if may(request.user, WRITE, node.id) else None,
        never=node.since == node.until,
        reads_journal=reads_journal(request.user),
    )


def _choices(node: Node) -> list[tuple[Any, str]]:
    """(label, address) of the acts that may be asked of a unit of this kind."""
    found = [
        (title, reverse("unit_act", args=[node.code, slug]))
        for slug, (title, _form) in FORMS.items()
        if _offers(node, slug)
    ]
    if node.kind in SPLITS:
        found.insert(-1, (_("Chia, tách"), reverse("unit_split", args=[node.code])))
    return found


def _offers(node: Node, slug: str) -> bool:
    return not (slug == "thanh-lap" and node.kind == "cell") and not (
        slug == "chuyen-ve" and node.kind == "province"
    )


def _members(request: HttpRequest, node: Node, today: date) -> Any:
    """The reading of members, for readers of the Party side who see the unit."""
    if node.id not in sight_of(request.user, PARTY):
        return None
    figure = FIGURES["party.members"]
    return read_many([figure], Moment.at(today), [node.id])[figure.code, node.id]


@allow()
def act(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    """One act on a unit: the form, then what will happen, then the writing."""
    node, today = seen_unit(request, code), book_day()
    if slug not in FORMS or not _offers(node, slug):
        raise Http404(slug)
    actor = actor_for(request.user, WRITE, node.id)
    title, kind = FORMS[slug]
    given = {"name": request.GET.get("ten", ""), "code": request.GET.get("ma", "")}
    form = kind(request.POST or None, unit=node, today=today, writable=writable(request.user), initial=given)
    told = None
    if request.method == "POST" and "sua" not in request.POST and form.is_valid():
        wish = form.wish()
        told = outcome(wish)
        if not told.refusal and "ghi" in request.POST:
            try:
                made = perform(wish, actor)
            except Refused as refused:
                form.add_error(None, str(refused))
            else:
                messages.success(request, _("Đã ghi sổ: {act}.").format(act=title))
                return redirect("unit", code=made.code)
        elif told.refusal:
            form.add_error(None, told.refusal)
    wrong = form.is_bound and "sua" not in request.POST and bool(form.errors)
    return page(
        request,
        "desk/unit_act.html",
        status=422 if wrong else 200,
        node=node,
        name=tree().name(node.id),
        slug=slug,
        title=title,
        form=form,
        told=told if told and not wrong else None,
        warning=_warning(form, node) if told and not wrong else "",
        searched=request.GET.get("tim", ""),
        official=matching_names(request.GET.get("tim", "")),
        offers_names=node.kind in (COMMUNE, "province") and slug in ("thanh-lap", "doi-ten"),
    )


def writable(reader: Any) -> frozenset[int]:
    """Units that an office of the reader may change."""
    governed = [held.unit_id for held in reader.held_offices() if held.role.may(WRITE)]
    return frozenset().union(*(tree().seen_from(unit_id) for unit_id in governed))


def _warning(form: Any, node: Node) -> str:
    """A commune's new name is held against the official list; a difference is a warning, not a refusal."""
    kind = node.kind if isinstance(form, Rename) else form.cleaned_data.get("kind")
    if kind != COMMUNE:
        return ""
    code = form.cleaned_data.get("code") or node.code
    return official_warning(form.cleaned_data["name"], code)
