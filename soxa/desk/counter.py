"""The counter: who has lost his password, or his second factor, is let in again by two officials, never by one."""

from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from soxa.desk.account_acts import Actors, answering, reset_password
from soxa.kernel import journal
from soxa.kernel.access import Actor
from soxa.kernel.flow import Refused
from soxa.kernel.preferences import Preference, declare, value_of
from soxa.org.cards.flow import NewCard, issue, revoke
from soxa.org.models import Account, CounterAsk

TWO_HANDS = declare(
    Preference(
        "accounts.two_hands",
        "Cấp lại mật khẩu phải có hai người: một người đề nghị tại quầy, một người xác nhận",
        True,
        kind="switch",
        help="Một người làm một mình thì vào được sổ bằng tên người khác.",
        confirmed=False,
    )
)
HOURS = declare(
    Preference("accounts.ask_hours", "Đề nghị tại quầy có hiệu lực (giờ)", 24, kind="number", confirmed=False)
)


def ask(account: Account, asker: Actor, *, kind: str, shown: str) -> CounterAsk:
    """Ask that an account be let in again; `shown`: what the person showed. Refused in words."""
    if not shown.strip():
        raise Refused(_("Ghi giấy tờ đã xem: CCCD, thẻ đảng viên…"))
    if asker.account_id is None:
        raise Refused(_("Đề nghị tại quầy do một đồng chí đã vào sổ ghi."))
    if account.pk == asker.account_id:
        raise Refused(_("Không tự đề nghị cho mình; nhờ đồng chí khác."))
    now = timezone.now()
    try:
        with transaction.atomic():
            list(Account.objects.select_for_update(of=("self",)).filter(pk=account.pk))
            for old in CounterAsk.objects.filter(account=account, settled_at=None, until__lte=now):
                _settle(old, granted=False)
            entry = journal.write(
                asker, "accounts", "ask", subject=("account", account.username), facts={"kind": kind}
            )
            return CounterAsk.objects.create(
                account=account,
                kind=kind,
                shown=shown[:120],
                asked_by_id=asker.account_id,
                at=now,
                until=now + timedelta(hours=value_of(HOURS)),
                entry=entry,
            )
    except IntegrityError as error:
        raise Refused(_("Đã có một đề nghị như vậy đang chờ xác nhận.")) from error


def report_lost(account: Account, teller: Actor, *, shown: str) -> None:
    """A card said to be lost ends at once, by one hand: that lets nobody in. Refused when there is none."""
    if not shown.strip():
        raise Refused(_("Ghi giấy tờ đã xem: CCCD, thẻ đảng viên…"))
    revoke(account, teller)


def waiting() -> Any:
    """Asks that nobody has settled and that still hold."""
    rows: Any = CounterAsk.objects.filter(settled_at=None, until__gt=timezone.now())
    return rows.select_related("account__person", "asked_by__person").order_by("at", "pk")


def settled_lately() -> Any:
    """Asks of the last thirty days that wait no more, granted or not, the last first."""
    now = timezone.now()
    done = Q(settled_at__isnull=False) | Q(until__lte=now)
    rows: Any = CounterAsk.objects.filter(done, at__gt=now - timedelta(days=30))
    return rows.select_related("account__person", "asked_by__person").order_by("-at", "-pk")


def objection(one: CounterAsk, actors: Actors) -> str:
    """Why these hands may not grant the ask; empty when they may. NotYours where another answers for the account."""
    mine = {actor.account_id for actor in actors}
    if one.asked_by_id in mine:
        return _("Người đề nghị và người xác nhận phải là hai người.")
    if one.account_id in mine:
        return _("Không tự xác nhận cho mình; nhờ đồng chí khác.")
    answering(one.account.person_id, actors)
    return ""


def grant(one: CounterAsk, actors: Actors) -> str | NewCard:
    """Let the account in again: its new password or card, told once; "" where the second factor was taken off."""
    with transaction.atomic():
        held = _held(one)
        if why := objection(held, actors):
            raise Refused(why)
        _settle(held, granted=True)
        if held.kind == CounterAsk.PASSWORD:
            return reset_password(held.account, actors)
        actor, unit_id = answering(held.account.person_id, actors)
        if held.kind == CounterAsk.CARD:
            return issue(held.account, actor, unit_id=unit_id, ask=held.pk)
        journal.write(
            actor,
            "accounts",
            "second_off",
            subject=("account", held.account.username),
            facts={"ask": held.pk},
            unit_id=unit_id,
        )
        take_off_second(held.account)
    return ""


def refuse(one: CounterAsk, actors: Actors) -> None:
    """Not granted: by who could grant it, or taken back by who asked."""
    with transaction.atomic():
        held = _held(one)
        own = next((actor for actor in actors if actor.account_id == held.asked_by_id), None)
        actor = own or answering(held.account.person_id, actors)[0]
        journal.write(
            actor, "accounts", "refuse", subject=("account", held.account.username), facts={"ask": held.pk}
        )
        _settle(held, granted=False)


def _held(one: CounterAsk) -> CounterAsk:
    rows: Any = CounterAsk.objects.select_for_update(of=("self",)).select_related("account__person")
    held: CounterAsk = rows.get(pk=one.pk)
    if held.settled_at is not None or held.until <= timezone.now():
        raise Refused(_("Đề nghị này đã được giải quyết hoặc đã hết hạn."))
    return held


def _settle(one: CounterAsk, *, granted: bool) -> None:
    one.settled_at, one.granted = timezone.now(), granted
    one.save(update_fields=["settled_at", "granted"])


def take_off_second(account: Account) -> None:
    """Codes of the account's telephone, and those kept on paper, open nothing any more."""
    from allauth.mfa.models import Authenticator

    Authenticator.objects.filter(user=account).delete()
