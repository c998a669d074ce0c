"""The report of a reconciliation to send: a paper for Word and PDF, and a workbook with a row for each difference."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _

from soxa.documents.heads import place, superior
from soxa.kernel.page import day_text
from soxa.kernel.paper.model import Block, Cell, Head, Heading, Paper, Paragraph, Signature, Table, Text
from soxa.kernel.sheets import Column, Columns, text, write
from soxa.kernel.units.tree import tree
from soxa.law.numbers import count_text
from soxa.party.reconciling.lists import Row
from soxa.party.reconciling.models import Difference, Reconciliation

MOST_ON_PAPER = 300  # rows of one list; a paper of thousands is neither read nor set in time
Lists = dict[str, Sequence[Row]]
_HEADS = {
    Difference.DIFFERS: ("differs", ("name", "cell", "field", "ours", "theirs", "answered")),
    Difference.HERE: ("here", ("name", "cell", "ours", "answered")),
    Difference.THERE: ("there", ("name", "theirs", "note", "answered")),
}
_WIDTHS = {
    Difference.DIFFERS: (6, 24, 22, 16, 18, 18, 26),
    Difference.HERE: (6, 28, 28, 26, 30),
    Difference.THERE: (6, 28, 34, 26, 30),
}


def _titles() -> dict[str, str]:
    return {
        "name": _("Họ và tên"), "cell": _("Chi bộ"), "field": _("Mục"), "ours": _("Trong sổ"),
        "theirs": _("Bản quốc gia"), "note": _("Ghi chú"), "answered": _("Kết quả"),
    }  # fmt: skip


def paper(found: Reconciliation, lists: Lists, made_on: date, *, totals: Mapping[str, int]) -> Paper:
    """The report on A4: how many agree, then the three lists with what was decided; of a long one its first rows.

    `totals`: how many rows each list has altogether.
    """
    name = tree().name(found.unit_id, found.on)
    head = Head(superior(found.unit_id, found.on), f"ĐẢNG BỘ {name}".upper(), _("Số …"), place(found.unit_id, found.on))  # fmt: skip
    blocks: list[Block] = [Paragraph((Text(_summary(found)),))]
    for number, (sort, title) in enumerate(Difference.SORTS, 1):
        rows = lists[sort]
        blocks.append(Heading(3, f"{number}. {title} ({count_text(totals[sort])})"))
        blocks.append(_table(sort, rows) if rows else Paragraph((Text(_("Không có.")),)))
        if totals[sort] > len(rows):
            more = _("Trên đây là {n} dòng đầu; danh sách đầy đủ ở tệp Excel kèm theo.")
            blocks.append(Paragraph((Text(more.format(n=count_text(len(rows))), italic=True),)))
    return Paper(
        head=head,
        title_lines=(
            _("BÁO CÁO"), _("kết quả đối chiếu danh sách đảng viên với cơ sở dữ liệu quốc gia"),
        ),
        made_on=made_on,
        blocks=tuple(blocks),
        signature=Signature(_("T/M BAN THƯỜNG VỤ"), "", ""),
        notes=_("Đối chiếu ngày {day}").format(day=day_text(found.on)),
    )  # fmt: skip


def _summary(found: Reconciliation) -> str:
    counts = found.counts
    said = _(
        "Bản xuất có {rows} đồng chí; {same} trùng khớp hoàn toàn với sổ; {differs} chỗ khác nhau; {here} đồng chí "
        "chỉ có trong sổ; {there} đồng chí chỉ có ở bản quốc gia."
    )
    return said.format(**{name: count_text(counts.get(name, 0)) for name in ("rows", "same", *_HEADS)})


def _table(sort: str, rows: Sequence[Row]) -> Table:
    names, titles = _HEADS[sort][1], _titles()
    return Table(
        (_("TT"), *(titles[name] for name in names)),
        tuple(
            (_cell(str(number)), *(_cell(_value(one, name)) for name in names))
            for number, one in enumerate(rows, 1)
        ),
        widths=_WIDTHS[sort],
    )


def _cell(words: str) -> Cell:
    return (Text(words),)


def _value(one: Row, name: str) -> str:
    if name == "answered" and one.reason:
        return f"{one.answered}: {one.reason}"
    return str(getattr(one, name))


def workbook(found: Reconciliation, lists: Lists) -> bytes:
    """A row for each difference."""
    titles, sorts = _titles(), dict(Difference.SORTS)
    names = ("sort", "name", "cell", "field", "ours", "theirs", "note", "answered")
    titles["sort"] = _("Loại")
    columns = Columns(
        "differences",
        _("Đối chiếu"),
        tuple(Column(name=name, headings=(titles[name],), parse=text, width=24) for name in names),
    )
    values = (
        {"sort": str(sorts[sort]), **{name: _value(one, name) for name in names[1:]}}
        for sort, rows in lists.items()
        for one in rows
    )
    title = _("Kết quả đối chiếu với cơ sở dữ liệu đảng viên")
    return write(columns, values, title, [_summary(found)])
