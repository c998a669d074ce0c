"""Form 1: what stood, what came and went, what stands, and reorganisation on a line of its own; from the balance."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from soxa.kernel.figures import FIGURES, Moment
from soxa.kernel.units.tree import tree
from soxa.party.balance import MOVED, REORGANISED, Row, balance
from soxa.party.figures import BALANCE_IN, BALANCE_OUT, official, probationary
from soxa.party.statistics.figures import WOMEN, and_women
from soxa.party.statistics.table import Below, Form, Line, Number, Table, columns, rest_name, stayed


def changes(form: Form, moment: Moment, unit_id: int) -> Table:
    parts = {"official": official(moment), "probationary": probationary(moment)}
    everyone = balance(moment, unit_id, apart=and_women(None)(moment), of_closing=parts)
    total, of_women = everyone.total, everyone.apart
    found = Table(form, moment, unit_id, columns())

    def two(
        ours: int, hers: int, code: str = "", hers_code: str = "", *, before: bool = False
    ) -> tuple[Number, ...]:
        return Number(ours, code if ours else "", before=before), Number(
            hers, hers_code if hers else "", before=before
        )

    def moves(codes: Sequence[str]) -> list[Line]:
        return [
            Line(
                str(FIGURES[code].title),
                two(total.moves[code], of_women.moves[code], code, _of_women(code)),
                str(place),
                code,
            )
            for place, code in enumerate(codes, 1)
        ]  # fmt: skip

    def summed(title: str, mark: str, key: str) -> Line:
        numbers = two(getattr(total, key), getattr(of_women, key), f"form1.{key}", f"form1.{key}.{WOMEN}")
        return Line(title, numbers, mark, key, strong=True)

    stood, hers = "party.members", "party.women"
    found.lines = [
        Line(_("Đảng viên đầu kỳ"), two(total.opening, of_women.opening, stood, hers, before=True), "A", "opening", strong=True),
        summed(_("Đảng viên tăng trong kỳ"), "B", "came"),
        *moves(BALANCE_IN),
        summed(_("Đảng viên giảm trong kỳ"), "C", "went"),
        *moves(BALANCE_OUT),
        *_beside_moves(total, of_women),
        Line(_("Đảng viên cuối kỳ"), two(total.closing, of_women.closing, stood, hers), "D", "closing", strong=True),
    ]  # fmt: skip
    for key in parts:
        figure = FIGURES[f"party.members_{key}"]
        found.lines.append(
            Line(
                str(figure.title),
                two(*everyone.of_closing[key], figure.code, f"form3.{key}.{WOMEN}"),
                key=key,
            )
        )
    _units_below(found, everyone.rows)
    return found


_OPENS = {
    "opening": ("party.members", True), "came": ("form1.came", False), "went": ("form1.went", False),
    "moved": (MOVED, False), "reorganised": (REORGANISED, False), "assumed": ("form1.assumed", False),
    "closing": ("party.members", False),
}  # fmt: skip


def _units_below(found: Table, rows: Sequence[Row]) -> None:
    beside = (
        ("opening", _("Đầu kỳ")), ("came", _("Tăng")), ("went", _("Giảm")), ("moved", _("Trong đảng bộ")),
        ("reorganised", _("Sắp xếp")), ("assumed", _("Khi lập sổ")), ("closing", _("Cuối kỳ")),
    )  # fmt: skip
    standing, on = tree(), found.moment.on
    for row in rows:
        own = row.unit_id == found.unit_id
        name = rest_name() if own else standing.name(row.unit_id, on)
        counts = {key: getattr(row, key) for key, _title in beside}
        whole = not own and stayed(row.unit_id, found.unit_id, found.moment)
        found.below.append(Below(None if own else row.unit_id, name, counts, whole))
    if len(found.below) == 1 and found.below[0].unit_id is None:
        found.below = []  # a cell has nothing below
    empty = {key for key, _title in beside[3:6] if not any(one.counts[key] for one in found.below)}
    found.beside, found.opens = tuple(one for one in beside if one[0] not in empty), _OPENS


def _beside_moves(total: Row, women: Row) -> list[Line]:
    """What is no rise and no fall: moves inside, reorganisation, what the book took over without saying how it came."""
    rows = (
        ("moved", _("Chuyển trong đảng bộ (đến trừ đi)"), "party.moved_within", False),
        ("reorganised", _("Do sắp xếp tổ chức (đến trừ đi)"), "party.reorganised", True),
        ("assumed", _("Ghi khi lập sổ, chưa rõ vào vì đâu"), "form1.assumed", False),
    )
    return [
        Line(
            title,
            (Number(ours, code if ours else ""), Number(hers, _of_women(code) if hers else "")),
            "",
            key,
            sign="±",
        )
        for key, title, code, always in rows
        if (ours := getattr(total, key)) | (hers := getattr(women, key)) or always
    ]


def _of_women(code: str) -> str:
    return f"form1.{code.split('.')[1]}.{WOMEN}"
