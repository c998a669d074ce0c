"""The book of dues as it is printed: a month's list to sign, and a year's book with a column a month."""

from collections import defaultdict
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from soxa.documents.heads import place, signers_of
from soxa.documents.printed.lines import Line, Sheet
from soxa.kernel.page import day_text
from soxa.kernel.paper.form import day_line
from soxa.kernel.preferences import book_day
from soxa.kernel.units.tree import tree
from soxa.law.numbers import count_text
from soxa.party.dues import lists
from soxa.party.dues.models import DuesLine, HandOver

Shares = tuple[float, ...]
OF_A_MONTH: Shares = (5, 30, 26, 13, 13, 13, 16, 18)
OF_A_YEAR: Shares = (4, 24, *([7] * 12), 9)
_BANNER = "ĐẢNG CỘNG SẢN VIỆT NAM"


def month_list(found: lists.Sheet) -> Sheet:
    """The list of a cell and month: what each owes, what was paid, when and how, and room to sign."""
    columns = (
        _("TT"), _("Họ và tên"), _("Đối tượng đóng"), _("Phải nộp (đồng)"), _("Đã nộp (đồng)"), _("Ngày nộp"),
        _("Cách nộp"), _("Ký nộp"),
    )  # fmt: skip
    lines = [
        Line(cells=_month_cells(place, one), key=one.member_id) for place, one in enumerate(found.lines, 1)
    ]
    total = ("", _("Cộng"), "", count_text(found.due), count_text(found.collected), "", "", "")
    lines += [Line(cells=total)] if lines else []
    lines += [Line(words=_handed_words(one)) for one in found.handed]
    about = _("Tháng {month:%m/%Y}").format(month=found.month)
    title = _("Danh sách thu, nộp đảng phí").upper()
    return _sheet(found.unit_id, found.month, title, about, columns, lines, OF_A_MONTH)


def _month_cells(place: int, line: DuesLine) -> tuple[str, ...]:
    due = "?" if line.due is None else count_text(line.due) if line.due else _("miễn")
    paid = count_text(line.amount) if line.amount is not None else ""
    paid += _(" (còn thiếu {rest})").format(rest=count_text(line.short)) if line.short else ""
    day = day_text(line.paid_on) if line.paid_on else ""
    name, kind = line.member.person.full_name, str(line.get_kind_display()) if line.kind else ""
    return str(place), name, kind, due, paid, day, str(line.get_way_display()), ""


def _handed_words(one: HandOver) -> str:
    words = _("Ngày {day} nộp lên cấp trên {sum} đồng, chi bộ giữ lại {share}% của {whole} đồng đã thu").format(
        day=day_text(one.on), sum=count_text(one.sent), share=f"{one.percent.normalize():f}".replace(".", ","),
        whole=count_text(one.collected),
    )  # fmt: skip
    return f"{words} ({one.paper})" if one.paper else words


def year_book(unit_id: int, year: int) -> Sheet:
    """A cell's book of a year: a line a member, a column a month, sums below, and what was handed up."""
    rows: Any = DuesLine.objects.filter(unit_id=unit_id, month__year=year).select_related("member__person")
    members: dict[int, dict[int, DuesLine]] = defaultdict(dict)
    names: dict[int, str] = {}
    for line in rows.order_by("name_key", "member_id", "month"):
        members[line.member_id][line.month.month] = line
        names[line.member_id] = line.member.person.full_name
    lines = [
        Line(cells=(str(place), names[key], *_year_cells(months)), key=key)
        for place, (key, months) in enumerate(members.items(), 1)
    ]
    if lines:
        lines.append(Line(cells=("", _("Cộng"), *_sums(members))))
    handed: Any = HandOver.objects.filter(unit_id=unit_id, month__year=year).order_by("month", "on", "pk")
    lines += [
        Line(words=_("Tháng {month:%m}: ").format(month=one.month) + _handed_words(one)) for one in handed
    ]
    columns = (_("TT"), _("Họ và tên"), *(_("T{n}").format(n=n) for n in range(1, 13)), _("Cộng (đồng)"))
    title, about = _("Sổ thu, nộp đảng phí").upper(), _("Năm {year}").format(year=year)
    return _sheet(unit_id, date(year, 12, 31), title, about, columns, lines, OF_A_YEAR)


def _year_cells(months: dict[int, DuesLine]) -> list[str]:
    cells = []
    for number in range(1, 13):
        line = months.get(number)
        if line is None:
            cells.append("")
        elif line.amount is not None:
            cells.append(count_text(line.amount))
        else:
            cells.append("–" if line.owes else _("miễn"))
    return [*cells, count_text(sum(line.amount or 0 for line in months.values()))]


def _sums(members: dict[int, dict[int, DuesLine]]) -> list[str]:
    sums = [
        sum(months[number].amount or 0 for months in members.values() if number in months)
        for number in range(1, 13)
    ]
    return [*(count_text(one) if one else "" for one in sums), count_text(sum(sums))]


def _sheet(
    unit_id: int,
    on: date,
    title: str,
    about: str,
    columns: tuple[str, ...],
    lines: list[Line],
    shares: Shares,
) -> Sheet:
    standing = tree()
    day = max(min(on, standing.nodes[unit_id].until), standing.nodes[unit_id].since)
    above = standing.name(standing.parent(unit_id, day), day) if standing.parent(unit_id, day) else ""
    superior = above.upper() if above.startswith("Đảng bộ") else f"Đảng bộ {above}".upper() if above else ""
    issuer = standing.name(unit_id, day).upper()
    signed = "\n".join((_("T/M CHI BỘ"), _("BÍ THƯ")))
    names = (one.name for one in signers_of(unit_id, "cell", day) if one.post == _("BÍ THƯ"))
    nothing = _("Chưa ghi thu tháng nào.")
    return Sheet(
        superior, issuer, _BANNER, "", title, about, columns, tuple(lines), nothing, shares,
        signed=signed, signer=next(names, ""), dated=day_line(place(unit_id, day), book_day()),
        recipients=(_("- Đảng ủy,"), _("- Lưu chi bộ.")),
    )  # fmt: skip
