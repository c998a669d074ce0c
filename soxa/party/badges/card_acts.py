"""The acts on a member's card, and on the time he was outside the Party, as rows of the table of acts."""

from django.utils.translation import gettext_lazy

from soxa.law.acts import CT_51, HD_12_MEMBERS, HD_38, QD_24
from soxa.party.act import Act
from soxa.party.badges import cards, forms
from soxa.party.badges.models import CardEvent
from soxa.party.standing import EXPELLED, LEFT, OFFICIAL, STRUCK_OFF

_HOLDERS = frozenset({OFFICIAL})
_GONE = frozenset({STRUCK_OFF, EXPELLED, LEFT})
_CARDS = HD_12_MEMBERS.at("mục II.2")
CARD_ACTS = (
    Act(
        "issue_card", gettext_lazy("Phát thẻ đảng viên"), forms.IssueCard, _HOLDERS, cards.issue_card,
        HD_38.at(""), cards.in_order, cards.has_no_card, group="papers",
    ),
    Act(
        "exchange_card", gettext_lazy("Đổi thẻ đảng viên"), forms.ExchangeCard, _HOLDERS, cards.exchange_card,
        CT_51.at(""), cards.exchange, cards.waits_for_exchange, group="papers",
    ),
    Act(
        "card_waits", gettext_lazy("Ghi lý do chưa đổi thẻ"), forms.CardWaits, _HOLDERS, cards.card_waits,
        CT_51.at(""), fits=cards.waits_for_exchange, told=(), group="papers",
    ),
    Act(
        "card_lost", gettext_lazy("Báo mất thẻ"), forms.CardLost, _HOLDERS, cards.plainly(CardEvent.LOST),
        _CARDS, cards.in_order, cards.in_hand, group="papers",
    ),
    Act(
        "card_found", gettext_lazy("Tìm thấy thẻ đã báo mất"), forms.CardFound, _HOLDERS,
        cards.plainly(CardEvent.FOUND), _CARDS, cards.in_order, cards.lost, group="papers",
    ),
    Act(
        "reissue_card", gettext_lazy("Cấp lại thẻ bị mất"), forms.ReissueCard, _HOLDERS,
        cards.replaced(CardEvent.REISSUED), _CARDS, cards.in_order, cards.lost, group="papers",
    ),
    Act(
        "card_damaged", gettext_lazy("Đổi thẻ bị hỏng"), forms.CardDamaged, _HOLDERS,
        cards.replaced(CardEvent.DAMAGED), _CARDS, cards.in_order, cards.in_hand, group="papers",
    ),
    Act(
        "card_handed_back", gettext_lazy("Thu lại thẻ, Huy hiệu"), forms.HandedBack, _GONE,
        cards.handed_back, HD_38.at(""), cards.in_order, cards.not_handed_back, group="papers",
    ),
    Act(
        "was_outside", gettext_lazy("Ghi thời gian không tham gia sinh hoạt Đảng"), forms.WasOutside, _HOLDERS,
        cards.was_outside, QD_24.at("mục 3"), cards.outside_once, group="papers",
    ),
)  # fmt: skip
