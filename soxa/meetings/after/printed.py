"""A meeting's paper put together: the head of its body, its pieces as blocks, and who signs."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from soxa.documents.composing import paper_of
from soxa.documents.heads import Signer, head_of, signers_of
from soxa.documents.models import Document
from soxa.kernel.paper.model import STATE, Block, Head, Paper, Paragraph, Signature
from soxa.kernel.paper.record import digest
from soxa.meetings.after import decisions
from soxa.meetings.after.minutes import chair_word, minutes
from soxa.meetings.after.models import Wording
from soxa.meetings.after.papers import DECISIONS, EXCERPT, MINUTES, PAPERS, about, kind_of
from soxa.meetings.after.pieces import Piece, blocks, with_words
from soxa.meetings.after.record import Record
from soxa.meetings.models import Item, Meeting

HAND = "(ký, ghi rõ họ tên)"


def written(meeting: Meeting, paper: str) -> Mapping[str, Wording]:
    """What was written last in each part of a paper; an excerpt says what the minutes say."""
    of = MINUTES if paper == EXCERPT else paper
    return {one.part: one for one in Wording.objects.filter(meeting=meeting, paper=of)}


def pieces_of(record: Record, paper: str, item: Item | None = None) -> list[Piece]:
    """The pieces of a paper as they stand: the record's, and what was written beside it."""
    if paper == EXCERPT:
        assert item is not None  # noqa: S101 – an excerpt is of one point
        built = decisions.excerpt(record, item.pk)
    else:
        built = decisions.of_meeting(record) if paper == DECISIONS else minutes(record)
    return with_words(built, written(record.meeting, paper))


def begun(record: Record, paper: str) -> Document:
    """The document that the paper would be, unsaved; for a body without registers only its layout."""
    meeting, kind = record.meeting, kind_of(record.meeting, paper)
    abstract = about(meeting, paper)
    return Document(
        unit_id=meeting.unit_id, side=meeting.side, body=PAPERS[meeting.kind].body or "people_committee", kind=kind,
        abstract=_("trích {about}").format(about=abstract) if paper == EXCERPT else abstract,
        recipients=_recipients(record, paper), origin_kind="meeting", origin_key=str(meeting.pk),
    )  # fmt: skip


def _recipients(record: Record, paper: str) -> str:
    if paper != DECISIONS:
        return ""
    if record.meeting.what.unit_kind == "cell":
        return _("- Đảng ủy (báo cáo),\n- Chi ủy, đảng viên chi bộ,\n- Lưu chi bộ.")
    return _("- Các đồng chí dự họp,\n- Các cơ quan, đơn vị liên quan,\n- Lưu Văn phòng.")


def paper(record: Record, which: str, item: Item | None = None, *, dated: bool = True) -> Paper:
    """The paper, to be shown, printed or kept. `dated`: it bears the day of the meeting; else "…", to be filled in with the number."""
    made = begun(record, which)
    made.issued_on = record.held_on if dated else None
    return _laid(record, which, made, blocks(pieces_of(record, which, item)))


def _laid(record: Record, which: str, made: Document, content: tuple[Block, ...]) -> Paper:
    on = record.held_on
    if which == DECISIONS:
        return paper_of(made, content, signers_of(made.unit_id, made.body, on)[0], on=on)
    chair, scribe = (one.name if one else "" for one in (record.chair, record.scribe))
    found = paper_of(made, content, Signer(chair, ""), on=on)
    titles = (_("TRÍCH BIÊN BẢN"), about(record.meeting, which)) if which == EXCERPT else found.title_lines
    return replace(
        found,
        head=_head(record, found.head),
        title_lines=titles,
        signature=Signature(chair_word(record).upper(), "", chair, HAND),
        beside=Signature("THƯ KÝ", "", scribe, HAND),
    )


def _head(record: Record, found: Head) -> Head:
    """The head of the body; a village's minutes stand under its own name and bear no number."""
    if PAPERS[record.meeting.kind].body:
        return found
    commune = head_of(record.meeting.unit_id, "people_committee", "bien_ban", record.held_on)
    return Head(
        superior=commune.issuer, issuer=record.meeting.called.upper(), number="", place=found.place,
        day=record.held_on, side=STATE,
    )  # fmt: skip


def fingerprint(whole: Paper) -> str:
    """The digest of a paper's words, whatever number and day it bears and wherever its pages break."""
    words = tuple(replace(one, kept=False) if isinstance(one, Paragraph) else one for one in whole.blocks)
    bare = replace(whole, head=replace(whole.head, number="", day=None), blocks=words)
    return digest(bare)[:40]


def name_of(meeting: Meeting, which: str) -> str:
    """The name of the file: what it is and of which day; no person's name."""
    day = meeting.held_on or meeting.planned_on
    names: dict[str, Any] = {MINUTES: "bien-ban", DECISIONS: kind_of(meeting, which).replace("_", "-"), EXCERPT: "trich-bien-ban"}  # fmt: skip
    return f"{names[which]}-{day:%Y-%m-%d}"
