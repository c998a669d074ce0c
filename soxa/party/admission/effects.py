"""What each step of an admission writes, and why it may not be taken with the facts given."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel.access import Actor
from soxa.kernel.calendar import working_calendar
from soxa.kernel.models import Entry
from soxa.kernel.page import day_text
from soxa.kernel.preferences import book_day
from soxa.kernel.refusal import Refused
from soxa.law.deadlines import Due, Limit
from soxa.law.party_cases import ADMISSION_MONTHS_TO, ADMISSION_SHARE, CEREMONY_DAYS, FAILED_VOTES
from soxa.party.admission.again import law_words, twin_words
from soxa.party.admission.models import Admission, AdmissionPaper, AdmissionVote
from soxa.party.admission.papers import FIRST, OVER_AGE, SECOND, lacking, latest
from soxa.party.admission.rules import OVER, YOUNG, Former, age_fault, readmission_fault
from soxa.party.case_cell import cell_of
from soxa.party.flow import enter, take
from soxa.party.list_checks import ADMISSION_AGE, least_age
from soxa.party.models import Member
from soxa.party.rules import recognition_due
from soxa.party.standing import HERE, OFFICIAL, STANDINGS, life_of
from soxa.party.voting.count import Measure, ballot, kept
from soxa.party.voting.forms import NO
from soxa.party.voting.models import Ballot
from soxa.party.voting.rules import at_least

Facts = dict[str, Any]
MEASURE = Measure(ADMISSION_SHARE, at_least)


def papers_of(case: Admission) -> list[AdmissionPaper]:
    """The file's papers with those who introduce, the oldest first: one query."""
    return list(case.papers.select_related("introducer__person").order_by("on", "pk"))


def not_before(day: date, earlier: date | None, what: str) -> None:
    """Refused when a day comes before another that it must follow."""
    if earlier and day < earlier:
        raise Refused(_("Ngày {day} trước {what} {earlier}.").format(
            day=day_text(day), what=what, earlier=day_text(earlier)
        ))  # fmt: skip


def age_words(case: Admission, papers: list[AdmissionPaper], on: date) -> str:
    """Why the age stands in the way of a vote on a day; empty when it does not."""
    born = case.person.born
    if born is None or born.exact is None:
        return _("Phải có đủ ngày, tháng, năm sinh theo giấy khai sinh để tính tuổi theo tháng.")
    least = least_age(on)
    fault = age_fault(born.exact, on, least_years=least)
    if fault == YOUNG:
        return _("Sinh ngày {born}, đến ngày {day} chưa đủ {least} tuổi tính theo tháng ({cite}).").format(
            born=born.text(), day=day_text(on), least=least, cite=ADMISSION_AGE.on(on).cite
        )
    if fault == OVER and not latest(papers, OVER_AGE, on):
        return _(
            "Sinh ngày {born}, đến ngày {day} đã quá 60 tuổi tính theo tháng: do cấp ủy trực thuộc Trung ương xem xét, "
            "ghi văn bản đồng ý vào hồ sơ trước ({cite})."
        ).format(born=born.text(), day=day_text(on), cite=ADMISSION_MONTHS_TO.on(on).cite)
    return ""


def again_words(case: Admission, on: date) -> str:
    """Why a former member may not be considered again on a day; empty when he may, and for everyone else."""
    if not case.formerly:
        return ""
    if case.out_since is None:
        return _("Ghi ngày ra khỏi Đảng (hoặc ngày xóa án tích) để tính thời gian.")
    before = Admission.objects.filter(person=case.person).exclude(pk=case.pk).exclude(formerly="")
    admissions = 1 + before.exclude(ceremony_on=None).count()
    return law_words(readmission_fault(Former(case.formerly, case.out_since, admissions), on))


def vote_refusal(case: Admission, papers: list[AdmissionPaper], on: date, stage: str) -> str:
    """Everything that stands in the way of the cell's vote on a day, in one text; empty when nothing does."""
    found = [str(one) for one in lacking(case, papers, on, stage)]
    if stage == FIRST:
        found = [
            one
            for one in (twin_words(case, book_day()), age_words(case, papers, on), again_words(case, on))
            if one
        ] + found
    return " ".join(one if one.endswith(".") else f"{one}." for one in found)


def too_many_failed(case: Admission) -> str:
    """Why no further vote on recognition is held: so many failed, and the superior has not answered."""
    if case.ruling:
        return against(case)
    failed = case.votes.filter(question=AdmissionVote.RECOGNISE, body=Ballot.CELL, passed=False).count()
    most = FAILED_VOTES.rows[-1]
    if failed < int(most.amount):
        return ""
    return _("Đã {n} lần biểu quyết không đủ hai phần ba: báo cáo cấp trên, ghi ý kiến cấp trên trước ({cite}).").format(
        n=failed, cite=most.cite
    )  # fmt: skip


def against(case: Any) -> str:
    """Why nothing goes on after the superior's answer: it was no; empty when it was yes."""
    if not case.ruled_against:
        return ""
    return _("Cấp trên không đồng ý: kết thúc hồ sơ này, hoặc ghi ý kiến mới của cấp trên.")


def nothing_to_rule(case: Admission) -> str:
    """Why the superior is not asked yet: three votes of the cell must have failed, or one of the committee after the cell's."""
    if case.state == Admission.RECOGNITION_AGREED:
        failed = case.votes.filter(
            question=AdmissionVote.RECOGNISE, body=Ballot.COMMITTEE, passed=False
        ).count()
        return "" if failed else _("Chưa có lần biểu quyết nào của đảng ủy cơ sở không đủ hai phần ba.")
    return "" if too_many_failed(case) else _("Chưa có ba lần biểu quyết không đủ hai phần ba.")


def cast_vote(case: Admission, facts: Facts, *, body: str, question: str) -> AdmissionVote:
    """The vote as a row not yet saved; Refused when the file is not ready for it or the count cannot be."""
    on: date = facts["on"]
    if body == Ballot.CELL:
        stage = FIRST if question == AdmissionVote.ADMIT else SECOND
        not_before(on, case.applied_on, _("ngày ghi trên đơn"))
        if why := vote_refusal(case, papers_of(case), on, stage):
            raise Refused(why)
    if question == AdmissionVote.RECOGNISE:
        due = recognition_due(case.member.admitted_on) if case.member else None
        if due and on < due:
            raise Refused(
                _("Đến ngày {day} mới hết 12 tháng dự bị, chi bộ mới xét công nhận.").format(
                    day=day_text(due)
                )
            )
    if body == Ballot.COMMITTEE:
        first = question == AdmissionVote.ADMIT
        not_before(on, case.agreed_on if first else case.recognition_agreed_on, _("ngày chi bộ tán thành"))
    row = AdmissionVote(admission=case, body=body, question=question)
    return ballot(row, facts, cell_of(case, on), MEASURE)


def voted(case: Admission, facts: Facts, entry: Entry) -> None:
    """Keep the vote that was counted before the step."""
    row: AdmissionVote = kept(case, facts, entry)
    if row.passed and row.body == Ballot.CELL:
        if row.question == AdmissionVote.ADMIT:
            case.agreed_on = row.on
        else:
            case.recognition_agreed_on = row.on


def applied(case: Admission, facts: Facts, entry: Entry) -> None:
    """The application opens the file."""
    not_before(facts["on"], case.since, _("ngày đưa vào nguồn"))
    case.applied_on = facts["on"]
    case.papers.create(kind="application", on=facts["on"], note=facts.get("note", ""), entry=entry)


def sent(case: Admission, facts: Facts, entry: Entry) -> None:
    """The whole file goes to the committee that decides."""
    for day, what in (
        (case.agreed_on, _("ngày chi bộ tán thành")),
        (voted_on(case, Ballot.COMMITTEE, AdmissionVote.ADMIT), _("ngày đảng ủy cơ sở biểu quyết")),
    ):
        not_before(facts["on"], day, what)
    case.sent_on = facts["on"]


def voted_on(case: Admission, body: str, question: str) -> date | None:
    """The last vote of a body on a question, whatever came of it; None where it held none."""
    held = case.votes.filter(body=body, question=question)
    found: date | None = held.order_by("-on").values_list("on", flat=True).first()
    return found


def decided(case: Admission, facts: Facts, entry: Entry) -> None:
    """The decision, and the day the cell received it, from which the time for the ceremony is counted."""
    not_before(facts["on"], case.sent_on, _("ngày gửi hồ sơ"))
    not_before(facts["received_on"], facts["on"], _("ngày quyết định"))
    case.decision_on, case.decision, case.received_on = facts["on"], facts["paper"], facts["received_on"]


def ceremony_due(received_on: date) -> Due:
    """The last day for the ceremony after the cell received the decision."""
    limit = Limit.under(
        CEREMONY_DAYS, received_on, unit="working_day", event=_("ngày chi bộ nhận quyết định kết nạp")
    )
    return limit.due(received_on, working_calendar(received_on))


def admitted(case: Admission, facts: Facts, entry: Entry) -> None:
    """The ceremony makes a probationary member, by the one act there is for it; late only with the superior's consent."""
    assert case.received_on and case.decision_on  # noqa: S101
    on: date = facts["on"]
    not_before(on, case.received_on, _("ngày chi bộ nhận quyết định"))
    due = ceremony_due(case.received_on)
    if on > due.on and not facts.get("late_consent"):
        raise Refused(
            _(
                "Lễ kết nạp phải tổ chức đến hết ngày {day} ({cite}); làm muộn phải ghi văn bản cấp trên đồng ý."
            ).format(day=day_text(due.on), cite=due.limit.cite)
        )
    given = {
        "person": case.person, "full_name": case.person.full_name, "born": case.person.born, "unit": cell_of(case, on),
        "decision_on": case.decision_on, "on": on, "paper": case.decision, "other_person": True, "case": case.pk,
    }  # fmt: skip
    case.member = _admitted_again(case, facts, given) or enter(
        "admit", actor_of(facts), today=facts["today"], facts=given
    )
    case.ceremony_on = case.until = on
    case.late_consent, case.helper_id = facts.get("late_consent", ""), facts.get("helper") or case.helper_id


def _admitted_again(case: Admission, facts: Facts, given: Facts) -> Member | None:
    """The record that the person has from a former life, opened again; None for one who has none."""
    member = Member.objects.filter(person=case.person_id).first()
    if member:
        take("readmit", member, actor_of(facts), today=facts["today"], facts=given)
    return member


def recognised(case: Admission, facts: Facts, entry: Entry) -> None:
    """Recognition on the day the law gives, by the one act there is for it; a member recognised meanwhile is taken as he is."""
    member = _member(case)
    life = life_of(member, facts["today"])
    case.recognition = facts["paper"]
    if life.standing == OFFICIAL:
        return
    if life.standing not in HERE:
        raise Refused(_("Đồng chí này nay {standing}.").format(standing=STANDINGS[life.standing]))
    due = recognition_due(member.admitted_on)
    if due is None:
        raise Refused(
            _("Ngày kết nạp (lễ) trong hồ sơ chưa đủ ngày, tháng, năm: đính chính trước, rồi ghi công nhận.")
        )
    take(
        "recognise", member, actor_of(facts), today=facts["today"], facts={"on": due, "paper": facts["paper"]}
    )


def carded(case: Admission, facts: Facts, entry: Entry) -> None:
    """The first card ends the case; one issued meanwhile is taken as it is."""
    member = _member(case)
    if not member.card_no:
        if not facts.get("card_no"):
            raise Refused(_("Ghi số thẻ đảng viên."))
        take("issue_card", member, actor_of(facts), today=facts["today"], facts=facts)
    case.ended_on = facts["on"]


def closed(case: Admission, facts: Facts, entry: Entry) -> None:
    """The case ends without admission, or because the probationary member has left."""
    on: date = facts["on"]
    days = (case.since, case.applied_on, case.agreed_on, case.sent_on, case.received_on, case.ceremony_on)
    not_before(on, max(day for day in days if day), _("ngày của bước trước"))
    if case.member and life_of(case.member, facts["today"]).standing in HERE:
        raise Refused(
            _(
                "Đồng chí đang là đảng viên: xóa tên hoặc chuyển đi ghi ở hồ sơ đảng viên trước, rồi kết thúc việc này."
            )
        )
    case.ended_on, case.reason = on, facts["reason"]
    if case.stands:
        case.until = on


def ruled(case: Admission, facts: Facts, entry: Entry) -> None:
    """What the superior decided after the failed votes."""
    last = case.votes.filter(question=AdmissionVote.RECOGNISE).order_by("-on").values_list("on", flat=True)
    not_before(facts["on"], last.first(), _("lần biểu quyết cuối"))
    case.ruling, case.ruled_against = f"{facts['ruling']} ({facts['paper']})", facts["answer"] == NO


def actor_of(facts: Facts) -> Actor:
    """Who takes the step: the acts on a member that it takes are his too."""
    actor: Actor = facts["actor"]
    return actor


def _member(case: Admission) -> Member:
    assert case.member_id  # noqa: S101
    return Member.objects.select_for_update(of=("self",)).select_related("person").get(pk=case.member_id)
