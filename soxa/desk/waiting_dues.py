"""What waits of dues: members in arrears, as one line; the book reminds and never acts by itself."""

from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from soxa.desk.waiting_line import BAD, WARN, Waiting
from soxa.law.dues import ARREARS_CONSIDERED
from soxa.law.numbers import count_text
from soxa.party.dues.beside import reads_dues
from soxa.party.dues.lists import arrears_counted


def dues(reader: Any, today: date) -> list[Waiting]:
    """Who owes one month less than the cell considers, or as many: how many of each, and the list of them."""
    if not reads_dues(reader):
        return []
    limit = ARREARS_CONSIDERED.count_on(today)
    owing = arrears_counted(reader, today).filter(months__gte=limit - 1)
    grave = Count("member_id", filter=Q(months__gte=limit), distinct=True)
    found = (
        owing.filter(year__gte=today.year - 1)
        .order_by()
        .aggregate(all=Count("member_id", distinct=True), grave=grave)
    )
    if not found["all"]:
        return []
    detail = _("Nhắc nộp trước khi đủ {months} tháng.").format(months=limit)
    if found["grave"]:
        detail = _(
            "{n} đồng chí đã đủ {months} tháng: chi bộ xem xét lý do, sổ không tự xóa tên. Còn lại thì nhắc nộp."
        ).format(n=count_text(found["grave"]), months=limit)
    law = ARREARS_CONSIDERED.on(today).cite
    return [
        Waiting(
            title=_("{n} đồng chí nợ đảng phí từ {months} tháng trong năm").format(
                n=count_text(found["all"]), months=limit - 1
            ),
            detail=detail,
            verb=_("Xem danh sách"),
            address=reverse("dues_arrears"),
            level=BAD if found["grave"] else WARN,
            words=_("Chi bộ xem xét") if found["grave"] else _("Cần nhắc"),
            why=(_("Theo {law}; luật không đặt ngày hạn.").format(law=law),),
        )
    ]
