"""What a person says to assign a committee member to cells, and to end it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.day_field import DayField
from soxa.org.models import Person
from soxa.party.card_of import member_of_card
from soxa.party.forms import PAPER


class Assign(forms.Form):
    """Who follows which cells, from which day, by what paper."""

    person = forms.TypedChoiceField(
        label=gettext_lazy("Đồng chí được phân công"), coerce=int, empty_value=None, required=False,
        help_text=gettext_lazy("Đảng viên đang giữ chức vụ ở xã; người khác thì ghi số thẻ ở ô dưới."),
    )  # fmt: skip
    card_no = forms.CharField(label=gettext_lazy("Hoặc số thẻ đảng viên"), max_length=20, required=False)
    cells = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Các chi bộ"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    on = DayField(gettext_lazy("Từ ngày"))
    paper = forms.CharField(label=PAPER, max_length=200)
    sees = forms.BooleanField(
        label=gettext_lazy("Cho xem các chi bộ này trong sổ, nếu đồng chí ấy có tài khoản"), required=False
    )

    field_order = ("person", "card_no", "on", "paper", "sees", "cells")

    def __init__(
        self,
        data: Any = None,
        *,
        today: date,
        reader: Any,
        people: Sequence[tuple[int, str]],
        cells: Sequence[tuple[int, str]],
        gives_sight: bool,
        **options: Any,
    ) -> None:
        super().__init__(data, label_suffix="", **options)
        self.today, self.reader = today, reader
        self.chosen: Person | None = None
        chooses: Any = self.fields["person"]
        chooses.choices = [("", _("— chọn đồng chí —")), *people]
        ticks: Any = self.fields["cells"]
        ticks.choices = list(cells)
        if not gives_sight:
            self.fields.pop("sees")

    def clean_card_no(self) -> str:
        """The card of a member in sight; he becomes the one chosen."""
        text = self.cleaned_data["card_no"]
        if text:
            self.chosen = member_of_card(text, self.reader, self.today)
        return str(text)

    def clean(self) -> dict[str, Any]:
        """Exactly one person."""
        told: dict[str, Any] = super().clean() or {}
        picked = told.get("person")
        if bool(picked) == bool(told.get("card_no")) and not self.errors:
            self.add_error(
                "person", _("Chọn một đồng chí trong danh sách, hoặc ghi số thẻ; chỉ một trong hai.")
            )
        elif picked:
            self.chosen = Person.objects.get(pk=picked)
        return told


class End(forms.Form):
    """From which day a member follows a cell no longer, and by what paper."""

    on = DayField(gettext_lazy("Thôi theo dõi từ ngày"))
    paper = forms.CharField(label=PAPER, max_length=200)
