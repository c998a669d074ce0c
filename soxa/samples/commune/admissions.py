"""Prospects of the demo commune at every stage, invented; nobody is added to its members, so that their counts stay."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from soxa.kernel import journal
from soxa.kernel.access import Actor
from soxa.kernel.models import Unit
from soxa.law.partial import PartialDate
from soxa.law.periods import FOREVER
from soxa.org.models import Person
from soxa.party.admission.models import Admission, AdmissionPaper, AdmissionVote
from soxa.party.models import Member, Membership
from soxa.party.voting.count import electorate
from soxa.party.voting.rules import two_thirds
from soxa.samples.commune import plan

A = Admission


@dataclass(frozen=True)
class Planned:
    """A case as it stands: who, in which cell, days before the book's day of each step, papers as (kind, days before)."""

    name: str
    sex: str
    born: str
    cell: str
    state: str
    listed: int
    work: str
    days: dict[str, int] = field(default_factory=dict)
    papers: tuple[tuple[str, int], ...] = ()
    reason: str = ""


_FULL = (("class", 300), ("application", 230), ("cv", 220), ("asked", 200), ("verified", 170), ("union", 165), ("introduction", 160), ("opinions", 150))  # fmt: skip
PLANNED = (
    Planned("Lương Thị Hồng Nhạn", "F", "17/08/2003", "99901.14", A.LISTED, 66, "nhân viên bán hàng hợp tác xã", {"reviewed_on": 12}),
    Planned("Vi Văn Thắng", "M", "02/12/2000", "99901.14", A.LISTED, 20, "dân quân thường trực"),
    Planned("Nông Thị Bích Loan", "F", "09/03/1999", "99901.03", A.FILED, 240, "giáo viên mầm non", {"applied_on": 120, "reviewed_on": 12}, (*_FULL[:3], ("asked", 25))),
    Planned("Hoàng Đình Khiêm", "M", "25/05/1995", "99901.41", A.FILED, 400, "công an viên", {"applied_on": 230, "reviewed_on": 9}, _FULL),
    Planned("Tô Thị Mai Khanh", "F", "30/10/1997", "99901.40", A.SENT, 420, "viên chức trạm khuyến nông", {"applied_on": 230, "agreed_on": 70, "sent_on": 62}, _FULL),
    Planned("Bế Quốc Trưởng", "M", "11/01/1993", "99901.08", A.DECIDED, 460, "trưởng nhóm hộ trồng chè", {"applied_on": 230, "agreed_on": 110, "sent_on": 100, "decision_on": 52, "received_on": 48}, _FULL),
    Planned("Ninh Thị Hà Vân", "F", "06/06/2002", "99901.05", A.CLOSED, 500, "công nhân may", {"reviewed_on": 230, "ended_on": 200}, reason="Chuyển nơi cư trú sang tỉnh khác, chi bộ đưa ra khỏi danh sách nguồn"),
)  # fmt: skip


def list_prospects(units: dict[str, Unit], actor: Actor, on: date) -> None:
    """Write the cases in one load."""
    commune = units[plan.COMMUNE[0]]
    entry = journal.write(
        actor, "samples", "admissions", subject=("unit", commune.code), on=on, facts={"rows": len(PLANNED)},
        unit_id=commune.pk,
    )  # fmt: skip
    people = [
        Person.named(
            one.name,
            sex=one.sex,
            born=PartialDate.parse(one.born),
            occupation=one.work,
            home_place="xã Đồng Vải, tỉnh Sông Cẩm",
        )
        for one in PLANNED
    ]
    Person.objects.loaded(people, entry)
    cases = [_case(one, person, units[one.cell], on) for one, person in zip(PLANNED, people, strict=True)]
    Admission.objects.loaded(cases, entry)
    papers, votes = [], []
    for one, case in zip(PLANNED, cases, strict=True):
        papers += _papers(one, case, on)
        votes += _votes(case)
    AdmissionPaper.objects.loaded(papers, entry)
    AdmissionVote.objects.loaded(votes, entry)


def _ago(on: date, days: int) -> date:
    return on - timedelta(days=days)


def _case(one: Planned, person: Person, unit: Unit, on: date) -> Admission:
    since = _ago(on, one.listed)
    case = Admission(
        person=person, unit=unit, state=one.state, since=since, reason=one.reason, reviewed_on=since,
        paper=f"Nghị quyết chi bộ ngày {since:%d/%m/%Y}",
    )  # fmt: skip
    for name, days in one.days.items():
        setattr(case, name, _ago(on, days))
    case.until = case.ended_on or FOREVER
    if case.decision_on:
        case.decision = f"Quyết định số 118-QĐ/ĐU ngày {case.decision_on:%d/%m/%Y} của Ban Thường vụ Đảng ủy"
    return case


def _official(case: Admission, on: date) -> Member | None:
    home = Membership.objects.home().filter(Membership.standing(on), unit=case.unit)
    found = home.exclude(member__recognised_on=None).select_related("member").order_by("-since", "pk").last()
    return found.member if found else None


def _papers(one: Planned, case: Admission, on: date) -> list[AdmissionPaper]:
    rows = []
    for kind, days in one.papers:
        row = AdmissionPaper(admission=case, kind=kind, on=_ago(on, days))
        if kind == "introduction":
            row.introducer, row.known_since = _official(case, on), _ago(on, days + 900)
        rows.append(row)
    return rows


def _votes(case: Admission) -> list[AdmissionVote]:
    if not case.agreed_on:
        return []
    who = electorate(case.unit_id, case.agreed_on)
    counted = who.counted()
    here = counted - 1
    return [
        AdmissionVote(
            admission=case, body=AdmissionVote.CELL, question=AdmissionVote.ADMIT, on=case.agreed_on,
            official=who.official, counted=counted, present=here, ayes=here, needed=two_thirds(counted),
            needed_of_all=two_thirds(who.official), passed=True, way=AdmissionVote.CARDS,
            paper=f"Nghị quyết chi bộ ngày {case.agreed_on:%d/%m/%Y}",
        )
    ]  # fmt: skip
