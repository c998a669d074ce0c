"""What a person must say of a card: its number, the day, the paper; and of time spent outside the Party."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.day_field import DayField
from soxa.party.forms import ActForm, paper_field

KEEPS_NUMBER = gettext_lazy("Để trống nếu thẻ mới giữ số cũ.")


class IssueCard(ActForm):
    """A first card."""

    card_no = forms.CharField(label=gettext_lazy("Số thẻ đảng viên"), max_length=20)
    on = DayField(gettext_lazy("Ngày phát thẻ"))
    paper = paper_field(required=False)


class ExchangeCard(ActForm):
    """The exchange of the card; the number may change."""

    on = DayField(gettext_lazy("Ngày nhận thẻ mới"))
    card_no = forms.CharField(
        label=gettext_lazy("Số thẻ mới"), max_length=20, required=False, help_text=KEEPS_NUMBER
    )
    paper = paper_field(required=False)


class CardWaits(ActForm):
    """Why a card has not been exchanged yet."""

    reason = forms.CharField(label=gettext_lazy("Lý do chưa đổi thẻ"), max_length=120)


class CardLost(ActForm):
    """The loss of the card as the member reported it."""

    on = DayField(gettext_lazy("Ngày báo mất"))
    note = forms.CharField(
        label=gettext_lazy("Mất trong trường hợp nào"),
        max_length=200,
        help_text=gettext_lazy("Theo bản kiểm điểm hoặc đơn của đồng chí ấy."),
    )
    paper = paper_field(required=False)


class CardFound(ActForm):
    """The card that had been reported lost is in hand again."""

    on = DayField(gettext_lazy("Ngày tìm thấy"))


class ReissueCard(ActForm):
    """A card in place of the one lost."""

    on = DayField(gettext_lazy("Ngày cấp lại"))
    card_no = forms.CharField(
        label=gettext_lazy("Số thẻ mới"), max_length=20, required=False, help_text=KEEPS_NUMBER
    )
    paper = paper_field()


class CardDamaged(ReissueCard):
    """A card in place of one that was damaged."""

    note = forms.CharField(label=gettext_lazy("Thẻ hỏng thế nào"), max_length=200)


class HandedBack(ActForm):
    """The card, and badges, taken back from one who left the Party."""

    on = DayField(gettext_lazy("Ngày thu lại"))
    paper = paper_field(required=False)


class WasOutside(ActForm):
    """A stretch of time in which the member took no part in the Party."""

    on = DayField(gettext_lazy("Thôi sinh hoạt từ ngày"))
    until = DayField(gettext_lazy("Sinh hoạt trở lại từ ngày"))
    reason = forms.CharField(label=gettext_lazy("Lý do"), max_length=200)
    paper = paper_field(
        help_text=gettext_lazy("Văn bản xác nhận thời gian này; tuổi Đảng sẽ trừ đi số ngày ấy.")
    )

    def clean(self) -> dict[str, Any]:
        """The end comes after the beginning."""
        told: dict[str, Any] = super().clean() or {}
        if told.get("on") and told.get("until") and told["until"] <= told["on"]:
            self.add_error("until", _("Ngày sinh hoạt trở lại phải sau ngày thôi sinh hoạt."))
        return told
