"""Words of illness that do not go into the book in plain: papers are told by number, day and issuer."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from soxa.law.words import fold

# "bệnh viện", "bệnh xá" issue papers and "bệnh binh" is a standing; what somebody suffers from is none of these
_ILLNESS = re.compile(
    r"\b(benh(?! (vien|xa|binh)\b)|ung thu|nam vien|nhap vien|dieu tri|phau thuat|hoa tri|xa tri|dot quy|tai bien|tam than|"
    r"tram cam|suy than|tieu duong|hiv|thai san|sinh con|khuyet tat)\b|\bom (dau|nang|yeu)\b"
)


def tells_illness(text: str) -> bool:
    """Whether a free text says what somebody suffers from, marks or not."""
    return bool(_ILLNESS.search(fold(text)))


def no_illness(text: str) -> None:
    """ValidationError for a paper or a basis that tells illness: health is not written in plain."""
    if tells_illness(text):
        raise ValidationError(
            _(
                "Không ghi bệnh vào sổ: chỉ ghi số, ngày, cơ quan ra văn bản; giấy tờ về sức khỏe để ở hồ sơ giấy."
            )
        )
