"""What a person says to make two records one: the basis; and where they are at odds on who the member is, the consent."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from soxa.documents.forms import FileField
from soxa.party.forms import CONSENT


class Grounds(forms.Form):
    """The basis; consent and scan are asked where one record's word on an identity gives way to the other's."""

    basis = forms.CharField(
        label=gettext_lazy("Căn cứ"), max_length=200, help_text=gettext_lazy("Đã đối chiếu hồ sơ nào, ai xác nhận")
    )  # fmt: skip
    consent = forms.CharField(
        label=CONSENT, max_length=200, help_text=gettext_lazy("Hai bản ghi khác nhau về họ tên, ngày sinh, giới tính, các ngày vào Đảng hoặc số thẻ."),
    )  # fmt: skip
    scan = FileField(label=gettext_lazy("Bản quét văn bản đồng ý (PDF, ảnh)"))

    def __init__(self, *args: Any, at_odds: bool, **options: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **options})
        if not at_odds:
            del self.fields["consent"], self.fields["scan"]
