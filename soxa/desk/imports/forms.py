"""What a person gives when handing in a workbook, and what he consents to before it is written."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from soxa.desk.imports.kinds import Kind
from soxa.kernel.handed_workbook import workbook_in
from soxa.party.list_cells import ProposedCell
from soxa.party.models import Cell

ACCEPTED = ".xlsx,.xls,.ods"


class HandIn(forms.Form):
    """The kind of list and the file."""

    kind = forms.ChoiceField(label=_("Nhập bảng nào?"), widget=forms.RadioSelect)
    file = forms.FileField(
        label=_("Tệp Excel"),
        help_text=_("Tệp .xlsx, .xls hoặc .ods đang dùng ở cơ quan; tiêu đề cột theo thứ tự nào cũng được."),
        error_messages={"required": _("Chọn tệp rồi mới gửi."), "empty": _("Tệp trống, không có dữ liệu.")},
        allow_empty_file=False,
    )

    def __init__(self, kinds: Sequence[Kind], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["kind"]
        field.choices = [(kind.code, kind.title) for kind in kinds]  # type: ignore[attr-defined]
        field.initial = kinds[0].code if kinds else None
        if self.initial.get("kind") not in {kind.code for kind in kinds}:
            self.initial.pop("kind", None)

    def clean_file(self) -> bytes:
        """The bytes of a workbook that can be opened; what else it may be is said in words."""
        handed = self.cleaned_data["file"]
        self.cleaned_data["name"] = handed.name
        return workbook_in(handed)


class Consent(forms.Form):
    """For each proposed cell: may it be founded, and of which kind is it."""

    def __init__(self, cells: Sequence[ProposedCell], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cells = cells
        for number, cell in enumerate(cells):
            self.fields[f"found_{number}"] = forms.BooleanField(label=cell.name, required=False)
            self.fields[f"kind_{number}"] = forms.ChoiceField(
                label=_("Loại chi bộ"), choices=Cell.KINDS, initial=cell.kind
            )

    def rows(self) -> list[tuple[ProposedCell, Any, Any]]:
        """Each cell with its two fields."""
        return [(cell, self[f"found_{n}"], self[f"kind_{n}"]) for n, cell in enumerate(self.cells)]

    def given(self) -> Mapping[str, str]:
        """Name → kind of the cells consented to."""
        said = self.cleaned_data
        return {cell.name: said[f"kind_{n}"] for n, cell in enumerate(self.cells) if said.get(f"found_{n}")}
