"""The invitation as a paper: who is called by whom, to what, when and where, what it replaces, what lies before the meeting."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.documents.composing import paper_of, printed
from soxa.documents.files import attach
from soxa.documents.flow import draft
from soxa.documents.heads import Signer, head_of, signers_of
from soxa.documents.models import Document, DocumentFile
from soxa.kernel.access import Actor
from soxa.kernel.flow import Refused, all_or_nothing, record, reference
from soxa.kernel.page import day_text
from soxa.kernel.paper.model import STATE, Block, Bullets, Paper, Paragraph, Text
from soxa.kernel.units.tree import tree
from soxa.law.calendar import weekday
from soxa.meetings.after.papers import MINUTES, PAPERS, about
from soxa.meetings.convening import papers
from soxa.meetings.convening.called import followers_of, suspended_of
from soxa.meetings.convening.telling import list_changed_on, told_before
from soxa.meetings.kinds import HEADS, MEMBERS
from soxa.meetings.models import Meeting
from soxa.meetings.summoned import due_of

KIND = "giay_moi"
MOST_NAMED = 40
# in whose name one is invited, by the body that signs
_HOSTS = {
    "cell": gettext_lazy("{unit}"),
    "committee": gettext_lazy("Đảng ủy {unit}"),
    "council": gettext_lazy("Thường trực Hội đồng nhân dân {unit}"),
    "people_committee": gettext_lazy("Ủy ban nhân dân {unit}"),
}
OVER = (Document.RECALLED, Document.REPLACED, Document.VOID)


def signer_of(meeting: Meeting, on: date) -> Signer:
    """Who signs: the first who may for the body on the day."""
    return signers_of(meeting.unit_id, _body(meeting), on)[0]


def begun(meeting: Meeting) -> Document:
    """The document that the invitation would be, unsaved."""
    return Document(
        unit_id=meeting.unit_id, side=meeting.side, body=_body(meeting), kind=KIND,
        abstract=_("mời dự {meeting}").format(meeting=about(meeting, MINUTES))[:500],
        recipients="\n".join(_recipients(meeting)), origin_kind="meeting", origin_key=str(meeting.pk),
    )  # fmt: skip


def invitation(meeting: Meeting, *, on: date) -> Paper:
    """The invitation of a meeting on a day; of the Party's bodies it is laid out here, for their registers know no such kind."""
    signer, blocks = signer_of(meeting, on), _blocks(meeting)
    if meeting.side == STATE:
        return paper_of(begun(meeting), blocks, signer, on=on)
    body = _body(meeting)
    number = " " if body == "cell" else "…-GM/ĐU"
    return Paper(
        head=head_of(meeting.unit_id, body, "thong_bao", on, given=number, day=on if body == "cell" else None),
        title_lines=(_("GIẤY MỜI"), _("dự {meeting}").format(meeting=about(meeting, MINUTES))),
        made_on=on, blocks=blocks, signature=signer.signature(), recipients=tuple(_recipients(meeting)),
    )  # fmt: skip


def _body(meeting: Meeting) -> str:
    return PAPERS[meeting.kind].body or "people_committee"


def _blocks(meeting: Meeting) -> tuple[Block, ...]:
    unit = tree().name(meeting.unit_id, meeting.planned_on)
    before, (guests, last) = told_before(meeting), _addressed(meeting)
    first = _("{host} trân trọng kính mời {guests} dự {meeting}.").format(
        host=_opening(_HOSTS[_body(meeting)].format(unit=unit)), guests=guests, meeting=about(meeting, MINUTES)
    )  # fmt: skip
    made: list[Block] = [Paragraph((Text(first),))]
    if before:
        said = _("Giấy mời này thay giấy mời đã gửi ngày {told} (họp ngày {day}).").format(
            told=f"{before.told_on:%d/%m/%Y}", day=f"{before.planned_on:%d/%m/%Y}"
        )
        why = (
            " " + _("Lý do đổi lịch: {why}.").format(why=meeting.moved_why.rstrip("."))
            if meeting.moved_why
            else ""
        )
        made.append(Paragraph((Text(said + why, bold=True),)))
    elif changed := list_changed_on(meeting):
        said = _("Giấy mời này thay giấy mời đã gửi ngày {told}: thành phần dự họp thay đổi ngày {day}.")
        told = meeting.invitations.latest("number").told_on
        made.append(Paragraph((Text(said.format(told=day_text(told), day=day_text(changed)), bold=True),)))
    hour = _("{h} giờ {m} phút, ").format(h=f"{meeting.planned_at:%H}", m=f"{meeting.planned_at:%M}") if meeting.planned_at else ""  # fmt: skip
    day = _("{weekday}, ngày {day}").format(
        weekday=weekday(meeting.planned_on), day=f"{meeting.planned_on:%d/%m/%Y}"
    )
    made += [
        _point(_("1. Thời gian:"), hour + day),
        _point(_("2. Địa điểm:"), meeting.place or "…"),
        _point(_("3. Thành phần:")),
        Bullets(tuple((Text(one),) for one in _who(meeting))),
        _point(_("4. Nội dung:")),
        Bullets(tuple((Text(one.title),) for one in meeting.items.all()) or ((Text("…"),),)),
    ]
    found = [one.title for _item, rows in papers.shown(meeting) for one in rows]
    if found:
        made += [_point(_("5. Tài liệu gửi kèm:")), Bullets(tuple((Text(one),) for one in found))]
    made.append(Paragraph((Text(last),)))
    return tuple(made)


def _point(label: str, said: str = "") -> Paragraph:
    return Paragraph((Text(label, bold=True), *((Text(f" {said}"),) if said else ())))


def _addressed(meeting: Meeting) -> tuple[str, str]:
    """How those who are invited are called, and what is asked of them: comrades, deputies of a council, residents."""
    if meeting.what.summoned == HEADS:
        return _("ông, bà"), _("Kính mong ông, bà đến dự đông đủ, đúng giờ.")
    if meeting.kind in ("council", "council_special"):
        return _("các vị đại biểu"), _("Kính đề nghị các vị đại biểu dự đúng giờ; vắng mặt thì báo trước để tổng hợp.")  # fmt: skip
    return _("các đồng chí"), _("Đề nghị các đồng chí dự đúng giờ; vắng mặt thì báo trước để tổng hợp.")


def _opening(unit: str) -> str:
    return unit[:1].upper() + unit[1:]


def _who(meeting: Meeting) -> list[str]:
    """Those called as the paper names them: all members of a cell, those on a list by name and post."""
    if meeting.what.summoned == MEMBERS:
        unit = tree().name(meeting.unit_id, meeting.planned_on)
        found = [_("Toàn thể đảng viên {unit}").format(unit=unit)]
    else:
        due = due_of(meeting, meeting.planned_on)
        barred = suspended_of(meeting, [one.person_id for one in due])
        due = [one for one in due if one.person_id not in barred]
        found = [", ".join(part for part in (one.name, one.post) if part) for one in due[:MOST_NAMED]]
        if len(due) > MOST_NAMED:
            found.append(_("và {n} đồng chí theo danh sách").format(n=len(due) - MOST_NAMED))
    found += [
        _("Đồng chí {name}, {post}").format(name=one.name, post=one.post) for one in followers_of(meeting)
    ]
    return found or [_("Theo thông báo của thôn, tổ dân phố")]


def _recipients(meeting: Meeting) -> list[str]:
    lines = [_("- Như thành phần,")]
    lines += [
        _("- Đồng chí {name} ({post}),").format(name=one.name, post=one.post) for one in followers_of(meeting)
    ]
    return [*lines, _("- Lưu chi bộ.") if _body(meeting) == "cell" else _("- Lưu Văn phòng.")]


def refusal(meeting: Meeting) -> str:
    """Why there is no invitation now; empty when nothing stands in the way."""
    if meeting.state == Meeting.CALLED_OFF:
        return _("Cuộc họp này không tổ chức nữa.")
    return "" if meeting.told or meeting.convened_on else _("Triệu tập rồi mới có giấy mời.")


def standing(meeting: Meeting) -> Document | None:
    """The invitation's document that still stands; None where there is none."""
    found = Document.objects.filter(origin_kind="meeting", origin_key=str(meeting.pk), kind=KIND)
    return found.exclude(state__in=OVER).order_by("pk").last()


def issue(meeting: Meeting, actor: Actor, *, on: date) -> Document:
    """Begin the invitation among documents, or put its present words to the draft that is there: Word and PDF.

    Refused in words for a body whose registers know no invitations, and once the document went past its draft and
    nothing was told anew since.
    """
    if why := refusal(meeting):
        raise Refused(why)
    if meeting.side != STATE:
        raise Refused(_("Giấy mời của tổ chức đảng in từ đây, không lấy số trong sổ văn bản."))
    with all_or_nothing():
        locked = Meeting.objects.select_for_update().get(pk=meeting.pk)
        document = standing(locked)
        if document is None:
            document = draft(begun(locked), actor)
        if document.state != Document.DRAFT:
            raise Refused(
                _(
                    "Giấy mời đang ở bước “{state}”; đổi lịch thì thu hồi hoặc thay thế văn bản ấy trước."
                ).format(state=document.get_state_display())
            )
        entry = record(
            ("meeting", "invitation"), reference(locked), actor, on=on, unit_id=locked.unit_id, facts={"document": document.pk}
        )  # fmt: skip
        for one in printed(invitation(locked, on=on), f"giay-moi-lan-{max(locked.told, 1)}"):
            attach(document, one, DocumentFile.DRAFT, entry)
    return document
