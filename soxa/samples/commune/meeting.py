"""The demo commune's cell meetings of 2026: half a year counted by hand, then the same rhythm up to the book's day."""

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from soxa.kernel import journal
from soxa.kernel.access import Actor
from soxa.kernel.models import Entry, Unit
from soxa.meetings.models import Item, Meeting, Presence
from soxa.org.models import Office
from soxa.party.models import Membership
from soxa.samples.commune import plan
from soxa.samples.commune.inserting import insert_all
from soxa.samples.commune.standing import BEN_DA
from soxa.samples.commune.studying import Rolls, rolls_of

YEAR = 2026
HEAD, DEPUTY = "cell_secretary", "cell_deputy"
PLACE = "Nhà văn hóa thôn"


@dataclass(frozen=True)
class Month:
    """A month by hand: cells that met, on the 3rd among them, had to come, came, absent without reason; with a theme."""

    number: int
    met: int
    on_day: int
    required: int
    came: int
    unexcused: int
    themed: int = 0


HALF = (
    Month(1, 56, 45, 1_262, 1_131, 22),
    Month(2, 56, 54, 1_260, 1_165, 16),
    Month(3, 56, 52, 1_258, 1_149, 19, themed=53),
    Month(4, 55, 49, 1_246, 1_136, 19),
    Month(5, 55, 39, 1_243, 1_109, 23),
    Month(6, 55, 47, 1_243, 1_133, 19, themed=51),
)
THEMES = {
    3: "Vận động hiến đất mở rộng đường liên thôn",
    6: "Thu gom rác thải ven sông, giữ nguồn nước sạch",
    9: "Phòng, chống thiên tai mùa mưa bão",
}
AGENDA = (
    "Thông tin thời sự, văn bản mới của cấp trên",
    "Đánh giá việc thực hiện nghị quyết tháng trước",
    "Nhiệm vụ tháng tới, phân công đảng viên",
    "Công tác xây dựng Đảng: kết nạp, đảng phí, chuyển sinh hoạt",
)
TOLD = (
    "Đảng viên nghe phổ biến, thảo luận, nhất trí.",
    "Các việc đề ra đã làm; còn chậm việc thu đóng góp sửa nhà văn hóa, chi bộ nhắc các hộ còn lại.",
    "Ban công tác Mặt trận vận động 06 hộ hiến đất đoạn cuối thôn; đồng chí phó bí thư phụ trách, xong trước ngày 25.",
    "Nhất trí đề nghị xét một quần chúng ưu tú; đảng phí đã thu đủ.",
)
TURN = 5
WITH_WORDS = 14  # the first cells of the latest month that was sent have conclusions in full
SILENT = (BEN_DA, "99901.12", "99901.19", "99901.33", "99901.44")  # have not sent the last month's


def meet_all(units: dict[str, Unit], actor: Actor, on: date) -> None:
    """Meetings, agendas and rolls of the year up to a day, in one load."""
    entry = journal.write(
        actor, "samples", "meetings", subject=("unit", plan.COMMUNE[0]), on=on, facts={},
        unit_id=units[plan.COMMUNE[0]].pk,
    )  # fmt: skip
    rolls = rolls_of()
    last = on.month if on.day >= 3 else on.month - 1
    planned = [
        *HALF,
        *(Month(number, 56, 50, 0, 0, 0, themed=54 if number in THEMES else 0) for number in range(7, 13)),
    ]
    months = [one for one in planned if one.number <= last]
    before: set[int] = set()
    for one in months:
        _month(one, units, rolls, entry, before, silent=SILENT if one.number == last and last > 6 else ())


def _month(
    one: Month,
    units: dict[str, Unit],
    rolls: Rolls,
    entry: Entry,
    before: set[int],
    *,
    silent: tuple[str, ...],
) -> None:
    cells = sorted(code for code, cell in plan.cells().items() if not cell.merged_into)
    first, day = date(YEAR, one.number, 1), date(YEAR, one.number, 3)
    off = {cells[-one.number]} if one.met < len(cells) else set()
    held = [code for code in cells if code not in off and code not in silent]
    late = set(held[one.on_day - len(held) :]) if len(held) > one.on_day else set()
    chairs = _chairs(units, day)
    made = []
    for at, code in enumerate(cells):
        facts = {"unit": units[code], "month": first, "planned_on": day}
        if code in off:
            made.append(
                Meeting(
                    **facts,
                    state=Meeting.CALLED_OFF,
                    called_off_on=day,
                    called_off_why="mưa lũ, đường vào thôn bị chia cắt",
                )
            )
        elif code in silent:
            made.append(Meeting(**facts))
        else:
            themed = (held.index(code)) < one.themed
            met = day.replace(day=5 + at % 4) if code in late else day
            made.append(
                _held(facts, met, at, THEMES[one.number] if themed else "", chairs.get(units[code].pk, {}))
            )
    Meeting.objects.loaded(made, entry)
    sat = [meeting for meeting in made if meeting.held_on]
    Item.objects.loaded(
        [
            Item(
                meeting=meeting,
                number=number,
                title=title,
                conclusion=TOLD[number - 1] if at < WITH_WORDS else "",
            )
            for at, meeting in enumerate(sat)
            for number, title in enumerate(AGENDA, start=1)
        ],
        entry,
    )
    insert_all(Presence, _rolls_called(one, sat, rolls, before), entry)


def _held(facts: dict[str, Any], met: date, at: int, theme: str, led: dict[str, int]) -> Meeting:
    minutes = (120 if theme else 90) + (at * 7) % 30 - (12 if at % 19 == 3 else 0)
    ended = time(19 + (30 + minutes) // 60, (30 + minutes) % 60)
    why = "" if met.day == 3 else "trùng ngày nghỉ, đa số đảng viên đi làm xa"
    return Meeting(
        **facts, state=Meeting.CLOSED, held_on=met, began_at=time(19, 30), ended_at=ended, minutes=minutes,
        closed_on=met, place=PLACE, theme=theme, moved_why=why, chair_id=led.get(HEAD), scribe_id=led.get(DEPUTY) or led.get(HEAD),
        papers_on=None if at % 9 == 4 else date(YEAR, met.month, 1),
    )  # fmt: skip


def _chairs(units: dict[str, Unit], on: date) -> dict[int, dict[str, int]]:
    """Unit → who leads its meetings and who writes them, by the office he holds there."""
    rows = Office.objects.filter(Office.standing(on), code__in=(HEAD, DEPUTY), unit__in=units.values())
    found: dict[int, dict[str, int]] = {}
    for unit, code, person in rows.order_by("-rank", "-pk").values_list("unit_id", "code", "person_id"):
        found.setdefault(unit, {})[code] = person
    return found


def _rolls_called(one: Month, sat: list[Meeting], rolls: Rolls, before: set[int]) -> list[dict[str, Any]]:
    """Rows of a month's rolls; who had to come beyond the count of the month was away on duty, and need not come.

    `before`: members who stayed away without a reason in an earlier month; nobody does so twice.
    """
    by_unit = {meeting.unit_id: meeting for meeting in sat}
    must: list[tuple[Meeting, Membership]] = []
    found: list[dict[str, Any]] = []
    for spell in rolls.spells:
        meeting = by_unit.get(spell.unit_id)
        if meeting is None or meeting.held_on is None or not spell.since <= meeting.held_on < spell.until:
            continue
        if rolls.is_eased(spell.member_id, meeting.held_on):
            found.append(_row(meeting, spell, Presence.NOT_REQUIRED))
        else:
            must.append((meeting, spell))
    beyond = len(must) - one.required if one.required else 0
    on_duty = _spread(must, beyond)
    found += [_row(meeting, spell, Presence.NOT_REQUIRED) for meeting, spell in on_duty]
    away = {id(spell) for _meeting, spell in on_duty}
    must = [(meeting, spell) for meeting, spell in must if id(spell) not in away]
    absent = len(must) - one.came if one.came else len(must) // 11
    turned = one.number * TURN  # others each month: nobody stays away without a reason twice
    missing = _spread(must[turned:] + must[:turned], absent)
    unexcused = one.unexcused if one.came else absent // 6
    fresh = [one for one in missing if one[1].member_id not in before]
    chosen = _spread(fresh, unexcused)
    without = {id(spell) for _meeting, spell in chosen}
    before.update(spell.member_id for _meeting, spell in chosen)
    answers = {
        id(spell): Presence.ABSENT if id(spell) in without else Presence.EXCUSED
        for _meeting, spell in missing
    }
    found += [_row(meeting, spell, answers.get(id(spell), Presence.PRESENT)) for meeting, spell in must]
    return found


def _spread(rows: list[Any], count: int) -> list[Any]:
    """So many of the rows, evenly spread over them."""
    return [rows[at * len(rows) // count] for at in range(count)] if count > 0 else []


def _row(meeting: Meeting, spell: Membership, answer: str) -> dict[str, Any]:
    return {
        "meeting_id": meeting.pk, "kind": meeting.kind, "unit_id": spell.unit_id, "person_id": spell.member.person_id,
        "member_id": spell.member_id, "held_on": meeting.held_on,
        "answer": answer, "must": answer != Presence.NOT_REQUIRED, "name_key": spell.name_key,
    }  # fmt: skip
