"""The minutes of a meeting in the order offices write them: time and place, composition, contents, votes, conclusions.

These are the words of the form, not of the screen: they are Vietnamese whatever language the reader has chosen.
"""

from collections.abc import Callable, Iterable, Mapping

from soxa.kernel.units.tree import tree
from soxa.law.numbers import in_sentence, share_text
from soxa.meetings.after import rules
from soxa.meetings.after.pieces import Piece, Typed, head, item, line, numbered, part, point
from soxa.meetings.after.record import Named, Record
from soxa.meetings.kinds import CELL, HEADS, MEMBERS, PARTY

COUNCILS = ("council", "council_special")
_NOTHING = "Không có."
_AWAY = ("Vắng có lý do: {excused}{who_excused}.", "Vắng không lý do: {absent}{who_absent}.")


def minutes(record: Record) -> list[Piece]:
    """Every piece of the minutes, in order."""
    return [
        *time_and_place(record),
        *composition(record),
        *contents(record),
        *voted(record),
        *concluded(record),
        part("adopted", "Câu thông qua biên bản", _adopted(record), beside=_came(record)),
    ]


def time_and_place(record: Record) -> list[Piece]:
    """Part I."""
    meeting = record.meeting
    began = f"Bắt đầu {rules.hour_text(meeting.began_at)}" if meeting.began_at else "Họp"
    day = " ngày hôm sau" if meeting.past_midnight else ""
    ended = (
        f", kết thúc {rules.hour_text(meeting.ended_at)}{day} ({{minutes}} phút)" if meeting.ended_at else ""
    )
    where = Typed(f", tại {meeting.place}" if meeting.place else "")
    words = f"{began}{ended} ngày {record.held_on:%d/%m/%Y}{{where}}."
    told = [line(words, {"minutes": meeting.minutes or 0, "where": where}, meeting.pk)]
    if meeting.moved_why:
        told.append(line(f"Không họp đúng ngày quy định, lý do: {meeting.moved_why}."))
    return [head("I. Thời gian, địa điểm"), *told]


def composition(record: Record) -> list[Piece]:
    """Part II: who had to come and came, who was away and why, who came from elsewhere, who led and who wrote."""
    told = [head("II. Thành phần")]
    if record.counted is not None:
        told += _of_cell(record, record.counted)
    elif record.turnout is not None:
        told += _of_list(record)
    else:
        told.append(line("Chưa có điểm danh."))
    told.append(line(f"{_guests_word(record)}: {_names(record.guests, record) or 'không có'}."))
    told.append(
        line(f"{chair_word(record)}: {_one(record.chair, record)}. Thư ký: {_one(record.scribe, record)}.")
    )
    return told


def chair_word(record: Record) -> str:
    """What who leads is called: "Chủ trì", in a council "Chủ tọa"."""
    return "Chủ tọa" if record.meeting.kind in COUNCILS else "Chủ trì"


def _guests_word(record: Record) -> str:
    return "Đại biểu" if record.meeting.side == PARTY else "Khách mời"


def _of_cell(record: Record, told: rules.Composition) -> list[Piece]:
    key = record.meeting.pk
    numbers: dict[str, int | str] = {
        "total": told.total, "official": told.official, "probationary": told.probationary, "required": told.required,
        "came": told.came, "came_official": told.came_official, "came_probationary": told.came - told.came_official,
        "share": share_text(told.came, told.required), "excused": told.excused, "absent": told.absent,
        "exempt": told.eased[rules.EXEMPT] + told.eased[rules.TEMP_EXEMPT], "freely": told.freely,
        "away": told.eased[rules.AWAY], "guests": told.guests, **_why_away(record),
    }  # fmt: skip
    eased = "Miễn, tạm miễn" if told.eased[rules.TEMP_EXEMPT] else "Miễn"
    lines = [
        "Tổng số đảng viên: {total} đồng chí (chính thức {official}, dự bị {probationary}).",
        "Thuộc diện phải dự: {required}; có mặt: {came} (chính thức {came_official}, dự bị {came_probationary}), đạt {share}.",
        *_AWAY,
        f"{eased} công tác và sinh hoạt: {{exempt}}, trong đó tự nguyện dự: {{freely}}.",
        "Sinh hoạt tạm thời nơi khác: {away}; nơi khác đến dự tạm thời: {guests}.",
    ]
    summed = f"({rules.sum_line(told)}.)"
    return [*(line(words, numbers, key) for words in lines), line(summed)]


def _of_list(record: Record) -> list[Piece]:
    told, key = record.turnout, record.meeting.pk
    assert told is not None  # noqa: S101 – asked before
    numbers: dict[str, int | str] = {
        "required": told.required, "came": told.came, "share": told.share, "excused": told.excused, "absent": told.absent,
        **_why_away(record),
    }  # fmt: skip
    lines = [f"Số {_whom(record)}: {{required}}; có mặt: {{came}}, đạt {{share}}."]
    if record.meeting.what.summoned != HEADS:
        lines += _AWAY
    if record.meeting.what.quorum is not None:
        lines.append("Đủ số người dự để họp." if record.holds else "Chưa đủ số người dự để họp.")
    return [line(words, numbers, key) for words in lines]


def _whom(record: Record) -> str:
    kind = record.meeting.kind
    if kind in COUNCILS:
        return "đại biểu được triệu tập"
    if kind == "village":
        return "đại diện hộ gia đình phải dự"
    if record.meeting.what.summoned == HEADS:
        return "người mời dự"
    return "đồng chí được triệu tập" if record.meeting.side == PARTY else "thành viên được triệu tập"


def contents(record: Record) -> list[Piece]:
    """Part III: each point of the agenda with what was written of it, the opinions a line each, the answer, the guests' words."""
    following, meeting = numbered(), record.meeting
    told = [
        head("III. Nội dung"),
        point(f"{following()}. Ổn định tổ chức; thông qua chương trình; cử thư ký."),
    ]
    told.append(part("opening", "Ổn định tổ chức, khai mạc"))
    if meeting.theme:
        told.append(point(f"{following()}. Chuyên đề: {meeting.theme}."))
        told.append(part("theme", "Người viết báo cáo, tóm tắt chuyên đề", beside=meeting.theme))
    if record.before:
        told += [point(f"{following()}. {_before(record)}")]
        told.append(part("before", "Nhận xét việc thực hiện nghị quyết tháng trước", beside=_before(record)))
    places = {}
    for one in record.items:
        places[one.pk] = following()
        told.append(point(f"{places[one.pk]}. {one.title.rstrip('.')}."))
        told.append(part(f"item-{one.pk}", one.title, one.conclusion, beside=one.title))
    told += discussion(record, following, places)
    who = "chi ủy" if meeting.what.unit_kind == "cell" else chair_word(record).lower()
    told.append(point(f"{following()}. Tiếp thu, giải trình của {who}:"))
    told.append(part("answer", f"Tiếp thu, giải trình của {who}", empty=_NOTHING))
    guests = "đại biểu cấp trên" if meeting.side == PARTY else "khách mời"
    told.append(point(f"{following()}. Ý kiến của {guests}:"))
    told.append(part("guests", f"Ý kiến của {guests}", _of_guests(record), empty=_NOTHING))
    return told


def _before(record: Record) -> str:
    told = record.before
    assert told is not None  # noqa: S101 – asked before
    left = f"; chưa xong: {'; '.join(told.open)}" if told.open else ""
    return f"Kiểm điểm việc thực hiện nghị quyết tháng {told.month.month}: đã xong {told.done}/{told.whole} việc{left}."


def discussion(
    record: Record, following: Callable[[], int], places: Mapping[int, int], *, of: int | None = None
) -> list[Piece]:
    """The opinions, a line each, and those reserved; `places`: item → its number on the paper, `of`: the item they are on."""
    said = [one for one in record.opinions if of is None or one.item_id == of]
    said = [one for one in said if not record.from_guest(one)]
    spoke = len({one.person_id or one.name for one in said})
    who = title_word(record)
    spoken = f"{{speakers}} {who} phát biểu" if spoke else "không có ý kiến phát biểu"
    told = [line(f"{following()}. Thảo luận: {spoken}.", {"speakers": spoke}, record.meeting.pk)]
    for one in said:
        where = f" (mục {places[one.item_id]})" if of is None and one.item_id in places else ""
        told.append(item(f"{who.capitalize()} {one.name}{where}: {one.text}"))
    kept = [one for one in said if one.reserved]
    if kept:
        told.append(line(f"Ý kiến bảo lưu: {'; '.join(f'{who} {one.name}: {one.text}' for one in kept)}"))
    return told


def _of_guests(record: Record) -> str:
    said = [one for one in record.opinions if record.from_guest(one)]
    who = title_word(record).capitalize()
    return "\n".join(f"- {who} {one.name}: {one.text}" for one in said)


def voted(record: Record) -> list[Piece]:
    """Part IV: each question put to the vote, as it was counted."""
    told = [line(f"{at}. {words}") for at, words in enumerate(record.votes, start=1)]
    return [head("IV. Biểu quyết"), *(told or [line("Không có nội dung biểu quyết.")])]


def concluded(record: Record) -> list[Piece]:
    """Part V: what is to be done, by whom and by when."""
    monthly = record.meeting.kind == CELL
    told = [head("V. Kết luận, nghị quyết tháng" if monthly else "V. Kết luận")]
    told += decisions(record)
    told.append(part("concluded", "Kết luận của chủ trì"))
    if record.score:
        points, level = record.score
        words = f"Tự đánh giá buổi sinh hoạt: {{points}} điểm, loại {level}."
        told.append(line(words, {"points": points}, record.meeting.pk))
    return told


def decisions(record: Record, *, of: int | None = None) -> list[Piece]:
    """The conclusions, a line each: what – who – by when."""
    rows = [one for one in record.conclusions if of is None or one.item_id == of]
    if not rows:
        return [line("Không giao việc cụ thể.")]
    return [line(f"{at}. {_task(one, record)}") for at, one in enumerate(rows, start=1)]


def _task(one: object, record: Record) -> str:
    text, person, due, task = (getattr(one, name) for name in ("text", "person", "due_on", "task"))
    unit = f" – {tree().name(task.unit_id, record.held_on)} chủ trì" if task else ""
    who = f" – {title_word(record)} {person.full_name} phụ trách" if person else unit
    when = f" – hạn {due:%d/%m/%Y}" if due else ""
    return f"{text.rstrip('.')}{who}{when}."


def _adopted(record: Record) -> str:
    if record.meeting.what.summoned == MEMBERS:
        return "Biên bản đã thông qua trước chi bộ, 100% đảng viên có mặt nhất trí."
    return "Biên bản đã thông qua trước cuộc họp, các thành viên có mặt nhất trí."


def _came(record: Record) -> str:
    counted = record.counted.came if record.counted else record.turnout.came if record.turnout else 0
    return in_sentence(counted)


def title_word(record: Record) -> str:
    """What those at the meeting are called: "đồng chí", of the State "ông (bà)", in a council "đại biểu"."""
    if record.meeting.kind in COUNCILS:
        return "đại biểu"
    return "đồng chí" if record.meeting.side == PARTY else "ông (bà)"


def _one(named: Named | None, record: Record) -> str:
    return f"{title_word(record)} {named}" if named else "……"


def _names(people: Iterable[Named], record: Record) -> str:
    return "; ".join(f"{title_word(record)} {one}" for one in people)


def _why_away(record: Record) -> dict[str, Typed]:
    return {"who_excused": _listed(record.excused), "who_absent": _listed(record.absent)}


def _listed(people: tuple[Named, ...]) -> Typed:
    names = "; ".join(f"{one.name} – {one.words}" if one.words else one.name for one in people)
    return Typed(f" ({names})" if names else "")
