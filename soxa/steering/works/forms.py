"""What is said of a public work, of its steps, its capital, payments, progress, contributions and supervision."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.documents.forms import OnDay
from soxa.kernel.day_field import DayField
from soxa.kernel.page import day_text
from soxa.kernel.shown import AsShown
from soxa.law.force import NotInForce
from soxa.law.numbers import count_text, quantity_text
from soxa.law.words import spaced
from soxa.steering.works import rules
from soxa.steering.works.asked import Asks
from soxa.steering.works.effects import DAYS, latest_progress
from soxa.steering.works.models import CapitalPlan, Contribution, Disbursement, Work
from soxa.steering.works.typed import MoneyField, QuantityField

BASIS = gettext_lazy("Căn cứ đính chính (văn bản, ngày, người đồng ý)")
FUNDS = tuple(name for name, _words in Work.SOURCES)


def _text(label: Any, most: int = 200, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, **options)


def _long(label: Any, most: int = 600, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, widget=forms.Textarea(attrs={"rows": 3}), **options)


def _choice(label: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, coerce=int, required=False, empty_value=None)


class WorkForm(forms.Form):
    """A work: what, where, whose, by which decision, for how much from whom, when it is to begin."""

    name = _text(gettext_lazy("Công trình, dự án"), 300)
    field = forms.ChoiceField(label=gettext_lazy("Lĩnh vực"), choices=Work.FIELDS)
    place = _text(gettext_lazy("Địa điểm (thôn, khu)"))
    investor = _text(gettext_lazy("Chủ đầu tư"))
    contractor = _text(gettext_lazy("Đơn vị thi công"), required=False)
    decision = _text(gettext_lazy("Quyết định đầu tư (số, ký hiệu, cơ quan)"))
    since = DayField(gettext_lazy("Ngày quyết định đầu tư"))
    total = MoneyField(gettext_lazy("Tổng mức đầu tư (đồng)"))
    fund_central = MoneyField(Work.SOURCES[0][1], required=False, help_text="")
    fund_province = MoneyField(Work.SOURCES[1][1], required=False, help_text="")
    fund_commune = MoneyField(Work.SOURCES[2][1], required=False, help_text="")
    fund_people = MoneyField(Work.SOURCES[3][1], required=False, help_text="")
    fund_other = MoneyField(Work.SOURCES[4][1], required=False, help_text="")
    planned_start = DayField(gettext_lazy("Dự kiến khởi công"), required=False)
    board = _text(gettext_lazy("Ban Giám sát đầu tư của cộng đồng (quyết định, thành phần)"), required=False)
    board_on = DayField(gettext_lazy("Ngày thành lập Ban Giám sát"), required=False)
    resolution = _choice(gettext_lazy("Theo nghị quyết, kế hoạch"))
    programme = _choice(gettext_lazy("Thuộc chương trình, đề án"))

    def __init__(
        self, data: Any = None, *, today: date, offered: dict[str, list[Any]], initial: Any = None
    ) -> None:
        super().__init__(data, label_suffix="", initial=initial)
        self.today = today
        for name, choices in offered.items():
            field: Any = self.fields[name]
            field.choices = [("", _("— chưa chọn —")), *choices]

    def clean(self) -> dict[str, Any]:
        """The sources add up to the whole; days lie in their order."""
        told: dict[str, Any] = super().clean() or {}
        self._add_up(told)
        since, start = told.get("since"), told.get("planned_start")
        if since and since > self.today:
            self.add_error("since", _("Ngày quyết định chưa đến."))
        if since and start and start < since:
            self.add_error(
                "planned_start",
                _("Dự kiến khởi công trước ngày quyết định đầu tư {day}.").format(day=day_text(since)),
            )
        if bool(told.get("board")) != bool(told.get("board_on")):
            missing = "board_on" if told.get("board") else "board"
            self.add_error(missing, _("Ghi cả Ban Giám sát và ngày thành lập, hoặc để trống cả hai."))
        return told

    def _add_up(self, told: dict[str, Any]) -> None:
        total, parts = told.get("total"), [told.get(name) or 0 for name in FUNDS]
        if "total" in told and not total:
            self.add_error("total", _("Tổng mức đầu tư phải lớn hơn 0."))
        elif total and any(parts) and sum(parts) != total:
            said = _("Các nguồn vốn cộng lại {sum} đồng, khác tổng mức đầu tư {total} đồng.")
            self.add_error("total", said.format(sum=count_text(sum(parts)), total=count_text(total)))

    def facts(self) -> dict[str, Any]:
        """What is said, as the columns of a work."""
        told = {
            name: spaced(value) if isinstance(value, str) else value
            for name, value in self.cleaned_data.items()
        }
        for name in ("resolution", "programme"):
            told[f"{name}_id"] = told.pop(name)
        return told


class NewWork(WorkForm):
    """A new work, with the day by which it is to be finished."""

    planned_finish = DayField(gettext_lazy("Dự kiến hoàn thành"))
    field_order = ("name", "field", "place", "investor", "contractor", "decision", "since", "total", *FUNDS, "planned_start", "planned_finish")  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """It is finished after it was decided and begun."""
        told = super().clean()
        finish = told.get("planned_finish")
        for name, words in (("since", DAYS["since"]), ("planned_start", _("dự kiến khởi công"))):
            before = told.get(name)
            if finish and before and finish < before:
                said = _("Dự kiến hoàn thành {finish} trước {words} {day}.")
                self.add_error(
                    "planned_finish", said.format(finish=day_text(finish), words=words, day=day_text(before))
                )
                break
        return told


class MendWork(AsShown, WorkForm):
    """What is said of a work, put right, and on what basis."""

    started_on = DayField(gettext_lazy("Ngày khởi công"), required=False)
    finished_on = DayField(gettext_lazy("Ngày hoàn thành"), required=False)
    handed_over_on = DayField(gettext_lazy("Ngày bàn giao"), required=False)
    basis = _text(BASIS, 300)

    def __init__(self, data: Any = None, *, work: Work, **options: Any) -> None:
        super().__init__(data, **options)
        for name in ("started_on", "finished_on", "handed_over_on"):
            if getattr(work, name) is None:
                del self.fields[name]
            else:
                self.fields[name].required = True
        if work.state != Work.PREPARED:
            self.fields["since"].disabled = True


# --- steps of its life ---


class Begin(OnDay):
    """The day work began."""

    on = DayField(gettext_lazy("Ngày khởi công"))

    def facts(self) -> dict[str, Any]:
        """What is said."""
        return {
            name: spaced(told) if isinstance(told, str) else told for name, told in self.cleaned_data.items()
        }


class Finish(Begin):
    """The day the work was built."""

    on = DayField(gettext_lazy("Ngày hoàn thành"))
    paper = _text(gettext_lazy("Biên bản nghiệm thu (số, ngày)"))


class HandOver(Begin):
    """The day and the paper of handing over."""

    on = DayField(gettext_lazy("Ngày bàn giao, đưa vào sử dụng"))
    paper = _text(gettext_lazy("Biên bản bàn giao (số, ngày, bên nhận)"))


class Stop(Begin):
    """From which day the work is stopped, and why."""

    on = DayField(gettext_lazy("Dừng từ ngày"))
    why = _long(gettext_lazy("Lý do, văn bản cho dừng"), 300)


class Resume(Begin):
    """From which day a stopped work goes on."""

    on = DayField(gettext_lazy("Thi công lại từ ngày"))
    why = _long(gettext_lazy("Văn bản cho thi công lại"), 300)


# --- acts written beside it ---


class OfWork(forms.Form):
    """A form of something written of one work."""

    def __init__(
        self, data: Any = None, *, work: Work, today: date, row_pk: int | None = None, initial: Any = None
    ) -> None:
        super().__init__(data, label_suffix="", initial=initial)
        self.work, self.today, self.row_pk = work, today, row_pk

    def clean_on(self) -> Any:
        """A day that has come."""
        on = self.cleaned_data["on"]
        if on and on > self.today:
            raise forms.ValidationError(_("Ngày này chưa đến."))
        return on

    def facts(self) -> dict[str, Any]:
        """What is said."""
        told = {
            name: spaced(value) if isinstance(value, str) else value
            for name, value in self.cleaned_data.items()
        }
        told.pop("looked", None)
        return told


class Extend(OfWork):
    """Another day by which the work is to be finished, by which paper of which day."""

    finish = DayField(gettext_lazy("Dự kiến hoàn thành mới"))
    on = DayField(gettext_lazy("Ngày văn bản"))
    paper = _text(gettext_lazy("Văn bản gia hạn (số, ký hiệu, cơ quan)"))

    def clean(self) -> dict[str, Any]:
        """It ends after it began."""
        told: dict[str, Any] = super().clean() or {}
        begun = self.work.started_on or self.work.since
        if told.get("finish") and told["finish"] < begun:
            self.add_error(
                "finish", _("Ngày hoàn thành trước ngày bắt đầu {day}.").format(day=day_text(begun))
            )
        return told


class _OfYear(Asks, OfWork):
    year = forms.IntegerField(label=gettext_lazy("Vốn kế hoạch của năm"), min_value=2015, max_value=2100)


class GiveCapital(_OfYear):
    """The capital of a year, by which paper."""

    amount = MoneyField(
        gettext_lazy("Kế hoạch vốn (đồng)"),
        help_text=gettext_lazy("Cả năm, không phải phần thêm; không giao vốn nữa thì ghi 0"),
    )
    on = DayField(gettext_lazy("Ngày giao, điều chỉnh vốn"))
    paper = _text(gettext_lazy("Văn bản giao vốn (số, ký hiệu, ngày)"))

    def clean(self) -> dict[str, Any]:
        """What is given over the years should not pass the whole investment."""
        told: dict[str, Any] = super().clean() or {}
        if told.get("amount") and told.get("year"):
            rows = CapitalPlan.objects.filter(work=self.work, until__year=9999).exclude(year=told["year"])
            given = sum(rows.values_list("amount", flat=True)) + told["amount"]
            if given > self.work.total:
                said = _("Kế hoạch vốn các năm cộng lại {given} đồng, vượt tổng mức đầu tư {total} đồng.")
                self.ask(said.format(given=count_text(given), total=count_text(self.work.total)))
        return told


class Disburse(_OfYear):
    """A payment: of which year's capital, when, how much, by which voucher."""

    on = DayField(gettext_lazy("Ngày giải ngân"))
    amount = MoneyField(gettext_lazy("Số tiền (đồng)"))
    paper = _text(gettext_lazy("Chứng từ (giấy rút vốn, lệnh chi)"))

    def clean(self) -> dict[str, Any]:
        """Within the time in which the year's capital is paid; an equal payment of the same day is asked about."""
        told: dict[str, Any] = super().clean() or {}
        if "amount" in told and not told["amount"]:
            self.add_error("amount", _("Số tiền phải lớn hơn 0."))
        on, year = told.get("on"), told.get("year")
        if on and year:
            self._in_time(on, year)
            same = Disbursement.objects.filter(
                work=self.work, on=on, year=year, amount=told.get("amount") or 0
            )
            if same.exclude(pk=self.row_pk).exists():
                self.ask(_("Ngày này đã ghi một lần giải ngân cùng số tiền. Có phải ghi hai lần không?"))
        return told

    def _in_time(self, on: date, year: int) -> None:
        try:
            wrong = paid_in_time(year, on)
        except NotInForce as unknown:
            self.add_error("year", str(unknown))
            return
        if wrong:
            self.add_error("on", wrong)


def paid_in_time(year: int, on: date) -> str:
    """Why capital of a year is not paid on a day; empty when it is. Raises NotInForce for a year no law is known for."""
    first, last = date(year, 1, 1), rules.paid_until(year)
    if first <= on <= last:
        return ""
    said = _("Vốn kế hoạch năm {year} giải ngân từ {first} đến hết {last}.")
    return said.format(year=year, first=day_text(first), last=day_text(last))


class ReportProgress(Asks, OfWork):
    """How far the work has come: per cent of its volume, and in words."""

    on = DayField(gettext_lazy("Ngày"))
    percent = QuantityField(gettext_lazy("Khối lượng hoàn thành (%)"))
    words = _long(gettext_lazy("Đã làm, vướng mắc"), required=False)

    def clean_percent(self) -> Decimal:
        """From nothing to the whole."""
        percent: Decimal = self.cleaned_data["percent"]
        if not 0 <= percent <= 100:
            raise forms.ValidationError(_("Khối lượng từ 0 đến 100%."))
        return percent

    def clean(self) -> dict[str, Any]:
        """Less than was told before is asked about."""
        told: dict[str, Any] = super().clean() or {}
        last = latest_progress(self.work)
        on, percent = told.get("on"), told.get("percent")
        if last is None or last.pk == self.row_pk or on is None or percent is None:
            return told
        if on >= last.on and percent < last.percent:
            said = _("Lần trước ({day}) đã ghi {percent}%. Khối lượng giảm có đúng không?")
            self.ask(said.format(day=day_text(last.on), percent=quantity_text(last.percent.normalize())))
        return told


class Contribute(OfWork):
    """What the people gave: land, labour, money or in kind; by which village, how many households, never by name."""

    on = DayField(gettext_lazy("Ngày"))
    kind = forms.ChoiceField(
        label=gettext_lazy("Đóng góp"), choices=Contribution.KINDS, widget=forms.RadioSelect
    )
    quantity = QuantityField(
        gettext_lazy("Số lượng"),
        help_text=gettext_lazy("m² đất, ngày công, đồng, hoặc số lượng hiện vật; ví dụ 120,5"),
    )
    measure = _text(gettext_lazy("Hiện vật gì, tính bằng gì"), 60, required=False)
    worth = MoneyField(gettext_lazy("Giá trị quy đổi (đồng)"), required=False)
    village = _text(gettext_lazy("Thôn, khu dân cư"), 160, help_text=gettext_lazy("Không ghi tên người dân."))
    households = forms.IntegerField(
        label=gettext_lazy("Số hộ"), min_value=1, max_value=99_999, required=False
    )

    def clean(self) -> dict[str, Any]:
        """Above nothing; money in whole đồng; in kind says what."""
        told: dict[str, Any] = super().clean() or {}
        quantity, kind = told.get("quantity"), told.get("kind")
        if quantity is not None and quantity <= 0:
            self.add_error("quantity", _("Số lượng phải lớn hơn 0."))
        elif quantity is not None and kind == Contribution.MONEY and quantity != int(quantity):
            self.add_error("quantity", _("Tiền ghi số đồng nguyên."))
        if kind == Contribution.KIND and not told.get("measure"):
            self.add_error("measure", _("Ghi hiện vật gì, ví dụ “tấn xi măng”."))
        return told

    def facts(self) -> dict[str, Any]:
        """What is said."""
        told = super().facts()
        return {**told, "worth": told["worth"] or None}


class Observe(OfWork):
    """What the community's supervision saw, and until when it is to be put right."""

    on = DayField(gettext_lazy("Ngày giám sát"))
    content = _long(gettext_lazy("Phát hiện, kiến nghị"))
    due_on = DayField(gettext_lazy("Hạn khắc phục"), required=False)

    def clean(self) -> dict[str, Any]:
        """The day by which comes after."""
        told: dict[str, Any] = super().clean() or {}
        if told.get("on") and told.get("due_on") and told["due_on"] < told["on"]:
            self.add_error("due_on", _("Hạn khắc phục không trước ngày giám sát."))
        return told

    def facts(self) -> dict[str, Any]:
        """What is said."""
        told = super().facts()
        told["since"] = told.pop("on")
        return told


class PutRight(OfWork):
    """The day on which what was seen had been put right, and how one knows."""

    on = DayField(gettext_lazy("Ngày khắc phục xong"))
    proof = _text(gettext_lazy("Căn cứ xác nhận đã khắc phục"), 300)

    def facts(self) -> dict[str, Any]:
        """What is said."""
        told = super().facts()
        return {"on": told["on"], "basis": told["proof"]}
