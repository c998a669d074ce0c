"""Cases of discipline and strike-off, and the votes in them, put right: the days keep their order and what was decided its ground."""

from copy import copy
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel import flow
from soxa.kernel.access import Actor
from soxa.kernel.flow import Refused
from soxa.kernel.page import day_text
from soxa.law.periods import FOREVER
from soxa.party.act import PROCEED
from soxa.party.admission.effects import MEASURE, not_before
from soxa.party.case_cell import cell_of
from soxa.party.discipline.changes import deferral_refusal
from soxa.party.discipline.deciding import CELL, decision_refusal, level_refusal
from soxa.party.discipline.flow import complaint_due, measure_of
from soxa.party.discipline.models import Discipline, DisciplineVote
from soxa.party.discipline.removing import moved
from soxa.party.discipline.rules import EXPULSION, REMOVAL, in_force_until
from soxa.party.mending.filings import COUNTED, in_order
from soxa.party.mending.said import Said, ask
from soxa.party.models import Member, Membership
from soxa.party.own_case import own_case
from soxa.party.striking.models import StrikeOff, StrikeOffVote
from soxa.party.voting.count import ballot

Case = Discipline | StrikeOff
Vote = DisciplineVote | StrikeOffVote


def _locked(case: Any, actor: Actor) -> Any:
    """The case, held; Refused for whom it is not to write, or about himself."""
    ask(actor, PROCEED)
    if why := own_case(case, actor):
        raise Refused(why)
    Member.objects.select_for_update().get(pk=case.member_id)
    return type(case).objects.select_for_update().get(pk=case.pk)


def _left_on(case: Any, day: date, reason: str) -> None:
    """The day on which a measure put the member off the list is the day of his record."""
    if Membership.objects.home().filter(member_id=case.member_id, closed_by=reason, until=day).exists():
        return
    raise Refused(
        _("Ngày {day} không phải ngày ra khỏi danh sách ghi ở hồ sơ đảng viên: đính chính ngày vào, ra ở hồ sơ trước.").format(
            day=day_text(day)
        )
    )  # fmt: skip


def _last_vote(case: Any) -> tuple[date | None, str]:
    found: date | None = case.votes.order_by("-on").values_list("on", flat=True).first()
    return found, _("ngày chi bộ biểu quyết")


def _first_vote(case: Any) -> tuple[date | None, str]:
    found: date | None = case.votes.order_by("on").values_list("on", flat=True).first()
    return found, _("ngày chi bộ biểu quyết")


# --- discipline ---


def mend_discipline(case: Discipline, said: Said, actor: Actor) -> None:
    """The facts of a case; Refused where the days lose their order, or what was decided could not have been."""
    with flow.all_or_nothing():
        locked: Discipline = _locked(case, actor)
        right = copy(locked)
        for name, value in said.changes.items():
            setattr(right, name, value)
        _discipline_stands(right, locked)
        changes = dict(said.changes)
        if right.announced_on and right.announced_on != locked.announced_on or right.level != locked.level:
            changes |= _lapse(right)
        if right.announced_on and locked.level == REMOVAL:
            moved(locked, right.announced_on, actor, basis=said.basis)
        flow.correct(locked, changes, actor, basis=said.basis, unit_id=locked.unit_id)


def _lapse(right: Discipline) -> dict[str, Any]:
    """Until when the decision is in force, reckoned anew; one that was replaced is in force since its replacement."""
    changed = right.revisions.order_by("-on", "-pk").first()
    begins = changed.on if changed else right.announced_on
    return {"in_force_until": in_force_until(begins, right.level)} if begins else {}


def _discipline_stands(right: Discipline, was: Discipline) -> None:
    changed = right.revisions.order_by("on").values_list("on", flat=True).first()
    in_order([
        (right.act_on, _("ngày vi phạm")), (right.opened_on, _("ngày bắt đầu xem xét")), _first_vote(right), _last_vote(right),
        (right.decided_on, _("ngày quyết định")), (right.announced_on, _("ngày công bố")),
        (right.complained_on, _("ngày khiếu nại")), (changed or right.annulled_on, ""),
    ])  # fmt: skip
    in_order([(right.opened_on, _("ngày bắt đầu xem xét")), (right.dropped_on, "")])
    same = Discipline.objects.filter(member_id=right.member_id, act_on=right.act_on, dropped_on=None)
    if not right.dropped_on and same.exclude(pk=right.pk).exists():
        raise Refused(_("Vi phạm ngày này đã có hồ sơ: mỗi vi phạm chỉ xử lý một lần, một hình thức."))
    _same_kind_of_level(right, was)
    if right.decided_on and (right.decided_on, right.level, right.body) != (
        was.decided_on,
        was.level,
        was.body,
    ):
        told = {"level": right.level, "body": right.body, "unvoted": right.unvoted, "own_duties": True}
        if why := decision_refusal(right, told, right.decided_on) or deferral_refusal(
            right, right.decided_on
        ):
            raise Refused(why)
    elif right.decided_on and (why := level_refusal(right, right.level, right.decided_on)):
        raise Refused(why)
    if right.announced_on and right.level == EXPULSION and right.announced_on != was.announced_on:
        _left_on(right, right.announced_on, Membership.EXPELLED)
    if (
        right.announced_on
        and right.complained_on
        and right.complained_on > (due := complaint_due(right.announced_on)).on
    ):
        raise Refused(
            _("Hết hạn khiếu nại từ sau ngày {day} ({cite}).").format(
                day=day_text(due.on), cite=due.limit.cite
            )
        )


def _same_kind_of_level(right: Discipline, was: Discipline) -> None:
    if right.level != was.level and EXPULSION in (right.level, was.level) and right.announced_on:
        raise Refused(_("Quyết định đã công bố: đổi từ hoặc sang khai trừ thì ghi qua giải quyết khiếu nại."))
    if right.level != was.level and REMOVAL in (right.level, was.level):
        raise Refused(
            _(
                "Ghi nhầm hình thức cách chức: đưa hồ sơ ghi nhầm ra khỏi sổ rồi lập lại, chọn chức vụ bị cách."
            )
        )


def strike_discipline(case: Discipline, said: Said, actor: Actor) -> None:
    """A case that never was, with its votes; Refused where it put the member off the list."""
    with flow.all_or_nothing():
        locked: Discipline = _locked(case, actor)
        if locked.announced_on and locked.level == EXPULSION and not locked.annulled_on:
            raise Refused(_("Hồ sơ này đã khai trừ: ghi phục hồi đảng tịch và giải quyết khiếu nại trước."))
        moved(locked, FOREVER, actor, basis=said.basis)
        rows = [*locked.votes.all(), *locked.deferrals.all(), *locked.revisions.all(), *locked.removed.all()]
        for row in [*rows, locked]:
            flow.strike(row, actor, basis=said.basis, about=locked, unit_id=locked.unit_id)


# --- strike-off ---


def mend_strike_off(case: StrikeOff, said: Said, actor: Actor) -> None:
    """The facts of a case; Refused where the days lose their order."""
    with flow.all_or_nothing():
        locked: StrikeOff = _locked(case, actor)
        right = copy(locked)
        for name, value in said.changes.items():
            setattr(right, name, value)
        began = (right.raised_on, _("ngày bắt đầu xem xét"))
        in_order([began, _first_vote(right), _last_vote(right), (right.decided_on or right.dropped_on, "")])
        if right.decided_on and right.decided_on != locked.decided_on:
            _left_on(right, right.decided_on, Membership.STRUCK_OFF)
        flow.correct(locked, said.changes, actor, basis=said.basis, unit_id=locked.unit_id)


def strike_strike_off(case: StrikeOff, said: Said, actor: Actor) -> None:
    """A case that never was, with its votes; Refused where it put the member off the list."""
    with flow.all_or_nothing():
        locked: StrikeOff = _locked(case, actor)
        if locked.decided_on:
            raise Refused(_("Hồ sơ này đã xóa tên: ghi phục hồi đảng tịch ở hồ sơ đảng viên."))
        for row in [*locked.votes.all(), locked]:
            flow.strike(row, actor, basis=said.basis, about=locked, unit_id=locked.unit_id)


# --- votes ---


def case_of(vote: Vote) -> Any:
    """The case that a vote is of."""
    return vote.discipline if isinstance(vote, DisciplineVote) else vote.strike_off


def mend_vote(vote: Vote, said: Said, actor: Actor) -> None:
    """A vote counted anew from what was truly cast; Refused where a decision rests on it and would no more."""
    with flow.all_or_nothing():
        case = _locked(case_of(vote), actor)
        on = said.changes["on"]
        began, decided = _days_around(case)
        not_before(on, began, _("ngày bắt đầu xem xét"))
        if decided:
            not_before(decided, on, _("ngày chi bộ biểu quyết"))
        measure = measure_of(vote.question) if isinstance(vote, DisciplineVote) else MEASURE
        right = ballot(copy(vote), said.changes, cell_of(case, on), measure)
        flow.correct(
            vote, {name: getattr(right, name) for name in COUNTED}, actor, basis=said.basis, unit_id=case.unit_id, about=case
        )  # fmt: skip
        _rests_on_votes(case, said, actor)


def strike_vote(vote: Vote, said: Said, actor: Actor) -> None:
    """A vote that never was; Refused where a decision rests on it."""
    with flow.all_or_nothing():
        case = _locked(case_of(vote), actor)
        flow.strike(vote, actor, basis=said.basis, about=case, unit_id=case.unit_id)
        _rests_on_votes(case, said, actor)


def _days_around(case: Any) -> tuple[date, date | None]:
    if isinstance(case, Discipline):
        return case.opened_on, case.decided_on
    return case.raised_on, case.decided_on


def _rests_on_votes(case: Any, said: Said, actor: Actor) -> None:
    """What the votes carry after one was put right: a decision keeps its ground, a case under way its state."""
    passed = case.votes.filter(passed=True)
    if isinstance(case, Discipline):
        needs = case.body == CELL or (case.level == EXPULSION and not case.unvoted)
        lacks = bool(case.decided_on) and needs and not passed.filter(question=case.level).exists()
        voted, begun = Discipline.VOTED, Discipline.OPENED
    else:
        lacks = bool(case.decided_on) and not case.ruling and not passed.exists()
        voted, begun = StrikeOff.VOTED, StrikeOff.RAISED
    if lacks:
        raise Refused(
            _("Quyết định dựa trên biểu quyết này: không còn đủ số tán thành thì quyết định không có căn cứ.")
        )
    state = voted if passed.exists() else begun
    if case.state in (voted, begun) and case.state != state:
        flow.correct(case, {"state": state}, actor, basis=said.basis, unit_id=case.unit_id)
