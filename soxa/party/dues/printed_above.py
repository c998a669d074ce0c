"""What a unit above the cells reports of dues, as it is printed: a month by those below, a year by month."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from soxa.documents.catalogue import PARTY
from soxa.documents.printed.lines import Line, Sheet, banner_of, heads
from soxa.kernel.page import day_text
from soxa.kernel.units.tree import tree
from soxa.law.numbers import count_text
from soxa.party.dues.above import Above, Below
from soxa.party.dues.models import HandOver
from soxa.party.dues.rules import last_day

OF_A_MONTH = (5, 42, 13, 13, 17, 15, 17, 14)
OF_A_YEAR = (12, 22, 22, 22, 36)


def month_report(row: Above, rows: Sequence[Below], month: date) -> Sheet:
    """What came from those directly below in a month, what was kept, and what went up."""
    columns = (
        _("TT"), _("Tổ chức đảng"), _("Phải nộp (đồng chí)"), _("Đã nộp (đồng chí)"), _("Đã thu (đồng)"),
        _("Giữ lại (đồng)"), _("Nộp lên (đồng)"), _("Ngày nộp"),
    )  # fmt: skip
    lines = [
        Line(
            cells=(
                str(place), one.name, count_text(one.owing) if one.is_cell else "",
                count_text(one.paid) if one.is_cell else "", count_text(one.collected), count_text(one.kept),
                count_text(one.sent), day_text(one.came[-1].on) if one.came else "",
            ),
            key=one.unit_id,
        )
        for place, one in enumerate(rows, 1)
    ]  # fmt: skip
    if rows:
        sums = [sum(getattr(one, name) for one in rows) for name in ("owing", "paid", "collected", "kept", "sent")]  # fmt: skip
        lines.append(Line(cells=("", _("Cộng"), *map(count_text, sums), "")))
    lines += [Line(words=handed_words(one)) for one in row.handed]
    about = _("Tháng {month:%m/%Y}").format(month=month)
    return _sheet(row.unit_id, last_day(month), about, columns, tuple(lines), OF_A_MONTH)


def year_report(unit_id: int, year: int, months: Sequence[tuple[date, Above]]) -> Sheet:
    """What came, was kept and went up in each month of a year, and in all."""
    columns = (
        _("Tháng"), _("Cấp dưới nộp lên (đồng)"), _("Giữ lại (đồng)"), _("Nộp lên cấp trên (đồng)"),
        _("Ngày nộp, chứng từ"),
    )  # fmt: skip
    lines = [
        Line(
            cells=(
                f"{month:%m/%Y}", count_text(row.received), count_text(row.kept), count_text(row.sent),
                "; ".join(" ".join(filter(None, (day_text(one.on), one.paper))) for one in row.handed),
            )
        )
        for month, row in months
    ]  # fmt: skip
    sums = [sum(getattr(row, name) for _month, row in months) for name in ("received", "kept", "sent")]
    lines.append(Line(cells=(_("Cộng"), *map(count_text, sums), "")))
    return _sheet(
        unit_id, date(year, 12, 31), _("Năm {year}").format(year=year), columns, tuple(lines), OF_A_YEAR
    )


def handed_words(one: HandOver) -> str:
    """A hand-over in a sentence, with the share kept and the receipt."""
    words = _("Ngày {day} nộp lên cấp trên {sum} đồng, giữ lại {share}% của {whole} đồng đã nhận").format(
        day=day_text(one.on), sum=count_text(one.sent), share=f"{one.percent.normalize():f}".replace(".", ","),
        whole=count_text(one.collected),
    )  # fmt: skip
    return f"{words} ({one.paper})" if one.paper else words


def _sheet(
    unit_id: int,
    on: date,
    about: str,
    columns: tuple[str, ...],
    lines: tuple[Line, ...],
    shares: tuple[float, ...],
) -> Sheet:
    standing = tree()
    superior, issuer = heads(unit_id, "committee", on)
    if standing.nodes[unit_id].kind == "base":
        above = standing.name(standing.parent(unit_id, on), on)
        superior = f"Đảng bộ {above}".upper() if above else ""
        issuer = standing.name(unit_id, on).replace("Đảng bộ", "Đảng ủy", 1).upper()
    return Sheet(
        superior, issuer, *banner_of(PARTY), _("Báo cáo thu, nộp đảng phí").upper(), about, columns, lines,
        _("Chưa có khoản nào."), shares, signed="\n".join((_("T/M ĐẢNG ỦY"), _("BÍ THƯ"))),
    )  # fmt: skip
