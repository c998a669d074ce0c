"""What is said at each step of a year of four goods, and what a new framework says."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.documents.forms import OnDay
from soxa.kernel.day_field import DayField
from soxa.law.words import spaced
from soxa.meetings.goods.models import CONTENTS
from soxa.meetings.goods.rules import PASS, POINTS
from soxa.meetings.quality.forms import PointsField

YES, NO = "1", "0"


class Marked(OnDay):
    """A mark for each content with a remark, and the day."""

    on = DayField(gettext_lazy("Ngày"))

    def __init__(self, *args: Any, framework: Any, marks: dict[str, Any], **options: Any) -> None:
        super().__init__(*args, **options)
        self.framework, self.contents = framework, list(framework.contents.all())
        for one in self.contents:
            held = marks.get(str(one.number), ["", ""])
            self.fields[f"m{one.number}"] = self._mark(one, held[0])
            self.fields[f"r{one.number}"] = forms.CharField(
                label=_("Nhận xét, minh chứng"), max_length=600, required=False, initial=held[1],
                widget=forms.Textarea(attrs={"rows": 2}),
            )  # fmt: skip

    def _mark(self, one: Any, held: str) -> forms.Field:
        if self.framework.way == PASS:
            return forms.ChoiceField(
                label=one.title, choices=[(YES, _("Đạt")), (NO, _("Không đạt"))], widget=forms.RadioSelect,
                initial=held or None,
            )  # fmt: skip
        return PointsField(label=one.title, max_value=one.most, initial=Decimal(held) if held else None)

    def lines(self) -> Iterator[tuple[Any, Any, Any]]:
        """(content, field of the mark, field of the remark), in order."""
        for one in self.contents:
            yield one, self[f"m{one.number}"], self[f"r{one.number}"]

    def facts(self) -> dict[str, Any]:
        """What is said."""
        told = self.cleaned_data
        marks = {
            one.number: (Decimal(told[f"m{one.number}"]), told[f"r{one.number}"].strip()) for one in self.contents
        }  # fmt: skip
        return {"on": told["on"], "marks": marks}


class Decide(OnDay):
    """Recognised or not, by which paper."""

    on = DayField(gettext_lazy("Ngày quyết định"))
    good = forms.ChoiceField(
        label=gettext_lazy("Kết quả"),
        choices=[(YES, gettext_lazy("Công nhận bốn tốt")), (NO, gettext_lazy("Không công nhận"))],
        widget=forms.RadioSelect,
    )
    paper = forms.CharField(label=gettext_lazy("Quyết định (số, ký hiệu, ngày)"), max_length=200)

    def facts(self) -> dict[str, Any]:
        """What is said."""
        told = self.cleaned_data
        return {"on": told["on"], "good": told["good"] == YES, "paper": spaced(told["paper"])}


class Reopen(OnDay):
    """Why what was appraised or decided is open again."""

    why = forms.CharField(
        label=gettext_lazy("Lý do"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )

    def facts(self) -> dict[str, Any]:
        """What is said."""
        return dict(self.cleaned_data)


class NewFramework(forms.Form):
    """A new framework: the four contents with what each gives, how they are marked, when they are good."""

    since = DayField(gettext_lazy("Áp dụng từ ngày"))
    paper = forms.CharField(
        label=gettext_lazy("Văn bản ban hành (số, ký hiệu, ngày)"), max_length=200, required=False
    )
    way = forms.ChoiceField(
        label=gettext_lazy("Cách đánh giá"),
        choices=[(POINTS, gettext_lazy("Thang điểm")), (PASS, gettext_lazy("Đạt, Không đạt"))],
        widget=forms.RadioSelect,
    )
    share = forms.IntegerField(
        label=gettext_lazy("Nội dung đạt tốt từ bao nhiêu phần trăm điểm tối đa"), min_value=1, max_value=100
    )
    each = forms.BooleanField(label=gettext_lazy("Phải tốt cả bốn nội dung"), required=False)

    def __init__(self, data: Any = None, *, like: Any, today: date) -> None:
        first: dict[str, Any] = {"since": today.replace(month=1, day=1)}
        if like:
            first |= {"way": like.way, "share": like.share, "each": like.each}
            for one in like.contents.all():
                first |= {f"t{one.number}": one.title, f"m{one.number}": one.most}
        super().__init__(data, label_suffix="", initial=first)
        for number in range(1, CONTENTS + 1):
            self.fields[f"t{number}"] = forms.CharField(
                label=_("Nội dung {n}").format(n=number), max_length=200
            )
            self.fields[f"m{number}"] = PointsField(label=_("Điểm tối đa nội dung {n}").format(n=number))

    def lines(self) -> Iterator[tuple[Any, Any]]:
        """(field of the title, field of the most it gives) of each content, in order."""
        for number in range(1, CONTENTS + 1):
            yield self[f"t{number}"], self[f"m{number}"]

    def facts(self) -> dict[str, Any]:
        """What is said; `contents`: (title, most) in order."""
        told = self.cleaned_data
        contents = tuple((spaced(told[f"t{n}"]), told[f"m{n}"]) for n in range(1, CONTENTS + 1))
        plain = {name: told[name] for name in ("since", "way", "share", "each")}
        return {**plain, "paper": spaced(told["paper"]), "contents": contents}
