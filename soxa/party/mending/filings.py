"""Cases of admission and of transfer, and the papers of a file, put right: the days keep their order, what a life took on stays there."""

from copy import copy
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel import flow
from soxa.kernel.access import Actor
from soxa.kernel.flow import Refused
from soxa.kernel.page import day_text
from soxa.party.admission.effects import (
    FIRST,
    SECOND,
    cast_vote,
    ceremony_due,
    not_before,
    papers_of,
    vote_refusal,
)
from soxa.party.admission.models import Admission, AdmissionPaper, AdmissionVote
from soxa.party.admission.papers import APPLICATION, KINDS
from soxa.party.mending.said import Said, ask
from soxa.party.models import Membership
from soxa.party.own_case import own_case
from soxa.party.to_oneself import to_oneself
from soxa.party.transfers.flow import begun_in_time, presented_in_time, taken_on
from soxa.party.transfers.models import Transfer
from soxa.party.voting.models import Ballot

# what a ballot says, counts and comes to
COUNTED = ("on", "official", "counted", "needed", "needed_of_all", "present", "ayes", "noes", "blank", "passed", "way", "paper")  # fmt: skip
Days = list[tuple[date | None, str]]


def in_order(days: Days) -> None:
    """Each day that is known is no earlier than the last known before it."""
    last: tuple[date | None, str] = (None, "")
    for day, what in days:
        if day:
            not_before(day, *last)
            last = (day, what)


def _locked(case: Any, actor: Actor) -> Any:
    """The case, held; Refused for whom it is not to write, or about himself."""
    ask(actor)
    if why := own_case(case, actor):
        raise Refused(why)
    return type(case).objects.select_for_update().get(pk=case.pk)


def _as_it_is(locked: Any, changes: dict[str, Any]) -> Any:
    right = copy(locked)
    for name, value in changes.items():
        setattr(right, name, value)
    return right


# --- admission ---


def mend_admission(case: Admission, said: Said, actor: Actor) -> None:
    """The facts of a case, with the paper of the application and the paper that the member's first spell names."""
    with flow.all_or_nothing():
        locked: Admission = _locked(case, actor)
        right = _as_it_is(locked, said.changes)
        _admission_stands(right)
        flow.correct(locked, said.changes, actor, basis=said.basis, unit_id=locked.unit_id)
        for row, changes in _that_follow(case, right):
            flow.correct(row, changes, actor, basis=said.basis, unit_id=locked.unit_id, about=locked)


def _admission_stands(right: Admission) -> None:
    voted = right.votes.order_by("on").values_list("on", flat=True)

    def first(body: str, question: str) -> date | None:
        return voted.filter(body=body, question=question).first()

    steps: Days = [
        (right.since, _("ngày đưa vào nguồn")), (right.applied_on, _("ngày ghi trên đơn")),
        (first(Ballot.CELL, AdmissionVote.ADMIT), _("ngày chi bộ biểu quyết")), (right.agreed_on, _("ngày chi bộ tán thành")),
        (first(Ballot.COMMITTEE, AdmissionVote.ADMIT), _("ngày đảng ủy cơ sở biểu quyết")), (right.sent_on, _("ngày gửi hồ sơ")),
        (right.decision_on, _("ngày quyết định")), (right.received_on, _("ngày chi bộ nhận quyết định")),
        (right.ceremony_on, _("ngày làm lễ")), (right.ended_on, ""),
    ]  # fmt: skip
    in_order(steps)
    if right.received_on and right.ceremony_on and not right.late_consent:
        due = ceremony_due(right.received_on)
        if right.ceremony_on > due.on:
            raise Refused(
                _("Lễ kết nạp phải tổ chức đến hết ngày {day} ({cite}); làm muộn phải ghi văn bản cấp trên đồng ý.").format(
                    day=day_text(due.on), cite=due.limit.cite
                )
            )  # fmt: skip


def _that_follow(was: Admission, right: Admission) -> list[tuple[Any, dict[str, Any]]]:
    rows: list[tuple[Any, dict[str, Any]]] = []
    if was.applied_on and right.applied_on != was.applied_on:
        form = was.papers.filter(kind=APPLICATION, on=was.applied_on).order_by("pk").first()
        rows += [(form, {"on": right.applied_on})] if form else []
    if right.decision != was.decision and was.member_id:
        spells = Membership.objects.filter(member_id=was.member_id, opened_by=Membership.ADMITTED)
        spell = spells.filter(since=was.ceremony_on, paper=was.decision).first()
        rows += [(spell, {"paper": right.decision})] if spell else []
    return rows


def strike_admission(case: Admission, said: Said, actor: Actor) -> None:
    """A case that never was, with its papers and votes; Refused once somebody was admitted by it."""
    with flow.all_or_nothing():
        locked: Admission = _locked(case, actor)
        if locked.member_id:
            raise Refused(_("Hồ sơ này đã kết nạp đồng chí ấy vào Đảng: không đưa ra khỏi sổ được."))
        for row in [*locked.papers.all(), *locked.votes.all(), locked]:
            flow.strike(row, actor, basis=said.basis, about=locked, unit_id=locked.unit_id)


def mend_paper(paper: AdmissionPaper, said: Said, actor: Actor) -> None:
    """The day, number or term of a paper; Refused where a vote rests on it and could not have been held."""
    with flow.all_or_nothing():
        case = _locked(paper.admission, actor)
        flow.correct(paper, said.changes, actor, basis=said.basis, unit_id=case.unit_id, about=case)
        _votes_stand(case)


def strike_paper(paper: AdmissionPaper, said: Said, actor: Actor) -> None:
    """A paper that is not in the file; Refused where a vote rests on it."""
    with flow.all_or_nothing():
        case = _locked(paper.admission, actor)
        flow.strike(paper, actor, basis=said.basis, about=case, unit_id=case.unit_id)
        _votes_stand(case)


def _votes_stand(case: Admission) -> None:
    """A vote of the cell that carried the case on was held on a whole file."""
    papers = papers_of(case)
    for stage, on in ((FIRST, case.agreed_on), (SECOND, case.recognition_agreed_on)):
        if on and (why := vote_refusal(case, papers, on, stage)):
            raise Refused(_("Chi bộ đã biểu quyết ngày {day} trên hồ sơ này. {why}").format(day=day_text(on), why=why))  # fmt: skip


def paper_words(paper: AdmissionPaper) -> str:
    """Which paper, of whose file."""
    return f"{KINDS[paper.kind].title} · {paper.admission.person.full_name}"


def mend_vote(vote: AdmissionVote, said: Said, actor: Actor) -> None:
    """A vote counted anew from what was truly cast; Refused where it would have come out otherwise: the case went on from it."""
    with flow.all_or_nothing():
        case: Admission = _locked(vote.admission, actor)
        right = cast_vote(case, said.changes, body=vote.body, question=vote.question)
        if right.passed != vote.passed:
            raise Refused(
                _("Đếm lại thì kết quả khác kết quả đã ghi, mà hồ sơ đi tiếp từ kết quả ấy: kết thúc hồ sơ này, lập hồ sơ khác.")
                if vote.passed
                else _("Đếm lại thì đủ số tán thành: đưa lần ghi nhầm này ra khỏi sổ rồi ghi lại biểu quyết.")
            )  # fmt: skip
        day = "agreed_on" if vote.question == AdmissionVote.ADMIT else "recognition_agreed_on"
        rests = vote.body == Ballot.CELL and vote.passed and getattr(case, day) == vote.on != right.on
        flow.correct(
            vote, {name: getattr(right, name) for name in COUNTED}, actor, basis=said.basis, unit_id=case.unit_id, about=case
        )  # fmt: skip
        if rests:
            flow.correct(case, {day: right.on}, actor, basis=said.basis, unit_id=case.unit_id)
        _admission_stands(case)


def strike_vote(vote: AdmissionVote, said: Said, actor: Actor) -> None:
    """A vote that never was; Refused where it carried the case on."""
    with flow.all_or_nothing():
        case: Admission = _locked(vote.admission, actor)
        if vote.passed:
            raise Refused(_("Hồ sơ đi tiếp từ biểu quyết này: không đưa ra khỏi sổ được."))
        flow.strike(vote, actor, basis=said.basis, about=case, unit_id=case.unit_id)


# --- transfers ---


def mend_transfer(case: Transfer, said: Said, actor: Actor) -> None:
    """The facts of a case; Refused where the days lose their order, or it was begun or laid before the cell too late."""
    with flow.all_or_nothing():
        locked: Transfer = _locked(case, actor)
        right = _as_it_is(locked, said.changes)
        _transfer_stands(right, said.today)
        flow.correct(locked, said.changes, actor, basis=said.basis, unit_id=locked.unit_id)


def _transfer_stands(right: Transfer, today: date) -> None:
    in_order([
        (right.requested_on, _("ngày nộp hồ sơ")), (right.reviewed_on, _("ngày chi bộ xem xét")),
        (right.letter_on, _("ngày giới thiệu")), (right.presented_on, _("ngày xuất trình")), (right.ended_on, ""),
    ])  # fmt: skip
    facts = {name: getattr(right, name) for name in ("sort", "late_why", "effect_on", "requested_on", "letter_on", "presented_on")}  # fmt: skip
    if right.direction == Transfer.OUT and right.requested_on and right.effect_on:
        _at_home(right)
        begun_in_time(facts, today)
    if right.direction == Transfer.IN and right.presented_on and right.letter_on:
        presented_in_time(facts, today)
        same = Transfer.objects.filter(
            direction=Transfer.IN,
            name_key=right.name_key,
            letter_no=right.letter_no,
            letter_on=right.letter_on,
        )
        if same.exclude(pk=right.pk).exclude(state=Transfer.RETURNED).exists():
            raise Refused(_("Giấy giới thiệu này đã được ghi xuất trình."))
    if why := to_oneself(right.unit_id, right.other, right.requested_on or right.presented_on or today):
        raise Refused(why)


def _at_home(right: Transfer) -> None:
    home = Membership.objects.home().filter(member_id=right.member_id, unit_id=right.unit_id)
    began = home.order_by("since").values_list("since", flat=True).first()
    if began and right.requested_on and right.requested_on < began:
        raise Refused(_("Đồng chí vào chi bộ ngày {day}; hồ sơ không nộp trước ngày ấy.").format(day=day_text(began)))  # fmt: skip


def strike_transfer(case: Transfer, said: Said, actor: Actor) -> None:
    """A case that never was; Refused once the member's life has taken it on."""
    with flow.all_or_nothing():
        locked: Transfer = _locked(case, actor)
        if taken_on(locked):
            raise Refused(
                _("Việc chuyển này đã ghi vào hồ sơ đảng viên: đính chính ngày vào, ra ở hồ sơ ấy.")
            )
        flow.strike(locked, actor, basis=said.basis, about=locked, unit_id=locked.unit_id)
