"""What is done after a meeting: words written beside the record, papers begun among documents, conclusions given as tasks, pages kept."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _

from soxa.documents.composing import printed as files_of
from soxa.documents.files import Paper as File
from soxa.documents.files import attach
from soxa.documents.flow import draft
from soxa.documents.models import Document, DocumentFile
from soxa.kernel.access import Actor
from soxa.kernel.flow import Refused, all_or_nothing, record, reference
from soxa.meetings.after import printed
from soxa.meetings.after.models import MadePaper, Wording
from soxa.meetings.after.papers import PAPERS
from soxa.meetings.after.pieces import PART, changed_words
from soxa.meetings.after.record import record_of
from soxa.meetings.models import Item, Meeting

OVER = (Document.RECALLED, Document.REPLACED, Document.VOID)


def not_held(meeting: Meeting) -> str:
    """Why a meeting has no papers yet; empty when it has."""
    if meeting.called_off_on:
        return _("Cuộc họp này không diễn ra nên không có biên bản.")
    if meeting.held_on is None:
        return _("Chưa họp nên chưa có biên bản.")
    return ""


def write(
    meeting: Meeting, paper: str, texts: Mapping[str, str], after: Mapping[str, int], actor: Actor, *, on: date
) -> int:  # fmt: skip
    """Keep what was written in parts of a paper, a new version each; how many changed.

    `after`: the version each part was written from. Refused in words when another hand wrote one meanwhile, for a part the
    paper does not have, for too long a text, and before the meeting was held.
    """
    with all_or_nothing():
        locked = Meeting.objects.select_for_update().get(pk=meeting.pk)
        if why := not_held(locked):
            raise Refused(why)
        parts = {one.code: one for one in printed.pieces_of(record_of(locked), paper) if one.sort == PART}
        changed = changed_words(parts, texts, after)
        if changed:
            entry = record(
                ("meeting", "word"), reference(locked), actor, on=on, unit_id=locked.unit_id,
                facts={"paper": paper, "rows": len(changed)},
            )  # fmt: skip
            rows = [
                Wording(
                    meeting=locked, paper=paper, part=code, number=parts[code].version + 1, text=text,
                    basis=parts[code].basis, author=actor.name[:160], written_on=on,
                )
                for code, text in changed.items()
            ]  # fmt: skip
            Wording.objects.loaded(rows, entry)
    return len(changed)


def standing(meeting: Meeting, paper: str, item: Item | None = None) -> MadePaper | None:
    """The document made of this paper that still stands; None where there is none, or it was recalled, replaced or voided."""
    made = MadePaper.objects.filter(meeting=meeting, paper=paper, item=item).exclude(document__state__in=OVER)
    return made.select_related("document").order_by("pk").last()


def make(meeting: Meeting, paper: str, actor: Actor, *, on: date, item: Item | None = None) -> Document:
    """Begin the paper among documents, or put its present words to the draft that is there; Word and PDF.

    Refused in words before the meeting was sent, for a body without registers, and once the document went past its draft.
    """
    with all_or_nothing():
        locked = Meeting.objects.select_for_update().get(pk=meeting.pk)
        if why := not_held(locked):
            raise Refused(why)
        if locked.state != Meeting.CLOSED:
            raise Refused(_("Kết thúc và gửi buổi họp rồi mới lập văn bản."))
        if not PAPERS[locked.kind].body:
            raise Refused(_("Biên bản hội nghị thôn do thôn giữ, không vào sổ văn bản của xã. In ra để ký."))
        made = standing(locked, paper, item)
        told = record_of(locked)
        whole = printed.paper(told, paper, item, dated=False)
        if made is None:
            document = draft(printed.begun(told, paper), actor)
            made = MadePaper(meeting=locked, paper=paper, item=item, document=document)
        document = Document.objects.select_for_update().get(pk=made.document_id)
        if document.state != Document.DRAFT:
            raise Refused(
                _("Văn bản đang ở bước “{state}”; cần sửa thì trả lại để bổ sung rồi cập nhật.").format(
                    state=document.get_state_display()
                )
            )
        entry = record(
            ("meeting", "paper"), reference(locked), actor, on=on, unit_id=locked.unit_id,
            facts={"paper": paper, "document": document.pk},
        )  # fmt: skip
        made.fingerprint, made.entry = printed.fingerprint(whole), entry
        made.save()
        for one in files_of(whole, printed.name_of(locked, paper)):
            attach(document, File(one.content, one.name, one.media_type), DocumentFile.DRAFT, entry)
    return document
