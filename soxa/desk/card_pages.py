"""Pages of sign-in cards: the door that a card opens, the new card told once, the owner's devices and his own card."""

import base64
from typing import Any
from urllib.parse import urlsplit

from allauth.account.utils import perform_login
from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from soxa.desk.card_paper import card_pdf
from soxa.desk.setting_forms import ChangePin
from soxa.kernel import journal
from soxa.kernel.access import Actor, allow, open_to_all
from soxa.kernel.flow import Refused
from soxa.kernel.page import page
from soxa.kernel.preferences import Preference, declare, value_of
from soxa.org.cards.devices import CARD, devices_of
from soxa.org.cards.flow import PIN_LENGTH, NewCard, card_of, change_pin, opened, revoke

_ONLY_HERE = ("localhost", "127.0.0.1", "::1", "testserver")


def _whole_address(value: Any) -> str:
    parts = urlsplit(str(value))
    good = not value or (parts.scheme in ("http", "https") and parts.hostname and not parts.query)
    return "" if good else _("Ghi cả địa chỉ, ví dụ https://so-xa.noi-bo/")


ADDRESS = declare(
    Preference(
        "accounts.card_address",
        "Địa chỉ của sổ mà điện thoại mở được, in trên thẻ đăng nhập",
        "",
        help="Để trống: in địa chỉ mà người lập thẻ đang mở.",
        confirmed=False,
        check=_whole_address,
    )
)


def base_address(request: HttpRequest) -> str:
    """The address that cards carry."""
    return str(value_of(ADDRESS)) or request.build_absolute_uri("/")


def only_here(request: HttpRequest) -> bool:
    """Whether that address opens on this machine alone."""
    return urlsplit(base_address(request)).hostname in _ONLY_HERE


@open_to_all
@never_cache
@sensitive_post_parameters()
def door(request: HttpRequest) -> HttpResponse:
    """A card's code and its PIN: together they sign in, neither does alone; a second factor is asked after them."""
    wrong, code = "", ""
    if request.method == "POST":
        if not ratelimit.consume(request, action="card_failed", dry_run=True):
            return ratelimit.respond_429(request)
        code = request.POST.get("code", "")[:200]
        try:
            card = opened(code, request.POST.get("pin", "")[:40])
        except Refused as refused:
            ratelimit.consume(request, action="card_failed")
            wrong = str(refused)
        else:
            answer: HttpResponse = perform_login(request, card.account, signal_kwargs={CARD: card.pk})
            return answer
    return page(request, "desk/card_door.html", status=422 if wrong else 200, wrong=wrong, code=code)


def told_card(request: HttpRequest, new: NewCard) -> HttpResponse:
    """The card, once: its PDF lies in this page and nowhere else."""
    pdf = base64.b64encode(card_pdf(new, base_address(request))).decode()
    answer = page(
        request, "desk/card_new.html", account=new.card.account, pdf=pdf, only_here=only_here(request)
    )
    answer["Cache-Control"] = "no-store"
    return answer


def _own(reader: Any) -> Actor:
    return Actor(reader.full_name(), reader.office_title(), account_id=reader.pk)


@require_POST
@allow()
def revoke_own(request: HttpRequest) -> HttpResponse:
    """The owner's card opens nothing any more."""
    reader: Any = request.user
    own = request.session.get(CARD)
    try:
        revoke(reader, _own(reader))
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("own_account")
    if own:
        logout(request)
        return redirect("account_login")
    messages.success(request, _("Đã hủy thẻ; thiết bị đã vào bằng thẻ phải vào lại."))
    return redirect("own_account")


@allow()
@never_cache
@sensitive_post_parameters()
def change_own_pin(request: HttpRequest) -> HttpResponse:
    """The owner's own PIN instead of the one that the office printed."""
    reader: Any = request.user
    form = ChangePin(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            change_pin(reader, form.cleaned_data["pin"], form.cleaned_data["wanted"])
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã đổi PIN; PIN in trên giấy không còn dùng được."))
            return redirect("own_account")
    return page(
        request,
        "desk/card_pin.html",
        status=422 if form.is_bound else 200,
        form=form,
        card=card_of(reader),
        digits=value_of(PIN_LENGTH),
    )


@require_POST
@allow()
def end_device(request: HttpRequest, pk: int) -> HttpResponse:
    """One device is signed in no longer."""
    reader: Any = request.user
    one = next((device for device in devices_of(reader) if device.row.pk == pk), None)
    if one is None:
        raise Http404(pk)
    journal.write(_own(reader), "accounts", "device_off", subject=("account", reader.username))
    here = one.row.session_key == request.session.session_key
    one.row.end()
    if here:
        logout(request)
        return redirect("account_login")
    messages.success(request, _("Thiết bị đó không còn mở được sổ."))
    return redirect("own_account")
