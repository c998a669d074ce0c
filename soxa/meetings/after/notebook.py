"""Photographs of the cell's notebook, kept beside the meeting: pictures without what a phone adds to them, sealed, put away and never lost."""

from collections.abc import Iterable
from datetime import date
from io import BytesIO

from django.core.files.uploadedfile import UploadedFile
from django.db.models import Max
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from soxa.documents.files import taken
from soxa.documents.room import must_fit, takes_room
from soxa.kernel import files
from soxa.kernel.access import Actor
from soxa.kernel.flow import Refused, all_or_nothing, record, reference
from soxa.meetings.after.models import NotebookPage
from soxa.meetings.models import Meeting

MOST_PAGES = 40
LONGEST, QUALITY = 2400, 82  # pixels of the longer side; enough to read a page of handwriting
PDF, JPEG = "application/pdf", "image/jpeg"

takes_room("meetings.NotebookPage", "meeting__unit_id", gone_on=None)


def pages_of(meeting: Meeting) -> list[NotebookPage]:
    """The pages kept, in order."""
    return list(NotebookPage.objects.filter(meeting=meeting, gone_on=None))


def looked_at(upload: UploadedFile) -> tuple[bytes, str]:
    """The bytes to keep and what they are: a PDF as it is, a picture upright, smaller, without place and camera. Refused in words."""
    paper = taken(upload)
    if paper.media_type == PDF:
        return paper.content, PDF
    if not paper.media_type.startswith("image/"):
        raise Refused(_("Tệp “{name}” không phải ảnh JPEG, PNG hoặc PDF.").format(name=paper.name))
    try:
        with Image.open(BytesIO(paper.content)) as opened:
            upright = ImageOps.exif_transpose(opened).convert("RGB")
        upright.thumbnail((LONGEST, LONGEST))
        kept = BytesIO()
        upright.save(kept, "JPEG", quality=QUALITY, optimize=True)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise Refused(_("Ảnh “{name}” hỏng hoặc quá lớn, không đọc được.").format(name=paper.name)) from error
    return kept.getvalue(), JPEG


def keep(meeting: Meeting, uploads: Iterable[UploadedFile], actor: Actor, *, on: date) -> int:
    """Keep pages beside a meeting; how many are new. The same page twice is kept once. Refused in words, all or none."""
    pages = list(dict.fromkeys(looked_at(one) for one in uploads))
    if not pages:
        raise Refused(_("Chưa chọn ảnh nào."))
    with all_or_nothing():
        locked = Meeting.objects.select_for_update().get(pk=meeting.pk)
        if locked.held_on is None:
            raise Refused(_("Chưa họp nên chưa có trang sổ nào để chụp."))
        rows = NotebookPage.objects.filter(meeting=locked)
        if len(pages) + rows.filter(gone_on=None).count() > MOST_PAGES:
            raise Refused(_("Mỗi cuộc họp giữ nhiều nhất {most} trang sổ chụp.").format(most=MOST_PAGES))
        last: int = rows.aggregate(last=Max("number"))["last"] or 0
        entry = record(
            ("meeting", "notebook"), reference(locked), actor, on=on, unit_id=locked.unit_id,
            facts={"rows": len(pages)},
        )  # fmt: skip
        must_fit(locked.unit_id, _("trang sổ chụp"), sum(len(content) for content, _type in pages))
        new = []
        for content, media_type in pages:
            last += 1
            new.append(
                NotebookPage(
                    meeting=locked, number=last, digest=files.keep(content, sealed=True), media_type=media_type,
                    size=len(content), kept_on=on,
                )
            )  # fmt: skip
        NotebookPage.objects.loaded(new, entry)
    return len(new)


def put_away(page: NotebookPage, actor: Actor, *, on: date) -> None:
    """Put a page away that was kept by mistake; its row stays."""
    with all_or_nothing():
        meeting = Meeting.objects.select_for_update().get(pk=page.meeting_id)
        locked = NotebookPage.objects.select_for_update().get(pk=page.pk)
        if locked.gone_on:
            raise Refused(_("Trang này đã bỏ khỏi cuộc họp."))
        locked.gone_on = on
        locked.entry = record(
            ("meeting", "notebook_away"), reference(meeting), actor, on=on, unit_id=meeting.unit_id,
            facts={"page": locked.number},
        )  # fmt: skip
        locked.save(update_fields=["gone_on", "entry"])
