"""Discipline of organisations as its list and its page show it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel.page import day_text
from soxa.kernel.units.tree import tree
from soxa.law.acts import CHARTER
from soxa.party.censure.models import Censure
from soxa.party.discipline.measure import force_light, in_days
from soxa.party.discipline.rules import kept_until
from soxa.party.listed import Listed


@dataclass(frozen=True)
class Row:
    """A case as a line of the list."""

    case: Censure
    name: str
    level: str
    light: tuple[str, str]
    on: date


def rows_of(cases: Iterable[Censure], today: date) -> list[Row]:
    """Lines of the list; one question for what came after."""
    shown = list(cases)
    others = Censure.objects.filter(unit_id__in={one.unit_id for one in shown}, dropped_on=None)
    after = list(others.exclude(in_force_until=None))
    return [row_of(one, today, lapse_of(one, after)) for one in shown]


def lapse_of(case: Censure, among: Iterable[Censure] | None = None) -> date | None:
    """The day from which the decision has no effect, kept by what the same organisation violated meanwhile; None: it does not lapse."""
    own, since = case.in_force_until, case.announced_on
    if own is None or since is None:
        return own
    others = Censure.objects.filter(unit_id=case.unit_id, dropped_on=None) if among is None else among
    same = [
        one
        for one in others
        if (one.unit_id, one.subject) == (case.unit_id, case.subject) and one.pk != case.pk
    ]
    return kept_until(
        own, [(one.act_on, one.in_force_until) for one in same if one.in_force_until and one.act_on >= since]
    )[0]


def light_of(case: Censure, today: date, lapse: date | None) -> tuple[str, str]:
    """How a case stands on a day, from its dates."""
    if case.dropped_on:
        return "quiet", _("không xử lý kỷ luật")
    if case.announced_on is None:
        return "warn", str(case.get_state_display()).lower()
    never = _("giải tán từ {day}").format(day=day_text(case.announced_on))
    return force_light(lapse, today, never=never)


def row_of(case: Censure, today: date, lapse: date | None) -> Row:
    """One line of the list."""
    level = str(case.get_level_display()) if case.level else _("chưa quyết định")
    return Row(case, name_of(case, today), level[:1].upper() + level[1:], light_of(case, today, lapse), case.announced_on or case.opened_on)  # fmt: skip


def name_of(case: Censure, today: date) -> str:
    """The organisation, or its committee."""
    name = tree().name(case.unit_id, today) or tree().name(case.unit_id)
    return name if case.subject != "committee" else _("Cấp ủy: {name}").format(name=name)


def timeline(case: Censure, today: date) -> list[dict[str, Any]]:
    """What was done, in order of days."""
    lapse = _("Hết hiệu lực nếu không vi phạm mới ({cite})").format(cite=CHARTER.at("Điều 40"))
    steps = [
        (case.act_on, _("Vi phạm")),
        (case.opened_on, _("Bắt đầu xem xét: {source}").format(source=case.source)),
        (case.decided_on, _("Quyết định: {paper}").format(paper=case.decision)),
        (case.announced_on, _("Công bố, quyết định có hiệu lực")),
        (case.dropped_on, _("Kết thúc: {reason}").format(reason=case.reason)),
        (lapse_of(case), lapse),
    ]
    return in_days(steps, today)


def listed(rows: Iterable[Row], today: date) -> Listed:
    """The list as it leaves the book."""
    return Listed(
        slug="ky-luat-to-chuc",
        title=_("Danh sách thi hành kỷ luật tổ chức đảng"),
        about=_("Đến ngày {day}").format(day=day_text(today)),
        columns=(_("Tổ chức đảng"), _("Hình thức"), _("Nội dung vi phạm"), _("Quyết định"), _("Công bố"), _("Tình trạng")),
        shares=(5, 2.4, 5, 4, 2.4, 4),
        rows=[
            (row.name, row.level, row.case.violation, row.case.decision, day_text(row.case.announced_on) or "", row.light[1])
            for row in rows
        ],
    )  # fmt: skip
