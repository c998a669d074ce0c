"""What a person must say to write, issue, withdraw a report, or set a cut-off day."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.day_field import DayField
from soxa.kernel.shown import AsShown
from soxa.law.periods import Period
from soxa.reports.content import check_period
from soxa.reports.models import Report
from soxa.reports.standing_words import signers


class Write(forms.Form):
    """Begin, or go on with, a report of a kind over a period."""

    kind = forms.ChoiceField(label=gettext_lazy("Loại báo cáo"), choices=Report.KINDS)
    period = forms.ChoiceField(label=gettext_lazy("Kỳ"))

    def __init__(self, data: Any = None, *, today: date) -> None:
        super().__init__(data)
        period: Any = self.fields["period"]
        period.choices = _periods(today)
        self.initial = {
            "kind": Report.HALF_YEAR,
            "period": next(key for key, _title in period.choices if "-H" in key),
        }

    def clean(self) -> dict[str, Any]:
        """Refuse a period that does not fit the kind."""
        told: dict[str, Any] = super().clean() or {}
        if told.get("kind") and told.get("period"):
            try:
                check_period(told["kind"], Period.parse(told["period"]))
            except ValueError as error:
                raise forms.ValidationError(str(error)) from error
        return told


def _periods(today: date) -> list[tuple[str, str]]:
    """Halves and years a report may be written on, the present one first, three years back."""
    years = range(today.year, today.year - 3, -1)
    half = 1 if today.month <= 6 else 2
    keys = [key for year in years for key in (f"{year}", f"{year}-H2", f"{year}-H1")]
    if half == 1:
        keys.remove(f"{today.year}-H2")
    return [(key, _capital(Period.parse(key).title())) for key in keys]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


class Issue(forms.Form):
    """Day and signer of a report that goes out; its number is the next one of the register."""

    signed_on = DayField(gettext_lazy("Ngày ban hành"))
    signer = forms.ChoiceField(label=gettext_lazy("Người ký"), required=False)
    leave_out = forms.BooleanField(
        label=gettext_lazy("Phát hành dù còn chỗ chưa viết; các chỗ ấy không in ra"), required=False
    )

    def __init__(self, data: Any = None, *, report: Report, today: date, gaps: int = 0) -> None:
        super().__init__(data)
        self.report, self.today, self.gaps = report, today, gaps
        self.standing = signers(report.unit_id, today)
        signer: Any = self.fields["signer"]
        signer.choices = [
            (str(at), f"{one.name} – {one.post.lower()}") for at, one in enumerate(self.standing)
        ]
        if not self.standing:
            del self.fields["signer"]
        if not gaps:
            del self.fields["leave_out"]
        self.initial = {"signed_on": today, "signer": "0"}

    def clean_signed_on(self) -> date:
        """A report is signed on a day that has come."""
        day: date = self.cleaned_data["signed_on"]
        if day > self.today:
            raise forms.ValidationError(_("Ngày này chưa đến; báo cáo ký ngày nào thì phát hành từ ngày đó."))
        return day

    def clean(self) -> dict[str, Any]:
        """Unwritten places are left out only when somebody says so."""
        told: dict[str, Any] = super().clean() or {}
        if self.gaps and not told.get("leave_out"):
            self.add_error(
                "leave_out",
                _("Còn {gaps} chỗ chưa viết. Viết nốt, hoặc đánh dấu ô này.").format(gaps=self.gaps),
            )
        if told.get("signer"):
            told["signer"] = self.standing[int(told["signer"])]
        return told


class Withdraw(forms.Form):
    """Why an issued report is called back."""

    reason = forms.CharField(
        label=gettext_lazy("Lý do thu hồi"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )


class Words(AsShown):
    """What a person writes at one place of a report; `initial` is what stands there."""

    text = forms.CharField(
        label="", required=False, max_length=20000, widget=forms.Textarea(attrs={"rows": 4})
    )


class CutOff(forms.Form):
    """The last day counted in a report on a period; empty counts the whole period."""

    day = DayField(gettext_lazy("Chốt đến hết ngày"), required=False)
