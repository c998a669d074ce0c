"""What a person says of a vote: what is put, how one votes, what was counted."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.documents.forms import StepForm
from soxa.kernel.shown import AsShown
from soxa.law.words import spaced
from soxa.meetings.kinds import BALLOT, HAND, HEADS
from soxa.meetings.models import Meeting
from soxa.meetings.voting.measures import MOST_TELLERS, measures_of
from soxa.meetings.voting.models import Vote
from soxa.meetings.voting.words import LABELS

MOST = 100_000
MOST_OPTIONS = 30


class Lines(forms.CharField):
    """A list of names or proposals, a line each."""

    def __init__(self, label: Any, most: int, **options: Any) -> None:
        self.most = most
        super().__init__(label=label, max_length=6000, widget=forms.Textarea(attrs={"rows": 4}), **options)

    def clean(self, value: Any) -> list[str]:
        """Lines without blanks, no more than a page holds."""
        text: str = super().clean(value) or ""
        lines = [spaced(line).strip("-–• ") for line in text.splitlines()]
        kept = [line for line in lines if line]
        if len(kept) > self.most:
            raise forms.ValidationError(_("Nhiều nhất {most} dòng.").format(most=self.most))
        if long := [line for line in kept if len(line) > 120]:
            raise forms.ValidationError(_("Dòng dài quá 120 chữ: “{line}”.").format(line=long[0][:60]))
        return kept


class OfVote(StepForm):
    """A form of one step of a vote, which it knows."""

    def __init__(self, *args: Any, vote: Vote, **options: Any) -> None:
        self.vote = vote
        super().__init__(*args, **options)

    def facts(self) -> dict[str, Any]:
        """What is said."""
        return dict(self.cleaned_data)


class Nothing(OfVote):
    """A step of which nothing is asked."""


class Withdraw(OfVote):
    """Why the vote's result is not taken."""

    why = forms.CharField(
        label=gettext_lazy("Lý do"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class Put(StepForm):
    """A question to be put to the vote."""

    text = forms.CharField(
        label=gettext_lazy("Nội dung biểu quyết"), max_length=400, widget=forms.Textarea(attrs={"rows": 2})
    )
    form = forms.ChoiceField(label=gettext_lazy("Hình thức"), widget=forms.RadioSelect)
    about = forms.ChoiceField(
        label=gettext_lazy("Biểu quyết về"),
        choices=Vote.ABOUT,
        widget=forms.RadioSelect,
        initial=Vote.QUESTION,
    )
    options = Lines(
        gettext_lazy("Các phương án, hoặc tên người để bầu, mỗi dòng một"), MOST_OPTIONS, required=False,
        help_text=gettext_lazy("Để trống khi chỉ hỏi tán thành hay không."),
    )  # fmt: skip
    seats = forms.IntegerField(
        label=gettext_lazy("Số được chọn, được bầu"),
        min_value=1,
        max_value=MOST_OPTIONS,
        initial=1,
        required=False,
    )
    measure = forms.ChoiceField(label=gettext_lazy("Mức cần đạt"))
    item = forms.TypedChoiceField(
        label=gettext_lazy("Thuộc nội dung"), coerce=int, empty_value=None, required=False
    )

    def __init__(self, *args: Any, meeting: Meeting, **options: Any) -> None:
        super().__init__(*args, **options)
        what, shown = meeting.what, dict(Vote.FORMS)
        fields: Any = self.fields
        fields["form"].choices = [(code, shown[code]) for code in what.forms]
        fields["form"].initial = what.forms[0]
        fields["measure"].choices = [(code, one.title) for code, one in measures_of(what).items()]
        items = list(meeting.items.values_list("pk", "title"))
        fields["item"].choices = [("", "—"), *items]
        if not items:
            del self.fields["item"]

    def clean(self) -> dict[str, Any]:
        """Options without a choice among them would be lost without a word."""
        told: dict[str, Any] = super().clean() or {}
        if told.get("options") and told.get("about") == Vote.QUESTION:
            self.add_error(
                "about", _("Đã ghi các phương án: chọn “Chọn trong các phương án” hoặc “Bầu người”.")
            )
        return told

    def wish(self) -> dict[str, Any]:
        """What is wanted, for `flow.put`."""
        told = self.cleaned_data
        return {
            **{name: told[name] for name in ("about", "form", "measure")},
            "text": spaced(told["text"]), "options": tuple(told["options"]), "seats": told["seats"] or 1,
            "item": told.get("item"),
        }  # fmt: skip


def _count(name: str, **options: Any) -> forms.IntegerField:
    widget = forms.NumberInput(attrs={"inputmode": "numeric"})
    return forms.IntegerField(label=LABELS[name], min_value=0, max_value=MOST, widget=widget, **options)


class Count(OfVote):
    """What was counted: cards, or papers and what stands on them; by name where options are chosen."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        vote = self.vote
        self.names = list(vote.options.values_list("pk", "text")) if vote.of_names else []
        if vote.meeting.what.summoned == HEADS:
            self.fields["official"] = _count("official")
        self.fields["present"] = _count("present")
        for name in self._asked():
            self.fields[name] = _count(name, required=name not in ("noes", "other"))
        for pk, text in self.names:
            self.fields[f"o{pk}"] = forms.IntegerField(label=text, min_value=0, max_value=MOST)
        if vote.form == BALLOT:
            self.fields["tellers"] = Lines(
                gettext_lazy("Tổ kiểm phiếu, mỗi dòng một người"), MOST_TELLERS,
                help_text=gettext_lazy("Dòng đầu là tổ trưởng."),
            )  # fmt: skip

    def _asked(self) -> list[str]:
        papers = ["given", "returned", "valid", "invalid"] if self.vote.form == BALLOT else []
        if self.vote.of_names:
            return papers
        return [*papers, "ayes", "noes", *(["other"] if self.vote.form == HAND else [])]

    def facts(self) -> dict[str, Any]:
        """What was counted, votes by the key of their option."""
        told = self.cleaned_data
        counts = {name: told.get(name) or 0 for name in ("present", *self._asked())}
        return {
            "ayes": 0, "noes": 0, "other": 0, **counts, "official": told.get("official"),
            "names": {pk: told.get(f"o{pk}") or 0 for pk, _text in self.names},
            "tellers": told.get("tellers", []),
        }  # fmt: skip


class Recount(AsShown, Count):
    """A count that was typed wrongly, with the basis of its correction."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["basis"] = forms.CharField(
            label=gettext_lazy("Căn cứ đính chính"), max_length=300,
            help_text=gettext_lazy("Vì sao số đã ghi là sai, ai xác nhận."),
        )  # fmt: skip
