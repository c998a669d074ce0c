"""What a person gives: the export, what its headings are, and how differences are settled."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.handed_workbook import workbook_in
from soxa.party.forms import BASIS, CONSENT, Correct
from soxa.party.reconciling.columns import NATIONAL, NEEDED, Heading, titles
from soxa.party.reconciling.models import Difference

ACCEPT_FILES = ".xlsx,.xls,.ods"


class HandIn(forms.Form):
    """The export."""

    file = forms.FileField(
        label=gettext_lazy("Tệp xuất từ cơ sở dữ liệu đảng viên"),
        help_text=gettext_lazy("Tệp .xlsx, .xls hoặc .ods; cột theo thứ tự nào cũng được, trang sau hỏi lại từng cột."),
        error_messages={
            "required": gettext_lazy("Chọn tệp rồi mới gửi."),
            "empty": gettext_lazy("Tệp trống, không có dữ liệu."),
        },
    )  # fmt: skip

    def clean_file(self) -> bytes:
        """The bytes of a workbook that can be opened; what else it may be is said in words."""
        handed = self.cleaned_data["file"]
        self.cleaned_data["name"] = handed.name
        return workbook_in(handed)


class ConfirmColumns(forms.Form):
    """What each heading of the export is."""

    def __init__(self, headings: Sequence[Heading], data: Any = None) -> None:
        super().__init__(data, label_suffix="")
        self.headings = headings
        choices = [("", _("— không đối chiếu —")), *titles()]
        for place, one in enumerate(headings):
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=one.text,
                choices=choices,
                required=False,
                initial=one.name,
                help_text=_("trong tệp: {value}").format(value=one.sample) if one.sample else "",
            )

    def clean(self) -> dict[str, Any]:
        """A column is said once, and those by which a person is known are there."""
        given = super().clean() or {}
        said = [name for name in given.values() if name]
        for name in NEEDED:
            if name not in said:
                self.add_error(None, _("Chưa có cột nào là “{title}”.").format(title=NATIONAL[name].title))
        for name in dict.fromkeys(said):
            if said.count(name) > 1:
                self.add_error(None, _("Hai cột cùng là “{title}”.").format(title=NATIONAL[name].title))
        return given

    def layout(self) -> dict[str, str]:
        """Heading → column, "" for one that is left aside."""
        return {one.text: self.cleaned_data[f"column_{place}"] for place, one in enumerate(self.headings)}


class Settle(forms.Form):
    """Differences chosen on the page, and what is decided of them."""

    chosen = forms.TypedMultipleChoiceField(
        coerce=int,
        required=True,
        label=gettext_lazy("Chỗ khác nhau"),
        error_messages={"required": gettext_lazy("Đánh dấu ít nhất một dòng ở danh sách.")},
    )
    answer = forms.ChoiceField(label=gettext_lazy("Xử lý"), widget=forms.RadioSelect)
    basis = forms.CharField(
        label=BASIS, max_length=200, required=False,
        help_text=gettext_lazy("Giấy tờ gốc đã đối chiếu; cần khi sửa sổ theo bản quốc gia."),
    )  # fmt: skip
    consent = forms.CharField(
        label=CONSENT, max_length=200, required=False, help_text=gettext_lazy("Cần khi sửa sổ theo bản quốc gia.")
    )  # fmt: skip
    scan = Correct.base_fields["scan"]
    reason = forms.CharField(
        label=gettext_lazy("Lý do"), max_length=300, required=False,
        help_text=gettext_lazy("Cần khi giữ nguyên sổ; in vào báo cáo gửi lên."),
    )  # fmt: skip

    def __init__(self, sort: str, offered: Sequence[int], data: Any = None, sent: Any = None) -> None:
        super().__init__(data, sent, label_suffix="")
        chosen: Any = self.fields["chosen"]
        chosen.choices = [(key, key) for key in offered]
        answer: Any = self.fields["answer"]
        answer.choices = answers(sort)
        answer.initial = answer.choices[0][0]
        if sort != Difference.DIFFERS:
            del self.fields["basis"], self.fields["consent"], self.fields["scan"]

    def clean(self) -> dict[str, Any]:
        """A correction needs its basis and the consent, anything else its reason."""
        given = super().clean() or {}
        needed = ("basis", "consent") if given.get("answer") == Difference.ACCEPTED else ("reason",)
        for name in needed:
            if given.get("answer") and not str(given.get(name, "")).strip():
                self.add_error(name, _("Ghi ô này rồi mới ghi sổ."))
        return given


def answers(sort: str) -> list[tuple[str, Any]]:
    """What may be decided of differences of a sort."""
    if sort == Difference.DIFFERS:
        return [
            (Difference.ACCEPTED, _("Sửa sổ theo bản quốc gia (đính chính, có căn cứ và văn bản đồng ý)")),
            (Difference.OURS, _("Sổ đúng: giữ nguyên, đề nghị sửa bản quốc gia")),
        ]
    if sort == Difference.HERE:
        return [
            (Difference.OURS, _("Sổ đúng: đề nghị bổ sung vào bản quốc gia")),
            (Difference.NOTED, _("Đã ghi chuyển đi, ra khỏi danh sách ở hồ sơ")),
        ]
    return [
        (Difference.OURS, _("Sổ đúng: đề nghị đưa ra khỏi bản quốc gia của đơn vị")),
        (Difference.NOTED, _("Đã ghi tiếp nhận, đính chính ở hồ sơ")),
    ]
