"""Coming back to the Party in the record there was: what stands in the way, and what the second ceremony writes."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel.models import Entry
from soxa.kernel.page import day_text
from soxa.law.partial import PartialDate
from soxa.org.models import Apart, Person
from soxa.party.admission.models import Admission, EarlierAdmission
from soxa.party.admission.rules import BARRED, CRIME, LEFT_HARDSHIP, STRUCK, Former, readmission_fault
from soxa.party.badges.models import TimeOutside
from soxa.party.effects import after_last_home, cell_stands, opened
from soxa.party.matching import compatible
from soxa.party.models import Member, Membership
from soxa.party.standing import EXPELLED, LEFT, STRUCK_OFF, Life, life_of
from soxa.party.striking.models import StrikeOff

Facts = dict[str, Any]
GONE = frozenset({STRUCK_OFF, EXPELLED, LEFT})
# how the book says a member left → what may be said of him who comes back
_AGREES = {
    STRUCK_OFF: frozenset({STRUCK, CRIME, BARRED}),
    EXPELLED: frozenset({STRUCK, CRIME, BARRED}),
    LEFT: frozenset({LEFT_HARDSHIP, BARRED}),
}


def law_words(fault: str) -> str:
    """A fault of coming back with its clause; empty where there is none."""
    return f"{fault} ({readmission_fault.__cites__[1]})" if fault else ""  # type: ignore[attr-defined]


def listing_refusal(life: Life, facts: Facts) -> str:
    """Why one whose record is in the book may not be listed again at all; empty when only time may stand in the way."""
    said, out_since = facts["formerly"], facts.get("out_since")
    left = life.homes[0].until
    struck = StrikeOff.objects.filter(member=life.member, decided_on=left, ground=StrikeOff.ABSENT)
    if said == BARRED or struck.exists():
        return law_words(readmission_fault(Former(BARRED, left), facts["on"]))
    if said not in _AGREES[life.standing]:
        return _("Mục “Trước đây đã là đảng viên” không khớp với hồ sơ: sổ ghi đồng chí này {why}.").format(
            why=life.homes[0].get_closed_by_display()
        )
    if EarlierAdmission.objects.filter(member=life.member).exists():
        return law_words(readmission_fault(Former(said, left, 2), facts["on"]))
    if said != CRIME and out_since != left:
        return _(
            "Ngày ra khỏi Đảng không khớp với hồ sơ của đồng chí này trong sổ: sổ ghi ngày {day}."
        ).format(day=day_text(left))
    return _("Ngày ra khỏi Đảng phải trước ngày đưa vào nguồn.") if facts["on"] < left else ""


def gone_namesakes(person: Person, on: date) -> list[Member]:
    """Who left the Party by strike-off, expulsion or his own wish and may be this person by name and birth, under another record."""
    alike: Any = Member.objects.filter(person__folded=person.folded).select_related("person")
    if person.pk:
        alike = alike.exclude(person=person.pk)
    may_be = [one for one in alike if compatible(one.person.born, person.born)]
    return [one for one in may_be if life_of(one, on).standing in GONE]


def twin_words(case: Admission, on: date) -> str:
    """Why nobody is voted on who was said to be another than a former member of his name: a second hand has not said so."""
    for member in gone_namesakes(case.person, on):
        first, second = sorted((case.person_id, member.person_id))
        apart = Apart.objects.filter(one=first, other=second).select_related("entry").first()
        if apart is None or (case.entry and apart.entry.account_id == case.entry.account_id):
            return _(
                "Sổ có một người trùng họ tên, ngày sinh đã ra khỏi Đảng: người khác với người lập hồ sơ này phải so hai bản ghi ở mục "
                "“Bản ghi trùng” và ghi là hai người khác nhau; nếu là một người, ghi theo kết nạp lại."
            )
    return ""


def straight_twin(facts: Facts, on: date) -> str:
    """Why one whose name and birth are a former member's is not admitted straight: two hands say who he is, by a case."""
    person = Person.named(facts["full_name"], born=facts.get("born"))
    if not gone_namesakes(person, on):
        return ""
    return _(
        "Sổ có một người trùng họ tên, ngày sinh đã ra khỏi Đảng: việc này chỉ ghi qua hồ sơ ở mục Kết nạp."
    )


def readmission(life: Life, facts: Facts) -> str:
    """The decision comes after the last spell and before the ceremony; the cell stands."""
    if facts["decision_on"] > facts["on"]:
        return _("Ngày quyết định kết nạp phải trước hoặc đúng ngày làm lễ.")
    return after_last_home(life, {**facts, "on": facts["decision_on"]}) or cell_stands(life, facts)


def readmit(life: Life, facts: Facts, entry: Entry) -> None:
    """Probation begins anew in the record there was: its former dates and card are kept beside it, the days outside written.

    Party age goes on from the first decision, less the days from leaving to the decision of now.
    """
    member, left, decided = life.member, life.homes[0], facts["decision_on"]
    EarlierAdmission.objects.create(
        member=member, decision_on=member.decision_on, admitted_on=member.admitted_on, recognised_on=member.recognised_on,
        card_no=member.card_no, left_on=left.until, left_by=left.closed_by, entry=entry,
    )  # fmt: skip
    if member.recognised_on:
        for spell in life.homes:
            spell.recognised_then = spell.recognised_then or member.recognised_on
            spell.save(update_fields=["recognised_then"])
    if left.until < decided:
        _was_outside(life, (left.until, decided), left, entry)
    member.decision_on = member.decision_on or member.admitted_on or PartialDate.exactly(decided)
    member.admitted_on, member.recognised_on, member.card_no = PartialDate.exactly(facts["on"]), None, ""
    member.save(update_fields=["decision_on", "admitted_on", "recognised_on", "card_no"])
    opened(life, facts, entry, reason=Membership.ADMITTED)


def _was_outside(life: Life, days: tuple[date, date], left: Membership, entry: Entry) -> None:
    TimeOutside.objects.create(
        member=life.member, since=days[0], until=days[1], reason=str(left.get_closed_by_display()),
        paper=left.closing_paper, entry=entry,
    )  # fmt: skip
