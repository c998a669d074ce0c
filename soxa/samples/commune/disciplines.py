"""Discipline in the demo commune: one reprimand and one warning announced in the first half of 2026, one case under way; invented."""

from datetime import date, timedelta

from soxa.kernel import journal
from soxa.kernel.access import Actor
from soxa.kernel.models import Unit
from soxa.law.periods import FOREVER, add_months
from soxa.party.censure.models import Censure
from soxa.party.discipline.models import Discipline, DisciplineVote
from soxa.party.discipline.rules import REPRIMAND, WARNING
from soxa.party.models import Membership
from soxa.party.voting.count import electorate
from soxa.party.voting.rules import over_half
from soxa.samples.commune import plan

# cell, violation, act, opened, level, decided, announced; no days for the one still under way
PLANNED = (
    ("99901.14", "Vi phạm quy định về xây dựng trên đất nông nghiệp", date(2025, 8, 20), date(2026, 1, 12), REPRIMAND, date(2026, 2, 3), date(2026, 2, 6)),
    ("99901.03", "Điều khiển xe sau khi uống rượu, gây tai nạn nhẹ", date(2026, 2, 15), date(2026, 3, 9), WARNING, date(2026, 5, 4), date(2026, 5, 8)),
    ("99901.08", "Chậm nộp báo cáo thu, chi quỹ thôn", None, None, "", None, None),
)  # fmt: skip


def discipline_few(units: dict[str, Unit], actor: Actor, on: date) -> None:
    """Write the cases and the cells' votes in one load."""
    commune = units[plan.COMMUNE[0]]
    entry = journal.write(
        actor, "samples", "disciplines", subject=("unit", commune.code), on=on, facts={"rows": len(PLANNED)},
        unit_id=commune.pk,
    )  # fmt: skip
    cases = []
    for code, violation, act_on, opened_on, level, decided_on, announced_on in PLANNED:
        act_on, opened_on = act_on or on - timedelta(days=70), opened_on or on - timedelta(days=18)
        case = Discipline(
            member_id=_member(units[code]), unit=units[code], violation=violation, act_on=act_on, opened_on=opened_on,
            source=f"Báo cáo của chi ủy ngày {opened_on:%d/%m/%Y}",
        )  # fmt: skip
        if announced_on:
            case.level, case.body, case.decided_on, case.announced_on = (
                level,
                "cell",
                decided_on,
                announced_on,
            )
            case.decision = f"Quyết định của chi bộ ngày {decided_on:%d/%m/%Y}"
            case.in_force_until, case.state = add_months(announced_on, 12), Discipline.ANNOUNCED
        cases.append(case)
    Discipline.objects.loaded(cases, entry)
    Censure.objects.loaded([_censured(units["99901.30"])], entry)
    DisciplineVote.objects.loaded([_vote(case) for case in cases if case.decided_on], entry)


def _censured(unit: Unit) -> Censure:
    """One cell committee reprimanded: three months without a regular meeting in the year of the merger."""
    return Censure(
        unit=unit, subject="committee", violation="Ba tháng liền không duy trì sinh hoạt định kỳ", act_on=date(2025, 12, 31),
        opened_on=date(2026, 2, 10), source="Kết luận kiểm tra số 04-KL/UBKT ngày 06/02/2026", level=REPRIMAND, body="inspectors",
        decided_on=date(2026, 3, 16), decision="Quyết định số 02-QĐ/UBKT ngày 16/03/2026 của Ủy ban Kiểm tra Đảng ủy xã",
        announced_on=date(2026, 3, 20), in_force_until=date(2027, 3, 20), state=Censure.ANNOUNCED,
    )  # fmt: skip


def _member(unit: Unit) -> int:
    """Someone official in the cell since long ago who holds no post: the one whose spell began in the middle of them."""
    home = Membership.objects.home().filter(unit=unit, until=FOREVER).exclude(member__recognised_on=None)
    plain = home.filter(member__person__offices=None, member__exemptions=None).order_by("name_key", "pk")
    rows = list(plain.values_list("member_id", flat=True))
    return int(rows[len(rows) // 2])


def _vote(case: Discipline) -> DisciplineVote:
    assert case.decided_on  # noqa: S101
    who = electorate(case.unit_id, case.decided_on)
    counted = who.counted()
    return DisciplineVote(
        discipline=case, body=DisciplineVote.CELL, question=case.level, on=case.decided_on, official=who.official,
        counted=counted, present=counted - 2, ayes=counted - 3, noes=1, needed=over_half(counted),
        needed_of_all=over_half(who.official), passed=True, way=DisciplineVote.SECRET, paper=case.decision,
    )  # fmt: skip
