"""The facts a person must give for one act on a member or a cell."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.documents.forms import FileField
from soxa.kernel.day_field import DayField
from soxa.kernel.shown import AsShown
from soxa.law.words import clean_name
from soxa.org.models import Person
from soxa.party.health import no_illness
from soxa.party.list_checks import probation_words
from soxa.party.models import Exemption, PaperKind
from soxa.party.partial_day_field import PartialDayField
from soxa.party.phone_field import PhoneField
from soxa.party.rules import card_digits
from soxa.party.spell_days import mendable
from soxa.party.standing import Life

LAST_CELL = gettext_lazy("Để trống thì về chi bộ cũ, nếu chi bộ đó còn hoạt động.")
PAPER = gettext_lazy("Văn bản (số, ngày, cơ quan)")
BASIS = gettext_lazy("Căn cứ đính chính")
STRAIGHT = gettext_lazy("Chỉ ghi thẳng việc có trước khi dùng sổ này; việc mới ghi qua hồ sơ.")
CONSENT = gettext_lazy("Văn bản đồng ý của cấp ủy có thẩm quyền")


class ActForm(forms.Form):
    """A form of one act: it knows the member's life, today, and the cells the person at the book may choose."""

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        life: Life | None,
        today: date,
        cells: Sequence[tuple[int, str]] = (),
    ) -> None:
        self.life, self.today = life, today
        super().__init__(data, files, label_suffix="")
        if "unit" in self.fields:
            here = life.home.unit_id if life and life.home else None
            offered: Any = self.fields["unit"]
            offered.choices = [("", _("— chọn chi bộ —")), *(one for one in cells if one[0] != here)]
        self.prepare()

    def prepare(self) -> None:
        """Fill in what the book already knows; nothing by default."""

    def clean_full_name(self) -> str:
        """The name in NFC, not all capitals."""
        return clean_name(self.cleaned_data["full_name"])

    def clean_card_no(self) -> str:
        """Digits of the card number."""
        text = self.cleaned_data["card_no"]
        try:
            return card_digits(text, self.today) if text else ""
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error

    def clean_citizen_id(self) -> str:
        """Twelve digits."""
        text = "".join(self.cleaned_data["citizen_id"].split())
        if text and not (text.isdigit() and len(text) == 12):
            raise forms.ValidationError(_("Số CCCD phải có đủ 12 chữ số."))
        return text


def unit_field(label: Any = gettext_lazy("Chi bộ"), **options: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, coerce=int, **options)


def paper_field(**options: Any) -> forms.CharField:
    return forms.CharField(label=PAPER, max_length=200, validators=[no_illness], **options)


class Dated(ActForm):
    """The day of the act and its paper."""

    on = DayField(gettext_lazy("Ngày có hiệu lực"))
    paper = paper_field(required=False)


class Decided(ActForm):
    """The day of the act and the paper that decided it, both required."""

    on = DayField(gettext_lazy("Ngày có hiệu lực"))
    paper = paper_field()


class OldPaper(Decided):
    """An act that has a case of its own, written straight from a paper of before the book."""

    on = DayField(gettext_lazy("Ngày có hiệu lực"), help_text=STRAIGHT)


class Restore(Decided):
    """Put back by decision; the cell is asked for because the last one may have ended meanwhile."""

    unit = unit_field(gettext_lazy("Trở về chi bộ"), required=False, empty_value=None, help_text=LAST_CELL)


class Newcomer(ActForm):
    """Who the person is: name and birth at least."""

    full_name = forms.CharField(label=gettext_lazy("Họ và tên"), max_length=120)
    born = PartialDayField(gettext_lazy("Ngày sinh"))
    sex = forms.ChoiceField(label=gettext_lazy("Giới tính"), choices=Person.SEXES, required=False)
    home_place = forms.CharField(label=gettext_lazy("Quê quán"), max_length=200, required=False)
    address = forms.CharField(label=gettext_lazy("Nơi ở"), max_length=200, required=False)
    phone = PhoneField()
    citizen_id = forms.CharField(
        label=gettext_lazy("Số CCCD"),
        max_length=20,
        required=False,
        help_text=gettext_lazy("Được niêm kín; mỗi lần xem đều ghi nhật ký."),
    )
    other_person = forms.BooleanField(
        label=gettext_lazy("Tôi đã kiểm tra: đây là người khác, chỉ trùng họ tên và ngày sinh"),
        required=False,
        widget=forms.HiddenInput,
    )

    def ask_whether_another(self) -> None:
        """Show the question that only a namesake of the same birth raises."""
        self.fields["other_person"].widget = forms.CheckboxInput()


class Admit(Newcomer):
    """Admission by a decision, then the ceremony."""

    unit = unit_field(gettext_lazy("Kết nạp vào chi bộ"))
    decision_on = DayField(gettext_lazy("Ngày quyết định kết nạp"))
    on = DayField(gettext_lazy("Ngày làm lễ kết nạp"), help_text=STRAIGHT)
    paper = paper_field()
    field_order = ("full_name", "born", "sex", "unit", "decision_on", "on", "paper")


class Brought(Newcomer):
    """Who comes with the dates of his papers; recognised before his probation was over, he shows what that rests on."""

    early_basis = forms.CharField(
        label=gettext_lazy("Giấy tờ ghi đúng như vậy: căn cứ (số, ngày, cơ quan)"),
        max_length=200,
        required=False,
        widget=forms.HiddenInput,
    )

    def clean(self) -> dict[str, Any]:
        """The question of the basis is only put where the dates raise it."""
        told: dict[str, Any] = super().clean() or {}
        if why := probation_words(told.get("admitted_on"), told.get("recognised_on")):
            self.fields["early_basis"].widget = forms.TextInput()
            if not told.get("early_basis"):
                self.add_error("early_basis", why)
        return told


class TransferIn(Brought):
    """Arrival by a letter of introduction from outside the book."""

    unit = unit_field(gettext_lazy("Chuyển đến chi bộ"))
    on = DayField(gettext_lazy("Ngày tiếp nhận"))
    came_from = forms.CharField(label=gettext_lazy("Từ tổ chức đảng nào"), max_length=160)
    paper = paper_field()
    decision_on = PartialDayField(gettext_lazy("Ngày quyết định kết nạp"), required=False)
    admitted_on = PartialDayField(gettext_lazy("Ngày kết nạp (lễ)"))
    recognised_on = PartialDayField(gettext_lazy("Ngày công nhận chính thức"), required=False)
    card_no = forms.CharField(label=gettext_lazy("Số thẻ đảng viên"), max_length=20, required=False)
    field_order = ("full_name", "born", "sex", "unit", "on", "came_from", "paper")


class ComeBack(ActForm):
    """Return of a member whose record is already in the book."""

    unit = unit_field(gettext_lazy("Chuyển đến chi bộ"))
    on = DayField(gettext_lazy("Ngày tiếp nhận"))
    came_from = forms.CharField(label=gettext_lazy("Từ tổ chức đảng nào"), max_length=160)
    paper = paper_field()


class Visit(Brought):
    """A temporary stay of a member of another organisation."""

    unit = unit_field(gettext_lazy("Sinh hoạt tạm thời tại chi bộ"))
    on = DayField(gettext_lazy("Từ ngày"))
    came_from = forms.CharField(
        label=gettext_lazy("Đảng viên chính thức của tổ chức đảng nào"), max_length=160
    )
    paper = paper_field()
    admitted_on = PartialDayField(gettext_lazy("Ngày kết nạp (lễ)"), required=False)
    recognised_on = PartialDayField(gettext_lazy("Ngày công nhận chính thức"), required=False)
    card_no = forms.CharField(label=gettext_lazy("Số thẻ đảng viên"), max_length=20, required=False)
    field_order = ("full_name", "born", "sex", "unit", "on", "came_from", "paper")


class Recognise(ActForm):
    """Recognition: the day is the law's; another day needs its reason."""

    on = DayField(gettext_lazy("Ngày công nhận chính thức"))
    paper = paper_field()
    card_no = forms.CharField(
        label=gettext_lazy("Số thẻ được phát"),
        max_length=20,
        required=False,
        help_text=gettext_lazy("Để trống nếu chưa phát thẻ."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Lý do, nếu sau ngày hết 12 tháng dự bị"), max_length=200, required=False
    )


class TransferOut(Decided):
    """Departure by a letter of introduction."""

    went_to = forms.CharField(label=gettext_lazy("Đến tổ chức đảng nào"), max_length=160)
    field_order = ("went_to", "on", "paper")


class MoveWithin(ActForm):
    """A move between cells of one Party organisation."""

    unit = unit_field(gettext_lazy("Chuyển đến chi bộ"))
    on = DayField(gettext_lazy("Ngày có hiệu lực"))
    paper = paper_field(required=False)


class Attach(ActForm):
    """A temporary stay in another cell of the same book."""

    unit = unit_field(gettext_lazy("Sinh hoạt tạm thời tại chi bộ"))
    on = DayField(gettext_lazy("Từ ngày"))
    paper = paper_field()


# a suspension is an act of its own
_EASED = tuple(one for one in Exemption.KINDS if one[0] != Exemption.SUSPENDED)


class BeginExemption(ActForm):
    """What eases or pauses duties, from a day."""

    kind = forms.ChoiceField(label=gettext_lazy("Loại"), choices=_EASED)
    on = DayField(gettext_lazy("Từ ngày"))
    ends_on = DayField(gettext_lazy("Dự kiến sinh hoạt trở lại (tạm miễn, tạm đi)"), required=False)
    paper = paper_field()

    def clean(self) -> dict[str, Any]:
        """Who is let off for a time says until when."""
        told: dict[str, Any] = super().clean() or {}
        if (
            told.get("kind") == Exemption.TEMP_EXEMPT
            and not told.get("ends_on")
            and "ends_on" not in self.errors
        ):
            self.add_error("ends_on", _("Tạm miễn thì ghi ngày dự kiến sinh hoạt trở lại."))
        return told


class EndExemption(ActForm):
    """The end of an easing of duties."""

    kind = forms.ChoiceField(label=gettext_lazy("Loại"))
    on = DayField(gettext_lazy("Sinh hoạt trở lại từ ngày"))
    paper = paper_field(required=False)

    def prepare(self) -> None:
        """Only the kinds that stand now are offered."""
        standing = {one.kind for one in self.life.open_exemptions} if self.life else set()
        offered: Any = self.fields["kind"]
        offered.choices = [one for one in _EASED if one[0] in standing]


class PaperMissing(ActForm):
    """A paper that the file lacks."""

    kind = forms.TypedChoiceField(label=gettext_lazy("Giấy tờ còn thiếu"), coerce=int)
    year = forms.IntegerField(
        label=gettext_lazy("Năm"),
        required=False,
        min_value=1930,
        max_value=9998,
        help_text=gettext_lazy("Chỉ ghi với giấy tờ nộp hằng năm."),
    )
    on = DayField(gettext_lazy("Phát hiện thiếu ngày"))

    def prepare(self) -> None:
        """Kinds of paper are rows, because forms change."""
        offered: Any = self.fields["kind"]
        offered.choices = [(kind.pk, kind.title) for kind in PaperKind.objects.order_by("occasion", "title")]


class PaperPutIn(ActForm):
    """A paper that has been put into the file."""

    missing = forms.TypedChoiceField(label=gettext_lazy("Giấy tờ đã bổ sung"), coerce=int)
    on = DayField(gettext_lazy("Bổ sung ngày"))

    def prepare(self) -> None:
        """Only what is missing now is offered."""
        offered: Any = self.fields["missing"]
        rows = self.life.open_missing if self.life else []
        offered.choices = [(one.pk, f"{one.paper.title} {one.year or ''}".strip()) for one in rows]


class FileChecked(ActForm):
    """The file was gone through against the checklist."""

    on = DayField(gettext_lazy("Ngày kiểm tra hồ sơ"))
    note = forms.CharField(label=gettext_lazy("Ghi chú"), max_length=200, required=False)


class CorrectDay(AsShown, ActForm):
    """The day on which a spell truly began or ended, with the basis and the consent."""

    edge = forms.ChoiceField(
        label=gettext_lazy("Ngày cần đính chính"),
        help_text=gettext_lazy(
            "Ngày làm lễ kết nạp đính chính ở mục Đính chính hồ sơ; ngày vào chi bộ đổi theo."
        ),
    )
    on = DayField(gettext_lazy("Ngày đúng"))
    paper = forms.CharField(label=BASIS, max_length=200)
    consent = forms.CharField(label=CONSENT, max_length=200)

    def prepare(self) -> None:
        """Only days that may be put right are offered."""
        offered: Any = self.fields["edge"]
        offered.choices = [(one.key, str(one)) for one in mendable(self.life)] if self.life else []

    def behind(self) -> dict[str, str]:
        """The days that are offered."""
        offered: Any = self.fields["edge"]
        return {"edge": "\n".join(words for _key, words in offered.choices)}


class Correct(AsShown, ActForm):
    """Facts of the record put right, with the basis and the consent that the Party's rules require."""

    full_name = forms.CharField(label=gettext_lazy("Họ và tên"), max_length=120)
    birth_name = forms.CharField(label=gettext_lazy("Họ và tên khai sinh"), max_length=120, required=False)
    born = PartialDayField(gettext_lazy("Ngày sinh"), required=False)
    sex = forms.ChoiceField(label=gettext_lazy("Giới tính"), choices=Person.SEXES, required=False)
    home_place = forms.CharField(label=gettext_lazy("Quê quán"), max_length=200, required=False)
    address = forms.CharField(label=gettext_lazy("Nơi ở"), max_length=200, required=False)
    occupation = forms.CharField(label=gettext_lazy("Nghề nghiệp"), max_length=120, required=False)
    education = forms.CharField(label=gettext_lazy("Trình độ chuyên môn"), max_length=120, required=False)
    theory = forms.CharField(label=gettext_lazy("Lý luận chính trị"), max_length=60, required=False)
    phone = PhoneField()
    citizen_id = forms.CharField(
        label=gettext_lazy("Số CCCD"),
        max_length=20,
        required=False,
        help_text=gettext_lazy("Để trống thì giữ số đang niêm kín trong sổ."),
    )
    decision_on = PartialDayField(gettext_lazy("Ngày quyết định kết nạp"), required=False)
    admitted_on = PartialDayField(gettext_lazy("Ngày kết nạp (lễ)"), required=False)
    recognised_on = PartialDayField(gettext_lazy("Ngày công nhận chính thức"), required=False)
    card_no = forms.CharField(label=gettext_lazy("Số thẻ đảng viên"), max_length=20, required=False)
    basis = forms.CharField(
        validators=[no_illness],
        label=BASIS,
        max_length=300,
        help_text=gettext_lazy("Giấy tờ gốc đã đối chiếu, ví dụ giấy khai sinh, quyết định."),
    )
    consent = forms.CharField(
        validators=[no_illness],
        label=CONSENT,
        max_length=200,
        help_text=gettext_lazy(
            "Số, ngày, người ký. Hồ sơ đảng viên chỉ được sửa khi cấp ủy đồng ý bằng văn bản."
        ),
    )
    scan = FileField(
        label=gettext_lazy("Bản quét văn bản đồng ý (PDF, ảnh)"),
        required=False,
        help_text=gettext_lazy(
            "Bắt buộc khi đính chính họ tên, ngày sinh, giới tính, CCCD, các ngày vào Đảng, số thẻ; giữ cùng lần đính chính."
        ),
    )
    PERSON = ("full_name", "birth_name", "born", "sex", "home_place", "address", "occupation", "education", "theory", "phone")  # fmt: skip
    MEMBER = ("decision_on", "admitted_on", "recognised_on", "card_no")

    def prepare(self) -> None:
        """The facts as they stand in the book."""
        if self.life:
            member = self.life.member
            self.initial = {name: getattr(member.person, name) for name in self.PERSON}
            self.initial |= {name: getattr(member, name) for name in self.MEMBER}

    def behind(self) -> dict[str, str]:
        """The sealed number, which the form never shows."""
        return {"citizen_id": self.life.member.person.citizen_id_token} if self.life else {}
