"""What is done with sign-in cards: issued, opened by code and PIN, locked after wrong PINs, ended."""

import base64
import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from soxa.kernel import journal
from soxa.kernel.access import Actor
from soxa.kernel.flow import Refused
from soxa.kernel.preferences import Preference, declare, value_of
from soxa.org.cards.devices import end_devices_of_card
from soxa.org.cards.models import SignInCard
from soxa.org.models import Account

PIN_LENGTHS = range(6, 13)
_CODE_BYTES, _CODE_LETTERS = 32, 52


def _within(least: int, most: int) -> Any:
    def check(value: Any) -> str:
        fits = isinstance(value, int) and least <= value <= most
        return "" if fits else _("Nhập một số từ {least} đến {most}.").format(least=least, most=most)

    return check


PIN_LENGTH = declare(
    Preference(
        "accounts.pin_length",
        "Số PIN của thẻ đăng nhập có mấy chữ số",
        6,
        kind="number",
        confirmed=False,
        check=_within(PIN_LENGTHS[0], PIN_LENGTHS[-1]),
    )
)
CARD_TRIES = declare(
    Preference(
        "accounts.card_tries",
        "Gõ sai PIN mấy lần liền thì thẻ đăng nhập khóa",
        5,
        kind="number",
        help="Thẻ đã khóa không mở lại: cấp thẻ mới tại quầy.",
        confirmed=False,
        check=_within(3, 10),
    )
)
CARD_VALID = declare(
    Preference(
        "accounts.card_valid_days",
        "Thẻ đăng nhập dùng được (ngày)",
        730,
        kind="number",
        confirmed=False,
        check=_within(1, 3650),
    )
)
CARD_DAYS = declare(
    Preference(
        "accounts.card_days",
        "Vào bằng thẻ thì điện thoại giữ đăng nhập (ngày)",
        90,
        kind="number",
        help="Hết số ngày này thì quét thẻ, gõ PIN lại.",
        confirmed=False,
        check=_within(1, 365),
    )
)


@dataclass(frozen=True)
class NewCard:
    """A card just issued, with what is told once and kept nowhere: its code and its PIN."""

    card: SignInCard
    code: str
    pin: str


def _digest(code: str) -> str:
    """Enough for 256 random bits; a slow hash is for what can be guessed, as the PIN."""
    return hashlib.sha256(code.encode()).hexdigest()


def plain_code(typed: str) -> str:
    """A code as it is compared: letters raised, the blanks between groups left out; empty when it can be none."""
    code = re.sub(r"[\s-]", "", typed).upper()
    return code if re.fullmatch(rf"[A-Z2-7]{{{_CODE_LETTERS}}}", code) else ""


def card_of(account: Account) -> SignInCard | None:
    """The account's card that has not been ended; it may be locked or past its day."""
    found: SignInCard | None = SignInCard.objects.filter(account=account, ended_at=None).first()
    return found


def standing(card: SignInCard, at: datetime) -> bool:
    """Whether the card opens the book at a moment."""
    return card.ended_at is None and card.locked_at is None and at < card.until


def issue(account: Account, actor: Actor, *, unit_id: int | None, ask: int) -> NewCard:
    """A new card; the one before it, and who is signed in by that, open nothing any more."""
    code = base64.b32encode(secrets.token_bytes(_CODE_BYTES)).decode().rstrip("=")
    digits = value_of(PIN_LENGTH)
    pin = f"{secrets.randbelow(10**digits):0{digits}}"
    now, kept_pin = timezone.now(), make_password(pin)
    with transaction.atomic():
        list(Account.objects.select_for_update(of=("self",)).filter(pk=account.pk))
        for old in SignInCard.objects.select_for_update().filter(account=account, ended_at=None):
            _end(old)
        entry = journal.write(
            actor,
            "accounts",
            "card",
            subject=("account", account.username),
            unit_id=unit_id,
            facts={"ask": ask},
        )
        card = SignInCard.objects.create(
            account=account,
            code_hash=_digest(code),
            pin_hash=kept_pin,
            at=now,
            until=_end_of(timezone.localdate(now) + timedelta(days=value_of(CARD_VALID))),
            entry=entry,
        )
    return NewCard(card, code, pin)


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


def revoke(account: Account, actor: Actor, *, unit_id: int | None = None) -> None:
    """The account's card, lost or not wanted, opens nothing any more; Refused when it has none."""
    with transaction.atomic():
        held = SignInCard.objects.select_for_update().filter(account=account, ended_at=None).first()
        if held is None:
            raise Refused(_("Tài khoản này không có thẻ đăng nhập đang dùng."))
        journal.write(actor, "accounts", "card_off", subject=("account", account.username), unit_id=unit_id)
        _end(held)


def _end(card: SignInCard) -> None:
    card.ended_at = timezone.now()
    card.save(update_fields=["ended_at"])
    end_devices_of_card(card)


def opened(code: str, pin: str) -> SignInCard:
    """The card that this code and this PIN open; Refused in words, and after so many wrong PINs the card is locked.

    The try is counted before the PIN is looked at, so that many at once are not more tries than the setting gives.
    """
    plain = plain_code(code)
    return _right(SignInCard.objects.filter(code_hash=_digest(plain)) if plain else None, pin)


def change_pin(account: Account, pin: str, wanted: str) -> None:
    """The owner's own PIN instead of the printed one; Refused in words for one easy to guess, or when `pin` is wrong."""
    fresh = "".join(wanted.split())
    if why := weakness(fresh, value_of(PIN_LENGTH)):
        raise Refused(why)
    card = _right(SignInCard.objects.filter(account=account, ended_at=None), pin)
    own = Actor(account.full_name(), account.office_title(), account_id=account.pk)
    with transaction.atomic():
        journal.write(own, "accounts", "card_pin", subject=("account", account.username))
        card.pin_hash = make_password(fresh)
        card.save(update_fields=["pin_hash"])


def weakness(pin: str, digits: int) -> str:
    """Why a PIN may not be chosen; empty when it may: digits all the same or in a row are guessed first."""
    if not (pin.isascii() and pin.isdecimal() and len(pin) == digits):
        return _("PIN mới gồm đúng {digits} chữ số.").format(digits=digits)
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
    easy = len(steps) == 1 and steps <= {0, 1, 9}
    return _("PIN này dễ đoán; chọn số khác, không lặp, không nối tiếp.") if easy else ""


def _right(cards: Any, pin: str) -> SignInCard:
    """The card, the only one of these, when this is its PIN."""
    given = "".join(pin.split())
    card, tries = _tried(cards, given)
    if check_password(given, card.pin_hash):
        card.wrong = 0
        card.save(update_fields=["wrong"])
        return card
    left = tries - card.wrong
    if left <= 0:
        _lock(card)
        raise Refused(_locked(tries))
    raise Refused(_("PIN chưa đúng; còn {left} lần gõ, sai nữa thì thẻ khóa.").format(left=left))


def _tried(cards: Any, pin: str) -> tuple[SignInCard, int]:
    tries = value_of(CARD_TRIES)
    with transaction.atomic():
        rows = cards.select_for_update(of=("self",)).select_related("account") if cards is not None else []
        card: SignInCard | None = next(iter(rows), None)
        if card is not None and card.ended_at is None and (card.locked_at or card.wrong >= tries):
            raise Refused(_locked(tries))
        if card is None or not standing(card, timezone.now()):
            raise Refused(
                _("Thẻ này không dùng được: đã hủy, đã thay hoặc hết hạn. Xin thẻ mới tại quầy tài khoản.")
            )
        if not (pin.isdecimal() and len(pin) in PIN_LENGTHS):
            raise Refused(_("Gõ đủ các chữ số của PIN in ở phần dưới của thẻ."))
        card.wrong += 1
        card.save(update_fields=["wrong"])
    return card, tries


def _locked(tries: int) -> str:
    return _(
        "Thẻ đã khóa vì gõ sai PIN {tries} lần. Mang giấy tờ đến quầy tài khoản để được cấp thẻ mới."
    ).format(tries=tries)


def _lock(card: SignInCard) -> None:
    with transaction.atomic():
        journal.write(
            Actor(_("Cửa vào sổ")), "accounts", "card_locked", subject=("account", card.account.username)
        )
        card.locked_at = timezone.now()
        card.save(update_fields=["locked_at"])


def entered(account: Account, card_pk: int) -> datetime | None:
    """Until when a sign-in by this card holds; None when the card ended meanwhile (a code was asked in between)."""
    now = timezone.now()
    with transaction.atomic():
        card: SignInCard = SignInCard.objects.select_for_update().get(pk=card_pk, account=account)
        if not standing(card, now):
            return None
        if card.first_used_at is None:
            own = Actor(account.full_name(), account.office_title(), account_id=account.pk)
            journal.write(own, "accounts", "card_first", subject=("account", account.username))
            card.first_used_at = now
            card.save(update_fields=["first_used_at"])
    return now + timedelta(days=value_of(CARD_DAYS))
