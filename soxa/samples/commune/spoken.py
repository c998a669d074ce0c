"""The words of the demo's meetings put into the book: what was said and decided by people of the cell, the tasks that briefings gave, a few papers issued."""

from datetime import date
from typing import Any

from soxa.documents.flow import OUTGOING
from soxa.documents.models import Document
from soxa.kernel import journal
from soxa.kernel.access import Actor
from soxa.kernel.models import Entry, Unit
from soxa.meetings.after.flow import make
from soxa.meetings.after.giving import KIND
from soxa.meetings.after.papers import DECISIONS, MINUTES
from soxa.meetings.models import Conclusion, Item, Meeting, Opinion, Presence
from soxa.samples.commune import plan
from soxa.samples.commune.spoken_words import SPOKEN, Spoken
from soxa.samples.commune.standing import BEN_DA
from soxa.tasks.models import Task

YEAR, TOPIC = 2026, 5
ISSUED = ((BEN_DA, 10, MINUTES), (BEN_DA, 10, DECISIONS))
SHARED = {
    1: "Chi bộ nghe phổ biến văn bản mới của cấp trên và tình hình trong xã; đảng viên nhất trí.",
    2: "Các việc tháng trước đã làm xong phần lớn; việc còn lại chuyển sang tháng này, nêu rõ người phụ trách.",
    3: "Chi bộ bàn nhiệm vụ trong tháng, phân công từng đảng viên phụ trách hộ, phụ trách việc.",
    4: "Đảng phí đã thu; chi bộ rà soát nguồn kết nạp, phân công đảng viên giúp đỡ quần chúng.",
}


def speak_few(units: dict[str, Unit], actor: Actor, on: date) -> None:
    """Put the words to the meetings held by a day, link briefings and their tasks."""
    commune = units[plan.COMMUNE[0]]
    entry = journal.write(
        actor, "samples", "words", subject=("unit", plan.COMMUNE[0]), on=on, facts={}, unit_id=commune.pk
    )
    for one in SPOKEN:
        meeting = _meeting(one.cell, one.month, on)
        if meeting:
            _spoken(one, meeting, entry)
    _briefed(entry)


def issue_few(actor: Actor, on: date) -> None:
    """Make documents of two meetings' papers and issue them."""
    for cell, month, paper in ISSUED:
        meeting = _meeting(cell, month, on)
        if meeting:
            _issued(meeting, paper, actor)


def _meeting(cell: str, month: int, on: date) -> Meeting | None:
    found = Meeting.objects.filter(kind="cell", unit__code=cell, month=date(YEAR, month, 1), held_on__lte=on)
    return found.select_related("chair").first()


def _spoken(one: Spoken, meeting: Meeting, entry: Entry) -> None:
    assert meeting.held_on is not None  # noqa: S101 – looked for among those held
    there: list[Any] = list(
        Presence.objects.filter(meeting=meeting, answer=Presence.PRESENT)
        .exclude(person=meeting.chair_id)
        .order_by("name_key", "pk")
        .select_related("person")
    )
    people = [row.person for row in there]
    for number, told in SHARED.items():
        Item.objects.filter(meeting=meeting, number=number).moved(entry, conclusion=told)
    topic = Item(meeting=meeting, number=TOPIC, title=one.topic, conclusion=one.told)
    Item.objects.loaded([topic], entry)
    said = [(text, False) for text in one.opinions] + ([(one.reserved, True)] if one.reserved else [])
    Opinion.objects.loaded(
        [
            Opinion(
                meeting=meeting, item=topic, number=number, person=people[number * 3 % len(people)],
                name=people[number * 3 % len(people)].full_name, text=text, reserved=kept,
            )
            for number, (text, kept) in enumerate(said, start=1)
        ],
        entry,
    )  # fmt: skip
    owners = [meeting.chair or people[0], *people[1:]]
    Conclusion.objects.loaded(
        [
            Conclusion(
                meeting=meeting, item=topic, number=number, text=text, person=owners[(number - 1) * 2 % len(owners)],
                due_on=max(date(YEAR, one.month, day), meeting.held_on),
            )
            for number, (text, day) in enumerate(one.decided, start=1)
        ],
        entry,
    )  # fmt: skip
    Meeting.objects.filter(pk=meeting.pk).moved(entry, scribe=people[0])


def _briefed(entry: Entry) -> None:
    """Tasks that briefings gave are conclusions of those briefings, and their page leads there."""
    days = {str(one.held_on): one for one in Meeting.objects.filter(kind="briefing", held_on__isnull=False)}
    numbers: dict[int, int] = {}
    rows = []
    for task in Task.objects.filter(source_kind=KIND, source_key__startswith="giao-ban-").order_by("pk"):
        meeting = days.get(task.source_key.removeprefix("giao-ban-"))
        if meeting is None:
            continue
        numbers[meeting.pk] = numbers.get(meeting.pk, 0) + 1
        rows.append(
            Conclusion(
                meeting=meeting, number=numbers[meeting.pk], text=task.content[:600], person_id=task.person_id,
                due_on=task.due_on, task=task,
            )
        )  # fmt: skip
    Conclusion.objects.loaded(rows, entry)


def _issued(meeting: Meeting, paper: str, actor: Actor) -> None:
    assert meeting.held_on is not None  # noqa: S101 – looked for among those held
    on, chair = meeting.held_on, meeting.chair
    document: Document = make(meeting, paper, actor, on=on)
    title = "Chủ trì" if paper == MINUTES else "Bí thư"
    for name, facts in (
        ("check", {}),
        ("approve", {}),
        ("sign", {"on": on, "signer": f"{title} {chair.full_name}" if chair else title}),
        ("number", {"on": on}),
        ("issue", {"on": on}),
    ):
        OUTGOING.take(name, document, actor, facts)
