"""What was typed on a line of a grid, and what the book makes of it: an amount, or words beside the field that is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from soxa.kernel.sheets.cells import BadCell, spaced
from soxa.law.numbers import decimal_text, parse_count, parse_decimal
from soxa.values.figures import value_text
from soxa.values.filing import checks
from soxa.values.filing.grid import Line, number_typed, plain_text
from soxa.values.filing.models import Filing
from soxa.values.models import Measure, ReportedValue
from soxa.values.money import as_printed, in_dong
from soxa.values.written import amount

VALUE, OVER, UNDER, NOTE = "value", "over", "under", "note"
# field → the letter that names it on the page, before the key of its line
FIELDS = {VALUE: "v", OVER: "n", UNDER: "d", NOTE: "g"}
FINAL, LOOKED = "f", "k"
_LONGEST = {VALUE: 60, OVER: 40, UNDER: 40, NOTE: 300}
_MOST_COUNT = 2_000_000_000
_PLACES = 2


@dataclass(frozen=True)
class Typed:
    """The texts of one line as typed; `final`: no estimate, where estimates are filed; `looked`: what the book asked was looked at."""

    value: str = ""
    over: str = ""
    under: str = ""
    note: str = ""
    final: bool = False
    looked: bool = False

    @classmethod
    def of(cls, line: Line, filing: Filing) -> "Typed":
        """The line as it stands in the book."""
        now = line.now
        if now is None:
            return cls()
        final = filing.sort == Filing.ESTIMATE and now.sort == ReportedValue.ACTUAL
        over, under = _parts_typed(now)
        value = now.word if line.measure.kind == Measure.WORD else number_typed(now)
        return cls(value, over, under, now.note, final, now.looked_at)

    @classmethod
    def posted(cls, data: Mapping[str, str], key: str) -> "Typed | None":
        """The line of a posted page; None where the page had no fields for it."""
        if f"{FIELDS[VALUE]}{key}" not in data and f"{FIELDS[OVER]}{key}" not in data:
            return None
        texts = {name: spaced(data.get(f"{letter}{key}", "")) for name, letter in FIELDS.items()}
        return cls(**texts, final=f"{FINAL}{key}" in data, looked=f"{LOOKED}{key}" in data)  # type: ignore[arg-type]

    @property
    def blank(self) -> bool:
        """Whether no number was typed."""
        return not (self.value or self.over or self.under)

    @property
    def print(self) -> str:
        """The facts of the line in one text, by which it is known whether another hand changed them."""
        return "\n".join((self.value, self.over, self.under, self.note, str(self.final)))


def _parts_typed(value: ReportedValue) -> tuple[str, str]:
    if value.numerator is not None and value.denominator is not None:
        return plain_text(value.numerator), plain_text(value.denominator)
    if value.met is not None and value.of is not None:
        return str(value.met), str(value.of)
    return "", ""


@dataclass(frozen=True)
class Kept:
    """A number as the book keeps it."""

    value: Decimal | None = None
    met: int | None = None
    of: int | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    word: str = ""

    @classmethod
    def of_row(cls, row: ReportedValue) -> "Kept":
        """The number of a row."""
        return cls(row.value, row.met, row.of, row.numerator, row.denominator, row.word)

    def said(self, measure: Measure) -> str:
        """As printed."""
        return value_text(ReportedValue(measure=measure, **vars(self)))


@dataclass
class Read:
    """What became of a line: its number (None when blank or wrong), what is wrong by field, what is asked."""

    line: Line
    typed: Typed
    kept: Kept | None = None
    wrong: dict[str, str] = field(default_factory=dict)
    asked: str = ""

    @property
    def stops(self) -> bool:
        """Whether nothing may be written because of it."""
        return bool(self.wrong) or bool(self.asked and not self.typed.looked)

    def number(self) -> Fraction | None:
        """The number in the measure's own unit, of a ratio what is met; None where there is none."""
        if self.kept is None:
            return None
        if self.line.measure.kind == Measure.RATIO:
            return None if self.kept.met is None else Fraction(self.kept.met)
        if self.kept.value is None:
            return None
        return Fraction(as_printed(self.kept.value, self.line.measure.unit_word))


def read(line: Line, typed: Typed) -> Read:
    """Read one line and say what is wrong with it, or what is to be looked at."""
    found = Read(line, typed)
    for name, most in _LONGEST.items():
        if len(getattr(typed, name)) > most:
            found.wrong[name] = _("Dài quá: nhiều nhất {n} ký tự.").format(n=most)
    if found.wrong or typed.blank:
        return found
    try:
        found.kept = _ratio(found) if line.measure.kind == Measure.RATIO else _number(found)
    except BadCell as bad:
        found.wrong[VALUE] = f"“{typed.value}” {bad.wrong}. {bad.right}"
    if found.wrong:
        found.kept = None
    number = found.number()
    if number is not None:
        _look_at(found, number)
    return found


def _look_at(found: Read, number: Fraction) -> None:
    line = found.line
    if why := checks.outside(line, number):
        found.wrong[VALUE if line.measure.kind != Measure.RATIO else OVER] = why
        return
    same = line.now is not None and Kept.of_row(line.now) == found.kept
    found.asked = "" if same else checks.asked(line, number)


# what a column of eighteen digits before the decimal comma holds
_MOST = 10**18


def _number(found: Read) -> Kept | None:
    """The number typed; where it is divided, the quotient of the parts."""
    typed, measure = found.typed, found.line.measure
    straight = amount(typed.value, measure) if typed.value else None
    if not (typed.over or typed.under):
        return Kept(value=straight.value, word=straight.word) if straight else None
    parts = _parts(found)
    if parts is None:
        return None
    over, under = parts
    quotient = _quotient(over, under, measure)
    kept = in_dong(quotient, measure.unit_word)
    if abs(kept) >= _MOST:
        found.wrong[OVER] = _("Thương của hai số lớn quá, sổ không giữ được; xem lại đơn vị tính.")
        return None
    if straight is not None and straight.value is not None and straight.value != kept:
        found.wrong[VALUE] = _("{over} trên {under} là {quotient}. Sửa một trong các ô, hoặc để trống ô này.").format(
            over=decimal_text(over), under=decimal_text(under), quotient=decimal_text(quotient)
        )  # fmt: skip
    met, of = (
        _counts(over, under) if measure.kind == Measure.SHARE and measure.factor in (1, 100) else (None, None)
    )
    return Kept(kept, met, of, over, under)


def _parts(found: Read) -> tuple[Decimal, Decimal] | None:
    typed, numbers = found.typed, {}
    for name in (OVER, UNDER):
        text = getattr(typed, name)
        try:
            numbers[name] = parse_decimal(text)
        except ValueError as error:
            found.wrong[name] = str(error) if text else _("Ghi cả tử số và mẫu số.")
        else:
            if abs(numbers[name]) >= _MOST:
                found.wrong[name] = _("Số lớn quá, sổ không giữ được; xem lại đơn vị tính.")
    if found.wrong:
        return None
    over, under = numbers[OVER], numbers[UNDER]
    if under <= 0:
        found.wrong[UNDER] = _("Mẫu số phải lớn hơn 0.")
    elif found.line.measure.kind == Measure.SHARE and over > under and _never_above(found.line.measure):
        found.wrong[OVER] = _("Tử số {over} không được lớn hơn mẫu số {under}.").format(
            over=decimal_text(over), under=decimal_text(under)
        )
    return None if found.wrong else (over, under)


def _never_above(measure: Measure) -> bool:
    """Whether a share is of a part in its whole: those that may pass a hundred per cent say so by their range."""
    return measure.high is None or measure.high <= 100  # noqa: PLR2004 – per cent


def _quotient(over: Decimal, under: Decimal, measure: Measure) -> Decimal:
    """Over ÷ under in the measure's own unit, rounded half up to its decimals."""
    per_cent = measure.kind == Measure.SHARE and measure.factor == 1
    times = Decimal(100) if per_cent else measure.factor
    places = _PLACES if measure.decimals is None else measure.decimals
    exact = Fraction(over) * Fraction(times) / Fraction(under) * 10**places
    rounded = (2 * abs(exact.numerator) + exact.denominator) // (2 * exact.denominator)
    return Decimal(rounded if exact >= 0 else -rounded).scaleb(-places)


def _counts(over: Decimal, under: Decimal) -> tuple[int | None, int | None]:
    """Whole counts as counts; None where they are not whole."""
    whole = all(one == one.to_integral_value() and 0 <= one <= _MOST_COUNT for one in (over, under))
    return (int(over), int(under)) if whole else (None, None)


def _ratio(found: Read) -> Kept | None:
    typed, numbers = found.typed, {}
    for name in (OVER, UNDER):
        try:
            numbers[name] = parse_count(getattr(typed, name))
        except ValueError as error:
            found.wrong[name] = str(error) if getattr(typed, name) else _("Ghi cả số đạt và tổng số.")
    if found.wrong:
        return None
    met, of = numbers[OVER], numbers[UNDER]
    if not 0 <= met <= of or of > _MOST_COUNT or not of:
        found.wrong[OVER] = _("Số đạt {met} không được lớn hơn tổng số {of}.").format(met=met, of=of)
        return None
    return Kept(met=met, of=of)
