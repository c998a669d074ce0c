"""How far a signature can be proven later (PAdES B-B, B-T, B-LT), and why it is not further; in words."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

B_B, B_T, B_LT = "B-B", "B-T", "B-LT"
LEVELS = (B_B, B_T, B_LT)

NO_SERVICE, SILENT, BAD_STAMPER = "no_service", "silent", "bad_stamper"
NO_ROOTS, UNKNOWN, UNCHECKED = "no_roots", "unknown", "unchecked"
STAMPER_UNCHECKED = "stamper_unchecked"
SET_SO = frozenset({NO_SERVICE, NO_ROOTS})
"""What the office has not set up: no fault of the moment, so nothing is refused for it."""


def lowest(levels: Iterable[str]) -> str:
    """The lowest of these levels, by which a file with several signatures is known; empty when there is none."""
    return min((one for one in levels if one in LEVELS), key=LEVELS.index, default="")


def title(level: str) -> str:
    """What a level means, in words; empty for none."""
    return {
        B_B: _("mức B-B: chưa có dấu thời gian"),
        B_T: _("mức B-T: có dấu thời gian, chưa kèm đủ dữ liệu thu hồi"),
        B_LT: _("mức B-LT: có dấu thời gian và dữ liệu thu hồi kèm trong tệp"),
    }.get(level, "")


def reason(code: str) -> str:
    """Why a signature is not of the highest level."""
    return {
        NO_SERVICE: _("Chưa khai dịch vụ cấp dấu thời gian."),
        SILENT: _("Dịch vụ cấp dấu thời gian không trả lời."),
        BAD_STAMPER: _("Chứng thư của dịch vụ cấp dấu thời gian hết hạn, bị thu hồi hoặc không được tin."),
        NO_ROOTS: _("Chưa khai chứng thư gốc nào được tin."),
        UNKNOWN: _("Chứng thư của người ký không dẫn tới chứng thư gốc nào được tin."),
        UNCHECKED: _(
            "Thiếu danh sách thu hồi (CRL) hoặc phản hồi OCSP còn hạn của chuỗi chứng thư người ký."
        ),
        STAMPER_UNCHECKED: _("Thiếu dữ liệu thu hồi còn hạn của chuỗi chứng thư dịch vụ cấp dấu thời gian."),
    }.get(code, "")
