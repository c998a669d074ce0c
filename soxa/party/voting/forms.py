"""What a person says of a vote: the day, the way, who came, what was cast."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.page import day_text
from soxa.party.case_day import CaseDayField
from soxa.party.forms import PAPER
from soxa.party.voting.models import Ballot

MOST = 2000
YES, NO = "yes", "no"


class CaseForm(forms.Form):
    """A form of one step of a case: the case and today are known to it; no day that has not come."""

    def __init__(self, data: Any = None, files: Any = None, *, today: date, case: Any = None) -> None:
        self.today, self.case = today, case
        super().__init__(data, files, label_suffix="")
        self.prepare()

    def prepare(self) -> None:
        """Fill in what the book already knows; nothing by default."""

    def clean(self) -> dict[str, Any]:
        """What is done was done by today."""
        told: dict[str, Any] = super().clean() or {}
        for name, value in list(told.items()):
            if isinstance(value, date) and value > self.today:
                self.add_error(
                    name,
                    _("Ngày {day} chưa đến; hôm nay là {today}.").format(
                        day=day_text(value), today=day_text(self.today)
                    ),
                )
        return told


def paper(label: Any = PAPER, **options: Any) -> forms.CharField:
    """A paper that decided, with its number, day and body."""
    return forms.CharField(label=label, max_length=200, **options)


def lines(label: Any, **options: Any) -> forms.CharField:
    """Words of a few lines."""
    return forms.CharField(label=label, max_length=300, widget=forms.Textarea(attrs={"rows": 2}), **options)


def answer() -> forms.ChoiceField:
    """What the superior answered."""
    return forms.ChoiceField(
        label=gettext_lazy("Cấp trên trả lời"),
        choices=((YES, gettext_lazy("đồng ý, cho làm tiếp")), (NO, gettext_lazy("không đồng ý"))),
        widget=forms.RadioSelect,
    )


def _count(label: Any, **options: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=MOST, **options)


class CellVote(CaseForm):
    """A vote of the cell; its members of the day are counted by the book."""

    on = CaseDayField(gettext_lazy("Ngày họp chi bộ"))
    way = forms.ChoiceField(label=gettext_lazy("Hình thức"), choices=Ballot.WAYS)
    present = _count(gettext_lazy("Đảng viên chính thức có mặt"))
    eased_present = _count(
        gettext_lazy("Trong đó: được miễn, tạm miễn, tạm đi mà đến dự"), required=False, initial=0
    )
    ayes = _count(gettext_lazy("Tán thành"))
    noes = _count(gettext_lazy("Không tán thành"), required=False, initial=0)
    blank = _count(gettext_lazy("Phiếu không hợp lệ"), required=False, initial=0)
    paper = paper(gettext_lazy("Nghị quyết (số, ngày)"))


class CommitteeVote(CaseForm):
    """A vote of the committee above the cell, whose number of members is said."""

    on = CaseDayField(gettext_lazy("Ngày họp"))
    way = forms.ChoiceField(label=gettext_lazy("Hình thức"), choices=Ballot.WAYS)
    size = forms.IntegerField(label=gettext_lazy("Tổng số cấp ủy viên"), min_value=1, max_value=MOST)
    present = _count(gettext_lazy("Có mặt"))
    ayes = _count(gettext_lazy("Tán thành"))
    noes = _count(gettext_lazy("Không tán thành"), required=False, initial=0)
    blank = _count(gettext_lazy("Phiếu không hợp lệ"), required=False, initial=0)
    paper = paper(gettext_lazy("Nghị quyết (số, ngày)"))
