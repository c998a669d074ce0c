"""What waits of dues: members in arrears, the gravest named one by one; the book reminds and never acts by itself."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from soxa.desk.waiting_line import BAD, WARN, Waiting
from soxa.kernel.units.tree import tree
from soxa.law.dues import ARREARS_CONSIDERED
from soxa.law.numbers import count_text
from soxa.party.dues.beside import reads_dues
from soxa.party.dues.lists import arrears_counted

_NAMED = 10


def dues(reader: Any, today: date) -> list[Waiting]:
    """Who owes as many months of this year as the cell considers, each; and, as one line, who owes one month less."""
    if not reads_dues(reader):
        return []
    limit = ARREARS_CONSIDERED.count_on(today)
    found = arrears_counted(reader, today).filter(months__gte=limit - 1)
    grave = list(found.filter(months__gte=limit)[:_NAMED])
    warned = found.filter(months=limit - 1).count()
    waiting = [_grave(row, today) for row in grave]
    if warned:
        waiting.append(
            Waiting(
                title=_("{n} đồng chí nợ đảng phí {months} tháng trong năm").format(
                    n=count_text(warned), months=limit - 1
                ),
                detail=_("Nhắc nộp trước khi đủ {months} tháng.").format(months=limit),
                verb=_("Xem danh sách"),
                address=reverse("dues_arrears"),
                level=WARN,
                words=_("Cần nhắc"),
                why=(_law(today),),
            )
        )
    return waiting


def _grave(row: dict[str, Any], today: date) -> Waiting:
    cell = tree().name(row["unit"], today)
    return Waiting(
        title=_("{name}: {months} tháng chưa nộp đảng phí").format(name=row["name"], months=row["months"]),
        detail=_("{cell} · chi bộ xem xét lý do; sổ không tự xóa tên.").format(cell=cell),
        verb=_("Mở hồ sơ"),
        address=reverse("member", args=[row["member_id"]]) + "#dang-phi",
        level=BAD,
        words=_("Chi bộ xem xét"),
        why=(_law(today),),
    )


def _law(today: date) -> str:
    return _("Theo {law}; luật không đặt ngày hạn.").format(law=ARREARS_CONSIDERED.on(today).cite)
