"""What is typed of dues: a month's collection line by line, a payment put right, rates, grants, money handed up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.day_field import DayField
from soxa.kernel.shown import NAME as MARK
from soxa.kernel.shown import AsShown, Shown, sealed_mark
from soxa.law.numbers import count_text, parse_count, parse_decimal
from soxa.law.periods import add_months
from soxa.law.typed_day import typed_day
from soxa.party.dues import rules
from soxa.party.dues.models import DuesCategory, DuesLine, DuesRelief
from soxa.party.health import no_illness

MOST = 1_000_000_000
SAID = ("nop", "tien", "ngay", "cach", "phan", "da")
"""What is posted beside a name: ticked, sum, day, way, that the sum is a part, what the line held when it was shown."""
MONTH_HINT = gettext_lazy("Tháng/năm, ví dụ 11/2026")


def money(text: str) -> int:
    """A sum in đồng as one types it: "81900", "81.900", "81.900 đ"; ValueError in words for anything else, and for none."""
    bare = text.lower().replace("đồng", "").replace("đ", "").replace(" ", "")
    amount = parse_count(bare)
    if not 0 < amount <= MOST:
        raise ValueError(_("Số tiền “{text}” phải lớn hơn 0 và không quá 1 tỷ đồng.").format(text=text))
    return amount


class MoneyField(forms.CharField):
    """A sum in đồng, typed with or without dots; a phone shows figures."""

    def __init__(self, label: Any, **options: Any) -> None:
        shown = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "number"})
        super().__init__(label=label, max_length=20, widget=shown, **options)

    def clean(self, value: Any) -> Any:
        """The sum, None for a blank one."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return money(text)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error


class MonthField(forms.CharField):
    """A month typed as "11/2026"; the value is its first day."""

    def __init__(self, label: Any, **options: Any) -> None:
        shown = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "short"})
        super().__init__(label=label, max_length=7, widget=shown, **{"help_text": MONTH_HINT, **options})

    def prepare_value(self, value: Any) -> Any:
        """A day as its month is typed."""
        return f"{value:%m/%Y}" if isinstance(value, date) else value

    def clean(self, value: Any) -> Any:
        """The first day of the month, None for a blank one."""
        text = super().clean(value)
        if not text:
            return None
        month, _sign, year = text.replace("-", "/").replace(".", "/").partition("/")
        if month.isdecimal() and year.isdecimal() and 1 <= int(month) <= 12 and 2020 <= int(year) <= 2100:
            return date(int(year), int(month), 1)
        raise forms.ValidationError(
            _("“{text}” không phải tháng. Viết tháng/năm, ví dụ 11/2026.").format(text=text)
        )


def less_than_owed(due: int, held: int = 0) -> str:
    """The question that a sum below what is owed is met with."""
    owed = _("Ít hơn số phải nộp, {due} đồng").format(due=count_text(due))
    before = _(" (trước đã nộp {held} đồng)").format(held=count_text(held)) if held else ""
    return f"{owed}{before}. " + _("Gõ nhầm thì sửa số tiền; đúng là mới nộp một phần thì chọn ô ấy.")


class Together(forms.Form):
    """The day and the way that hold for everybody ticked, unless a line says otherwise."""

    on = DayField(gettext_lazy("Ngày nộp"), help_text="")
    way = forms.ChoiceField(label=gettext_lazy("Cách nộp"), choices=DuesLine.WAYS)


@dataclass(frozen=True)
class TypedLine:
    """What was typed beside one name, given back as it came when something is wrong; `error` in words."""

    ticked: bool
    amount: str = ""
    on: str = ""
    way: str = ""
    error: str = ""
    asks: bool = False

    @property
    def exceptional(self) -> bool:
        """Whether something else than the tick was said."""
        return bool(self.amount or self.on or self.way or self.error)


class LessThanOwed(ValueError):
    """A sum below what is owed, which nobody said was meant."""


class Collection:
    """A month's collection as posted: (sum, day, way, what the line held) by member for each who paid, or errors by line.

    A sum typed beside a name means that it was paid, ticked or not; one below what is owed is asked about.
    """

    def __init__(self, posted: Mapping[str, str], lines: Sequence[DuesLine]) -> None:
        self.together = Together(posted, label_suffix="")
        self.valid = self.together.is_valid()
        self.paid: dict[int, tuple[int | None, date, str, int]] = {}
        self.typed: dict[int, TypedLine] = {}
        for line in lines:
            self._read(posted, line)

    def _read(self, posted: Mapping[str, str], line: DuesLine) -> None:
        key = line.member_id
        said = {name: posted.get(f"{name}-{key}", "").strip() for name in SAID}
        ticked, error, asks = bool(said["nop"] or said["tien"]), "", bool(said["phan"])
        if ticked:
            try:
                self._take(line, said)
            except ValueError as wrong:
                error, self.valid, asks = str(wrong), False, asks or isinstance(wrong, LessThanOwed)
        self.typed[key] = TypedLine(ticked, said["tien"][:20], said["ngay"][:12], said["cach"], error, asks)

    def _take(self, line: DuesLine, said: Mapping[str, str]) -> None:
        amount = money(said["tien"]) if said["tien"] else None
        if amount is None and not line.due:
            raise ValueError(_("Ghi số tiền đã nộp."))
        held = int(said["da"]) if said["da"].isdecimal() else 0
        if amount is not None and not said["phan"] and held + amount < (line.due or 0):
            raise LessThanOwed(less_than_owed(line.due or 0, held))
        if not self.together.is_valid():
            return
        on = typed_day(said["ngay"]) if said["ngay"] else self.together.cleaned_data["on"]
        way = said["cach"] if said["cach"] in dict(DuesLine.WAYS) else self.together.cleaned_data["way"]
        self.paid[line.member_id] = (amount, on, way, held)

    @property
    def faults(self) -> int:
        """How many lines are wrong."""
        return sum(bool(one.error) for one in self.typed.values())


class MendPayment(AsShown):
    """A payment put right, or taken back, and on what basis."""

    suggested = frozenset({"partly"})
    taken_back = forms.BooleanField(
        label=gettext_lazy("Thực ra chưa nộp: bỏ phần ghi nộp của tháng này"), required=False
    )
    amount = MoneyField(gettext_lazy("Số tiền đã nộp (đồng)"), required=False)
    partly = forms.BooleanField(label=gettext_lazy("Mới nộp một phần số phải nộp"), required=False)
    on = DayField(gettext_lazy("Ngày nộp"), required=False)
    way = forms.ChoiceField(label=gettext_lazy("Cách nộp"), choices=DuesLine.WAYS)
    basis = forms.CharField(label=gettext_lazy("Căn cứ đính chính"), max_length=300, validators=[no_illness])

    def __init__(self, data: Any = None, *, due: int | None, **rest: Any) -> None:
        super().__init__(data, label_suffix="", **rest)
        self.due = due or 0

    def clean(self) -> dict[str, Any]:
        """A payment that stands has a sum and a day; a sum below what is owed is meant."""
        told: dict[str, Any] = super().clean() or {}
        if not told.get("taken_back"):
            for name in ("amount", "on"):
                if not told.get(name) and name not in self.errors:
                    self.add_error(name, _("Ô này phải ghi."))
            if (told.get("amount") or self.due) < self.due and not told["partly"]:
                self.add_error("amount", less_than_owed(self.due))
        return told


class HandUp(forms.Form):
    """The day, the share that stays below, and the receipt of money handed up."""

    on = DayField(gettext_lazy("Ngày nộp lên"))
    percent = forms.CharField(
        label=gettext_lazy("Tỷ lệ được giữ lại (%)"),
        max_length=6,
        help_text=gettext_lazy("Theo văn bản của cấp trên; sổ không đặt sẵn tỷ lệ của năm 2026."),
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "class": "number"}),
    )
    paper = forms.CharField(label=gettext_lazy("Phiếu thu, chứng từ"), max_length=200, required=False)

    def clean_percent(self) -> Decimal:
        """A share from 0 to 100 with at most two decimals."""
        try:
            share = parse_decimal(self.cleaned_data["percent"].replace("%", ""))
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error
        if not 0 <= share <= 100 or share != round(share, 2):
            raise forms.ValidationError(_("Tỷ lệ từ 0 đến 100, nhiều nhất hai chữ số lẻ."))
        return share


class MendHandUp(AsShown, HandUp):
    """A hand-over put right, or taken back, and on what basis."""

    taken_back = forms.BooleanField(
        label=gettext_lazy("Thực ra chưa nộp: bỏ lần ghi nộp lên này"), required=False
    )
    basis = forms.CharField(label=gettext_lazy("Căn cứ đính chính"), max_length=300, validators=[no_illness])
    field_order = ("taken_back", "on", "percent", "paper", "basis")


class Grant(forms.Form):
    """A grant of easier dues: to whom, what, why, for which months, by which paper."""

    member = forms.TypedChoiceField(label=gettext_lazy("Đồng chí"), coerce=int)
    kind = forms.ChoiceField(label=gettext_lazy("Được"), choices=DuesRelief.KINDS)
    percent = forms.TypedChoiceField(label=gettext_lazy("Mức giảm (khi là giảm)"), coerce=int, required=False)
    ground = forms.ChoiceField(label=gettext_lazy("Lý do"), choices=DuesRelief.GROUNDS)
    since = MonthField(gettext_lazy("Từ tháng"))
    last = MonthField(
        gettext_lazy("Đến hết tháng"),
        required=False,
        help_text=gettext_lazy(
            "Giảm: không quá 12 tháng mỗi lần. Miễn, nộp chậm: để trống nếu chưa có thời hạn."
        ),
    )
    paper = forms.CharField(
        label=gettext_lazy("Quyết định, nghị quyết (số, ngày, cơ quan)"),
        max_length=200,
        validators=[no_illness],
    )

    def __init__(
        self, data: Any = None, *, people: Sequence[tuple[int, str]], today: date, **rest: Any
    ) -> None:
        super().__init__(data, label_suffix="", **rest)
        chosen: Any = self.fields["member"]
        chosen.choices = [("", _("— chọn đồng chí —")), *people]
        levels: Any = self.fields["percent"]
        levels.choices = [("", "—"), *((one, f"{one}%") for one in rules.reductions_on(today))]

    def clean(self) -> dict[str, Any]:
        """`until` is the month after the last; a reduction has both."""
        told: dict[str, Any] = super().clean() or {}
        last = told.get("last")
        told["until"] = add_months(last, 1) if last else None
        if told.get("kind") == DuesRelief.REDUCED:
            if not told.get("percent"):
                self.add_error("percent", _("Chọn mức giảm."))
            if not last and "last" not in self.errors:
                self.add_error("last", _("Giảm thì ghi tháng cuối."))
        else:
            told["percent"] = 0
        return told


def rates_mark(members: Sequence[int], standing: Mapping[int, DuesCategory]) -> str:
    """The mark of the table of rates as it is shown: each kind, and the entry by which it stands."""
    kinds = {f"loai-{one}": _kind(standing.get(one)) for one in members}
    return sealed_mark(kinds | {f"muc-{one}": _entry(standing.get(one)) for one in members})


def _kind(held: DuesCategory | None) -> str:
    return held.kind if held else ""


def _entry(held: DuesCategory | None) -> str:
    return str(held.entry_id) if held else ""


class Rates:
    """By which rate members of a cell pay, as posted: (kind, income) by member, or errors by line.

    A line left as it was shown is not this person's and stays as it stands; one that another hand wrote meanwhile is
    refused with both kinds.
    """

    def __init__(
        self, posted: Mapping[str, str], members: Sequence[int], standing: Mapping[int, DuesCategory]
    ) -> None:
        self.since = Since(posted, label_suffix="")
        self.valid = self.since.is_valid()
        self.rates: dict[int, tuple[str, int | None]] = {}
        self.typed: dict[int, tuple[str, str, str]] = {}
        self._shown = Shown.read(posted.get(MARK, ""))
        for member in members:
            self._read(member, posted, standing.get(member))

    def _read(self, member: int, posted: Mapping[str, str], held: DuesCategory | None) -> None:
        kind, name = posted.get(f"loai-{member}", ""), f"loai-{member}"
        base, error = posted.get(f"thu-{member}", "").strip(), ""
        if not base and self._shown.known and self._shown.was(name, kind):
            self.typed[member] = (_kind(held), "", "")
            return
        try:
            if not self._shown.was(f"muc-{member}", _entry(held)) and (base or kind != _kind(held)):
                raise ValueError(_met(held, kind))
            if kind in dict(DuesCategory.KINDS):
                self.rates[member] = (kind, money(base) if base else None)
        except ValueError as wrong:
            error, self.valid = str(wrong), False
        self.typed[member] = (kind, base[:20], error)


def _met(held: DuesCategory | None, typed: str) -> str:
    words = dict(DuesCategory.KINDS)
    return _("Người khác vừa ghi dòng này: sổ đang ghi “{now}”, đồng chí ghi “{typed}”. Ghi lần nữa nếu vẫn đúng.").format(
        now=words.get(_kind(held), _("chưa ghi")), typed=words.get(typed, _("chưa ghi"))
    )  # fmt: skip


class Since(forms.Form):
    """The month from which rates hold."""

    since = MonthField(gettext_lazy("Áp dụng từ tháng"))


class MendRate(AsShown):
    """The rate a member pays by put right, or taken back, and on what basis; the income is typed only where it was wrong."""

    taken_back = forms.BooleanField(
        label=gettext_lazy("Ghi nhầm người: bỏ mức này, mức trước đó lại áp dụng"), required=False
    )
    since = MonthField(gettext_lazy("Áp dụng từ tháng"))
    kind = forms.ChoiceField(label=gettext_lazy("Đối tượng đóng"), choices=DuesCategory.KINDS)
    base = MoneyField(
        gettext_lazy("Thu nhập tháng (đồng)"),
        required=False,
        help_text=gettext_lazy("Để trống là giữ số đã ghi."),
    )
    basis = forms.CharField(label=gettext_lazy("Căn cứ đính chính"), max_length=300, validators=[no_illness])

    def __init__(self, data: Any = None, *, sealed: str, **rest: Any) -> None:
        super().__init__(data, label_suffix="", **rest)
        self.sealed = sealed

    def behind(self) -> dict[str, str]:
        """The income as it is sealed."""
        return {"base": self.sealed}


class EndGrant(forms.Form):
    """The first month that is paid in full again."""

    until = MonthField(
        gettext_lazy("Nộp như thường từ tháng"),
        help_text=gettext_lazy(
            "Ghi nhầm người hoặc nhầm lần này: ghi đúng tháng đầu của nó, và căn cứ; lần ấy bỏ hẳn."
        ),
    )
    basis = forms.CharField(
        label=gettext_lazy("Căn cứ (khi bỏ hẳn vì ghi nhầm)"), max_length=300, required=False
    )
