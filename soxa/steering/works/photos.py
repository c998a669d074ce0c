"""Photographs of a work: upright, smaller, without what a phone adds to them, sealed; a small one for the page."""

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
from soxa.steering.works.flow import WRITE
from soxa.steering.works.models import Work, WorkPhoto

MOST = 60
LONGEST, QUALITY = 1600, 80  # pixels of the longer side
SMALL, SMALL_QUALITY = 420, 70

takes_room("steering.WorkPhoto", "work__unit_id", gone_on=None)


def of_work(work: Work) -> list[WorkPhoto]:
    """The photographs kept, the latest first."""
    return list(WorkPhoto.objects.filter(work=work, gone_on=None))


def looked_at(upload: UploadedFile) -> tuple[bytes, bytes]:
    """The picture to keep and its small one, without place and camera. Refused in words."""
    paper = taken(upload)
    if not paper.media_type.startswith("image/"):
        raise Refused(_("Tệp “{name}” không phải ảnh JPEG hoặc PNG.").format(name=paper.name))
    try:
        with Image.open(BytesIO(paper.content), formats=("PNG", "JPEG")) as opened:
            upright = ImageOps.exif_transpose(opened).convert("RGB")
        return _packed(upright, LONGEST, QUALITY), _packed(upright, SMALL, SMALL_QUALITY)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise Refused(_("Ảnh “{name}” hỏng hoặc quá lớn, không đọc được.").format(name=paper.name)) from error


def _packed(picture: Image.Image, longest: int, quality: int) -> bytes:
    made = picture.copy()
    made.thumbnail((longest, longest))
    kept = BytesIO()
    made.save(kept, "JPEG", quality=quality, optimize=True)
    return kept.getvalue()


def keep(
    work: Work, uploads: Iterable[UploadedFile], caption: str, taken_on: date, actor: Actor, *, on: date
) -> int:
    """Keep photographs of a work; how many. The same one twice is kept once. Refused in words, all or none."""
    if not actor.may(WRITE):
        raise Refused(_("Chức vụ hiện nay của đồng chí không làm được việc này."))
    pictures = list(dict.fromkeys(looked_at(one) for one in uploads))
    if not pictures:
        raise Refused(_("Chưa chọn ảnh nào."))
    with all_or_nothing():
        locked = Work.objects.select_for_update().get(pk=work.pk)
        rows = WorkPhoto.objects.filter(work=locked)
        if len(pictures) + rows.filter(gone_on=None).count() > MOST:
            raise Refused(
                _("Mỗi công trình giữ nhiều nhất {most} ảnh. Bỏ bớt ảnh cũ trước.").format(most=MOST)
            )
        last: int = rows.aggregate(last=Max("number"))["last"] or 0
        must_fit(locked.unit_id, _("ảnh công trình"), sum(len(one) + len(small) for one, small in pictures))
        entry = record(
            ("work", "photos"),
            reference(locked),
            actor,
            on=on,
            unit_id=locked.unit_id,
            facts={"rows": len(pictures)},
        )
        new = [
            WorkPhoto(
                work=locked, number=number, caption=caption, taken_on=taken_on, digest=files.keep(content, sealed=True),
                small=files.keep(small, sealed=True), size=len(content) + len(small),
            )
            for number, (content, small) in enumerate(pictures, start=last + 1)
        ]  # fmt: skip
        WorkPhoto.objects.loaded(new, entry)
    return len(new)


def put_away(photo: WorkPhoto, actor: Actor, *, on: date) -> None:
    """Put a photograph away that was kept by mistake; its row stays."""
    if not actor.may(WRITE):
        raise Refused(_("Chức vụ hiện nay của đồng chí không làm được việc này."))
    with all_or_nothing():
        work = Work.objects.select_for_update().get(pk=photo.work_id)
        locked = WorkPhoto.objects.select_for_update().get(pk=photo.pk)
        if locked.gone_on:
            raise Refused(_("Ảnh này đã bỏ."))
        locked.gone_on = on
        locked.entry = record(
            ("work", "photo_away"),
            reference(work),
            actor,
            on=on,
            unit_id=work.unit_id,
            facts={"number": locked.number},
        )
        locked.save(update_fields=["gone_on", "entry"])
