"""A few votes of the demo commune's meetings: a resolution by raised card, a list of names and a contribution by paper, each with its team."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from soxa.kernel import journal
from soxa.kernel.access import Actor
from soxa.kernel.models import Entry, Unit
from soxa.meetings.kinds import BALLOT, HAND
from soxa.meetings.models import Meeting
from soxa.meetings.voting.counting import reckoned
from soxa.meetings.voting.electorate import electors_of
from soxa.meetings.voting.models import Option, Teller, Vote
from soxa.samples.commune import plan
from soxa.samples.commune.standing import BEN_DA


@dataclass(frozen=True, kw_only=True)
class Put:
    """One vote of the demo: at which meeting, on what, how; how many were against, or the votes each name lacked."""

    meeting: dict[str, Any]
    text: str
    form: str = HAND
    about: str = Vote.QUESTION
    measure: str = Vote.MAJORITY
    against: int = 0
    invalid: int = 0
    options: tuple[tuple[str, int], ...] = ()
    seats: int = 1
    tellers: tuple[str, ...] = ()


PUT = (
    Put(
        meeting={"kind": "cell", "unit__code": BEN_DA, "month": date(2026, 6, 1)},
        text="Nghị quyết tháng 6: vận động 06 hộ cuối thôn hiến đất mở rộng đường",
    ),
    Put(
        meeting={"kind": "cell", "unit__code": BEN_DA, "month": date(2026, 6, 1)},
        text="Mức đóng góp sửa mái nhà văn hóa thôn", against=2,
    ),
    Put(
        meeting={"kind": "committee", "held_on": date(2026, 9, 30)},
        text="Giới thiệu nhân sự bổ sung quy hoạch Ban Thường vụ nhiệm kỳ 2030–2035",
        form=BALLOT, about=Vote.CHOICE, invalid=1, seats=2,
        options=(("Ma Thị Hoàng Yến", 3), ("Lương Quốc Toản", 6), ("Chu Minh Đạo", 18)),
        tellers=("Hoàng Văn Thịnh", "Bế Thị Ngọc Ánh", "Nông Quang Huy"),
    ),
    Put(
        meeting={"kind": "village", "title": "Hội nghị thôn Bến Đá"},
        text="Đóng góp 300.000 đồng mỗi hộ sửa mái nhà văn hóa", form=BALLOT, measure=Vote.QUALIFIED, against=6, invalid=1,
        tellers=("Quách Văn Hải", "Trương Thị Hợi", "Bùi Xuân Tý"),
    ),
)  # fmt: skip


def vote_few(units: dict[str, Unit], actor: Actor, on: date) -> None:
    """Put the votes and count them; what a meeting of an earlier day lacks is left out."""
    commune = units[plan.COMMUNE[0]]
    entry = journal.write(
        actor, "samples", "votes", subject=("unit", plan.COMMUNE[0]), on=on, facts={}, unit_id=commune.pk
    )
    numbers: dict[int, int] = {}
    for one in PUT:
        meeting = Meeting.objects.filter(**one.meeting, held_on__lte=on).first()
        if meeting:
            numbers[meeting.pk] = numbers.get(meeting.pk, 0) + 1
            _counted(one, meeting, numbers[meeting.pk], entry)


def _counted(one: Put, meeting: Meeting, number: int, entry: Entry) -> None:
    vote = Vote(
        meeting=meeting, number=number, text=one.text, about=one.about, form=one.form, measure=one.measure,
        seats=one.seats, state=Vote.COUNTED, counted_on=meeting.held_on, item=meeting.items.order_by("-number").first(),
    )  # fmt: skip
    Vote.objects.loaded([vote], entry)
    rows = [Option(vote=vote, number=place, text=name) for place, (name, _less) in enumerate(one.options, 1)]
    Option.objects.loaded(rows, entry)
    result = reckoned(vote, _facts(one, vote, meeting))
    for name, value in result.fields.items():
        setattr(vote, name, value)
    vote.save()
    for option in vote.options.all():
        option.ayes, option.chosen = result.options[option.pk]
        option.save()
    Teller.objects.loaded(
        [Teller(vote=vote, number=place, name=name) for place, name in enumerate(one.tellers, 1)], entry
    )


def _facts(one: Put, vote: Vote, meeting: Meeting) -> dict[str, Any]:
    there = meeting.heads_came or len(electors_of(meeting).present)
    valid = there - one.invalid
    return {
        "official": meeting.heads_due, "present": there, "given": there, "returned": there, "valid": valid,
        "invalid": one.invalid, "ayes": 0 if one.options else valid - one.against, "noes": one.against, "other": 0,
        "names": {
            option.pk: valid - less
            for option, (_name, less) in zip(vote.options.all(), one.options, strict=True)
        },
        "tellers": list(one.tellers),
    }  # fmt: skip
