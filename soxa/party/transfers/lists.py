"""The lists of transfers: who is on the way out, who has come, what is over; and the same as a sheet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.access import sight_of
from soxa.kernel.page import day_text
from soxa.kernel.units.tree import tree
from soxa.law.words import fold
from soxa.party.listed import Listed
from soxa.party.transfers.flow import clock_of
from soxa.party.transfers.models import Transfer

PAGE = 50
PARTS = {"di": gettext_lazy("Chuyển đi"), "den": gettext_lazy("Chuyển đến"), "xong": gettext_lazy("Đã xong")}
_PARTS = {
    "di": Q(direction=Transfer.OUT, ended_on=None),
    "den": Q(direction=Transfer.IN, ended_on=None),
    "xong": Q(ended_on__isnull=False),
}
SOON = 7


@dataclass(frozen=True)
class Row:
    """One case as a list shows it; `due` is the Due that runs on it, None where none does."""

    case: Transfer
    cell: str
    code: str
    due: Any
    light: tuple[str, str]


def counts(reader: Any) -> dict[str, int]:
    """How many cases each part of the list has, within sight."""
    seen: Any = Transfer.objects.seen_by(reader)
    return {part: seen.filter(condition).count() for part, condition in _PARTS.items()}


def leaf(query: Mapping[str, str], reader: Any, today: date) -> tuple[str, list[Row], Page]:  # type: ignore[type-arg]
    """(part, rows, page) of what the address asks: muc, q, trang."""
    part = query.get("muc", "") if query.get("muc") in PARTS else "di"
    seen: Any = Transfer.objects.seen_by(reader)
    found = seen.filter(_PARTS[part]).select_related("member__person")
    for word in fold(query.get("q", "")).split()[:6]:
        found = found.filter(
            Q(member__person__folded__contains=word) | Q(other__icontains=word) | Q(letter_no__contains=word)
        )
    order = ("-ended_on", "-pk") if part == "xong" else ("requested_on", "presented_on", "pk")
    page = Paginator(found.order_by(*order), PAGE).get_page(query.get("trang"))
    return part, [row(one, today) for one in page], page


def row(case: Transfer, today: date) -> Row:
    """The case with its cell and its clock."""
    due = clock_of(case, today)
    node = tree().nodes[case.unit_id]
    return Row(case, tree().name(case.unit_id, case.ended_on), node.code, due, light(case, due, today))


def light(case: Transfer, due: Any, today: date) -> tuple[str, str]:
    """(level, words) of where a case stands: its state, or how long its clock has left."""
    state = str(case.get_state_display())
    if case.ended_on:
        return ("good" if case.state == Transfer.SETTLED else "quiet", state)
    if case.direction == Transfer.OUT and case.member and case.member.person.died_on:
        return "bad", _("Đồng chí đã từ trần: rút hồ sơ")
    if case.state == Transfer.ARRIVED:
        return ("warn", state) if case.file_confirmed else ("bad", _("Chờ xác nhận hồ sơ"))
    if case.sort == Transfer.TEMPORARY and case.state == Transfer.LETTER and case.returns_on:
        return _counted(case.returns_on, today, state)
    return _counted(due.on, today, state) if due else ("quiet", state)


def _counted(on: date, today: date, state: str) -> tuple[str, str]:
    left = (on - today).days
    if left < 0:
        return "bad", _("{state}, quá hạn {days} ngày").format(state=state, days=-left)
    level = "warn" if left <= SOON else "quiet"
    return level, _("{state}, còn {days} ngày").format(state=state, days=left)


def listed(query: Mapping[str, str], reader: Any, today: date) -> Listed:
    """Every case of the part asked for, to print."""
    part = query.get("muc", "") if query.get("muc") in PARTS else "di"
    seen: Any = Transfer.objects.seen_by(reader)
    rows = [
        row(one, today)
        for one in seen.filter(_PARTS[part]).select_related("member__person").order_by("name_key", "pk")
    ]
    columns = (
        _("STT"), _("Họ và tên"), _("Chi bộ"), _("Loại"), _("Nơi kia"), _("Giấy giới thiệu"), _("Hạn"), _("Tình trạng"),
    )  # fmt: skip
    return Listed(
        f"chuyen-sinh-hoat-{part}",
        _("Danh sách chuyển sinh hoạt đảng"),
        _("{part}, đến hết ngày {day}").format(part=PARTS[part], day=day_text(today)),
        columns,
        (5, 18, 17, 9, 21, 13, 9, 15),
        [
            (
                str(at), one.case.full_name, one.cell, str(one.case.get_sort_display()), one.case.other,
                " · ".join(filter(None, (one.case.letter_no, day_text(one.case.letter_on) if one.case.letter_on else ""))),
                day_text(one.due.on) if one.due else "", one.light[1],
            )
            for at, one in enumerate(rows, 1)
        ],
        _("Không có hồ sơ nào."),
    )  # fmt: skip


def first_unit(reader: Any) -> int | None:
    """The commune whose name a printed list bears: where the reader's sight over the Party begins."""
    sight = sight_of(reader, "party")
    return next((node.id for node in tree().of_kind("commune") if node.id in sight), None)
