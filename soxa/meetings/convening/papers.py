"""Papers of a meeting: handed out, withdrawn, and found again by whoever is called; their first day is the meeting's own."""

from datetime import date
from typing import Any

from django.db.models import Min
from django.utils.translation import gettext as _

from soxa.documents.files import Paper
from soxa.documents.models import Document, DocumentFile
from soxa.documents.room import must_fit, takes_room
from soxa.kernel import files
from soxa.kernel.access import Actor
from soxa.kernel.flow import Refused, all_or_nothing, record, reference
from soxa.meetings.convening.models import Handout
from soxa.meetings.models import Item, Meeting

_BEST = (DocumentFile.SIGNED, DocumentFile.ISSUED, DocumentFile.SCAN, DocumentFile.RECEIVED)
MOST = 60

takes_room("meetings.Handout", "meeting__unit_id")


def file_of(reader: Any, notation: str) -> DocumentFile:
    """The best file of the newest document in the reader's sight that bears this number; Refused in words for none."""
    seen: Any = Document.objects.seen_by(reader)
    document = seen.filter(notation__iexact=notation.strip()).order_by("-issued_on", "-pk").first()
    if document is None:
        raise Refused(_("Không thấy văn bản số “{notation}” trong sổ.").format(notation=notation.strip()))
    if document.is_secret:
        raise Refused(_("Văn bản mật chỉ ghi số trong sổ; không đưa tệp vào máy nối mạng."))
    found = sorted(
        document.files.filter(gone_on=None),
        key=lambda one: (one.role in _BEST, one.media_type == "application/pdf", one.pk),
    )
    if not found:
        raise Refused(_("Văn bản số “{notation}” không có tệp nào trong sổ.").format(notation=notation))
    last: DocumentFile = found[-1]
    return last


def hand_out(
    meeting: Meeting, title: str, source: Paper | DocumentFile, actor: Actor, *, on: date, item: Item | None = None
) -> Handout:  # fmt: skip
    """Put a paper before a meeting; the first one's day is the day on which papers went out.

    Refused for a meeting called off, for a point of another meeting, for the same bytes twice, and beyond 60 papers.
    """
    own = isinstance(source, Paper)
    if isinstance(source, Paper):
        must_fit(meeting.unit_id, source.name, len(source.content))
    with all_or_nothing():
        locked = Meeting.objects.select_for_update().get(pk=meeting.pk)
        if locked.state == Meeting.CALLED_OFF:
            raise Refused(_("Cuộc họp này không tổ chức nữa."))
        if item and item.meeting_id != locked.pk:
            raise Refused(_("Nội dung này không thuộc cuộc họp; mở lại trang."))
        facts = _bytes_of(source)
        if standing(locked).filter(**({"digest": facts["digest"]} if own else facts)).exists():
            raise Refused(_("Tài liệu này đã gửi cho cuộc họp rồi."))
        if standing(locked).count() >= MOST:
            raise Refused(_("Một cuộc họp gửi nhiều nhất {n} tài liệu.").format(n=MOST))
        made = Handout(meeting=locked, item=item, title=title, added_on=on, **facts)
        made.entry = record(
            ("meeting", "hand_out"), reference(locked), actor, on=on, unit_id=locked.unit_id, facts={"own": own}
        )  # fmt: skip
        made.save(force_insert=True)
        if locked.papers_on is None:
            locked.papers_on = on
            locked.save(update_fields=["papers_on"])
    meeting.papers_on = locked.papers_on
    return made


def _bytes_of(source: Paper | DocumentFile) -> dict[str, Any]:
    if isinstance(source, DocumentFile):
        return {"file": source}
    return {
        "digest": files.keep(source.content), "name": source.name[-200:], "media_type": source.media_type,
        "size": len(source.content),
    }  # fmt: skip


def withdraw(handout: Handout, actor: Actor, *, on: date) -> None:
    """Take a paper back, while the meeting is not over; where it was the first, papers went out with the next one.

    What was sent on paper, or before any was handed out here, stays sent.
    """
    with all_or_nothing():
        meeting = Meeting.objects.select_for_update().get(pk=handout.meeting_id)
        if meeting.state == Meeting.CLOSED:
            raise Refused(_("Cuộc họp đã xong; tài liệu đã dùng không rút nữa."))
        locked = Handout.objects.select_for_update(of=("self",)).get(pk=handout.pk)
        if locked.withdrawn_on:
            raise Refused(_("Tài liệu này đã rút rồi."))
        record(
            ("meeting", "withdraw"), reference(meeting), actor, on=on, unit_id=meeting.unit_id, facts={"handout": locked.pk}
        )  # fmt: skip
        locked.withdrawn_on = on
        locked.save(update_fields=["withdrawn_on"])
        _first_again(meeting)


def _first_again(meeting: Meeting) -> None:
    """The day on which papers went out, after one was withdrawn."""
    handed = meeting.handouts.aggregate(first=Min("added_on"))["first"]
    if meeting.papers_on is None or (handed and meeting.papers_on < handed):
        return
    left = standing(meeting).aggregate(first=Min("added_on"))["first"]
    meeting.papers_on = min((day for day in (left, meeting.papers_sent_on) if day), default=None)
    meeting.save(update_fields=["papers_on"])


def standing(meeting: Meeting) -> Any:
    """Papers of a meeting that were not withdrawn, those of the whole meeting first."""
    return meeting.handouts.filter(withdrawn_on=None).select_related("file", "item")


def shown(meeting: Meeting) -> list[tuple[Item | None, list[Handout]]]:
    """Papers by the point of the agenda they belong to, those of the whole meeting first; one question."""
    found: dict[int | None, tuple[Item | None, list[Handout]]] = {}
    rows = sorted(standing(meeting), key=lambda one: (one.item.number if one.item else 0, one.pk))
    for one in rows:
        found.setdefault(one.item_id, (one.item, []))[1].append(one)
    return list(found.values())
