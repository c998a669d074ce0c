"""What is about to be broken while it can still be mended: a list of warnings over facts, each with its day, its law and why."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from soxa.kernel.calendar import working_calendar
from soxa.kernel.page import day_text
from soxa.law.calendar import Calendar
from soxa.law.force import Law, NotInForce
from soxa.law.meetings import THEMES_A_QUARTER
from soxa.meetings.convening import rules
from soxa.meetings.effects import usual_day
from soxa.meetings.kinds import ALL, CELL, HEADS, Kind

BAD, WARN = "bad", "warn"
SOON = timedelta(days=5)


@dataclass(frozen=True)
class Facts:
    """What is known of a meeting ahead: its kind and day, when its people were told, when papers went out, who comes.

    `called`: how many are called; `excused`: how many of them asked to stay away.
    """

    kind: Kind
    planned_on: date
    told_on: date | None = None
    papers_on: date | None = None
    moved_why: str = ""
    called: int = 0
    excused: int = 0


@dataclass(frozen=True)
class Warned:
    """One warning: how grave, in words, by which day it can be mended (none: no day is set), why, by what law."""

    code: str
    level: str
    words: str
    cite: str
    on: date | None = None
    why: tuple[str, ...] = ()


def of_meeting(facts: Facts, today: date, calendar: Calendar | None = None) -> list[Warned]:
    """Everything about a meeting ahead that breaks a rule or soon will; the gravest first."""
    days = calendar or working_calendar(today)
    found = [
        *_fixed_day(facts),
        *_in_time(facts, "notice", facts.kind.notice, facts.told_on, today, days),
        *_in_time(facts, "papers", facts.kind.papers_before, facts.papers_on, today, days),
        *_quorum(facts),
    ]
    return sorted(found, key=lambda one: one.level != BAD)


def _fixed_day(facts: Facts) -> list[Warned]:
    usual = usual_day(facts.planned_on)
    if facts.kind.code != CELL or usual is None or facts.planned_on == usual or facts.moved_why:
        return []
    said = _("Họp ngày {day}, không đúng ngày {usual}: ghi lý do khi triệu tập.").format(
        day=day_text(facts.planned_on), usual=day_text(usual)
    )
    return [Warned("day", WARN, said, str(facts.kind.cite))]


def _words(code: str) -> tuple[str, str, str]:
    """What is said of a thing not yet done, of one that can no more be done in time, and of one done too late."""
    if code == "notice":
        return (
            _("Chưa báo họp; báo chậm nhất ngày {last}."),
            _("Chưa báo họp, đã quá ngày {last} là hạn báo trước; nên lùi ngày họp."),
            _("Báo họp ngày {done}, chậm hơn hạn {last}; nên lùi ngày họp."),
        )
    return (
        _("Chưa gửi tài liệu; gửi chậm nhất ngày {last}."),
        _("Chưa gửi tài liệu, đã quá hạn ngày {last}."),
        _("Tài liệu gửi ngày {done}, chậm hơn hạn {last}."),
    )


def _in_time(facts: Facts, code: str, rule: Law | None, done: date | None, today: date, calendar: Calendar) -> list[Warned]:  # fmt: skip
    if rule is None:
        return []
    try:
        last = rules.last_day(rule, facts.planned_on, calendar)
        row = rule.on(facts.planned_on)
    except NotInForce:
        return []
    soon, past, late = _words(code)
    if done is not None:
        level, words = BAD, late if done > last else ""
    elif today > last:
        level, words = BAD, past
    else:
        level, words = WARN, soon if last <= today + SOON else ""
    if not words:
        return []
    said = words.format(last=day_text(last), done=day_text(done))
    why = tuple(rules.explained(rule, facts.planned_on, calendar))
    return [Warned(code, level, said, str(row.cite), last, why)]


def _quorum(facts: Facts) -> list[Warned]:
    rule = facts.kind.quorum
    if rule is None or not facts.excused or facts.kind.summoned == HEADS:
        return []
    if facts.kind.holds(facts.called - facts.excused, facts.called, facts.planned_on):
        return []
    said = _("{n} đồng chí xin vắng: còn {left}/{all} thì không đủ số người để họp; nên đổi ngày.").format(
        n=facts.excused, left=facts.called - facts.excused, all=facts.called
    )
    base = _("tổng số") if rule.base == ALL else _("số phải dự")
    why = _("Phải có mặt hơn hoặc bằng {share} {base} theo loại cuộc họp.").format(
        share=rule.law.on(facts.planned_on).amount, base=base
    )
    return [Warned("quorum", BAD, said, str(rule.law.on(facts.planned_on).cite), facts.planned_on, (why,))]


def of_quarter(cells: int, without: int, today: date) -> list[Warned]:
    """Cells that held no thematic meeting this quarter, from the first day of its last month."""
    if not without or today < rules.theme_watched_from(today):
        return []
    quarter = (today.month - 1) // 3 + 1
    said = (
        _("Quý {n} chưa sinh hoạt chuyên đề.").format(n=quarter)
        if cells == 1
        else _("{without}/{cells} chi bộ chưa sinh hoạt chuyên đề quý {n}.").format(
            without=without, cells=cells, n=quarter
        )
    )
    last = (date(today.year + quarter // 4, quarter % 4 * 3 + 1, 1)) - timedelta(days=1)
    return [Warned("theme", WARN, said, str(THEMES_A_QUARTER.on(today).cite), last)]


def of_rhythm(kind: Kind, count: int, today: date) -> list[Warned]:
    """A council without a session in the half-year, a year without a dialogue or village conference; `count`: those held and planned."""
    if kind.times is None or count:
        return []
    if kind.code == "council":
        since, first = rules.session_watched_from(today), today.month <= 6
        last = date(today.year, 6, 30) if first else date(today.year, 12, 31)
        words = _("Sáu tháng {half} năm chưa có kỳ họp Hội đồng nhân dân.").format(
            half=_("đầu") if first else _("cuối")
        )
    elif kind.code in ("dialogue", "village"):
        since, last = rules.year_watched_from(today), date(today.year, 12, 31)
        words = _("Năm nay chưa có cuộc “{kind}” nào.").format(kind=kind.title)
    else:
        return []
    if today < since:
        return []
    return [Warned(f"rhythm_{kind.code}", WARN, words, str(kind.times.on(today).cite), last)]
