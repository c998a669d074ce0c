"""The life of a discipline case: opened, voted by the cell, decided, announced; a complaint and its end."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel import flow
from soxa.kernel.access import Actor
from soxa.kernel.calendar import working_calendar
from soxa.kernel.flow import Flow, Refused, Step
from soxa.kernel.models import Entry
from soxa.kernel.page import day_text
from soxa.kernel.preferences import book_day
from soxa.law.acts import CHARTER
from soxa.law.deadlines import Due, Limit
from soxa.law.discipline_acts import QD_296
from soxa.law.party_cases import COMPLAINT_DAYS, DISCIPLINE_SHARE, EXPULSION_SHARE
from soxa.law.periods import FOREVER
from soxa.party.act import PROCEED
from soxa.party.admission.effects import not_before
from soxa.party.case_cell import cell_of
from soxa.party.discipline import forms
from soxa.party.discipline.changes import deferral_refusal, deferred, resumed
from soxa.party.discipline.deciding import CELL, decision_refusal, level_refusal
from soxa.party.discipline.models import Discipline, DisciplineVote
from soxa.party.discipline.removing import choose, give_back, take_effect
from soxa.party.discipline.rules import EXPULSION, REMOVAL, in_force_until
from soxa.party.flow import take
from soxa.party.models import Member
from soxa.party.own_case import own_case
from soxa.party.standing import EXPELLED, HERE, STANDINGS, life_of
from soxa.party.voting.count import Measure, ballot, kept, of_ballot
from soxa.party.voting.rules import at_least, more_than

D = Discipline
Facts = dict[str, Any]
_HIDDEN = frozenset(
    {"actor", "today", "ballot", "reason", "violation", "level", "outcome", "unvoted", "posts", "posts_back"}
)


def measure_of(level: str) -> Measure:
    """How many must agree to a level: two thirds to expulsion, over half to any other."""
    return Measure(EXPULSION_SHARE, at_least) if level == EXPULSION else Measure(DISCIPLINE_SHARE, more_than)


def _must_be_here(case: Discipline, facts: Facts) -> None:
    """Refused for one who died or left meanwhile: his case is ended."""
    standing = life_of(case.member, facts["today"]).standing
    if standing not in HERE:
        raise Refused(
            _("Đồng chí này nay {standing}: kết thúc hồ sơ, ghi lý do.").format(standing=STANDINGS[standing])
        )


def _decided(case: Discipline, facts: Facts, entry: Entry) -> None:
    on, level = facts["on"], facts["level"]
    _must_be_here(case, facts)
    not_before(on, case.opened_on, _("ngày bắt đầu xem xét"))
    last = case.votes.order_by("-on").values_list("on", flat=True).first()
    not_before(on, last, _("ngày chi bộ biểu quyết"))
    if why := deferral_refusal(case, on) or decision_refusal(case, facts, on):
        raise Refused(why)
    case.level, case.body, case.decided_on, case.decision = level, facts["body"], on, facts["paper"]
    case.unvoted = _unvoted(facts)
    choose(case, facts, on)


def _unvoted(facts: Facts) -> str:
    return str(facts.get("unvoted") or "") if facts["level"] == EXPULSION else ""


def _announced(case: Discipline, facts: Facts, entry: Entry) -> None:
    on: date = facts["on"]
    not_before(on, case.decided_on, _("ngày quyết định"))
    _must_be_here(case, facts)
    case.announced_on, case.in_force_until = on, in_force_until(on, case.level)
    _took_effect(case, facts, entry)


def _took_effect(case: Discipline, facts: Facts, entry: Entry) -> None:
    if case.level == EXPULSION:
        _expelled(case, facts)
    if case.level == REMOVAL:
        take_effect(case, facts["on"], entry)


def _expelled(case: Discipline, facts: Facts) -> None:
    """An expulsion that takes effect ends the member's spells, by the one act there is for it."""
    member = Member.objects.select_for_update(of=("self",)).select_related("person").get(pk=case.member_id)
    given = {"on": facts["on"], "paper": case.decision, "case": case.pk}
    take("expelled", member, facts["actor"], today=facts["today"], facts=given)


def complaint_due(announced_on: date) -> Due:
    """The last day for a complaint."""
    limit = Limit.under(
        COMPLAINT_DAYS, announced_on, unit="calendar_day", event=_("ngày công bố, nhận quyết định")
    )
    return limit.due(announced_on, working_calendar(announced_on))


def _complained(case: Discipline, facts: Facts, entry: Entry) -> None:
    assert case.announced_on  # noqa: S101
    on: date = facts["on"]
    not_before(on, case.announced_on, _("ngày công bố"))
    due = complaint_due(case.announced_on)
    if on > due.on:
        raise Refused(_("Hết hạn khiếu nại từ sau ngày {day} ({cite}).").format(day=day_text(due.on), cite=due.limit.cite))  # fmt: skip
    case.complained_on = on


def _settled(case: Discipline, facts: Facts, entry: Entry) -> None:
    not_before(facts["on"], case.complained_on, _("ngày khiếu nại"))
    case.outcome = facts["outcome"]
    if facts["outcome"] == D.ANNULLED:
        if case.level == EXPULSION and life_of(case.member, facts["today"]).standing == EXPELLED:
            raise Refused(
                _("Quyết định khai trừ đã xóa bỏ thì ghi phục hồi đảng tịch ở hồ sơ đảng viên trước.")
            )
        case.annulled_on = facts["on"]
        give_back(case, facts, entry)
    if facts["outcome"] == D.CHANGED:
        _replaced(case, facts, entry)


def _replaced(case: Discipline, facts: Facts, entry: Entry) -> None:
    """Another level in place of the one decided; the old decision is kept beside, in force anew from the change."""
    level, on = facts["level"], facts["on"]
    if level == case.level:
        raise Refused(_("Hình thức mới phải khác hình thức đã quyết định."))
    if case.level == EXPULSION and life_of(case.member, facts["today"]).standing == EXPELLED:
        raise Refused(
            _("Quyết định khai trừ đã thay đổi thì ghi phục hồi đảng tịch ở hồ sơ đảng viên trước.")
        )
    if case.decided_on and (why := decision_refusal(case, facts, case.decided_on)):
        raise Refused(why)
    case.revisions.create(
        on=on, paper=facts["paper"], level_was=case.level, decision_was=case.decision, in_force_until_was=case.in_force_until,
        body_was=case.body, entry=entry,
    )  # fmt: skip
    case.level, case.body, case.decision = level, facts["body"], facts["paper"]
    case.in_force_until, case.unvoted = in_force_until(on, level), _unvoted(facts)
    give_back(case, facts, entry)
    choose(case, facts, case.decided_on or on)
    _took_effect(case, facts, entry)


def _dropped(case: Discipline, facts: Facts, entry: Entry) -> None:
    not_before(facts["on"], case.opened_on, _("ngày bắt đầu xem xét"))
    case.dropped_on, case.reason = facts["on"], facts["reason"]


def _to_be_announced(case: Discipline) -> str:
    """A decision on one who is still here is announced; only with who died or left does it end without."""
    if case.state != D.DECIDED or life_of(case.member, book_day()).standing not in HERE:
        return ""
    return _("Đã có quyết định kỷ luật: ghi công bố.")


def _once(case: Discipline) -> str:
    return _("Đã ghi khiếu nại.") if case.complained_on else ""


def _complaint_waits(case: Discipline) -> str:
    if not case.complained_on:
        return _("Chưa có khiếu nại.")
    return _("Khiếu nại đã được giải quyết.") if case.outcome else ""


def _rests(case: Discipline) -> str:
    return _("Hồ sơ này đang hoãn xem xét.") if case.deferrals.filter(until=FOREVER).count() else ""


def _not_deferred(case: Discipline) -> str:
    return (
        ""
        if case.deferrals.filter(until=FOREVER).count()
        else _("Hồ sơ này không đang hoãn đến khi có ngày trở lại.")
    )


_CELL_LAW = CHARTER.at("Điều 36")
LIFE = Flow(
    "discipline",
    Step(
        "vote", gettext_lazy("Ghi biểu quyết của chi bộ"), (D.OPENED,), D.VOTED, by=PROCEED, cite=_CELL_LAW,
        form=forms.Vote, then=kept, untold=_HIDDEN,
    ),
    Step(
        "vote_short", gettext_lazy("Chi bộ biểu quyết không đủ số tán thành"), (D.OPENED,), D.OPENED, by=PROCEED,
        cite=_CELL_LAW, then=kept, untold=_HIDDEN,
    ),
    Step(
        "decide", gettext_lazy("Ghi quyết định kỷ luật"), (D.OPENED, D.VOTED), D.DECIDED, by=PROCEED, cite=_CELL_LAW,
        form=forms.Decide, then=_decided, untold=_HIDDEN,
    ),
    Step(
        "announce", gettext_lazy("Ghi công bố quyết định"), (D.DECIDED,), D.ANNOUNCED, by=PROCEED,
        cite=CHARTER.at("Điều 40"), form=forms.On, then=_announced, untold=_HIDDEN,
    ),
    Step(
        "complain", gettext_lazy("Ghi khiếu nại"), (D.ANNOUNCED,), D.ANNOUNCED, by=PROCEED, cite=CHARTER.at("Điều 39"),
        form=forms.On, unless=_once, then=_complained, untold=_HIDDEN,
    ),
    Step(
        "settle", gettext_lazy("Ghi giải quyết khiếu nại"), (D.ANNOUNCED,), D.ANNOUNCED, by=PROCEED,
        cite=CHARTER.at("Điều 39"), form=forms.Settle, unless=_complaint_waits, then=_settled, untold=_HIDDEN,
    ),
    Step(
        "defer", gettext_lazy("Ghi hoãn xem xét"), (D.OPENED, D.VOTED), D.OPENED, by=PROCEED, cite=QD_296.at(""),
        form=forms.Defer, unless=_rests, then=deferred, untold=_HIDDEN | {"kind", "child_born", "paper"},
    ),
    Step(
        "resume", gettext_lazy("Ghi hết thời gian hoãn"), (D.OPENED,), D.OPENED, by=PROCEED, cite=QD_296.at(""),
        form=forms.On, unless=_not_deferred, then=resumed, untold=_HIDDEN,
    ),
    Step(
        "drop", gettext_lazy("Kết thúc, không xử lý kỷ luật"), (D.OPENED, D.VOTED, D.DECIDED), D.DROPPED, by=PROCEED,
        cite=QD_296.at(""), form=forms.Drop, unless=_to_be_announced, then=_dropped, untold=_HIDDEN,
    ),
    bars=own_case,
)  # fmt: skip


def begin(member: Member, actor: Actor, *, today: date, facts: Facts) -> Discipline:
    """Open a case on a member of the book; Refused for one who is not here, or for a violation that has its case already."""
    with flow.all_or_nothing():
        locked = Member.objects.select_for_update().get(pk=member.pk)
        if why := own_case(locked, actor):
            raise Refused(why)
        life = life_of(locked, today)
        if life.standing not in HERE or life.unit_id is None:
            raise Refused(_("Không làm được với người {standing}.").format(standing=STANDINGS[life.standing]))
        not_before(facts["on"], facts["act_on"], _("ngày vi phạm"))
        same = D.objects.filter(member=locked, act_on=facts["act_on"], dropped_on=None)
        if same.exists():
            raise Refused(_("Vi phạm ngày này đã có hồ sơ: mỗi vi phạm chỉ xử lý một lần, một hình thức."))
        case = D(
            member=locked, unit_id=life.unit_id, violation=facts["violation"], act_on=facts["act_on"],
            never_lapses=facts["never_lapses"], opened_on=facts["on"], source=facts["source"],
            outside_on=facts.get("outside_on"), told_on=facts.get("told_on"),
        )  # fmt: skip
        case.entry = LIFE.start(case, actor, unit_id=life.unit_id, facts={})
        case.save(update_fields=["entry"])
    return case


def step(name: str, case: Discipline, actor: Actor, *, today: date, facts: Facts) -> Entry:
    """Take a step; the cell's vote is counted first, and one that falls short is kept as such. Refused in words."""
    given = {**facts, "actor": actor, "today": today}
    with flow.all_or_nothing():
        if name == "vote":
            case = D.objects.select_for_update().get(pk=case.pk)
            why = LIFE.steps[name].refusal(case, actor) or level_refusal(case, facts["level"], facts["on"])
            if why := why or deferral_refusal(case, facts["on"]):
                raise Refused(why)
            not_before(facts["on"], case.opened_on, _("ngày bắt đầu xem xét"))
            row = DisciplineVote(discipline=case, body=CELL, question=facts["level"])
            row = ballot(row, facts, cell_of(case, facts["on"]), measure_of(facts["level"]))
            given = {"actor": actor, "today": today, **of_ballot(row)}
            name = "vote" if row.passed else "vote_short"
        return LIFE.take(name, case, actor, given)
