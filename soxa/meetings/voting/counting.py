"""A count made into a result: what cannot be true is refused in words, what is needed is reckoned, who is chosen is said."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel.flow import Refused
from soxa.law.force import NotInForce
from soxa.meetings.kinds import BALLOT, HAND, HEADS
from soxa.meetings.models import Meeting
from soxa.meetings.voting import rules
from soxa.meetings.voting.electorate import Electors, electors_of, leaves_out_absent
from soxa.meetings.voting.measures import bounds_of_team, measure_of
from soxa.meetings.voting.models import Vote

Facts = dict[str, Any]
COUNTS = ("ayes", "noes", "other")
PAPERS = ("given", "returned", "valid", "invalid")


@dataclass(frozen=True)
class Result:
    """What a count comes to: the fields of its vote, and for each option its votes and whether it is chosen."""

    fields: Facts
    options: dict[int, tuple[int, bool]]


def electors_for(vote: Vote, facts: Facts) -> Electors:
    """The electorate of a count: from the roll, or as it is said where heads are counted. Refused in words."""
    meeting = vote.meeting
    if meeting.what.summoned == HEADS:
        official, there = facts.get("official") or 0, facts["present"]
        if there > official:
            raise Refused(
                _("Có mặt {there} nhiều hơn tổng số {official}; xem lại hai số.").format(
                    there=there, official=official
                )
            )
        if meeting.heads_came is not None and there > meeting.heads_came:
            raise Refused(
                _("Cuộc họp ghi có {came} người dự; không thể có {said}.").format(
                    came=meeting.heads_came, said=there
                )
            )
        return Electors(official, official, official, ())
    who = electors_of(meeting)
    if not who.called:
        raise Refused(_("Chưa điểm danh: điểm danh rồi mới ghi biểu quyết được."))
    if facts["present"] > len(who.present):
        raise Refused(
            _("Điểm danh có {there} người có quyền biểu quyết dự họp; không thể có {said}.").format(
                there=len(who.present), said=facts["present"]
            )
        )
    return who


def reckoned(vote: Vote, facts: Facts, *, with_team: bool = True) -> Result:
    """The result of a count as it was said; Refused in words, every disagreement named; the tellers too, with their team."""
    who = electors_for(vote, facts)
    names = [(one.pk, one.text, facts["names"].get(one.pk, 0)) for one in vote.options.all()]
    _no_faults(_faults(vote, facts, [(text, count) for _pk, text, count in names]))
    if vote.form == BALLOT and with_team:
        _team(vote, facts["tellers"], [text for _pk, text, _count in names])
    return concluded(vote, who, facts, [(pk, count) for pk, _text, count in names])


def _faults(vote: Vote, facts: Facts, names: list[tuple[str, int]]) -> list[str]:
    if not facts["present"]:
        return [_("Không có ai có quyền biểu quyết có mặt thì không có biểu quyết.")]
    if vote.form == HAND:
        if vote.of_names:
            return rules.faults_of_names(names, facts["present"], vote.seats)
        return rules.faults_of_hands(rules.Hands(facts["present"], *(facts[name] for name in COUNTS)))
    asked = {name: facts.get(name) or 0 for name in ("present", *PAPERS, "ayes", "noes")}
    cast = rules.Papers(**asked)
    found = rules.faults_of_papers(cast)
    if vote.of_names:
        return found + rules.faults_of_names(names, cast.valid, vote.seats)
    return found + rules.faults_of_answers(cast)


def _no_faults(found: list[str]) -> None:
    if found:
        raise Refused(" ".join(found))


def _team(vote: Vote, tellers: list[str], names: list[str]) -> None:
    on = day_of(vote.meeting)
    least, most = bounds_of_team(vote.meeting.what, on)
    candidates = names if vote.about == Vote.ELECTION else []
    if why := rules.fault_of_team(tellers, candidates, least=least, most=most):
        raise Refused(why)


def concluded(vote: Vote, who: Electors, facts: Facts, names: Iterable[tuple[int, int]]) -> Result:
    """Whether it passed, and who is chosen, of counts that agree."""
    on, measure = day_of(vote.meeting), measure_of(vote)
    base = who.base(measure.share.base, facts["present"], leaves_out_absent=leaves_out_absent(vote.meeting))
    try:
        needed = measure.of(base, on)
    except NotInForce as error:
        raise Refused(str(error)) from error
    listed = list(names)
    places = rules.chosen([count for _pk, count in listed], needed, vote.seats) if vote.of_names else set()
    passed = len(places) == vote.seats if vote.of_names else facts["ayes"] >= needed
    fields = {
        "official": who.official, "counted": who.counted, "present": facts["present"], "base": base, "needed": needed,
        **{name: facts.get(name) or 0 for name in COUNTS},
        **{name: facts.get(name) for name in PAPERS},
        "passed": passed,
    }  # fmt: skip
    return Result(fields, {pk: (count, place in places) for place, (pk, count) in enumerate(listed)})


def day_of(meeting: Meeting) -> Any:
    """The day by whose rules a meeting votes."""
    return meeting.held_on or meeting.planned_on
