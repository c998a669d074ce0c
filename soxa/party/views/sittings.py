"""Pages of who came and who registered: attendance of a sitting by cell, the roll of a cell, commitments of a year."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from soxa.kernel.access import actor_for, allow, may, sight_of
from soxa.kernel.flow import Refused
from soxa.kernel.page import day_text, page
from soxa.kernel.preferences import book_day
from soxa.kernel.units.tree import tree
from soxa.law.numbers import count_text, share_text
from soxa.org.roles import PARTY, PARTY_READERS
from soxa.party.listed import Listed, answer
from soxa.party.matching import CellIndex
from soxa.party.study import flow, forms, lists
from soxa.party.study.absences import Rolls, absent, handed, typed
from soxa.party.study.flow import WRITE
from soxa.party.study.models import Sitting
from soxa.party.views.study import ending_or_404, own_unit, shown

MOST_FAULTS = 20


def seen_sitting(request: HttpRequest, pk: int) -> Sitting:
    """The sitting, if it lies in the reader's sight; Http404 otherwise."""
    rows: Any = Sitting.objects.seen_by(request.user).select_related("study")
    found: Sitting = get_object_or_404(rows, pk=pk)
    return found


def unit_in_sight(request: HttpRequest, code: str) -> int:
    """The unit of a code, if it lies in the reader's sight; Http404 otherwise."""
    unit_id = tree().codes.get(code)
    if unit_id is None or unit_id not in sight_of(request.user, PARTY):
        raise Http404(code)
    return unit_id


@allow(*PARTY_READERS)
def sitting(request: HttpRequest, pk: int) -> HttpResponse:
    """Attendance of one sitting by cell."""
    found = seen_sitting(request, pk)
    rows = lists.turnout(found, request.user)
    return page(
        request,
        "party/study/sitting.html",
        sitting=found,
        one=found.study,
        rows=rows,
        total=(sum(row.required for row in rows), sum(row.present for row in rows)),
        share=share_text(sum(row.present for row in rows), sum(row.required for row in rows)),
        silent=sum(not row.required for row in rows),
        essays=found.study.essays_due_on is not None,
        mends=may(request.user, WRITE, found.unit_id),
        may_write={row.unit_id for row in rows if may(request.user, WRITE, row.unit_id)},
    )


@allow(*PARTY_READERS)
def sitting_file(request: HttpRequest, pk: int, ending: str) -> HttpResponse:
    """The same table as a file."""
    found = seen_sitting(request, pk)
    rows = lists.turnout(found, request.user)
    lines = [
        (str(at), row.name, count_text(row.required), count_text(row.present), count_text(row.required - row.present), row.share)
        for at, row in enumerate(rows, 1)
    ]  # fmt: skip
    required, present = sum(row.required for row in rows), sum(row.present for row in rows)
    cut = share_text(present, required)
    lines.append(
        ("", _("Cộng"), count_text(required), count_text(present), count_text(required - present), cut)
    )
    listed = Listed(
        "hoc-tap", _("Tổng hợp đảng viên tham gia học tập, quán triệt"),
        _("{title}, ngày {day}").format(title=found.study.title, day=day_text(found.held_on)),
        (_("TT"), _("Chi bộ"), _("Phải dự"), _("Có mặt"), _("Vắng"), _("Tỷ lệ")), (6, 50, 14, 14, 14, 14), lines,
    )  # fmt: skip
    return answer(listed, ending_or_404(ending), unit_id=found.unit_id, on=book_day())


@allow(*PARTY_READERS)
def roll(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """The roll of one cell: who was to come and who came."""
    found, unit_id = seen_sitting(request, pk), unit_in_sight(request, code)
    if unit_id not in tree().within(found.unit_id, found.held_on):
        raise Http404(code)
    actor = actor_for(request.user, WRITE, unit_id)
    people = lists.roll_of(found, unit_id)
    written = any(one.written for one in people)
    answers = {one.member_id: one.answer for one in people}
    wrong, basis = "", request.POST.get("basis", "").strip()[:300]
    if request.method == "POST":
        allowed = (flow.PRESENT, flow.ABSENT, flow.NOT_REQUIRED)
        given = {key: request.POST.get(f"m{key}", "") for key in answers}
        answers = {key: said if said in allowed else answers[key] for key, said in given.items()}
        try:
            count = flow.call_roll(found, unit_id, answers, actor, basis=basis)
        except Refused as refused:
            wrong = str(refused)
        else:
            messages.success(request, _("Đã ghi điểm danh {count} đồng chí.").format(count=count))
            return redirect("sitting", pk=pk)
    return page(
        request,
        "party/study/roll.html",
        status=422 if wrong else 200,
        sitting=found,
        one=found.study,
        unit=tree().name(unit_id, found.held_on),
        people=people,
        answers=answers,
        written=written,
        wrong=wrong,
        basis=basis,
    )


@allow(*PARTY_READERS)
def rest(request: HttpRequest, pk: int) -> HttpResponse:
    """The rolls of all cells that have written none: everybody who was to come came, but those named."""
    found = seen_sitting(request, pk)
    actor = actor_for(request.user, WRITE, found.unit_id)
    silent = [row.unit_id for row in lists.turnout(found, request.user) if not row.required]
    rolls = lists.rolls_of(found, silent)
    form = forms.Away(request.POST or None, request.FILES or None, today=book_day())
    if request.method == "POST" and form.is_valid():
        answers, wrong = _away(form, rolls, CellIndex(found.unit_id, found.held_on))
        try:
            count = 0 if wrong else flow.call_rest(found, answers, actor)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            if count:
                messages.success(request, _("Đã ghi điểm danh {count} chi bộ.").format(count=count))
                return redirect("sitting", pk=pk)
    expected = sum(one.answer == flow.PRESENT for people in rolls.values() for one in people)
    words = _(
        "{cells} chi bộ chưa ghi điểm danh, {n} đồng chí phải dự: mọi đồng chí được ghi là có mặt, trừ những tên dưới đây. Đồng chí được miễn, tạm miễn thì không tính."
    ).format(cells=count_text(len(rolls)), n=count_text(expected))
    return shown(
        request,
        form,
        _("Điểm danh các chi bộ còn lại"),
        reverse("sitting", args=[pk]),
        one=found.study,
        words=words,
    )


def _away(form: forms.Away, rolls: Rolls, cells: CellIndex) -> tuple[dict[int, dict[int, str]], list[str]]:
    """The answers with those named away, typed and in the workbook; what is wrong is told at its field."""
    rows, unread = handed(form.cleaned_data["file"]) if form.cleaned_data["file"] else ([], [])
    answers, wrong = absent([*typed(form.cleaned_data["names"]), *rows], rolls, cells)
    for fault in unread[:MOST_FAULTS]:
        form.add_error("file", fault)
    for fault in wrong[:MOST_FAULTS]:
        form.add_error("names", fault)
    return answers, [*unread, *wrong]


@allow(*PARTY_READERS)
def essays(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Who of a cell handed in the essay."""
    found, unit_id = seen_sitting(request, pk), unit_in_sight(request, code)
    actor = actor_for(request.user, WRITE, unit_id)
    people = [one for one in lists.roll_of(found, unit_id) if one.written]
    waiting = [(one.member_id, one.name) for one in people if not one.essay_on]
    form = forms.Picked(request.POST or None, today=book_day(), people=waiting)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            count = flow.essays(found, unit_id, told["members"], actor, on=told["on"])
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã ghi {count} bài thu hoạch.").format(count=count))
            return redirect("sitting", pk=pk)
    return page(
        request,
        "party/study/picked.html",
        status=422 if form.is_bound and form.errors else 200,
        form=form,
        label=_("Ghi đã nộp bài thu hoạch"),
        unit=tree().name(unit_id, found.held_on),
        trail=[(_("Học tập, quán triệt"), reverse("studies")), (found.study.title, reverse("study", args=[found.study_id])), (_("Buổi ngày {day}").format(day=day_text(found.held_on)), reverse("sitting", args=[pk]))],
        rows=[("", one.name, _("đã nộp ngày {day}").format(day=day_text(one.essay_on)) if one.essay_on else _("chưa nộp")) for one in people],
        nothing=_("Chưa ghi điểm danh của chi bộ này."),
        home=reverse("sitting", args=[pk]),
        acts=False,
    )  # fmt: skip


def year_asked(request: HttpRequest) -> int:
    """The year of the address, else this year."""
    today, typed = book_day(), request.GET.get("nam", "")
    known = typed.isdecimal() and len(typed) == 4 and 2016 <= int(typed) <= today.year + 1
    return int(typed) if known else today.year


def _pledges(request: HttpRequest, year: int) -> list[lists.Pledged]:
    today = book_day()
    day = today if year >= today.year else today.replace(year, 12, 31)
    return lists.pledges(lists.cells_seen(request.user, day), year, day)


@allow(*PARTY_READERS)
def commitments(request: HttpRequest) -> HttpResponse:
    """Commitments of a year by cell."""
    today, year = book_day(), year_asked(request)
    rows = _pledges(request, year)
    only = request.GET.get("thieu") == "1"
    return page(
        request,
        "party/study/commitments.html",
        year=year,
        years=list(range(today.year + (today.month >= 11), today.year - 4, -1)),
        rows=[row for row in rows if row.missing] if only else rows,
        only=only,
        everything=len(rows),
        required=sum(row.required for row in rows),
        made=sum(row.made for row in rows),
        reviewed=sum(row.reviewed for row in rows),
        share=share_text(sum(row.made for row in rows), sum(row.required for row in rows)),
        may_write={row.unit_id for row in rows if may(request.user, WRITE, row.unit_id)},
        units=lists.unit_commitments([row.unit_id for row in rows], year),
        own=tree().nodes[own_unit(request)],
    )


@allow(*PARTY_READERS)
def commitments_file(request: HttpRequest, ending: str) -> HttpResponse:
    """The same table as a file."""
    year = year_asked(request)
    rows = _pledges(request, year)
    lines = [
        (str(at), row.name, count_text(row.required), count_text(row.made), count_text(row.missing), count_text(row.reviewed), share_text(row.made, row.required))
        for at, row in enumerate(rows, 1)
    ]  # fmt: skip
    listed = Listed(
        "lam-theo-bac", _("Đăng ký học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh"),
        _("Năm {year}").format(year=year),
        (_("TT"), _("Chi bộ"), _("Phải đăng ký"), _("Đã đăng ký"), _("Chưa"), _("Đã kiểm điểm"), _("Tỷ lệ")),
        (6, 46, 14, 14, 12, 14, 14), lines,
    )  # fmt: skip
    return answer(listed, ending_or_404(ending), unit_id=own_unit(request), on=book_day())


@allow(*PARTY_READERS)
def commitments_of(request: HttpRequest, code: str) -> HttpResponse:
    """Commitments of one cell, written in bulk."""
    year, today, unit_id = year_asked(request), book_day(), unit_in_sight(request, code)
    day = today if year >= today.year else today.replace(year, 12, 31)
    people = lists.pledges_in(unit_id, year, day)
    writes = may(request.user, WRITE, unit_id)
    state = {one.member_id: _pledged(one) for one in people}
    open_ones = [
        (one.member_id, f"{one.name} – {state[one.member_id]}") for one in people if not one.reviewed_on
    ]
    first = {"members": [one.member_id for one in people if not one.made_on]}
    form = forms.Committed(request.POST or None, today=today, people=open_ones, initial=first)
    home = f"{reverse('commitments_of', args=[code])}?nam={year}"
    if request.method == "POST":
        actor = actor_for(request.user, WRITE, unit_id)
        if form.is_valid() and (count := _write(form, unit_id, year, actor)):
            messages.success(request, _("Đã ghi {count} đồng chí.").format(count=count))
            return redirect(home)
    return page(
        request,
        "party/study/picked.html",
        status=422 if form.is_bound and form.errors else 200,
        form=form if writes else None,
        label=_("Đăng ký làm theo Bác năm {year}").format(year=year),
        unit=tree().name(unit_id, day),
        trail=[(_("Đăng ký làm theo Bác"), f"{reverse('commitments')}?nam={year}")],
        rows=[(one.key if writes else None, one.name, state[one.member_id]) for one in people],
        own=lists.unit_commitment(unit_id, year),
        own_home=f"{reverse('unit_commitment', args=[code])}?nam={year}",
        nothing=_("Chi bộ không có đồng chí nào phải đăng ký."),
        home=f"{reverse('commitments')}?nam={year}",
        acts=True,
    )


def _pledged(one: lists.Pledge) -> str:
    if one.reviewed_on:
        return _("đã kiểm điểm ngày {day}: {result}").format(day=day_text(one.reviewed_on), result=one.result)
    return _("đã đăng ký ngày {day}").format(day=day_text(one.made_on)) if one.made_on else _("chưa đăng ký")


def _write(form: forms.Committed, unit_id: int, year: int, actor: Any) -> int:
    told = form.cleaned_data
    try:
        if told["act"] == form.REGISTER:
            return flow.register(unit_id, year, told["members"], actor, on=told["on"])
        return flow.review_commitments(unit_id, year, told["members"], told["result"], actor, on=told["on"])
    except Refused as refused:
        form.add_error(None, str(refused))
        return 0
