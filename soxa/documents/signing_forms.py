"""What a person gives to sign: the paper signed elsewhere, or a key that is opened for this and never kept."""

from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.documents.forms import FileField, StepForm
from soxa.documents.means import has_device, open_device
from soxa.documents.pictures.kept import Whose, opened, whose_at
from soxa.documents.pictures.models import KeptPicture
from soxa.documents.room import must_be_small
from soxa.documents.signing.marks import PERSONAL
from soxa.documents.signing.tokens import open_p12
from soxa.kernel.refusal import Refused

NEVER_TOLD = frozenset({"token", "picture", "picture_owner", "width", "key", "password", "pin"})
MOST_KEY, MOST_PICTURE, MOST_KEPT = 64 * 1024, 2 * 1024 * 1024, 512 * 1024
_SEAL_MM = 36  # a round seal of an office


class _Small(forms.FileField):
    """The bytes of a small file, never written down."""

    def __init__(self, *, most: int, **options: Any) -> None:
        super().__init__(required=False, **options)
        self.most = most

    def clean(self, data: Any, initial: Any = None) -> bytes:
        """The bytes; empty when none were given."""
        given = super().clean(data, initial)
        if not given:
            return b""
        if given.size > self.most:
            raise forms.ValidationError(
                _("Tệp “{name}” lớn quá {most} KB.").format(name=given.name, most=self.most // 1024)
            )
        content: bytes = given.read()
        return content


def _hidden(label: Any, **options: Any) -> forms.CharField:
    typed = forms.PasswordInput(attrs={"autocomplete": "off"})
    return forms.CharField(label=label, required=False, strip=False, max_length=200, widget=typed, **options)


class Key(StepForm):
    """What to sign with as `token`, which opens it: a key file and its password, or the device on this machine and its PIN.

    File, password and PIN do not go any further.
    """

    key = _Small(
        label=gettext_lazy("Tệp khóa (.p12, .pfx)"),
        most=MOST_KEY,
        help_text=gettext_lazy("Chỉ mở trong bộ nhớ khi ký; sổ không giữ tệp khóa và mật khẩu."),
    )
    password = _hidden(gettext_lazy("Mật khẩu của tệp khóa"))
    pin = _hidden(
        gettext_lazy("hoặc mã PIN của thiết bị ký trên máy này"),
        help_text=gettext_lazy(
            "Thiết bị đang cắm ở máy giữ sổ. Mã PIN chỉ dùng cho lần ký này, sổ không giữ."
        ),
    )
    picture = _Small(
        label=gettext_lazy("Hình chữ ký"),
        most=MOST_PICTURE,
        help_text=gettext_lazy("Màu xanh, tệp PNG nền trong suốt."),
    )
    key_needed = False
    step = "sign"

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if not has_device():
            del self.fields["pin"]
        self.kept: KeptPicture | None = None
        if self.reader is not None:
            self.kept = whose_at(self.step, self.document, self.reader).kept_for(self.reader)
        if self.kept:
            self.fields["picture"].help_text = _("Để trống thì dùng hình đã lưu trong sổ.")

    def clean(self) -> dict[str, Any]:
        """The key; with a paper signed elsewhere none is needed, and two at once are one too many."""
        told: dict[str, Any] = super().clean() or {}
        key, password, pin = told.pop("key", b""), told.pop("password", ""), told.pop("pin", "")
        told["token"] = (
            partial(open_p12, key, password) if key else partial(open_device, pin) if pin else None
        )
        if sum(map(bool, (key, pin, told.get("file")))) > 1:
            self.add_error("key", _("Chỉ chọn một cách: bản ký sẵn, tệp khóa, hoặc thiết bị ký."))
        elif not told["token"] and (password or self.key_needed):
            self.add_error("key", _("Chọn tệp khóa để ký."))
        elif told["token"] and not told.get("picture"):
            if self.kept is None:
                self.add_error("picture", _("Ký trong sổ cần hình này để đặt lên văn bản."))
            else:
                told.update(self._from_kept(self.kept))
        return told

    def _from_kept(self, kept: KeptPicture) -> dict[str, Any]:
        """The kept picture, whose number is told in the journal; a person's goes with his own certificate only."""
        owner = self.reader.full_name() if Whose.of(kept).kind == PERSONAL else ""
        return {"picture": opened(kept), "picture_owner": owner, "kept_picture": kept.pk}


def _signer() -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy("Người ký (chức vụ, họ tên)"),
        max_length=160,
        help_text=gettext_lazy("Như ghi ở phần ký của văn bản, ví dụ: Bí thư Nguyễn Văn An."),
    )


class Sign(Key):
    """Who signed, and the signed paper or the key to sign the approved one with; whether it is digital is read from it."""

    signer = _signer()
    file = FileField(
        label=gettext_lazy("Bản đã ký (ký số nơi khác, hoặc bản chụp bản ký tay)"), required=False
    )
    field_order = ("signer", "file", "key", "password", "pin", "picture")


class Seal(Key):
    """The paper with the organisation's signature, the key to sign with, or nothing for a stamped paper."""

    file = FileField(label=gettext_lazy("Bản có chữ ký số của cơ quan"), required=False)
    width = forms.FloatField(
        label=gettext_lazy("Đường kính con dấu (mm)"),
        min_value=10,
        max_value=60,
        initial=_SEAL_MM,
        required=False,
    )
    field_order = ("file", "key", "password", "pin", "picture", "width")
    step = "seal"

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        picture = self.fields["picture"]
        picture.label = _("Hình con dấu")
        if self.kept:
            self.fields["width"].initial = self.kept.width or _SEAL_MM
        else:
            picture.help_text = _("Màu đỏ, tệp PNG nền trong suốt.")


class SignMany(Key):
    """One key for many papers of one signer; which ones stands beside the form."""

    signer = _signer()
    field_order = ("signer", "key", "password", "pin", "picture")
    key_needed = True


class Picture(forms.Form):
    """A picture of one's signature, to be kept."""

    picture = _Small(
        label=gettext_lazy("Tệp hình"),
        most=MOST_KEPT,
        help_text=gettext_lazy(
            "PNG nền trong suốt: chữ ký màu xanh, con dấu màu đỏ. Sổ giữ kín bằng khóa của sổ."
        ),
    )

    def clean_picture(self) -> bytes:
        """The bytes; needed."""
        given: bytes = self.cleaned_data["picture"]
        if not given:
            raise forms.ValidationError(_("Chọn tệp hình."))
        return given


class SealPicture(Picture):
    """A picture of a seal, with its real size."""

    width = forms.FloatField(
        label=gettext_lazy("Đường kính con dấu (mm)"), min_value=10, max_value=60, initial=_SEAL_MM
    )


class LookUp(forms.Form):
    """A file, or its digest as far as it is known."""

    file = forms.FileField(label=gettext_lazy("Tệp"), required=False)
    digest = forms.CharField(
        label=gettext_lazy("hoặc mã tệp (SHA-256)"),
        required=False,
        max_length=100,
        help_text=gettext_lazy("Đủ 64 ký tự, hoặc ít nhất 16 ký tự đầu như trên trang văn bản."),
    )

    def clean_digest(self) -> str:
        """Small letters without spaces."""
        typed = "".join(self.cleaned_data["digest"].lower().split())
        if typed and not (16 <= len(typed) <= 64 and set(typed) <= set("0123456789abcdef")):
            raise forms.ValidationError(_("Mã tệp gồm từ 16 đến 64 chữ số và chữ a–f."))
        return typed

    def clean_file(self) -> bytes:
        """The bytes, which are only looked at."""
        given = self.cleaned_data["file"]
        if not given:
            return b""
        try:
            must_be_small(given.name, given.size)
        except Refused as refused:
            raise forms.ValidationError(str(refused)) from refused
        content: bytes = given.read()
        return content

    def clean(self) -> dict[str, Any]:
        """One of the two is needed."""
        told: dict[str, Any] = super().clean() or {}
        if not self.errors and not told.get("file") and not told.get("digest"):
            raise forms.ValidationError(_("Chọn tệp hoặc gõ mã tệp để tra cứu."))
        return told
