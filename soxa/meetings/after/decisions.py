"""The paper that follows from the conclusions: a cell's monthly resolution, the conclusion or notice of a committee's meeting."""

from soxa.meetings.after.minutes import composition, decisions, discussion, time_and_place
from soxa.meetings.after.papers import PAPERS
from soxa.meetings.after.pieces import Piece, head, line, numbered, part, point
from soxa.meetings.after.record import Record
from soxa.meetings.kinds import CELL


def of_meeting(record: Record) -> list[Piece]:
    """Every piece of the paper that the meeting's kind asks for."""
    if record.meeting.kind == CELL:
        return _resolution(record)
    said = "I. Ý kiến, kiến nghị" if PAPERS[record.meeting.kind].decisions == "bao_cao" else "I. Đánh giá"
    return [
        line(f"Ngày {record.held_on:%d/%m/%Y}, {_called(record)} đã tiến hành."),
        part("opening", "Thành phần, nội dung đã xem xét", _contents(record)),
        head(said),
        part("review", "Đánh giá, ý kiến", "\n".join(_remarks(record)), empty="Không có."),
        head("II. Kết luận, phân công"),
        *decisions(record),
        part("orders", "Tổ chức thực hiện"),
    ]


def _called(record: Record) -> str:
    return record.meeting.called[:1].lower() + record.meeting.called[1:]


def _contents(record: Record) -> str:
    titles = "; ".join(one.title.rstrip(".") for one in record.items)
    return f"Nội dung: {titles}." if titles else ""


def _remarks(record: Record) -> list[str]:
    return [f"- {one.title.rstrip('.')}: {one.conclusion}" for one in record.items if one.conclusion]


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
    told.append(part("review", "Đánh giá tháng trước", "\n".join(_remarks(record)), empty="Không có."))
    told += [head(f"II. Nhiệm vụ tháng {month}"), *decisions(record), part("more", "Nhiệm vụ thường xuyên")]
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
    """The minutes of one point of the agenda: the frame of the whole, and of the contents this point alone."""
    one = next(one for one in record.items if one.pk == item_id)
    following = numbered()
    told = [*time_and_place(record), *composition(record), head("III. Nội dung")]
    told.append(point(f"{following()}. {one.title.rstrip('.')}."))
    told.append(part(f"item-{one.pk}", one.title, one.conclusion, beside=one.title))
    told += discussion(record, following, {}, of=one.pk)
    if any(given.item_id == one.pk for given in record.conclusions):
        told += [head("IV. Kết luận"), *decisions(record, of=one.pk)]
    return told
