"""One card that the office issued, by two people, so that the counter and an account have something to show."""

from soxa.desk import counter
from soxa.desk.counter_pages import hands_of
from soxa.org.models import Account, CounterAsk

OWNER, ASKED_BY, GRANTED_BY = "luong.nguyen", "yen.le", "tuyet.ngo"


def issue_card() -> None:
    """Asked at the counter and granted; nobody is told its code and PIN, so that it opens nothing."""
    who = Account.objects.in_bulk([OWNER, ASKED_BY, GRANTED_BY], field_name="username")
    teller = hands_of(who[ASKED_BY])[0]
    one = counter.ask(who[OWNER], teller, kind=CounterAsk.CARD, shown="CCCD")
    counter.grant(one, hands_of(who[GRANTED_BY]))
