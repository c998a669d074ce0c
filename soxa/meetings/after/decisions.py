"""The paper that follows from the conclusions: a cell's monthly resolution, the conclusion or notice of a committee's meeting."""

from collections.abc import Iterable
from typing import Any

from soxa.meetings.after.minutes import (
    chair_word,
    composition,
    decisions,
    discussion,
    time_and_place,
    title_word,
)
from soxa.meetings.after.papers import PAPERS
from soxa.meetings.after.pieces import Piece, head, line, numbered, part, point
from soxa.meetings.after.record import Record
from soxa.meetings.kinds import CELL

# how the point of an agenda begins that looks back at the month before, and that tells news which no resolution repeats
LOOKING_BACK = ("đánh giá", "kiểm điểm", "kết quả")
NEWS = ("thông tin", "phổ biến")


def of_meeting(record: Record) -> list[Piece]:
    """Every piece of the paper that the meeting's kind asks for."""
    if record.meeting.kind == CELL:
        return _resolution(record)
    told = PAPERS[record.meeting.kind].decisions == "bao_cao"
    said = "Ý kiến, kiến nghị" if told else "Nội dung đã thống nhất"
    return [
        line(_opening(record)),
        part("opening", "Thành phần, nội dung đã xem xét", _contents(record)),
        head(f"I. {said}"),
        part("review", said, "\n".join(_remarks(record.items)), empty="Không có."),
        head("II. Tiếp thu, phân công giải quyết" if told else "II. Phân công thực hiện"),
        *decisions(record),
        part("orders", "Tổ chức thực hiện"),
    ]


def _opening(record: Record) -> str:
    """On which day who led what: "Ngày 14/01/2026, đồng chí …, Bí thư Đảng ủy, chủ trì họp Ban Thường vụ Đảng ủy."."""
    called = record.meeting.called[:1].lower() + record.meeting.called[1:]
    if record.chair is None:
        return f"Ngày {record.held_on:%d/%m/%Y} đã tổ chức {called}."
    post = f", {record.chair.words}," if record.chair.words else ""
    who = f"{title_word(record)} {record.chair.name}{post}"
    return f"Ngày {record.held_on:%d/%m/%Y}, {who} {chair_word(record).lower()} {called}."


def _contents(record: Record) -> str:
    titles = "; ".join(one.title.rstrip(".") for one in record.items)
    return f"Nội dung: {titles}." if titles else ""


def _remarks(items: Iterable[Any]) -> list[str]:
    return [f"- {one.title.rstrip('.')}: {one.conclusion}" for one in items if one.conclusion]


def _begins(item: Any, *words: str) -> bool:
    return str(item.title).lower().startswith(words)


def _resolution(record: Record) -> list[Piece]:
    month = record.meeting.month.month
    told = [
        line(
            f"Ngày {record.held_on:%d/%m/%Y}, {record.unit} sinh hoạt thường kỳ tháng {month}; sau khi thảo luận, chi bộ thống nhất ban hành nghị quyết với các nội dung sau:"
        ),
        head(f"I. Đánh giá việc thực hiện nghị quyết tháng {(month - 2) % 12 + 1}"),
    ]
    if record.before:
        told.append(line(f"Đã xong {record.before.done}/{record.before.whole} việc đề ra."))
        told += [line(f"Chưa xong: {'; '.join(record.before.open)}.")] if record.before.open else []
    back = "\n".join(one.conclusion for one in record.items if _begins(one, *LOOKING_BACK) and one.conclusion)
    told.append(part("review", "Đánh giá tháng trước", back, empty="" if record.before else "Không có."))
    agreed = _remarks(one for one in record.items if not _begins(one, *LOOKING_BACK, *NEWS))
    told += [
        head(f"II. Nhiệm vụ tháng {month}"),
        part("agreed", "Nội dung đã thống nhất", "\n".join(agreed)),
        *decisions(record),
        part("more", "Nhiệm vụ thường xuyên"),
    ]
    told += [
        head("III. Tổ chức thực hiện"),
        part(
            "orders",
            "Tổ chức thực hiện",
            "Chi ủy, bí thư chi bộ phân công, đôn đốc; đảng viên được giao việc báo cáo kết quả tại kỳ sinh hoạt sau.",
        ),
    ]
    return told


def excerpt(record: Record, item_id: int) -> list[Piece]:
    """The minutes of one point of the agenda: the frame of the whole, who was away by number alone, and of the contents this point."""
    one = next(one for one in record.items if one.pk == item_id)
    following = numbered()
    told = [*time_and_place(record), *composition(record.numbers_alone()), head("III. Nội dung")]
    told.append(point(f"{following()}. {one.title.rstrip('.')}."))
    told.append(part(f"item-{one.pk}", one.title, one.conclusion, beside=one.title))
    told += discussion(record, following, {}, of=one.pk)
    if any(given.item_id == one.pk for given in record.conclusions):
        told += [head("IV. Kết luận"), *decisions(record, of=one.pk)]
    return told
