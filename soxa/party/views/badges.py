"""The page of cards and badges, and the steps taken with many badges of one round at once."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.access import Actor, actor_for, allow, may
from soxa.kernel.flow import Refused
from soxa.kernel.page import day_text, page
from soxa.kernel.preferences import book_day
from soxa.kernel.units.tree import tree
from soxa.org.roles import PARTY_READERS
from soxa.party.act import WRITE
from soxa.party.badges import case_forms, planning
from soxa.party.badges import lists as badge_lists
from soxa.party.badges import printed as sheets_of_badges
from soxa.party.badges.flow import CELL_WRITE, LIFE, NAMES, SLUGS, propose, record_all_kept, take_all
from soxa.party.badges.models import Badge
from soxa.party.badges.planning import Due
from soxa.party.badges.rules import round_before
from soxa.party.communes import commune_of
from soxa.party.leaving import told_why
from soxa.party.listed import KINDS, answer
from soxa.party.lists import cell_choices
from soxa.party.rules import card_text
from soxa.party.views.members import query_of

PROPOSE, LATE, KEPT = "de-nghi", "de-nghi-muon", "da-co"


def may_propose(reader: Any, unit_id: int | None = None) -> bool:
    """Whether the reader may propose: the office, or the secretary for the own cell."""
    return may(reader, WRITE, unit_id) or may(reader, CELL_WRITE, unit_id)


def proposer(request: HttpRequest) -> Callable[[int], Actor]:
    """For each unit, the reader in the office that may propose there."""
    reader = request.user

    def actor(unit_id: int) -> Actor:
        return actor_for(reader, WRITE if may(reader, WRITE, unit_id) else CELL_WRITE, unit_id)

    return actor


@allow(*PARTY_READERS)
def index(request: HttpRequest) -> HttpResponse:
    """Cards and badges: the plan by round, who may be early, what the book lacks, the register, cards to mend."""
    today = book_day()
    asked = badge_lists.Asked.of(request.GET, request.user, today)
    shown = {
        badge_lists.PLAN: _plan,
        badge_lists.EARLY: _early,
        badge_lists.UNWRITTEN: _unwritten,
        badge_lists.UNDATED: _undated,
        badge_lists.REGISTER: _register,
        badge_lists.CARDS: _cards,
    }[asked.view](request, asked)
    views = [
        (title, reverse("badges") + (f"?xem={code}" if code else ""), code == asked.view)
        for code, title in badge_lists.VIEWS.items()
    ]
    return page(
        request,
        "party/badges/index.html",
        asked=asked,
        views=views,
        cells=cell_choices(request.user, today),
        lights=badge_lists.LIGHTS,
        state_words=badge_lists.STATES,
        not_yet=badge_lists.NOT_YET,
        unit_name=tree().name,
        card=lambda digits: card_text(digits, today),
        writes=may(request.user, WRITE),
        proposes=may_propose(request.user),
        query=query_of(request),
        **shown,
    )


def _plan(request: HttpRequest, asked: badge_lists.Asked) -> dict[str, Any]:
    plan = badge_lists.plan_of(asked, request.user)
    steps = []
    ready = sum(due.proposable for due in plan.rows)
    if ready and may_propose(request.user):
        label = _("Đề nghị cả đợt ({n})").format(n=ready)
        steps.append((label, reverse("badges_round", args=[asked.round_on.isoformat(), PROPOSE])))
    for name, state in (("decide", Badge.PROPOSED), ("award", Badge.DECIDED)):
        if plan.states.get(state) and may(request.user, WRITE):
            label = f"{LIFE.steps[name].label} ({plan.states[state]})"
            steps.append((label, reverse("badges_round", args=[asked.round_on.isoformat(), SLUGS[name]])))
    undated = planning.without_day(request.user, asked.today, asked.unit_id).count()
    return {
        "plan": plan,
        "steps": steps,
        "undated": undated,
        "money": badge_lists.money_of(plan.rows, max(asked.today, asked.round_on)),
    }


def _early(request: HttpRequest, asked: badge_lists.Asked) -> dict[str, Any]:
    rounds = planning.coming_rounds(asked.today)
    chosen = max(asked.round_on, rounds[0])
    found = planning.maybe_early(request.user, chosen, asked.today, asked.unit_id)
    rows = [due for due in found if asked.level in (0, due.level)]
    leaves = Paginator(rows, badge_lists.PAGE).get_page(asked.page)
    unit = f"&chi-bo={asked.unit}" if asked.unit else ""
    round_chips = [
        (day_text(day), f"{reverse('badges')}?xem={asked.view}&dot={day.isoformat()}{unit}", day == chosen)
        for day in rounds
    ]
    return {
        "round_chips": round_chips,
        "chosen": chosen,
        "leaves": leaves,
        "early_words": badge_lists.early_words(chosen),
        "cases": badge_lists.early_cases(asked, request.user)[: badge_lists.PAGE],
    }


def _unwritten(request: HttpRequest, asked: badge_lists.Asked) -> dict[str, Any]:
    found = planning.unwritten(request.user, asked.today, asked.unit_id).select_related("member__person")
    leaves = Paginator(found, badge_lists.PAGE).get_page(asked.page)
    coming = planning.coming_rounds(asked.today)[0]
    rows = [
        (one, planning.level_of(one.member.decision_on or one.member.admitted_on, asked.today))
        for one in leaves
    ]
    return {"leaves": leaves, "rows": rows, "coming": coming}


def _undated(request: HttpRequest, asked: badge_lists.Asked) -> dict[str, Any]:
    found = planning.without_day(request.user, asked.today, asked.unit_id).select_related("member__person")
    return {"leaves": Paginator(found, badge_lists.PAGE).get_page(asked.page)}


def _register(request: HttpRequest, asked: badge_lists.Asked) -> dict[str, Any]:
    found = badge_lists.register_of(asked, request.user)
    return {"leaves": Paginator(found, badge_lists.PAGE).get_page(asked.page)}


def _cards(request: HttpRequest, asked: badge_lists.Asked) -> dict[str, Any]:
    found = badge_lists.cards_of(asked, request.user)
    lost = badge_lists.lost_cards(request.user).select_related("member__person").order_by("name_key")
    return {"leaves": Paginator(found, badge_lists.PAGE).get_page(asked.page), "lost": lost[:200]}


@allow(*PARTY_READERS)
@told_why(gettext_lazy("In danh sách Huy hiệu, thẻ"))
def printed(request: HttpRequest, ending: str) -> HttpResponse:
    """The round (to be sent up for decision), the register, or what happened to cards, as PDF, Word or Excel."""
    if ending not in KINDS:
        raise Http404(ending)
    today = book_day()
    asked = badge_lists.Asked.of(request.GET, request.user, today)
    unit = asked.unit_id or next((one.unit_id for one in request.user.held_offices()), None)  # type: ignore[union-attr]
    round_list = sheets_of_badges.round_list
    made = {
        badge_lists.REGISTER: sheets_of_badges.register_list,
        badge_lists.CARDS: sheets_of_badges.card_list,
        badge_lists.EARLY: sheets_of_badges.early_list,
        badge_lists.PLAN: sheets_of_badges.two_years_list if "hai-nam" in request.GET else round_list,
    }.get(asked.view, round_list)(asked, request.user)
    return answer(made, ending, unit_id=commune_of(unit, today) if unit else None, on=today)


# --- many badges of one round ---


@allow(*PARTY_READERS)
def round_step(request: HttpRequest, day: str, slug: str) -> HttpResponse:
    """Propose, decide or award many badges of one round; who is ticked is the reader's choice."""
    round_on = _round(day)
    if slug in (PROPOSE, LATE):
        return _propose(request, round_on, late=slug == LATE)
    if slug == KEPT:
        return _kept(request, round_on)
    name = NAMES.get(slug)
    if name not in ("decide", "award"):
        raise Http404(slug)
    return _step(request, round_on, name)


def _round(day: str) -> date:
    today = book_day()
    coming = planning.coming_rounds(today)
    last = round_before(coming[0])
    known = {one.isoformat(): one for one in (round_before(last), last, *coming)}
    if day not in known:
        raise Http404(day)
    return known[day]


def _propose(request: HttpRequest, round_on: date, *, late: bool) -> HttpResponse:
    today, reader = book_day(), request.user
    if not may_propose(reader):
        raise PermissionDenied(_("Chức vụ hiện nay của đồng chí không đề nghị tặng Huy hiệu Đảng được."))
    found = _asked_late(request) if late else planning.of_round(reader, round_on, today)
    rows = [due for due in found if due.proposable and may_propose(reader, due.unit_id)]
    ticked = set(request.POST.getlist("dang-vien"))
    refused = ""
    if request.method == "POST":
        chosen = [due for due in rows if _key(due) in ticked]
        try:
            made = propose(chosen, proposer(request), on=today, round_on=round_on)
        except Refused as why:
            refused = str(why)
        else:
            messages.success(request, _("Đã ghi đề nghị {n} đồng chí.").format(n=len(made)))
            return redirect(f"{reverse('badges')}?dot={round_on.isoformat()}")
    return _step_page(
        request,
        round_on,
        label=_("Đề nghị tặng Huy hiệu Đảng"),
        rows=[(_key(due), due.name, due.unit_id, due.level, due.note) for due in rows],
        ticked=ticked if request.method == "POST" else {_key(due) for due in rows},
        refused=refused,
    )


def _asked_late(request: HttpRequest) -> list[Due]:
    """Those ticked on the list of what the book lacks."""
    members = [int(key) for key in request.GET.getlist("dang-vien") if key.isdecimal()][:200]
    return planning.late(request.user, book_day(), members)


def _kept(request: HttpRequest, round_on: date) -> HttpResponse:
    """Write down, for many at once, that the badge was given before the book; day and number may follow one by one."""
    if not may(request.user, WRITE):
        raise PermissionDenied(_("Chức vụ hiện nay của đồng chí không làm được việc này."))
    rows = [
        due for due in _asked_late(request) if due.badge_id is None and may(request.user, WRITE, due.unit_id)
    ]
    ticked, refused = set(request.POST.getlist("dang-vien")), ""
    if request.method == "POST":
        chosen = [due for due in rows if _key(due) in ticked]
        try:
            record_all_kept(chosen, proposer(request))
        except Refused as why:
            refused = str(why)
        else:
            messages.success(request, _("Đã ghi Huy hiệu của {n} đồng chí.").format(n=len(chosen)))
            return redirect(f"{reverse('badges')}?xem={badge_lists.UNWRITTEN}")
    return _step_page(
        request,
        round_on,
        label=_("Ghi Huy hiệu đã trao trước khi lập sổ"),
        rows=[(_key(due), due.name, due.unit_id, due.level, "") for due in rows],
        ticked=ticked if request.method == "POST" else {_key(due) for due in rows},
        refused=refused,
    )


def _key(due: Due) -> str:
    return f"{due.member_id}-{due.level}"


def _step(request: HttpRequest, round_on: date, name: str) -> HttpResponse:
    today, reader, step = book_day(), request.user, LIFE.steps[name]
    if not may(reader, WRITE):
        raise PermissionDenied(_("Chức vụ hiện nay của đồng chí không làm được việc này."))
    seen: Any = Badge.objects.seen_by(reader)
    rows = seen.filter(round_on=round_on, state__in=step.from_states).select_related("member__person")
    rows = list(rows.order_by("-level", "member__person__name_key", "pk"))
    made: Any = {"decide": case_forms.Decide, "award": case_forms.Award}[name]
    form = made(request.POST or None, today=today, initial={"on": min(today, round_on)} if name == "award" else {})  # fmt: skip
    ticked, refused = set(request.POST.getlist("dang-vien")), ""
    if request.method == "POST" and form.is_valid():
        chosen = [
            (
                badge,
                {**form.cleaned_data, **_number(request, badge)} if name == "award" else form.cleaned_data,
            )
            for badge in rows
            if str(badge.pk) in ticked
        ]
        try:
            count = take_all(name, chosen, lambda unit_id: actor_for(reader, WRITE, unit_id))
        except Refused as why:
            refused = str(why)
        else:
            messages.success(request, _("{step}: {n} đồng chí.").format(step=step.label, n=count))
            return redirect(f"{reverse('badges')}?dot={round_on.isoformat()}")
    return _step_page(
        request,
        round_on,
        label=step.label,
        form=form,
        cite=step.cite,
        numbers={str(one.pk): request.POST.get(f"so-{one.pk}", "") for one in rows}
        if name == "award"
        else None,  # fmt: skip
        rows=[
            (str(one.pk), one.member.person.full_name, one.unit_id, one.level, one.get_reason_display())
            for one in rows
        ],
        ticked=ticked if request.method == "POST" else {str(one.pk) for one in rows},
        refused=refused,
    )


def _number(request: HttpRequest, badge: Badge) -> dict[str, str]:
    return {"number": request.POST.get(f"so-{badge.pk}", "").strip()[:20]}


def _step_page(request: HttpRequest, round_on: date, **shown: Any) -> HttpResponse:
    form = shown.get("form")
    wrong = shown["refused"] or (form is not None and form.is_bound and not form.is_valid())
    blank: dict[str, Any] = {"form": None, "cite": None, "numbers": None}
    return page(
        request,
        "party/badges/round_step.html",
        status=422 if wrong else 200,
        round_on=round_on,
        round_words=day_text(round_on),
        unit_name=tree().name,
        home=f"{reverse('badges')}?dot={round_on.isoformat()}",
        **{**blank, **shown},
    )
