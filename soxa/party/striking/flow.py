"""The life of a strike-off case: opened by a person, voted by the cell, decided through the one act that strikes off."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel import flow
from soxa.kernel.access import Actor
from soxa.kernel.calendar import working_calendar
from soxa.kernel.flow import Flow, Refused, Step
from soxa.kernel.models import Entry
from soxa.law.acts import CHARTER, QD_294
from soxa.law.deadlines import Due, Limit
from soxa.law.party_cases import FAILED_VOTES, STRIKE_COMPLAINT_DAYS
from soxa.party.act import PROCEED
from soxa.party.admission.effects import MEASURE, against, not_before
from soxa.party.case_cell import cell_of
from soxa.party.flow import take
from soxa.party.models import Member
from soxa.party.own_case import own_case
from soxa.party.standing import HERE, PROBATIONARY, STANDINGS, life_of
from soxa.party.striking import forms
from soxa.party.striking.models import StrikeOff, StrikeOffVote
from soxa.party.voting.count import ballot, kept, of_ballot
from soxa.party.voting.forms import NO, CellVote
from soxa.party.voting.models import Ballot

S = StrikeOff
Facts = dict[str, Any]
_HIDDEN = frozenset({"actor", "today", "ballot", "reason", "ruling", "answer", "detail"})


def too_many_failed(case: StrikeOff) -> str:
    """Why no further vote is held: so many failed, and the superior has not answered."""
    if case.ruling and case.ruled_against:
        return against(case)
    row = FAILED_VOTES.on(case.raised_on)
    failed = 0 if case.ruling else case.votes.filter(passed=False).count()
    if failed < int(row.amount):
        return ""
    return _("Đã {n} lần biểu quyết không đủ hai phần ba: báo cáo cấp trên, ghi ý kiến cấp trên trước ({cite}).").format(
        n=failed, cite=row.cite
    )  # fmt: skip


def _not_yet(case: StrikeOff) -> str:
    return "" if too_many_failed(case) else _("Chưa có ba lần biểu quyết không đủ hai phần ba.")


def _agreed_or_ruled(case: StrikeOff) -> str:
    if case.ruling and case.ruled_against:
        return against(case)
    if case.state == S.VOTED or case.ruling:
        return ""
    return _("Chi bộ chưa biểu quyết đủ hai phần ba tán thành xóa tên.")


def _ruled(case: StrikeOff, facts: Facts, entry: Entry) -> None:
    case.ruling, case.ruled_against = f"{facts['ruling']} ({facts['paper']})", facts["answer"] == NO


def _decided(case: StrikeOff, facts: Facts, entry: Entry) -> None:
    not_before(facts["on"], case.raised_on, _("ngày bắt đầu xem xét"))
    last = case.votes.order_by("-on").values_list("on", flat=True).first()
    not_before(facts["on"], last, _("ngày chi bộ biểu quyết"))
    member = Member.objects.select_for_update(of=("self",)).select_related("person").get(pk=case.member_id)
    given = {"on": facts["on"], "paper": facts["paper"], "case": case.pk}
    take("struck_off", member, facts["actor"], today=facts["today"], facts=given)
    case.decided_on, case.decision = facts["on"], facts["paper"]


def _dropped(case: StrikeOff, facts: Facts, entry: Entry) -> None:
    not_before(facts["on"], case.raised_on, _("ngày bắt đầu xem xét"))
    case.dropped_on, case.reason = facts["on"], facts["reason"]


def complaint_due(decided_on: date) -> Due:
    """The last day for a complaint against the decision."""
    limit = Limit.under(
        STRIKE_COMPLAINT_DAYS, decided_on, unit="working_day", event=_("ngày quyết định xóa tên có hiệu lực")
    )
    return limit.due(decided_on, working_calendar(decided_on))


_LAW = CHARTER.at("Điều 8")
LIFE = Flow(
    "strikeoff",
    Step(
        "vote", gettext_lazy("Ghi biểu quyết của chi bộ"), (S.RAISED,), S.VOTED, by=PROCEED, cite=_LAW, form=CellVote,
        unless=too_many_failed, then=kept, untold=_HIDDEN,
    ),
    Step(
        "vote_short", gettext_lazy("Chi bộ biểu quyết không đủ hai phần ba"), (S.RAISED,), S.RAISED, by=PROCEED,
        cite=_LAW, unless=too_many_failed, then=kept, untold=_HIDDEN,
    ),
    Step(
        "rule", gettext_lazy("Ghi ý kiến cấp trên"), (S.RAISED,), S.RAISED, by=PROCEED, cite=QD_294.at("mục 4"),
        form=forms.Rule, unless=_not_yet, then=_ruled, untold=_HIDDEN,
    ),
    Step(
        "decide", gettext_lazy("Ghi quyết định xóa tên"), (S.RAISED, S.VOTED), S.DECIDED, by=PROCEED, cite=_LAW,
        form=forms.Decide, unless=_agreed_or_ruled, then=_decided, untold=_HIDDEN,
    ),
    Step(
        "drop", gettext_lazy("Kết thúc, không xóa tên"), (S.RAISED, S.VOTED), S.DROPPED, by=PROCEED, cite=_LAW,
        form=forms.Drop, then=_dropped, untold=_HIDDEN,
    ),
    bars=own_case,
)  # fmt: skip


def begin(member: Member, actor: Actor, *, today: date, facts: Facts) -> StrikeOff:
    """Open a case on a member of the book; Refused for one who is not here, or has an open case."""
    with flow.all_or_nothing():
        locked = Member.objects.select_for_update().get(pk=member.pk)
        if why := own_case(locked, actor):
            raise Refused(why)
        life = life_of(locked, today)
        if life.standing not in HERE or life.unit_id is None:
            raise Refused(_("Không làm được với người {standing}.").format(standing=STANDINGS[life.standing]))
        if facts["ground"] == S.PROBATION and life.standing != PROBATIONARY:
            raise Refused(_("Lý do này chỉ dùng với đảng viên dự bị."))
        if S.objects.filter(member=locked, decided_on=None, dropped_on=None).exists():
            raise Refused(_("Đồng chí này đang có một hồ sơ xem xét xóa tên."))
        case = S(
            member=locked, unit_id=life.unit_id, ground=facts["ground"], detail=facts.get("detail", ""),
            raised_on=facts["on"], source=facts["source"],
        )  # fmt: skip
        case.entry = LIFE.start(case, actor, unit_id=life.unit_id, facts={})
        case.save(update_fields=["entry"])
    return case


def step(name: str, case: StrikeOff, actor: Actor, *, today: date, facts: Facts) -> Entry:
    """Take a step; the cell's vote is counted first, and one that falls short is kept as such. Refused in words."""
    given = {**facts, "actor": actor, "today": today}
    with flow.all_or_nothing():
        if name == "vote":
            case = S.objects.select_for_update().get(pk=case.pk)
            if why := LIFE.steps[name].refusal(case, actor):
                raise Refused(why)
            not_before(facts["on"], case.raised_on, _("ngày bắt đầu xem xét"))
            row = ballot(
                StrikeOffVote(strike_off=case, body=Ballot.CELL, question="strike"),
                facts,
                cell_of(case, facts["on"]),
                MEASURE,
            )
            given = {"actor": actor, "today": today, **of_ballot(row)}
            name = "vote" if row.passed else "vote_short"
        return LIFE.take(name, case, actor, given)
