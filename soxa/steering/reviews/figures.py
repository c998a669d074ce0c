"""What shortcomings can be counted by: stated and put right in a period, still open on a day, overdue."""

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from soxa.kernel.figures import Figure, Moment, Source, SourceColumn
from soxa.kernel.figures.declare import Condition
from soxa.kernel.units.tree import tree
from soxa.law.acts_of_steering import REVIEWS
from soxa.org.roles import STEERING
from soxa.steering.reviews.models import Shortcoming


def _day(day: Any) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def _page(row: dict[str, Any]) -> str:
    return reverse("shortcoming", args=[row["pk"]])


_COLUMNS = (
    SourceColumn(_("Đơn vị"), "unit_id", lambda unit_id: tree().name(unit_id)),
    SourceColumn(_("Hạn chế, khuyết điểm"), "content"),
    SourceColumn(_("Đơn vị khắc phục"), "lead_unit_id", lambda unit_id: tree().name(unit_id) if unit_id else ""),
    SourceColumn(_("Người chịu trách nhiệm"), "person__full_name"),
    SourceColumn(_("Ngày nêu"), "since", _day),
    SourceColumn(_("Hạn khắc phục"), "due_on", _day),
    SourceColumn(_("Xác nhận đã khắc phục"), "confirmed_on", _day),
)  # fmt: skip


def _source(code: str, title: Any, kind: str, on: str = "since") -> Source:
    return Source(
        code=code, title=title, kind=kind, on=on, rows=Shortcoming.objects.all, columns=_COLUMNS,
        facts=("unit_id", "content", "since", "until", "due_on", "confirmed_on"), order=("due_on", "pk"), link=_page,
        sight_domain=STEERING,
    )  # fmt: skip


STATED = _source("shortcomings.stated_rows", _("Hạn chế, khuyết điểm được nêu"), "event")
RIGHTED = _source("shortcomings.righted_rows", _("Hạn chế đã khắc phục"), "event", "confirmed_on")
STANDING = _source("shortcomings.standing_rows", _("Hạn chế đang khắc phục"), "stock")


def overdue(moment: Moment) -> Q:
    """The day by which it was to be put right lies before the day, and nobody has seen that it is."""
    return Q(due_on__lt=moment.on)


def _of_committees() -> Q:
    """Of units that are no cells: what a commune's own report tells of."""
    cells = ("cell", "base")
    return Q(unit_id__in=sorted(one.id for one in tree().nodes.values() if one.kind not in cells))


def _own(counts: Condition | None = None) -> Condition:
    """The same of the commune itself, not of a cell."""

    def counted(moment: Moment) -> Q:
        return _of_committees() & counts(moment) if counts else _of_committees()

    counted.__doc__ = "Of the commune itself."
    return counted


def carried(moment: Moment) -> Q:
    """Stated before the period began."""
    return Q(since__lt=moment.since)


_ROWS, _LAW = _("hạn chế"), REVIEWS.at("")
# (code of all, code of the commune's own; title of each; what is looked at; how it is counted; the part that counts)
_COUNTED: tuple[tuple[str, str, Any, Any, Source, Any, Condition | None], ...] = (
    (
        "stated", "own_stated", _("Hạn chế, khuyết điểm được nêu"), _("Hạn chế, khuyết điểm của xã được nêu"), STATED,
        _("Hạn chế, khuyết điểm có ngày nêu trong kỳ"), None,
    ),
    (
        "put_right", "own_right", _("Hạn chế, khuyết điểm đã khắc phục"), _("Hạn chế, khuyết điểm của xã đã khắc phục"),
        RIGHTED, _("Hạn chế, khuyết điểm được xác nhận đã khắc phục trong kỳ, dù nêu trong kỳ hay từ trước"), None,
    ),
    (
        "", "own_carried_right", "", _("Hạn chế nêu từ kỳ trước của xã, đã khắc phục"), RIGHTED,
        _("Nêu trước khi kỳ bắt đầu, được xác nhận đã khắc phục trong kỳ"), carried,
    ),
    (
        "open", "own_open", _("Hạn chế, khuyết điểm chưa khắc phục xong"), _("Hạn chế, khuyết điểm của xã chưa khắc phục xong"),
        STANDING, _("Đã nêu mà đến hết ngày chốt chưa được xác nhận là đã khắc phục"), None,
    ),
    (
        "overdue", "own_overdue", _("Hạn chế, khuyết điểm quá hạn khắc phục"),
        _("Hạn chế, khuyết điểm của xã quá hạn khắc phục"), STANDING,
        _("Chưa khắc phục xong vào cuối ngày chốt, và hạn khắc phục đã qua"), overdue,
    ),
)  # fmt: skip
for _code, _own_code, _title, _own_title, _source_of, _said, _counts in _COUNTED:
    if _code:
        whole = format_lazy("{}.", _said)
        Figure(f"shortcomings.{_code}", _title, _ROWS, _source_of, _LAW, whole, counts=_counts)
    own_said = format_lazy(_("{said}; không tính của chi bộ."), said=_said)
    Figure(f"shortcomings.{_own_code}", _own_title, _ROWS, _source_of, _LAW, own_said, counts=_own(_counts))
