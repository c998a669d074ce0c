"""The appendices of a report: reported values against plan and year before, members by cell, and the marks to verify it by."""

from collections.abc import Iterable
from dataclasses import replace

from soxa.kernel.figures import FIGURES, Figure, Moment
from soxa.kernel.figures.read import reading_of
from soxa.kernel.paper.model import Appendix, Cell, Paper, Paragraph, Run, Table, Text
from soxa.kernel.units.tree import tree
from soxa.law.numbers import count_text, share_text
from soxa.law.periods import Period, date_text
from soxa.party.balance import Balance, Row, balance
from soxa.reports.assessed import Assessed, appendix
from soxa.reports.readings import PLANNED_BY, Printed, Readings, as_reading, own_moment
from soxa.reports.sayings import exact
from soxa.values.models import Measure, ReportedValue
from soxa.values.row_sets import PLAN

_MOVES = (
    ("Kết nạp", "party.admitted"),
    ("Chuyển đến", "party.transferred_in"),
    ("Phục hồi", "party.restored"),
    ("Chuyển đi", "party.transferred_out"),
    ("Từ trần", "party.died"),
    ("Xóa tên", "party.struck_off"),
    ("Khai trừ", "party.expelled"),
    ("Cho ra khỏi Đảng", "party.left"),
    ("Chuyển trong đảng bộ", "party.moved_within"),
    ("Do sắp xếp", "party.reorganised"),
)
UNSEALED = Paragraph((Text("Mã niêm sổ được ghi khi phát hành."),))
_ASSUMED = ("Đã có khi lập sổ", "assumed")
_ALWAYS_SHOWN = {"party.admitted", "party.transferred_in", "party.transferred_out", "party.died"}


def appendices(numbers: Readings, targets: Assessed | None) -> tuple[Appendix, ...]:
    """Every appendix that has something to show, numbered in order; the last one says how to verify the report."""
    tables = [made for made in (appendix(numbers, targets), measures(numbers), members(numbers)) if made]
    tables.append(marks(numbers))
    return tuple(
        Appendix(f"PHỤ LỤC {number}", made.title, made.blocks, note=made.note, wide=made.wide)
        for number, made in enumerate(tables, 1)
    )


def measures(numbers: Readings) -> Appendix | None:
    """Reported values: plan of the year, actual, share of the plan, same period of the year before."""
    shown = [code for code, told in numbers.told.items() if told.value or told.plan or _own(code)]
    rows = [_measure(numbers, code, order) for order, code in enumerate(shown, 1)]
    if not rows:
        return None
    year = numbers.moments.period.since.year
    columns = (
        "TT",
        "Chỉ tiêu",
        f"Kế hoạch {year}",
        "Thực hiện",
        "So với kế hoạch",
        f"Cùng kỳ {year - 1}",
        "So với cùng kỳ",
        "Ghi chú",
    )
    table = Table(columns, tuple(rows), widths=(1, 6.5, 3, 3, 2.2, 3, 2.2, 2.4), numeric=(2, 3, 4, 5, 6))
    title = f"SỐ LIỆU KINH TẾ - XÃ HỘI, QUỐC PHÒNG - AN NINH, XÂY DỰNG ĐẢNG\n{numbers.moments.period.title().upper()}"
    return Appendix("", title, (table,), wide=True)


def _own(code: str) -> str:
    """The counted figure whose plan this measure holds; empty for a measure with values of its own."""
    return next((counted for counted, plan in PLANNED_BY.items() if plan == code), "")


def _measure(numbers: Readings, code: str, order: int) -> tuple[Cell, ...]:
    told, own = numbers.told[code], _own(code)
    plan = _value(numbers, code, told.plan, plan=True)
    if own:
        reading = numbers.counted[own]
        now: Run = numbers.run(reading, count_text(reading.part or 0))
        planned = exact(told.plan)
        done = share_text(reading.part or 0, planned) if planned else ""
        return _cells(str(order), told.figure.title, plan, now, done, "", "", "")
    now = _value(numbers, code, told.value) if told.value else Text("chưa có số liệu")
    then = _value(numbers, code, told.same_before)
    done, grown = _share(told.value, told.plan), _share(told.value, told.same_before)
    estimate = "Số ước" if told.value and told.value.sort == ReportedValue.ESTIMATE else ""
    return _cells(str(order), told.figure.title, plan, now, done, then, grown, estimate)


def _value(numbers: Readings, code: str, value: ReportedValue | None, *, plan: bool = False) -> Run:
    if value is None:
        return Text("")
    reading = as_reading(numbers.told[code].figure, value, own_moment(value), numbers.unit_id)
    bound = ""
    if plan and value.measure.kind == Measure.SHARE:
        bound = "≥ " if value.measure.higher_is_better else "≤ "
    return numbers.run(reading, bound + reading.text, plan=plan)


def _share(value: ReportedValue | None, against: ReportedValue | None) -> str:
    """One value in percent of another; empty for shares, ratios and words, which are compared by eye."""
    if value is None or value.measure.kind != Measure.QUANTITY:
        return ""
    part, whole = exact(value), exact(against)
    return share_text(part, whole) if part is not None and whole else ""


def _cells(*runs: Run | str) -> tuple[Cell, ...]:
    return tuple((Text(run),) if isinstance(run, str) else (run,) for run in runs)


def members(numbers: Readings) -> Appendix | None:
    """Members by cell: what stood before the period, what came, what went, what stands at its end."""
    moment = numbers.moments.party
    whole = balance(moment, numbers.unit_id)
    if whole.total.empty:
        return None
    lines = list(_by_cell(whole))
    moves = [
        (title, code)
        for title, code in (*_MOVES, _ASSUMED)
        if code in _ALWAYS_SHOWN or whole.total.moves[code] or any(row.moves[code] for row in lines)
    ]
    columns = ("TT", "Chi bộ", "Đầu kỳ", *(title for title, _code in moves), "Cuối kỳ")
    rows = [_line(numbers, row, moves, str(order)) for order, row in enumerate(lines, 1)]
    total = _line(numbers, whole.total, moves, "", name="Cộng")
    last = len(columns) - 1
    table = Table(
        columns,
        (*rows, total),
        widths=(1, 7, *(1.7 for _ in range(last - 1))),
        numeric=tuple(range(2, last + 1)),
        totals=(len(rows),),
    )
    note = f"Số liệu từ {date_text(moment.since)} chốt đến hết ngày {date_text(moment.on)}"
    return Appendix("", "TĂNG, GIẢM ĐẢNG VIÊN THEO CHI BỘ", (table,), note=note, wide=len(moves) > 4)


def _by_cell(found: Balance) -> Iterable[Row]:
    """Rows of cells; a unit that stands above cells gives way to them."""
    nodes = tree().nodes
    for row in found.rows:
        if nodes[row.unit_id].kind == "cell" or row.unit_id == found.total.unit_id:
            yield row
        else:
            yield from _by_cell(balance(found.moment, row.unit_id))


def _line(
    numbers: Readings, row: Row, moves: list[tuple[str, str]], order: str, *, name: str = ""
) -> tuple[Cell, ...]:
    moment = numbers.moments.party
    cells = [_count(numbers, row.unit_id, "party.members", moment.before, row.opening)]
    cells += [_count(numbers, row.unit_id, code, moment, row.moves[code]) for _title, code in moves]
    cells.append(_count(numbers, row.unit_id, "party.members", moment, row.closing))
    return _cells(order, name or tree().name(row.unit_id, moment.on), *cells)


def _count(numbers: Readings, unit_id: int, code: str, moment: Moment, count: int) -> Run:
    if code not in FIGURES or (count == 0 and unit_id != numbers.unit_id):
        return Text(_signed(count))
    return numbers.run(reading_of(FIGURES[code], unit_id, moment, count, None), _signed(count))


def _signed(count: int) -> str:
    """A count, a difference below zero with a true minus sign."""
    return count_text(count).replace("-", "−")


def marks(numbers: Readings) -> Appendix:
    """How to verify the report: the cut-off of each source, the place of the journal's seal, every figure with its definition."""
    party, values = numbers.moments.party, numbers.moments.values
    sources = Table(
        ("Nguồn số liệu", "Từ ngày", "Chốt đến hết ngày"),
        (
            _cells("Đảng viên, tổ chức đảng (sổ đảng viên)", date_text(party.since), date_text(party.on)),
            _cells("Kinh tế - xã hội (số do các cơ quan báo)", date_text(values.since), date_text(values.on)),
        ),
        widths=(6, 2, 2.4),
        caption="Ngày chốt từng nguồn",
    )
    own = [one for one in numbers.printed.values() if one.unit_id == numbers.unit_id]
    figures = Table(
        ("TT", "Chỉ tiêu", "Số in trong báo cáo", "Kỳ hoặc ngày", "Định nghĩa"),
        tuple(_mark(numbers, one, order) for order, one in enumerate(own, 1)),
        widths=(1, 9.4, 4, 5.6, 2),
        caption="Các con số và phiên bản định nghĩa",
    )
    note = "Mỗi con số được lưu cùng danh sách dòng gốc khi phát hành; tệp có mã băm SHA-256."
    return Appendix("", "DẤU XÁC MINH", (sources, UNSEALED, figures), note=note, wide=True)


def sealed(paper: Paper, seal: str) -> Paper:
    """The paper with the journal's seal in its last appendix."""
    *before, last = paper.appendices
    told = Paragraph((Text(f"Mã niêm sổ khi phát hành: {seal}"),))
    blocks = tuple(told if block == UNSEALED else block for block in last.blocks)
    return replace(paper, appendices=(*before, replace(last, blocks=blocks)))


def _mark(numbers: Readings, one: Printed, order: int) -> tuple[Cell, ...]:
    code = one.code.removesuffix(PLAN)
    figure = numbers.told[code].figure if code in numbers.told else FIGURES[code]
    title = f"{figure.title} (kế hoạch)" if one.code.endswith(PLAN) else str(figure.title)
    stock = isinstance(figure, Figure) and figure.is_stock
    when = f"đến hết {date_text(one.moment.on)}" if stock else _span(one.moment)
    return _cells(str(order), title, one.text, when, f"bản {one.version}")


def _span(moment: Moment) -> str:
    return Period.between(moment.since, moment.until).title().removeprefix("từ ").replace(" đến ", " – ")
