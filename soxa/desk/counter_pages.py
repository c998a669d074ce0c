"""Quầy tài khoản: what is asked for people who cannot sign in, and the second person's yes."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from soxa.desk import counter
from soxa.desk.account_acts import NotYours, actors_of
from soxa.desk.account_pages import accounts_seen, told
from soxa.desk.card_pages import only_here, told_card
from soxa.kernel.access import Actor, allow
from soxa.kernel.flow import Refused
from soxa.kernel.page import page
from soxa.law.words import spaced
from soxa.org.cards.flow import NewCard
from soxa.org.models import CounterAsk
from soxa.org.roles import CLERK, OFFICE_HEAD, ORGANISER, SYSTEM_ADMIN

LOST, _MOST = "lost", 20
AT_COUNTER = (OFFICE_HEAD, CLERK, ORGANISER, SYSTEM_ADMIN)


def hands_of(reader: Any) -> tuple[Actor, ...]:
    """The reader in each office in which he stands at the counter; those that write accounts first."""
    writing = actors_of(reader)
    own = tuple(
        Actor(reader.full_name(), held.title, held.unit_id, reader.pk, held.role)
        for held in reader.held_offices()
        if held.role in AT_COUNTER
    )
    return writing or own


def asks_seen(reader: Any) -> list[CounterAsk]:
    """Waiting asks on accounts in the reader's sight."""
    return list(counter.waiting().filter(account__in=accounts_seen(reader).order_by().values("pk")))


def _settled(reader: Any) -> list[tuple[CounterAsk, str, str]]:
    """The last asks that wait no more, each with its light and its words."""
    seen = counter.settled_lately().filter(account__in=accounts_seen(reader).order_by().values("pk"))
    return [(one, *_outcome(one)) for one in seen[:_MOST]]


def _outcome(one: CounterAsk) -> tuple[str, str]:
    if one.granted:
        return "good", _("đã xác nhận")
    lapsed = one.settled_at is None or one.settled_at >= one.until
    return "quiet", _("hết hiệu lực") if lapsed else _("đã bỏ")


def grants(one: CounterAsk, reader: Any) -> bool:
    """Whether the reader may be the second person of this ask."""
    return not _why(one, hands_of(reader))


@allow(*AT_COUNTER)
def index(request: HttpRequest) -> HttpResponse:
    """What waits, and the form by which to ask."""
    wrong, given = "", {name: spaced(request.POST.get(name, "")) for name in ("username", "kind", "shown")}
    if request.method == "POST":
        try:
            said = _ask(request, given)
        except Refused as refused:
            wrong = str(refused)
        else:
            messages.success(request, said)
            return redirect("counter")
    hands = hands_of(request.user)
    return page(
        request,
        "desk/counter.html",
        status=422 if wrong else 200,
        rows=[(one, _why(one, hands), one.asked_by_id == request.user.pk) for one in asks_seen(request.user)],
        kinds=(*CounterAsk.KINDS, (LOST, _("báo mất thẻ đăng nhập: hủy ngay, không chờ xác nhận"))),
        only_here=only_here(request),
        settled=_settled(request.user),
        given={
            **given,
            "username": given["username"] or request.GET.get("ten", ""),
            "kind": given["kind"] or request.GET.get("viec", ""),
        },
        wrong=wrong,
    )


def _ask(request: HttpRequest, given: dict[str, str]) -> str:
    """What was done, in words; Refused when nothing was."""
    account = accounts_seen(request.user).filter(username=given["username"].lower()).first()
    if account is None:
        raise Refused(
            _("Không có tài khoản “{name}” trong phạm vi của đồng chí.").format(name=given["username"])
        )
    teller = hands_of(request.user)[0]
    if given["kind"] == LOST:
        counter.report_lost(account, teller, shown=given["shown"])
        return _("Đã hủy thẻ; điện thoại đã vào bằng thẻ ấy không còn mở được sổ.")
    if given["kind"] not in dict(CounterAsk.KINDS):
        raise Refused(_("Chọn việc đề nghị."))
    counter.ask(account, teller, kind=given["kind"], shown=given["shown"])
    return _("Đã ghi đề nghị; một đồng chí khác có quyền sẽ xác nhận.")


def _why(one: CounterAsk, hands: tuple[Actor, ...]) -> str:
    """Why these hands may not grant the ask; empty when they may."""
    try:
        return counter.objection(one, tuple(hand for hand in hands if hand.may("accounts.write")) or hands)
    except NotYours as refused:
        return str(refused)


@require_POST
@allow(*AT_COUNTER)
def settle(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """Granted – the new password or card is told once – or not."""
    one = next((ask for ask in asks_seen(request.user) if ask.pk == pk), None)
    if one is None or slug not in ("xac-nhan", "bo"):
        raise Http404(pk)
    hands = hands_of(request.user)
    try:
        if slug == "bo":
            counter.refuse(one, hands)
            messages.success(request, _("Đã bỏ đề nghị."))
            return redirect("counter")
        if why := _why(one, hands):
            raise PermissionDenied(why)
        with transaction.atomic():  # a card that could not be set on paper is not issued
            given = counter.grant(one, hands)
            if isinstance(given, NewCard):
                return told_card(request, given)
    except NotYours as refused:
        raise PermissionDenied(str(refused)) from refused
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("counter")
    if given:
        return told(request, one.account, given)
    messages.success(request, _("Đã bỏ mã xác thực; người đó vào bằng mật khẩu rồi bật lại."))
    return redirect("counter")
