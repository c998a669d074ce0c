"""Cài đặt, Chữ ký số: what the office signs with, which authorities it trusts, which revocation lists it keeps."""

from datetime import datetime, timedelta

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.desk.setting_pages import READERS, WRITE, setting_rows
from soxa.documents import anchors
from soxa.kernel.access import Actor, actor_for, allow, may, sight_of
from soxa.kernel.flow import Refused
from soxa.kernel.page import page
from soxa.kernel.preferences import book_day
from soxa.org.roles import UNITS

SOON = timedelta(days=90)
WORDS = {
    anchors.ROOT: gettext_lazy("Chứng thư gốc"),
    anchors.BETWEEN: gettext_lazy("Chứng thư trung gian"),
    anchors.REVOKED: gettext_lazy("Danh sách thu hồi (CRL)"),
    anchors.BROKEN: gettext_lazy("Tệp không đọc được"),
}


class AddAnchor(forms.Form):
    """A certificate or revocation list as its authority publishes it."""

    file = forms.FileField(
        label=gettext_lazy("Tệp chứng thư hoặc danh sách thu hồi"),
        help_text=gettext_lazy(
            "Chứng thư gốc, trung gian (.crt, .cer, .pem) hoặc CRL (.crl) tải từ trang của tổ chức chứng thực. "
            "So mã SHA-256 với mã tổ chức ấy công bố trước khi tin."
        ),
    )

    def clean_file(self) -> bytes:
        """The bytes."""
        given = self.cleaned_data["file"]
        if given.size > anchors.MOST:
            raise forms.ValidationError(
                _("Tệp “{name}” lớn quá {most} MB.").format(name=given.name, most=anchors.MOST // 2**20)
            )
        content: bytes = given.read()
        return content


@allow(*READERS)
def index(request: HttpRequest) -> HttpResponse:
    """The settings of signing, and every certificate and list with whom it names, until when, and its digest."""
    now = timezone.now()
    found = anchors.anchors()
    return page(
        request,
        "desk/signing.html",
        groups=setting_rows(request, "signing"),
        anchors=[(one, WORDS[one.kind], _light(one, now)) for one in found],
        broken=WORDS[anchors.BROKEN],
        rooted=any(one.kind == anchors.ROOT for one in found),
        writes=_writes(request),
    )


def _light(one: anchors.Anchor, now: datetime) -> tuple[str, str]:
    if one.kind == anchors.BROKEN:
        return "bad", _("hỏng")
    if one.until is None:
        return "good", _("không ghi hạn")
    if one.until < now:
        return "bad", _("đã hết hạn")
    if one.kind != anchors.REVOKED and one.until < now + SOON:
        return "warn", _("sắp hết hạn")
    return "good", _("còn hạn")


def _writes(request: HttpRequest) -> bool:
    return may(request.user, WRITE) and sight_of(request.user, UNITS).everything


def _actor(request: HttpRequest) -> Actor:
    if not _writes(request):
        raise PermissionDenied(_("Chức vụ hiện nay của đồng chí không đổi được danh mục chứng thư được tin."))
    return actor_for(request.user, WRITE)


@allow(*READERS)
def add(request: HttpRequest) -> HttpResponse:
    """One more certificate or revocation list."""
    actor = _actor(request)
    form = AddAnchor(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            kept = anchors.add(form.cleaned_data["file"], actor, on=book_day())
        except Refused as refused:
            form.add_error("file", str(refused))
        else:
            names = ", ".join(entry.facts["name"] for entry in kept)
            messages.success(request, _("Đã đưa vào danh mục được tin: {names}.").format(names=names))
            return redirect("signing")
    return page(request, "desk/anchor.html", status=422 if form.is_bound else 200, form=form)


@allow(*READERS)
def remove(request: HttpRequest, digest: str) -> HttpResponse:
    """Ask once more, then take a certificate or list away."""
    actor = _actor(request)
    found = next((one for one in anchors.anchors() if one.digest == digest), None)
    if found is None:
        raise Http404(digest)
    if request.method == "POST":
        anchors.remove(digest, actor, on=book_day())
        messages.success(request, _("Đã bỏ khỏi danh mục được tin: {name}.").format(name=found.title))
        return redirect("signing")
    return page(request, "desk/anchor_remove.html", one=found, word=WORDS[found.kind])
