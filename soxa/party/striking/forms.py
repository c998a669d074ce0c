"""What a person must say at each step of a strike-off case."""

from django import forms
from django.utils.translation import gettext_lazy

from soxa.party.case_day import CaseDayField
from soxa.party.striking.models import StrikeOff
from soxa.party.voting.forms import CaseForm, answer, lines, paper


class Open(CaseForm):
    """The ground, and what shows it."""

    ground = forms.ChoiceField(label=gettext_lazy("Lý do xem xét"), choices=StrikeOff.GROUNDS)
    detail = forms.CharField(
        label=gettext_lazy("Cụ thể (các tháng, sự việc)"), max_length=200, required=False,
        help_text=gettext_lazy("Ví dụ: tháng 3, 5 và 8/2026"),
    )  # fmt: skip
    on = CaseDayField(gettext_lazy("Ngày bắt đầu xem xét"))
    source = paper(gettext_lazy("Căn cứ (biên bản, báo cáo của chi bộ)"))


class Rule(CaseForm):
    """What the superior decided when three votes failed."""

    on = CaseDayField(gettext_lazy("Ngày"))
    answer = answer()
    ruling = lines(gettext_lazy("Ý kiến của cấp trên"))
    paper = paper()


class Decide(CaseForm):
    """The decision, from which the member is off the list."""

    on = CaseDayField(gettext_lazy("Ngày quyết định có hiệu lực"))
    paper = paper(gettext_lazy("Quyết định (số, ngày, cơ quan)"))


class Drop(CaseForm):
    """Why the member is not struck off."""

    on = CaseDayField(gettext_lazy("Ngày kết thúc"))
    reason = lines(gettext_lazy("Lý do không xóa tên"))
