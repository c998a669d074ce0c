"""Members' particulars leave the book only with a reason, which the journal keeps: a form asks it, then hands over the file."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel import flow
from soxa.kernel.access import Actor
from soxa.kernel.page import page
from soxa.kernel.preferences import book_day
from soxa.party.listed import KINDS

View = Callable[..., HttpResponse]
REASONS = (
    ("above", gettext_lazy("Gửi cấp ủy cấp trên, cơ quan có thẩm quyền")),
    ("cell", gettext_lazy("Phục vụ họp chi bộ, họp cấp ủy")),
    ("check", gettext_lazy("Đối chiếu với hồ sơ, cơ sở dữ liệu đảng viên")),
    ("file", gettext_lazy("Bổ sung, lưu hồ sơ giấy")),
    ("other", gettext_lazy("Việc khác (ghi rõ)")),
)
OTHER = "other"


class Leaving(forms.Form):
    """Why a file with members' particulars is taken out of the book."""

    reason = forms.ChoiceField(label=gettext_lazy("Lý do xuất"), choices=REASONS, widget=forms.RadioSelect)
    note = forms.CharField(
        label=gettext_lazy("Ghi rõ việc, số văn bản nếu có"), max_length=100, required=False,
        help_text=gettext_lazy("Ghi vào nhật ký; không ghi tên hay thông tin của đảng viên."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Another reason is said in words."""
        told: dict[str, Any] = super().clean() or {}
        if told.get("reason") == OTHER and not told.get("note"):
            self.add_error("note", _("Chọn việc khác thì ghi rõ việc gì."))
        return told


def told_why(
    what: Any, *, there: Callable[..., Any] | None = None, of_member: bool = False
) -> Callable[[View], View]:
    """The view of a file asked by GET answers with the form of the reason; by POST, with the file and an entry in the journal.

    `what` is the name of the file in words; `there` raises Http404 for a file that this reader cannot have at all.
    `of_member`: the file is of the one member whom the address names (pk), and his record tells of it.
    Below `@allow`. A file that cannot be made leaves no entry.
    """

    def guarded(view: View) -> View:
        @wraps(view)
        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if kwargs.get("ending", "xlsx") not in KINDS:
                raise Http404(kwargs["ending"])
            if there:
                there(request, *args, **kwargs)
            form = Leaving(
                request.POST or None, initial={"reason": request.session.get(_KEPT, "")}, label_suffix=""
            )
            if request.method != "POST" or not form.is_valid():
                status = 422 if form.is_bound else 200
                return page(request, "party/leaving.html", form=form, label=what, status=status)
            with flow.all_or_nothing():
                answer = view(request, *args, **kwargs)
                if answer.status_code == 200:  # noqa: PLR2004 – a file and nothing else
                    _written(
                        request, kwargs["pk"] if of_member else None, {**form.cleaned_data, "what": str(what)}
                    )
            request.session[_KEPT] = form.cleaned_data["reason"]
            answer["Cache-Control"] = "no-store"
            return answer

        inner.asks_why = True  # type: ignore[attr-defined]
        return inner

    return guarded


_KEPT = "leaving_reason"


def _written(request: HttpRequest, member: int | None, told: dict[str, Any]) -> None:
    reader: Any = request.user
    held = reader.held_offices()[0]
    reason = str(dict(REASONS)[told["reason"]])
    flow.record(
        ("export", "file"),
        ("member", str(member)) if member else ("unit", str(held.unit_id)),
        Actor(reader.full_name(), held.title, held.unit_id, reader.pk, held.role),
        on=book_day(),
        unit_id=held.unit_id,
        facts={"kind": told["what"], "purpose": f"{reason}: {told['note']}" if told["note"] else reason},
    )
