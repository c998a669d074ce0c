"""The life of an admission: one table says what may be done when, by whom, under which clause, and what it writes."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel import flow
from soxa.kernel.access import Actor
from soxa.kernel.flow import Flow, Refused, Step
from soxa.kernel.locks import one_at_a_time
from soxa.kernel.models import Entry
from soxa.kernel.page import day_text
from soxa.kernel.preferences import book_day
from soxa.law.acts import CHARTER, HD_38, QD_294
from soxa.org.models import Person
from soxa.party.act import WRITE
from soxa.party.admission import effects, forms
from soxa.party.admission.again import GONE, listing_refusal
from soxa.party.admission.models import Admission, AdmissionPaper, AdmissionVote
from soxa.party.admission.papers import INTRODUCTION, KINDS, offered
from soxa.party.case_cell import cell_of
from soxa.party.elsewhere import units_of_commune
from soxa.party.models import Cell, Member
from soxa.party.newcomers import AlreadyThere, namesakes, person_of
from soxa.party.own_case import own_case
from soxa.party.standing import life_of
from soxa.party.voting.count import of_ballot
from soxa.party.voting.forms import CellVote, CommitteeVote
from soxa.party.voting.models import Ballot

PREPARE = "admission.prepare"
A = Admission
Facts = dict[str, Any]
_HIDDEN = frozenset({"actor", "today", "ballot", "reason", "ruling", "answer", "helper", "card_no", "note", "late_consent"})  # fmt: skip


def _no_committee_between(case: Admission) -> str:
    """A cell's vote alone suffices only where the cell is itself the grassroots organisation."""
    if case.state not in (A.CELL_AGREED, A.RECOGNITION_AGREED):
        return ""
    cell = Cell.objects.filter(unit_id=cell_of(case, book_day())).first()
    if cell and cell.grassroots:
        return ""
    return _("Chi bộ nằm trong một đảng bộ cơ sở: ghi biểu quyết của đảng ủy cơ sở trước.")


_UP = (A.CELL_AGREED, A.COMMITTEE_AGREED)
LIFE = Flow(
    "admission",
    Step(
        "apply", gettext_lazy("Ghi đơn xin vào Đảng"), (A.LISTED,), A.FILED, by=PREPARE, cite=CHARTER.at("Điều 4"),
        form=forms.Apply, then=effects.applied, untold=_HIDDEN,
    ),
    Step(
        "cell_vote", gettext_lazy("Ghi biểu quyết của chi bộ"), (A.FILED,), A.CELL_AGREED, by=PREPARE,
        cite=CHARTER.at("Điều 4"), form=CellVote, then=effects.voted, untold=_HIDDEN,
    ),
    Step(
        "cell_vote_short", gettext_lazy("Chi bộ biểu quyết không đủ hai phần ba"), (A.FILED,), A.FILED, by=PREPARE,
        cite=CHARTER.at("Điều 4"), then=effects.voted, untold=_HIDDEN,
    ),
    Step(
        "committee_vote", gettext_lazy("Ghi biểu quyết của đảng ủy cơ sở"), (A.CELL_AGREED,), A.COMMITTEE_AGREED,
        by=WRITE, cite=CHARTER.at("Điều 4"), form=CommitteeVote, then=effects.voted, untold=_HIDDEN,
    ),
    Step(
        "committee_vote_short", gettext_lazy("Đảng ủy cơ sở biểu quyết không đủ hai phần ba"), (A.CELL_AGREED,),
        A.CELL_AGREED, by=WRITE, cite=CHARTER.at("Điều 4"), then=effects.voted, untold=_HIDDEN,
    ),
    Step(
        "send", gettext_lazy("Gửi hồ sơ lên cấp quyết định"), _UP, A.SENT, by=WRITE, cite=QD_294.at("mục 3"),
        form=forms.Send, unless=_no_committee_between, then=effects.sent, untold=_HIDDEN,
    ),
    Step(
        "decide", gettext_lazy("Ghi quyết định kết nạp"), (A.SENT,), A.DECIDED, by=WRITE, cite=CHARTER.at("Điều 4"),
        form=forms.Decide, then=effects.decided, untold=_HIDDEN,
    ),
    Step(
        "admit", gettext_lazy("Ghi lễ kết nạp"), (A.DECIDED,), A.PROBATION, by=WRITE, cite=QD_294.at("mục 3"),
        form=forms.Ceremony, then=effects.admitted, untold=_HIDDEN,
    ),
    Step(
        "recognition_vote", gettext_lazy("Ghi chi bộ xét công nhận"), (A.PROBATION,), A.RECOGNITION_AGREED, by=PREPARE,
        cite=QD_294.at("mục 4"), form=CellVote, unless=effects.too_many_failed, then=effects.voted, untold=_HIDDEN,
    ),
    Step(
        "recognition_vote_short", gettext_lazy("Chi bộ xét công nhận không đủ hai phần ba"), (A.PROBATION,), A.PROBATION,
        by=PREPARE, cite=QD_294.at("mục 4"), unless=effects.too_many_failed, then=effects.voted, untold=_HIDDEN,
    ),
    Step(
        "rule", gettext_lazy("Ghi ý kiến cấp trên"), (A.PROBATION, A.RECOGNITION_AGREED), A.PROBATION, by=WRITE,
        cite=QD_294.at("mục 4"), form=forms.Rule, then=effects.ruled, untold=_HIDDEN,
        unless=effects.nothing_to_rule,
    ),
    Step(
        "endorse", gettext_lazy("Ghi đảng ủy cơ sở xét công nhận"), (A.RECOGNITION_AGREED,), A.ENDORSED, by=WRITE,
        cite=QD_294.at("mục 4"), form=CommitteeVote, then=effects.voted, untold=_HIDDEN,
    ),
    Step(
        "endorse_short", gettext_lazy("Đảng ủy cơ sở xét công nhận không đủ hai phần ba"), (A.RECOGNITION_AGREED,),
        A.RECOGNITION_AGREED, by=WRITE, cite=QD_294.at("mục 4"), then=effects.voted, untold=_HIDDEN,
    ),
    Step(
        "recognise", gettext_lazy("Ghi quyết định công nhận"), (A.PROBATION, A.RECOGNITION_AGREED, A.ENDORSED), A.RECOGNISED, by=WRITE,
        cite=QD_294.at("mục 4"), form=forms.Recognise, then=effects.recognised, untold=_HIDDEN,
        unless=lambda case: _agreed_or_ruled(case),
    ),
    Step(
        "card", gettext_lazy("Ghi phát thẻ đảng viên"), (A.RECOGNISED,), A.DONE, by=WRITE, cite=HD_38.at(""),
        form=forms.Card, then=effects.carded, untold=_HIDDEN,
    ),
    Step(
        "close", gettext_lazy("Kết thúc hồ sơ kết nạp"), (*A.BEFORE, *A.AFTER), A.CLOSED, by=PREPARE,
        cite=QD_294.at("mục 3"), form=forms.Close, then=effects.closed, untold=_HIDDEN,
    ),
    bars=own_case,
)  # fmt: skip
# a step that is a vote → (body, question, the step taken when the vote falls short)
VOTES = {
    "cell_vote": (Ballot.CELL, AdmissionVote.ADMIT, "cell_vote_short"),
    "committee_vote": (Ballot.COMMITTEE, AdmissionVote.ADMIT, "committee_vote_short"),
    "recognition_vote": (Ballot.CELL, AdmissionVote.RECOGNISE, "recognition_vote_short"),
    "endorse": (Ballot.COMMITTEE, AdmissionVote.RECOGNISE, "endorse_short"),
}


def _agreed_or_ruled(case: Admission) -> str:
    """Recognition follows the votes of cell and committee; without them only the superior's answer, or what the book has."""
    if case.ruling and case.ruled_against and case.state != A.ENDORSED:
        return effects.against(case)
    if case.state == A.ENDORSED or case.ruling or (case.member and case.member.recognised_on):
        return ""
    if case.state == A.RECOGNITION_AGREED:
        return _no_committee_between(case)
    return _("Chi bộ chưa biểu quyết đủ hai phần ba tán thành công nhận.")


def begin(actor: Actor, *, today: date, facts: Facts) -> Admission:
    """Put a person on the list of prospects; Refused for one who is a member, or has a case already, AlreadyThere for a namesake."""
    with flow.all_or_nothing():
        one_at_a_time(Person)
        person = _known_or_new(facts, today)
        if person.pk is None:
            person.save(force_insert=True)
        elif why := own_case(Admission(person=person), actor):
            raise Refused(why)
        elif Admission.objects.select_for_update().filter(person=person, ended_on=None).exists():
            raise Refused(_("Người này đang có một hồ sơ kết nạp trong sổ."))
        case = Admission(
            person=person, unit_id=facts["unit"], since=facts["on"], paper=facts["paper"], reviewed_on=facts["on"],
            schooled=facts["schooled"], formerly=facts.get("formerly", ""), out_since=facts.get("out_since"),
        )  # fmt: skip
        entry = LIFE.start(
            case, actor, unit_id=facts["unit"], facts={"paper": facts["paper"], "unit": facts["unit"]}
        )
        case.entry = entry
        case.save(update_fields=["entry"])
        if person.entry_id is None:
            person.entry = entry
            person.save(update_fields=["entry"])
    return case


def _known_or_new(facts: Facts, today: date) -> Person:
    person = person_of(facts, today)
    if person.pk is not None:
        member = Member.objects.filter(person=person).first()
        return _may_come_back(member, facts, today) if member else person
    named = {"person__folded": person.folded, "person__born": facts["born"]}
    alike = namesakes(facts, today).first()
    here = units_of_commune(facts["unit"], today)
    if facts.get("other_person"):
        listed = Admission.objects.filter(unit_id=facts["unit"], since=facts["on"], paper=facts["paper"])
        if listed.filter(ended_on=None, **named).exists():
            raise Refused(_("Người này vừa được ghi bằng đúng văn bản này, ngày này."))
        return person
    if alike is None and Admission.objects.filter(ended_on=None, unit_id__in=here, **named).exists():
        raise Refused(_("Trong sổ đã có hồ sơ kết nạp của người trùng họ tên và ngày sinh."))
    if alike and facts.get("formerly"):
        return _may_come_back(alike, facts, today)
    if alike:
        raise AlreadyThere(alike.pk, namesake=True)
    return person


def _may_come_back(member: Member, facts: Facts, today: date) -> Person:
    """The person of a former member's record, which is to be continued; AlreadyThere for one still in the Party, Refused in words."""
    life = life_of(member, today)
    if life.standing not in GONE:
        raise AlreadyThere(member.pk)
    if not facts.get("formerly"):
        raise Refused(
            _(
                "Người này có hồ sơ đảng viên cũ trong sổ. Kết nạp lại thì chọn mục “Trước đây đã là đảng viên”; nếu là đưa ra "
                "sai, được phục hồi, ghi “Phục hồi đảng tịch” ở hồ sơ đảng viên."
            )
        )
    if why := listing_refusal(life, facts):
        raise Refused(why)
    return member.person


def put_paper(case: Admission, actor: Actor, *, today: date, facts: Facts) -> AdmissionPaper:
    """Put a paper into the file: lock, ask, write down; Refused in words."""
    with flow.all_or_nothing():
        locked = Admission.objects.select_for_update().get(pk=case.pk)
        _may_prepare(locked, actor)
        kind = KINDS[facts["kind"]]
        if kind not in offered(locked):
            raise Refused(_("Bước này không nhận giấy “{paper}”.").format(paper=kind.title))
        entry = flow.record(
            ("admission", "paper"), flow.reference(locked), actor, on=today, unit_id=locked.unit_id,
            facts={"kind": str(kind.title)},
        )  # fmt: skip
        row = AdmissionPaper(
            admission=locked, kind=kind.code, on=facts["on"], note=facts.get("note", ""), entry=entry,
            introducer_id=facts["introducer"] if kind.code == INTRODUCTION else None,
            known_since=facts["known_since"] if kind.code == INTRODUCTION else None,
        )  # fmt: skip
        row.save(force_insert=True)
    return row


def review(case: Admission, actor: Actor, *, facts: Facts) -> Entry:
    """The cell went through its list, and says who helps the prospect."""
    with flow.all_or_nothing():
        locked = Admission.objects.select_for_update().get(pk=case.pk)
        _may_prepare(locked, actor)
        if locked.state not in A.BEFORE:
            raise Refused(_("Người này không còn trong danh sách nguồn."))
        effects.not_before(facts["on"], locked.reviewed_on, _("lần rà soát gần nhất"))
        entry = flow.record(
            ("admission", "review"), flow.reference(locked), actor, on=facts["on"], unit_id=locked.unit_id, facts={}
        )  # fmt: skip
        locked.reviewed_on, locked.helper_id = facts["on"], facts.get("helper") or locked.helper_id
        locked.save(update_fields=["reviewed_on", "helper"])
    return entry


def _may_prepare(case: Admission, actor: Actor) -> None:
    if not actor.may(PREPARE):
        raise Refused(_("Chức vụ hiện nay của đồng chí không làm được việc này."))
    if why := own_case(case, actor):
        raise Refused(why)
    if case.ended_on:
        raise Refused(_("Việc kết nạp này đã kết thúc ngày {day}.").format(day=day_text(case.ended_on)))


def step(name: str, case: Admission, actor: Actor, *, today: date, facts: Facts) -> Entry:
    """Take a step; a vote is counted first, and one that falls short takes the step that says so. Refused in words."""
    given = {**facts, "actor": actor, "today": today}
    with flow.all_or_nothing():
        if name in VOTES:
            body, question, short = VOTES[name]
            case = Admission.objects.select_for_update().get(pk=case.pk)
            if why := LIFE.steps[name].refusal(case, actor):
                raise Refused(why)
            row = effects.cast_vote(case, facts, body=body, question=question)
            given = {"actor": actor, "today": today, **of_ballot(row)}
            name = name if row.passed else short
        return LIFE.take(name, case, actor, given)
