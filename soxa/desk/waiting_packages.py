"""What waits for a reader among packages that came in: letters to take into the register, recalls to answer."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from soxa.desk.waiting_documents import FEW, reach
from soxa.desk.waiting_line import QUIET, Waiting
from soxa.documents.flow import NUMBER
from soxa.exchange.models import Package

ASK = 100  # more than these are told as "so many and more"


def packages(reader: Any, today: date) -> list[Waiting]:
    """Packages that the reader may take or answer; more than five are one line."""
    own = reach(reader, (NUMBER,))
    if own is None:
        return []
    rows = Package.objects.filter(own, direction="in", state__in=(Package.HERE, Package.ASKED))
    found = list(rows.select_related("partner").order_by("pk")[:ASK])
    return [_line(one) for one in found] if len(found) <= FEW else [_all(len(found))]


def _line(one: Package) -> Waiting:
    asked = one.state == Package.ASKED
    title = _("Trả lời đề nghị thu hồi: {title}") if asked else _("Tiếp nhận văn bản điện tử: {title}")
    return Waiting(
        title=title.format(title=one.said["abstract"][:140]),
        detail=" · ".join(part for part in (one.said["notation"], one.partner and one.partner.name) if part),
        verb=_("Mở gói"),
        address=reverse("package", args=[one.pk]),
        level=QUIET,
        words=_("Chờ trả lời") if asked else _("Chờ tiếp nhận"),
    )


def _all(count: int) -> Waiting:
    many = _("Hơn {count}") if count == ASK else "{count}"
    return Waiting(
        title=_("{count} văn bản điện tử chờ tiếp nhận, trả lời").format(count=many.format(count=count)),
        detail=_("Mở danh sách để làm từng gói."),
        verb=_("Xem danh sách"),
        address=reverse("exchange"),
        level=QUIET,
        words=_("Chờ tiếp nhận"),
    )
