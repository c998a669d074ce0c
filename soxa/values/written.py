"""How offices write periods, units of measure and reported values in their tables, and what is meant by it."""

import csv
import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from importlib.resources import files

from django.utils.translation import gettext as _

from soxa.kernel.sheets import cells
from soxa.kernel.sheets.cells import BadCell
from soxa.kernel.sheets.columns import Cell
from soxa.kernel.sheets.named import perhaps
from soxa.law.numbers import parse_count
from soxa.law.periods import Period, add_months
from soxa.law.words import fold
from soxa.values.models import Measure
from soxa.values.money import in_dong

_YEAR = r"(?:\s*(?:nam|/|-)\s*|\s+)(?P<year>(?:19|20)[0-9]{2})"
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_WHOLE_YEAR = re.compile(r"(?:ca )?(?:nam )?(?P<year>(?:19|20)[0-9]{2})")
_QUARTER = re.compile(rf"(?:quy|q)\s*(?P<quarter>iv|i{{1,3}}|[1-4])\s*{_YEAR}")
_MONTH = re.compile(rf"(?:thang|t)?\s*(?P<month>1[0-2]|0?[1-9])\s*{_YEAR}")
_MONTHS = re.compile(rf"(?P<months>6|sau|9|chin|3|ba)\s*(?:thang|t)\s*(?P<which>dau|cuoi)?\s*{_YEAR}")
_HALF = re.compile(rf"nua (?P<which>dau|cuoi)\s*{_YEAR}")
_DAYS = re.compile(
    r"(?:tu )?(?:ngay )?(?P<first>[0-9/.\-]{8,10})\s*(?:den|-|–|toi)\s*(?:het )?(?:ngay )?(?P<last>[0-9/.\-]{8,10})"
)
_COUNT_WORDS = {"sau": 6, "chin": 9, "ba": 3}
_RATIO = re.compile(r"(?P<met>[0-9.]+)\s*(?:/|trên|trong)\s*(?P<of>[0-9.]+)")
_TRAILING_WORDS = re.compile(r"^(?P<number>[-+−]?[0-9][0-9.,]*)\s*(?P<unit>[^0-9].*)?$")
_PLACES = Decimal("0.000001")
_NOISE = Decimal("0.000000001")


def _scales() -> tuple[dict[str, tuple[str, Decimal]], dict[str, str]]:
    """The table of units: (scale, factor) and the word the book writes, by every folded spelling."""
    text = files("soxa.values").joinpath("tables", "units.csv").read_text(encoding="utf-8")
    scales: dict[str, tuple[str, Decimal]] = {}
    words: dict[str, str] = {}
    for row in csv.DictReader(text.splitlines()):
        for spelling in (fold(row["word"]), *filter(None, row["also"].split("|"))):
            scales[spelling] = (row["scale"], Decimal(row["factor"]))
            words[spelling] = row["word"]
    return scales, words


# by folded word; within one scale a value may be stated in either
SCALES, UNIT_WORDS = _scales()
# scales on which a word that is not known is a mistake; what is counted may go by other words
_MEASURED = {"money", "mass", "length", "area", "share"}
_MANY = {"nghin": Decimal(1000), "ngan": Decimal(1000), "trieu": Decimal(1_000_000)}


@dataclass(frozen=True)
class Amount:
    """A value as the book keeps it (money in đồng): a quantity or share, a ratio as two counts, or a word."""

    value: Decimal | None = None
    met: int | None = None
    of: int | None = None
    word: str = ""


def period(cell: Cell) -> Period:
    """The period of "2026-H1", "6 tháng đầu năm 2026", "quý I/2026", "tháng 7/2025", "năm 2025", 2025 or two days."""
    if isinstance(cell, date):
        raise BadCell(
            _("là ngày, không phải kỳ (Excel có thể đã tự đổi tháng/năm thành ngày)"),
            _("Ghi “tháng {month}/{year}” hoặc định dạng ô là Văn bản rồi ghi {year}-{month:02d}.").format(
                month=cell.month, year=cell.year
            ),
        )
    written = cells.text(cell)
    try:
        return Period.parse(written)
    except ValueError as error:
        found = _in_words(" ".join(fold(written).replace(",", " ").split()))
        if found is None:
            right = _("Ghi: năm 2025, 6 tháng đầu năm 2026, quý III/2025, tháng 7/2025, hoặc 2026-H1.")
            raise BadCell(_("không phải kỳ báo cáo"), right) from error
        return found


def _in_words(text: str) -> Period | None:
    if found := _WHOLE_YEAR.fullmatch(text):
        return Period.parse(found["year"])
    if found := _QUARTER.fullmatch(text):
        return Period.parse(f"{found['year']}-Q{_QUARTERS[found['quarter']]}")
    if found := _HALF.fullmatch(text):
        return Period.parse(f"{found['year']}-H{1 if found['which'] == 'dau' else 2}")
    if found := _MONTHS.fullmatch(text):
        return _months(found)
    if found := _MONTH.fullmatch(text):
        return Period.parse(f"{found['year']}-{int(found['month']):02d}")
    return _days(_DAYS.fullmatch(text))


def _months(found: re.Match[str]) -> Period | None:
    """The first (or last) so many months of a year."""
    year, count = int(found["year"]), _COUNT_WORDS.get(found["months"]) or int(found["months"])
    if count == 6:
        return Period.parse(f"{year}-H{2 if found['which'] == 'cuoi' else 1}")
    if found["which"] == "cuoi":
        return Period.between(add_months(date(year + 1, 1, 1), -count), date(year + 1, 1, 1))
    return Period.parse(f"{year}-Q1") if count == 3 else Period.between(date(year, 1, 1), date(year, 10, 1))


def _days(found: re.Match[str] | None) -> Period | None:
    if found is None:
        return None
    first, last = (cells.day(found[name]).exact for name in ("first", "last"))
    if first is None or last is None or last < first:
        return None
    return Period.between(first, last + timedelta(days=1))


def factor(said: str, held: str) -> Decimal | None:
    """By what a value in the unit `said` is multiplied to be in the unit `held`; None when they are not of one kind.

    ValueError when either is no known unit and the two are not the same words.
    """
    one, other = " ".join(fold(said).split()), " ".join(fold(held).split())
    if one == other:
        return Decimal(1)
    (head, _slash, tail), (other_head, _slash, other_tail) = one.partition("/"), other.partition("/")
    scale, other_scale = _scale(head.strip()), _scale(other_head.strip())
    known = scale or other_scale
    if not (scale and other_scale) and (known is None or known[0] not in _MEASURED):
        raise ValueError(said)
    if scale is None or other_scale is None or scale[0] != other_scale[0]:
        return None
    if tail and other_tail and tail.strip() != other_tail.strip():
        return None
    return scale[1] / other_scale[1]


def _scale(word: str) -> tuple[str, Decimal] | None:
    """(scale, factor) of a unit; of things that are counted also "nghìn con", "triệu cây"."""
    if word in SCALES:
        return SCALES[word]
    many, _space, counted = word.partition(" ")
    found = SCALES.get(counted)
    if many in _MANY and found and found[0] not in _MEASURED:
        return found[0], found[1] * _MANY[many]
    return None


def unit_word(text: str) -> str:
    """A unit of measure as the book writes it: "Triệu đồng/người/năm" → "triệu đồng/người/năm"; BadCell for one not in the table."""
    parts = [" ".join(fold(part).split()) for part in text.split("/")]
    told = [UNIT_WORDS.get(part, "năm" if part == "nam" and at else "") for at, part in enumerate(parts)]
    if not all(told):
        wrong = next(part for part, word in zip(text.split("/"), told, strict=True) if not word)
        otherwise = _("Chọn trong bảng đơn vị tính, ví dụ: tỷ đồng, tấn, ha, hộ, người, tạ/ha.")
        asked = " ".join(fold(wrong).split())
        right = perhaps(asked, UNIT_WORDS, lambda one: [f"“{UNIT_WORDS[one]}”"], otherwise=otherwise)
        raise BadCell(_("không có trong bảng đơn vị tính"), right)
    return "/".join(told)


def amount(cell: Cell, measure: Measure, times: Decimal = Decimal(1)) -> Amount:
    """The value of a cell for a measure, a quantity multiplied by `times` (see `factor`); raises BadCell."""
    if measure.kind == Measure.WORD:
        return Amount(word=_word(cell))
    if measure.kind == Measure.RATIO:
        return _ratio(cell)
    if isinstance(cell, date):
        raise BadCell(_("là ngày, không phải số"), _("Định dạng ô là Văn bản (Text) rồi gõ lại số."))
    if measure.kind == Measure.SHARE:
        return Amount(value=_share(cell))
    return Amount(value=_exact(in_dong(_quantity(cell, measure, times), measure.unit_word)))


def _word(cell: Cell) -> str:
    longest = 60
    written = cells.text(cell)
    if len(written) > longest:
        raise BadCell(_("dài quá {n} chữ").format(n=longest), _("Chỉ ghi mức xếp loại."))
    return written


def _ratio(cell: Cell) -> Amount:
    if isinstance(cell, date):
        raise BadCell(
            _("là ngày: Excel đã đổi tỷ số {day}/{month} thành ngày").format(day=cell.day, month=cell.month),
            _("Định dạng ô là Văn bản (Text), hoặc gõ dấu ' trước rồi gõ lại, ví dụ '14/19."),
        )
    found = _RATIO.fullmatch(cells.text(cell))
    try:
        met, of = (parse_count(found["met"]), parse_count(found["of"])) if found else (1, 0)
    except ValueError:
        met, of = 1, 0
    if not found or met > of:
        raise BadCell(
            _("không phải số đạt trên tổng số"),
            _("Ghi hai số nguyên, ví dụ 14/19; số đạt không lớn hơn tổng số."),
        )
    return Amount(met=met, of=of)


def _share(cell: Cell) -> Decimal:
    if isinstance(cell, float) and 0 < cell <= 1:
        percent = cells.number_text(round(cell * 100, 6))
        raise BadCell(
            _("không rõ là {small}% hay {large}%").format(small=cells.number_text(cell), large=percent),
            _("Gõ thành chữ có dấu %, ví dụ {large}%.").format(large=percent),
        )
    return _exact(cells.decimal(cell.replace("%", "").strip() if isinstance(cell, str) else cell))


def _quantity(cell: Cell, measure: Measure, times: Decimal) -> Decimal:
    """A number, perhaps with its unit behind it: "12,675 tỷ đồng"."""
    if isinstance(cell, str) and (found := _TRAILING_WORDS.match(cells.text(cell))) and found["unit"]:
        try:
            said = factor(found["unit"], measure.unit_word)
        except ValueError:
            said = None
        if said is None:
            wrong = _("không tính bằng {unit}").format(unit=measure.unit_word or _("số đơn thuần"))
            raise BadCell(wrong, _("Chỉ ghi số, theo đơn vị tính của chỉ tiêu."))
        return cells.decimal(found["number"]) * said
    return cells.decimal(cell) * times


def _exact(value: Decimal) -> Decimal:
    """The value with at most six decimals; the noise of a workbook's arithmetic is rounded off, more is refused."""
    rounded = value.quantize(_PLACES, rounding=ROUND_HALF_UP)
    if abs(rounded - value) > _NOISE * (1 + abs(value)):
        raise BadCell(_("có quá 6 chữ số sau dấu phẩy"), _("Làm tròn số này."))
    if abs(rounded) >= Decimal(10) ** 18:
        raise BadCell(_("là số quá lớn"), _("Xem lại đơn vị tính."))
    return rounded
