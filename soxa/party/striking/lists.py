"""Strike-off as its list and its case page show it, and what the three-month rules raise."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.page import day_text
from soxa.kernel.units.tree import tree
from soxa.party.discipline.lists import VEILED, Beside, Portrait, Row
from soxa.party.discipline.measure import in_days
from soxa.party.listed import Listed
from soxa.party.striking.flow import complaint_due
from soxa.party.striking.models import StrikeOff
from soxa.party.striking.sources import Finding, findings
from soxa.party.voting.count import words

S = StrikeOff
SORTS = {
    "dang-xem-xet": (gettext_lazy("Đang xem xét"), (S.RAISED, S.VOTED)),
    "da-xoa-ten": (gettext_lazy("Đã xóa tên"), (S.DECIDED,)),
    "khong-xoa-ten": (gettext_lazy("Không xóa tên"), (S.DROPPED,)),
}
_LIGHTS = {S.RAISED: "warn", S.VOTED: "warn", S.DECIDED: "bad", S.DROPPED: "good"}


def narrowed(found: Any, sort: str) -> Any:
    """Cases of a sort, the newest first."""
    if sort in SORTS:
        found = found.filter(state__in=SORTS[sort][1])
    return found.order_by("-raised_on", "-pk")


def row_of(case: StrikeOff, today: date) -> Row:
    """One line of the list."""
    node = tree().nodes[case.unit_id]
    return Row(
        case, case.member.person.full_name, tree().name(case.unit_id, today), node.code,
        _upper(str(case.get_ground_display())), case.detail, (_LIGHTS[case.state], str(case.get_state_display()).lower()),
        case.raised_on,
    )  # fmt: skip


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def listed(rows: Iterable[Row], today: date) -> Listed:
    """The list as it leaves the book."""
    return Listed(
        slug="xoa-ten",
        title=_("Danh sách xem xét xóa tên đảng viên"),
        about=_("Đến ngày {day}").format(day=day_text(today)),
        columns=(_("Họ và tên"), _("Chi bộ"), _("Lý do"), _("Cụ thể"), _("Bắt đầu xem xét"), _("Tình trạng")),
        shares=(4, 4, 6, 5, 3, 3),
        rows=[(row.name, row.cell, row.what, row.detail, day_text(row.on), row.light[1]) for row in rows],
    )  # fmt: skip


def months_text(found: Finding) -> str:
    """ "tháng 3, 5, 8/2026"."""
    return _("tháng {months}/{year}").format(months=", ".join(map(str, found.months)), year=found.year)


def beside(reader: Any, today: date) -> list[Beside]:
    """What the three-month rules raise: a person opens the case, or does not."""
    names = dict(S.GROUNDS)
    shown = []
    for one in findings(reader, today):
        reached = one.says == "reached"
        query = urlencode({"ly-do": one.ground, "cu-the": months_text(one)})
        shown.append(
            Beside(
                one.member_id, one.name, tree().name(one.unit_id, today),
                ("bad", _("cần xem xét")) if reached else ("warn", _("sắp phải xem xét")),
                f"{_upper(str(names[one.ground]))}: {months_text(one)}",
                reverse("strike_off_new", args=[one.member_id]) + "?" + query if reached else "",
            )
        )  # fmt: skip
    return shown


def portrait(case: StrikeOff, today: date) -> Portrait:
    """Everything the page of a case shows."""
    rows = [] if case.is_veiled else case.votes.order_by("on", "pk")
    votes = [(one, _("Chi bộ biểu quyết xóa tên"), words(one)) for one in rows]
    facts: list[tuple[Any, ...]] = [
        (_("Lý do xem xét"), _upper(str(case.get_ground_display())), case.detail),
        (_("Căn cứ"), case.source),
        (_("Ý kiến cấp trên"), case.ruling, _("không đồng ý") if case.ruled_against else ""),
    ]
    notices: list[tuple[Any, str]] = [(VEILED, "")] if case.is_veiled else []
    if case.decided_on and today <= (due := complaint_due(case.decided_on)).on:
        notices.append(
            (
                _("Còn trong thời hạn khiếu nại đến hết {day}").format(day=day_text(due.on)),
                " ".join(due.why()),
            )
        )
    light = (_LIGHTS[case.state], str(case.get_state_display()).lower())
    return Portrait(light, facts, votes, _timeline(case, votes, today), notices)


def _timeline(case: StrikeOff, votes: list[Any], today: date) -> list[dict[str, Any]]:
    steps = [
        (case.raised_on, _("Bắt đầu xem xét: {source}").format(source=case.source)),
        *[(one.on, f"{question}: {count}") for one, question, count in votes],
        (case.decided_on, _("Quyết định xóa tên: {paper}").format(paper=case.decision)),
        (case.dropped_on, _("Không xóa tên: {reason}").format(reason=case.reason)),
    ]
    return in_days(steps, today)
