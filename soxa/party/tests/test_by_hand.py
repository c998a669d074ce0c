"""The hand-written SQL beside which the figures are timed knows that a member may be admitted again."""

from datetime import date

from bench.by_hand import by_hand
from soxa.kernel.figures import FIGURES, Moment, read_many
from soxa.kernel.units.tree import tree
from soxa.law.periods import Period
from soxa.party.flow import take
from soxa.party.tests.cast import TODAY
from soxa.party.tests.test_readmission import admitted_again, gone

CODES = [f"party.{code}" for code in ("members", "members_official", "members_probationary", "recognised", "card_exchange")]  # fmt: skip
# official, on probation and recognised of the year in both communes: Bùi Văn An is one of seven until he goes on 5/1/2022,
# on probation again from 10/10/2025, recognised again on 10/10/2026; an eighth member is on probation since 2026
YEARS = {"1996": (0, 7, 0), "1997": (7, 0, 7), "2021": (7, 0, 0), "2022": (6, 0, 0), "2025": (6, 1, 0), "2026": (7, 1, 1)}  # fmt: skip


def counted(year: str) -> tuple[dict, dict]:
    """(part, whole) by code and commune: as the program reads them, and by hand; what is 0 is left out."""
    moment, standing = Moment.over(Period.parse(year)), tree()
    communes = [node.id for node in standing.of_kind("commune")]
    read = read_many([FIGURES[code] for code in CODES], moment, communes)
    ours = {key: (one.part or 0, one.whole or 0) for key, one in read.items() if one.part or one.whole}
    hand = by_hand(moment.on, (moment.since, moment.until), standing.changes(moment.since, moment.until))
    return ours, {key: pair for key, pair in hand.items() if key[0] in CODES}


def test_both_lives_of_a_member_admitted_again(cast, head):
    gone(cast, head)
    member = admitted_again(cast, head)
    take("recognise", member, head, today=TODAY, facts={"on": date(2026, 10, 10), "paper": "QĐ 50"})
    for year, expected in YEARS.items():
        ours, hand = counted(year)
        assert ours == hand, year
        assert (
            tuple(sum(part for (of, _), (part, _whole) in ours.items() if of == code) for code in CODES[1:4])
            == expected
        )
