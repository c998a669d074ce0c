"""What a person writes of a draft in the book."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.documents.catalogue import kinds
from soxa.documents.composing import Writing
from soxa.documents.heads import Signer
from soxa.documents.office_templates.models import OfficeTemplate
from soxa.documents.office_templates.package import MOST_BYTES, too_large
from soxa.documents.typed import MOST_LETTERS, blocks_of

MOST_LINES = 1500
OWN = "mau"


class Compose(forms.Form):
    """The text of a draft, what it is about, where it goes and who signs; `signers` are those of its body.

    `template`: the office's own for this kind, which the Word file then follows unless one says otherwise.
    """

    abstract = forms.CharField(
        label=gettext_lazy("Trích yếu"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    text = forms.CharField(
        label=gettext_lazy("Nội dung"),
        max_length=MOST_LETTERS,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 18}),
        help_text=gettext_lazy(
            "Mỗi dòng một đoạn. Dòng chữ in hoa là tiêu đề giữa; “I.”, “1.” đầu dòng là đề mục; “Điều 1.” in đậm; “-” là ý liệt kê; “Kính gửi:” đặt giữa."
        ),
    )
    recipients = forms.CharField(
        label=gettext_lazy("Nơi nhận, mỗi nơi một dòng"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    signer = forms.ChoiceField(label=gettext_lazy("Người ký"))
    layout = forms.ChoiceField(label=gettext_lazy("Bản Word theo"), required=False)
    after = forms.IntegerField(min_value=0, max_value=9999, widget=forms.HiddenInput)

    def __init__(self, *args: Any, signers: list[Signer], template: OfficeTemplate | None = None, **options: Any) -> None:  # fmt: skip
        super().__init__(*args, **options)
        self.template = template
        layout: Any = self.fields["layout"]
        if template:
            layout.choices = [(OWN, _("mẫu của cơ quan: {name}").format(name=template.name)), ("", _("thể thức chung"))]  # fmt: skip
            layout.help_text = _("Bản PDF luôn theo thể thức chung, cùng nội dung.")
        else:
            del self.fields["layout"]
        self.signers = {key_of(one): one for one in signers}
        signer: Any = self.fields["signer"]
        signer.choices = [(key, _said(one)) for key, one in self.signers.items()]

    def clean_text(self) -> str:
        """Text that says something and that fits on the sheets a paper may have."""
        text: str = self.cleaned_data["text"].replace("\r\n", "\n").strip("\n")
        if not blocks_of(text):
            raise forms.ValidationError(_("Chưa có nội dung nào để in."))
        if text.count("\n") >= MOST_LINES:
            raise forms.ValidationError(_("Nội dung dài quá {most} dòng.").format(most=MOST_LINES))
        return text

    def writing(self) -> Writing:
        """What was written, of a form that is valid."""
        told = self.cleaned_data
        template = self.template if told.get("layout") == OWN else None
        return Writing(
            told["abstract"], told["text"], self.signers[told["signer"]], told["recipients"], told["after"], template
        )  # fmt: skip


class TakeTemplate(forms.Form):
    """A Word file to be the office's template for a kind of its documents."""

    kind = forms.ChoiceField(label=gettext_lazy("Loại văn bản"))
    file = forms.FileField(label=gettext_lazy("Tệp Word (.docx)"))

    def __init__(self, *args: Any, side: str, **options: Any) -> None:
        super().__init__(*args, **options)
        kind: Any = self.fields["kind"]
        kind.choices = [
            (one.code, one.title) for (of, _c), one in kinds().items() if of == side and one.commune
        ]

    def clean_file(self) -> Any:
        """A file that is too large is not even read."""
        given = self.cleaned_data["file"]
        if given.size > MOST_BYTES:
            raise forms.ValidationError(too_large(given.name))
        return given


def key_of(signer: Signer) -> str:
    """What stands for a signer in the form: his place in the table of signers and his name."""
    return "|".join((signer.authority.replace("\n", "/"), signer.post, signer.name))


def _said(signer: Signer) -> str:
    """The signer as one line: "Đặng Hữu Thuần – T/M BAN THƯỜNG VỤ, BÍ THƯ"."""
    as_what = ", ".join(filter(None, (*signer.authority.split("\n"), signer.post)))
    return f"{signer.name or _('(chưa ghi ai giữ chức vụ)')} – {as_what}"
