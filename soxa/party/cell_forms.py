"""The plain questions put to a cell, and the consent written for many at once."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.day_field import DayField
from soxa.kernel.shown import AsShown
from soxa.party.models import Cell


class AnswerGrassroots(AsShown):
    """The plain question whether a cell is a grassroots organisation."""

    grassroots = forms.ChoiceField(
        label=gettext_lazy("Chi bộ này có phải là tổ chức cơ sở đảng trực thuộc thẳng Đảng ủy xã không?"),
        choices=[
            ("yes", gettext_lazy("Phải: trực thuộc thẳng Đảng ủy xã")),
            ("no", gettext_lazy("Không: nằm trong một đảng bộ cơ sở")),
        ],
        widget=forms.RadioSelect,
    )
    on = DayField(
        gettext_lazy("Từ ngày"),
        required=False,
        help_text=gettext_lazy("Để trống là từ hôm nay; trước ngày ấy sổ giữ câu trả lời cũ."),
    )

    @staticmethod
    def of(cell: Cell) -> dict[str, Any]:
        """What the book says of the cell."""
        return {"grassroots": {True: "yes", False: "no", None: ""}[cell.grassroots]}


class Consent(AsShown):
    """The superior's consent to a cell of more than the Charter's number of members."""

    above_limit_consent = forms.CharField(
        label=gettext_lazy("Văn bản đồng ý của cấp trên (số, ngày, cơ quan)"), max_length=200
    )
    on = DayField(
        gettext_lazy("Từ ngày"),
        required=False,
        help_text=gettext_lazy("Để trống là từ hôm nay; trước ngày ấy sổ giữ câu trả lời cũ."),
    )

    @staticmethod
    def of(cell: Cell) -> dict[str, Any]:
        """What the book says of the cell."""
        return {"above_limit_consent": cell.above_limit_consent}


class CellKind(AsShown):
    """What kind of place the cell belongs to, from which day and by what paper."""

    kind = forms.ChoiceField(label=gettext_lazy("Loại chi bộ"), choices=Cell.KINDS)
    branch = forms.ChoiceField(
        label=gettext_lazy("Khối cơ quan"),
        choices=[("", gettext_lazy("— không phải cơ quan, hoặc chưa rõ —")), *Cell.BRANCHES],
        required=False,
    )
    on = DayField(
        gettext_lazy("Đổi từ ngày"),
        required=False,
        help_text=gettext_lazy("Để trống khi loại cũ ghi sai từ đầu: sổ ghi là đính chính."),
    )
    paper = forms.CharField(label=gettext_lazy("Văn bản, căn cứ"), max_length=200)

    @staticmethod
    def of(cell: Cell) -> dict[str, Any]:
        """What the book says of the cell."""
        return {"kind": cell.kind, "branch": cell.branch}

    def clean(self) -> dict[str, Any]:
        """Only a cell of an agency has a branch."""
        told: dict[str, Any] = super().clean() or {}
        if told.get("branch") and told.get("kind") != Cell.AGENCY:
            self.add_error("branch", _("Chỉ chi bộ cơ quan mới có khối cơ quan."))
        return told


class ConsentOfMany(forms.Form):
    """One paper of the superior's consent and the cells it names; all of them are ticked at first."""

    paper = forms.CharField(
        label=gettext_lazy("Văn bản đồng ý của cấp trên (số, ngày, cơ quan)"), max_length=200
    )
    cells = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Văn bản này đồng ý cho các chi bộ"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: Any = None, *, cells: Sequence[tuple[int, str]]) -> None:
        super().__init__(data, label_suffix="", initial={"cells": [key for key, _words in cells]})
        ticks: Any = self.fields["cells"]
        ticks.choices = list(cells)
