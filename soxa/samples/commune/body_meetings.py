"""The demo commune's other meetings of 2026: committees, briefings, the council, the people's committee, villages, voters."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Any

from soxa.kernel import journal
from soxa.kernel.access import Actor
from soxa.kernel.models import Entry, Unit
from soxa.meetings.kinds import HEADS, KINDS
from soxa.meetings.models import Item, Meeting, Presence, Summons
from soxa.org.models import Office
from soxa.party.models import Membership
from soxa.samples.commune import plan
from soxa.samples.commune.inserting import insert_all

YEAR = 2026
HALL = "Hội trường UBND xã"
# Mondays of the half-year without a briefing: Tết, the day off for the Kings' memorial, two on which the committee met
NO_BRIEFING = (date(YEAR, 2, 16), date(YEAR, 4, 27), date(YEAR, 3, 30), date(YEAR, 6, 29))
AHEAD = timedelta(days=31)
Lists = dict[str, list[tuple[int, str, str]]]


def _days(month_days: str) -> tuple[date, ...]:
    """Days of the year written "14/1 28/1"."""
    pairs = [one.split("/") for one in month_days.split()]
    return tuple(date(YEAR, int(month), int(day)) for day, month in pairs)


@dataclass(frozen=True)
class Row:
    """Meetings of one kind: their days, hours, where, their agenda, and which of the days were held with paper."""

    kind: str
    days: tuple[date, ...]
    hours: tuple[time, time]
    place: str
    agenda: tuple[str, ...]
    titles: tuple[str, ...] = ()
    on_paper: tuple[date, ...] = ()
    says_paper: bool = False
    heads: tuple[int, int] = (0, 0)
    conclusions: dict[int, str] = field(default_factory=dict)


MORNING, AFTERNOON, EVENING = (time(8), time(11)), (time(14), time(16, 30)), (time(19, 30), time(21, 15))
STANDING = _days(
    "14/1 28/1 11/2 11/3 25/3 15/4 6/5 27/5 17/6 8/7 22/7 12/8 26/8 9/9 23/9 14/10 28/10 11/11 25/11"
)
COMMITTEE = _days("9/1 30/3 29/6 30/9")
PEOPLE = _days("23/1 25/2 26/3 24/4 26/5 24/6 24/7 26/8 25/9 26/10 26/11")
SECRETARIES = _days("6/1 6/2 6/3 7/4 6/5 5/6 7/7 6/8 7/9 6/10 6/11 7/12")
COUNCIL = _days("27/3 24/7 16/12")
COUNCIL_SPECIAL = _days("16/1 28/5 22/10")


def _mondays() -> tuple[date, ...]:
    first = date(YEAR, 1, 5)
    days = [first + timedelta(weeks=week) for week in range(51)]
    return tuple(day for day in days if day not in NO_BRIEFING)


ROWS = (
    Row(
        "briefing", _mondays(), (time(7, 30), time(8, 45)), "Phòng họp Thường trực Đảng ủy",
        ("Kết quả tuần trước, việc còn chậm", "Trọng tâm tuần này, phân công", "Việc cần xin ý kiến Ban Thường vụ"), says_paper=True,
        conclusions={2: "Văn phòng Đảng ủy gửi thông báo kết luận trong ngày; việc chậm báo cáo nguyên nhân trước thứ Năm."},
    ),
    Row(
        "secretaries", SECRETARIES, AFTERNOON, HALL,
        ("Kết quả sinh hoạt chi bộ tháng", "Nhắc chi bộ chưa gửi biên bản, đảng phí", "Nhiệm vụ tháng tới"),
    ),
    Row(
        "standing", STANDING, MORNING, "Phòng họp Đảng ủy",
        ("Cho ý kiến các nội dung UBND xã trình", "Công tác cán bộ, kết nạp đảng viên", "Kiểm tra, giám sát"), says_paper=True,
        conclusions={1: "Thống nhất chủ trương; Đảng ủy UBND hoàn chỉnh, trình Hội đồng nhân dân xã."},
    ),
    Row(
        "committee", COMMITTEE, MORNING, HALL,
        ("Báo cáo kết quả quý, nhiệm vụ quý tới", "Thảo luận, biểu quyết nghị quyết"), says_paper=True, on_paper=COMMITTEE[:1],
    ),
    Row(
        "people_committee", PEOPLE, MORNING, "Phòng họp UBND xã",
        ("Tình hình kinh tế - xã hội tháng", "Giải ngân, giải phóng mặt bằng", "Đơn thư, tiếp công dân"),
    ),
    Row(
        "council", COUNCIL, MORNING, HALL, ("Báo cáo của UBND xã", "Chất vấn", "Thông qua nghị quyết"),
        ("Kỳ họp thứ Nhất, khóa 2026–2031", "Kỳ họp thứ Hai, khóa 2026–2031", "Kỳ họp thứ Ba, khóa 2026–2031"),
    ),
    Row("council_special", COUNCIL_SPECIAL, AFTERNOON, HALL, ("Điều chỉnh kế hoạch đầu tư công", "Thông qua nghị quyết")),
    Row(
        "voters", _days("2/6 3/6 3/6 4/6 5/6"), MORNING, "Nhà văn hóa thôn", ("Báo cáo kết quả kỳ họp", "Cử tri kiến nghị"),
        tuple(f"Tiếp xúc cử tri, điểm {number}" for number in range(1, 6)), heads=(120, 94),
    ),
    Row(
        "dialogue", _days("12/5"), MORNING, HALL, ("Thông tin tình hình xã", "Ý kiến của Nhân dân", "Trả lời, tiếp thu"),
        ("Đối thoại với Nhân dân năm 2026",), heads=(200, 163),
    ),
)  # fmt: skip
VILLAGE = Row(
    "village", (), EVENING, "Nhà văn hóa thôn",
    ("Kết quả năm 2025, công khai thu chi của thôn", "Kế hoạch năm 2026, mức đóng góp", "Bàn, biểu quyết"), heads=(96, 78),
)  # fmt: skip


def meet_bodies(units: dict[str, Unit], actor: Actor, on: date) -> None:
    """Meetings of the commune's bodies up to a day, and those already planned for the month after it, in one load."""
    commune = units[plan.COMMUNE[0]]
    entry = journal.write(
        actor, "samples", "bodies", subject=("unit", plan.COMMUNE[0]), on=on, facts={}, unit_id=commune.pk
    )
    planned, lists = [*_planned(commune, on), *_villages(commune, on)], _lists()
    for meeting, row in planned:
        if meeting.held_on and row.kind in lists:
            (meeting.chair_id, *_key), *_others, (meeting.scribe_id, *_last) = lists[row.kind]
    Meeting.objects.loaded([meeting for meeting, _row in planned], entry)
    items = [
        Item(
            meeting=meeting,
            number=number,
            title=title,
            conclusion=row.conclusions.get(number, "") if meeting.held_on else "",
        )
        for meeting, row in planned
        for number, title in enumerate(row.agenda, start=1)
    ]
    Item.objects.loaded(items, entry)
    _called(planned, lists, commune, entry)


def _planned(commune: Unit, on: date) -> Iterator[tuple[Meeting, Row]]:
    for row in ROWS:
        for at, day in enumerate(row.days):
            if day <= on + AHEAD:
                title = row.titles[at] if at < len(row.titles) else ""
                yield _meeting(row, commune, day, title, on), row


def _villages(commune: Unit, on: date) -> Iterator[tuple[Meeting, Row]]:
    names = [cell.name for cell in plan.cells().values() if cell.kind == "village" and not cell.merged_into]
    for at, name in enumerate(sorted(names)):
        place = name.removeprefix("Chi bộ ")
        yield _meeting(VILLAGE, commune, date(YEAR, 1, 10 + at % 16), f"Hội nghị {place}", on), VILLAGE


def _meeting(row: Row, commune: Unit, day: date, title: str, on: date) -> Meeting:
    kind, (began, ended) = KINDS[row.kind], row.hours
    facts: dict[str, Any] = {
        "kind": row.kind, "side": kind.side, "title": title, "unit": commune, "month": day.replace(day=1), "planned_on": day,
        "planned_at": began, "place": row.place,
    }  # fmt: skip
    if day > on:
        return Meeting(**facts, state=Meeting.DUE)
    due, came = row.heads
    return Meeting(
        **facts, state=Meeting.CLOSED, convened_on=day - timedelta(days=5), papers_on=day - timedelta(days=3), held_on=day,
        began_at=began, ended_at=ended, minutes=(ended.hour - began.hour) * 60 + ended.minute - began.minute, closed_on=day,
        paperless=(day not in row.on_paper) if row.says_paper else None,
        heads_due=due + day.day if due else None, heads_came=came + day.day // 2 if due else None,
    )  # fmt: skip


def _called(planned: Sequence[tuple[Meeting, Row]], lists: Lists, commune: Unit, entry: Entry) -> None:
    """Those called by list, in the order of their bodies, and who of them came; one in fourteen was away with leave."""
    summonses, presences = [], []
    for at, (meeting, row) in enumerate(planned):
        if KINDS[row.kind].summoned == HEADS:
            continue
        for number, (person, name_key, post) in enumerate(lists[row.kind], start=1):
            summonses.append(
                {"meeting_id": meeting.pk, "person_id": person, "number": number, "post": post, "votes": True}
            )
            if meeting.held_on:
                away = (number + at) % 14 == 0
                presences.append(
                    {
                        "meeting_id": meeting.pk, "kind": meeting.kind, "unit_id": commune.pk, "person_id": person,
                        "member_id": None, "held_on": meeting.held_on, "name_key": name_key,
                        "answer": Presence.EXCUSED if away else Presence.PRESENT, "must": True,
                    }
                )  # fmt: skip
    insert_all(Summons, summonses, entry)
    insert_all(Presence, presences, entry)


def _lists() -> Lists:
    """(person, name key, post) by kind: those who hold offices in the commune, its agencies and its cells, then members of many cells."""
    held = (
        Office.objects.filter(Office.standing(plan.BOOK_DAY)).select_related("person").order_by("rank", "id")
    )
    first: dict[int, Office] = {}
    for one in held:
        if one.role in ("secretary", "organiser", "inspector", "front", "office_head", "unit_head"):
            first.setdefault(one.person_id, one)
    heads = list(first.values())
    cells = list({one.person_id: one for one in held if one.code == "cell_secretary"}.values())
    committee = [*heads, *(one for one in cells if one.person_id not in first)][:27]
    state = [one for one in held if one.role == "government" or one.title.startswith("Trưởng")]
    deputies = _deputies()
    return {
        "briefing": _named(heads[:3]), "standing": _named(heads[:9]), "committee": _named(committee),
        "secretaries": _named(cells), "people_committee": _named(list({one.person_id: one for one in state}.values())[:7]),
        "council": deputies, "council_special": deputies,
    }  # fmt: skip


def _named(offices: Sequence[Office]) -> list[tuple[int, str, str]]:
    return [(one.person_id, one.person.name_key, one.title) for one in offices]


def _deputies() -> list[tuple[int, str, str]]:
    """The council's 23 deputies: the first official member by name of as many cells."""
    homes = Membership.objects.home().filter(
        Membership.standing(plan.BOOK_DAY), Membership.official_by(date(YEAR, 1, 1))
    )
    rows = homes.order_by("unit_id", "name_key").values_list("unit_id", "member__person_id", "name_key")
    by_cell: dict[int, tuple[int, str]] = {}
    for unit, person, key in rows:
        by_cell.setdefault(unit, (person, key))
    return [(person, key, "Đại biểu Hội đồng nhân dân xã") for person, key in list(by_cell.values())[:23]]
