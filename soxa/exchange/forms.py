"""What a person says when a package is taken or turned down, a document sent, a mailbox opened, an office entered."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.documents.catalogue import kinds
from soxa.documents.forms import StepForm
from soxa.exchange.letters import CODE
from soxa.kernel.day_field import DayField
from soxa.kernel.shown import AsShown

MOST_KEY = 64 * 1024


class OnDay(StepForm):
    """The day of the step."""

    on = DayField(gettext_lazy("Ngày"))


class Reason(StepForm):
    """Why the answer is no; the sender reads it."""

    reason = forms.CharField(
        label=gettext_lazy("Lý do (nơi gửi đọc được)"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class Take(StepForm):
    """How a letter goes into the register; the rest is as the package says."""

    on = DayField(gettext_lazy("Ngày đến"))
    kind = forms.ChoiceField(label=gettext_lazy("Loại văn bản"))
    receiver = forms.CharField(
        label=gettext_lazy("Chuyển đơn vị, người nhận"), max_length=200, required=False
    )
    answer_due = DayField(gettext_lazy("Hạn trả lời"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        side = self.document.side
        field: Any = self.fields["kind"]
        field.choices = [(one.code, one.title) for (of, _c), one in kinds().items() if of == side]


class Send(forms.Form):
    """To which offices a document goes."""

    to = forms.MultipleChoiceField(
        label=gettext_lazy("Nơi nhận"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Chọn ít nhất một nơi nhận.")},
    )

    def __init__(self, *args: Any, partners: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["to"]
        field.choices = partners


def _code() -> forms.RegexField:
    return forms.RegexField(
        f"^{CODE.pattern}$",
        label=gettext_lazy("Mã cơ quan"),
        help_text=gettext_lazy("Chữ không dấu, số, dấu chấm, ví dụ 000.01.02.H00 (mã định danh, chưa xác nhận)."),
        error_messages={"invalid": gettext_lazy("Mã chỉ gồm chữ không dấu, số, dấu chấm, gạch ngang; từ 3 đến 40 ký tự.")},
    )  # fmt: skip


def _file(label: Any, help_text: Any) -> forms.FileField:
    return forms.FileField(label=label, help_text=help_text, required=False)


class _WithFile(forms.Form):
    """A form with one small file that goes no further than memory."""

    small = ""

    def content(self) -> bytes:
        """The bytes of the file; empty when none was given."""
        given = self.cleaned_data.get(self.small)
        return given.read() if given else b""

    def clean(self) -> dict[str, Any]:
        """A key or a certificate is small."""
        told: dict[str, Any] = super().clean() or {}
        given = told.get(self.small)
        if given and given.size > MOST_KEY:
            self.add_error(self.small, _("Tệp lớn quá {most} KB.").format(most=MOST_KEY // 1024))
        return told


class OpenMailbox(AsShown, _WithFile):
    """The office code of a side, its folder, and on the Party side the key that signs its packages."""

    small = "key"

    code = _code()
    name = forms.CharField(label=gettext_lazy("Tên cơ quan ghi trên gói"), max_length=200)
    body = forms.ChoiceField(label=gettext_lazy("Vào sổ văn bản đến của"))
    folder = forms.CharField(
        label=gettext_lazy("Thư mục trục trên máy giữ sổ"),
        max_length=300,
        help_text=gettext_lazy(
            "Thư mục đã lập trên máy bằng lệnh soxa exchange --make, mỗi bên một thư mục."
        ),
    )
    key = _file(
        gettext_lazy("Tệp khóa ký gói của cơ quan (.p12, .pfx)"),
        gettext_lazy("Chỉ bên Đảng. Khóa được niêm kín trong sổ để ký cả các gói trạng thái; bỏ trống nếu giữ khóa cũ."),
    )  # fmt: skip
    password = forms.CharField(
        label=gettext_lazy("Mật khẩu của tệp khóa"),
        required=False,
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, bodies: list[tuple[str, str]], signs: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["body"]
        field.choices = bodies
        if not signs:
            del self.fields["key"], self.fields["password"]


class Know(AsShown, _WithFile):
    """An office to write to, and on the Party side the certificate by which its packages are believed."""

    small = "certificate"

    code = _code()
    name = forms.CharField(label=gettext_lazy("Tên cơ quan"), max_length=200)
    certificate = _file(
        gettext_lazy("Chứng thư ký gói của cơ quan ấy (.pem, .crt, .cer)"),
        gettext_lazy("Gói chỉ được tin khi ký bằng đúng chứng thư này. Bỏ trống nếu giữ chứng thư cũ."),
    )

    def __init__(self, *args: Any, signs: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not signs:
            del self.fields["certificate"]
