"""The lists of badges as Excel: one round of the plan, or the register."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.sheets import cells
from soxa.kernel.sheets.columns import Column, Columns
from soxa.kernel.units.tree import tree
from soxa.party.badges.lists import NOT_YET, STATES, Asked, plan_of, register_of
from soxa.party.badges.models import Badge
from soxa.party.badges.planning import round_words


def _column(name: str, title: Any, width: int) -> Column:
    return Column(name=name, headings=(str(title),), parse=cells.text, width=width)


ROUND = Columns(
    "badges_of_a_round",
    str(gettext_lazy("Huy hiệu Đảng theo đợt")),
    (
        _column("name", gettext_lazy("Họ và tên"), 26),
        _column("cell", gettext_lazy("Chi bộ"), 28),
        _column("level", gettext_lazy("Loại Huy hiệu"), 10),
        _column("start", gettext_lazy("Tuổi Đảng tính từ"), 14),
        _column("due_on", gettext_lazy("Đủ năm ngày"), 14),
        _column("state", gettext_lazy("Tình trạng"), 20),
        _column("note", gettext_lazy("Ghi chú"), 30),
    ),
)
REGISTER = Columns(
    "badges",
    str(gettext_lazy("Sổ Huy hiệu Đảng")),
    (
        _column("name", gettext_lazy("Họ và tên"), 26),
        _column("cell", gettext_lazy("Chi bộ"), 28),
        _column("level", gettext_lazy("Loại Huy hiệu"), 10),
        _column("number", gettext_lazy("Số Huy hiệu"), 14),
        _column("decision", gettext_lazy("Quyết định tặng"), 28),
        _column("round_on", gettext_lazy("Đợt trao"), 14),
        _column("awarded_on", gettext_lazy("Ngày trao"), 14),
        _column("state", gettext_lazy("Tình trạng"), 20),
        _column("note", gettext_lazy("Diện xét, ghi chú"), 30),
    ),
)


def round_rows(asked: Asked, reader: Any) -> Iterator[dict[str, Any]]:
    """Rows of one round, in the order of the page."""
    for due in plan_of(asked, reader).rows:
        yield {
            "name": due.name, "cell": due.cell, "level": due.level, "start": due.start, "due_on": due.due_on,
            "state": str(STATES[due.state or NOT_YET]), "note": due.note,
        }  # fmt: skip


def register_rows(asked: Asked, reader: Any) -> Iterator[dict[str, Any]]:
    """Rows of the register, in the order of the page."""
    one: Badge
    for one in register_of(asked, reader).iterator(chunk_size=2000):
        yield {
            "name": one.member.person.full_name, "cell": tree().name(one.unit_id), "level": one.level,
            "number": one.number, "decision": one.decision, "round_on": one.round_on,
            "awarded_on": one.awarded_on, "state": str(one.get_state_display()),
            "note": "; ".join(filter(None, (str(one.get_reason_display()), one.note))),
        }  # fmt: skip


def title_of(asked: Asked) -> str:
    """What stands above the list of a round."""
    return _("Danh sách đồng chí đủ năm được xét tặng Huy hiệu Đảng, {round}").format(
        round=round_words(asked.round_on)
    )
