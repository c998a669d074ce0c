"""The papers a meeting leaves, as data: for each kind of meeting whose papers they are, of which kind, and what they are about."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.meetings.kinds import CELL, CELL_COMMITTEE, CELL_THEME
from soxa.meetings.models import Meeting

MINUTES, DECISIONS, EXCERPT = "minutes", "decisions", "excerpt"


@dataclass(frozen=True)
class Papers:
    """What meetings of a kind leave: whose documents they are (empty: none of the registers), whether minutes, which decisions."""

    body: str
    decisions: str = ""
    minutes: bool = True


_CELL = Papers("cell", "nghi_quyet")
PAPERS: dict[str, Papers] = {
    CELL: _CELL,
    CELL_THEME: Papers("cell"),
    CELL_COMMITTEE: Papers("cell"),
    "committee": Papers("committee", "nghi_quyet"),
    "standing": Papers("committee", "ket_luan"),
    "briefing": Papers("committee", "thong_bao", minutes=False),
    "secretaries": Papers("committee", "thong_bao", minutes=False),
    # each resolution of a council is a text of its own, drafted among documents
    "council": Papers("council"),
    "council_special": Papers("council"),
    "people_committee": Papers("people_committee", "thong_bao"),
    # a village keeps its minutes itself; they bear no number of the commune's registers
    "village": Papers(""),
    "dialogue": Papers("people_committee", "thong_bao"),
    "voters": Papers("council", "bao_cao"),
}
TITLES: dict[str, Any] = {
    "bien_ban": gettext_lazy("Biên bản"),
    "nghi_quyet": gettext_lazy("Nghị quyết"),
    "ket_luan": gettext_lazy("Kết luận"),
    "thong_bao": gettext_lazy("Thông báo kết luận"),
    "bao_cao": gettext_lazy("Báo cáo tổng hợp kiến nghị"),
}


def papers_of(meeting: Meeting) -> dict[str, str]:
    """Papers a meeting leaves (MINUTES, DECISIONS) → the kind of document each is."""
    rule = PAPERS[meeting.kind]
    found = {MINUTES: "bien_ban"} if rule.minutes else {}
    return {**found, **({DECISIONS: rule.decisions} if rule.decisions else {})}


def kind_of(meeting: Meeting, paper: str) -> str:
    """The kind of document that a paper of a meeting is; an excerpt is of minutes."""
    return papers_of(meeting)[paper] if paper == DECISIONS else "bien_ban"


def about(meeting: Meeting, paper: str) -> str:
    """What stands under the kind on the paper: "sinh hoạt chi bộ thường kỳ tháng 6 năm 2026"."""
    said = _of_meeting(meeting)
    if paper == DECISIONS and meeting.kind == CELL:
        return _("sinh hoạt chi bộ tháng {month} năm {year}").format(
            month=meeting.month.month, year=meeting.month.year
        )
    if paper == DECISIONS and kind_of(meeting, paper) == "thong_bao":
        return _("kết luận {meeting}").format(meeting=said)
    if paper == DECISIONS and kind_of(meeting, paper) == "bao_cao":
        return _("tổng hợp ý kiến, kiến nghị tại {meeting}").format(meeting=said)
    return said


def _of_meeting(meeting: Meeting) -> str:
    if meeting.kind == CELL:
        return _("sinh hoạt chi bộ thường kỳ tháng {month} năm {year}").format(
            month=meeting.month.month, year=meeting.month.year
        )
    day = meeting.held_on or meeting.planned_on
    called = meeting.called[:1].lower() + meeting.called[1:]
    return _("{called} ngày {day:%d/%m/%Y}").format(called=called, day=day)
