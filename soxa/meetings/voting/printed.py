"""The minutes of a count of paper ballots: who counted, how many papers, what stood on them, the verdict; signed by the head of the team."""

from django.utils.translation import gettext as _

from soxa.documents.heads import place
from soxa.kernel.page import day_text
from soxa.kernel.paper.model import Block, Head, Heading, Paper, Paragraph, Signature, Table, Text
from soxa.kernel.units.tree import tree
from soxa.law.numbers import count_text
from soxa.meetings.kinds import PARTY
from soxa.meetings.models import Meeting
from soxa.meetings.voting.counting import day_of
from soxa.meetings.voting.lists import Row, row_of
from soxa.meetings.voting.models import Vote

# whose count it is, above the team's own line
BODIES = {
    "committee": "Ban Chấp hành Đảng bộ {unit}",
    "standing": "Ban Thường vụ Đảng ủy {unit}",
    "cell_committee": "Chi ủy {unit}",
    "council": "Hội đồng nhân dân {unit}",
    "council_special": "Hội đồng nhân dân {unit}",
    "people_committee": "Ủy ban nhân dân {unit}",
}


def count_minutes(vote: Vote) -> Paper:
    """The minutes of the count, on A4."""
    meeting, row = vote.meeting, row_of(vote)
    on = day_of(meeting)
    head = Head(
        _body(meeting), _("TỔ KIỂM PHIẾU"), "", place(meeting.unit_id, on), on,
        "party" if meeting.side == PARTY else "state",
    )  # fmt: skip
    return Paper(
        head=head, title_lines=(_("BIÊN BẢN"), _("kiểm phiếu")), made_on=on, blocks=tuple(_blocks(vote, row)),
        signature=Signature(_("T/M TỔ KIỂM PHIẾU"), _("TỔ TRƯỞNG"), row.tellers[0] if row.tellers else ""),
    )  # fmt: skip


def _body(meeting: Meeting) -> str:
    unit = tree().name(meeting.unit_id, day_of(meeting))
    if meeting.kind == "village":
        return meeting.called.upper()
    return BODIES.get(meeting.kind, "{unit}").format(unit=unit).upper()


def _blocks(vote: Vote, row: Row) -> list[Block]:
    meeting = vote.meeting
    where = f", {meeting.place}" if meeting.place else ""
    team = [
        f"{number}. {name}{' – ' + _('tổ trưởng') if number == 1 else ''}"
        for number, name in enumerate(row.tellers, start=1)
    ]
    blocks: list[Block] = [
        _said(_("{meeting} ngày {day}{where}.").format(meeting=meeting.called, day=day_text(day_of(meeting)), where=where)),
        _said(_("Nội dung: {text}.").format(text=vote.text.rstrip("."))),
        Heading(3, _("I. Tổ kiểm phiếu")), *(_said(one) for one in team),
        Heading(3, _("II. Số phiếu và kết quả")),
        Table((_("Mục"), _("Số")), tuple(((Text(label),), (Text(value),)) for label, value in row.table), (3, 1), (1,)),
    ]  # fmt: skip
    if row.names:
        lines = tuple(
            ((Text(str(place)),), (Text(name),), (Text(count_text(count)),), (Text(_("được chọn") if picked else ""),))
            for place, (name, count, picked) in enumerate(row.names, start=1)
        )  # fmt: skip
        blocks.append(
            Table((_("TT"), _("Tên, phương án"), _("Số phiếu"), _("Kết quả")), lines, (1, 6, 2, 2), (2,))
        )
    verdict = _("Kết luận: {verdict}.").format(verdict=row.verdict[1])
    law = _(" Căn cứ: {cite}.").format(cite=row.cite) if row.cite else ""
    return [*blocks, Paragraph((Text(verdict, bold=True), Text(law)))]


def _said(words: str) -> Paragraph:
    return Paragraph((Text(words),))
