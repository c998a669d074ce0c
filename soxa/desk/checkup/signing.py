"""Checks of signing: certificates of authorities that run out, revocation lists too old, the time-stamping service."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from soxa.desk.checkup.finding import Asked, Found, bad, good, warn
from soxa.documents import anchors
from soxa.documents.means import stamper
from soxa.documents.signing.means import answers
from soxa.kernel.page import day_text

SOON = timedelta(days=90)
ASKED_SECONDS = 5  # a page waits no longer for a service that is silent


def authorities(_asked: Asked) -> Found:
    """Whether the trusted certificates can be read and stay valid, and the revocation lists are of today."""
    found, now = anchors.anchors(), timezone.now()
    fetch = _("Vào Cài đặt, Chữ ký số, đưa vào bản mới tải từ trang của tổ chức chứng thực.")
    if broken := [one for one in found if one.kind == anchors.BROKEN]:
        return bad(
            _("Không đọc được {name}, nên hiện không chứng thư nào được tin.").format(name=broken[0].title),
            _("Vào Cài đặt, Chữ ký số, bỏ tệp ấy rồi đưa lại bản đúng."),
        )
    if not any(one.kind == anchors.ROOT for one in found):
        return good(_("Chưa khai chứng thư gốc nào; chưa chữ ký số nào được coi là tin cậy."))
    certificates = [one for one in found if one.kind != anchors.REVOKED]
    lists = [one for one in found if one.kind == anchors.REVOKED]
    if past := anchors.running_out(certificates, now):
        return bad(_("Chứng thư “{name}” đã hết hạn ngày {day}.").format(**_said(past[0])), fetch)
    if old := anchors.running_out(lists, now):
        return warn(
            _("Danh sách thu hồi của “{name}” phải thay từ ngày {day}.").format(**_said(old[0])), fetch
        )
    if soon := anchors.running_out(certificates, now + SOON):
        return warn(_("Chứng thư “{name}” sẽ hết hạn ngày {day}.").format(**_said(soon[0])), fetch)
    return good(
        _("{n} chứng thư được tin, {m} danh sách thu hồi, đều còn hạn.").format(
            n=len(certificates), m=len(lists)
        )
    )


def _said(one: anchors.Anchor) -> dict[str, str]:
    until: datetime = one.until or timezone.now()
    return {"name": one.title, "day": day_text(timezone.localtime(until).date())}


def stamping(_asked: Asked) -> Found:
    """Whether the time-stamping service that is set answers and is trusted; asked only when one is set."""
    service = stamper(at_most=ASKED_SECONDS)
    if service is None:
        return good(_("Chưa khai dịch vụ cấp dấu thời gian; chữ ký trong sổ ở mức B-B."))
    if trouble := answers(service, anchors.trusted(), timezone.now()):
        return warn(
            trouble,
            _(
                "Xem mạng và địa chỉ ở Cài đặt, Chữ ký số; phần thiếu của chữ ký được soxa tick bổ sung khi dịch vụ trả lời."
            ),
        )
    return good(_("Dịch vụ cấp dấu thời gian trả lời, chứng thư được tin."))
