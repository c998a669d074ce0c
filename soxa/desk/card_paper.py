"""The sign-in card on paper: A6, the code to scan above, the PIN below a line to tear along."""

import json
from pathlib import Path

from allauth.mfa.adapter import get_adapter
from django.urls import reverse
from django.utils.translation import gettext as _

from soxa.kernel.page import day_text
from soxa.kernel.paper.record import printable
from soxa.kernel.paper.typesetter import typeset_pdf
from soxa.kernel.preferences import BOOK_NAME, value_of
from soxa.kernel.units.tree import tree
from soxa.org.cards.flow import CARD_TRIES, NewCard
from soxa.org.models import Account

_SOURCE = (Path(__file__).resolve().parent / "card.typ").read_bytes()


def card_pdf(new: NewCard, base: str) -> bytes:
    """The card as PDF; `base` is the book's address as telephones reach it. Keep the bytes nowhere but on paper."""
    words = json.dumps(_words(new, base.rstrip("/")), ensure_ascii=False)
    return typeset_pdf(_SOURCE, {"card": printable(words)}, made=new.card.at.replace(microsecond=0))


def _words(new: NewCard, base: str) -> dict[str, object]:
    account, code = new.card.account, new.code
    address = base + reverse("card_door")
    groups = [code[start : start + 4] for start in range(0, len(code), 4)]
    return {
        "book": " · ".join(filter(None, (_("Sổ Xã"), value_of(BOOK_NAME)))),
        "title": _("THẺ VÀO SỔ"),
        "name": account.full_name(),
        "unit": _place(account),
        # the code stands after the #: no server, log or proxy on the way is told it
        "qr": get_adapter().build_totp_svg(f"{address}#{code}"),
        "how": _("Quét hình này bằng máy ảnh của điện thoại, rồi gõ PIN."),
        "typed": _("Không quét được: mở {address} rồi gõ mã thẻ:").format(address=address),
        "code": [" ".join(groups[:7]), " ".join(groups[7:])],
        "until": _("Dùng đến hết ngày {day}. Mất thẻ: báo ngay quầy tài khoản.").format(
            day=day_text(new.card.last_day)
        ),
        "tear": _("Cắt rời phần dưới, cất riêng"),
        "pin_title": _("PIN của tên đăng nhập {name}").format(name=account.username),
        "pin": new.pin,
        "warning": _("Không để cùng thẻ, không cho ai xem. Gõ sai {tries} lần liền thì thẻ khóa.").format(
            tries=value_of(CARD_TRIES)
        ),
    }


def _place(account: Account) -> str:
    held = account.held_offices()
    if not held:
        return ""
    title, unit = held[0].title, tree().name(held[0].unit_id)
    return title if unit in title else f"{title}, {unit}"
