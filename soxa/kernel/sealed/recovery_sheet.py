"""The recovery sheet of the key file: one A4 page to print, lock away and type from when the key file is lost."""

import json
from datetime import UTC, datetime
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _

from soxa.kernel.paper.typesetter import typeset_pdf
from soxa.kernel.sealed.keys import Keys

SHEET = Path(__file__).resolve().parent / "recovery_sheet.typ"


def recovery_pdf(keys: Keys, *, made: datetime | None = None) -> bytes:
    """The sheet as PDF; `made` is the moment it carries (now when none). Keep the bytes nowhere but on paper."""
    moment = (made or timezone.now()).astimezone(UTC).replace(microsecond=0)
    return typeset_pdf(SHEET, {"sheet": json.dumps(_words(keys), ensure_ascii=False)}, made=moment)


def _words(keys: Keys) -> dict[str, object]:
    return {
        "title": _("PHIẾU KHÔI PHỤC KHÓA"),
        "about": _("Sổ Xã – tên khóa: {name}").format(name=keys.name),
        "why": _(
            "Mất tệp khóa mà không có phiếu này thì số định danh, dân tộc, tôn giáo và các phần niêm kín khác trong sổ "
            "không mở lại được. Ai có phiếu này cùng bản sao lưu thì đọc được các phần ấy."
        ),
        "lines": keys.recovery_lines(),
        "how_title": _("Giữ và dùng phiếu"),
        "steps": [
            _("In hai bản, cho vào phong bì niêm phong, cất hai nơi khác nhau (két của Văn phòng Đảng ủy và một nơi nữa)."),
            _("Không chụp ảnh, không gửi qua mạng, không để cùng bản sao lưu. In xong thì xóa tệp."),
            _("Khi cần dựng lại khóa: gõ đúng tên khóa và từng dòng trên, kể cả hai ký tự sau dấu ·; gõ sai dòng nào máy báo dòng đó."),
            _("Chỉ có chữ in hoa và các số 2–7: ký tự giống số 0 là chữ O, giống số 1 là chữ I."),
            _("Hai ký tự sau dấu · có thể có số 0, 1, 8, 9."),
        ],
        "signed": [_("Người in, ngày in:"), _("Người nhận giữ, nơi cất:")],
    }  # fmt: skip
