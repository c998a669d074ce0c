"""When a content is good, and when a unit is good in all of them."""

from collections.abc import Sequence
from decimal import Decimal

from soxa.law.acts_of_bodies import NQ_21
from soxa.law.citation import cites

POINTS, PASS = "points", "pass"
PASSED = Decimal(1)


@cites(NQ_21.at(""))
def content_good(mark: Decimal, most: Decimal, way: str, share: int) -> bool:
    """Whether one content is good: passed, or at least `share` per cent of what it gives at most."""
    return mark >= PASSED if way == PASS else mark * 100 >= most * share


@cites(NQ_21.at(""))
def all_good(marks: Sequence[tuple[Decimal, Decimal]], way: str, share: int, *, each: bool) -> bool:
    """Whether a unit is good: in each of its contents, or – where a framework does not ask that – in their sum.

    `marks`: (mark, most) of each content.
    """
    if each or way == PASS:
        return all(content_good(mark, most, way, share) for mark, most in marks)
    given, most = (sum((one[at] for one in marks), Decimal()) for at in (0, 1))
    return content_good(given, most, way, share)
