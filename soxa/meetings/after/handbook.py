"""A meeting's record in the field order of the electronic handbook, to be copied into it field by field.

No text that was seen fixes those fields or their order: they are ours, and the order is a setting.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.page import day_text
from soxa.kernel.preferences import Preference, declare, value_of
from soxa.kernel.units.tree import tree
from soxa.law.acts import HD_12_MEETINGS
from soxa.law.numbers import count_text
from soxa.meetings.after.record import Named, Record


@dataclass(frozen=True)
class Field:
    """One field of the handbook: its code in the setting, what it is called, what the record says in it."""

    code: str
    title: Any
    said: Callable[[Record], str]


def _hours(record: Record) -> str:
    ends = (record.meeting.began_at, record.meeting.ended_at)
    hours = " – ".join(f"{one:%H:%M}" for one in ends if one)
    return hours + (_(" hôm sau") if record.meeting.past_midnight else "")


def _numbers(record: Record) -> tuple[int, int, int, int]:
    """(members, had to come, came, excused)."""
    if record.counted is not None:
        told = record.counted
        return told.total, told.required, told.came, told.excused
    if record.turnout is not None:
        return record.turnout.required, record.turnout.required, record.turnout.came, record.turnout.excused
    return 0, 0, 0, 0


def _names(people: tuple[Named, ...]) -> str:
    return "; ".join(f"{one.name} – {one.words}" if one.words else one.name for one in people)


def _contents(record: Record) -> str:
    lines = []
    for one in record.items:
        said = f": {one.conclusion}" if one.conclusion else ""
        lines.append(f"{one.number}. {one.title.rstrip('.')}{said}")
    return "\n".join(lines)


def _decided(record: Record) -> str:
    lines = []
    for one in record.conclusions:
        who = f" – {one.person.full_name}" if one.person else ""
        when = f" – {day_text(one.due_on)}" if one.due_on else ""
        lines.append(f"{one.number}. {one.text.rstrip('.')}{who}{when}")
    return "\n".join(lines)


FIELDS: dict[str, Field] = {
    one.code: one
    for one in (
        Field("loai", gettext_lazy("Loại sinh hoạt"), lambda told: str(told.meeting.what.title)),
        Field("thang", gettext_lazy("Tháng"), lambda told: f"{told.meeting.month:%m/%Y}"),
        Field("ngay", gettext_lazy("Ngày họp"), lambda told: day_text(told.held_on)),
        Field("gio", gettext_lazy("Bắt đầu – kết thúc"), _hours),
        Field("dia-diem", gettext_lazy("Địa điểm"), lambda told: told.meeting.place),
        Field("chu-tri", gettext_lazy("Chủ trì"), lambda told: str(told.chair or "")),
        Field("thu-ky", gettext_lazy("Thư ký"), lambda told: str(told.scribe or "")),
        Field("tong-so", gettext_lazy("Tổng số đảng viên"), lambda told: count_text(_numbers(told)[0])),
        Field("phai-du", gettext_lazy("Phải dự"), lambda told: count_text(_numbers(told)[1])),
        Field("co-mat", gettext_lazy("Có mặt"), lambda told: count_text(_numbers(told)[2])),
        Field("vang-co-ly-do", gettext_lazy("Vắng có lý do"), lambda told: _names(told.excused)),
        Field("vang-khong-ly-do", gettext_lazy("Vắng không lý do"), lambda told: _names(told.absent)),
        Field("dai-bieu", gettext_lazy("Đại biểu dự"), lambda told: _names(told.guests)),
        Field("chuyen-de", gettext_lazy("Chuyên đề"), lambda told: told.meeting.theme),
        Field("noi-dung", gettext_lazy("Nội dung sinh hoạt"), _contents),
        Field(
            "y-kien",
            gettext_lazy("Ý kiến phát biểu"),
            lambda told: "\n".join(f"{one.name}: {one.text}" for one in told.opinions),
        ),
        Field("bieu-quyet", gettext_lazy("Biểu quyết"), lambda told: "\n".join(told.votes)),
        Field("ket-luan", gettext_lazy("Kết luận, nhiệm vụ"), _decided),
    )
}


def codes(typed: Any) -> list[str]:
    """The codes of an order of fields as it is typed."""
    return [one.strip() for one in str(typed).replace(";", ",").split(",") if one.strip()]


def _fault(typed: Any) -> str:
    given = codes(typed)
    unknown = [one for one in given if one not in FIELDS]
    if unknown:
        return _("Không có trường “{code}”. Dùng các mã: {codes}.").format(
            code=unknown[0], codes=", ".join(FIELDS)
        )
    return _("Mỗi trường ghi một lần.") if len(set(given)) < len(given) else ""


ORDER = declare(
    Preference(
        "meetings.handbook_fields",
        gettext_lazy("Thứ tự các trường khi chép sang Sổ tay đảng viên điện tử, cách nhau dấu phẩy"),
        "",
        help=gettext_lazy("Để trống: theo thứ tự của sổ này. Chưa thấy văn bản nêu thứ tự các trường; đối chiếu với màn hình nhập đang dùng rồi sửa."),
        cite=HD_12_MEETINGS.at(""),
        confirmed=False,
        check=_fault,
    )
)  # fmt: skip


def told(record: Record) -> list[tuple[str, Any, str]]:
    """(code, title, what the record says) of each field, in the order set for the unit."""
    above = tree().ancestors(record.meeting.unit_id, record.held_on)
    order = codes(value_of(ORDER, tuple(above), record.held_on)) or list(FIELDS)
    return [(code, FIELDS[code].title, FIELDS[code].said(record)) for code in order if code in FIELDS]
