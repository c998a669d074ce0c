"""The agenda of a meeting, line by line: put in order, reworded, added to, before it begins; while it is open no line is moved or taken off."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from soxa.kernel.access import Actor
from soxa.kernel.flow import Refused, all_or_nothing, record, reference
from soxa.kernel.models import Entry
from soxa.meetings.models import Item, Meeting

MOST, LONGEST = 60, 300
FAR = 1000  # numbers beyond any agenda, while lines change places
BEGUN = (Meeting.OPEN,)
MENDED = (Meeting.DUE, Meeting.CONVENED, Meeting.OPEN)


@dataclass(frozen=True)
class Line:
    """One line as a page shows it: the key of its point, 0 for one that is not in the book, and its words."""

    key: int
    title: str


def lines_of(meeting: Meeting) -> list[Line]:
    """The agenda in its order."""
    return [Line(one.pk, one.title) for one in meeting.items.all()]


def fault(titles: Sequence[str]) -> str:
    """What is wrong with the words of an agenda; empty when nothing is."""
    if len(titles) > MOST:
        return _("Chương trình ghi nhiều nhất {n} nội dung; đồng chí ghi {given}.").format(
            n=MOST, given=len(titles)
        )
    for number, title in enumerate(titles, start=1):
        if len(title) > LONGEST:
            return _("Nội dung {number} dài {size} chữ cái; mỗi nội dung nhiều nhất {most}.").format(
                number=number, size=len(title), most=LONGEST
            )
    return ""


def write(meeting: Meeting, lines: Sequence[Line], actor: Actor, *, on: date) -> int:
    """Write the agenda as these lines, in this order; how many there are. Lines without words are left out.

    Refused in words once the meeting is over or called off, for one line twice, and where another hand changed the
    agenda since; while the meeting is open also for a line moved or taken off.
    """
    kept = [one for one in lines if one.title]
    titles = [one.title for one in kept]
    if wrong := fault(titles):
        raise Refused(wrong)
    if len(set(titles)) < len(titles):
        twice = next(title for title in titles if titles.count(title) > 1)
        raise Refused(_("Nội dung “{title}” ghi hai lần; bỏ bớt một dòng.").format(title=twice))
    with all_or_nothing():
        locked = Meeting.objects.select_for_update().get(pk=meeting.pk)
        _may_be_written(locked, lines, kept)
        entry = record(
            ("meeting", "agenda"), reference(locked), actor, on=on, unit_id=locked.unit_id, facts={"rows": len(kept)}
        )  # fmt: skip
        held = {one.pk: one for one in locked.items.all()}
        in_order(locked, [(held.get(one.key), one.title) for one in kept], entry, list(held.values()))
    return len(kept)


def _may_be_written(meeting: Meeting, lines: Sequence[Line], kept: Sequence[Line]) -> None:
    if meeting.state not in MENDED:
        raise Refused(_("Cuộc họp đã xong hoặc không tổ chức; không sửa chương trình nữa."))
    if meeting.state != Meeting.DUE and not kept:
        raise Refused(_("Chương trình cuộc họp đã triệu tập có ít nhất một nội dung."))
    held = [one.pk for one in meeting.items.all()]
    known = [one.key for one in lines if one.key]
    if sorted(known) != sorted(held):
        raise Refused(_("Chương trình vừa được sửa ở máy khác; mở lại trang để xem rồi sửa tiếp."))
    if meeting.state in BEGUN and [one.key for one in kept][: len(held)] != held:
        raise Refused(_("Đang họp chỉ sửa lời và thêm nội dung vào cuối, không đổi thứ tự, không bỏ."))


def set_agenda(meeting: Meeting, titles: list[str], entry: Entry, held: Sequence[Item] | None = None) -> None:
    """The agenda is these lines; what was said on a line stays with the line that bears the same words.

    `held`: the points that stand, where they are at hand.
    """
    standing = list(meeting.items.all()) if held is None else held
    by_title = {one.title: one for one in standing}
    in_order(meeting, [(by_title.get(title), title) for title in titles], entry, standing)


def in_order(
    meeting: Meeting,
    lines: Sequence[tuple[Item | None, str]],
    entry: Entry,
    standing: Sequence[Item] | None = None,
) -> None:
    """The points of a meeting are these, in this order; a point that is none of them is taken off.

    `standing`: the points there are, where they are at hand.
    """
    kept = [item for item, _title in lines if item]
    keys = {item.pk for item in kept}
    for item in list(meeting.items.all()) if standing is None else standing:
        if item.pk not in keys:
            item.delete()
    for far, item in enumerate(kept, start=FAR):
        item.number = far
        item.save(update_fields=["number"])
    for number, (held, title) in enumerate(lines, start=1):
        if held:
            held.number, held.title = number, title
            held.save(update_fields=["number", "title"])
    new = [
        Item(meeting=meeting, number=number, title=title)
        for number, (held, title) in enumerate(lines, start=1)
        if held is None
    ]
    Item.objects.loaded(new, entry)
